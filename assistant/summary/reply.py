"""The answers to "ringkas laporan ini", "apa yang menonjol" and "apa yang harus ditanyakan evaluator?"."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Literal, Protocol

from assistant.answer import Figure, Passage, Warning  # noqa: A004 - the word of the contract
from assistant.checklist.judge import Verdict, check_reading
from assistant.checklist.probes import blocks_of, in_chapters, in_words, short, tells
from assistant.checklist.reading import Reading, about
from assistant.numerals import numeric_tokens, readings
from assistant.render import escape
from assistant.replies.draft import Context, Draft, computed, figure_of, measure_name, number, shown
from assistant.summary.overview import Money, Move, Overview, Result, Twice, overview
from corpus.fact import Fact, Source
from corpus.report import Block
from corpus.vocabulary import load
from corpus.words import plain

Kind = Literal["summary", "highlights", "questions"]
_MOST = 3
_QUESTIONS = 10
_FAR_ABOVE = Decimal(110)
_QUOTED = 260
_PARTS = (("penyebab", ("Sebab menurut laporan", "Causes stated")), ("langkah", ("Langkah", "Next steps")))
_LEAST = 40
_ITEMS = 4
_GOALS = ("tujuan", "sasaran")
_BECAUSE = re.compile(r"disebabkan|dikarenakan|\bkarena\b|penyebab|akibat", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])|;\s+")
_POINTING = re.compile(r"(?:pada|dalam) tabel|tabel (?:berikut|di ?(?:atas|bawah))|penjelasan tabel", re.IGNORECASE)
"""A sentence that only points to a table says nothing by itself."""
_CAUSAL = re.compile(
    r"disebabkan|dikarenakan|\bkarena\b|penyebab|akibat|kendala|hambat|masalah|mempengaruhi", re.IGNORECASE
)


class Contradiction(Protocol):
    """A finding of the consistency checks, as far as a question needs it."""

    explanation: str
    explanation_en: str
    severity: str

    @property
    def source(self) -> Source:
        """Where the figure in question stands."""
        ...


def kind_of(question: str) -> Kind | None:
    """Which summary a question asks for; None where it asks for none."""
    said = question.lower()
    return next(
        (entry["kind"] for entry in load("cues", "assistant.summary") if re.search(entry["pattern"], said)), None
    )


def reply(context: Context, loaded: Sequence[Reading], contradictions: Sequence[Contradiction] = ()) -> Draft | None:
    """The summary that a question asks for, of the newest report of each office in scope (or of the years named).

    None where the question asks for no summary or no report in scope is read. `contradictions` are findings of the
    consistency checks over those reports, the gravest first; only the questions for an evaluator use them.
    """
    kind = kind_of(context.question)
    chosen = _chosen(context, loaded)
    if kind is None or not chosen:
        return None
    if len(chosen) > 1:
        return _several(context, [overview(reading) for reading in chosen])
    draft = Draft()
    _WRITERS[kind](context, draft, overview(chosen[0]), contradictions)
    return draft


def _chosen(context: Context, loaded: Sequence[Reading]) -> list[Reading]:
    """One report an office: of the year asked, else its newest."""
    by_id = {reading.report.identity.id: reading for reading in loaded}
    chosen: list[Reading] = []
    for scope in context.scopes:
        years = context.slots.years.resolve(scope.year) or (scope.year,)
        own = [office for office in scope.offices if office.id in by_id]
        chosen += [by_id[office.id] for office in own if office.year in years]
    return chosen


def _several(context: Context, seen: Sequence[Overview]) -> Draft:
    """One line a report, when none was singled out."""
    draft = Draft()
    draft.know(len(seen))
    draft.lead = context.say(
        f"**{len(seen)} laporan dimuat; sebut satu untuk ringkasan lengkap.**",
        f"**{len(seen)} reports are loaded; name one for its full summary.**",
    )
    for one in seen:
        draft.lines.append(f"- {_headline(context, draft, one)}")
    return draft


def _headline(context: Context, draft: Draft, seen: Overview) -> str:
    met, total = len(seen.results) - len(seen.missed), len(seen.results)
    draft.know(met, total, seen.reading.report.identity.year)
    results = context.say(
        f"{met} dari {total} indikator utama mencapai target", f"{met} of {total} main indicators met their target"
    )
    parts = [results if total else context.say("indikator utama tidak terbaca", "no main indicator could be read")]
    parts += [money for money in [_money(context, draft, seen.budget)] if money]
    return f"**{_name(seen)}**: {'; '.join(parts)}."


def _name(seen: Overview) -> str:
    who = seen.reading.report.identity
    return escape(f"{who.organisation} {who.year or ''}".strip())


def _money(context: Context, draft: Draft, money: Money) -> str:
    words = {"pagu": ("anggaran", "budget"), "spent": ("realisasi", "spending"), "rate": ("serapan", "absorption")}
    said = [
        f"{context.say(*words[field])} {_cited(context, draft, fact)}"
        for field, fact in (("pagu", money.pagu), ("spent", money.spent), ("rate", money.rate))
        if fact is not None
    ]
    return ", ".join(said)


def _cited(context: Context, draft: Draft, fact: Fact) -> str:
    figure = figure_of(fact, context.language)
    return f"{shown(figure, context.language)} {draft.mark(figure)}"


def _summary(context: Context, draft: Draft, seen: Overview, _: Sequence[Contradiction]) -> None:
    draft.lead = _headline(context, draft, seen)
    measures = [measure_name(measure, context.language) for measure in ("target", "realisasi", "capaian")]
    rows = [_row(context, draft, result) for result in seen.results]
    if len(rows) > 2:
        draft.header = (context.say("indikator", "indicator"), *measures)
        draft.rows += rows
    else:
        for name, *cells in rows:
            draft.lines.append(
                f"- {name}: {', '.join(f'{word} {cell}' for word, cell in zip(measures, cells, strict=True))}"
            )
    draft.lines += _points(context, draft, seen)
    causes = [(one.real, said) for one in seen.results if (said := stated_cause(seen.reading, one.real)) is not None]
    for fact, said in causes[:_MOST]:
        what = context.say(
            f"Sebab menurut laporan, {escape(short(fact.indicator, 60))}",
            f"Cause stated for {escape(short(fact.indicator, 60))}",
        )
        draft.lines.append(f"**{what}:** “{escape(short(said.text, _QUOTED))}” {draft.quote(said)}")
    for name, words in _PARTS if not causes else _PARTS[1:]:
        if (said := _first_words(seen.reading, name)) is not None:
            draft.lines.append(f"**{context.say(*words)}:** “{escape(short(said.text, _QUOTED))}” {draft.quote(said)}")
    _warn(context, draft, seen.twice)


def _row(context: Context, draft: Draft, result: Result) -> tuple[str, str, str, str]:
    cells = [
        _cited(context, draft, fact) if fact is not None else "-"
        for fact in (result.target, result.real, result.capaian)
    ]
    return escape(short(result.real.indicator, 80)), cells[0], cells[1], cells[2]


def _points(context: Context, draft: Draft, seen: Overview) -> list[str]:
    """What stands out, one line a kind; kinds without anything are left out."""
    groups = (
        (("Tidak mencapai target", "Missed its target"), [_missed(context, draft, one) for one in seen.missed[:_MOST]]),
        (
            ("Turun dari tahun sebelumnya", "Fell since last year"),
            [_moved(context, draft, m) for m in seen.falls[:_MOST]],
        ),
        (("Naik paling besar", "Rose most"), [_moved(context, draft, move) for move in seen.rises[:1]]),
        (
            ("Program/kegiatan di bawah target", "Programmes below target"),
            [_missed(context, draft, one) for one in seen.works],
        ),
        (("Serapan terendah", "Lowest absorption"), [_spent(context, draft, money) for money in seen.lowest]),
    )
    return [f"**{context.say(*words)}:** {'; '.join(said)}." for words, said in groups if said]


def _missed(context: Context, draft: Draft, result: Result) -> str:
    name = escape(short(result.real.indicator, 80))
    real = _cited(context, draft, result.real)
    if result.target is None:
        return f"{name} {real}"
    return f"{name} {real}, target {_cited(context, draft, result.target)}"


def _moved(context: Context, draft: Draft, move: Move) -> str:
    before, after = (figure_of(fact, context.language) for fact in (move.before, move.after))
    points = _difference(context, move, before, after)
    years = f"{move.before.period_year}", f"{move.after.period_year}"
    draft.know(move.before.period_year, move.after.period_year)
    name = escape(short(move.after.indicator, 80))
    said = context.say(
        f"{name} dari {shown(before, context.language)} ({years[0]}) {draft.mark(before)} menjadi "
        f"{shown(after, context.language)} ({years[1]}) {draft.mark(after)}",
        f"{name} from {shown(before, context.language)} ({years[0]}) {draft.mark(before)} to "
        f"{shown(after, context.language)} ({years[1]}) {draft.mark(after)}",
    )
    return f"{said}, {shown(points, context.language)} {draft.mark(points)}"


def _difference(context: Context, move: Move, before: Figure, after: Figure) -> Figure:
    formula = f"{number(after, context.language)} - {number(before, context.language)}"
    label = context.say(f"perubahan {move.after.indicator}", f"change of {move.after.indicator}")
    return computed(label, move.change.points, "poin", formula, [before, after], measure="perubahan")


def _spent(context: Context, draft: Draft, money: Money) -> str:
    if money.rate is None:
        return ""
    name = escape(short(money.rate.indicator, 80))
    of = f" {context.say('dari', 'of')} {_cited(context, draft, money.pagu)}" if money.pagu is not None else ""
    return f"{name} {_cited(context, draft, money.rate)}{of}"


def _warn(context: Context, draft: Draft, twice: Sequence[Twice]) -> None:
    for pair in twice[:_MOST]:
        name = _thing(context, pair)
        one, two = _cited(context, draft, pair.chosen), _cited(context, draft, pair.other)
        text = context.say(f"{name} tercetak dua nilai: {one} dan {two}.", f"{name} is printed twice: {one} and {two}.")
        draft.warnings.append(Warning("two_values", text, (pair.chosen.source, pair.other.source)))


def _thing(context: Context, pair: Twice) -> str:
    return f"{measure_name(pair.chosen.measure, context.language)} {escape(short(pair.chosen.indicator, 60))}"


def _highlights(context: Context, draft: Draft, seen: Overview, _: Sequence[Contradiction]) -> None:
    draft.lead = _headline(context, draft, seen)
    draft.lines += _points(context, draft, seen)
    above = [one for one in seen.results if one.capaian and one.capaian.value and one.capaian.value > _FAR_ABOVE]
    if above:
        said = "; ".join(_missed(context, draft, one) for one in above[:_MOST])
        draft.lines.append(f"**{context.say('Jauh di atas target', 'Far above target')}:** {said}.")
    if not draft.lines:
        draft.lines.append(context.say("Tidak ada yang menonjol dalam tabelnya.", "Nothing stands out in its tables."))
    _warn(context, draft, seen.twice)


def _first_words(reading: Reading, name: str) -> Passage | None:
    """The first telling words of a part: a sentence with the list it opens, or the longest cell of its own table."""
    blocks = blocks_of(reading, name)
    own = {view.index for view in reading.tables_of(name)}
    tables = [reading.report.blocks[index] for index in own]
    for index, block in enumerate(blocks):
        if block.table is not None:
            cells = [text for text in in_words(block)[1:] if len(text.split()) > 3] if block in tables else []
            if cells:
                return _passage(reading, [block], max(cells, key=len))
            continue
        if block.kind == "heading" or len(block.text) < _LEAST or _POINTING.search(block.text):
            continue
        if name == "penyebab" and not _CAUSAL.search(block.text):
            continue
        quoted = _opened(blocks, index)
        if len(quoted) > 1 or not plain(block.text).endswith(":"):
            return _passage(reading, quoted)
    return None


def _opened(blocks: Sequence[Block], index: int) -> list[Block]:
    """A block, with the items of the list that it opens where it ends with a colon."""
    taken = [blocks[index]]
    if plain(blocks[index].text).endswith(":"):
        for block in blocks[index + 1 : index + 1 + _ITEMS]:
            if block.kind != "list_item":
                break
            taken.append(block)
    return taken


def _passage(reading: Reading, blocks: Sequence[Block], text: str | None = None) -> Passage:
    first, last = reading.source_of(blocks[0]), reading.source_of(blocks[-1])
    source = first if len(blocks) == 1 else replace(first, line_end=last.line_end, bbox=None)
    said = text if text is not None else " ".join(plain(block.text) for block in blocks)
    return Passage(plain(said), " > ".join(blocks[0].section), reading.report.identity.id, 0.0, source)


# Questions for an evaluator to ask: each from a figure or a gap, with what the report says of it.


def _questions(context: Context, draft: Draft, seen: Overview, contradictions: Sequence[Contradiction]) -> None:
    asked = [*_of_figures(context, draft, seen), *_of_conflicts(context, draft, seen, contradictions)]
    asked += _of_gaps(context, draft, seen.reading)
    draft.know(len(asked[:_QUESTIONS]))
    draft.lead = context.say(
        f"**Yang patut ditanyakan kepada {_name(seen)}** (dari angka dan kekosongan laporannya sendiri):",
        f"**What to ask {_name(seen)}** (from the figures and gaps of its own report):",
    )
    if not asked:
        draft.lines.append(context.say("Tidak ada pertanyaan dari tabelnya.", "Its tables give rise to no question."))
    draft.lines += [f"- {question}" for question in asked[:_QUESTIONS]]


def _of_figures(context: Context, draft: Draft, seen: Overview) -> Iterator[str]:
    for result in seen.missed[:_MOST]:
        said = _missed(context, draft, result)
        yield context.say(f"Mengapa target tidak tercapai: {said}?", f"Why was the target missed: {said}?") + _cause(
            context, draft, seen.reading, result.real
        )
    for move in seen.falls[:_MOST]:
        said = _moved(context, draft, move)
        yield context.say(f"Mengapa turun: {said}?", f"Why did it fall: {said}?") + _cause(
            context, draft, seen.reading, move.after
        )
    for result in seen.works[:2]:
        said = _missed(context, draft, result)
        yield context.say(f"Apa kendala program/kegiatan ini: {said}?", f"What held this programme back: {said}?")
    for money in seen.lowest[:2]:
        said = _spent(context, draft, money)
        yield context.say(f"Mengapa serapannya rendah: {said}?", f"Why is its absorption low: {said}?")


def _cause(context: Context, draft: Draft, reading: Reading, fact: Fact) -> str:
    """What the report says of the causes behind an indicator of a goal, or that none was found; "" for components."""
    if fact.level not in _GOALS:
        return ""
    stated = stated_cause(reading, fact)
    if stated is not None:
        said, mark = escape(short(stated.text, _QUOTED)), draft.quote(stated)
        return context.say(f" Laporan: “{said}” {mark}", f" The report: “{said}” {mark}")
    near = _near_cause(reading, fact)
    if near is not None:
        said, mark = escape(short(near.text, _QUOTED)), draft.quote(near)
        return context.say(
            f" Di luar bagian penyebab tertulis (belum tentu sebabnya): “{said}” {mark}",
            f" Outside its section on causes it says (not necessarily the cause): “{said}” {mark}",
        )
    return context.say(
        " (sebabnya tidak ditemukan dalam bab akuntabilitas kinerja dan penutup)",
        " (no cause was found in the chapters on results)",
    )


def stated_cause(reading: Reading, fact: Fact) -> Passage | None:
    """What a report states as the cause behind an indicator: the cell of a table of causes, else a causal sentence.

    A sentence counts in the section on causes only, and where it names the indicator (or its goal) itself.
    """
    for role in ("penyebab", "hambatan"):
        cells = [f for f in reading.facts if f.measure == role and about(f, fact) and len(f.as_printed.split()) > 1]
        if cells:
            return Passage(plain(cells[0].as_printed), "", reading.report.identity.id, 0.0, cells[0].source)
    return _causal(reading, blocks_of(reading, "penyebab"), fact, _CAUSAL)


def _near_cause(reading: Reading, fact: Fact) -> Passage | None:
    """A causal sentence on an indicator elsewhere in the chapters on results: shown, but not called its cause."""
    return _causal(reading, in_chapters(reading, [3, 4]), fact, _BECAUSE)


def _causal(reading: Reading, blocks: Sequence[Block], fact: Fact, cue: re.Pattern[str]) -> Passage | None:
    for index, block in enumerate(blocks):
        if block.kind in ("paragraph", "list_item") and _ties(block.text, fact, cue):
            return _passage(reading, _opened(blocks, index))
    return None


def _ties(text: str, fact: Fact, cue: re.Pattern[str]) -> bool:
    return any(cue.search(sentence) and tells(sentence, fact) for sentence in _SENTENCE.split(plain(text)))


def _of_conflicts(
    context: Context, draft: Draft, seen: Overview, contradictions: Sequence[Contradiction]
) -> Iterator[str]:
    for pair in seen.twice[:2]:
        name = _thing(context, pair)
        one, two = _cited(context, draft, pair.chosen), _cited(context, draft, pair.other)
        yield context.say(f"Mana {name} yang benar: {one} atau {two}?", f"Which {name} is right: {one} or {two}?")
    own = [one for one in contradictions if one.source.file == seen.reading.report.file]
    for finding in own[:2]:
        said = context.say(finding.explanation, finding.explanation_en)
        mark = draft.quote(Passage(said, "", seen.reading.report.identity.id, 0.0, finding.source))
        yield context.say(f"Mohon dijelaskan: {escape(said)} {mark}", f"Please explain: {escape(said)} {mark}")


def _of_gaps(context: Context, draft: Draft, reading: Reading) -> Iterator[str]:
    """Contents of the regulation that the report lacks, by the checklist."""
    verdicts = check_reading(reading).of("lampiran_ii")
    gaps = [v for v in verdicts if v.found.state == "not_found"] + [v for v in verdicts if v.found.state == "partly"]
    for verdict in gaps[:_MOST]:
        _know(draft, verdict)
        text = f"{escape(verdict.item.text)} ({verdict.item.number}): {escape(verdict.found.reason)}"
        yield context.say(f"Bagaimana dengan isi ini? {text}", f"What of this content (in Indonesian)? {text}")


def _know(draft: Draft, verdict: Verdict) -> None:
    """The counts in a reason ("1 dari 2 indikator") and the numbers of an item's text and article are no figures."""
    for text in (verdict.item.text, verdict.item.number, verdict.found.reason):
        for token in numeric_tokens(text):
            draft.numbers |= readings(token)


_WRITERS: dict[Kind, Callable[[Context, Draft, Overview, Sequence[Contradiction]], None]] = {
    "summary": _summary,
    "highlights": _highlights,
    "questions": _questions,
}
