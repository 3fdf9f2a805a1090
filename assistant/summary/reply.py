"""The answers to "ringkas laporan ini", "apa yang menonjol" and "apa yang harus ditanyakan evaluator?"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Literal

from assistant.checklist.reading import Reading
from assistant.checklist.spots import short
from assistant.render import escape
from assistant.replies.draft import Context, Draft, measure_name
from assistant.summary.causes import first_words, stated_cause
from assistant.summary.evaluator import Contradiction, questions
from assistant.summary.overview import Overview, overview
from assistant.summary.phrases import MOST, QUOTED, headline, points, result_said, row, warn
from assistant.wording import plain_words, to_indonesian
from assistant.years import find_years
from corpus.vocabulary import load

Kind = Literal["summary", "highlights", "questions"]
_FAR_ABOVE = Decimal(110)
_PARTS = (("penyebab", ("Sebab menurut laporan", "Causes stated")), ("langkah", ("Langkah", "Next steps")))


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
    chosen = chosen_of(context, loaded)
    if kind is None or not chosen:
        return None
    if len(chosen) > 1:
        return _several(context, [overview(reading) for reading in chosen])
    draft = Draft()
    _WRITERS[kind](context, draft, overview(chosen[0]), contradictions)
    return draft


def chosen_of(context: Context, loaded: Sequence[Reading]) -> list[Reading]:
    """One report an office: of the year asked, else its newest.

    A year that was asked earlier, not in this question, is one that a report prints figures for: where no report is of
    that year, "this report" is the newest that does.
    """
    by_id = {reading.report.identity.id: reading for reading in loaded}
    asked = find_years(context.question, to_indonesian(plain_words(context.question)))
    chosen: list[Reading] = []
    for scope in context.scopes:
        years = context.slots.years.resolve(scope.year) or (scope.year,)
        own = [office for office in scope.offices if office.id in by_id]
        of_years = [by_id[office.id] for office in own if office.year in years]
        if not of_years and own and not (asked.named or asked.offsets):
            of_years = [by_id[max(own, key=lambda office: office.year or 0).id]]
        chosen += of_years
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
        draft.lines.append(f"- {headline(context, draft, one)}")
    return draft


def _summary(context: Context, draft: Draft, seen: Overview, _: Sequence[Contradiction]) -> None:
    draft.lead = headline(context, draft, seen)
    measures = [measure_name(measure, context.language) for measure in ("target", "realisasi", "capaian")]
    rows = [row(context, draft, result) for result in seen.results]
    if len(rows) > 2:
        draft.header = (context.say("indikator", "indicator"), *measures)
        draft.rows += rows
    else:
        for name, *cells in rows:
            draft.lines.append(
                f"- {name}: {', '.join(f'{word} {cell}' for word, cell in zip(measures, cells, strict=True))}"
            )
    draft.lines += points(context, draft, seen)
    causes = [(one.real, said) for one in seen.results if (said := stated_cause(seen.reading, one.real)) is not None]
    for fact, said in causes[:MOST]:
        what = context.say(
            f"Sebab menurut laporan, {escape(short(fact.indicator, 60))}",
            f"Cause stated for {escape(short(fact.indicator, 60))}",
        )
        draft.lines.append(f"**{what}:** “{escape(short(said.text, QUOTED))}” {draft.quote(said)}")
    for name, words in _PARTS if not causes else _PARTS[1:]:
        if (said := first_words(seen.reading, name)) is not None:
            draft.lines.append(f"**{context.say(*words)}:** “{escape(short(said.text, QUOTED))}” {draft.quote(said)}")
    warn(context, draft, seen.twice)


def _highlights(context: Context, draft: Draft, seen: Overview, _: Sequence[Contradiction]) -> None:
    draft.lead = headline(context, draft, seen)
    draft.lines += points(context, draft, seen)
    above = [one for one in seen.results if one.capaian and one.capaian.value and one.capaian.value > _FAR_ABOVE]
    if above:
        said = "; ".join(result_said(context, draft, one) for one in above[:MOST])
        draft.lines.append(f"**{context.say('Jauh di atas target', 'Far above target')}:** {said}.")
    if not draft.lines:
        draft.lines.append(context.say("Tidak ada yang menonjol dalam tabelnya.", "Nothing stands out in its tables."))
    warn(context, draft, seen.twice)


_WRITERS: dict[Kind, Callable[[Context, Draft, Overview, Sequence[Contradiction]], None]] = {
    "summary": _summary,
    "highlights": _highlights,
    "questions": questions,
}
