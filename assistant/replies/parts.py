"""The components, elements and services of an indicator: all of them, and how each moved."""

from __future__ import annotations

from assistant.linking import Scope, Subject, parts_of
from assistant.metrics.lookup import choose
from assistant.render import escape
from assistant.replies import change, lookup
from assistant.replies.change import Series
from assistant.replies.draft import Context, Draft, figure_of, measure_name, shown
from assistant.wording import stems
from corpus.fact import Fact

_MOST = 8


def reply(context: Context) -> Draft | None:
    """Every component or element of an indicator, as a table."""
    if not context.slots.codes:
        return None
    measure = context.slots.measures[0] if context.slots.measures else "nilai"
    draft = Draft()
    language = context.language
    for scope in context.scopes:
        for facts in groups_of(context, scope, context.slots.codes[0]):
            for year in lookup.years_for(context, scope):
                choice = choose(facts, measure, year, context.slots.version)
                if choice is not None:
                    figure = figure_of(choice, language, measure)
                    draft.rows.append((escape(facts[0].indicator), f"{shown(figure, language)} {draft.mark(figure)}"))
                    draft.know(year)
    if not draft.rows:
        return None
    draft.header = (context.say("Komponen", "Component"), measure_name(measure, language))
    first = draft.figures[0]
    draft.lead = "; ".join(f"{a} {b}" for a, b in draft.rows[:4]) + ("." if len(draft.rows) <= 4 else "; ...")
    draft.lead = f"{context.slots.codes[0]} {escape(first.organisation)} {first.period_year}: {draft.lead}"
    draft.figures = draft.figures[:24]
    return draft


def groups_of(context: Context, scope: Scope, code: str) -> list[tuple[Fact, ...]]:
    """The facts of each part of an indicator in one office, in reading order."""
    groups: dict[str, list[Fact]] = {}
    for index in sorted(parts_of(context.frame, scope, code)):
        fact = context.frame.facts[index]
        groups.setdefault(" ".join(stems(fact.indicator)), []).append(fact)
    return [tuple(facts) for facts in groups.values()]


def moved(context: Context) -> Draft | None:
    """Which parts of an indicator rose or fell between two years, the largest movement first; None without two years.

    With a direction asked, only those that moved so are named; the whole follows where it is printed.
    """
    draft = Draft()
    for code in context.slots.codes or ("SAKIP",):
        for scope in context.scopes:
            found = [series for facts in groups_of(context, scope, code) if (series := _series(context, scope, facts))]
            if found:
                _say_moves(context, draft, scope, found)
    return draft if draft.lead else None


def _series(context: Context, scope: Scope, facts: tuple[Fact, ...]) -> Series | None:
    return change.series_of(context, scope, Subject("component", facts[0].indicator, None, facts))


def _say_moves(context: Context, draft: Draft, scope: Scope, found: list[Series]) -> None:
    asked = context.slots.direction
    found = sorted(found, key=lambda one: -abs(one.overall.points))
    chosen = [one for one in found if asked in (None, one.overall.direction)]
    total = [one for one in found if any(f.indicator.lower().startswith(_WHOLE) for f in one.subject.facts)]
    parts = [one for one in chosen if one not in total]
    if not parts:
        word = context.say("Tidak ada komponen yang demikian", "No component did")
        first = f"**{word}** ({escape(scope.organisation)})."
        parts, chosen = [one for one in found if one not in total], []
    else:
        first = ""
    sentences = [change.sentence_of(context, draft, one) for one in parts[:_MOST]]
    lines = [first, *sentences] if first else sentences
    if draft.lead:
        draft.lines += lines
    else:
        draft.lead, draft.lines = lines[0], [*draft.lines, *lines[1:]]


_WHOLE = ("nilai hasil", "jumlah", "total", "nilai akuntabilitas")
"""How the row of a table of components begins that holds their sum."""
