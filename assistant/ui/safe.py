"""Text of reports and of users made harmless, as HTML and as Markdown."""

from __future__ import annotations

import html as _html
import re

from assistant.ui.visitor import hidden
from corpus.visible import HIDDEN

_INVISIBLE = re.compile(f"[\x0b-\x0d{HIDDEN}\ue000-\uf8ff]")
_MARKUP = re.compile(r"[&<>\\`*_\[\]{}()|#~$!\"']")
_MARKDOWN = re.compile(r"[\\`*_\[\]{}|~$]")
_LIST = re.compile(r"^(\s*(?:\d+)?)([-+.)=])", re.MULTILINE)
_ADDRESS = re.compile(r"(?i):(?=//)|@|(?<=www)\.")


def visible(text: str) -> str:
    """The text without invisible and direction-changing characters, personal data masked; tabs stay."""
    return hidden(_INVISIBLE.sub("", text))


def html(text: str) -> str:
    """Any text as HTML text or attribute value; line ends become blanks, since a blank line ends HTML in Markdown."""
    return _html.escape(re.sub(r"[\r\n]+", " ", visible(text)), quote=True)


def html_in_markdown(text: str) -> str:
    """Any text as HTML text or attribute value within Markdown, whose own signs are switched off as well."""
    return _MARKDOWN.sub(lambda m: _entity(m[0]), html(text))


def plain_markdown(text: str) -> str:
    """Any text as Markdown that shows exactly these characters: no markup, link, list or HTML."""
    text = visible(text)
    text = _LIST.sub(lambda m: m[1] + _entity(m[2]), _MARKUP.sub(lambda m: _entity(m[0]), text))
    return _unlinked(text)


def without_html(markdown: str) -> str:
    """Markdown of an answer with HTML, links, images and bare addresses switched off; the rest stays."""
    text = visible(markdown).replace("<", "&lt;")
    return _unlinked(re.sub(r"(?<=\])[(:]", lambda m: _entity(m[0]), text))


def _unlinked(text: str) -> str:
    return _ADDRESS.sub(lambda m: _entity(m[0]), text)


def _entity(char: str) -> str:
    return f"&#{ord(char)};"
