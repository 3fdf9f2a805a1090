"""Answers in the reports' own words, where they hold what was asked."""

from __future__ import annotations

import re

from assistant.narrative.officials import names_somebody
from assistant.passages import Finder
from assistant.replies import definition, missing, text
from assistant.replies.draft import Context, Draft
from assistant.wording import words


def quoted(context: Context, finder: Finder) -> Draft:
    """Passages; for a numeric question only when they hold what was asked."""
    slots = context.slots
    explained = definition.reply(context, finder) if slots.intent == "definition" else None
    if explained is not None:
        return explained
    strict = (
        slots.numeric and slots.intent != "check" and not slots.text_intent and slots.measures != ("kategori",)
    ) or slots.intent == "position"
    draft = text.reply(context, finder, strict=strict)
    if draft is None or not _names_a_person(context, draft) or not _knows_a_choice(context, draft):
        return missing.not_found(context)
    return draft


_EITHER = re.compile(r"\b([A-Z]{3,6}) (?:atau|or) ([A-Z]{3,6})\b")


def _names_a_person(context: Context, draft: Draft) -> bool:
    """Whether passages that are to tell somebody's name hold one at all; True where no name is asked."""
    asked = context.slots.intent == "who" and bool({"nama", "namanya", "name"} & context.slots.all_words)
    return not asked or any(names_somebody(passage.text) for passage in draft.passages)


def _knows_a_choice(context: Context, draft: Draft) -> bool:
    """Whether one of two things to choose from, that no table knows ("WTP atau WDP"), stands in the passages."""
    match = _EITHER.search(context.question)
    choices = {word.lower() for word in match.groups()} if match else set()
    if not choices or any(context.frame.knows(word) for word in choices):
        return True
    return bool(choices & {word for passage in draft.passages for word in words(passage.text)})
