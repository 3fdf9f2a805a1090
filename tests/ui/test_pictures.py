"""Drawings of pages: the box where it belongs, what is around it, and nothing but loaded reports."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assistant.privacy import shown
from assistant.ui import evidence, persons, pictures
from assistant.ui.spot import Spot, box_of, edges
from assistant.ui.words import Words
from corpus.readers.pdf.picture import Picture
from corpus.report import Printed
from tests.ui.desks import FakeDesk, two_reports
from tests.ui.markup import assert_harmless

REPORT = two_reports()[0]
ID = REPORT.identity.id
PAGE = Picture(b"webp", 595.0, 842.0)
BOX = (300.0, 400.0, 340.0, 412.0)


def view(svg: bytes) -> list[float]:
    match = re.search(rb'viewBox="([^"]+)"', svg)
    assert match is not None
    return [float(number) for number in match[1].split()]


@given(st.floats(0, 560), st.floats(0, 800), st.floats(1, 590), st.floats(1, 840))
def test_the_surroundings_hold_the_box_and_stay_on_the_page(x: float, y: float, wide: float, high: float) -> None:
    box = (x, y, min(x + wide, 595.0), min(y + high, 842.0))
    left, top, width, height = view(pictures.drawing(PAGE, box, near=True))
    assert 0 <= left <= box[0] + 0.1
    assert 0 <= top <= box[1] + 0.1
    assert box[2] <= left + width + 0.2 <= 595.4
    assert box[3] <= top + height + 0.2 <= 842.4


def test_the_whole_page_carries_the_box_and_the_picture() -> None:
    svg = pictures.drawing(PAGE, BOX)
    assert view(svg) == [0, 0, 595, 842]
    assert svg.count(b"<rect") == 1
    assert base64.b64encode(b"webp") in svg
    assert b"<rect" not in pictures.drawing(PAGE, None, near=True)


@given(st.tuples(*[st.floats(0, 9999.9)] * 4))
def test_a_box_goes_into_an_address_and_back(box: tuple[float, float, float, float]) -> None:
    again = box_of(edges(box))
    if again is not None:
        assert all(abs(a - b) < 0.06 for a, b in zip(box, again, strict=True))
        assert again[0] < again[2]
        assert again[1] < again[3]


@pytest.fixture
def client() -> TestClient:
    desk = FakeDesk([REPORT])
    desk.drawn = {(ID, 3): PAGE}
    return TestClient(Starlette(routes=[pictures.route(desk)]))


def test_a_page_of_a_loaded_report_is_served_and_may_run_nothing(client: TestClient) -> None:
    link = pictures.address(Spot(ID, 1, 1, 3, box=BOX), near=True)
    answer = client.get(f"/{link}")
    assert answer.status_code == 200
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert view(answer.content)[2] < 595
    assert view(client.get("/" + pictures.address(Spot(ID, page=3, box=BOX), near=False)).content)[2] == 595


@pytest.mark.parametrize("query", ["", f"r={ID}", f"r={ID}&p=4", f"r={ID}&p=0", f"r={ID}&p=-1", f"r={ID}&p=٣", "r=../../etc&p=3",
                                   f"r={ID}&p=99999999999"])  # fmt: skip
def test_anything_else_is_not_found(client: TestClient, query: str) -> None:
    assert client.get(f"/halaman?{query}").status_code == 404


def test_a_box_that_is_nonsense_is_left_out(client: TestClient) -> None:
    for box in ("1,2,3", "9.0,9.0,1.0,1.0", "<script>", "1e9,0.0,1.0,1.0"):
        assert b"<rect" not in client.get("/halaman", params={"r": ID, "p": "3", "x": box}).content


def test_the_panel_shows_the_place_and_on_demand_the_page() -> None:
    desk = FakeDesk([REPORT])
    spot = Spot(ID, 3, 3, 3, "x", box=BOX)
    assert "<img" not in evidence.panel(spot, desk, Words("id"))
    desk.drawn = {(ID, 3): PAGE}
    panel = evidence.panel(spot, desk, Words("id"))
    assert_harmless(panel)
    near, _, whole = panel.partition("<details>")
    assert "near=1" in near
    assert 'loading="lazy"' in whole
    assert "Halaman penuh" in whole
    # Where the laid out lines say nothing, the page alone is shown.
    assert "<img" in evidence.panel(Spot(ID, page=3), desk, Words("id"))


@dataclass(frozen=True)
class Page:
    """What of a report `persons` looks at."""

    lines: tuple[str, ...]
    printed: tuple[Printed | None, ...]


def test_personal_data_is_hidden_cell_by_cell_and_else_line_by_line() -> None:
    nip, line = (10.0, 10.0, 90.0, 20.0), (10.0, 40.0, 300.0, 50.0)
    name = (100.0, 10.0, 200.0, 20.0)
    report = Page(
        ("19800101 200501 1 001\tNama\t81,25", "NIP. 19800101 200501 1 001", "Nilai 81,25", "NIP. 19800101 200501 1 001"),
        (Printed(3, (10.0, 10.0, 400.0, 20.0), (nip, name, None)), Printed(3, line), Printed(3, (1.0, 60.0, 9.0, 70.0)),
         Printed(4, (1.0, 1.0, 2.0, 2.0))),
    )  # fmt: skip
    assert persons.boxes(report, 3) == (nip, line)  # type: ignore[arg-type]
    assert persons.boxes(report, 5) == ()  # type: ignore[arg-type]
    with shown():
        assert persons.boxes(report, 3) == ()  # type: ignore[arg-type]
