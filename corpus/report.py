"""What a reader makes of a file: a Report of blocks, each with its place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["heading", "paragraph", "list_item", "table"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in its file.

    Lines are 1-based and inclusive; pages are 1-based with `bbox` in points (x0, top, x1, bottom). A file without
    lines of its own (PDF) has those of the text that its reader laid out, and is cited by the page. What a file does
    not have is None.
    """

    line_start: int | None = None
    line_end: int | None = None
    page: int | None = None
    bbox: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Printed:
    """Where a laid out line is printed: page, box, and for a line of a table the box of each cell (None: empty).

    `sure` is the lowest confidence of its words in percent where they were read by OCR, else None.
    """

    page: int
    bbox: tuple[float, float, float, float] | None = None
    cells: tuple[tuple[float, float, float, float] | None, ...] = ()
    sure: float | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One printed row of a table: its cells as printed (outer blanks stripped) and its place.

    A row that a page break cut in two is one Row whose place spans both lines. `flags` tells what was done to it
    ("shifted": its cells were moved back under their columns; "rejoined"; "split").
    """

    cells: tuple[str, ...]
    place: Place
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table: body rows under a header of one or more header rows.

    `columns` holds one header path per column, outermost word first, e.g. ("Tahun 2023", "Target");
    an empty tuple where nothing is printed above a column. `header` are the header rows as printed.
    `caption` is the printed caption, or the sentence before the table (`caption_printed` False), or "".
    `flags` tells what was unusual ("ragged", "shifted", "continued", "no_header", ...).
    """

    ordinal: int
    caption: str
    caption_printed: bool
    columns: tuple[tuple[str, ...], ...]
    header: tuple[Row, ...]
    rows: tuple[Row, ...]
    place: Place
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a report in reading order.

    `section` is the path of headings above the block (outermost first, without the block's own text
    when it is itself a heading). `level` is the heading's depth, 1 for a chapter, 0 for other blocks.
    `text` is the plain text (markup removed); for a table it is empty and `table` is set.
    """

    kind: BlockKind
    ordinal: int
    text: str
    place: Place
    section: tuple[str, ...]
    level: int = 0
    table: Table | None = None


@dataclass(frozen=True, slots=True)
class Identity:
    """Who reports on what, read from the report's own text.

    `organisation` e.g. "Kecamatan Mawar"; `region` e.g. "Kabupaten Melati", "" where none is printed;
    `year` is the year reported on (not of printing), None where none is printed;
    `id` is a readable slug of organisation and year.
    """

    id: str
    organisation: str
    region: str
    year: int | None


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report: identity, blocks in reading order, and the lines of the file for quoting.

    `file` is the bare file name; `sha256` the digest of the file's bytes; `lines` the decoded lines
    (without line ends), so that line n of a Place is `lines[n - 1]`. For a file of pages `printed` tells where each
    line stands (empty for text files); `notes` says what of the file could not be read, in words for the user.
    """

    identity: Identity
    file: str
    sha256: str
    encoding: str
    lines: tuple[str, ...]
    blocks: tuple[Block, ...]
    printed: tuple[Printed | None, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def tables(self) -> tuple[Table, ...]:
        """The tables in reading order."""
        return tuple(block.table for block in self.blocks if block.table is not None)
