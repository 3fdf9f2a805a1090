"""Random reports whose figures all follow from each other, printed in the known table styles; faults can be planted."""

from __future__ import annotations

from decimal import Decimal

from assistant.audit.audit import audit
from assistant.audit.finding import Finding
from corpus.facts import extract
from corpus.readers.text import parse
from tests.assistant.audit import appendix
from tests.assistant.audit.book import COMPONENTS, SCALE, YEAR, Book, blank, cents
from tests.assistant.audit.page import money, percent, score, shown, table

__all__ = ["YEAR", "Book", "cents", "findings", "make", "text_of"]


def make(seed: int) -> Book:
    """A consistent book."""
    book = blank(seed)
    appendix.fill(book)
    appendix.fill_said(book)
    return book


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
        *appendix.profile(book),
        "BAB II PERENCANAAN KINERJA",
        "",
    ]
    lines += table(book, f"Tabel 2.1 Perjanjian Kinerja Tahun {YEAR}", ["No", "Sasaran", "Indikator Kinerja", "Target"],
                    [[f"{r + 1}", *book.goals[r], score(book, "pk", r, "target")] for r in goals])  # fmt: skip
    lines += ["BAB III AKUNTABILITAS KINERJA", "", "3.1 Capaian Kinerja", ""]
    lines += table(book, "Tabel 3.1 Kategori Capaian Kinerja", ["No", "Kategori", "Rata-rata % Capaian"],
                    [[f"{n}", label, f"{low} s/d {high}"] for n, (label, low, high) in enumerate(SCALE, 1)])  # fmt: skip
    rows = [[f"{r + 1}", *book.goals[r], score(book, "iku", r, "target"), score(book, "iku", r, "realisasi"),
             percent(book, "iku", r, "capaian"), book.words["goal", r, "kategori"]] for r in goals]  # fmt: skip
    rows.append(["", "Rata-rata Capaian", "", "", "", shown(book, book.of("goal", 0, "rata"), percent=True), ""])
    lines += table(book, f"Tabel 3.2 Capaian Kinerja Tahun {YEAR}",
                    ["No", heads["sasaran"], heads["indikator"], "Target", "Realisasi", "% Capaian", "Kategori"], rows)  # fmt: skip
    lines += [sentence for r in goals for sentence in (_sentence(book, r), "")]
    rows = [[f"{r + 1}", *book.goals[r], score(book, "goal", r, "lalu"), score(book, "lalu", r, "target"),
             score(book, "lalu", r, "realisasi")] for r in goals]  # fmt: skip
    lines += table(book, "Tabel 3.3 Perbandingan Capaian Kinerja", [
        ["No", "Sasaran", "Indikator Kinerja", f"Tahun {YEAR - 1}", f"Tahun {YEAR}", ""],
        ["", "", "", "Realisasi", "Target", "Realisasi"]], rows)  # fmt: skip
    lines += [sentence for r in goals for sentence in (_change(book, r), "")]
    if all(book.of("goal", r, "capaian") >= 100 for r in goals) or ("semua", 0, "kata") in book.words:
        lines += ["Dengan demikian seluruh indikator sasaran telah mencapai target.", ""]
    rows = [[f"{r + 1}", *book.goals[r], percent(book, "efisiensi", r, "capaian"), percent(book, "goal", r, "serap"),
             percent(book, "goal", r, "efisiensi")] for r in goals]  # fmt: skip
    lines += table(book, f"Tabel 3.9 Efisiensi Penggunaan Sumber Daya Tahun {YEAR}", ["No", "Sasaran Strategis",
                    "Indikator Kinerja", "% Capaian Kinerja", "% Penyerapan Anggaran", "Tingkat Efisiensi"], rows)  # fmt: skip
    rows = [[f"{r + 1}", *book.goals[r], score(book, "kemajuan", r, "realisasi"), score(book, "goal", r, "akhir"),
             percent(book, "goal", r, "kemajuan")] for r in goals]  # fmt: skip
    lines += table(book, "Tabel 3.4 Tingkat Kemajuan", ["No", "Sasaran", "Indikator Kinerja", f"Realisasi {YEAR}",
                    "Target Akhir Renstra", "Tingkat Kemajuan"], rows)  # fmt: skip
    lines += [*_lhe(book), *_budget(book), *appendix.relative(book), *appendix.rates(book)]
    lines += ["BAB IV PENUTUP", "", *appendix.said(book), *appendix.plan(book)]
    return "\n".join(lines) + "\n"


