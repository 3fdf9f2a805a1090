"""The list that a sentence introduces: all of its items, in order, over page breaks, and nothing of the next list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from assistant.narrative.pieces import Piece

_MARK = re.compile(
    r"^\W{0,3}(?:-\s+|•\s*)?(?:(?P<number>\d{1,2})(?:[.)]|\s*\))(?!\d)|(?P<letter>[a-z])[.)]|"
    r"(?P<roman>[ivx]{2,5})[.)])\s*",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\W{0,3}[-•*–]\s")
_BROKEN = re.compile(r"^[a-z(\[]")
"""What begins in small letters continues the item that a page break cut."""
_ENDED = re.compile(r"[.;:!?]\W*$")
_LONGEST_TITLE = 16


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of a list item: "number", "letter", "bullet" or "" for none, and its place in its run (1, 2, ...)."""

    style: str
    place: int = 0


def mark_of(text: str) -> Mark:
    """The mark that a text begins with."""
    match = _MARK.match(text)
    if match is not None:
        if match["number"]:
            return Mark("number", int(match["number"]))
        if match["letter"]:
            return Mark("letter", ord(match["letter"].lower()) - ord("a") + 1)
    return Mark("bullet") if match is not None or _BULLET.match(text) else Mark("")


@dataclass(slots=True)
class _Run:
    """The runs of numbers and letters that are open while a list is followed."""

    lead: Mark
    open: dict[str, int] = field(default_factory=dict)

    def takes(self, mark: Mark) -> bool:
        """Whether an item belongs to the list: it begins a run, goes on with an open one, or is a bullet."""
        if mark.style in ("bullet", ""):
            return True
        held = self.open.get(mark.style)
        if held is not None and mark.place in (held, held + 1):  # a number printed twice is a slip
            self.open[mark.style] = mark.place
            return True
        goes_on = mark.style == self.lead.style and mark.place == self.lead.place + 1
        if mark.place == 1 and not (goes_on and held is None):
            self.open[mark.style] = 1
            return True
        return False


def list_after(pieces: Sequence[Piece], at: int) -> tuple[Piece, ...]:
    """The items of the list that the piece at this position introduces; () where no list follows.

    Items keep the order of the report. An item that a page break cut in two is followed by its other half. The list
    ends before a paragraph, a chapter's heading, a table, and before the item that goes on with the lead's own list.
    """
    run = _Run(mark_of(pieces[at].text))
    found: list[Piece] = []
    for piece in pieces[at + 1 :]:
        if piece.kind == "cell":
            break
        mark = mark_of(piece.text)
        if not (_is_item(piece, mark) and run.takes(mark)) and not _goes_on(found, piece):
            break
        found.append(piece)
    while found and found[-1].kind == "heading" and not _follows(found):
        found.pop()
    return tuple(found)


def _follows(found: Sequence[Piece]) -> bool:
    """Whether the last piece goes on with a run of the list; else it is the title of what stands behind the list."""
    last = mark_of(found[-1].text)
    return any(mark_of(piece.text) == Mark(last.style, last.place - 1) for piece in found[:-1])


def _is_item(piece: Piece, mark: Mark) -> bool:
    """Whether a piece is an item: read as one, or a short marked line that was taken for a heading."""
    if piece.kind == "list_item":
        return True
    short = len(piece.text.split()) <= _LONGEST_TITLE
    return piece.kind == "heading" and short and mark.style in ("number", "letter") and not _DECIMAL.match(piece.text)


_DECIMAL = re.compile(r"^\W*\d+\.\d|^\W*(?:bab|lampiran|[A-Z]\.)\b", 0)


def _goes_on(found: Sequence[Piece], piece: Piece) -> bool:
    """Whether a paragraph belongs to the last item: its second half behind a page break, or what it is the title of."""
    if not found or piece.kind != "paragraph" or mark_of(piece.text).style or _ENDED.search(found[-1].text):
        return False
    return bool(_BROKEN.match(piece.text)) or _is_title_here(found)


def _is_title_here(found: Sequence[Piece]) -> bool:
    """Whether the last item is a title as earlier ones of its run are: short, with items of another kind below."""
    last = mark_of(found[-1].text)
    if last.style in ("", "bullet") or len(found[-1].text.split()) > _LONGEST_TITLE:
        return False
    marks = [mark_of(piece.text) for piece in found]
    inner = [(one, other) for one, other in pairwise(marks) if one.style == last.style != other.style]
    return any(other.style == "bullet" or other.place == 1 for _, other in inner)
