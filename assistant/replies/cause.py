"""Why-questions: the premise is computed first; then what the report states as a cause, or that it states none."""

from __future__ import annotations

import re

from assistant.answer import Passage
from assistant.passages import Finder
from assistant.render import escape
from assistant.replies import achievement, change, text
from assistant.replies.draft import Context, Draft
from corpus.vocabulary import codes_in, indicator

_CAUSE = re.compile(
    r"\b(?:karena|disebabkan|dikarenakan|penyebab|akibat|sebab|"
    r"didukung(?: oleh)?|dipengaruhi|didorong|berkat|faktor(?:-faktor)?|dampak dari)\b",
    re.IGNORECASE,
)
# So many passages are read before it is said that a report states no cause.
_WIDE = 25
_QUOTED = 300
_SENTENCE = re.compile(r"(?<=[.;])\s+")


def reply(context: Context, finder: Finder) -> Draft | None:
    """The change or the missed target that the question takes for granted, checked, then quotations."""
    draft = _premise(context)
    query = _query(context)
    passages = text.search(context, finder, query)
    looked_through = passages + text.search(context, finder, query, lexical=True, limit=_WIDE)
    if draft is None:
        return text.reply(context, finder)
    if draft.status == "premise_false":
        text.add_quotes(draft, passages, limit=1)
        return draft
    stated = _stated(context, looked_through)
    if stated is None:
        draft.lead = _add(
            draft.lead, context.say("laporan tidak menyatakan sebabnya", "the report does not state the cause")
        )
        if passages:
            draft.lines.append(
                context.say("**Yang tertulis di laporan, bukan sebagai sebab:**", "**Written nearby, not as a cause:**")
            )
    else:
        passage, sentence = stated
        draft.lines.append(
            context.say("Menurut laporan: ", "According to the report: ")
            + f"“{escape(text.excerpt(sentence, 300))}” {draft.quote(passage)}"
        )
    text.add_quotes(draft, passages, limit=2)
    return draft


def _add(sentence: str, more: str) -> str:
    return f"{sentence.rstrip('.')}; {more}."


def _query(context: Context) -> str:
    names = [str((indicator(code) or {}).get("name", "")) for code in context.slots.codes]
    return " ".join([context.question, *names, "penyebab faktor karena"])


def _premise(context: Context) -> Draft | None:
    """The change or achievement behind the question; premise_false when it is the other way round."""
    slots = context.slots
    if not slots.codes:
        return None
    if "missed" in slots.cues or "achievement" in slots.cues:
        return _target_premise(context)
    return _change_premise(context) if slots.direction else None


def _target_premise(context: Context) -> Draft | None:
    """Whether the target was missed (or met), as the question says."""
    draft = achievement.reply(context)
    if draft is not None and "missed" in context.slots.cues and draft.lead.startswith(("**Ya", "**Yes")):
        draft.status = "premise_false"
    return draft


def _change_premise(context: Context) -> Draft | None:
    if set(context.slots.measures) <= {"target", "capaian"}:
        context = context.with_slots(measures=())
    series = change.all_series(context)
    if not series:
        return None
    asked = context.slots.direction
    true = [s for s in series if s.overall.direction == asked]
    draft = Draft()
    ordered = true + [s for s in series if s not in true]
    sentences = [change.sentence_of(context, draft, s) for s in ordered[:5]]
    if not true:
        draft.status = "premise_false"
        word = {"up": context.say("tidak naik", "did not rise"), "down": context.say("tidak turun", "did not fall")}
        sentences[0] = f"**{word[asked or 'up'].capitalize()}:** {sentences[0]}"
    draft.lead, draft.lines[:0] = sentences[0], sentences[1:]
    return draft


def _stated(context: Context, passages: list[Passage]) -> tuple[Passage, str] | None:
    """A sentence that speaks of the indicator and names a cause for how it moved."""
    for passage in passages:
        about_heading = any(m.code in context.slots.codes for m in codes_in(passage.heading))
        for sentence in _SENTENCE.split(passage.text):
            if not _CAUSE.search(sentence):
                continue
            # a sentence that only announces a list is quoted with the beginning of the list
            begin = passage.text.index(sentence)
            quoted = passage.text[begin : begin + max(len(sentence), _QUOTED)]
            about = any(m.code in context.slots.codes for m in codes_in(sentence))
            if about or (about_heading and len(sentence) < 600):
                return passage, quoted
    return None
