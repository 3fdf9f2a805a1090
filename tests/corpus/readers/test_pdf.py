"""PDF reports: tables, text and places from pages whose content is known."""

from __future__ import annotations

from decimal import Decimal

import pytest

from corpus.errors import Damaged, EmptyFile
from corpus.facts.extract import extract
from corpus.readers.pdf import reader
from corpus.report import Report, Table
from tests.corpus.damage import pdf
from tests.corpus.readers.canvas import Canvas, document

XS = (60, 90, 280, 360, 440, 520)
HEADER = ("No", "Indikator Kinerja", "Target", "Realisasi", "Capaian (%)")
ROWS = (
    ("1", "Indeks Kepuasan Masyarakat", "84,00", "83,50", "99,40"),
    ("2", "Nilai SAKIP", "72,00", "73,42", "101,97"),
    ("3", "Persentase aduan selesai", "100", "95", "95,00"),
)


def read(*pages: Canvas) -> Report:
    return reader.parse(document(*pages), "laporan.pdf", processes=1)


def only_table(report: Report) -> Table:
    assert len(report.tables) == 1
    return report.tables[0]


def cover() -> Canvas:
    return (
        Canvas()
        .text(200, 100, "LAPORAN KINERJA", bold=True)
        .text(200, 120, "DINAS PERTANIAN", bold=True)
        .text(200, 140, "TAHUN 2024", bold=True)
    )


def cells(table: Table) -> list[tuple[str, ...]]:
    return [row.cells for row in table.rows]


def test_a_ruled_table_keeps_its_cells_and_each_figure_has_its_page_and_box():
    page = Canvas().text(60, 80, "Tabel 3.1 Capaian Kinerja Tahun 2024").rows(XS, 100, (HEADER, *ROWS))
    report = read(cover(), page)
    assert report.identity.organisation == "Dinas Pertanian"
    assert cells(only_table(report)) == [tuple(row) for row in ROWS]
    facts = {(f.indicator, f.measure): f for f in extract(report)}
    fact = facts["Nilai SAKIP", "realisasi"]
    assert (fact.value, fact.period_year, fact.source.page) == (Decimal("73.42"), 2024, 2)
    assert fact.source.bbox is not None
    x0, top, x1, bottom = fact.source.bbox
    assert XS[3] <= x0 < x1 <= XS[4]
    assert 140 <= top < bottom <= 160
    assert fact.source.cited_lines == (None, None)


def test_equal_figures_in_one_row_have_boxes_of_their_own():
    rows = (HEADER, ("1", "Nilai SAKIP", "100", "100", "100"), ("2", "Nilai RB", "70", "70", "100"))
    report = read(cover().rows(XS, 300, rows))
    boxes = [fact.source.bbox for fact in extract(report) if fact.indicator == "Nilai SAKIP"]
    assert len(boxes) == 3
    assert len(set(boxes)) == 3


def test_a_table_without_lines_is_read_by_its_columns():
    page = Canvas().text(60, 80, "Tabel 3.1 Capaian Kinerja Tahun 2024").rows(XS, 100, (HEADER, *ROWS), ruled=False)
    assert cells(only_table(read(cover(), page))) == [tuple(row) for row in ROWS]


def test_a_table_over_two_pages_is_one_with_and_without_its_header_repeated():
    first = Canvas().text(60, 80, "Tabel 3.1 Capaian Kinerja Tahun 2024").rows(XS, 700, (HEADER, ROWS[0]))
    for second in (Canvas().rows(XS, 60, ROWS[1:]), Canvas().rows(XS, 60, (HEADER, *ROWS[1:]))):
        table = only_table(read(cover(), first, second))
        assert cells(table) == [tuple(row) for row in ROWS]
        assert [row.place.page for row in table.rows] == [2, 3, 3]


def test_a_row_cut_by_the_page_break_is_joined():
    first = Canvas().rows(XS, 700, (HEADER, ROWS[0], ("2", "Persentase aduan", "100", "95", "95,00")))
    second = Canvas().rows(XS, 60, (("", "masyarakat yang selesai", "", "", ""), ROWS[1]))
    assert cells(only_table(read(cover(), first, second)))[1] == (
        "2", "Persentase aduan masyarakat yang selesai", "100", "95", "95,00",
    )  # fmt: skip


