"""The answer to "bagian mana yang belum lengkap menurut PermenPAN-RB 53/2014?": what a report has and lacks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Passage
from assistant.checklist.judge import Checklist, Verdict, check_reading
from assistant.checklist.reading import Reading
from assistant.checklist.spots import short
from assistant.numerals import numeric_tokens, readings
from assistant.render import escape
from assistant.replies.draft import Context, Draft
from corpus.vocabulary import load

_GROUP = "lampiran_ii"
_LABEL = 160
_LACKING = ("not_found", "partly")


def asks(question: str) -> bool:
    """Whether a question is about the completeness of a report."""
    said = question.lower()
    return any(re.search(pattern, said) for pattern in load("cues", "assistant.checklist"))


def reply(context: Context, loaded: Sequence[Reading]) -> Draft | None:
    """What the newest report of each office in scope (or those of the years named) has and lacks.

    None where the question is about something else or no report in scope is read. Several reports get a line each, the
    most complete first.
    """
    if not asks(context.question):
        return None
    by_id = {reading.report.identity.id: reading for reading in loaded}
    chosen: list[Reading] = []
    for scope in context.scopes:
        # The year of a regulation ("53/2014") names no report: then the newest is meant.
        asked = context.slots.years.resolve(scope.year)
        years: set[int | None] = {office.year for office in scope.offices if office.year in asked} or {scope.year}
        chosen += [by_id[office.id] for office in scope.offices if office.year in years and office.id in by_id]
    if not chosen:
        return None
    checked = [check_reading(reading) for reading in chosen]
    return _one(context, checked[0]) if len(checked) == 1 else _several(context, checked)


def _counts(draft: Draft, checklist: Checklist) -> tuple[int, int, int, int]:
    states = [verdict.found.state for verdict in checklist.of(_GROUP)]
    counts = len(states), states.count("found"), states.count("partly"), states.count("not_found")
    draft.know(*counts, checklist.identity.year)
    return counts


def _headline(context: Context, draft: Draft, checklist: Checklist) -> str:
    total, found, partly, missing = _counts(draft, checklist)
    name = _name(checklist)
    return context.say(
        f"**{name}: {found} dari {total} isi menurut PermenPAN-RB 53/2014 ada**, {partly} sebagian, {missing} tidak "
        "ditemukan",
        f"**{name}: {found} of the {total} contents of PermenPAN-RB 53/2014 are there**, {partly} in part, "
        f"{missing} not found",
    )


def _name(checklist: Checklist) -> str:
    who = checklist.identity
    return escape(f"{who.organisation} {who.year or ''}".strip())


def _one(context: Context, checklist: Checklist) -> Draft:
    draft = Draft()
    _know_regulation(draft)
    draft.lead = f"{_headline(context, draft, checklist)}."
    verdicts = checklist.of(_GROUP)
    for state, words in (("not_found", ("Tidak ditemukan", "Not found")), ("partly", ("Sebagian", "In part"))):
        own = [verdict for verdict in verdicts if verdict.found.state == state]
        if own:
            draft.lines.append(f"**{context.say(*words)}:**")
            draft.lines += [_line(draft, checklist, verdict) for verdict in own]
    there = [verdict for verdict in verdicts if verdict.found.state == "found"]
    if there:
        said = "; ".join(f"{escape(v.item.number)} {_mark(draft, checklist, v)}".strip() for v in there)
        for verdict in there:
            _know(draft, verdict.item.number)
        draft.lines.append(f"**{context.say('Ada', 'Found')}:** {said}.")
    draft.lines.append(
        context.say(
            "Formulir reviu lengkap: perintah tanya checklist.", "The whole review form: the command tanya checklist."
        )
    )
    return draft


def _several(context: Context, checked: Sequence[Checklist]) -> Draft:
    draft = Draft()
    _know_regulation(draft)
    ranked = sorted(checked, key=lambda one: (-_counts(draft, one)[1], one.identity.id))
    total, most, *_ = _counts(draft, ranked[0])
    best = ", ".join(_name(one) for one in ranked if _counts(draft, one)[1] == most)
    draft.know(len(checked))
    many = len(checked)
    draft.lead = context.say(
        f"**Paling lengkap dari {many} laporan: {best}** ({most} dari {total} isi menurut PermenPAN-RB 53/2014).",
        f"**Most complete of {many} reports: {best}** ({most} of {total} contents of PermenPAN-RB 53/2014).",
    )
    for checklist in ranked:
        lacking = [v for v in checklist.of(_GROUP) if v.found.state in _LACKING]
        named = ", ".join(escape(verdict.item.number) for verdict in lacking)
        for verdict in lacking:
            _know(draft, verdict.item.number)
        more = context.say(f"; belum lengkap: {named}", f"; incomplete: {named}") if named else ""
        draft.lines.append(f"- {_headline(context, draft, checklist)}{more}.")
    return draft


def _line(draft: Draft, checklist: Checklist, verdict: Verdict) -> str:
    item, found = verdict.item, verdict.found
    for text in (item.number, item.text, found.reason):
        _know(draft, text)
    text = f"- {escape(item.number)} {escape(short(item.text, _LABEL))}: {escape(found.reason)}"
    return f"{text} {_mark(draft, checklist, verdict)}".rstrip()


def _mark(draft: Draft, checklist: Checklist, verdict: Verdict) -> str:
    """The citation of the first place that shows an item; nothing where there is none."""
    for spot in verdict.found.spots[:1]:
        return draft.quote(Passage(spot.label, "", checklist.identity.id, 0.0, spot.source))
    return ""


def _know(draft: Draft, text: str) -> None:
    """Counts in a reason and the numbers of an item are no figures of the report."""
    for token in numeric_tokens(text):
        draft.numbers |= readings(token)


def _know_regulation(draft: Draft) -> None:
    _know(draft, "53/2014 53 2014")
