// Runs once, when the page's bus is there: `element` is the bus, `trigger` calls the server.
// Nothing here makes HTML of text: what is shown comes escaped from the server.
const side = () => document.getElementById('tl-side');
const panel = () => document.getElementById('tl-panel');
let opener = null;

// The evidence panel

function close() {
  if (!side().classList.contains('tl-open')) return;
  side().classList.remove('tl-open');
  if (opener && opener.isConnected) opener.focus();
}

function open(link, keep) {
  const href = link.getAttribute('href');
  const own = panel().contains(link);
  if (!own) {
    for (const lit of document.querySelectorAll('.tl-current')) lit.classList.remove('tl-current');
    link.classList.add('tl-current');
    opener = link;
  }
  // Where the panel lies over the chat (narrow windows), this shows it.
  side().classList.add('tl-open');
  if (!keep) side().scrollTop = panel().scrollTop = 0;
  reveal();
  trigger('click', { link: href });
}

// The places that an answer, or a table, leads to; each once, in the order shown.
function places() {
  const rows = document.querySelectorAll('#tl-chat [data-testid=bot]');
  const last = rows.length ? rows[rows.length - 1] : null;
  const home = (opener && opener.isConnected && opener.closest('[data-testid=bot], .tl-compare, .tl-sheet, .tl-review, .tl-gallery')) || last;
  if (!home) return [];
  const seen = new Map();
  for (const link of home.querySelectorAll('a[href^="#bukti?"]')) {
    const href = link.getAttribute('href');
    if (!seen.has(href)) seen.set(href, link);
  }
  return [...seen.values()];
}

function at(links) {
  const href = opener && opener.isConnected ? opener.getAttribute('href') : null;
  const place = links.findIndex((link) => link.getAttribute('href') === href);
  return place < 0 ? 0 : place;
}

function step(by) {
  const links = places();
  if (links.length < 2) return;
  const link = links[(at(links) + by + links.length) % links.length];
  const fold = link.closest('details');
  if (fold && fold.matches('.tl-more, .tl-steps')) fold.open = true;
  open(link);
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

// Which of how many sources this is; the answer may come onto the page after its evidence.
function count() {
  const nav = panel() && panel().querySelector('.tl-steps-nav');
  if (!nav) return;
  const links = places();
  const text = links.length > 1 ? `${at(links) + 1} / ${links.length}` : '';
  const shown = nav.querySelector('.tl-count');
  if (shown.textContent !== text) shown.textContent = text;
  if (nav.classList.contains('tl-hidden') !== !text) nav.classList.toggle('tl-hidden', !text);
}

function reveal() {
  const where = panel();
  if (!where) return;
  const box = where.querySelector('.tl-scroll');
  const cell = box && box.querySelector('td.tl-on');
  if (cell && box.scrollWidth > box.clientWidth) align(box, cell);
  count();
  const read = where.querySelector('.tl-read .tl-on');
  if (read) read.scrollIntoView({ block: 'center' });
  const shut = where.querySelector('.tl-close');
  if (shut && side().classList.contains('tl-open') && shut.offsetParent) shut.focus({ preventScroll: true });
}

// Gradio changes the panel in place, so its content is watched; what `reveal` changes itself does not count.
const panelWatch = new MutationObserver(() => {
  panelWatch.disconnect();
  watched = null;
  reveal();
  watchPanel();
});
let watched = null;

function watchPanel() {
  if (!panel() || watched === panel()) return;
  watched = panel();
  panelWatch.observe(watched, { childList: true, subtree: true, characterData: true, attributeFilter: ['class'] });
}

// A source that is listed under its answer

function show(id) {
  const source = document.getElementById(id);
  if (!source) return;
  const fold = source.closest('details');
  if (fold) fold.open = true;
  source.scrollIntoView({ block: 'center', behavior: 'smooth' });
  source.classList.remove('tl-flash');
  requestAnimationFrame(() => source.classList.add('tl-flash'));
}

// What can be done with an answer

function words(root) {
  const copy = root.cloneNode(true);
  for (const part of copy.querySelectorAll('.tl-actions, .tl-chips, .tl-kind, svg, .tl-plot, .tl-badge')) part.remove();
  for (const fold of copy.querySelectorAll('details')) fold.open = true;
  for (const head of copy.querySelectorAll('summary')) head.remove();
  for (const number of copy.querySelectorAll('.tl-n')) number.textContent = `[${number.textContent}] `;
  for (const cell of copy.querySelectorAll('td, th')) cell.append('\t');
  for (const row of copy.querySelectorAll('p, li, tr, .tl-line, .tl-head')) row.append('\n');
  return copy.textContent.replace(/[ \t]+\n/g, '\n').replace(/\n{3,}/g, '\n\n').trim();
}

async function copied(text, link) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // No clipboard over plain http to another computer: the old way still works there.
    const box = document.body.appendChild(document.createElement('textarea'));
    box.value = text;
    box.select();
    document.execCommand('copy');
    box.remove();
  }
  link.classList.add('tl-done');
  setTimeout(() => link.classList.remove('tl-done'), 1600);
}