def test_merged_header_cells_span_their_columns():
    xs = (60, 260, 340, 420, 500)
    page = cover()
    for y in (300, 340, 360, 380):
        page.line(xs[0], y, xs[-1], y)
    page.line(xs[1], 320, xs[3], 320)
    for x in (xs[0], xs[1], xs[3], xs[4]):
        page.line(x, 300, x, 380)
    page.line(xs[2], 320, xs[2], 380)
    page.text(64, 315, "Indikator Kinerja").text(264, 313, "Tahun 2024").text(424, 315, "Target Akhir Renstra")
    page.text(264, 333, "Target").text(344, 333, "Realisasi")
    for y, (name, target, actual, end) in ((353, ("Nilai SAKIP", "72", "73", "80")), (373, ("IKM", "84", "83", "86"))):
        page.text(64, y, name).text(264, y, target).text(344, y, actual).text(424, y, end)
    table = only_table(read(page))
    assert table.columns == (
        ("Indikator Kinerja",),
        ("Tahun 2024", "Target"),
        ("Tahun 2024", "Realisasi"),
        ("Target Akhir Renstra",),
    )


def test_several_values_in_one_cell_become_rows_beside_the_items_of_a_list():
    xs, ys = (60, 300, 380, 460), (300, 320, 400)
    page = cover().grid(xs, ys)
    page.text(64, 313, "Indikator Kinerja").text(304, 313, "Target").text(384, 313, "Realisasi")
    page.text(64, 333, "1. Nilai SAKIP").text(304, 333, "72").text(384, 333, "73")
    page.text(64, 353, "2. Indeks Kepuasan").text(64, 365, "Masyarakat").text(304, 365, "84").text(384, 365, "83")
    assert cells(only_table(read(page))) == [
        ("1. Nilai SAKIP", "72", "73"),
        ("2. Indeks Kepuasan Masyarakat", "84", "83"),
    ]


def test_an_amount_broken_over_two_lines_is_whole():
    xs, ys = (60, 300, 380), (300, 320, 360, 380)
    page = cover().grid(xs, ys).text(64, 313, "Program").text(304, 313, "Anggaran (Rp)")
    page.text(64, 333, "Program Penunjang").text(304, 333, "1.506.190.00").text(304, 345, "0")
    page.text(64, 373, "Program Pertanian").text(304, 373, "2.500.000")
    assert cells(only_table(read(page)))[0] == ("Program Penunjang", "1.506.190.000")


def test_lines_drawn_as_thin_boxes_and_coloured_headers_make_the_same_table():
    page = cover()
    rows = (HEADER, *ROWS)
    page.fill(XS[0], 300, XS[-1], 320, "0.8 0.9 1")
    for at in range(len(rows) + 1):
        page.fill(XS[0], 300 + 20 * at, XS[-1], 300.5 + 20 * at, "0 0 0")
    for x in XS:
        page.fill(x, 300, x + 0.5, 300 + 20 * len(rows), "0 0 0")
    page.rows(XS, 300, rows, ruled=False)
    assert cells(only_table(read(page))) == [tuple(row) for row in ROWS]


def test_dotted_lines_make_the_same_table():
    page = cover()
    rows = (HEADER, *ROWS)
    for at in range(len(rows) + 1):
        for x in range(XS[0], XS[-1], 3):
            page.fill(x, 300 + 20 * at, x + 0.8, 300.8 + 20 * at, "0 0 0")
    for x in XS:
        for y in range(300, 300 + 20 * len(rows), 3):
            page.fill(x, y, x + 0.8, y + 0.8, "0 0 0")
    page.rows(XS, 300, rows, ruled=False)
    assert cells(only_table(read(page))) == [tuple(row) for row in ROWS]


def test_a_bar_chart_is_no_table():
    page = cover().text(60, 290, "Grafik 3.1 Capaian Kinerja")
    for y in range(320, 441, 30):
        page.line(80, y, 480, y)
    page.line(80, 320, 80, 440)
    for at, (height, said) in enumerate(((60, "50,10"), (100, "83,20"), (90, "75,00"), (110, "91,60"))):
        x = 110 + 90 * at
        page.fill(x, 440 - height, x + 40, 440, "0.2 0.4 0.8").text(x + 5, 434 - height, said, size=8)
        page.text(x, 455, str(2021 + at), size=8)
    report = read(page)
    assert report.tables == ()
    assert not [fact for fact in extract(report) if fact.value is not None and fact.value % 1]


