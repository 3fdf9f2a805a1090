"""The loaded reports as the interface names and lists them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from assistant.ui.words import Words
from corpus.rows import ReportRow


@dataclass(frozen=True, slots=True)
class Shelf:
    """The reports by id: what to call them, and which id a file name stands for.

    `problem` is a sentence on why the library could not be read, else "".
    """

    rows: tuple[ReportRow, ...] = ()
    titles: dict[str, str] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    problem: str = ""

    @classmethod
    def of(cls, rows: Iterable[ReportRow]) -> Shelf:
        """The shelf of these reports; the region is added to a title where two would be called alike."""
        rows = tuple(rows)
        plain = [_title(row) for row in rows]
        titles = {}
        for row, name in zip(rows, plain, strict=True):
            titles[row.id] = name if plain.count(name) == 1 else f"{name} ({row.region or row.file})"
        return cls(rows, titles, {row.file: row.id for row in rows})

    def title(self, report_id: str) -> str:
        """What to call a report, e.g. "Kecamatan Mawar 2024"; its id when it is not loaded."""
        return self.titles.get(report_id, report_id)

    def joined(self, ids: Sequence[str], say: Words, most: int = 3) -> str:
        """The titles of some reports in one line, the first few by name."""
        shown = ", ".join(self.title(id_) for id_ in ids[:most])
        return shown if len(ids) <= most else say("limited_more", names=shown, n=len(ids) - most)

    def choices(self) -> list[tuple[str, str]]:
        """Titles and ids for a selector."""
        return [(name, id_) for id_, name in self.titles.items()]

    def without_reports(self, say: Words) -> tuple[str, str]:
        """Title and text for a shelf without reports: what is wrong, or what to do."""
        if self.problem:
            return say("library_problem"), self.problem
        return say("nothing_loaded"), say("nothing_loaded_text")

    def offices(self) -> list[str]:
        """The offices, each once."""
        return list(dict.fromkeys(row.organisation or row.file for row in self.rows))


def _title(row: ReportRow) -> str:
    name = row.organisation or row.file
    return name if row.year is None else f"{name} {row.year}"