const asked = (n) => document.querySelectorAll('#tl-chat [data-testid=user]')[n];

function address(question) {
  const url = new URL(location.href);
  url.searchParams.delete('tab');
  if (question) url.searchParams.set('q', question);
  url.searchParams.set('lang', document.documentElement.lang === 'en' ? 'en' : 'id');
  return url.href;
}

function act(link) {
  const sent = Object.fromEntries(new URLSearchParams(link.getAttribute('href').split('?')[1]));
  const message = link.closest('[data-testid=bot]');
  const question = asked(Number(sent.n));
  if (sent.a === 'copy') copied(`${question ? question.textContent.trim() : ''}\n\n${words(message)}`, link);
  if (sent.a === 'link') copied(address(question ? question.textContent.trim() : ''), link);
  if (sent.a === 'print') window.print();
  if (sent.a === 'retry') trigger('retry', sent);
  if (sent.a === 'edit') {
    trigger('edit', sent);
    focusQuestion();
  }
  if (sent.a === 'up' || sent.a === 'down') trigger('like', sent);
}

function focusQuestion() {
  const box = document.querySelector('#tl-question textarea');
  if (box) box.focus();
}

function fill(text) {
  const box = document.querySelector('#tl-question textarea');
  if (!box) return;
  box.value = text;
  box.dispatchEvent(new Event('input', { bubbles: true }));
  box.focus();
}

const tabs = () => [...document.querySelectorAll('#tl-tabs [role=tab]')];

const tabOf = (name) => tabs().find((tab) => tab.dataset.tabId === `tab_${name}`);

function toTab(name) {
  const tab = tabOf(name);
  if (tab && tab.getAttribute('aria-selected') !== 'true') tab.click();
  return Boolean(tab);
}

window.tlTab = toTab;

const toChat = () => toTab('chat');

const sentBy = (link) => Object.fromEntries(new URLSearchParams(link.getAttribute('href').split('?')[1]));

const routes = [
  ['#bukti?', (link) => open(link)],
  ['#laporan?', (link) => open(link)],
  ['#lembar?', (link) => open(link)],
  ['#sumber-', (link) => show(link.getAttribute('href').slice(1))],
  ['#aksi?', act],
  ['#tanya?', (link) => { toChat(); trigger('submit', { question: sentBy(link).q }); }],
  ['#ubah?', (link) => { toChat(); fill(sentBy(link).q); }],
  ['#pilih?', (link) => { toChat(); trigger('select', { report: sentBy(link).r }); focusQuestion(); }],
  ['#periksa?', (link) => { close(); trigger('expand', { report: sentBy(link).r }); }],
  ['#hapus?', (link) => trigger('delete', { link: link.getAttribute('href') })],
];

document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target : null;
  if (!target) return;
  for (const menu of document.querySelectorAll('details.tl-chip[open], .tl-rate details[open]')) {
    if (!menu.contains(target)) menu.open = false;
  }
  if (target.closest('.tl-close')) return close();
  if (target.closest('.tl-back')) return step(-1);
  if (target.closest('.tl-next')) return step(1);
  if (target.closest('.tl-theme')) return document.body.classList.toggle('dark');
  const tab = target.closest('#tl-tabs [role=tab]');
  if (tab) {
    // A row of choices that scrolls sideways shows the one that is taken.
    setTimeout(() => {
      const taken = document.querySelector(`#${tab.getAttribute('aria-controls')} .tl-pills label.selected`);
      if (taken) taken.scrollIntoView({ inline: 'center', block: 'nearest' });
    }, 300);
    return keep('tab', tab.dataset.tabId === 'tab_chat' ? '' : tab.dataset.tabId.replace('tab_', ''));
  }
  const link = target.closest('a[href^="#"]');
  if (!link) return;
  const href = link.getAttribute('href');
  const route = routes.find(([prefix]) => href.startsWith(prefix));
  if (!route) return;
  event.preventDefault();
  const menu = link.closest('details.tl-chip, .tl-rate details');
  if (menu) menu.open = false;
  route[1](link);
});

