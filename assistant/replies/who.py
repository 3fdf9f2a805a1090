"""Who holds an office ("siapa camat ...?"): the name as a report prints it, cited; not found where none prints one."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.narrative.officials import Asked, Official, asked_office, fits, officials
from assistant.render import escape
from assistant.replies import missing
from assistant.replies.draft import Context, Draft
from assistant.wording import stop_words, words

_MOST = 6


def reply(context: Context) -> Draft | None:
    """The holders of the office that a question asks for; None where it asks for no office by name."""
    slots = context.slots
    asked = asked_office(slots.plain_text) if slots.intent == "who" else None
    if asked is None:
        return None
    years = slots.years.named
    offices = [o for scope in context.scopes for o in scope.offices if not years or o.year in years]
    own = {word for office in offices for word in words(f"{office.organisation} {office.region}")}
    rest = {word for word in asked.beside if word not in stop_words() and not word.isdigit()} - own
    draft = Draft()
    for office in offices:
        reading = context.sources.reading(office.id)
        held = next((found for name in asked.names if reading and (found := officials(reading, name))), ())
        held = tuple(one for one in held if fits(one, rest))[:_MOST]
        if held:
            draft.know(office.year)
            draft.lines.append(
                _said(context, draft, asked.names[0], f"{office.organisation} {office.year or ''}", held)
            )
    if not draft.lines:
        return _nobody(context, asked)
    draft.lead, *draft.lines = draft.lines
    return draft


def _said(context: Context, draft: Draft, office: str, report: str, held: Sequence[Official]) -> str:
    names = "; ".join(f"**{escape(one.name)}** ({escape(one.office)}) {draft.quote(one.passage)}" for one in held)
    title = escape(report.strip())
    return context.say(f"{office.capitalize()} menurut laporan {title}: {names}.", f"{title}, {office}: {names}.")


def _nobody(context: Context, asked: Asked) -> Draft:
    beside = (word for word in words(context.question) if word in asked.beside - stop_words())
    office = escape(" ".join((asked.names[0], *beside)))
    return missing.nowhere(
        context,
        f"nama {office} tidak tercetak di tanda tangan, perjanjian, atau tabel nama",
        f"no signature, agreement or table of names prints who the {office} is",
    )
