"""Passages: nothing lost, nothing cut inside a row, each with its heading, place and context."""

from __future__ import annotations

import itertools
import re

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.report import Place
from index.passages import LIMIT, passage_id, passages, row_text
from tests.builders import Sheet, performance, small_report

SENTENCE = "Kecamatan melaksanakan pelayanan administrasi kepada warga secara cepat dan ramah. "


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def test_every_word_of_the_report_is_in_a_passage():
    report = small_report()
    found = passages(report)
    said = set(words(" ".join(p.text for p in found)))
    for block in report.blocks:
        if block.kind == "heading":
            continue
        printed = block.text if block.table is None else " ".join(" ".join(r.cells) for r in block.table.rows)
        assert set(words(printed)) <= said


def test_headings_alone_are_no_passages_but_stand_above_their_text():
    report = Sheet().heading("BAB I PENDAHULUAN").heading("1.1 Umum", 2).text("Isi bagian umum.").report()
    (only,) = passages(report)
    assert (only.text, only.heading) == ("Isi bagian umum.", "BAB I PENDAHULUAN > 1.1 Umum")
    assert only.embed_text.endswith("1.1 Umum\nIsi bagian umum.")
    assert passages(Sheet().heading("BAB I").heading("BAB II").report()) == []


def test_short_paragraphs_of_one_section_are_joined_and_sections_are_not():
    sheet = Sheet().heading("A").text("Kalimat satu.").text("Kalimat dua.").heading("B").text("Kalimat tiga.")
    found = passages(sheet.report())
    assert [p.text for p in found] == ["Kalimat satu.\nKalimat dua.", "Kalimat tiga."]
    assert (found[0].source.line_start, found[0].source.line_end) == (3, 5)


def test_a_long_paragraph_is_cut_at_sentence_ends():
    found = passages(Sheet().heading("A").text(SENTENCE * 60).report())
    assert len(found) > 3
    assert all(len(p.text) <= LIMIT and p.text.endswith(".") for p in found)
    assert words(" ".join(p.text for p in found)) == words(SENTENCE * 60)
    assert {(p.source.line_start, p.source.line_end) for p in found} == {(3, 3)}


def test_a_list_keeps_its_lead_in_even_where_it_is_cut():
    lead = "Upaya yang dilakukan untuk meningkatkan pelayanan adalah:"
    items = [f"{n}. {SENTENCE.strip()}" for n in range(1, 40)]
    found = passages(Sheet().heading("A").text("Pembuka bagian ini. " * 45).text(lead).items(*items).report())
    lists = [p for p in found if p.kind == "list"]
    assert len(lists) > 1
    assert lists[0].text.startswith(lead)
    for later in lists[1:]:
        assert later.caption == lead
        assert lead in later.embed_text
        assert lead not in later.text, "text is only what stands on its lines"


def test_rows_read_alone_and_carry_merged_cells():
    report = performance(Sheet().heading("BAB III")).report()
    rows = [p for p in passages(report) if p.kind == "row"]
    assert [(p.source.line_start, p.source.line_end) for p in rows] == [(6, 6), (7, 7), (8, 8)]
    assert "Indikator: Indeks Kepuasan Masyarakat (IKM)" in rows[0].embed_text
    assert "Tahun 2024 > Realisasi: 93,53" in rows[0].embed_text
    assert "Tabel 3.1 Capaian Kinerja Tahun 2024" in rows[0].embed_text
    assert "Sasaran: Meningkatnya kualitas pelayanan" in rows[1].embed_text, "the merged cell above"
    assert "93,53" not in rows[1].embed_text, "figures are never carried down"
    assert "Meningkatnya kualitas pelayanan" not in rows[1].text, "text is what the row prints"


def test_a_big_table_is_cut_between_rows_and_repeats_caption_and_header():
    rows = [[str(n), f"Program nomor {n}" + " yang panjang" * 12, f"{n}.000.000"] for n in range(1, 31)]
    report = Sheet().heading("A").table("Tabel 1 Anggaran", [("No",), ("Program",), ("Pagu",)], rows).report()
    tables = [p for p in passages(report) if p.kind == "table"]
    assert len(tables) > 2
    for piece in tables:
        assert piece.text.startswith("Tabel 1 Anggaran\nNo | Program | Pagu\n")
        assert piece.table == 0
    printed = [line for piece in tables for line in piece.text.split("\n")[2:]]
    assert printed == [" | ".join(row) for row in rows]
    spans = [(p.source.line_start, p.source.line_end) for p in tables]
    assert all(a[1] + 1 == b[0] for a, b in itertools.pairwise(spans))
    assert (spans[0][0], spans[-1][1]) == (3, 34)


def test_a_single_huge_row_is_not_cut():
    cell = SENTENCE * 40
    report = Sheet().heading("A").table("T", [("No",), ("Uraian",)], [["1", cell], ["2", "pendek saja"]]).report()
    tables = [p for p in passages(report) if p.kind == "table"]
    assert [cell.strip() in p.text for p in tables] == [True, False]


