"""Lists as the lines of a report print them, read without the program's own reader of lists."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

_MARK = re.compile(r"^\s*(?:[-•*]\s+)?(?:(\d{1,2})[.)]|([A-Za-z])[.)])(?!\d)\s*\S")
_BULLET = re.compile(r"^\s*[-•*]\s+\S")

Mark = tuple[str, int]


def mark(line: str) -> Mark | None:
    """The mark of a line: ("number", 2), ("letter", 1), ("bullet", 0); None for a line of no item."""
    found = _MARK.match(line)
    if found is None:
        return ("bullet", 0) if _BULLET.match(line) else None
    if found[1]:
        return ("number", int(found[1]))
    return ("letter" if found[2].islower() else "capital", ord(found[2].lower()) - ord("a") + 1)


def printed(lines: Sequence[str], first: int, last: int) -> list[tuple[int, str]]:
    """The printed lines of a range (1-based, inclusive) that are no blanks, table rows or rules, with their numbers."""
    return [
        (number, lines[number - 1])
        for number in range(first, last + 1)
        if letters(lines[number - 1]) and "\t" not in lines[number - 1]
    ]


def letters(text: str) -> str:
    """The letters and digits of a text, markup and links left out."""
    text = re.sub(r"<[^>]*>", " ", html.unescape(text.replace("\\", "")))
    text = re.sub(r"\]\([^)]*\)", " ", text)
    return re.sub(r"[^a-z0-9]", "", text.lower())


def goes_on(lines: Sequence[str], first: int, last: int) -> str | None:
    """What of a list is missing behind its last line: the next item of a run that is open at its end; None if nothing.

    The lead's own mark is no part of the list: its next sibling ends it.
    """
    marks = [mark(line) for _, line in printed(lines, first, last)]
    lead, held = (marks[0] if marks else None), {}
    for one in marks[1:]:
        if one is not None:
            held[one[0]] = one[1]
    following = next((line for line in lines[last:] if line.strip()), "")
    after = mark(following) if "\t" not in following else None
    if after is None or after[0] not in held:
        return None
    if lead is not None and after == (lead[0], lead[1] + 1) and after[1] != held[after[0]] + 1:
        return None
    last_mark = next((one for one in reversed(marks) if one is not None), None)
    if after[0] == "bullet":
        return following if last_mark is not None and last_mark[0] == "bullet" else None
    is_sibling = lead is not None and after == (lead[0], lead[1] + 1)
    return following if after[1] == held[after[0]] + 1 and not is_sibling else None
