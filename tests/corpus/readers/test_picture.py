"""Pictures of pages: the boxes that the reader gives stand on the ink of their words, turned pages too."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from corpus.readers.pdf import picture, reader
from tests.corpus.readers.canvas import document
from tests.corpus.readers.test_pdf import ROWS, cells, cover, only_table, table_page, turned

Box = tuple[float, float, float, float]


@pytest.fixture
def pdf(tmp_path: Path) -> Path:
    return tmp_path / "laporan.pdf"


def darkest(found: picture.Picture, box: Box) -> int:
    """The darkest grey within a box of the page, 0 for black."""
    image = Image.open(io.BytesIO(found.data)).convert("L")
    scale = image.width / found.width
    return int(image.crop(tuple(round(edge * scale) for edge in box)).getextrema()[0])  # type: ignore[arg-type]


@pytest.mark.parametrize("data", [document(table_page()), turned(0), turned(90)], ids=["upright", "turned", "rotated"])
def test_each_figure_stands_in_its_box(pdf: Path, data: bytes) -> None:
    pdf.write_bytes(data)
    found = picture.draw(pdf, 1)
    report = reader.parse(data, pdf.name, processes=1)
    table = only_table(report)
    assert found is not None
    assert cells(table) == [tuple(row) for row in ROWS]
    for line in report.printed[table.rows[0].place.line_start - 1 : table.rows[-1].place.line_end]:
        for box in line.cells:
            assert darkest(found, box) < 80
    assert darkest(found, (found.width - 40, found.height - 40, found.width - 5, found.height - 5)) > 240


def test_a_page_that_is_not_there_has_no_picture(pdf: Path) -> None:
    pdf.write_bytes(document(cover()))
    assert picture.draw(pdf, 2) is None
    assert picture.draw(pdf, 0) is None
    assert picture.draw(pdf.with_name("tidak-ada.pdf"), 1) is None


def test_a_damaged_file_has_no_picture(pdf: Path) -> None:
    pdf.write_bytes(document(cover())[:300])
    assert picture.draw(pdf, 1) is None


def test_what_is_to_be_hidden_is_painted_over(pdf: Path) -> None:
    pdf.write_bytes(document(table_page()))
    report = reader.parse(pdf.read_bytes(), pdf.name, processes=1)
    line = report.printed[only_table(report).rows[0].place.line_start - 1]
    hidden, shown = line.cells[2], line.cells[3]
    found = picture.draw(pdf, 1, [hidden])
    assert found is not None
    assert darkest(found, hidden) > 150
    assert darkest(found, shown) < 80
