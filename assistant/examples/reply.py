"""The answer to "contoh analisis penyebab yang baik": the best part, why it is good, what it lacks, a weaker one."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from assistant.answer import Passage
from assistant.checklist.finding import Spot
from assistant.checklist.parts import part, parts
from assistant.checklist.reading import Reading
from assistant.checklist.spots import short
from assistant.examples.example import Candidate, Example, criteria, example
from assistant.numerals import numeric_tokens, readings
from assistant.render import escape
from assistant.replies.draft import Context, Draft
from assistant.wording import plain_words, stem, stems, to_indonesian

_PRAISE = frozenset({"bagus", "terbaik", "baik", "lengkap", "terlengkap", "rapi"})
_GENERAL = frozenset(stem(word) for word in ("analisis", "uraian", "contoh", "bagian", "laporan"))
STRONG = Decimal("0.6")
"""The share of all points below which a part is no strong example, although it is the best there is."""
_QUOTED = 700
_SHORT = 260
_SHOWN = 3


def part_of(question: str) -> str | None:
    """The part that a question asks an example of, by its most telling phrase; None where it names none."""
    said = _said(question)
    best: tuple[int, str] | None = None
    for entry in parts():
        if entry.name not in criteria():
            continue
        sizes = [len(phrase.split()) for phrase in entry.ask if set(stems(phrase)) <= said]
        if sizes and (best is None or max(sizes) > best[0]):
            best = max(sizes), entry.name
    return best[1] if best else None


def _said(question: str) -> frozenset[str]:
    return frozenset(stem(word) for word in to_indonesian(plain_words(question)))


def asks(context: Context) -> bool:
    """Whether a question asks for an example: by its words ("contoh"), or for the report that does a part best."""
    if context.slots.intent == "example":
        return True
    return "laporan" in context.slots.all_words and bool(_PRAISE & context.slots.all_words)


def reply(context: Context, loaded: Sequence[Reading]) -> Draft | None:
    """The example that a question asks for, from the reports in scope.

    `loaded` are the reports of the library, read. None where the question names no part, or none of them has it.
    """
    name = part_of(context.question)
    wanted = {office.id for scope in context.scopes for office in scope.offices}
    found = example([r for r in loaded if r.report.identity.id in wanted], name) if name else None
    return None if found is None else draft_of(context, found)


def draft_of(context: Context, found: Example) -> Draft:
    """The answer for an example: lead, quotation, criteria with their places, a weaker candidate, the ranking."""
    draft = Draft()
    best = found.best
    draft.know(len(found.candidates), len(best.judged), len(best.good))
    _know_words(draft, found)
    quoted = ranked(best, context.question)[:_SHOWN]
    marks = " ".join(draft.quote(passage) for passage in quoted)
    title = escape(context.say(found.part.title, found.part.title_en))
    many = len(found.candidates) > 1
    weak = context.say(", jadi bukan contoh yang kuat", ", so it is no strong example") if best.share < STRONG else ""
    draft.lead = context.say(
        f"**Contoh {'terbaik di antara laporan yang dimuat untuk ' if many else ''}{title}: {_name(best)}**, bagian "
        f"“{escape(_heading(quoted[0]))}” {marks}: memenuhi {len(best.good)} dari {len(best.judged)} kriteria{weak}.",
        f"**{'The best loaded' if many else 'An'} example of the {title}: {_name(best)}**, section "
        f"“{escape(_heading(quoted[0]))}” {marks}: it meets {len(best.good)} of {len(best.judged)} criteria{weak}"
        " (quoted in Indonesian).",
    )
    draft.lines.append(f"> {escape(short(quoted[0].text, _QUOTED))}")
    _reasons(context, draft, best)
    _contrast(context, draft, found)
    return draft


def _name(candidate: Candidate) -> str:
    who = candidate.reading.report.identity
    return escape(f"{who.organisation} {who.year or ''}".strip())


def _heading(passage: Passage) -> str:
    return short(passage.heading.split(" > ")[-1] or passage.source.table or passage.source.file, 110)


def ranked(candidate: Candidate, question: str) -> list[Passage]:
    """The passages of a candidate: those whose title the question names first, then those that show most criteria."""
    taken = {s for phrase in part(candidate.part).ask if set(stems(phrase)) <= _said(question) for s in stems(phrase)}
    said = _said(question) - taken - _GENERAL
    shown = [spot for one in candidate.good for spot in one.found.spots]

    def rank(passage: Passage) -> tuple[int, float, int]:
        title = set(stems(passage.text.partition("\n")[0][:110])) & said
        return len(title), passage.score, sum(_holds(passage, spot) for spot in shown)

    order = {id(passage): -place for place, passage in enumerate(candidate.passages)}
    return sorted(candidate.passages, key=lambda passage: (rank(passage), order[id(passage)]), reverse=True)


def _holds(passage: Passage, spot: Spot) -> bool:
    start, end, line = passage.source.line_start, passage.source.line_end, spot.source.line_start
    if start is None or end is None or line is None:
        return passage.source.page is not None and passage.source.page == spot.source.page
    return start <= line <= end


def _reasons(context: Context, draft: Draft, best: Candidate) -> None:
    draft.lines.append(context.say("**Mengapa baik:**", "**Why it is good:**"))
    for one in best.good:
        marks = " ".join(_cite(draft, best, spot) for spot in one.found.spots[:1])
        draft.lines.append(f"- {one.criterion.said(context.language, met=True)} {marks}".rstrip())
    if best.lacking:
        draft.lines.append(context.say("**Yang masih kurang:**", "**What it lacks:**"))
    for one in best.lacking:
        partly = one.found.state == "partly" and bool(one.found.reason)
        more = context.say(f" ({escape(one.found.reason)})", " (in part)") if partly else ""
        draft.lines.append(f"- {one.criterion.said(context.language, met=False)}{more}")


def _cite(draft: Draft, candidate: Candidate, spot: Spot) -> str:
    """The citation of a place: the passage quoted already that holds it, else a short one of its own."""
    for passage in draft.passages:
        if passage.report == candidate.reading.report.identity.id and _holds(passage, spot):
            return draft.quote(passage)
    return draft.quote(Passage(spot.label, "", candidate.reading.report.identity.id, 0.0, spot.source))


def _contrast(context: Context, draft: Draft, found: Example) -> None:
    weaker = found.weaker
    if weaker is None:
        draft.lines.append(
            context.say(
                "Tidak ada contoh lain yang lebih lemah untuk pembanding dalam laporan yang dipilih.",
                "The selected reports hold no weaker example for contrast.",
            )
        )
        return
    draft.know(len(weaker.good), len(weaker.judged))
    passage = ranked(weaker, "")[0]
    missing = "; ".join(one.criterion.said(context.language, met=False) for one in weaker.lacking[:4])
    draft.lines.append(
        context.say(
            f"**Pembanding yang lebih lemah:** {_name(weaker)} {draft.quote(passage)}, memenuhi {len(weaker.good)} dari"
            f" {len(weaker.judged)} kriteria: {missing}.",
            f"**A weaker one for contrast:** {_name(weaker)} {draft.quote(passage)}, meeting {len(weaker.good)} of"
            f" {len(weaker.judged)} criteria: {missing}.",
        )
    )
    draft.lines.append(f"> {escape(short(passage.text, _SHORT))}")
    if len(found.candidates) > 2:
        order = ", ".join(f"{_name(one)} ({len(one.good)}/{len(one.judged)})" for one in found.candidates)
        draft.know(*(len(one.good) for one in found.candidates))
        draft.lines.append(context.say(f"Urutan: {order}.", f"Order: {order}."))


def _know_words(draft: Draft, found: Example) -> None:
    """Numbers within the words of criteria and their reasons ("3 dari 4 indikator") are counts, not figures."""
    for one in found.candidates:
        draft.know(one.reading.report.identity.year)
        for judged in one.judged:
            for text in (judged.criterion.good, judged.criterion.lacks, judged.found.reason):
                for token in numeric_tokens(text):
                    draft.numbers |= {
                        value for value in readings(token) if value == int(value) and value < Decimal(10000)
                    }
