"""From a draft to Markdown: sentences first, then the table, then what to mind. Report text is escaped."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.privacy import mask
from corpus.visible import HIDDEN

_SPECIAL = re.compile(r"([\\`*_\[\]|$~])")
_PLACEHOLDER = re.compile(r"\ue000([fp])(\d+)\ue001")
# Of the private characters two are our placeholders.
_INVISIBLE = re.compile(f"[{HIDDEN}\ue000-\uf8ff]")


def escape(text: str) -> str:
    """Text of a report as harmless Markdown: no markup, links or HTML; personal data masked."""
    text = " ".join(mask(_INVISIBLE.sub("", text)).split())
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", text)


def shortened(text: str, limit: int) -> str:
    """A text of at most so many letters, and where it is longer cut at a word with dots behind."""
    return text if len(text) <= limit else text[:limit].rsplit(" ", 1)[0] + " ..."


def numbered(text: str, figures: int) -> str:
    """Placeholders replaced by [n]: figures first, then passages."""
    return _PLACEHOLDER.sub(lambda m: f"[{int(m.group(2)) + 1 + (figures if m.group(1) == 'p' else 0)}]", text)


def paragraphs(lines: Sequence[str]) -> str:
    """Lines of Markdown as one text, a blank line wherever a list or a quotation begins or ends."""
    text = ""
    for before, line in zip(("", *lines), lines, strict=False):
        gap = "\n\n" if before and _block(before) != _block(line) else "\n"
        text += gap + line if before else line
    return text


def _block(line: str) -> str:
    """The mark that makes a line part of a list ("-") or a quotation (">"), else nothing."""
    return line[0] if line.startswith(("- ", "> ")) else ""


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A Markdown table; cells are Markdown already."""
    if not rows:
        return ""
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)
