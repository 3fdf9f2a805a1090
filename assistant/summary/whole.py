"""Questions about whole reports in one call: completeness, good examples, summaries. None for every other question."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.audit.finding import Finding
from assistant.checklist import reply as completeness
from assistant.checklist.shelf import Shelf
from assistant.examples import reply as examples
from assistant.replies.draft import Context, Draft
from assistant.summary import findings
from assistant.summary import reply as summary


def reply(
    context: Context, shelf: Shelf, contradictions: Callable[[Sequence[str]], Sequence[Finding]] | None = None
) -> Draft | None:
    """The answer to a question about whole reports, None for any other; reports are read only where one is asked.

    `contradictions` gives the findings of the consistency checks of some report ids; it is called only for the
    questions that an evaluator should ask. A question on an office that is not loaded is left to others.
    """
    if not context.scopes or context.slots.unknown_office:
        return None
    ids = [office.id for scope in context.scopes for office in scope.offices]
    if completeness.asks(context.question):
        return completeness.reply(context, shelf.of(ids))
    if examples.asks(context) and examples.part_of(context.question):
        return examples.reply(context, shelf.of(ids))
    if contradictions is not None and findings.asks(context.question):
        held = summary.chosen_of(context, shelf.of(ids))
        if held:
            return findings.reply(context, held, contradictions([one.report.identity.id for one in held]))
    kind = summary.kind_of(context.question)
    if kind is None:
        return None
    found = contradictions(ids) if contradictions is not None and kind == "questions" else ()
    return summary.reply(context, shelf.of(ids), found)
