"""Follow-up questions: what an elliptical question takes over from the ones before it, before any search."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from assistant.frame import Frame
from assistant.linking import wants_money
from assistant.offices import Office
from assistant.question import Slots, understand
from assistant.wording import plain_words, word_set
from corpus.errors import BadInput

_OPENERS = re.compile(
    r"^\s*(?:kalau|klo|kalo|dan|lalu|terus|bagaimana dengan|gimana dengan|apakah itu|itu|and|what about|how about|then|"
    r"is that|is it|is this)\b",
    re.I,
)


_OTHERS = re.compile(
    r"\b(?:yang lain(?:nya)?|lainnya|kecamatan lain(?:nya)?|opd lain(?:nya)?|the others?|others)\b", re.I
)
"""The same question about the other offices."""
_OF_A_MEASURE = frozenset({"rank", "compare", "change", "average", "missed"})
"""Intents that need something to rank or compare by: that of the question before, where none is named."""

_ON_TARGET = frozenset({"missed", "achievement"})

# What is asked about the thing: taken over whole, or not at all.
_ASKED = ("measures", "intent", "text_intent", "direction", "extremes", "numeric", "cues")


def questions_of(history: Iterable[Any]) -> list[str]:
    """The user's earlier questions: strings, {"question": ...} or {"role": "user", "content": ...}.

    Raises BadInput for a turn of another form.
    """
    found: list[str] = []
    for turn in history:
        if isinstance(turn, str):
            found.append(turn)
        elif isinstance(turn, dict) and isinstance(turn.get("question"), str):
            found.append(turn["question"])
        elif isinstance(turn, dict) and isinstance(turn.get("content"), str):
            if turn.get("role", "user") == "user":
                found.append(turn["content"])
        else:
            raise BadInput("a turn of the history is neither text nor a question", remedy='use {"question": "..."}')
    return found


def resolve(text: str, history: Sequence[str], offices: Sequence[Office], frame: Frame) -> tuple[Slots, bool]:
    """The slots of a question with what it takes over from the history; and whether it took anything."""
    before: Slots | None = None
    for earlier in history[-6:]:
        before = _merge(before, understand(earlier, offices, frame), earlier, offices)[0]
    return _merge(before, understand(text, offices, frame), text, offices)


def _merge(before: Slots | None, now: Slots, text: str, offices: Sequence[Office]) -> tuple[Slots, bool]:
    if before is None or not _leans(now, text):
        return now, False
    changes: dict[str, Any] = {"language": _language(before, now, text)}
    if not now.organisations and not now.regions and not now.several:
        changes |= {"organisations": before.organisations, "regions": before.regions}
    if not (now.years.named or now.years.offsets):
        changes["years"] = before.years
    if not now.codes and not now.words and not _own_topic(now, before):
        changes |= {name: getattr(before, name) for name in ("codes", "words", "weak")}
        changes["all_words"] = before.all_words | now.all_words
        changes["budget"] = now.budget or (before.budget and not now.measures)
        changes["levels"] = now.levels or before.levels
    if before.organisations and _OTHERS.search(text):
        others = dict.fromkeys(office.organisation for office in offices)
        changes["organisations"] = tuple(name for name in others if name not in before.organisations)
    if not now.measures and not now.cues and not now.codes and not now.words:
        changes |= {name: getattr(before, name) for name in _ASKED}
    elif not now.measures and now.intent in _OF_A_MEASURE and not now.codes and not now.words:
        changes |= {"measures": before.measures, "budget": now.budget or before.budget}
    elif now.intent == "cause" and not now.direction:
        changes["direction"] = before.direction
        if _ON_TARGET & set(before.cues) and not _ON_TARGET & set(now.cues):
            changes["cues"] = (*now.cues, "outcome")  # "kenapa?" after "tercapai?" asks why it came out as it did
    merged = replace(now, **changes)
    return merged, merged != now


def _language(before: Slots, now: Slots, text: str) -> str:
    """A follow-up with an English word in an English conversation is English: "And Kecamatan Mawar?"."""
    english = before.language == "en" and not set(plain_words(text)).isdisjoint(word_set("english"))
    return "en" if english else now.language


def _own_topic(now: Slots, before: Slots) -> bool:
    """Money asked after an indicator means the office's budget, not the indicator's."""
    return wants_money(now) and bool(before.codes)


_SHORT = 4
"""So few words that name an indicator and no office ask about the office before."""
_ALL_INDICATORS = frozenset({"iku", "ikk", "indikator"})


def _stands_alone(now: Slots) -> bool:
    """Whether a question says of whom, and asks for money, a text or all indicators: it needs no indicator's name."""
    whose = bool(now.organisations or now.regions)
    of_all = bool(_ALL_INDICATORS & set(now.weak))
    return whose and (now.text_intent or of_all or (wants_money(now) and bool(now.measures)))


def _leans(now: Slots, text: str) -> bool:
    """Whether a question cannot stand alone: it opens like a follow-up, or names no thing, or is very short."""
    if _OPENERS.match(text):
        return True
    if _stands_alone(now):
        return False
    if not now.codes and not now.words:
        return len(text.split()) <= 7
    return len(text.split()) <= _SHORT and not now.organisations
