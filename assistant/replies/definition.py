"""What a term means: from the project's own glossary, marked so, and where the loaded reports use it."""

from __future__ import annotations

from assistant.glossary import Term, terms_in
from assistant.passages import Finder
from assistant.replies import text
from assistant.replies.draft import Context, Draft

_MOST = 3
_SHOWN = 2


def reply(context: Context, finder: Finder) -> Draft | None:
    """The meanings of the terms that the question names; None where the glossary has none of them."""
    named = terms_in(context.question)[:_MOST]
    if not named:
        return None
    lines = [_said(context, term) for term in named]
    draft = Draft(lead=lines[0], lines=lines[1:])
    passages = text.search(context, finder, text.query_of(context))
    if passages:
        draft.lines.append(
            context.say("Dipakai di laporan yang dimuat:", "Used in the loaded reports (quoted in Indonesian):")
        )
        text.add_quotes(draft, passages, _SHOWN)
    return draft


def _said(context: Context, term: Term) -> str:
    name = f"{term.term} ({term.long})" if term.long else term.term
    return context.say(
        f"**{name}**: {term.meaning} (glosarium, bukan dari laporan).",
        f"**{name}**: {term.meaning_en} (glossary, not from a report).",
    )
