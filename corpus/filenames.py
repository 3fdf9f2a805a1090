"""The names of files in a library: reports of several offices may come under one ("laporan.pdf"), and all are kept.

The first keeps the name as it came; another is stored with its id behind the name ("laporan (dinas-melati-2024).pdf"),
so that every citation names one report.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import PurePath

from corpus.fact import Fact
from corpus.report import Identity, Report
from corpus.rows import ReportRow


def given(row: ReportRow) -> str:
    """The bare name that a report's file had when it was added."""
    name = PurePath(row.file)
    stem, mark, rest = name.stem.rpartition(f" ({row.id}")
    return f"{stem}{name.suffix}" if mark and rest.endswith(")") else row.file


def free(file: str, report_id: str, taken: Collection[str]) -> str:
    """The name under which a file can be stored beside those that are `taken`."""
    name, number = PurePath(file), 1
    while file in taken:
        more = "" if number == 1 else f", {number}"
        file, number = f"{name.stem} ({report_id}{more}){name.suffix}", number + 1
    return file


def same(row: ReportRow, report: Report) -> bool:
    """Whether a report is another edition of a stored one: the same bare name, office, region and year.

    Where the text names no office or no year nothing tells that they are the same: then they are two.
    """
    who = report.identity
    return (
        given(row) == report.file
        and (row.organisation, row.region, row.year) == (who.organisation, who.region, who.year)
        and _names_itself(who, report.file)
    )


def _names_itself(who: Identity, file: str) -> bool:
    return who.year is not None and who.organisation not in ("", file.rpartition(".")[0] or file)


def renamed(report: Report, facts: Sequence[Fact], file: str) -> tuple[Report, Sequence[Fact]]:
    """A report and its facts as they cite the name that the file is stored under."""
    if report.file == file:
        return report, facts
    return replace(report, file=file), [replace(fact, source=replace(fact.source, file=file)) for fact in facts]
