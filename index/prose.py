"""Paragraphs and lists as pieces: joined up to a size, split at sentence ends, items with their lead-in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.report import Block, Place
from index.pieces import LIMIT, TARGET, Piece, span

_LEAD_IN = 320
_SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+(?=[\"“(A-Z0-9])")
# A short line that begins like an item and ends like a title opens something new: "d) Saran Tindak Lanjut".
_TITLE = re.compile(r"^\W*(?:[a-zA-Z]|\d{1,2}|[ivxIVX]{1,4})[.)]\s.{3,90}(?<![.;:,])$")
_LEAST = 200


@dataclass(frozen=True, slots=True)
class _Part:
    """A paragraph, a list item, or a piece of one, with the lead-in it needs to be understood."""

    text: str
    place: Place
    item: bool
    lead: str
    title: bool


def pieces(section: tuple[str, ...], blocks: Sequence[Block]) -> Iterator[Piece]:
    """The pieces of paragraphs and list items that follow each other in one section."""
    group: list[_Part] = []
    size = 0
    parts = list(_parts(blocks))
    for number, part in enumerate(parts):
        leads = not part.item and number + 1 < len(parts) and parts[number + 1].item
        full = size + len(part.text) > LIMIT or (size >= TARGET and (not part.item or size > LIMIT))
        # A lead-in goes with its list, and a title with what follows it, not with what stands before.
        opens = (leads and size + len(part.text) > TARGET) or (part.title and size > _LEAST)
        if group and (full or opens):
            yield _piece(section, group)
            group, size = [], 0
        group.append(part)
        size += len(part.text) + 1
    if group:
        yield _piece(section, group)


def _parts(blocks: Sequence[Block]) -> Iterator[_Part]:
    lead = ""
    for number, block in enumerate(blocks):
        # A heading without anything under it is the last thing said on its list.
        item = block.kind in ("list_item", "heading")
        text = block.text.strip()
        title = number + 1 < len(blocks) and block.kind == "paragraph" and bool(_TITLE.match(text))
        for part in _split(text):
            yield _Part(part, block.place, item, lead if item else "", title)
        if not item:
            lead = _last_sentence(text)


def _piece(section: tuple[str, ...], group: Sequence[_Part]) -> Piece:
    text = "\n".join(part.text for part in group)
    lead = group[0].lead
    items = sum(part.item for part in group)
    said = f"{lead}\n{text}" if lead else text
    kind = "list" if 2 * items >= len(group) and items else "paragraph"
    return Piece(kind, text, section, lead, None, span([part.place for part in group]), said)  # type: ignore[arg-type]


def _last_sentence(text: str) -> str:
    """The end of a paragraph that leads into a list, short enough to be repeated."""
    last = _SENTENCE_END.split(text)[-1]
    return last if len(last) <= _LEAD_IN else ""


def _split(text: str) -> Iterator[str]:
    """A long text cut at sentence ends, or between words where a sentence itself is too long."""
    if len(text) <= LIMIT:
        yield text
        return
    held = ""
    for sentence in _SENTENCE_END.split(text):
        for piece in _words(sentence):
            if held and len(held) + len(piece) > TARGET:
                yield held
                held = ""
            held = f"{held} {piece}" if held else piece
    if held:
        yield held


def _words(sentence: str) -> Iterator[str]:
    while len(sentence) > LIMIT:
        at = sentence.rfind(" ", 0, TARGET)
        at = at if at > 0 else TARGET
        yield sentence[:at]
        sentence = sentence[at:].lstrip()
    yield sentence
