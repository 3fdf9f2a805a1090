"""Text questions: the best passages, quoted and cited, under one short sentence; not found when nothing fits."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Passage
from assistant.narrative.causes import Statement
from assistant.narrative.topic import Topic, topic_of
from assistant.narrative.whole import list_at, table_at
from assistant.passages import Finder, hints_of
from assistant.render import escape, shortened
from assistant.replies import missing, stating
from assistant.replies.draft import Context, Draft
from assistant.replies.prose import of_persons
from assistant.wording import stem, stems, stop_words
from corpus.words import plain

_MOST = 5
_WIDE = 15
"""So many passages are looked through for those about a named topic."""
_TRIED = 2
"""So many of the best passages are looked at for a list."""
_ASKED = 0.4
"""The share of the question's weight that a list must hold to be quoted whole."""
_HALF = 0.5
_SENTENCE = re.compile(r"\n|(?<=[.;])\s")
_FOREIGN = 0.2
"""Reports tell causes in words of their own, and checks name figures: passages need hold so little of the weight."""
_ONE_FACT = frozenset({"definition", "method", "cause"})
_QUOTE = 420
# A numeric question is answered with a passage only if it holds this share of the asked words' weight.
_COVERED = 0.75


def reply(context: Context, finder: Finder, *, strict: bool = False) -> Draft | None:
    """Passages for the question, where `strict` only those that hold most of it; None when none is found."""
    topic = _topic(context)
    least = _FOREIGN if context.slots.intent in ("cause", "check") else _HALF
    passages = _about(topic, search(context, finder, query_of(context)), least)
    if not passages and topic.is_named:
        passages = _about(topic, search(context, finder, query_of(context), limit=_WIDE), least)
    if strict:
        passages = [passage for passage in passages if covers(context, passage)]
        if not passages:
            return None
    if not passages:
        return missing.no_part(context, topic.name) if topic.is_named else None
    draft = Draft()
    first = passages[0]
    where = escape(first.heading.replace(" > ", " › ")) if first.heading else escape(first.source.file)
    draft.lead = context.say(
        f"Bagian laporan yang paling sesuai: {where} {draft.quote(first)}.",
        f"The part of the reports that fits best (quoted in Indonesian): {where} {draft.quote(first)}.",
    )
    whole = _whole(context, topic, passages)
    if whole is not None:
        stating.add(context, draft, [whole], 1, len(whole.items))
        passages = [one for one in passages if not _within(one, whole)]
    add_quotes(draft, passages, 2 if whole is not None else 3, topic)
    return draft


def _topic(context: Context) -> Topic:
    """What the question is about; nothing where its words do not tell: its indicator or a part of reports does.

    English questions share too few words with the reports to tell.
    """
    slots = context.slots
    telling = not (slots.codes or slots.text_intent or slots.language != "id")
    return topic_of(slots.plain_text, [*slots.words, *slots.weak] if telling else (), context.frame.weight)


def _about(topic: Topic, passages: Sequence[Passage], least: float) -> list[Passage]:
    """The passages about a topic, at most so many as are quoted; [] where nothing is. Search always finds something.

    Of a topic in the question's own words the passages together hold at least such a share.
    """
    texts = [f"{passage.heading} {passage.text}" for passage in passages]
    if not topic.is_named:
        return list(passages) if topic.share_in("\n".join(texts)) >= least else []
    about = [passage for passage, text in zip(passages, texts, strict=True) if topic.is_in(text)]
    return sorted(about, key=lambda passage: topic.distance(passage.heading.rsplit(" > ", 1)[-1]))[:_MOST]


def _whole(context: Context, topic: Topic, passages: Sequence[Passage]) -> Statement | None:
    """The whole list or table of words that the best passages are of, for questions that ask for one."""
    if context.slots.intent in _ONE_FACT:
        return None
    for passage in passages[:_TRIED]:
        reading = context.sources.reading(passage.report)
        if reading is None:
            continue
        found = list_at(context.sources.words(passage.report), passage.source, passage.report)
        found = found or table_at(reading, passage.source)
        if found is not None and _leads(topic, found) and _is_asked(context, found):
            return found
    return None


def _leads(topic: Topic, whole: Statement) -> bool:
    """Whether the title or the lead of a list, or most of its items, are about the topic."""
    title = whole.passage.heading.rsplit(" > ", 1)[-1]
    return topic.leads(f"{title}\n{whole.passage.text}", [item.text for item in whole.items])


def _is_asked(context: Context, whole: Statement) -> bool:
    """Whether a list holds enough of the words that the question asks with, title and lead included."""
    asked = [stem(word) for word in context.slots.plain_text.split() if word not in stop_words()]
    text = "\n".join([whole.passage.heading, *(passage.text for passage in whole.passages)])
    held = set(stems(text))
    total = sum(context.frame.weight(word) for word in asked)
    return sum(context.frame.weight(word) for word in asked if word in held) >= _ASKED * total


def _within(passage: Passage, whole: Statement) -> bool:
    """Whether a passage is a part of what is quoted already."""
    first, last = whole.passages[0].source, whole.passages[-1].source
    start = passage.source.line_start
    return (
        passage.report == whole.passage.report
        and None not in (start, first.line_start)
        and (first.line_start or 0) <= (start or 0) <= (last.line_end or last.line_start or 0)
    )


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


def add_quotes(draft: Draft, passages: list[Passage], limit: int = 3, topic: Topic | None = None) -> None:
    """Quote the first passages, each on its own line from where it is on the topic, and take the others in."""
    for place, passage in enumerate(passages):
        mark = draft.quote(passage)
        if place < limit:
            draft.lines.append(f"> {escape(excerpt(passage.text, topic))} {mark}")


def excerpt(text: str, topic: Topic | None = None, limit: int = _QUOTE) -> str:
    """A passage, cut at words: from its beginning, or from the sentence that first speaks of the topic."""
    text = plain(text)
    at = topic.first_in(text) if topic is not None else 0
    if at > limit // 2:
        begins = max(text.rfind(end, 0, at) for end in (". ", "; ", ": "))
        text = text if begins < 0 else f"... {text[begins + 2 :].lstrip()}"
    return shortened(text, limit)


def covers(context: Context, passage: Passage) -> bool:
    """Whether a sentence or row of a passage, with its headings, holds most of what a question asks, and a number.

    Then it can stand for a missing figure; words strewn over a page tell nothing.
    """
    asked = [*context.slots.words, *of_persons(context)]
    asked = asked or [s for m in context.slots.measures for s in stems(m.replace("_", " "))]
    if not asked:
        return False
    total = sum(context.frame.weight(w) for w in asked)
    first, more, _ = passage.text.partition("\n")
    first = first if more else ""  # of a table the words above its columns
    for said in _SENTENCE.split(passage.text):
        if context.slots.numeric and context.slots.intent != "position" and not any(map(str.isdigit, said)):
            continue
        held = set(stems(f"{passage.heading} {first} {said}"))
        if sum(context.frame.weight(w) for w in asked if w in held) >= _COVERED * total:
            return True
    return False