// Paper is white, and what is folded there stays unread: sources and computations are unfolded for it.
let wasDark = false;
let folded = [];
window.addEventListener('beforeprint', () => {
  wasDark = document.body.classList.contains('dark');
  document.body.classList.remove('dark');
  folded = [...document.querySelectorAll('#tl-chat .tl-sources details:not([open]), .tl-notices details:not([open])')];
  for (const fold of folded) fold.open = true;
});
window.addEventListener('afterprint', () => {
  document.body.classList.toggle('dark', wasDark);
  for (const fold of folded) fold.open = false;
});

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') {
    const menu = document.querySelector('details.tl-chip[open], .tl-rate details[open]');
    if (menu) {
      menu.open = false;
      menu.querySelector('summary').focus();
    } else close();
  }
  // What is a button in all but name is pressed like one.
  if (event.key === ' ' && event.target instanceof Element && event.target.matches('a[role=button]')) {
    event.preventDefault();
    event.target.click();
  }
});

// The address keeps the choice of reports and the tab, so that it can be sent to a colleague.

function keep(name, value) {
  const url = new URL(location.href);
  if (value) url.searchParams.set(name, value);
  else url.searchParams.delete(name);
  if (url.href !== location.href) history.replaceState(history.state, '', url);
}

// The tab of the address is opened as a reader would, once the page knows the choice of reports; a question wins.
function fromAddress() {
  const query = new URLSearchParams(location.search);
  const wanted = query.get('tab');
  if (!wanted || query.get('q')) return;
  let tries = 300;
  const timer = setInterval(() => {
    const tab = tabOf(wanted);
    if (!(tries -= 1) || (tab && tab.getAttribute('aria-selected') === 'true')) clearInterval(timer);
    else if (document.querySelector('#tl-chat h2')) toTab(wanted);
  }, 100);
}

window.tlChosen = (chosen) => {
  for (const name of ['kantor', 'tahun']) keep(name, '');
  keep('pilih', (chosen || []).join(','));
};

// The glossary is narrowed down as one types.

document.addEventListener('input', (event) => {
  if (!(event.target instanceof Element) || !event.target.matches('.tl-search')) return;
  const wanted = event.target.value.trim().toLowerCase();
  const home = event.target.closest('.tl-glossary');
  let shown = 0;
  for (const term of home.querySelectorAll('.tl-term')) {
    const fits = term.textContent.toLowerCase().includes(wanted);
    term.classList.toggle('tl-hidden', !fits);
    shown += fits ? 1 : 0;
  }
  home.querySelector('.tl-note').classList.toggle('tl-hidden', shown > 0);
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
    opener = null;
  }
  seen = state;
  const last = rows[rows.length - 1];
  if (last && last.offsetParent && performance.now() < until) last.scrollIntoView({ block: 'start' });
}

// Gradio's sanitizer takes the box and the label off a drawing; without them it does not fit narrow windows.
function draw() {
  for (const svg of document.querySelectorAll('.tl-plot svg:not([viewBox])')) {
    svg.setAttribute('viewBox', '0 0 640 220');
    svg.setAttribute('role', 'img');
    svg.setAttribute('aria-label', [...svg.querySelectorAll('text')].map((text) => text.textContent).join(', '));
  }
}

function changed() {
  draw();
  for (const message of document.querySelectorAll(labelled)) message.removeAttribute('aria-label');
  // Gradio calls its example buttons a list, which may hold no buttons.
  for (const list of document.querySelectorAll('.examples[role="list"]')) list.removeAttribute('role');
  watchPanel();
  count();
  follow();
}

// Whoever takes the window into their own hands keeps it.
for (const kind of ['pointerdown', 'wheel', 'touchstart', 'keydown']) {
  document.addEventListener(kind, () => { until = 0; }, { passive: true });
}

// The conversation may be on the page later than the panel, so the whole page is watched.
changed();
fromAddress();
new MutationObserver(changed).observe(document.body, {
  childList: true,
  subtree: true,
  attributeFilter: ['aria-label'],
});
