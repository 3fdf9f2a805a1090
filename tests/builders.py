"""Small hand-made reports and facts for tests: fictional offices only."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from decimal import Decimal

from corpus.fact import Fact, Source
from corpus.report import Block, Identity, Place, Report, Row, Table

BAB3 = ("BAB III AKUNTABILITAS KINERJA", "3.1 Capaian Kinerja")


class Sheet:
    """Writes a report block by block; every block takes lines, with a blank line after it."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.blocks: list[Block] = []
        self.path: tuple[str, ...] = ()
        self.tables = 0

    def _take(self, lines: Sequence[str]) -> Place:
        start = len(self.lines) + 1
        self.lines += lines
        place = Place(start, len(self.lines))
        self.lines.append("")
        return place

    def _add(self, kind: str, text: str, place: Place, level: int = 0, table: Table | None = None) -> None:
        self.blocks.append(Block(kind, len(self.blocks), text, place, self.path, level, table))

    def heading(self, text: str, level: int = 1) -> Sheet:
        self.path = self.path[: level - 1]
        self._add("heading", text, self._take([text]), level)
        self.path = (*self.path, text)
        return self

    def text(self, text: str) -> Sheet:
        self._add("paragraph", text, self._take([text]))
        return self

    def items(self, *texts: str) -> Sheet:
        for text in texts:
            self._add("list_item", text, self._take([text]))
        return self

    def table(self, caption: str, columns: Sequence[Sequence[str]], rows: Sequence[Sequence[str]]) -> Sheet:
        depth = max(len(path) for path in columns)
        header = [[path[i] if i < len(path) else "" for path in columns] for i in range(depth)]
        place = self._take([caption, *("\t".join(cells) for cells in [*header, *rows])])
        first = (place.line_start or 0) + 1
        made = [Row(tuple(cells), Place(first + i, first + i)) for i, cells in enumerate([*header, *rows])]
        table = Table(
            self.tables,
            caption,
            True,
            tuple(tuple(path) for path in columns),
            tuple(made[:depth]),
            tuple(made[depth:]),
            place,
        )
        self.tables += 1
        self._add("table", "", place, table=table)
        return self

    def report(self, office: str = "Kecamatan Mawar", year: int = 2024, region: str = "Kabupaten Melati",
               file: str = "mawar-2024.txt") -> Report:  # fmt: skip
        sha256 = hashlib.sha256("\n".join([office, str(year), region, *self.lines]).encode()).hexdigest()
        identity = Identity(f"{office.lower().replace(' ', '-')}-{year}", office, region, year)
        return Report(identity, file, sha256, "utf-8", tuple(self.lines), tuple(self.blocks))


def performance(sheet: Sheet, ikm: str = "93,53") -> Sheet:
    """A performance table with a two-row header."""
    return sheet.table(
        "Tabel 3.1 Capaian Kinerja Tahun 2024",
        [("No",), ("Sasaran",), ("Indikator",), ("Tahun 2023", "Target"), ("Tahun 2024", "Target"),
         ("Tahun 2024", "Realisasi")],
        [
            ["1", "Meningkatnya kualitas pelayanan", "Indeks Kepuasan Masyarakat (IKM)", "88,00", "90,00", ikm],
            ["", "", "Indeks Pelayanan Publik (IPP)", "3,10", "3,20", "3,45"],
            ["2", "Meningkatnya akuntabilitas kinerja", "Nilai SAKIP", "70,00", "72,00", "71,25"],
        ],
    )  # fmt: skip


def small_report(office: str = "Kecamatan Mawar", year: int = 2024, file: str = "mawar-2024.txt",
                 ikm: str = "93,53", extra: str = "") -> Report:  # fmt: skip
    """A whole little report: chapters, prose, a list, a performance table and a budget table."""
    sheet = Sheet().heading("BAB I PENDAHULUAN").heading("1.1 Latar Belakang", 2)
    sheet.text(f"{office} menyusun laporan kinerja sebagai pertanggungjawaban atas pelaksanaan tugas tahun {year}.")
    sheet.text("Dasar hukum penyusunan laporan ini adalah:")
    sheet.items("1. Peraturan Presiden Nomor 29 Tahun 2014;", "2. Peraturan Menteri PANRB Nomor 53 Tahun 2014.")
    sheet.heading("BAB III AKUNTABILITAS KINERJA").heading("3.1 Capaian Kinerja", 2)
    sheet.text("Capaian indikator kinerja disajikan dalam tabel berikut:")
    performance(sheet, ikm)
    sheet.text(
        "Penyebab naiknya kepuasan masyarakat adalah penambahan loket pelayanan dan pelatihan petugas. "
        "Hambatan yang tersisa ialah jaringan internet yang sering putus."
    )
    sheet.heading("3.2 Realisasi Anggaran", 2)
    sheet.table(
        "Tabel 3.2 Realisasi Anggaran",
        [("Program",), ("Pagu (Rp)",), ("Realisasi (Rp)",), ("%",)],
        [["Program Pelayanan Publik", "150.000.000", "147.500.000", "98,33"],
         ["Program Pemberdayaan Masyarakat", "80.000.000", "72.000.000", "90,00"]],
    )  # fmt: skip
    sheet.heading("BAB IV PENUTUP")
    sheet.text("Langkah perbaikan tahun depan: memperkuat jaringan internet dan menambah petugas pengaduan." + extra)
    return sheet.report(office, year, file=file)


def fact(report: Report, value: str | None = "93.53", **changes: object) -> Fact:
    """A plain fact of a report; `changes` override its fields."""
    who = report.identity
    fields: dict[str, object] = {
        "report": who.id,
        "organisation": who.organisation,
        "region": who.region,
        "report_year": who.year,
        "level": "sasaran",
        "indicator": "Indeks Kepuasan Masyarakat (IKM)",
        "item": None,
        "code": "IKM",
        "period_year": who.year,
        "version": None,
        "measure": "realisasi",
        "value": None if value is None else Decimal(value),
        "as_printed": "93,53",
        "unit": "nilai",
        "source": Source(report.file, 3, 3, table="Tabel 3.1", row="IKM", header=("Tahun 2024", "Realisasi")),
    }
    return Fact(**{**fields, **changes})  # type: ignore[arg-type]
