"""The checklist over hand-made reports: what is there is found with its place, what is left out is missed."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.checklist.finding import STATES, Found, joined, where
from assistant.checklist.judge import Checklist, catalogue, check
from assistant.checklist.matching import MATCHES
from assistant.checklist.parts import APPENDIX, chapters, part, parts, regions, title_of
from assistant.checklist.probes import PROBES
from assistant.checklist.reading import same_name
from tests.assistant.checklist.office import complete, facts_of, paged
from tests.builders import Sheet


def checked(*without: str, **options: str) -> Checklist:
    report = complete(frozenset(without), **options)
    return check(report, facts_of(report))


def state(checklist: Checklist, name: str) -> str:
    return next(v.found.state for v in checklist.verdicts if v.item.id == name)


def reason(checklist: Checklist, name: str) -> str:
    return next(v.found.reason for v in checklist.verdicts if v.item.id == name)


CONTENTS = [f"isi-{number}" for number in range(1, 16)]


def test_a_complete_report_has_every_content() -> None:
    found = checked()
    assert {name: state(found, name) for name in CONTENTS} == dict.fromkeys(CONTENTS, "found")


@pytest.mark.parametrize(
    ("left_out", "item", "expected"),
    [
        ("organisasi", "isi-1", "not_found"),
        ("isu", "isi-2", "not_found"),
        ("perjanjian", "isi-3", "not_found"),
        ("tahun_lalu", "isi-5", "not_found"),
        ("jangka_menengah", "isi-6", "not_found"),
        ("pembanding", "isi-7", "not_found"),
        ("penyebab", "isi-8", "not_found"),
        ("solusi", "isi-8", "partly"),
        ("efisiensi", "isi-9", "not_found"),
        ("penunjang", "isi-10", "not_found"),
        ("anggaran", "isi-11", "not_found"),
        ("simpulan", "isi-12", "not_found"),
        ("langkah", "isi-13", "not_found"),
        ("lampiran", "isi-14", "not_found"),
        ("tindak_lanjut", "lke-10", "not_found"),
        ("iku", "substansi-5", "cannot_judge"),
        ("perjanjian", "lke-5", "found"),
    ],
)
def test_what_is_left_out_is_missed_and_nothing_else_with_it(left_out: str, item: str, expected: str) -> None:
    assert state(checked(left_out), item) == expected


def test_every_finding_has_a_place_that_shows_it() -> None:
    report = complete()
    found = check(report, facts_of(report))
    for verdict in found.verdicts:
        if verdict.found.state == "found":
            assert verdict.found.spots, verdict.item.id
        for spot in verdict.found.spots:
            assert spot.source.line_start is not None
            assert 1 <= spot.source.line_start <= (spot.source.line_end or 0) <= len(report.lines)


def test_every_finding_that_is_not_full_says_why() -> None:
    for verdict in checked("tahun_lalu", "isu", "solusi").verdicts:
        if verdict.found.state != "found":
            assert verdict.found.reason, verdict.item.id


def test_a_target_that_differs_from_the_agreement_is_named_with_both_figures() -> None:
    report = complete(frozenset({"target", "lampiran"}))
    found = check(report, facts_of(report))
    assert state(found, "substansi-4") == "partly"
    assert "90,00" in reason(found, "substansi-4")
    assert "88,00" in reason(found, "substansi-4")


def test_the_last_version_of_the_agreement_counts() -> None:
    # The body prints 88, the appendix (signed later) 90: one of them is the target reported.
    assert state(checked("target"), "substansi-4") == "found"


@pytest.mark.parametrize(
    ("signed", "expected"),
    [
        ("Melati, 28 Februari 2025", "cannot_judge"),
        ("Melati, 1 Maret 2025", "not_found"),
        ("Melati, 24 Maret 2025 CAMAT MAWAR", "not_found"),
        ("Melati, Pebruari 2025", "cannot_judge"),
        ("Camat Mawar", "cannot_judge"),
    ],
)
def test_a_report_signed_after_two_months_is_late(signed: str, expected: str) -> None:
    assert state(checked(signed=signed), "isi-16") == expected


def test_a_question_on_failed_items_does_not_apply_when_none_failed() -> None:
    assert state(checked(), "substansi-3") == "not_applicable"
    assert state(checked(), "substansi-6") == "not_applicable"


def test_what_only_people_know_is_never_judged() -> None:
    found = checked()
    for name in ("mekanisme-2", "mekanisme-5", "mekanisme-6", "mekanisme-7", "substansi-8", "substansi-10"):
        assert state(found, name) == "cannot_judge"


def test_a_report_of_pages_is_judged_as_one_of_lines() -> None:
    report = complete(frozenset({"isu", "solusi"}))
    lined, pages = check(report, facts_of(report)), check(*paged(report, facts_of(report)))
    assert [v.found.state for v in pages.verdicts] == [v.found.state for v in lined.verdicts]
    spots = [spot for verdict in pages.verdicts for spot in verdict.found.spots]
    assert spots
    assert all(where(spot.source).startswith("hal. ") for spot in spots)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Meningkatnya kualitas pelayanan publik", "Meningkatkan kualitas pelayanan publik", True),
        ("Nilai evaluasi AKIP Kec. Mawar", "Nilai evaluasi AKIPKec. Mawar", True),
        ("Penyelenggara an urusan umum", "Penyelenggaraan urusan umum", True),
        ("Persentase evaluasi APB Desa tepat waktu", "Persentase evaluasi APBDes tepat waktu", True),
        ("Persentase pengurangan sampah", "Persentase penanganan sampah", False),
        ("Indeks Kualitas Air", "Indeks Kualitas Udara", False),
    ],
)
def test_names_are_the_same_in_other_spellings_only(one: str, other: str, same: bool) -> None:
    assert same_name(one, other) is same
    assert same_name(other, one) is same


def test_a_nihil_table_is_no_comparison() -> None:
    sheet = Sheet().heading("BAB III AKUNTABILITAS KINERJA").heading("3.1 Perbandingan dengan standar nasional", 2)
    sheet.table(
        "Tabel 3.1 Perbandingan dengan Standar Nasional",
        [("Indikator",), ("Realisasi 2024",), ("Standar Nasional",)],
        [["", "NIHIL", ""]],
    )
    report = sheet.report()
    found = check(report, facts_of(report))
    assert state(found, "isi-7") == "partly"
    assert "bukan standar nasional atau kosong" in reason(found, "isi-7")


def test_the_same_report_gives_the_same_json() -> None:
    report = complete()
    once, again = (json.dumps(check(report, facts_of(report)).to_json(), sort_keys=True) for _ in range(2))
    assert once == again
    data = json.loads(once)
    assert sum(data["counts"].values()) == len(data["items"]) == len(catalogue()[1])
    assert {item["state"] for item in data["items"]} <= set(STATES)


def test_an_empty_report_finds_nothing_and_does_not_fail() -> None:
    found = check(Sheet().text("Kosong").report(), ())
    assert not any(v.found.state in ("found", "partly") for v in found.verdicts)


# The data files


def test_items_are_numbered_once_and_name_their_article() -> None:
    groups, items = catalogue()
    assert len({item.id for item in items}) == len(items)
    assert {item.group for item in items} == {group.name for group in groups}
    assert all("PermenPAN-RB" in item.article for item in items)


def test_items_name_only_probes_and_parts_that_exist() -> None:
    names = {entry.name for entry in parts()}
    for item in catalogue()[1]:
        for need in item.needs:
            for one in need.get("any", [need]):
                assert one["probe"] in {**PROBES, **MATCHES}
                assert one.get("of", "penyebab") in names
        assert item.needs or item.outside or item.unless
        assert all(any(other.id == name for other in catalogue()[1]) for name in item.unless)


def test_the_review_form_has_the_items_of_the_regulation() -> None:
    items = [item for item in catalogue()[1] if item.group == "reviu"]
    assert [sum(item.heading.startswith(f"{number} ") for item in items) for number in ("I", "II", "III")] == [6, 7, 10]


def test_an_unknown_part_is_a_fault_of_the_caller() -> None:
    with pytest.raises(KeyError):
        part("tidak ada")


# Regions and chapters


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("3.1.2 Membandingkan Target", "membandingkan target"),
        ("**5. Analisis Penyebab:**", "analisis penyebab"),
        ("d) Saran Tindak Lanjut", "saran tindak lanjut"),
        ("BAB IV PENUTUP", "penutup"),
        ("2.1. Langkah-langkah", "langkah-langkah"),
    ],
)
def test_a_heading_loses_its_number(printed: str, title: str) -> None:
    assert title_of(printed) == title


def test_a_region_ends_before_the_next_part_and_the_signature() -> None:
    report = complete()
    found = {region.part: region for region in regions(report)}
    texts = [block.text for block in report.blocks[found["penyebab"].start : found["penyebab"].end]]
    assert texts[0].startswith("3.5")
    assert not any(text.startswith("3.6") for text in texts)
    assert "Februari" not in report.blocks[found["langkah"].end - 1].text


def test_what_follows_the_signature_is_an_appendix() -> None:
    report = complete(frozenset({"lampiran"}))
    sheet = Sheet()
    sheet.lines, sheet.blocks = list(report.lines), list(report.blocks)
    sheet.text("Matriks terlampir")
    assert chapters(sheet.report())[-1] == APPENDIX


@given(st.lists(st.sampled_from(["found", "partly", "not_found"]), min_size=1, max_size=5))
@settings(max_examples=50)
def test_several_probes_are_found_only_together(states: list[str]) -> None:
    whole = joined([Found(one, f"sebab {number}") for number, one in enumerate(states)])  # type: ignore[arg-type]
    assert (whole.state == "found") == (set(states) == {"found"})
    assert (whole.state == "not_found") == (set(states) == {"not_found"})
