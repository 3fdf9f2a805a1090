"""A report under review, as HTML: what does not follow in its figures, and what it has and lacks of its contents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from urllib.parse import urlencode

from assistant.audit.finding import KINDS, SEVERITIES, Finding
from assistant.audit.finding import Spot as Printed
from assistant.checklist.finding import STATES
from assistant.checklist.judge import Checklist, Verdict
from assistant.ui.safe import html
from assistant.ui.sources import place_text
from assistant.ui.spot import Spot
from assistant.ui.words import Words
from corpus.vocabulary import load
from corpus.words import plain

FIGURES, CONTENTS = "figures", "contents"
VIEWS = (FIGURES, CONTENTS)
REVIEW = "#periksa?"
_PLACES = 8
_MOST = 300


def review_link(report: str) -> str:
    """The address within the page that opens the review of a report."""
    return REVIEW + urlencode({"r": report})


def gravest(findings: Iterable[Finding], levels: Collection[str] = (), kinds: Collection[str] = ()) -> list[Finding]:
    """The findings of these severities and kinds (empty: all), the gravest first, else in reading order."""
    kept = [f for f in findings if (not levels or f.severity in levels) and (not kinds or f.kind in kinds)]
    return sorted(kept, key=lambda finding: SEVERITIES.index(finding.severity))


def severities(findings: Sequence[Finding], say: Words) -> list[tuple[str, str]]:
    """The severities that occur, as labels with their counts and values."""
    counted = Counter(finding.severity for finding in findings)
    return [(f"{say(f'severity_{name}')} ({counted[name]})", name) for name in SEVERITIES if counted[name]]


def kinds(findings: Sequence[Finding], say: Words) -> list[tuple[str, str]]:
    """The kinds that occur, as labels with their counts and values."""
    counted = Counter(finding.kind for finding in findings)
    return [(f"{say(f'kind_{name}')} ({counted[name]})", name) for name in KINDS if counted[name]]


def figures(findings: Sequence[Finding], shown: Sequence[Finding], say: Words) -> str:
    """The findings shown, of all there are."""
    if not findings:
        return f'<section class="tl-review"><p class="tl-note">{html(say("review_clean"))}</p></section>'
    items = "".join(_finding(finding, say) for finding in shown[:_MOST])
    count = html(say("review_count", n=len(shown), total=len(findings)))
    cut = f'<p class="tl-note">{html(say("review_cut", n=len(shown) - _MOST))}</p>' if len(shown) > _MOST else ""
    none = "" if shown else f'<p class="tl-note">{html(say("review_none"))}</p>'
    return (
        f'<section class="tl-review"><p class="tl-tally" role="status">{count}</p>'
        f'<ol class="tl-findings">{items}</ol>{none}{cut}</section>'
    )


def _finding(finding: Finding, say: Words) -> str:
    english = say.language == "en"
    told = finding.explanation_en if english else finding.explanation
    benign = finding.benign_en if english else finding.benign
    value = _value(finding, say)
    calm = f'<p class="tl-benign">{html(say("review_benign"))}: {html(benign)}</p>' if benign else ""
    return (
        f'<li class="tl-finding tl-sev-{finding.severity}"><p class="tl-fhead">'
        f'<span class="tl-sev">{html(say(f"severity_{finding.severity}"))}</span> '
        f"<span>{html(say(f'kind_{finding.kind}'))}</span> {_link(finding.report, finding.spots[0], say)}</p>"
        f'<p class="tl-fsubject">{html(finding.subject)}</p>{value}<p>{html(told)}</p>{calm}'
        f"{_others(finding, say)}</li>"
    )


def _value(finding: Finding, say: Words) -> str:
    """What is printed beside what follows by the formula, where the report tells it."""
    if finding.expected is None:
        return ""
    formula = f' <span class="tl-soft">= {html(finding.formula)}</span>' if finding.formula else ""
    stands = html(plain(finding.spots[0].as_printed))
    return (
        f'<dl class="tl-fvalues"><div><dt>{html(say("printed"))}</dt><dd>{stands}</dd>'
        f"</div><div><dt>{html(say('computed'))}</dt><dd>{html(finding.expected)}{formula}</dd></div></dl>"
    )


def _others(finding: Finding, say: Words) -> str:
    """The places that the finding was checked against, and those of the findings it speaks for."""
    spots = [*finding.spots[1:], *(part.spots[0] for part in finding.parts)]
    links = list(dict.fromkeys(_link(finding.report, spot, say, valued=True) for spot in spots))
    if not links:
        return ""
    rest = say("review_more", n=len(links) - _PLACES) if len(links) > _PLACES else ""
    return f'<p class="tl-against">{html(say("review_against"))}: {", ".join(links[:_PLACES])} {html(rest)}</p>'


def _link(report: str, spot: Printed, say: Words, *, valued: bool = False) -> str:
    address = Spot.of(report, spot.source, spot.as_printed).link
    place = place_text(spot.source, say)
    text = f"{plain(spot.as_printed)[:60]} ({place})" if valued else place
    return f'<a href="{html(address)}">{html(text or say("evidence"))}</a>'


# Contents


def states(checklist: Checklist, say: Words) -> list[tuple[str, str]]:
    """The states that occur, as labels with their counts and values."""
    return [(f"{say(f'state_{name}')} ({checklist.count(name)})", name) for name in STATES if checklist.count(name)]


def groups(checklist: Checklist, say: Words) -> list[tuple[str, str]]:
    """The groups of items, as labels and values."""
    return [(_told(group.title, say), group.name) for group in checklist.groups]


def _told(text: str, say: Words) -> str:
    """A title or an item of the checklist in the reader's language."""
    return str(load("english", "assistant.checklist")[text]) if say.language == "en" else text


def contents(checklist: Checklist, say: Words, levels: Collection[str] = (), wanted: Collection[str] = ()) -> str:
    """The checklist, its items of these states and groups (empty: all), group by group as in the form."""
    parts = []
    for group in checklist.groups:
        own = [verdict for verdict in checklist.of(group.name) if not levels or verdict.found.state in levels]
        if not own or (wanted and group.name not in wanted):
            continue
        items = "".join(_verdict(checklist, verdict, say) for verdict in own)
        parts.append(
            f'<h3>{html(_told(group.title, say))}</h3><p class="tl-note" lang="id">{html(group.article)}</p>'
            f'<ol class="tl-findings">{items}</ol>'
        )
    body = "".join(parts) or f'<p class="tl-note">{html(say("review_none"))}</p>'
    return f'<section class="tl-review"><p class="tl-note">{html(say("contents_note"))}</p>{body}</section>'


def _verdict(checklist: Checklist, verdict: Verdict, say: Words) -> str:
    item, found = verdict.item, verdict.found
    places: dict[str, str] = {}
    for spot in found.spots:
        text = place_text(spot.source, say) or spot.label
        places.setdefault(text, f'<a href="{html(Spot.of(checklist.identity.id, spot.source).link)}">{html(text)}</a>')
    shown = ", ".join(list(places.values())[:_PLACES])
    where = f'<p class="tl-against">{html(say("contents_seen"))}: {shown}</p>' if shown else ""
    # Probes say why in Indonesian alone.
    reason = f'<p lang="id">{html(found.reason)}</p>' if found.reason else ""
    return (
        f'<li class="tl-finding tl-state-{found.state}"><p class="tl-fhead"><span class="tl-sev">'
        f"{html(say(f'state_{found.state}'))}</span> <span>{html(item.number)}</span></p>"
        f'<p class="tl-fsubject">{html(_told(item.text, say))}</p>{reason}{where}</li>'
    )
