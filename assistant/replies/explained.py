"""The words of a report behind a figure: its stated causes, what stands near, what is planned, what it denies."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.answer import Figure, Passage
from assistant.linking import Scope, subjects
from assistant.narrative import reasons
from assistant.narrative.asked import Asked, asked
from assistant.narrative.causes import Statement, stated
from assistant.narrative.clause import ways
from assistant.narrative.denied import denied
from assistant.narrative.pieces import Piece, of_passages
from assistant.narrative.plans import planned
from assistant.passages import Finder
from assistant.render import escape
from assistant.replies import evidence, stating, text
from assistant.replies.draft import Context, Draft, figure_of, shown
from assistant.summary.evaluator import printed
from assistant.wording import stem, stop_words, words
from corpus.vocabulary import codes_in, indicator, load

# So many passages are read for a cause where a report cannot be read in whole.
_WIDE = 25
_CAUSES = 8
_PLANS = 3
_PLANNED = 8
"""Items of a plan's list that a why-answer quotes."""
_PLACES = 5
_YEAR = re.compile(r"(?:19|20)\d\d$")


@dataclass(frozen=True, slots=True)
class Premise:
    """What is to be explained: figures of one office and the way they went ("up", "down", None).

    `bad` tells that this was for the worse; `years` are the first and the last compared; `lower` that less is better;
    `money` stands for the
    budget as a whole; `several` tells that other offices are in the answer, too.
    """

    scope: Scope
    figures: tuple[Figure, ...]
    direction: str | None
    bad: bool = False
    years: tuple[int, int] | None = None
    lower: bool = False
    money: bool = False
    several: bool = False

    @property
    def ways(self) -> frozenset[str]:
        """How it went, in the words of `narrative.clause`; empty where nothing tells."""
        if self.direction is None:
            return frozenset()
        moved = {self.direction} if self.years is not None or not self.lower else set()
        return frozenset({*moved, "bad" if self.bad else "good"})


@dataclass(frozen=True, slots=True)
class _Told:
    """What one office's reports were read for."""

    what: Asked
    causes: tuple[Statement, ...]
    plans: tuple[Statement, ...]
    passages: tuple[Passage, ...]
    reports: tuple[str, ...]


def add(context: Context, draft: Draft, finder: Finder, premise: Premise, *, first: bool) -> None:
    """Add to a draft what the report says of its premise; with `first` the lead says where no cause is stated."""
    told = _told(context, finder, premise)
    if not told.causes and draft.status == "answered":
        sentence = context.say("laporan tidak menyatakan sebabnya", "the report does not state the cause")
        if first:
            draft.lead = f"{draft.lead.rstrip('.')}; {sentence}."
        elif draft.lines:
            draft.lines[-1] = f"{draft.lines[-1].rstrip('.')}; {sentence}."
    office = f" ({escape(premise.scope.organisation)})" if premise.several else ""
    if told.causes:
        head = context.say("Sebab menurut laporan", "Causes stated by the report (quoted in Indonesian)")
        draft.lines.append(f"**{head}{office}:**")
        stating.add(context, draft, told.causes, _CAUSES)
    _near(context, draft, premise, told, office)
    _plans(context, draft, told, office)
    _deny(context, draft, premise, told)
    if first:
        for passage in told.passages[:_PLACES]:
            draft.quote(passage)


def _told(context: Context, finder: Finder, premise: Premise) -> _Told:
    scope = _newest(premise)
    reports = tuple(office.id for office in scope.offices)
    passages = tuple(_passages(context, finder, scope))
    what = _asked(context, premise, reports)
    causes: list[Statement] = []
    plans: list[Statement] = []
    for report in reports:
        reading = context.sources.reading(report)
        readings = [reading] if reading is not None else []
        words = _pieces(context, report, passages)
        found = stated(readings, words, report, what, premise.ways)
        causes += found
        plans += planned(readings, words, report, what, found)
    if not any(context.sources.reading(report) for report in reports):
        causes += evidence.cells(context, premise.scope, what)
    return _Told(what, tuple(causes), tuple(plans), passages, reports)


def _newest(premise: Premise) -> Scope:
    """The reports of the office on the last year of the premise, or all where none is loaded."""
    year = max((figure.period_year or 0 for figure in premise.figures), default=0)
    own = tuple(office for office in premise.scope.offices if office.year == year)
    newest = tuple(office for office in premise.scope.offices if office.year == premise.scope.year)
    return replace(premise.scope, offices=own or newest or premise.scope.offices)


def _pieces(context: Context, report: str, passages: Sequence[Passage]) -> Sequence[Piece]:
    return context.sources.pieces(report) or of_passages([one for one in passages if one.report == report])


def _asked(context: Context, premise: Premise, reports: Sequence[str]) -> Asked:
    """What is asked, by the names that the figures of the premise are printed under."""
    names = [] if premise.money else [figure.indicator for figure in premise.figures if not figure.computed]
    names += [] if premise.money or names else _named(context, premise.scope)
    facts = [context.frame.facts[index] for index in premise.scope.indexes]
    own = [fact for fact in facts if fact.report in reports]
    words = () if premise.money else context.slots.words
    return asked(own, names, context.slots.codes, words, money=premise.money)


def _named(context: Context, scope: Scope) -> list[str]:
    return [fact.indicator for one in subjects(context.frame, context.slots, scope) for fact in one.facts]


