"""Why-questions: the premise is computed first; then what the report states as a cause, or that it states none."""

from __future__ import annotations

from dataclasses import replace

from assistant.answer import Passage
from assistant.linking import wants_money
from assistant.passages import Finder
from assistant.render import escape
from assistant.replies import achievement, budget, change, evidence, lookup, text
from assistant.replies.change import Series
from assistant.replies.draft import Context, Draft, figure_of, shown
from corpus.vocabulary import indicator

# So many passages are read before it is said that a report states no cause.
_WIDE = 25
_QUOTED = 320
# So many offices for which the premise holds are explained; the others are only named.
_EXPLAINED = 3


def reply(context: Context, finder: Finder) -> Draft | None:
    """The change or the missed target that the question takes for granted, checked, then its stated cause."""
    slots = context.slots
    named = slots.codes or slots.words
    if not named or not ("missed" in slots.cues or "achievement" in slots.cues or slots.direction):
        return _figure(context, finder) or text.reply(context, finder)
    if "missed" in slots.cues or "achievement" in slots.cues:
        return _missed(context, finder) or text.reply(context, finder)
    return _moved(context, finder) or text.reply(context, finder)


def _figure(context: Context, finder: Finder) -> Draft | None:
    """Why a figure is what it is ("kenapa serapan rendah?"): the figure first, then the cause that is stated.

    Only money without a name, and indicators by their code; None for other questions, and where none is printed.
    """
    slots = context.slots
    if slots.words or len(context.scopes) != 1 or not (slots.codes or (wants_money(slots) and slots.measures)):
        return None
    if "sisa" in slots.measures:
        draft = budget.reply(context)
    elif slots.codes and not slots.measures:
        draft = change.reply(context) or lookup.reply(context)
    else:
        draft = lookup.reply(context)
    if draft is None or draft.status != "answered":
        return None
    passages = _passages(context, finder)
    found = evidence.cause(context, context.scopes[0], passages, None)
    if found is None:
        draft.lead = _add(draft.lead, _no_cause(context))
        _nearby(context, draft, passages, None)
    else:
        _say_cause(context, draft, found)
    _take(draft, passages)
    return draft


def _missed(context: Context, finder: Finder) -> Draft | None:
    """Why a target was missed (or met): the figures first, then the cause; premise_false if it was the other way."""
    draft = achievement.reply(context)
    if draft is None:
        return None
    if "missed" in context.slots.cues and draft.lead.startswith(("**Ya", "**Yes")):
        draft.status = "premise_false"
        return draft
    direction = "down" if "missed" in context.slots.cues else "up"
    passages = _passages(context, finder)
    found = evidence.cause(context, context.scopes[0], passages, direction)
    if found is None:
        draft.lead = _add(draft.lead, _no_cause(context))
        _nearby(context, draft, passages, None)
    else:
        _say_cause(context, draft, found)
    _take(draft, passages)
    return draft


def _moved(context: Context, finder: Finder) -> Draft | None:
    """Why a figure rose or fell, for each office where it did; premise_false where it did in none."""
    if set(context.slots.measures) <= {"target", "capaian"}:
        context = context.with_slots(measures=())
    series = change.all_series(context)
    if not series:
        return None
    asked = context.slots.direction
    true = [one for one in series if one.overall.direction == asked]
    draft = Draft()
    if not true:
        return _premise_false(context, draft, series, finder)
    for place, one in enumerate(true[:_EXPLAINED]):
        _explain(context, draft, one, finder, first=place == 0)
    others = [one for one in series if one not in true[:_EXPLAINED]]
    if others:
        draft.lines.append(context.say("Di laporan lain:", "In the other reports:"))
        draft.lines += [f"- {change.sentence_of(context, draft, one)}" for one in others[:5]]
    return draft


def _premise_false(context: Context, draft: Draft, series: list[Series], finder: Finder) -> Draft:
    """It did not move as the question says: the figures correct it; a stated cause of the true movement follows."""
    draft.status = "premise_false"
    word = {"up": context.say("Tidak naik", "It did not rise"), "down": context.say("Tidak turun", "It did not fall")}
    sentences = [change.sentence_of(context, draft, one) for one in series[:5]]
    draft.lead = f"**{word[context.slots.direction or 'up']}:** {sentences[0]}"
    draft.lines += sentences[1:]
    passages = _passages(context, finder, series[0])
    found = evidence.cause(context, series[0].scope, passages, series[0].overall.direction)
    if found is not None and len(series) == 1:
        _say_cause(context, draft, found)
    return draft


def _explain(context: Context, draft: Draft, one: Series, finder: Finder, *, first: bool) -> None:
    """The change of one office with its stated cause, or that none is stated and what stands near."""
    passages = _passages(context, finder, one)
    found = evidence.cause(context, one.scope, passages, context.slots.direction)
    sentence = change.sentence_of(context, draft, one)
    if found is None:
        sentence = _add(sentence, _no_cause(context))
    if first:
        draft.lead = sentence
    else:
        draft.lines.append(sentence)
    if found is None:
        _nearby(context, draft, passages, one)
    else:
        _say_cause(context, draft, found)
    if first:
        _take(draft, passages)


def _passages(context: Context, finder: Finder, one: Series | None = None) -> list[Passage]:
    """The passages to read for a cause: by meaning and words first, then many by words.

    With a series only those of its office, and of the report on its last year where that is loaded.
    """
    if one is not None:
        year = one.figures[-1].period_year
        own = tuple(office for office in one.scope.offices if office.year == year) or one.scope.offices
        context = replace(context, scopes=(replace(one.scope, offices=own),))
    names = [str((indicator(code) or {}).get("name", "")) for code in context.slots.codes]
    query = " ".join([context.question, *names, "penyebab faktor karena"])
    found = text.search(context, finder, query) + text.search(context, finder, query, lexical=True, limit=_WIDE)
    return list(dict.fromkeys(found))


def _no_cause(context: Context) -> str:
    return context.say("laporan tidak menyatakan sebabnya", "the report does not state the cause")


def _add(sentence: str, more: str) -> str:
    return f"{sentence.rstrip('.')}; {more}."


def _say_cause(context: Context, draft: Draft, found: evidence.Statement) -> None:
    quoted = escape(text.excerpt(found.text, _QUOTED))
    draft.lines.append(
        context.say("Menurut laporan: ", "According to the report: ") + f"“{quoted}” {draft.quote(found.passage)}"
    )


def _nearby(context: Context, draft: Draft, passages: list[Passage], one: Series | None) -> None:
    """What the report says around the indicator, marked as no cause: its lowest part, what is to be improved."""
    lines = []
    scope = one.scope if one is not None else context.scopes[0]
    year = one.figures[-1].period_year if one is not None else scope.year
    part = evidence.lowest_part(context, scope, year)
    if part is not None:
        figure = figure_of(part, context.language)
        draft.know(year)
        lowest = context.say("nilai terendah", "the lowest score")
        lines.append(f"- {lowest}: {escape(part.indicator)} {shown(figure, context.language)} {draft.mark(figure)}")
    plan = evidence.improvement(context, passages)
    if plan is not None:
        lines.append(f"- “{escape(text.excerpt(plan.text, _QUOTED))}” {draft.quote(plan.passage)}")
    if lines:
        heading = context.say(
            "**Yang tertulis di laporan, bukan sebagai sebab:**", "**Written nearby, not as a cause:**"
        )
        draft.lines += [heading, *lines]


def _take(draft: Draft, passages: list[Passage]) -> None:
    """The best passages as further places to read, not quoted in the text."""
    for passage in passages[:5]:
        draft.quote(passage)
