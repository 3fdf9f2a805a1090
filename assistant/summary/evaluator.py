"""What an evaluator should ask an office: from the figures, conflicts and gaps of its own report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from assistant.answer import Passage
from assistant.checklist.judge import Verdict, check_reading
from assistant.checklist.reading import Reading
from assistant.checklist.spots import short
from assistant.numerals import numeric_tokens, readings
from assistant.render import escape
from assistant.replies.draft import Context, Draft
from assistant.summary.causes import near_cause, stated_cause
from assistant.summary.overview import Overview
from assistant.summary.phrases import MOST, QUOTED, cited, moved_said, name_of, result_said, spent_said, thing
from corpus.fact import Fact, Source
from corpus.words import plain

_QUESTIONS = 10
_LINES = 5
_GOALS = ("tujuan", "sasaran")


class Contradiction(Protocol):
    """A finding of the consistency checks, as far as a question needs it."""

    @property
    def explanation(self) -> str:
        """What does not agree, in Indonesian, with its figures as printed."""
        ...

    @property
    def explanation_en(self) -> str:
        """The same in English."""
        ...

    @property
    def source(self) -> Source:
        """Where the figure in question stands."""
        ...


def questions(context: Context, draft: Draft, seen: Overview, contradictions: Sequence[Contradiction]) -> None:
    """Write the questions into a draft: of figures first, then of conflicts, then of what the report lacks."""
    asked = [*_of_figures(context, draft, seen), *_of_conflicts(context, draft, seen, contradictions)]
    asked += _of_gaps(context, draft, seen.reading)
    draft.know(len(asked[:_QUESTIONS]))
    draft.lead = context.say(
        f"**Yang patut ditanyakan kepada {name_of(seen)}** (dari angka dan kekosongan laporannya sendiri):",
        f"**What to ask {name_of(seen)}** (from the figures and gaps of its own report):",
    )
    if not asked:
        draft.lines.append(context.say("Tidak ada pertanyaan dari tabelnya.", "Its tables give rise to no question."))
    draft.lines += [f"- {question}" for question in asked[:_QUESTIONS]]


def _of_figures(context: Context, draft: Draft, seen: Overview) -> Iterator[str]:
    for result in seen.missed[:MOST]:
        said = result_said(context, draft, result)
        yield context.say(f"Mengapa target tidak tercapai: {said}?", f"Why was the target missed: {said}?") + _cause(
            context, draft, seen.reading, result.real
        )
    for move in seen.falls[:MOST]:
        said = moved_said(context, draft, move)
        yield context.say(f"Mengapa turun: {said}?", f"Why did it fall: {said}?") + _cause(
            context, draft, seen.reading, move.after
        )
    for result in seen.works[:2]:
        said = result_said(context, draft, result)
        yield context.say(f"Apa kendala program/kegiatan ini: {said}?", f"What held this programme back: {said}?")
    for money in seen.lowest[:2]:
        said = spent_said(context, draft, money)
        yield context.say(f"Mengapa serapannya rendah: {said}?", f"Why is its absorption low: {said}?")


def _cause(context: Context, draft: Draft, reading: Reading, fact: Fact) -> str:
    """What the report says of the causes behind an indicator of a goal, or that none was found; "" for components."""
    if fact.level not in _GOALS:
        return ""
    stated = stated_cause(reading, fact)
    if stated is not None:
        said, mark = escape(short(stated.text, QUOTED)), draft.quote(stated)
        return context.say(f" Laporan: “{said}” {mark}", f" The report: “{said}” {mark}")
    near = near_cause(reading, fact)
    if near is not None:
        said, mark = escape(short(near.text, QUOTED)), draft.quote(near)
        return context.say(
            f" Di luar bagian penyebab tertulis (belum tentu sebabnya): “{said}” {mark}",
            f" Outside its section on causes it says (not necessarily the cause): “{said}” {mark}",
        )
    return context.say(
        " (sebabnya tidak ditemukan dalam bab akuntabilitas kinerja dan penutup)",
        " (no cause was found in the chapters on results)",
    )


def _of_conflicts(
    context: Context, draft: Draft, seen: Overview, contradictions: Sequence[Contradiction]
) -> Iterator[str]:
    for pair in seen.twice[:2]:
        name = thing(context, pair)
        one, two = cited(context, draft, pair.chosen), cited(context, draft, pair.other)
        yield context.say(f"Mana {name} yang benar: {one} atau {two}?", f"Which {name} is right: {one} or {two}?")
    own = [one for one in contradictions if one.source.file == seen.reading.report.file]
    for finding in own[:2]:
        said = context.say(finding.explanation, finding.explanation_en)
        mark = draft.quote(printed(seen.reading, finding.source))
        for token in numeric_tokens(said):
            draft.numbers |= readings(token)
        yield context.say(f"Mohon dijelaskan: {escape(said)} {mark}", f"Please explain: {escape(said)} {mark}")


def printed(reading: Reading, source: Source) -> Passage:
    """What a report prints at a place, the first lines of it; a place on a page is cited by its table."""
    first, last = source.line_start, source.line_end
    lines = reading.report.lines[first - 1 : min(last or first, first + _LINES)] if first is not None else ()
    said = short(" ".join(plain(line) for line in lines), QUOTED) or source.row or source.table or ""
    return Passage(said, "", reading.report.identity.id, 0.0, source)


def _of_gaps(context: Context, draft: Draft, reading: Reading) -> Iterator[str]:
    """Contents of the regulation that the report lacks, by the checklist."""
    verdicts = check_reading(reading).of("lampiran_ii")
    gaps = [v for v in verdicts if v.found.state == "not_found"] + [v for v in verdicts if v.found.state == "partly"]
    for verdict in gaps[:MOST]:
        _know(draft, verdict)
        text = f"{escape(verdict.item.text)} ({verdict.item.number}): {escape(verdict.found.reason)}"
        yield context.say(f"Bagaimana dengan isi ini? {text}", f"What of this content (in Indonesian)? {text}")


def _know(draft: Draft, verdict: Verdict) -> None:
    """The counts in a reason ("1 dari 2 indikator") and the numbers of an item's text and article are no figures."""
    for text in (verdict.item.text, verdict.item.number, verdict.found.reason):
        for token in numeric_tokens(text):
            draft.numbers |= readings(token)