def test_a_table_without_header_or_with_ragged_rows():
    report = Sheet().heading("A").table("", [()], [["Camat", "1 orang"], ["Staf", "12 orang", "tetap"]]).report()
    rows = [p for p in passages(report) if p.kind == "row"]
    assert [p.text for p in rows] == ["Camat | 1 orang", "Staf | 12 orang | tetap"]
    table = report.tables[0]
    assert row_text(table, table.rows[0]) == "Camat; 1 orang"


def test_ids_are_stable_positive_and_follow_the_bytes():
    first, again, other = passages(small_report()), passages(small_report()), passages(small_report(ikm="1,00"))
    assert first == again
    assert {p.id for p in first}.isdisjoint(p.id for p in other)
    assert all(0 <= p.id < 2**63 for p in first)
    assert len({p.id for p in first}) == len(first)
    assert first[3].id == passage_id(small_report().sha256, 3)


def test_a_small_change_leaves_most_contents_the_same():
    before = {p.content_hash for p in passages(small_report())}
    after = {p.content_hash for p in passages(small_report(ikm="80,00"))}
    assert len(after - before) == 2, "the changed row and its table"


texts = st.text(st.sampled_from("ab. \nC:;1"), max_size=400).filter(str.strip)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["heading", "text", "items", "table"]), texts), max_size=12))
def test_any_report_gives_passages_within_their_lines(parts):
    sheet = Sheet()
    for kind, text in parts:
        line = text.replace("\n", " ").strip() or "x"
        if kind == "table":
            sheet.table(line[:20], [("No",), ("Isi",)], [["1", line], ["2", line[::-1]]])
        else:
            getattr(sheet, kind)(line)
    report = sheet.report()
    found = passages(report)
    assert [p.ordinal for p in found] == list(range(len(found)))
    for p in found:
        assert p.text.strip()
        assert 1 <= p.source.line_start <= p.source.line_end <= len(report.lines)
        printed = "".join(words("\n".join(report.lines[p.source.line_start - 1 : p.source.line_end])))
        if p.kind != "table":
            assert "".join(words(p.text)) in printed


def test_pages_and_boxes_of_joined_blocks():
    from dataclasses import replace

    report = Sheet().heading("A").text("Satu.").text("Dua.").report()
    places = [Place(), Place(page=3, bbox=(1, 2, 3, 4)), Place(page=3, bbox=(0, 5, 2, 9))]
    blocks = tuple(replace(b, place=p) for b, p in zip(report.blocks, places, strict=True))
    (only,) = passages(replace(report, blocks=blocks))
    assert only.source == Place(page=3, bbox=(0, 2, 3, 9))


def test_the_last_item_of_a_list_taken_for_a_heading_is_not_lost():
    sheet = Sheet().heading("BAB III").heading("D. Inovasi", 2).text("Inovasi tahun ini antara lain:")
    sheet.items("1. Loket sore").heading("2. Layanan keliling", 3).heading("BAB IV").text("Isi penutup.")
    first, last = passages(sheet.report())
    assert first.text.split("\n") == ["Inovasi tahun ini antara lain:", "1. Loket sore", "2. Layanan keliling"]
    assert (first.source.line_start, first.source.line_end, first.kind) == (5, 9, "list")
    assert last.text == "Isi penutup."


def test_a_title_inside_a_section_opens_a_passage():
    sheet = Sheet().heading("A").text(SENTENCE * 4).text("d) Saran Tindak Lanjut").items(f"- {SENTENCE}", "- Lagi.")
    found = passages(sheet.report())
    assert [p.text.split("\n")[0] for p in found] == [(SENTENCE * 4).strip(), "d) Saran Tindak Lanjut"]
    assert found[1].source.line_start == 5


def test_a_table_of_several_portions_says_what_it_holds():
    rows = [[str(n), f"Kegiatan layanan bernama {SENTENCE[:40]} {n}", f"{n}.000"] for n in range(1, 60)]
    sheet = Sheet().heading("A").table("Tabel 1 Anggaran Tahun 2023", [("No",), ("Kegiatan",), ("Pagu (Rp)",)], rows)
    report = sheet.report()
    found = passages(report)
    (told,) = [p for p in found if p.kind == "descriptor"]
    whole = report.tables[0].place
    assert (told.source.line_start, told.source.line_end) == (whole.line_start, whole.line_end)
    assert "Tahun: 2023" in told.embed_text
    assert "Pagu (Rp)" in told.embed_text
    assert len(told.text) <= LIMIT + 200
    printed = set(words(" ".join(" ".join(r.cells) for r in (*report.tables[0].header, *report.tables[0].rows))))
    assert set(words(told.text)) <= printed | set(words(report.tables[0].caption)), "shown as printed, nothing added"
    small = Sheet().heading("A").table("Tabel 1", [("No",), ("Kegiatan",)], rows[:3]).report()
    assert "descriptor" not in {p.kind for p in passages(small)}
