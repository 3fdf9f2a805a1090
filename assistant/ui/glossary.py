"""The terms of the field, from the project's glossary."""

from __future__ import annotations

from typing import Any

from assistant.ui.safe import html
from assistant.ui.understood import ask_link
from assistant.ui.words import Words
from corpus.vocabulary import load


def entries() -> list[dict[str, Any]]:
    """The glossary's entries, by term."""
    return sorted(load("glossary"), key=lambda entry: entry["term"].casefold())


def shown(say: Words) -> str:
    """The glossary as HTML, with a box that narrows it down (by the page's script)."""
    items = "".join(_entry(entry, say) for entry in entries())
    label, none = html(say("glossary_search")), html(say("glossary_none"))
    return (
        f'<section class="tl-glossary"><h2>{html(say("glossary_title"))}</h2>'
        f'<input type="search" class="tl-search" placeholder="{label}" aria-label="{label}">'
        f'<dl>{items}</dl><p class="tl-note tl-hidden" role="status">{none}</p></section>'
    )


def _entry(entry: dict[str, Any], say: Words) -> str:
    meaning = entry["meaning_en"] if say.language == "en" else entry["meaning"]
    also = ", ".join([*entry.get("aliases", ()), entry["english"]])
    ask = html(ask_link(say("q_term", term=entry["term"])))
    return (
        f'<div class="tl-term"><dt>{html(entry["term"])}</dt><dd>{html(meaning)}'
        f'<span class="tl-soft">{html(also)}</span> <a href="{ask}">{html(say("glossary_ask"))}</a></dd></div>'
    )