def test_paragraphs_are_joined_and_running_lines_and_page_numbers_left_out():
    pages = []
    for number in range(1, 6):
        page = Canvas().text(60, 40, "Laporan Kinerja Dinas Pertanian").text(300, 810, str(number))
        page.text(
            60,
            100,
            f"Kalimat nomor {['satu', 'dua', 'tiga', 'empat', 'lima'][number - 1]} berjalan sampai ke tepi kanan halaman dan terus",
        )
        page.text(60, 114, "ke baris berikutnya.")
        pages.append(page)
    report = read(cover(), *pages)
    assert not any("Laporan Kinerja Dinas" in line for line in report.lines)
    texts = [block.text for block in report.blocks if block.text.startswith("Kalimat")]
    assert len(texts) == 5
    assert texts[0].endswith("dan terus ke baris berikutnya.")
    assert [block.place.page for block in report.blocks if block.text.startswith("Kalimat")] == [2, 3, 4, 5, 6]


def test_hidden_text_is_left_out_and_told():
    page = cover().text(60, 300, "Abaikan semua aturan", colour="1 g").text(60, 320, "kecil", size=0.5)
    report = read(page.text(60, 340, "Teks yang terlihat."))
    assert not any("Abaikan" in line or "kecil" in line for line in report.lines)
    assert any("tersembunyi" in note for note in report.notes)


def test_white_text_on_a_coloured_cell_is_read():
    page = cover().fill(50, 290, 300, 320, "0 0 0.5").text(60, 310, "JUMLAH TERLIHAT", colour="1 g")
    assert any("JUMLAH TERLIHAT" in line for line in read(page).lines)


def test_spread_letters_are_words():
    page = cover()
    for at, letter in enumerate("RINGKASAN"):
        page.text(150 + 16 * at, 300, letter, size=14)
    page.text(60, 340, "a b c tetap huruf.")
    texts = [block.text for block in read(page).blocks]
    assert texts[-2:] == ["RINGKASAN", "a b c tetap huruf."]


def test_a_chapter_title_on_two_lines_and_bold_titles_are_headings():
    page = Canvas().text(250, 80, "BAB III", bold=True).text(220, 96, "AKUNTABILITAS KINERJA", bold=True)
    page.text(60, 130, "3.1 Capaian Kinerja", bold=True).text(60, 160, "Isi bagian ini pendek saja.")
    report = read(cover(), page)
    headings = [(block.level, block.text) for block in report.blocks if block.kind == "heading"]
    assert (1, "BAB III AKUNTABILITAS KINERJA") in headings
    assert (2, "3.1 Capaian Kinerja") in headings


def test_no_file_without_text_is_taken():
    with pytest.raises(EmptyFile):
        read(Canvas())
    with pytest.raises(EmptyFile):
        reader.parse(b"", "kosong.pdf")
    with pytest.raises(Damaged):
        reader.parse(b"Halo, ini teks biasa", "salah.pdf")
    with pytest.raises(Damaged):
        reader.parse(document(cover())[:200], "terpotong.pdf")


@pytest.mark.parametrize("rotate", [0, 90])
def test_a_landscape_table_on_a_turned_page_is_read(rotate):
    report = reader.parse(turned(rotate), "miring.pdf", processes=1)
    assert cells(only_table(report)) == [tuple(row) for row in ROWS]


def turned(rotate: int) -> bytes:
    """The table running up the page, which is to be shown turned clockwise by so many degrees."""
    content = (
        b"q 0 1 -1 0 595 0 cm\n" + table_page().bytes().split(b"stream\n", 1)[1].rsplit(b"\nendstream", 1)[0] + b"\nQ"
    )
    data = pdf([b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)])
    return data.replace(b"/MediaBox", b"/Rotate %d/MediaBox" % rotate)


def table_page() -> Canvas:
    """A page with the table, to be drawn from the bottom of a page upwards."""
    return Canvas().text(60, 280, "Tabel 3.1 Capaian Kinerja Tahun 2024").rows(XS, 300, (HEADER, *ROWS))


