"""Text that leaves the library shows what it is: nothing hidden in it, and nothing that another program would run.

Reports are written by anybody. Characters that cannot be seen or that turn the direction of reading can make a text say
something else than it holds; escape sequences command a terminal; a cell that begins like a formula is one to a
spreadsheet (OWASP, "CSV Injection").
"""

from __future__ import annotations

import json
import re

HIDDEN = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"  # controls
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
"""As the inside of a character class: controls, zero width, direction, fillers, variants, tags, halves of letters."""
_HIDDEN = re.compile(f"[{HIDDEN}]")
_BREAKS = re.compile("[\r\x0b\x0c\x85\u2028\u2029]")
_FORMULA = re.compile(r"[\s\"']*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\n]")
_NUMBER = re.compile(r"[+-]?[0-9][0-9.,]*\s?%?")
_ESCAPED = re.compile(f"[{HIDDEN}\u0085\u2028\u2029]")


def visible(text: str) -> str:
    """The text without what cannot be seen; line ends other than a line feed become blanks, tabs stay."""
    found = _HIDDEN.sub("", text.replace("\r\n", "\n"))
    return text if found == text and not _BREAKS.search(text) else _BREAKS.sub(" ", found)


def cell(text: str) -> str:
    """Text as a cell that no spreadsheet takes for a formula; plain numbers stay numbers."""
    found = visible(text)
    if not _FORMULA.match(found) or _NUMBER.fullmatch(found):
        return found
    return f"'{found}"


def dumps(value: object) -> str:
    """JSON in one line, letters kept as they are, and what cannot be seen as escapes: read back it is the same."""
    return _ESCAPED.sub(_escape, json.dumps(value, ensure_ascii=False))


def _escape(match: re.Match[str]) -> str:
    units = match[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))
