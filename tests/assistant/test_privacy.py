"""Numbers and addresses of persons are hidden in whatever leaves the library; figures never are."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import export
from assistant.answer import Passage
from assistant.privacy import mask, masked, shown
from assistant.render import escape
from assistant.service import Assistant
from assistant.ui.safe import html, html_in_markdown, plain_markdown, without_html
from corpus import readers
from corpus.fact import Fact, Source
from corpus.facts import extract
from index import build
from tests.builders import fact as fact_of
from tests.builders import small_report


def fact(**changes: object) -> Fact:
    return fact_of(small_report(), **changes)  # type: ignore[arg-type]


HIDDEN = [
    ("NIP. 19700101 199503 1 002", "NIP. [NIP]"),
    ("NIP.197001011995031002", "NIP.[NIP]"),
    ("Budi\t19700101 199503 1002\tCamat", "Budi\t[NIP]\tCamat"),
    ("19700101 19950 3 1 002", "[NIP]"),
    ("NIP: 131 234 567", "NIP: [NIP]"),
    ("NRP 65010203", "NRP [NIP]"),
    ("NIK 3515082504700001", "NIK [NIK]"),
    ("3515084504700001", "[NIK]"),
    ("Telp. (0321) 861234", "Telp. [telepon]"),
    ("Telp. 861234", "Telp. [telepon]"),
    ("Fax : 0321-861235", "Fax : [telepon]"),
    ("HP 0812-3456-7890", "HP [telepon]"),
    ("WA: +62 812 3456 7890", "WA: [telepon]"),
    ("surel camat.mawar@contoh.go.id.", "surel [email]."),
    ("kec_mawar@contoh.co.id, www", "[email], www"),
    ("kec(at)contoh.go.id", "[email]"),
]
KEPT = [
    "Rp19.700.101.199.503", "Rp 1.970.010.119", "93,53", "2024", "19700101", "Belanja Telepon 861.234.000",
    "Belanja Telepon/Fax 861234", "Kode 1.03.02.2.01.0005", "5.02.02.2.01.0001.5.1.02.01.01.0024", "101,25%",
    "Perda Nomor 12 Tahun 2019", "20.197.001.011.995", "15082504700001", "081234", "31 Desember 2024",
    "12345678901234", "Tabel 3.4", "0,8123456789",
]  # fmt: skip


@pytest.mark.parametrize(("text", "seen"), HIDDEN)
def test_what_is_of_a_person_is_hidden(text: str, seen: str) -> None:
    assert mask(text) == seen
    assert mask(seen) == seen


@pytest.mark.parametrize("text", KEPT)
def test_figures_codes_and_dates_are_kept(text: str) -> None:
    assert mask(text) is text


@given(st.decimals(min_value=0, max_value=10**15, places=2))
def test_no_amount_with_marks_is_ever_hidden(amount: Decimal) -> None:
    printed = f"{amount:,.2f}".translate(str.maketrans(",.", ".,"))
    for text in (printed, f"Rp{printed}", f"Rp {printed} ({printed}%)", f"Belanja Telepon {printed}"):
        assert mask(text) == text


@given(st.text())
def test_masking_twice_is_masking_once(text: str) -> None:
    assert mask(mask(text)) == mask(text)


def test_who_may_see_it_and_asks_sees_it() -> None:
    text = "NIP. 19700101 199503 1 002"
    with shown():
        assert mask(text) == text
    assert mask(text) != text


def test_a_thing_without_anything_to_hide_is_the_very_same() -> None:
    clean = fact(as_printed="93,53")
    assert masked(clean) is clean


def test_a_figure_whose_printed_form_is_hidden_loses_its_value_too() -> None:
    found = masked(fact(value="197001011995031002", as_printed="197001011995031002"))
    assert (found.as_printed, found.value) == ("[NIP]", None)


def test_places_and_files_stay() -> None:
    source = Source(file="lkjip-19700101 199503 1 002.txt", line_start=3, line_end=3, table="a@contoh.go.id")
    found = masked(Passage("NIP 19700101 199503 1 002", "a@contoh.go.id", "r", 1.0, source))
    assert found.source.file == source.file
    assert (found.text, found.heading, found.source.table) == ("NIP [NIP]", "[email]", "[email]")


@pytest.mark.parametrize("shows", [escape, html, html_in_markdown, plain_markdown, without_html])
def test_every_way_to_the_page_hides(shows: object) -> None:
    seen = shows("NIP. 19700101 199503 1 002 dan camat_mawar@contoh.go.id")  # type: ignore[operator]
    assert "19700101" not in seen
    assert "contoh" not in seen


@pytest.mark.parametrize("ending", ["jsonl", "csv", "xlsx"])
def test_exports_of_facts_hide(tmp_path: Path, ending: str) -> None:
    bad = replace(fact(as_printed="0812-3456-7890"), indicator="Layanan camat@contoh.go.id")
    path = tmp_path / f"out.{ending}"
    export.write([bad], path)
    if ending == "xlsx":
        import openpyxl

        text = json.dumps(
            [[str(cell.value) for cell in row] for row in openpyxl.load_workbook(path).active.iter_rows()]
        )
    else:
        text = path.read_text(encoding="utf-8-sig")
    assert "[telepon]" in text
    assert "[email]" in text
    assert "7890" not in text


def test_answers_hide_what_the_library_keeps(tmp_path: Path) -> None:
    text = "\n".join(
        [
            "CONTOH FIKTIF", "LAPORAN KINERJA INSTANSI PEMERINTAH", "KECAMATAN MAWAR", "KABUPATEN UJI", "TAHUN 2024", "",
            "BAB I", "PENDAHULUAN", "", "1.1 Hambatan", "",
            "Hambatan pelayanan adalah gangguan jaringan internet; laporkan ke 0812-3456-7890 atau camat@contoh.go.id,",
            "penanggung jawab Budi NIP. 19700101 199503 1 002.",
        ]
    )  # fmt: skip
    path = tmp_path / "lkjip-kecamatan-mawar-2024.txt"
    path.write_text(text, encoding="utf-8")
    assistant = Assistant.open(tmp_path / "data")
    report = readers.read(path)
    build.add(assistant.library, [(report, list(extract(report)))], None)
    with closing(assistant):
        question = "Apa hambatan pelayanan?"
        answer = json.dumps(assistant.ask(question).to_json(), ensure_ascii=False)
        assert "internet" in answer
        assert not [secret for secret in ("7890", "camat@", "199503") if secret in answer]
        with shown():
            assert "199503" in json.dumps(assistant.ask(question).to_json(), ensure_ascii=False)
        assert "199503" in " ".join(assistant.library.report(assistant.list()[0].id).lines)
