"""The figures of a random report that all follow from each other, by table, row and column; faults can be planted."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from tests.corpus.printing import HEADERS, WORDS, Style

Key = tuple[str, int, str]
YEAR = 2024
SCALE = (
    ("Sangat Tinggi", 91, 100),
    ("Tinggi", 76, 90),
    ("Sedang", 66, 75),
    ("Rendah", 51, 65),
    ("Sangat Rendah", 0, 50),
)
COMPONENTS = (
    ("Perencanaan Kinerja", 30),
    ("Pengukuran Kinerja", 30),
    ("Pelaporan Kinerja", 15),
    ("Evaluasi Kinerja", 25),
)
GOALS = (("Meningkatnya kualitas pelayanan", "Indeks Kepuasan Masyarakat (IKM)"),
         ("Meningkatnya akuntabilitas kinerja", "Nilai SAKIP"),
         ("Meningkatnya mutu layanan publik", "Indeks Pelayanan Publik (IPP)"))  # fmt: skip


def cents(value: Decimal, places: int = 2) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@dataclass
class Book:
    """Everything that the report prints, by table, row and column, so that one cell can be changed before printing."""

    random: Random
    style: Style
    goals: list[tuple[str, str]]
    tree: list[tuple[str, str, str]]  # outline number, level, name
    cells: dict[Key, Decimal] = field(default_factory=dict)
    words: dict[Key, str] = field(default_factory=dict)
    front: str = ""
    ends: str = ""
    """What stands before and behind an amount ("Rp. ", ",-")."""
    caption: int = 0
    """Which of the ways to print a caption."""

    def of(self, *key: object) -> Decimal:
        return self.cells[key]  # type: ignore[index]


def style_of(random: Random) -> Style:
    return Style(
        comma=random.random() < 0.5,
        money_dot=random.random() < 0.5,
        percent=random.random() < 0.5,
        caption="",
        two_rows=random.random() < 0.5,
        index=random.choice(["", "1", "(1)"]),
        page_break=random.choice([None, 1, 2, 3]),
        repeat_header=random.random() < 0.5,
        order=(),
        headers={role: random.choice(choices) for role, choices in HEADERS.items()},
        markup=random.random() < 0.3,
        trailing=random.random() < 0.5,
    )


def blank(seed: int) -> Book:
    """A book without figures: its style, its goals."""
    random = Random(seed)
    book = Book(random, style_of(random), random.sample(GOALS, random.randint(2, 3)), [])
    book.ends = random.choice(["", ",00", ",-"] if book.style.money_dot else ["", ".00"])
    book.front = random.choice(["", "", "Rp ", "Rp. "])
    book.caption = random.randrange(4)
    components(book)
    goals(book)
    tree(book)
    return book


def goals(book: Book) -> None:
    random = book.random
    for row, (_, name) in enumerate(book.goals):
        low, high = (Decimal("2.5"), Decimal("4.5")) if "IPP" in name else (Decimal(60), Decimal(92))
        target = cents(low + (high - low) * Decimal(random.randint(0, 100)) / 100)
        real = cents(target * Decimal(random.randint(85, 112)) / 100)
        if "SAKIP" in name:
            real = book.of("lhe", len(COMPONENTS), "nilai")
        last = cents(real * Decimal(random.randint(90, 99)) / 100)
        final = cents(target * Decimal(random.randint(101, 106)) / 100)
        book.cells |= {
            ("goal", row, "target"): target,
            ("goal", row, "realisasi"): real,
            ("goal", row, "lalu"): last,
            ("goal", row, "capaian"): cents(real / target * 100),
            ("goal", row, "naik"): real - last,
            ("goal", row, "serap"): (serap := Decimal(random.randint(8000, 9999)) / 100),
            ("goal", row, "efisiensi"): cents(real / target * 100) - serap,
            ("goal", row, "akhir"): final,
            ("goal", row, "kemajuan"): cents(real / final * 100),
        }
        for table in ("pk", "iku", "lalu", "kemajuan", "efisiensi", "kalimat"):
            book.cells |= {
                (table, row, name): book.of("goal", row, name) for name in ("target", "realisasi", "capaian")
            }
        book.words["goal", row, "kategori"] = band(book.of("goal", row, "capaian"))
    reached = [book.of("goal", row, "capaian") for row in range(len(book.goals))]
    book.cells["goal", 0, "rata"] = cents(sum(reached, Decimal(0)) / len(reached))


def band(value: Decimal) -> str:
    whole = min(value.quantize(Decimal(1), ROUND_HALF_UP), Decimal(100))
    return next(label for label, low, high in SCALE if low <= whole <= high)


def tree(book: Book) -> None:
    """Programmes, activities and sub-activities with amounts that add up, rates and the budget before its change."""
    random, words = book.random, list(WORDS)
    random.shuffle(words)
    for program in range(1, random.randint(2, 3) + 1):
        first = len(book.tree)
        book.tree.append((f"{program}", "program", f"Program {words[program]} {words[program + 3]} daerah"))
        for activity in range(1, random.randint(1, 2) + 1):
            second = len(book.tree)
            name = f"Kegiatan {words[activity]} {words[program + 4]} {words[activity + 6]} perangkat daerah"
            book.tree.append((f"{program}.{activity}", "kegiatan", name))
            for sub in range(1, random.randint(2, 3) + 1):
                name = f"Sub Kegiatan penyediaan {words[sub]} {words[activity + 5]} {words[program + 1]} kantor"
                book.tree.append((f"{program}.{activity}.{sub}", "sub_kegiatan", name))
                pagu = Decimal(random.randint(3_000, 900_000) * 1_000)
                spent = Decimal(int(pagu * random.randint(80, 99) / 100) + random.randint(0, 999))
                _put(book, len(book.tree) - 1, pagu, spent)
            _sum_up(book, second)
        _sum_up(book, first)
    programs = [row for row, (_, level, _) in enumerate(book.tree) if level == "program"]
    _put(book, len(book.tree), *(sum((book.of("pagu", r, m) for r in programs), Decimal(0)) for m in ("pagu", "nyata")))
    total = book.of("pagu", len(book.tree), "pagu")
    for row in [*programs, len(book.tree)]:
        murni = book.of("pagu", row, "pagu") - Decimal(book.random.randint(-50, 50) * 1_000)
        book.cells["ubah", row, "murni"] = murni
        book.cells["ubah", row, "ubah"] = book.of("pagu", row, "pagu")
        book.cells["ubah", row, "selisih"] = book.of("pagu", row, "pagu") - murni
        book.cells["porsi", row, "persen"] = cents(book.of("pagu", row, "pagu") / total * 100)


def _put(book: Book, row: int, pagu: Decimal, spent: Decimal) -> None:
    book.cells |= {
        ("pagu", row, "pagu"): pagu,
        ("pagu", row, "nyata"): spent,
        ("pagu", row, "serapan"): cents(spent / pagu * 100),
    }


def _sum_up(book: Book, row: int) -> None:
    depth = book.tree[row][0].count(".") + 1
    below = [r for r in range(row + 1, len(book.tree)) if book.tree[r][0].count(".") == depth]
    _put(book, row, *(sum((book.of("pagu", r, m) for r in below), Decimal(0)) for m in ("pagu", "nyata")))


def components(book: Book) -> None:
    total = Decimal(0)
    for row, (_, weight) in enumerate(COMPONENTS):
        score = cents(Decimal(weight) * Decimal(book.random.randint(550, 950)) / 1000)
        book.cells |= {
            ("lhe", row, "bobot"): Decimal(weight),
            ("lhe", row, "nilai"): score,
            ("lhe", row, "capaian"): cents(score / weight * 100),
        }
        total += score
    book.cells |= {("lhe", len(COMPONENTS), "bobot"): Decimal(100), ("lhe", len(COMPONENTS), "nilai"): total}