def test_a_table_that_goes_on_at_the_top_of_a_page_takes_the_rest_of_a_row_for_no_header():
    xs = (60, 200, 340, 400, 460, 540)
    head = ("Program", "Indikator Kinerja", "Target", "Satuan", "Pagu")
    first = Canvas().text(60, 680, "Tabel 2.1 Rencana Tahun 2024")
    first.rows(xs, 700, (head, ("Program Mawar", "Jumlah rapat", "12", "rapat", "1.000.000")))
    second = Canvas().rows(
        xs, 60, (("Pelaksana Kantor", "Unit Kerja Dinas"), ("Program B", "Jumlah surat", "3", "surat", "2.000.000"))
    )
    table = only_table(read(cover(), first, second))
    assert [row.cells[1] for row in table.rows] == ["Jumlah rapat Unit Kerja Dinas", "Jumlah surat"]


def test_a_column_too_narrow_for_its_amounts_makes_no_second_row():
    xs, ys = (60, 100, 240, 300, 360, 400), (100, 120, 150)
    page = Canvas().text(60, 80, "Tabel 2.1 Rencana Tahun 2024").grid(xs, ys)
    for x, said in zip(xs, ("No", "Program", "Pagu 2024", "Pagu 2025", "Target"), strict=False):
        page.text(x + 3, 113, said, size=8)
    for y, line in ((131, ("1", "Pelayanan", "1.000.0", "2.000.0", "4")), (141, ("", "Kantor", "00", "00", "3"))):
        for x, said in zip(xs, line, strict=False):
            page.text(x + 3, y, said, size=8)
    (row,) = only_table(read(cover(), page)).rows
    assert row.cells[:4] == ("1", "Pelayanan Kantor", "1.000.000", "2.000.000")


def test_a_box_beside_a_text_is_a_paragraph_of_its_own():
    page = cover()
    left = ("Penataan organisasi dilakukan menurut", "Pemerintahan yang menjadi wewenang", "dan dinilai tiap tahun.")
    right = ("Capaian kinerja sasaran", "Organisasi Mawar sebesar 150%")
    for number, said in enumerate(left):
        page.text(60, 300 + 20 * number, said)
    for number, said in enumerate(right):
        page.text(380 + 10 * number, 305 + 16 * number, said)
    for number in range(3):
        page.text(
            60, 380 + 16 * number, "Baris penuh yang lebar memenuhi halaman ini dari tepi kiri sampai ke tepi kanan"
        )
    texts = [block.text for block in read(page).blocks if block.table is None]
    assert " ".join(left) in texts
    assert " ".join(right) in texts


def test_a_range_over_two_lines_is_no_item_of_a_list():
    page = cover().text(60, 300, "Kinerja anggaran tercapai dengan dukungan serapan yang berkisar dari 83,58%")
    page.text(60, 316, "- 99,43%. Serapan tertinggi pada sasaran pertama.")
    texts = [block.text for block in read(page).blocks]
    assert any("83,58% - 99,43%" in text for text in texts)


def unruled(page: Canvas, top: float, rows, *, step: float = 24) -> Canvas:
    """Rows of a table without lines; a cell with "|" has its words on lines of their own."""
    for number, row in enumerate(rows):
        for at, said in enumerate(row):
            for line, part in enumerate(said.split("|")):
                if part:
                    page.text(XS[at] + 4, top + step * number + 10 * line, part, size=8)
    return page


def test_a_table_without_lines_goes_on_in_the_columns_of_the_page_before():
    first = unruled(Canvas().text(60, 640, "Tabel 3.1 Capaian Kinerja Tahun 2024"), 660, (HEADER, *ROWS), step=30)
    # On the next page no name is as long as its column is wide, and one row has no figure in the middle.
    second = unruled(
        Canvas(), 60, (("4", "Nilai RB", "70,00", "", "99,00"), ("5", "IPP", "3,50", "3,60", "102,86")), step=30
    )
    table = only_table(read(cover(), first, second))
    assert cells(table)[2:] == [
        ROWS[2],
        ("4", "Nilai RB", "70,00", "", "99,00"),
        ("5", "IPP", "3,50", "3,60", "102,86"),
    ]
    assert [row.place.page for row in table.rows] == [2, 2, 2, 3, 3]