def _passages(context: Context, finder: Finder, scope: Scope) -> list[Passage]:
    """The passages that search finds: by meaning and words first, then many by words."""
    inner = replace(context, scopes=(scope,))
    names = [str((indicator(code) or {}).get("name", "")) for code in context.slots.codes]
    query = " ".join([context.question, *names, "penyebab faktor karena"])
    found = text.search(inner, finder, query)
    if not any(context.sources.reading(office.id) for office in scope.offices):
        found += text.search(inner, finder, query, lexical=True, limit=_WIDE)
    return list(dict.fromkeys(found))


def _near(context: Context, draft: Draft, premise: Premise, told: _Told, office: str) -> None:
    """What stands near and is not called a cause: the lowest part of the indicator."""
    year = max((figure.period_year or 0 for figure in premise.figures), default=0) or premise.scope.year
    part = evidence.lowest_part(context, premise.scope, year) if not premise.money else None
    if part is None or told.causes:
        return
    figure = figure_of(part, context.language)
    draft.know(year)
    head = context.say("Yang tertulis di laporan, bukan sebagai sebab", "Written nearby, not as a cause")
    lowest = context.say("nilai terendah", "the lowest score")
    draft.lines.append(f"**{head}{office}:**")
    draft.lines.append(f"- {lowest}: {escape(part.indicator)} {shown(figure, context.language)} {draft.mark(figure)}")


def _plans(context: Context, draft: Draft, told: _Told, office: str) -> None:
    if told.plans:
        head = context.say(
            "Rencana dan tindak lanjut menurut laporan, bukan sebagai sebab",
            "Plans and follow-up stated, not as a cause",
        )
        draft.lines.append(f"**{head}{office}:**")
        stating.add(context, draft, told.plans, _PLANS, _PLANNED)


def _deny(context: Context, draft: Draft, premise: Premise, told: _Told) -> None:
    """Sentences on it that the tables deny."""
    said: list[tuple[str, str, Passage]] = []
    for report in told.reports:
        if premise.years is not None and premise.direction is not None:
            words = context.sources.pieces(report)
            wrong = denied(words, report, told.what, premise.years, premise.direction)
            said += [(*_claim(premise), passage) for passage in wrong]
        said += _findings(context, report, told.what)
    unlike = {(one[2].source.file, one[2].source.line_start, one[2].source.page): one for one in reversed(said)}
    stating.warn(context, draft, list(unlike.values())[::-1][:_PLANS])


def _claim(premise: Premise) -> tuple[str, str]:
    moved = {"up": ("naik", "rose"), "down": ("turun", "fell")}[premise.direction or "up"]
    first, last = premise.years or (0, 0)
    return (
        f"Satu kalimat laporan menyatakan lain, padahal angkanya {moved[0]} {first}-{last}.",
        f"A sentence of the report says otherwise, although the figure {moved[1]} {first}-{last}.",
    )


def _findings(context: Context, report: str, what: Asked) -> Iterator[tuple[str, str, Passage]]:
    """The audit's findings on sentences about what is asked."""
    reading = context.sources.reading(report)
    for finding in context.sources.contradictions(report) if reading is not None else ():
        codes = {match.code for match in codes_in(finding.subject)}
        if reading is not None and (codes & set(what.codes) or what.is_cell(finding.subject)):
            yield finding.explanation, finding.explanation_en, printed(reading, finding.source)


def general(context: Context, finder: Finder) -> Draft | None:
    """Why-questions about anything else: the sentences whose effect holds what is asked; None where none does.

    None, too, for an indicator with a code: what names it by no name is not about it.
    """
    if context.slots.codes:
        return None
    ways = _asked_ways(context)
    wanted = {word: context.frame.weight(word) for word in (*context.slots.words, *_content(context))}
    found: list[reasons.Reason] = []
    for scope in context.scopes:
        for report in (office.id for office in scope.offices):
            found += reasons.best(context.sources.words(report), report, wanted, ways)
    best = max((one.score for one in found), default=0.0)
    chosen = [one.statement for one in sorted(found, key=lambda one: -one.score) if one.score >= reasons.CLOSE * best]
    if not chosen:
        return None
    draft = Draft()
    draft.lead = f"**{context.say('Sebab menurut laporan', 'Causes stated by the report (quoted in Indonesian)')}:**"
    stating.add(context, draft, chosen, _PLANS)
    for passage in text.search(context, finder, text.query_of(context)):
        draft.quote(passage)
    return draft


def _asked_ways(context: Context) -> frozenset[str]:
    """The ways that a question speaks of, where no figure tells how it went."""
    if "missed" in context.slots.cues:
        return frozenset({"down", "bad"})
    return {"up": frozenset({"up", "good"}), "down": frozenset({"down", "bad"})}.get(
        context.slots.direction or "", frozenset()
    )


def _content(context: Context) -> list[str]:
    """The stems of a question's words that say what is to be explained; offices, years and the asking left out."""
    slots = context.slots
    office = set(words(" ".join([*slots.organisations, *slots.regions])))
    asking = set(load("causes", "assistant")["asking"])
    said = [
        word
        for word in slots.plain_text.split()
        if word not in asking and word not in stop_words() and word not in office and not _YEAR.match(word)
    ]
    return [stem(word) for word in said if not ways(word)]
