"""From a draft to the Answer that leaves: markers numbered, text assembled, the number gate passed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.answer import Answer
from assistant.gate import pass_gate
from assistant.question import Slots
from assistant.render import numbered, paragraphs, table
from assistant.replies.draft import Draft


def compose(
    draft: Draft,
    slots: Slots,
    *,
    question: str,
    id: str | None,  # noqa: A002 - the word of the contract
    numbers: Sequence[int],
    note: str = "",
) -> Answer:
    """The answer of a draft. `numbers` are years of the loaded reports; `note` a line on how the question was read."""
    language = slots.language
    answer = Answer(
        id=id,
        question=question,
        language=language,
        status=draft.status,
        intent=slots.intent,
        slots=slots.to_json(),
        text="",
        figures=tuple(draft.figures),
        passages=tuple(draft.passages),
        warnings=tuple(replace(warning, text=numbered(warning.text, len(draft.figures))) for warning in draft.warnings),
    )
    text = numbered(_assemble(draft, language, note), len(draft.figures))
    known = draft.numbers | {Decimal(n) for n in numbers}
    return replace(answer, text=pass_gate(text, answer, known))


def _assemble(draft: Draft, language: str, note: str) -> str:
    parts = [f"{note}{draft.lead}", paragraphs(draft.lines)]
    if len(draft.rows) > 2:
        parts.append(table(draft.header, draft.rows))
    if draft.warnings:
        head = "**Note:**" if language == "en" else "**Perhatikan:**"
        parts.append(f"{head} " + " ".join(warning.text for warning in draft.warnings[:4]))
    return "\n\n".join(part for part in parts if part)