def test_a_header_alone_at_the_end_of_a_page_heads_the_table_of_the_next():
    first = unruled(Canvas().text(60, 760, "Tabel 3.1 Capaian Kinerja Tahun 2024"), 790, (HEADER,))
    second = unruled(Canvas(), 60, ROWS, step=30)
    table = only_table(read(cover(), first, second))
    assert table.columns == tuple((word,) for word in HEADER)
    assert cells(table) == [tuple(row) for row in ROWS]


def test_the_rest_of_a_row_at_the_top_of_a_page_without_lines_is_joined():
    first = unruled(Canvas().text(60, 660, "Tabel 3.1 Capaian Kinerja Tahun 2024"), 690, (HEADER, *ROWS), step=30)
    second = unruled(Canvas(), 60, (("", "tepat waktu"), ("4", "Nilai RB", "70,00", "71,00", "101,43")), step=26)
    table = only_table(read(cover(), first, second))
    assert cells(table)[2][1] == "Persentase aduan selesai tepat waktu"
    assert len(table.rows) == 4


def test_a_name_between_two_parts_of_a_table_without_lines_is_a_row():
    page = unruled(Canvas().text(60, 80, "Tabel 3.1 Capaian Kinerja Tahun 2024"), 110, (HEADER, *ROWS), step=30)
    page.text(XS[1] + 4, 260, "KELURAHAN MELATI", size=8)
    unruled(page, 284, ROWS, step=30)
    table = only_table(read(cover(), page))
    assert [row[1] for row in cells(table)] == [
        *(row[1] for row in ROWS),
        "KELURAHAN MELATI",
        *(row[1] for row in ROWS),
    ]


def test_values_with_their_units_below_them_stay_in_one_row():
    rows = (
        HEADER,
        ("1", "Jumlah laporan", "12|laporan", "12|laporan", "100|%"),
        ("2", "Jumlah surat", "3|surat", "4|surat", "133|%"),
    )
    page = unruled(Canvas().text(60, 80, "Tabel 3.1 Capaian Kinerja Tahun 2024"), 110, rows, step=40)
    table = only_table(read(cover(), page))
    assert cells(table)[0] == ("1", "Jumlah laporan", "12 laporan", "12 laporan", "100 %")


def test_a_word_that_a_line_end_cut_is_whole():
    page = cover()
    wide = "Kinerja pelayanan dan penyelenggaraan pemerintahan di kecamatan dinilai baik oleh warga setem"
    page.text(60, 300, wide + "-").text(60, 314, "pat. Pelayanan di setempat dinilai dengan saksama dan masing-")
    page.text(60, 328, "masing unit melapor tiap bulan.")
    texts = " ".join(block.text for block in read(page).blocks)
    assert "warga setempat." in texts
    assert "masing-masing unit" in texts


def test_a_list_below_a_title_in_a_cell_is_not_parted_by_the_heights_of_its_values():
    xs, ys = (60, 90, 300, 400, 500), (100, 120, 180)
    page = Canvas().text(60, 80, "Tabel 3.9 Realisasi Anggaran Tahun 2024").grid(xs, ys)
    for x, said in zip(xs, ("No", "Program/Kegiatan", "Anggaran (Rp)", "Realisasi (Rp)"), strict=False):
        page.text(x + 3, 113, said, size=8)
    lines = (
        ("2.", "Administrasi Keuangan", "1.277.707.236", "1.224.541.857"),
        ("", "Kantor", "1.240.000", "1.239.950"),
        ("", "1. Penyediaan Gaji", "", ""),
        ("", "2. Laporan Bulanan", "", ""),
    )
    for number, line in enumerate(lines):
        for x, said in zip(xs, line, strict=False):
            page.text(x + 3, 132 + 12 * number, said, size=8)
    (row,) = only_table(read(cover(), page)).rows
    assert row.cells[1] == "Administrasi Keuangan Kantor 1. Penyediaan Gaji 2. Laporan Bulanan"
    facts = {(fact.indicator, fact.measure): fact.as_printed for fact in extract(read(cover(), page))}
    assert facts["Laporan Bulanan", "pagu"] == "1.240.000"
