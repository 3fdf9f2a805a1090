"""Faults to plant in a consistent report, each with what the audit must say of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from assistant.audit.amount import shown
from assistant.numerals import plain_number
from tests.assistant.audit.consistent import YEAR, Book, cents


@dataclass(frozen=True)
class Planted:
    """The rule that must find it, its kind, and the value that must be expected (None where no value is right)."""

    rule: str
    kind: str
    expected: str | None


Fault = Callable[[Book], Planted]


def wrong_capaian(book: Book) -> Planted:
    row = book.random.randrange(len(book.goals))
    right = book.of("iku", row, "capaian")
    book.cells["iku", row, "capaian"] = right + Decimal(book.random.randint(150, 900)) / 100
    return Planted("percentage", "wrong_percentage", shown(right))


def wrong_serapan(book: Book) -> Planted:
    row = book.random.randrange(len(book.tree))
    right = book.of("pagu", row, "serapan")
    book.cells["pagu", row, "serapan"] = right - Decimal(book.random.randint(20, 900)) / 100
    return Planted("percentage", "wrong_percentage", shown(right))


def wrong_progress(book: Book) -> Planted:
    row = book.random.randrange(len(book.goals))
    right = book.of("goal", row, "kemajuan")
    book.cells["goal", row, "kemajuan"] = right + Decimal(book.random.randint(150, 900)) / 100
    return Planted("percentage", "wrong_percentage", shown(right))


def wrong_total(book: Book) -> Planted:
    end = len(book.tree)
    right = book.of("pagu", end, "pagu")
    book.cells["pagu", end, "pagu"] = right + Decimal(book.random.randint(5, 90) * 1000)
    return Planted("total", "wrong_sum", plain_number(right))


def wrong_components(book: Book) -> Planted:
    right = book.of("lhe", 4, "nilai")
    book.cells["lhe", 4, "nilai"] = right + Decimal(book.random.randint(50, 500)) / 100
    return Planted("total", "wrong_sum", plain_number(right))


def small_parent(book: Book) -> Planted:
    return _parent(book, -1, "child", "child_exceeds_parent")


def large_parent(book: Book) -> Planted:
    return _parent(book, 1, "parent", "wrong_sum")


def _parent(book: Book, sign: int, rule: str, kind: str) -> Planted:
    rows = [row for row, (_, level, _) in enumerate(book.tree) if level == "kegiatan"]
    row = book.random.choice(rows)
    right = book.of("pagu", row, "pagu")
    book.cells["pagu", row, "pagu"] = right + sign * cents(right * book.random.randint(2, 9) / 100, -3)
    book.cells["pagu", row, "serapan"] = cents(book.of("pagu", row, "nyata") / book.of("pagu", row, "pagu") * 100)
    return Planted(rule, kind, plain_number(right))


def damaged_amount(book: Book) -> Planted:
    """One digit of the spending makes it exceed the budget."""
    rows = [row for row, (_, level, _) in enumerate(book.tree) if level == "sub_kegiatan"]
    row = book.random.choice(rows)
    right, pagu = book.of("pagu", row, "nyata"), book.of("pagu", row, "pagu")
    digits = f"{right}"
    higher = [Decimal(f"{d}{digits[1:]}") for d in range(int(digits[0]) + 1, 10)]
    wrong = next((value for value in higher if value > pagu), Decimal(f"9{digits}"[: len(digits) + 1]))
    if len(f"{wrong}") != len(digits):
        return wrong_serapan(book)
    book.cells["pagu", row, "nyata"] = wrong
    return Planted("impossible", "damaged_number", plain_number(right))


def wrong_average(book: Book) -> Planted:
    right = book.of("goal", 0, "rata")
    book.cells["goal", 0, "rata"] = right + Decimal(book.random.randint(150, 900)) / 100
    return Planted("average", "wrong_percentage", shown(right))


def wrong_efficiency(book: Book) -> Planted:
    while len(book.goals) < 3:
        return wrong_average(book)
    row = book.random.randrange(3)
    right = book.of("goal", row, "efisiensi")
    book.cells["goal", row, "efisiensi"] = right + Decimal(book.random.randint(150, 900)) / 100
    return Planted("efficiency", "wrong_percentage", shown(right))


def wrong_category(book: Book) -> Planted:
    row = book.random.randrange(len(book.goals))
    right = book.words["goal", row, "kategori"]
    book.words["goal", row, "kategori"] = "Rendah" if right != "Rendah" else "Tinggi"
    return Planted("category", "wrong_category", right)


def other_target(book: Book) -> Planted:
    """The agreement prints another target than the tables of results: which one holds the report does not tell."""
    row = book.random.randrange(len(book.goals))
    book.cells["pk", row, "target"] += Decimal(book.random.randint(10, 90)) / 100
    return Planted("two_values", "two_values", None)


def odd_target(book: Book) -> Planted:
    """One table of results prints another target than the agreement and the other table."""
    row = book.random.randrange(len(book.goals))
    right = book.of("lalu", row, "target")
    book.cells["lalu", row, "target"] = right + Decimal(book.random.randint(10, 90)) / 100
    return Planted("two_values", "two_values", plain_number(right))


def other_sentence(book: Book) -> Planted:
    """A sentence states another result than the tables."""
    row = book.random.randrange(len(book.goals))
    right = book.of("goal", row, "realisasi")
    book.cells["kalimat", row, "realisasi"] = right + Decimal(book.random.randint(10, 90)) / 100
    return Planted("stated", "narrative_vs_table", plain_number(right))


def wrong_direction(book: Book) -> Planted:
    row = book.random.randrange(len(book.goals))
    book.words["naik", row, "kata"] = "penurunan"
    return Planted("trend", "narrative_vs_table", None)


def wrong_difference(book: Book) -> Planted:
    row = book.random.randrange(len(book.goals))
    right = book.of("goal", row, "naik")
    book.cells["goal", row, "naik"] = right + Decimal("0.37")
    return Planted("difference", "narrative_vs_table", plain_number(right))


def all_met(book: Book) -> Planted:
    if all(book.of("goal", row, "capaian") >= 100 for row in range(len(book.goals))):
        return wrong_capaian(book)
    book.words["semua", 0, "kata"] = ""
    return Planted("all_met", "narrative_vs_table", None)


def wrong_change(book: Book) -> Planted:
    rows = [row for row, (_, level, _) in enumerate(book.tree) if level == "program"]
    row = book.random.choice(rows)
    right = book.of("ubah", row, "selisih")
    book.cells["ubah", row, "selisih"] = right + Decimal(1_500_000)
    return Planted("change", "wrong_sum", plain_number(right))


def wrong_share(book: Book) -> Planted:
    row = book.random.choice([row for row, (_, level, _) in enumerate(book.tree) if level == "program"])
    right = book.of("porsi", row, "persen")
    book.cells["porsi", row, "persen"] = right + Decimal(book.random.randint(150, 900)) / 100
    return Planted("share", "wrong_percentage", shown(right))


def wrong_count(book: Book) -> Planted:
    book.cells["hitung", 0, "sub"] = Decimal(book.random.randint(1, 5))
    return Planted("count", "wrong_sum", None)


FAULTS: tuple[Fault, ...] = (
    wrong_capaian, wrong_serapan, wrong_progress, wrong_total, wrong_components, small_parent, large_parent,
    damaged_amount, wrong_average, wrong_efficiency, wrong_category, other_target, odd_target, other_sentence, wrong_direction,
    wrong_difference, all_met, wrong_change, wrong_share, wrong_count,
)  # fmt: skip

__all__ = ["FAULTS", "YEAR", "Planted"]
