"""Random reports whose figures all follow from each other, printed in the known table styles; faults can be planted."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from assistant.audit.audit import audit
from assistant.audit.finding import Finding
from corpus.facts import extract
from corpus.readers.text import parse
from tests.corpus.printing import HEADERS, WORDS, Style, number

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


def make(seed: int) -> Book:
    """A consistent book."""
    random = Random(seed)
    book = Book(random, style_of(random), random.sample(GOALS, random.randint(2, 3)), [])
    _components(book)
    _goals(book)
    _tree(book)
    return book


def _goals(book: Book) -> None:
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


def _tree(book: Book) -> None:
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


def _components(book: Book) -> None:
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


# Printing


def text_of(book: Book) -> str:
    """The report."""
    style = book.style
    heads = style.headers
    goals, lines = range(len(book.goals)), []
    lines += [
        "LAPORAN KINERJA",
        "KECAMATAN MAWAR",
        "KABUPATEN MELATI",
        f"TAHUN {YEAR}",
        "",
        "BAB II PERENCANAAN KINERJA",
        "",
    ]
    lines += _table(book, f"Tabel 2.1 Perjanjian Kinerja Tahun {YEAR}", ["No", "Sasaran", "Indikator Kinerja", "Target"],
                    [[f"{r + 1}", *book.goals[r], _score(book, "pk", r, "target")] for r in goals])  # fmt: skip
    lines += ["BAB III AKUNTABILITAS KINERJA", "", "3.1 Capaian Kinerja", ""]
    lines += _table(book, "Tabel 3.1 Kategori Capaian Kinerja", ["No", "Kategori", "Rata-rata % Capaian"],
                    [[f"{n}", label, f"{low} s/d {high}"] for n, (label, low, high) in enumerate(SCALE, 1)])  # fmt: skip
    rows = [[f"{r + 1}", *book.goals[r], _score(book, "iku", r, "target"), _score(book, "iku", r, "realisasi"),
             _percent(book, "iku", r, "capaian"), book.words["goal", r, "kategori"]] for r in goals]  # fmt: skip
    rows.append(["", "Rata-rata Capaian", "", "", "", _shown(book, book.of("goal", 0, "rata"), percent=True), ""])
    lines += _table(book, f"Tabel 3.2 Capaian Kinerja Tahun {YEAR}",
                    ["No", heads["sasaran"], heads["indikator"], "Target", "Realisasi", "% Capaian", "Kategori"], rows)  # fmt: skip
    lines += [sentence for r in goals for sentence in (_sentence(book, r), "")]
    rows = [[f"{r + 1}", *book.goals[r], _score(book, "goal", r, "lalu"), _score(book, "lalu", r, "target"),
             _score(book, "lalu", r, "realisasi")] for r in goals]  # fmt: skip
    lines += _table(book, "Tabel 3.3 Perbandingan Capaian Kinerja", [
        ["No", "Sasaran", "Indikator Kinerja", f"Tahun {YEAR - 1}", f"Tahun {YEAR}", ""],
        ["", "", "", "Realisasi", "Target", "Realisasi"]], rows)  # fmt: skip
    lines += [sentence for r in goals for sentence in (_change(book, r), "")]
    if all(book.of("goal", r, "capaian") >= 100 for r in goals) or ("semua", 0, "kata") in book.words:
        lines += ["Dengan demikian seluruh indikator sasaran telah mencapai target.", ""]
    rows = [[f"{r + 1}", *book.goals[r], _percent(book, "efisiensi", r, "capaian"), _percent(book, "goal", r, "serap"),
             _percent(book, "goal", r, "efisiensi")] for r in goals]  # fmt: skip
    lines += _table(book, f"Tabel 3.9 Efisiensi Penggunaan Sumber Daya Tahun {YEAR}", ["No", "Sasaran Strategis",
                    "Indikator Kinerja", "% Capaian Kinerja", "% Penyerapan Anggaran", "Tingkat Efisiensi"], rows)  # fmt: skip
    rows = [[f"{r + 1}", *book.goals[r], _score(book, "kemajuan", r, "realisasi"), _score(book, "goal", r, "akhir"),
             _percent(book, "goal", r, "kemajuan")] for r in goals]  # fmt: skip
    lines += _table(book, "Tabel 3.4 Tingkat Kemajuan", ["No", "Sasaran", "Indikator Kinerja", f"Realisasi {YEAR}",
                    "Target Akhir Renstra", "Tingkat Kemajuan"], rows)  # fmt: skip
    lines += _lhe(book)
    lines += _budget(book)
    return "\n".join(lines) + "\n"


def _sentence(book: Book, row: int) -> str:
    _, name = book.goals[row]
    target, real, reached = (_score(book, "kalimat", row, m) for m in ("target", "realisasi", "capaian"))
    return f"{row + 1}. {name} ditargetkan {target} telah tercapai {real} dengan tingkat capaian {reached}%."


def _change(book: Book, row: int) -> str:
    """What happened since last year, in words and points."""
    word = book.words.get(("naik", row, "kata"), "peningkatan")
    return f"{book.goals[row][1]} dari tahun {YEAR - 1}-{YEAR} mengalami {word} sebesar {_score(book, 'goal', row, 'naik')}."


def _lhe(book: Book) -> list[str]:
    rows = [[f"{r + 1}", name, _shown(book, Decimal(weight)), _score(book, "lhe", r, "nilai"),
             _score(book, "lhe", r, "capaian")] for r, (name, weight) in enumerate(COMPONENTS)]  # fmt: skip
    end = len(COMPONENTS)
    rows.append(["", "Total", _score(book, "lhe", end, "bobot"), _score(book, "lhe", end, "nilai"), ""])
    caption = f"Tabel 3.5 Hasil Evaluasi AKIP Tahun {YEAR}"
    return _table(book, caption, ["No", "Komponen", "Bobot", "Nilai Hasil Evaluasi", "% Capaian (Bobot)"], rows)


def _budget(book: Book) -> list[str]:
    end = len(book.tree)
    programs = [row for row, (_, level, _) in enumerate(book.tree) if level == "program"]
    rows = [[code, name, *_amounts(book, row)] for row, (code, _, name) in enumerate(book.tree)]
    rows.append(["", "JUMLAH", *_amounts(book, end)])
    lines = ["3.2 Realisasi Anggaran", ""]
    lines += _table(book, f"Tabel 3.6 Realisasi Anggaran Tahun {YEAR}", ["No", "Program/Kegiatan/Sub Kegiatan",
                    "Pagu (Rp)", "Realisasi (Rp)", "% Penyerapan"], rows)  # fmt: skip
    counts = [sum(level == other for _, other, _ in book.tree) for level in ("program", "kegiatan", "sub_kegiatan")]
    counts[2] += int(book.cells.get(("hitung", 0, "sub"), Decimal(0)))
    lines += [
        f"Anggaran tersebut mendukung {counts[0]} program, {counts[1]} kegiatan dan {counts[2]} sub kegiatan.",
        "",
    ]
    rows = [[f"{n}", book.tree[row][2], *(_money(book, "ubah", row, m) for m in ("murni", "ubah", "selisih"))]
            for n, row in enumerate(programs, 1)]  # fmt: skip
    lines += _table(book, f"Tabel 3.7 Perubahan Anggaran Tahun {YEAR}", ["No", "Program", "Pagu Induk", "Pagu Perubahan",
                    "Bertambah/Berkurang"], rows)  # fmt: skip
    rows = [[f"{n}", book.tree[row][2], *_amounts(book, row)[:1], _percent(book, "porsi", row, "persen")]
            for n, row in enumerate(programs, 1)]  # fmt: skip
    rows.append(["", "TOTAL", *_amounts(book, end)[:1], _percent(book, "porsi", end, "persen")])
    return lines + _table(book, "Tabel 3.8 Alokasi Anggaran", ["No", "Program", "Anggaran", "% Anggaran"], rows)


def _amounts(book: Book, row: int) -> list[str]:
    return [
        _money(book, "pagu", row, "pagu"),
        _money(book, "pagu", row, "nyata"),
        _percent(book, "pagu", row, "serapan"),
    ]


def _money(book: Book, *key: object) -> str:
    return number(book.of(*key), comma=True, money=True, dot=book.style.money_dot)


def _score(book: Book, *key: object) -> str:
    return _shown(book, book.of(*key))


def _percent(book: Book, *key: object) -> str:
    return _shown(book, book.of(*key), percent=True)


def _shown(book: Book, value: Decimal, *, percent: bool = False) -> str:
    text = number(value, comma=book.style.comma)
    return f"{text}%" if percent and book.style.percent else text


def _table(book: Book, caption: str, header: list[str] | list[list[str]], rows: list[list[str]]) -> list[str]:
    style = book.style
    heads = header if isinstance(header[0], list) else [header]
    if style.index:
        marks = range(1, len(heads[0]) + 1)
        heads = [*heads, [f"{n}" if style.index == "1" else f"({n})" for n in marks]]
    printed = [*heads]
    for position, row in enumerate(rows):
        if style.page_break is not None and position == style.page_break:
            printed += [[], *(heads if style.repeat_header else [])]
        printed.append([f"<b>{c}</b>" if style.markup and c else c for c in row])
    lines = ["\t".join(map(str, row)) + ("\t" if style.trailing and row else "") for row in printed]
    return [caption, "", *lines, "", "Demikian tabel tersebut.", ""]


def findings(book: Book) -> list[Finding]:
    report = parse(text_of(book).encode(), "acak.txt")
    return audit(report, list(extract(report)))
