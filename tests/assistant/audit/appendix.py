"""Further parts of a generated report: staff, assets, kinds of spending, a plan of three years, and what sentences say."""

from __future__ import annotations

from decimal import Decimal

from tests.assistant.audit.book import YEAR, Book, cents
from tests.assistant.audit.page import money, percent, score, table

GRADES = ("Golongan II", "Golongan III", "Golongan IV")
SCHOOLS = ("SMA", "Sarjana", "Pasca Sarjana")
ASSETS = ("Peralatan dan Mesin", "Gedung dan Bangunan")
KINDS = ("Belanja Pegawai", "Belanja Barang dan Jasa", "Belanja Modal")
PLANS = ("Pelayanan Warga", "Pembinaan Karang Taruna", "Penataan Pasar")
UNITS = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")


def fill(book: Book) -> None:
    """The figures of these parts, all of which follow."""
    random = book.random
    staff = [random.randint(2, 9) for _ in GRADES]
    school = [random.randint(1, staff[0]), random.randint(1, staff[1])]
    school.append(sum(staff) - sum(school))
    for row in range(3):
        book.cells |= {("gol", row, "orang"): Decimal(staff[row]), ("didik", row, "orang"): Decimal(school[row])}
    whole = Decimal(sum(staff))
    book.cells |= {("gol", 3, "orang"): whole, ("didik", 3, "orang"): whole, ("kalimat", 0, "orang"): whole}
    for row in range(len(ASSETS)):
        begin, more, less = (Decimal(random.randint(low, 9 * low) * 1000) for low in (40_000, 4_000, 400))
        moves = {"awal": begin, "tambah": more, "kurang": less, "akhir": begin + more - less}
        book.cells |= {("aset", row, name): value for name, value in moves.items()}
    for name in ("awal", "tambah", "kurang", "akhir"):
        book.cells["aset", 2, name] = sum((book.of("aset", row, name) for row in range(2)), Decimal(0))
    _spending(book)
    for row, (_, level, _) in enumerate(book.tree):
        if level == "program":
            book.cells["tanpa", row, "serapan"] = book.of("pagu", row, "serapan")
    for row in range(len(PLANS)):
        years = [Decimal(random.randint(10, 900) * 100_000) for _ in range(3)]
        book.cells |= {("rencana", row, f"{n}"): year for n, year in enumerate(years)}
        book.cells["rencana", row, "akhir"] = sum(years, Decimal(0))


