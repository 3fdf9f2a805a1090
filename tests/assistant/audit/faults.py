"""Faults to plant in the tables of a consistent report, each with what the audit must say of it."""

from __future__ import annotations

from decimal import Decimal

from assistant.audit.amount import shown
from assistant.numerals import plain_number
from tests.assistant.audit.book import Book, cents
from tests.assistant.audit.planted import Fault, Planted


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


def capped_achievement(book: Book) -> Planted:
    """One overfulfilled target kept at 100 beside another that is not."""
    over = [row for row in range(len(book.goals)) if book.of("goal", row, "capaian") > 100]
    if len(over) < 2:
        return wrong_capaian(book)
    right = book.of("iku", over[0], "capaian")
    book.cells["iku", over[0], "capaian"] = Decimal(100)
    return Planted("capped", "wrong_percentage", shown(right))


def stale_result(book: Book) -> Planted:
    """Last year's result under this year's."""
    row = book.random.randrange(len(book.goals))
    right = book.of("lalu", row, "realisasi")
    book.cells["lalu", row, "realisasi"] = book.of("goal", row, "lalu")
    return Planted("stale", "two_values", plain_number(right))


def borrowed_rate(book: Book) -> Planted:
    rows = [row for row, (_, level, _) in enumerate(book.tree) if level == "program"]
    row = book.random.choice(rows)
    right = book.of("tanpa", row, "serapan")
    book.cells["tanpa", row, "serapan"] = right - Decimal(book.random.randint(150, 900)) / 100
    return Planted("borrowed", "wrong_percentage", shown(right))


def mixed_separators(book: Book) -> Planted:
    """An amount whose last separator is of the other kind."""
    rows = [row for row, (_, level, _) in enumerate(book.tree) if level == "sub_kegiatan"]
    row = book.random.choice(rows)
    right = book.of("pagu", row, "pagu")
    dotted = f"{right:,.0f}".replace(",", ".")
    if dotted.count(".") < 2:
        dotted = f"1.{dotted.replace('.', '')[-6:]}"
        return wrong_serapan(book)
    head, _, last = dotted.rpartition(".")
    book.words["cetak", "pagu", row, "pagu"] = f"{head},{last}"  # type: ignore[index]
    return Planted("separators", "damaged_number", plain_number(right))


def lost_digit(book: Book) -> Planted:
    """An amount that lost its last digit, and with it its separators' sense."""
    rows = [row for row, (_, level, _) in enumerate(book.tree) if level == "sub_kegiatan"]
    row = book.random.choice(rows)
    right = book.of("pagu", row, "pagu")
    book.words["cetak", "pagu", row, "pagu"] = f"{right:,.0f}".replace(",", ".")[:-1]  # type: ignore[index]
    return Planted("broken", "damaged_number", plain_number(right))


def wrong_sign(book: Book) -> Planted:
    """A decrease without its minus; a column that prints all of them so has another fault."""
    rows = [row for row, (_, level, _) in enumerate(book.tree) if level == "program"]
    falls = [row for row in rows if book.of("ubah", row, "selisih") < 0]
    if not falls or len(falls) > 2:
        return wrong_change(book)
    right = book.of("ubah", falls[0], "selisih")
    book.cells["ubah", falls[0], "selisih"] = -right
    return Planted("sign", "wrong_sum", plain_number(right))


def wrong_balance(book: Book) -> Planted:
    row = book.random.randrange(2)
    right = book.of("aset", row, "akhir")
    book.cells["aset", row, "akhir"] = right + Decimal(book.random.randint(5, 900) * 10_000)
    return Planted("balance", "wrong_sum", plain_number(right))


def wrong_years(book: Book) -> Planted:
    row = book.random.randrange(3)
    right = book.of("rencana", row, "akhir")
    book.cells["rencana", row, "akhir"] = right + Decimal(book.random.randint(5, 900) * 10_000)
    return Planted("years", "wrong_sum", plain_number(right))


def wrong_kind_of_spending(book: Book) -> Planted:
    """The lettered rows below "1. Belanja Operasi" exceed it in one column."""
    right = book.of("belanja", 4, "nyata")
    book.cells["belanja", 4, "nyata"] = right - Decimal(book.random.randint(50, 900) * 1000)
    book.cells["belanja", 4, "serapan"] = cents(book.of("belanja", 4, "nyata") / book.of("belanja", 4, "pagu") * 100)
    return Planted("child", "child_exceeds_parent", plain_number(right))


def nearly_copied(book: Book) -> Planted:
    """An amount copied with a wrong last digit."""
    row = book.random.randrange(3)
    book.cells["banding", row, "pagu"] += 7
    return Planted("near", "two_values", None)


def other_staff(book: Book) -> Planted:
    book.cells["didik", 2, "orang"] += 2
    book.cells["didik", 3, "orang"] += 2
    return Planted("staff", "two_values", None)


def wrong_weight(book: Book) -> Planted:
    """The weights of the components do not make the hundred of their total."""
    row = book.random.randrange(4)
    book.cells["lhe", row, "bobot"] -= 5
    score = book.of("lhe", row, "nilai") / book.of("lhe", row, "bobot") * 100
    book.cells["lhe", row, "capaian"] = cents(score)
    return Planted("total", "wrong_sum", "95")


FAULTS: tuple[Fault, ...] = (
    wrong_capaian, wrong_serapan, wrong_progress, wrong_total, wrong_components, small_parent, large_parent,
    damaged_amount, wrong_average, wrong_efficiency, wrong_category, other_target, odd_target, other_sentence,
    wrong_direction, wrong_difference, all_met, wrong_change, wrong_share, wrong_count, capped_achievement,
    stale_result, borrowed_rate, mixed_separators, lost_digit, wrong_sign, wrong_balance, wrong_years,
    wrong_kind_of_spending, nearly_copied, other_staff, wrong_weight,
)  # fmt: skip
