"""What a report itself says, quoted: the cause that it ties to an indicator, the first words of a part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Passage
from assistant.checklist.reading import Reading, about
from assistant.checklist.spots import blocks_of, in_chapters, in_words, tells
from corpus.fact import Fact
from corpus.report import Block
from corpus.words import plain

_LEAST = 40
_ITEMS = 4
_BECAUSE = re.compile(r"disebabkan|dikarenakan|\bkarena\b|penyebab|akibat", re.IGNORECASE)
_CAUSAL = re.compile(
    r"disebabkan|dikarenakan|\bkarena\b|penyebab|akibat|kendala|hambat|masalah|mempengaruhi", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])|;\s+")
_POINTING = re.compile(r"(?:pada|dalam) tabel|tabel (?:berikut|di ?(?:atas|bawah))|penjelasan tabel", re.IGNORECASE)
"""A sentence that only points to a table says nothing by itself."""


def stated_cause(reading: Reading, fact: Fact) -> Passage | None:
    """What a report states as the cause behind an indicator: the cell of a table of causes, else a causal sentence.

    A sentence counts in the section on causes only, and where it names the indicator (or its goal) itself.
    """
    for role in ("penyebab", "hambatan"):
        cells = [f for f in reading.facts if f.measure == role and about(f, fact) and len(f.as_printed.split()) > 1]
        if cells:
            return Passage(plain(cells[0].as_printed), "", reading.report.identity.id, 0.0, cells[0].source)
    return _causal(reading, blocks_of(reading, "penyebab"), fact, _CAUSAL)


def near_cause(reading: Reading, fact: Fact) -> Passage | None:
    """A causal sentence on an indicator elsewhere in the chapters on results: shown, but not called its cause."""
    return _causal(reading, in_chapters(reading, [3, 4]), fact, _BECAUSE)


def first_words(reading: Reading, name: str) -> Passage | None:
    """The first telling words of a part: a sentence with the list it opens, or the longest cell of its own table."""
    blocks = blocks_of(reading, name)
    own = {view.index for view in reading.tables_of(name)}
    tables = [reading.report.blocks[index] for index in own]
    for index, block in enumerate(blocks):
        if block.table is not None:
            cells = [text for text in in_words(block)[1:] if len(text.split()) > 3] if block in tables else []
            if cells:
                return _passage(reading, [block], max(cells, key=len))
            continue
        if block.kind == "heading" or len(block.text) < _LEAST or _POINTING.search(block.text):
            continue
        if name == "penyebab" and not _CAUSAL.search(block.text):
            continue
        quoted = _opened(blocks, index)
        if len(quoted) > 1 or not plain(block.text).endswith(":"):
            return _passage(reading, quoted)
    return None


def _causal(reading: Reading, blocks: Sequence[Block], fact: Fact, cue: re.Pattern[str]) -> Passage | None:
    for index, block in enumerate(blocks):
        if block.kind in ("paragraph", "list_item") and _ties(block.text, fact, cue):
            return _passage(reading, _opened(blocks, index))
    return None


def _ties(text: str, fact: Fact, cue: re.Pattern[str]) -> bool:
    return any(cue.search(sentence) and tells(sentence, fact) for sentence in _SENTENCE.split(plain(text)))


def _opened(blocks: Sequence[Block], index: int) -> list[Block]:
    """A block, with the items of the list that it opens where it ends with a colon."""
    taken = [blocks[index]]
    if plain(blocks[index].text).endswith(":"):
        for block in blocks[index + 1 : index + 1 + _ITEMS]:
            if block.kind != "list_item":
                break
            taken.append(block)
    return taken


def _passage(reading: Reading, blocks: Sequence[Block], text: str | None = None) -> Passage:
    first, last = reading.source_of(blocks[0]), reading.source_of(blocks[-1])
    source = first if len(blocks) == 1 else replace(first, line_end=last.line_end, bbox=None)
    said = text if text is not None else " ".join(plain(block.text) for block in blocks)
    return Passage(plain(said), " > ".join(blocks[0].section), reading.report.identity.id, 0.0, source)
