"""Programmes over their activities: a parent's amount against the sum of its children in the same column."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from assistant.audit import rules
from assistant.audit.book import LEVELS, Book
from assistant.audit.column import Cell, Column, columns
from assistant.audit.finding import Finding, spot_of
from assistant.numerals import plain_number

_CUT = ("tujuan", "sasaran", "total")
"""Levels that end the programme above them."""


@dataclass(frozen=True, slots=True)
class Family:
    """A parent and its children of the next level printed below it."""

    parent: Cell
    children: tuple[Cell, ...]
    closed: bool
    """Whether another row of the parent's level or above follows, so that the list is not cut off."""

    @property
    def sum(self) -> Decimal:
        """The children's amounts together."""
        return sum((cell.fact.value or Decimal(0) for cell in self.children), Decimal(0))

    @property
    def gap(self) -> Decimal:
        """Parent less children."""
        return (self.parent.fact.value or Decimal(0)) - self.sum


def check(book: Book) -> Iterator[Finding]:
    """Every parent that is not the sum of its children, in tables whose families mostly add up."""
    for page in book.pages:
        if page.unread:
            continue
        amounts = [
            column
            for column in columns(page)
            if column.cells[0].fact.unit == "rupiah" and column.measure in rules.rules()["amounts"]
        ]
        for column in amounts:
            yield from _column(book, column)
        found = [family for column in amounts if column.whole for family in lettered(column)]
        right = [family for family in found if not family.gap]
        if len(right) > len(found) * rules.number("families_right"):
            yield from (_finding(book, family) for family in found if family.gap)


def lettered(column: Column) -> Iterator[Family]:
    """Numbered rows with the lettered rows right below them ("1. Belanja Operasi", "a) Belanja Pegawai", "b) ...")."""
    cells = column.cells
    for place, parent in enumerate(cells):
        if not parent.line.number.isdigit() or parent.line.level in LEVELS:
            continue
        children: list[Cell] = []
        for cell in cells[place + 1 :]:
            if cell.line.letter != "abcdefgh"[len(children) : len(children) + 1] or cell.line.number.isdigit():
                break
            children.append(cell)
        if len(children) >= 2 and children[-1].at - parent.at == len(children):
            yield Family(parent, tuple(children), closed=True)


def families(column: Column) -> list[Family]:
    """The parents of a column with the children printed below them, where nothing is lost between them."""
    found = (_family(column, place) for place in range(len(column.cells)))
    return [family for family in found if family is not None]


def _family(column: Column, place: int) -> Family | None:
    parent = column.cells[place]
    if parent.line.level not in LEVELS[:-1]:
        return None
    depth = LEVELS.index(parent.line.level)
    children: list[Cell] = []
    unknown: list[Cell] = []
    closed = False
    for cell in column.cells[place + 1 :]:
        level = cell.line.level
        if level in _CUT or (level in LEVELS and LEVELS.index(level) <= depth):
            if level == parent.line.level and not _beside(parent.line.number, cell.line.number):
                return None  # rows between the two are lost
            closed = True
            break
        if not _below(parent.line.number, cell.line.number):
            return None  # rows between the two are lost
        if level not in LEVELS:
            unknown.append(cell)
        elif level == LEVELS[depth + 1]:
            children.append(cell)
        elif not children:
            return None  # a level is missing
    family = Family(parent, tuple(children), closed)
    if not children or not unknown:
        return family if children else None
    whole = Family(parent, tuple(sorted([*children, *unknown], key=lambda cell: cell.at)), closed)
    return whole if not whole.gap else None


def _below(parent: str, child: str) -> bool:
    """Whether outline numbers do not deny that one row is below another (1.2 below 1, 7.01.03 not below 7.01.01)."""
    if "." not in child or not parent or not parent[0].isdigit():
        return True
    return child.startswith(f"{parent}.")


def _beside(one: str, other: str) -> bool:
    """Whether outline numbers do not deny that two rows of a level have one parent (1.2 and 1.3, not 1.2 and 3.1)."""
    if "." not in one or "." not in other:
        return True
    return one.rpartition(".")[0] == other.rpartition(".")[0]


def _column(book: Book, column: Column) -> Iterator[Finding]:
    found = families(column)
    right = [family for family in found if not family.gap]
    if len(right) < len(found) * rules.number("families_right"):
        return
    wrong = {family.parent.at: family for family in found if family.gap}
    for family in wrong.values():
        # A child whose own parts give another amount explains its parent's gap: one root.
        repaired = sum((wrong[child.at].gap for child in family.children if child.at in wrong), Decimal(0))
        if repaired and family.gap + repaired == 0:
            continue
        if column.whole and (family.closed or family.gap < 0):
            yield _finding(book, family)


def _finding(book: Book, family: Family) -> Finding:
    parent = family.parent.fact
    larger = [cell for cell in family.children if (cell.fact.value or 0) > (parent.value or 0)]
    rule = "child" if family.gap < 0 else "parent"
    return rules.finding(
        rule,
        book.id,
        [spot_of(parent), *(spot_of(cell.fact) for cell in larger or family.children)]
        if rule == "child"
        else [spot_of(parent), *(spot_of(cell.fact) for cell in family.children)],
        subject=family.parent.line.name,
        expected=plain_number(family.sum),
        formula=" + ".join(cell.fact.as_printed for cell in family.children),
        root=f"family {parent.source.table} {parent.source.line_start}",
        severity="low" if abs(family.gap) < rules.number("petty") else None,
        measure=rules.name(parent.measure),
        measure_en=rules.name(parent.measure, "en"),
        printed=parent.as_printed,
        sum=plain_number(family.sum),
        gap=plain_number(abs(family.gap)),
    )
