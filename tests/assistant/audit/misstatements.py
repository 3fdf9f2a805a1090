"""Faults to plant in the sentences, captions and years of a consistent report."""

from __future__ import annotations

from decimal import Decimal

from assistant.numerals import plain_number
from tests.assistant.audit.book import YEAR, Book
from tests.assistant.audit.page import percent, score
from tests.assistant.audit.planted import Fault, Planted


def other_number_of_staff(book: Book) -> Planted:
    right = book.of("kalimat", 0, "orang")
    book.cells["kalimat", 0, "orang"] = right + 3
    return Planted("staff_stated", "narrative_vs_table", plain_number(right))


def early_preface(book: Book) -> Planted:
    book.words["pengantar", 0, "bulan"] = f"November {YEAR}"
    return Planted("early", "two_values", None)


def other_number_of_goals(book: Book) -> Planted:
    book.cells["hitung", 0, "sasaran"] = Decimal(len(book.goals) + 1)
    return Planted("goals", "narrative_vs_table", f"{len(book.goals)}")


def other_achievement(book: Book) -> Planted:
    """An overall achievement that no table prints."""
    right = percent(book, "goal", 0, "rata")
    book.cells["kalimat", 0, "rata"] = book.of("goal", 0, "rata") + Decimal(book.random.randint(1300, 3000)) / 100
    return Planted("overall", "two_values", right)


def other_final_target(book: Book) -> Planted:
    right = score(book, "goal", 0, "akhir")
    book.cells["kalimat", 0, "akhir"] = book.of("goal", 0, "akhir") + Decimal(book.random.randint(10, 90)) / 100
    return Planted("final_target", "narrative_vs_table", right)


def other_category(book: Book) -> Planted:
    right = book.words["goal", 0, "kategori"]
    book.words["sebut", 0, "kategori"] = "Rendah" if right != "Rendah" else "Tinggi"
    return Planted("category", "wrong_category", right)


def other_label(book: Book) -> Planted:
    """A category that the report's scale does not hold."""
    book.words["sebut", 0, "kategori"] = "Sangat Baik"
    return Planted("label", "wrong_category", book.words["goal", 0, "kategori"])


def other_step(book: Book) -> Planted:
    right = book.of("kunjung", 0, "naik")
    book.cells["kunjung", 0, "naik"] = right + Decimal(book.random.randint(30, 90)) / 100
    return Planted("step", "narrative_vs_table", plain_number(right))


def one_year_twice(book: Book) -> Planted:
    book.words["matang", 0, "tahun"] = f"{YEAR}"
    return Planted("same_year", "two_values", None)


def closed_span(book: Book) -> Planted:
    book.words["masa", 0, "tahun"] = f"{YEAR}-{YEAR}"
    return Planted("span", "wrong_year", None)


def other_column(book: Book) -> Planted:
    book.words["n-1", 0, "tahun"] = f"{YEAR - 2}"
    return Planted("other_year", "wrong_year", f"{YEAR - 1}")


def other_caption(book: Book) -> Planted:
    """The year of the score's own table; where the score is no goal, another column's."""
    if "Nilai SAKIP" not in {name for _, name in book.goals}:
        return other_column(book)
    book.words["lhe", 0, "tahun"] = f"{YEAR - 1}"
    return Planted("caption_year", "wrong_year", f"{YEAR}")


def other_spending(book: Book) -> Planted:
    right = percent(book, "pagu", len(book.tree), "serapan")
    book.cells["kalimat", 0, "serapan"] -= Decimal(book.random.randint(150, 900)) / 100
    return Planted("whole_rate", "narrative_vs_table", right)


def other_sum(book: Book) -> Planted:
    right = book.of("rupiah", 0, "semua")
    book.cells["rupiah", 0, "semua"] = right + Decimal(book.random.randint(5, 900) * 1_000_000)
    return Planted("prose_sum", "wrong_sum", plain_number(right))


def other_words(book: Book) -> Planted:
    """Digits that are not those of their words."""
    book.cells["rupiah", 0, "kata"] += 9_000_000
    return Planted("spelled", "two_values", None)


def said_met(book: Book) -> Planted:
    return _claimed(book, "telah", "one_met")


def said_missed(book: Book) -> Planted:
    return _claimed(book, "belum", "one_missed")


def _claimed(book: Book, word: str, rule: str) -> Planted:
    """One indicator that is said to have met its target and did not, or the other way round."""
    other = [row for row in range(len(book.goals)) if (book.of("goal", row, "capaian") >= 100) == (word == "belum")]
    if not other:
        return other_step(book)
    book.words["capai", other[0], "kata"] = word
    return Planted(rule, "narrative_vs_table", None)


MISSTATEMENTS: tuple[Fault, ...] = (
    other_number_of_staff, early_preface, other_number_of_goals, other_achievement, other_final_target,
    other_category, other_label, other_step, one_year_twice, closed_span, other_column, other_caption, other_spending,
    other_sum, other_words, said_met, said_missed,
)  # fmt: skip
