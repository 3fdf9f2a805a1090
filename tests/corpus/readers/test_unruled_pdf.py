"""Tables without lines in PDF: columns by alignment, rows by spacing, on pages whose content is known."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from corpus.facts.extract import extract
from corpus.readers.pdf import reader
from corpus.report import Report, Table
from corpus.tables.align import kind
from tests.corpus.readers.canvas import Canvas, document

XS = (60, 90, 250, 330, 410)
HEADER = ("No", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)")
ROWS = (
    ("1", "Indeks Kepuasan Masyarakat", "84,00", "83,50", "99,40"),
    ("2", "Nilai SAKIP", "72,00", "73,42", "101,97"),
    ("3", "Persentase aduan selesai", "100", "95", "95,00"),
)
CAPTION = "Tabel 3.1 Capaian Kinerja Tahun 2024"


def read(*pages: Canvas) -> Report:
    return reader.parse(document(*pages), "laporan.pdf", processes=1)


def cover() -> Canvas:
    page = Canvas().text(200, 100, "LAPORAN KINERJA", bold=True)
    return page.text(200, 120, "DINAS PERTANIAN", bold=True).text(200, 140, "TAHUN 2024", bold=True)


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


def put(page: Canvas, top: float, rows: Sequence[Sequence[str]], *, xs: Sequence[float] = XS, gap: float = 22) -> float:
    """Rows whose texts ("|" parts their lines) stand 10 points below one another; returns where they end."""
    for row in rows:
        lines = [said.split("|") for said in row]
        for x, said in zip(xs, lines, strict=True):
            for at, part in enumerate(said):
                if part:
                    page.text(x, top + 10 * at, part, size=8)
        top += 10 * (max(len(said) for said in lines) - 1) + gap
    return top


def test_rows_of_many_lines_are_parted_by_the_few_wide_gaps_between_them():
    tall = "|".join(f"baris ke-{number}" for number in range(1, 15))
    page = Canvas().text(60, 80, CAPTION)
    put(page, 110, (HEADER, ("1", tall, "2", "3", "150"), ("2", tall, "4", "5", "125"), ("3", tall, "6", "7", "117")))
    (table,) = read(cover(), page).tables
    assert [row[0] for row in cells(table)] == ["1", "2", "3"]
    assert all(row[1].startswith("baris ke-1 ") and row[1].endswith("ke-14") for row in cells(table))


def test_the_rest_of_a_row_alone_on_its_page_stays_in_its_row():
    first = Canvas().text(60, 640, CAPTION)
    put(first, 680, (HEADER, *ROWS))
    second = Canvas().text(XS[1], 60, "dalam tujuh hari", size=8)
    (table,) = read(cover(), first, second).tables
    assert cells(table)[-1][1] == "Persentase aduan selesai dalam tujuh hari"


def test_a_header_alone_at_the_end_of_a_page_spans_the_columns_of_the_next():
    xs = (60, 90, 250, 410)
    first = Canvas().text(60, 740, CAPTION)
    put(first, 780, (("No", "Indikator Kinerja", "Tahun 2024", "Keterangan"),), xs=xs)
    second = Canvas()
    rows = [(no, name, target, actual, "Tercapai") for no, name, target, actual, _ in ROWS]
    put(second, 60, (("", "", "Target", "Realisasi", ""), *rows))
    (table,) = read(cover(), first, second).tables
    assert table.columns[2:4] == (("Tahun 2024", "Target"), ("Tahun 2024", "Realisasi"))
    assert cells(table) == rows


def test_columns_that_stand_empty_behind_a_table_are_put_back():
    header = ("Sasaran", "Program", "Indikator Kinerja", "Target", "Pagu (Rp)")
    page = Canvas().text(60, 80, CAPTION)
    names = ("Program Tata Kelola", "Program Pelayanan Publik", "Program Pemberdayaan")
    rows = [("Meningkatnya layanan publik" if not at else "", name, f"Jumlah laporan {at}", str(at + 2), f"{at}2.500.000")
            for at, name in enumerate(names)]  # fmt: skip
    end = put(page, 110, (header, *rows), xs=(60, 180, 290, 400, 450))
    more = (("Program Ketertiban Umum", "Jumlah patroli", "9", "72.500.000"),
            ("Program Pengawasan Desa", "Jumlah desa", "8", "82.500.000"))  # fmt: skip
    put(page, end + 24, more, xs=(95, 230, 380, 440))
    (table,) = read(cover(), page).tables
    assert cells(table)[-2:] == [("", *row) for row in more]


def test_header_words_in_the_middle_and_figures_at_the_right_make_one_column():
    page = Canvas().text(60, 80, CAPTION)
    for x, said in zip((60, 120, 262, 330, 392), HEADER, strict=True):
        page.text(x, 110, said, size=8)
    for at, row in enumerate(ROWS):
        y = 132 + 22 * at
        page.text(60, y, row[0], size=8).text(90, y, row[1], size=8)
        for right, said in zip((311, 375, 450), row[2:], strict=True):
            page.text(right - 4.45 * len(said), y, said, size=8)
    (table,) = read(cover(), page).tables
    assert cells(table) == [tuple(row) for row in ROWS]


def test_a_page_with_another_header_begins_another_table():
    first = Canvas().text(60, 640, CAPTION)
    put(first, 680, (HEADER, *ROWS))
    other = ("Nama", "Pagu Anggaran (Rp)", "Serapan (%)")
    second = Canvas()
    put(
        second,
        60,
        (other, ("Kegiatan A", "12.500.000", "98,00"), ("Kegiatan B", "2.500.000", "90,00")),
        xs=(60, 200, 420),
    )
    tables = read(cover(), first, second).tables
    assert [len(table.columns) for table in tables] == [5, 3]


def test_rows_as_close_as_their_lines_are_told_by_their_figures():
    header = ("No", "Indikator Kinerja", "Target|2024", "Realisasi|2024", "Capaian|(%)")
    page = Canvas().text(60, 80, CAPTION)
    rows = (("1", "Indeks Kepuasan|Masyarakat", "84,00", "83,50", "99,40"), ROWS[1], ROWS[2])
    put(page, 110, (header, *rows), gap=10)
    (table,) = read(cover(), page).tables
    assert table.columns[2] == ("Target 2024",)
    assert cells(table) == [tuple(row) for row in ROWS]
    facts = {(fact.indicator, fact.measure): fact.value for fact in extract(read(cover(), page))}
    assert facts["Indeks Kepuasan Masyarakat", "realisasi"] == Decimal("83.50")


def test_a_code_is_no_amount():
    assert kind("7.01.01.2.06.0001") == kind("7.01.01.2.0 1.01") == "code"
    assert kind("12.500.000") == "money"
    assert "code" not in (kind("7.01"), kind("31.12.2024"), kind("1.234.567.890.123"))
