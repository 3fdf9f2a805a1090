"""Text questions: the best passages, quoted and cited, under one short sentence; not found when nothing fits."""

from __future__ import annotations

from assistant.answer import Passage
from assistant.passages import Finder, hints_of
from assistant.render import escape
from assistant.replies.draft import Context, Draft
from assistant.wording import stems, words
from corpus.vocabulary import load
from corpus.words import plain

_MOST = 5
_QUOTE = 420
# A numeric question is answered with a passage only if it holds this share of the asked words' weight.
_COVERED = 0.75
_FOREIGN = 0.2


def reply(context: Context, finder: Finder) -> Draft | None:
    """Passages for the question; None when none is found."""
    passages = search(context, finder, query_of(context))
    if not passages or _is_foreign(context, passages):
        return None
    draft = Draft()
    first = passages[0]
    where = escape(first.heading.replace(" > ", " › ")) if first.heading else escape(first.source.file)
    draft.lead = context.say(
        f"Bagian laporan yang paling sesuai: {where} {draft.quote(first)}.",
        f"The part of the reports that fits best: {where} {draft.quote(first)}.",
    )
    if context.slots.intent == "definition" and (meaning := meaning_of(context)):
        draft.lines.append(meaning)
    add_quotes(draft, passages)
    return draft


def meaning_of(context: Context) -> str | None:
    """The glossary's short meaning of the term that a question names, marked as not from a report; else None."""
    said = f" {' '.join(words(context.question))} "
    for entry in load("glossary"):
        names = [" ".join(words(name)) for name in (entry["term"], *entry["aliases"])]
        if any(f" {name} " in said for name in names):
            term = entry["term"]
            return context.say(
                f"{term}: {entry['meaning']} (glosarium, bukan dari laporan).",
                f"{term}: {entry['meaning_en']} (glossary, not from a report).",
            )
    return None


def search(context: Context, finder: Finder, query: str, *, lexical: bool = False, limit: int = _MOST) -> list[Passage]:
    """The best passages of the reports in scope."""
    offices = [office for scope in context.scopes for office in scope.offices]
    if not offices:
        return []
    hints = hints_of(context.slots, [office.year for office in offices if office.year is not None])
    return finder.find(query, [office.id for office in offices], limit, lexical=lexical, hints=hints)


def query_of(context: Context) -> str:
    """What to search for: the question itself."""
    return context.question


def add_quotes(draft: Draft, passages: list[Passage], limit: int = 3) -> None:
    """Quote the first passages, each on its own line, and take the others in as further places."""
    for place, passage in enumerate(passages):
        mark = draft.quote(passage)
        if place < limit:
            draft.lines.append(f"> {escape(excerpt(passage.text))} {mark}")


def excerpt(text: str, limit: int = _QUOTE) -> str:
    """The beginning of a passage, cut at a word."""
    text = plain(text)
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " ..."


def _is_foreign(context: Context, passages: list[Passage]) -> bool:
    """Whether hardly a word of an Indonesian question stands in the best passages: it asks of something else.

    Search always finds something. Questions that name an indicator or a part of reports ("dasar hukum", "solusi") are
    never foreign; English ones share too few words with the reports to tell.
    """
    slots = context.slots
    asked = [*slots.words, *slots.weak]
    if slots.codes or slots.text_intent or slots.language != "id" or not asked:
        return False
    held = set(stems(" ".join(f"{passage.heading} {passage.text}" for passage in passages)))
    total = sum(context.frame.weight(word) for word in asked)
    return sum(context.frame.weight(word) for word in asked if word in held) < _FOREIGN * total


def covers(context: Context, passage: Passage) -> bool:
    """Whether a passage holds most of what a question asks, so that it can stand for a missing figure."""
    asked = list(context.slots.words) or [s for m in context.slots.measures for s in stems(m.replace("_", " "))]
    if not asked:
        return False
    held = set(stems(f"{passage.heading} {passage.text}"))
    total = sum(context.frame.weight(w) for w in asked)
    return sum(context.frame.weight(w) for w in asked if w in held) >= _COVERED * total