def _spending(book: Book) -> None:
    """The whole budget by kinds of spending, and again beside last year's."""
    end = len(book.tree)
    for name in ("pagu", "nyata"):
        whole = book.of("pagu", end, name)
        first, second = (whole * book.random.randint(20, 40) // 100 + book.random.randint(1, 999) for _ in range(2))
        for row, value in enumerate((first, second, whole - first - second)):
            book.cells["belanja", row, name] = value
            book.cells["banding", row, name] = value
            book.cells["banding", row, f"{name} lalu"] = value - 1_250_000 * (row + 1)
        book.cells["belanja", 3, name] = book.cells["banding", 3, name] = whole
        book.cells["banding", 3, f"{name} lalu"] = whole - 1_250_000 * 6
        book.cells["belanja", 4, name] = first + second
    for row in range(5):
        book.cells["belanja", row, "serapan"] = cents(
            book.of("belanja", row, "nyata") / book.of("belanja", row, "pagu") * 100
        )


def profile(book: Book) -> list[str]:
    """Chapter I: the preface, staff, assets, spending."""
    month = book.words.get(("pengantar", 0, "bulan"), f"Januari {YEAR + 1}")
    lines = ["KATA PENGANTAR", "", "Laporan ini disusun sebagai pertanggungjawaban.", "", f"Melati, {month}", ""]
    lines += ["BAB I PENDAHULUAN", "", "1.1 Pegawai", ""]
    said = int(book.of("kalimat", 0, "orang"))
    lines += [f"Kecamatan Mawar didukung oleh pegawai sebanyak {said} orang.", ""]
    for key, names, what in (("gol", GRADES, "Golongan"), ("didik", SCHOOLS, "Pendidikan")):
        rows = [[f"{n + 1}", name, f"{int(book.of(key, n, 'orang'))}"] for n, name in enumerate(names)]
        rows.append(["", "Jumlah", f"{int(book.of(key, 3, 'orang'))}"])
        lines += table(
            book, f"Tabel 1.{key == 'didik':d} Jumlah Pegawai menurut {what}", ["No", what, "Jumlah (orang)"], rows
        )
    heads = [
        "No",
        "Aset Tetap",
        f"Per 31 Desember Tahun {YEAR - 1} (Rp)",
        f"Mutasi Tahun {YEAR}",
        "",
        f"Per 31 Desember Tahun {YEAR} (Rp)",
    ]
    rows = [[f"{n + 1}", name, *_moves(book, n)] for n, name in enumerate(ASSETS)]
    rows.append(["", "Jumlah", *_moves(book, 2)])
    lines += ["1.2 Aset", ""]
    lines += table(book, "Tabel 1.4 Aset Tetap", [heads, ["", "", "", "Bertambah", "Berkurang", ""]], rows, whole=True)
    return [*lines, "1.3 Keuangan", "", *_kinds(book), "1.4 Arah", "", _span(book), ""]


def _moves(book: Book, row: int) -> list[str]:
    return [money(book, "aset", row, name) for name in ("awal", "tambah", "kurang", "akhir")]


def _span(book: Book) -> str:
    return f"Strategi tahun {book.words.get(('masa', 0, 'tahun'), f'{YEAR}-{YEAR + 2}')} disusun bersama."


def _kinds(book: Book) -> list[str]:
    rows = [
        ["1.", "Belanja Operasi", *_of_kind(book, 4)],
        ["", f"a) {KINDS[0]}", *_of_kind(book, 0)],
        ["", f"b) {KINDS[1]}", *_of_kind(book, 1)],
        ["2.", KINDS[2], *_of_kind(book, 2)],
        ["", "Jumlah", *_of_kind(book, 3)],
    ]
    heads = ["No", "Jenis", "Anggaran (Rp)", "Realisasi (Rp)", "Prosentase (%)"]
    lines = table(book, f"Tabel 1.5 Anggaran dan Realisasi Tahun {YEAR}", heads, rows, whole=True)
    names = ("pagu lalu", "nyata lalu", "pagu", "nyata")
    rows = [[f"{n + 1}", name, *(money(book, "banding", n, m) for m in names)] for n, name in enumerate(KINDS)]
    rows.append(["", "Jumlah", *(money(book, "banding", 3, m) for m in names)])
    twice = [
        ["No", "Jenis", f"Tahun {YEAR - 1}", "", f"Tahun {YEAR}", ""],
        ["", "", "Anggaran", "Realisasi", "Anggaran", "Realisasi"],
    ]
    return lines + table(book, f"Tabel 1.6 Perbandingan Anggaran Tahun {YEAR - 1} dan {YEAR}", twice, rows, whole=True)


def _of_kind(book: Book, row: int) -> list[str]:
    return [
        money(book, "belanja", row, "pagu"),
        money(book, "belanja", row, "nyata"),
        percent(book, "belanja", row, "serapan"),
    ]


def plan(book: Book) -> list[str]:
    """The matrix of the plan: three years and their sum."""
    heads = ["Kode", "Program dan Kegiatan", "Indikator Kinerja", "Target Kinerja Program dan Kerangka Pendanaan", "", "", "", "", "",
             "Kondisi akhir Renstra", ""]  # fmt: skip
    years = ["", "", "", f"{YEAR}", "", f"{YEAR + 1}", "", f"{YEAR + 2}", "", "", ""]
    columns = ["", "", "", *["Target", "Rp."] * 4]
    rows = []
    for row, name in enumerate(PLANS):
        amounts = [money(book, "rencana", row, m) for m in ("0", "1", "2", "akhir")]
        cells = [cell for amount in amounts for cell in ("100", amount)]
        rows.append([f"7.01.0{row + 1}", f"Program {name}", f"Persentase {name.lower()} terlaksana", *cells])
    caption = f"Tabel T-C 27 Rencana Program dan Pendanaan Tahun {YEAR}-{YEAR + 2}"
    return ["LAMPIRAN", "", *table(book, caption, [heads, years, columns], rows, whole=True)]


def said(book: Book) -> list[str]:
    """What sentences state of the goals and the budget."""
    end, first = len(book.tree), 0
    goals = len(book.goals)
    count = int(book.cells.get(("hitung", 0, "sasaran"), Decimal(goals)))
    mean = score(book, "kalimat", 0, "rata")
    sentences = [
        f"Untuk itu ditetapkan sebanyak {count} ({UNITS[count]}) sasaran strategis.",
        f"Pencapaian kinerja Kecamatan Mawar tahun {YEAR} mencapai {mean}%.",
        f"Target akhir Renstra {book.goals[first][1]} adalah {score(book, 'kalimat', first, 'akhir')}.",
        f"Capaian kinerja sasaran sebesar {score(book, 'goal', first, 'capaian')} % (kategori {_called(book)}).",
        f"Nilai kunjungan dari {score(book, 'kunjung', 0, 'lalu')} menjadi {score(book, 'kunjung', 0, 'kini')} atau naik sebesar "
        f"{score(book, 'kunjung', 0, 'naik')} poin.",
        f"Tingkat kematangan ditargetkan 20 nilai pada tahun {YEAR} menjadi 35 nilai pada tahun "
        f"{book.words.get(('matang', 0, 'tahun'), f'{YEAR + 2}')}.",
        f"Realisasi anggaran Kecamatan Mawar tahun {YEAR} sebesar {score(book, 'kalimat', 0, 'serapan')}% dari total anggaran.",
        f"Program pertama didukung anggaran sebesar Rp. {_rp(book, 'satu')} dan program lainnya Rp. {_rp(book, 'lain')} sehingga total "
        f"anggaran adalah Rp. {_rp(book, 'semua')}.",
        f"Anggaran tersebut setara Rp {_rp(book, 'kata')} ({words(book.of('pagu', end, 'pagu'))} rupiah).",
    ]  # fmt: skip
    sentences += [_met(book, row) for row in range(goals)]
    return [line for sentence in sentences for line in (sentence, "")]


def fill_said(book: Book) -> None:
    """What those sentences state, where it follows."""
    end = len(book.tree)
    whole = book.of("pagu", end, "pagu")
    first = book.of("pagu", 0, "pagu")
    before, now = (Decimal(book.random.randint(100, 9900)) / 100 + step for step in (0, 100))
    book.cells |= {
        ("kalimat", 0, "rata"): book.of("goal", 0, "rata"),
        ("kalimat", 0, "akhir"): book.of("goal", 0, "akhir"),
        ("kalimat", 0, "serapan"): book.of("pagu", end, "serapan"),
        ("kunjung", 0, "lalu"): before,
        ("kunjung", 0, "kini"): now,
        ("kunjung", 0, "naik"): now - before,
        ("rupiah", 0, "satu"): first,
        ("rupiah", 0, "lain"): whole - first,
        ("rupiah", 0, "semua"): whole,
        ("rupiah", 0, "kata"): whole,
    }


def _rp(book: Book, name: str) -> str:
    return f"{book.of('rupiah', 0, name):,.0f}".replace(",", ".")


def _called(book: Book) -> str:
    return book.words.get(("sebut", 0, "kategori"), book.words["goal", 0, "kategori"])


def _met(book: Book, row: int) -> str:
    met = book.words.get(("capai", row, "kata"), "telah" if book.of("goal", row, "capaian") >= 100 else "belum")
    return f"{book.goals[row][1]} {met} mencapai target."


def relative(book: Book) -> list[str]:
    """Results of last year and this one under "n-1" and "n"."""
    last = book.words.get(("n-1", 0, "tahun"), f"{YEAR - 1}")
    heads = ["No", "Sasaran", "Indikator Kinerja", "Target", "Realisasi", ""]
    second = ["", "", "", "", f"Tahun {last} (n-1)", f"Tahun {YEAR} (n)"]
    rows = [
        [
            f"{r + 1}",
            *book.goals[r],
            *(score(book, *key) for key in (("goal", r, "target"), ("goal", r, "lalu"), ("goal", r, "realisasi"))),
        ]
        for r in range(len(book.goals))
    ]
    return table(book, "Tabel 3.10 Realisasi Kinerja", [heads, second], rows)


def rates(book: Book) -> list[str]:
    """The absorption of each programme once more, without its amounts."""
    rows = []
    for number, row in enumerate((r for r, (_, level, _) in enumerate(book.tree) if level == "program"), 1):
        rate = book.of("tanpa", row, "serapan")
        rows.append(
            [
                f"{number}",
                book.tree[row][2],
                "100",
                score(book, "tanpa", row, "serapan"),
                score_of(book, cents(100 / rate)),
            ]
        )
    heads = ["No", "Program", "% Capaian Kinerja", "% Penyerapan Anggaran", "Tingkat Efisiensi"]
    return table(book, f"Tabel 3.11 Efisiensi Program Tahun {YEAR}", heads, rows)


def score_of(book: Book, value: Decimal) -> str:
    return f"{value:f}".replace(".", ",") if book.style.comma else f"{value:f}"


def words(value: Decimal) -> str:
    """A whole number in Indonesian words."""
    number = int(value)
    for size, name in ((10**9, "miliar"), (10**6, "juta"), (1000, "ribu"), (100, "ratus")):
        if number >= size:
            head = "se" + name if number // size == 1 and size <= 1000 else f"{words(Decimal(number // size))} {name}"
            rest = number % size
            return f"{head} {words(Decimal(rest))}".strip() if rest else head
    if number >= 20:
        return f"{UNITS[number // 10]} puluh {UNITS[number % 10]}".strip()
    if number >= 10:
        return {10: "sepuluh", 11: "sebelas"}.get(number, f"{UNITS[number % 10]} belas")
    return UNITS[number]
