"""Passages in the library's database, sealed with their report."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from corpus import seals
from corpus.errors import IndexDamaged
from corpus.library import Library, ReportRow
from corpus.rows import dump, place_in, place_out
from index import kept
from index.passages import RECIPE, Passage
from index.tables import PART, SEALED, portions

_COLUMNS = (
    "p.id, r.id, p.ordinal, p.kind, p.text, p.heading, p.caption, p.table_ordinal, p.place, p.content_hash,"
    " p.embed_text, p.kinds FROM passages p JOIN reports r ON r.key = p.report"
)


def save(library: Library, report_id: str, found: Sequence[Passage]) -> None:
    """Store the passages of a report in place of those it had."""
    with library.writing() as connection:
        key = library.find(report_id).key
        connection.execute("DELETE FROM passages WHERE report = ?", (key,))
        connection.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    p.id,
                    key,
                    p.ordinal,
                    p.kind,
                    p.text,
                    p.heading,
                    p.caption,
                    p.table,
                    place,
                    p.content_hash,
                    p.embed_text,
                    " ".join(p.kinds),
                )
                for p in found
                for place in [dump(place_out(p.source))]
            ),
        )
        connection.execute("INSERT OR REPLACE INTO passage_sets VALUES (?, ?)", (key, RECIPE))
        seals.close_part(connection, key, PART, SEALED)


def pending(library: Library) -> list[ReportRow]:
    """The reports whose passages are not stored, or were made by another recipe."""
    with library.reading() as connection:
        done = {key for (key,) in connection.execute("SELECT report FROM passage_sets WHERE recipe = ?", (RECIPE,))}
        return [row for row in library.reports() if row.key not in done]


def by_id(library: Library, ids: Iterable[int]) -> dict[int, Passage]:
    """The passages with these ids; ids of removed reports are not in it."""
    found: dict[int, Passage] = {}
    with library.reading() as connection:
        for part, marks in portions(ids):
            rows = connection.execute(f"SELECT {_COLUMNS} WHERE p.id IN ({marks})", part).fetchall()
            hold(library, connection, {row[1] for row in rows})
            found.update((passage.id, passage) for passage in _passages(rows))
    return found


def said(library: Library, ids: Iterable[int]) -> dict[int, str]:
    """The searched texts of the passages with these ids; ids of removed reports are not in it."""
    return {id_: passage.embed_text for id_, passage in by_id(library, ids).items()}


def of_report(library: Library, report_id: str) -> list[Passage]:
    """The stored passages of a report in reading order; empty for an unknown id."""
    with library.reading() as connection:
        rows = connection.execute(
            f"SELECT {_COLUMNS} WHERE r.id = ? ORDER BY p.ordinal",
            (report_id,),
        ).fetchall()
        hold(library, connection, {row[1] for row in rows})
        return list(_passages(rows))


def damage(library: Library) -> list[str]:
    """What is wrong with stored passages and vectors, one line each; empty when all are as they were stored."""
    with library.reading() as connection:
        stored = {key for (key,) in connection.execute("SELECT report FROM passage_sets")}
        found = [
            f"kutipan laporan {row.id!r} rusak"
            for row in library.reports()
            if row.key in stored and not seals.holds(connection, row.key, PART, SEALED)
        ]
        broken = kept.broken(library)
    return [*found, f"{broken} vektor dalam pustaka rusak"] if broken else found


def hold(library: Library, connection: sqlite3.Connection, reports: set[str]) -> None:
    """Raise IndexDamaged unless the stored passages of these reports are as sealed: before any is read."""
    for row in library.reports():
        if row.id in reports and not library.holds(connection, row.key, PART, SEALED):
            raise damaged(library, f"kutipan laporan {row.id!r} rusak")


def damaged(library: Library, problem: str) -> IndexDamaged:
    """The error that says what of a library's passages or vectors is damaged, and what repairs it."""
    return IndexDamaged(problem, where=str(library.path), remedy="bangun ulang dengan: tanya index --rebuild")


def _passages(rows: Iterable[tuple[Any, ...]]) -> Iterator[Passage]:
    for id_, report, ordinal, kind, text, heading, caption, table, place, content_hash, embed_text, kinds in rows:
        source = place_in(json.loads(place))
        held = tuple(kinds.split())
        yield Passage(id_, report, ordinal, kind, text, heading, caption, table, source, content_hash, embed_text, held)
