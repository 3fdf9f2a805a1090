"""Names that were linked by meaning alone: said openly, and offered where none is near enough."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.linking import Scope
from assistant.meaning import near
from assistant.numerals import numeric_tokens, readings
from assistant.render import escape
from assistant.replies.draft import Context, Draft

_OFFERED = 3
_OFFICES = 1
"""Names are offered for one office: those of many would be a list without an end."""


def say_meant(context: Context, names: Sequence[str], draft: Draft) -> Draft:
    """The draft with a first line that tells as which names the phrase was read."""
    read = "; ".join(escape(name) for name in names)
    phrase = escape(context.slots.phrase)
    line = context.say(
        f"Istilah “{phrase}” tidak tercetak; dibaca sebagai: {read}.",
        f"The term “{phrase}” is not printed; it was read as: {read}.",
    )
    _know(draft, read)
    draft.lines.insert(0, line)
    return draft


def offer(context: Context, draft: Draft) -> Draft:
    """The draft of what was not found, with the names nearest in meaning as a question back."""
    scopes: tuple[Scope, ...] = context.scopes
    if not scopes or len(scopes) > _OFFICES:
        return draft
    names = near(context.frame, context.slots.phrase, scopes[0].indexes).names[:_OFFERED]
    if names:
        listed = "; ".join(escape(name) for name in names)
        _know(draft, listed)
        draft.lines.append(context.say(f"Yang namanya paling dekat: {listed}.", f"The nearest names: {listed}."))
    return draft


def _know(draft: Draft, text: str) -> None:
    draft.numbers |= {reading for token in numeric_tokens(text) for reading in readings(token)}
