"""What reports state in words, as parts of a draft: quotations with their lists, plans, contradictions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.answer import Passage, Warning  # noqa: A004 - the word of the contract
from assistant.narrative.causes import Statement
from assistant.numerals import numeric_tokens, readings
from assistant.render import escape
from assistant.replies.draft import Context, Draft

_QUOTED = 480
_BEFORE = 200
"""Characters quoted before the causal words of a long sentence."""
_ITEMS = 30
_ALSO = 3


def add(context: Context, draft: Draft, found: Sequence[Statement], most: int, items: int = _ITEMS) -> None:
    """Quote statements, each with its list as a list and its place; long sentences around their causal words."""
    for one in found[:most]:
        marks = " ".join(draft.quote(passage) for passage in one.passages)
        also = ", ".join(draft.quote(passage) for passage in one.also[:_ALSO])
        told = f" ({context.say('juga', 'also')} {also})" if also else ""
        draft.lines.append(f"> “{escape(around(one.passage.text, one.at))}” {marks}{told}")
        draft.lines += [f">   {_item(item.text)}" for item in one.items[:items]]
        left = len(one.items) - items
        if left > 0:
            draft.know(left)
            draft.lines.append(
                context.say(f">   ... {left} butir lagi di tempat itu", f">   ... {left} more items there")
            )


def _item(text: str) -> str:
    said = escape(text)
    return said if said.startswith("- ") else f"- {said}"


def around(text: str, at: int) -> str:
    """A sentence, or where it is long what stands around a position, cut at words."""
    if len(text) <= _QUOTED:
        return text
    start = max(0, at - _BEFORE)
    start = text.rfind(" ", 0, start) + 1 if start else 0
    cut = text[start : start + _QUOTED]
    cut = cut if start + _QUOTED >= len(text) else cut.rsplit(" ", 1)[0] + " ..."
    return f"... {cut}" if start else cut


def warn(context: Context, draft: Draft, said: Iterable[tuple[str, str, Passage]]) -> None:
    """Point out sentences that contradict the figures: what is wrong in both languages, and the sentence."""
    for indonesian, english, passage in said:
        text = context.say(indonesian, english)
        for token in numeric_tokens(text):
            draft.numbers |= readings(token)
        mark = draft.quote(passage)
        draft.warnings.append(Warning("narrative_vs_table", f"{escape(text)} {mark}", (passage.source,)))
