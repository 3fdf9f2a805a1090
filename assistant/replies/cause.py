"""Why-questions: the premise is computed first; then what the report states as a cause, or that it states none."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.linking import Scope, subjects, wants_money
from assistant.passages import Finder
from assistant.replies import achievement, budget, change, evidence, explained, lookup, text
from assistant.replies.change import Series
from assistant.replies.draft import Context, Draft
from assistant.replies.explained import Premise
from assistant.wording import stem
from corpus.vocabulary import load

# So many offices for which the premise holds are explained; the others are only named.
_EXPLAINED = 3
_NOT = re.compile(r"^\W*(?:kenapa|mengapa|knp|why)(?: kok)? (?:tidak|belum|nggak|ga|not)\W*$")
"""A follow-up on a target: "kenapa tidak?"."""


def reply(context: Context, finder: Finder) -> Draft | None:
    """The change or the missed target that the question takes for granted, checked, then its stated cause."""
    context = _narrowed(context)
    slots = context.slots
    named = slots.codes or (slots.words and _is_printed(context))
    draft = None
    if named and _NOT.search(context.question.lower()):
        context = context.with_slots(cues=("missed", *slots.cues))
    if named and {"missed", "achievement", "outcome"} & set(context.slots.cues):
        draft = _reached(context, finder)
    elif named and slots.direction:
        draft = _moved(context, finder)
    return draft or _figure(context, finder) or explained.general(context, finder) or text.reply(context, finder)


def _is_printed(context: Context) -> bool:
    """Whether an office prints figures of what the words name."""
    return any(subjects(context.frame, context.slots, scope) for scope in context.scopes)


def _narrowed(context: Context) -> Context:
    """Only the offices that print figures of what is asked by its name, where others do not and none is named."""
    slots = context.slots
    if not slots.words or slots.codes or slots.organisations:
        return context
    holding = tuple(scope for scope in context.scopes if subjects(context.frame, slots, scope))
    return replace(context, scopes=holding) if holding else context


def _figure(context: Context, finder: Finder) -> Draft | None:
    """Why a figure is what it is ("kenapa serapan rendah?"): the figure first, then the cause that is stated.

    None for questions that ask of no one figure, and where none is printed.
    """
    slots = context.slots
    if set(slots.words) <= {stem(word) for word in load("causes", "assistant")["idle"]}:
        context = context.with_slots(words=(), weak=())
    money = wants_money(slots) and bool(slots.measures)
    judged = bool(slots.words) and bool(_STATES & slots.all_words)
    if len(context.scopes) != 1 or not (slots.codes or money or judged):
        return None
    series = change.all_series(context) if slots.codes and not slots.measures and not slots.extremes else []
    draft = change.reply(context) if series else budget.reply(context) if "sisa" in slots.measures else None
    draft = draft or lookup.reply(context)
    if draft is None or draft.status != "answered":
        return None
    explained.add(context, draft, finder, _premise(series[0]) if series else _as_it_is(context, draft), first=True)
    return draft


def _as_it_is(context: Context, draft: Draft) -> Premise:
    """A figure as what is to be explained; the question's words tell whether it is low or high."""
    said = set(context.slots.all_words)
    low = bool(said & {"rendah", "kecil", "kurang", "buruk", "jelek", "sedikit"}) or bool(_DENIED & said)
    way = "down" if low else "up" if said & {"tinggi", "besar", "baik", "bagus"} else context.slots.direction
    return Premise(context.scopes[0], tuple(draft.figures), way, bad=way == "down", money=not context.slots.words)


_STATES = frozenset({"rendah", "tinggi", "kecil", "besar", "buruk", "jelek", "baik", "bagus"})
_DENIED = frozenset({"tidak", "belum"})


def _reached(context: Context, finder: Finder) -> Draft | None:
    """Why a target was missed (or met): the figures first, then the cause; premise_false if it was the other way."""
    cues = set(context.slots.cues)
    verdicts = [(scope, _verdict(context, scope)) for scope in context.scopes]
    known = [(scope, met) for scope, met in verdicts if met is not None]
    if not known:
        return None
    missed = "missed" in cues or (not {"missed", "achievement"} & cues and not all(met for _, met in known))
    true = [scope for scope, met in known if met != missed]
    order = [*true, *(scope for scope, _ in known if scope not in true)]
    draft = achievement.reply(replace(context, scopes=tuple(order)))
    if draft is None:
        return None
    if not true:
        draft.status = "premise_false"
    _correct(context, draft, missed)
    for scope in (true or order)[:_EXPLAINED]:
        own = tuple(figure for figure in draft.figures if figure.organisation == scope.organisation)
        bad = (scope in true) == missed
        lower = bool(own) and evidence.less_is_better(own[0].indicator)
        premise = Premise(scope, own, "down" if bad else "up", bad=bad, lower=lower, several=len(order) > 1)
        explained.add(context, draft, finder, premise, first=scope is order[0] and bool(true))
    return draft


def _verdict(context: Context, scope: Scope) -> bool | None:
    """Whether one office met the target asked about (the first, where several are); None where nothing tells."""
    draft = achievement.reply(replace(context, scopes=(scope,)))
    return None if draft is None else draft.lead.startswith(("**Ya", "**Yes"))


def _correct(context: Context, draft: Draft, missed: bool) -> None:
    """Where the question takes the contrary for granted, the verdict says so in words that cannot be misread."""
    if draft.status != "premise_false":
        return
    told = context.say("Targetnya tercapai", "The target was met") if missed else None
    told = told or context.say("Targetnya tidak tercapai", "The target was not met")
    head, _, rest = draft.lead.removeprefix("**").partition("**")
    draft.lead = f"**{told}{head[head.index(' (') :] if ' (' in head else ':'}**{rest}"


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
        _explain(context, draft, one, finder, first=place == 0, several=len(series) > 1)
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
    if len(series) == 1:
        explained.add(context, draft, finder, _premise(series[0]), first=False)
    return draft


def _explain(context: Context, draft: Draft, one: Series, finder: Finder, *, first: bool, several: bool) -> None:
    """The change of one office with its stated cause, or that none is stated and what stands near."""
    sentence = change.sentence_of(context, draft, one)
    if first:
        draft.lead = sentence
    else:
        draft.lines.append(sentence)
    explained.add(context, draft, finder, replace(_premise(one), several=several), first=first)


def _premise(one: Series) -> Premise:
    """The movement of a series as what is to be explained."""
    years = [figure.period_year for figure in one.figures if figure.period_year is not None]
    way = one.overall.direction
    return Premise(
        one.scope,
        one.figures,
        "down" if way == "down" else "up",
        bad=(way == "down") != evidence.less_is_better(one.figures[-1].indicator) and way in ("up", "down"),
        years=(years[0], years[-1]) if len(years) > 1 else None,
    )
