"""A hand-made report with every part that the regulation asks for; `without` leaves parts out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.fact import Fact
from corpus.facts import extract
from corpus.report import Place, Report, Table
from tests.builders import Sheet

GOAL = "Meningkatnya kualitas pelayanan publik"
SECOND = "Meningkatnya akuntabilitas kinerja"


def complete(
    without: frozenset[str] = frozenset(),
    signed: str = "Melati, 3 Februari 2025",
    office: str = "Kecamatan Mawar",
    file: str = "mawar-2024.txt",
) -> Report:
    """The report of Kecamatan Mawar 2024 with two indicators; `without` names parts to leave out."""
    sheet = Sheet()
    _opening(sheet, without)
    _plans(sheet, without)
    _performance(sheet, without)
    _analysis(sheet, without)
    sheet.heading("BAB IV PENUTUP")
    if "simpulan" not in without:
        sheet.heading("4.1 Simpulan", 2).text(
            "IKM tercapai 93,53 dari target 90,00; Nilai SAKIP belum mencapai target karena bukti dukung kurang lengkap."
        )
    if "langkah" not in without:
        sheet.heading("4.2 Langkah ke Depan", 2).text(
            "Tahun depan petugas akan dilatih dan data kinerja dikumpulkan setiap triwulan oleh masing-masing seksi."
        )
    sheet.text(signed)
    if "lampiran" not in without:
        sheet.heading("LAMPIRAN")
        _agreement(sheet, "Perjanjian Kinerja Tahun 2024 Kecamatan Mawar")
    return sheet.report(office, file=file)


def facts_of(report: Report) -> tuple[Fact, ...]:
    """Its facts, as the corpus reads them."""
    return tuple(extract(report))


def paged(report: Report, facts: Sequence[Fact]) -> tuple[Report, tuple[Fact, ...]]:
    """The same report as a reader of pages gives it: pages and boxes in place of lines, 25 lines a page."""

    def place(old: Place) -> Place:
        line = old.line_start or 1
        return Place(page=1 + line // 25, bbox=(50.0, float(line), 500.0, float(line) + 1))

    def table(old: Table | None) -> Table | None:
        if old is None:
            return None
        header, rows = (tuple(replace(row, place=place(row.place)) for row in part) for part in (old.header, old.rows))
        return replace(old, place=place(old.place), header=header, rows=rows)

    blocks = tuple(replace(block, place=place(block.place), table=table(block.table)) for block in report.blocks)
    moved = []
    for fact in facts:
        where = place(Place(fact.source.line_start, fact.source.line_end))
        source = replace(fact.source, line_start=None, line_end=None, page=where.page, bbox=where.bbox)
        moved.append(replace(fact, source=source))
    return replace(report, blocks=blocks, lines=()), tuple(moved)


def _opening(sheet: Sheet, without: frozenset[str]) -> None:
    sheet.heading("BAB I PENDAHULUAN")
    if "organisasi" not in without:
        sheet.heading("1.1 Tugas dan Fungsi Organisasi", 2).text(
            "Kecamatan Mawar bertugas membantu bupati menyelenggarakan urusan pemerintahan umum di wilayahnya."
        )
    sheet.heading("1.2 Sumber Daya Manusia", 2).table(
        "Tabel 1.1 Jumlah Pegawai",
        [("No",), ("Jabatan",), ("Jumlah (orang)",)],
        [["1", "Camat", "1"], ["2", "Staf", "9"]],
    )
    if "tindak_lanjut" not in without:
        sheet.table(
            "Tabel 1.2 Tindak Lanjut Laporan Hasil Evaluasi Tahun 2023",
            [("No",), ("Rekomendasi",), ("Rencana Aksi Tindak Lanjut",), ("Penanggung Jawab",), ("Status",)],
            [["1", "Melengkapi bukti dukung", "Menyusun daftar bukti tiap triwulan", "Sekretaris", "Selesai"]],
        )
    if "isu" not in without:
        sheet.heading("1.3 Isu Strategis", 2).text(
            "Antrean pelayanan masih panjang dan jumlah petugas loket belum sebanding dengan jumlah pemohon."
        )


def _plans(sheet: Sheet, without: frozenset[str]) -> None:
    sheet.heading("BAB II PERENCANAAN KINERJA")
    sheet.heading("2.1 Rencana Strategis", 2).table(
        "Tabel 2.1 Tujuan dan Sasaran Renstra",
        [("Sasaran",), ("Indikator",), ("Target", "2024"), ("Target", "2025"), ("Target", "2026")],
        [
            [GOAL, "Indeks Kepuasan Masyarakat (IKM)", "90,00", "91,00", "92,00"],
            [SECOND, "Nilai SAKIP", "72,00", "73,00", "74,00"],
        ],
    )
    if "perjanjian" not in without:
        sheet.heading("2.2 Perjanjian Kinerja Tahun 2024", 2)
        _agreement(sheet, "Tabel 2.2 Perjanjian Kinerja Tahun 2024", "88,00" if "target" in without else "90,00")
    if "iku" not in without:
        sheet.heading("2.3 Indikator Kinerja Utama (IKU)", 2).table(
            "Tabel 2.3 Indikator Kinerja Utama",
            [("No",), ("Indikator Kinerja Utama",), ("Satuan",), ("Formulasi",), ("Sumber Data",), ("Penanggung Jawab",)],
            [["1", "Indeks Kepuasan Masyarakat (IKM)", "nilai", "jumlah nilai persepsi per unsur", "survei", "Seksi Pelayanan"],
             ["2", "Nilai SAKIP", "nilai", "hasil evaluasi Inspektorat", "LHE", "Sekretariat"]],
        )  # fmt: skip


def _agreement(sheet: Sheet, caption: str, target: str = "90,00") -> None:
    sheet.table(
        caption,
        [("No",), ("Sasaran",), ("Indikator Kinerja",), ("Target",)],
        [["1", GOAL, "Indeks Kepuasan Masyarakat (IKM)", target], ["2", SECOND, "Nilai SAKIP", "72,00"]],
    )


def _performance(sheet: Sheet, without: frozenset[str]) -> None:
    sheet.heading("BAB III AKUNTABILITAS KINERJA")
    sheet.heading("3.1 Perbandingan target dan realisasi kinerja tahun ini", 2).table(
        "Tabel 3.1 Capaian Kinerja Tahun 2024",
        [
            ("Sasaran",),
            ("Indikator",),
            ("Tahun 2024", "Target"),
            ("Tahun 2024", "Realisasi"),
            ("Tahun 2024", "Capaian (%)"),
        ],
        [
            [GOAL, "Indeks Kepuasan Masyarakat (IKM)", "90,00", "93,53", "103,92"],
            [SECOND, "Nilai SAKIP", "72,00", "71,25", "98,96"],
        ],
    )
    if "tahun_lalu" not in without:
        sheet.heading("3.2 Perbandingan dengan tahun lalu dan beberapa tahun terakhir", 2).table(
            "Tabel 3.2 Perbandingan Realisasi",
            [("Sasaran",), ("Indikator",), ("2022", "Realisasi"), ("2023", "Realisasi"), ("2024", "Realisasi")],
            [
                [GOAL, "Indeks Kepuasan Masyarakat (IKM)", "88,10", "94,39", "93,53"],
                [SECOND, "Nilai SAKIP", "69,00", "70,00", "71,25"],
            ],
        )
    if "jangka_menengah" not in without:
        sheet.heading("3.3 Perbandingan dengan target jangka menengah", 2).table(
            "Tabel 3.3 Tingkat Kemajuan",
            [("Sasaran",), ("Indikator",), ("Realisasi 2024",), ("Target Akhir Renstra",), ("Tingkat Kemajuan (%)",)],
            [
                [GOAL, "Indeks Kepuasan Masyarakat (IKM)", "93,53", "92,00", "101,66"],
                [SECOND, "Nilai SAKIP", "71,25", "74,00", "96,28"],
            ],
        )
    if "pembanding" not in without:
        sheet.heading("3.4 Perbandingan dengan standar nasional", 2).table(
            "Tabel 3.4 Perbandingan dengan Standar Nasional",
            [("Sasaran",), ("Indikator",), ("Realisasi 2024",), ("Realisasi Nasional",)],
            [[GOAL, "Indeks Kepuasan Masyarakat (IKM)", "93,53", "87,90"], [SECOND, "Nilai SAKIP", "71,25", "64,20"]],
        )


def _analysis(sheet: Sheet, without: frozenset[str]) -> None:
    if "penyebab" not in without:
        sheet.heading("3.5 Analisis penyebab keberhasilan/kegagalan serta alternatif solusi", 2)
        sheet.text("IKM tercapai karena loket ditambah; Nilai SAKIP belum tercapai karena bukti dukung kurang lengkap.")
        if "solusi" not in without:
            sheet.text(
                "Upaya yang telah dilakukan untuk mengatasi masalah itu adalah pendampingan penyusunan bukti dukung."
            )
    if "efisiensi" not in without:
        sheet.heading("3.6 Analisis efisiensi penggunaan sumber daya", 2).table(
            "Tabel 3.5 Efisiensi",
            [
                ("Sasaran",),
                ("Indikator",),
                ("% Capaian Kinerja",),
                ("% Penyerapan Anggaran",),
                ("Tingkat Efisiensi (%)",),
            ],
            [
                [GOAL, "Indeks Kepuasan Masyarakat (IKM)", "103,92", "98,33", "5,59"],
                [SECOND, "Nilai SAKIP", "98,96", "90,00", "8,96"],
            ],
        )
    if "penunjang" not in without:
        sheet.heading("3.7 Analisis program/kegiatan yang menunjang keberhasilan", 2).table(
            "Tabel 3.6 Program yang Menunjang",
            [("Sasaran",), ("Program",), ("Menunjang/Tidak Menunjang",)],
            [[GOAL, "Program Pelayanan Publik", "Menunjang"], [SECOND, "Program Penunjang Urusan", "Menunjang"]],
        )
    if "anggaran" not in without:
        sheet.heading("3.8 Realisasi Anggaran", 2).table(
            "Tabel 3.7 Realisasi Anggaran per Sasaran",
            [("Sasaran",), ("Indikator",), ("Anggaran (Rp)",), ("Realisasi Anggaran (Rp)",), ("% Penyerapan Anggaran",)],
            [[GOAL, "Indeks Kepuasan Masyarakat (IKM)", "150.000.000", "147.500.000", "98,33"],
             [SECOND, "Nilai SAKIP", "80.000.000", "72.000.000", "90,00"]],
        )  # fmt: skip
