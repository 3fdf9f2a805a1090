// Runs once, when the evidence panel is on the page: `element` is the panel, `trigger` calls the server.
const side = document.getElementById('tl-side');
let opener = null;

function close() {
  if (!side.classList.contains('tl-open')) return;
  side.classList.remove('tl-open');
  if (opener && opener.isConnected) opener.focus();
}

function open(link) {
  for (const lit of document.querySelectorAll('.tl-current')) lit.classList.remove('tl-current');
  link.classList.add('tl-current');
  opener = link;
  // Where the panel lies over the chat (narrow windows), this shows it.
  side.classList.add('tl-open');
  side.scrollTop = 0;
  element.scrollTop = 0;
  reveal();
  trigger('click', { link: link.getAttribute('href') });
}

// A wide table scrolls sideways: start where the lit cell is, with no figure half behind the first column.
function align(box, cell) {
  const label = cell.parentElement.querySelector('.tl-label');
  const covered = label ? label.offsetWidth : 0;
  const others = [...cell.parentElement.children].filter((other) => other !== label);
  const edges = others.map((other) => other.offsetLeft - covered);
  const first = cell.offsetLeft + cell.offsetWidth - box.clientWidth;
  const best = Math.min(...edges.filter((edge) => edge >= first && edge >= 0), cell.offsetLeft - covered);
  const spacer = box.querySelector('.tl-spacer') || box.appendChild(document.createElement('i'));
  spacer.className = 'tl-spacer';
  spacer.style.left = `${best + box.clientWidth - 1}px`;
  box.scrollLeft = best;
}

function reveal() {
  const box = element.querySelector('.tl-scroll');
  const cell = box && box.querySelector('td.tl-on');
  if (cell && box.scrollWidth > box.clientWidth) align(box, cell);
  const close = element.querySelector('.tl-close');
  if (close && side.classList.contains('tl-open') && close.offsetParent) close.focus({ preventScroll: true });
}
watch('value', reveal);

function show(id) {
  const source = document.getElementById(id);
  if (!source) return;
  const fold = source.closest('details');
  if (fold) fold.open = true;
  source.scrollIntoView({ block: 'center', behavior: 'smooth' });
  source.classList.remove('tl-flash');
  requestAnimationFrame(() => source.classList.add('tl-flash'));
}

document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target : null;
  if (!target) return;
  if (target.closest('.tl-close')) return close();
  const link = target.closest('a[href^="#"]');
  if (!link) return;
  const href = link.getAttribute('href');
  if (href.startsWith('#bukti?')) {
    event.preventDefault();
    open(link);
  } else if (href.startsWith('#sumber-')) {
    event.preventDefault();
    show(href.slice(1));
  }
});

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') close();
});

// Gradio labels messages with their raw source text and examples in English; what they show reads better.
const labelled = '[data-testid="bot"][aria-label], [data-testid="user"][aria-label], .example[aria-label]';
let seen = '';
let until = 0;

// A new question goes to the top of the window, and again when it is answered: answers are read from the first line.
// An answer grows for a moment while it is laid out, and with it how far the window can scroll.
function follow() {
  const rows = document.querySelectorAll('#tl-chat .user-row');
  const state = `${rows.length} ${document.querySelector('.tl-wait') === null}`;
  if (state !== seen) {
    until = performance.now() + 700;
    for (const pause of [60, 200, 500]) setTimeout(follow, pause);
  }
  seen = state;
  if (rows.length && performance.now() < until) rows[rows.length - 1].scrollIntoView({ block: 'start' });
}

function changed() {
  for (const message of document.querySelectorAll(labelled)) message.removeAttribute('aria-label');
  follow();
}

// Whoever takes the window into their own hands keeps it.
for (const kind of ['pointerdown', 'wheel', 'touchstart', 'keydown']) {
  document.addEventListener(kind, () => { until = 0; }, { passive: true });
}

// The conversation may be on the page later than the panel, so the whole page is watched.
changed();
new MutationObserver(changed).observe(document.body, {
  childList: true,
  subtree: true,
  attributeFilter: ['aria-label'],
});