def _sentence(book: Book, row: int) -> str:
    _, name = book.goals[row]
    target, real, reached = (score(book, "kalimat", row, m) for m in ("target", "realisasi", "capaian"))
    return f"{row + 1}. {name} ditargetkan {target} telah tercapai {real} dengan tingkat capaian {reached}%."


def _change(book: Book, row: int) -> str:
    """What happened since last year, in words and points."""
    word = book.words.get(("naik", row, "kata"), "peningkatan")
    return f"{book.goals[row][1]} dari tahun {YEAR - 1}-{YEAR} mengalami {word} sebesar {score(book, 'goal', row, 'naik')}."


def _lhe(book: Book) -> list[str]:
    columns = ("bobot", "nilai", "capaian")
    rows = [[f"{r + 1}", name, *(score(book, "lhe", r, m) for m in columns)] for r, (name, _) in enumerate(COMPONENTS)]
    end = len(COMPONENTS)
    rows.append(["", "Total", score(book, "lhe", end, "bobot"), score(book, "lhe", end, "nilai"), ""])
    caption = f"Tabel 3.5 Hasil Evaluasi AKIP Tahun {book.words.get(('lhe', 0, 'tahun'), f'{YEAR}')}"
    return table(book, caption, ["No", "Komponen", "Bobot", "Nilai Hasil Evaluasi", "% Capaian (Bobot)"], rows)


def _budget(book: Book) -> list[str]:
    end = len(book.tree)
    programs = [row for row, (_, level, _) in enumerate(book.tree) if level == "program"]
    rows = [[code, name, *_amounts(book, row)] for row, (code, _, name) in enumerate(book.tree)]
    rows.append(["", "JUMLAH", *_amounts(book, end)])
    lines = ["3.2 Realisasi Anggaran", ""]
    lines += table(book, f"Tabel 3.6 Realisasi Anggaran Tahun {YEAR}", ["No", "Program/Kegiatan/Sub Kegiatan",
                    "Pagu (Rp)", "Realisasi (Rp)", "% Penyerapan"], rows)  # fmt: skip
    counts = [sum(level == other for _, other, _ in book.tree) for level in ("program", "kegiatan", "sub_kegiatan")]
    counts[2] += int(book.cells.get(("hitung", 0, "sub"), Decimal(0)))
    lines += [
        f"Anggaran tersebut mendukung {counts[0]} program, {counts[1]} kegiatan dan {counts[2]} sub kegiatan.",
        "",
    ]
    rows = [[f"{n}", book.tree[row][2], *(money(book, "ubah", row, m) for m in ("murni", "ubah", "selisih"))]
            for n, row in enumerate(programs, 1)]  # fmt: skip
    lines += table(book, f"Tabel 3.7 Perubahan Anggaran Tahun {YEAR}", ["No", "Program", "Pagu Induk", "Pagu Perubahan",
                    "Bertambah/Berkurang"], rows)  # fmt: skip
    rows = [[f"{n}", book.tree[row][2], *_amounts(book, row)[:1], percent(book, "porsi", row, "persen")]
            for n, row in enumerate(programs, 1)]  # fmt: skip
    rows.append(["", "TOTAL", *_amounts(book, end)[:1], percent(book, "porsi", end, "persen")])
    return lines + table(book, "Tabel 3.8 Alokasi Anggaran", ["No", "Program", "Anggaran", "% Anggaran"], rows)


def _amounts(book: Book, row: int) -> list[str]:
    return [
        money(book, "pagu", row, "pagu"),
        money(book, "pagu", row, "nyata"),
        percent(book, "pagu", row, "serapan"),
    ]


def findings(book: Book) -> list[Finding]:
    report = parse(text_of(book).encode(), "acak.txt")
    return audit(report, list(extract(report)))
