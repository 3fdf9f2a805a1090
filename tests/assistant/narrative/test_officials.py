"""Who holds an office: read from forms, signatures and tables of names, and from nothing else."""

from __future__ import annotations

import pytest

from assistant.checklist.reading import Reading
from assistant.narrative.officials import asked_office, fits, officials
from tests.builders import Sheet


def read(sheet: Sheet) -> Reading:
    return Reading(sheet.report(office="Kecamatan Mawar", region="Kabupaten Melati"), ())


def names(sheet: Sheet, office: str = "camat") -> list[tuple[str, str]]:
    return [(one.name, one.office) for one in officials(read(sheet), office)]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["Nama : BUDI SANTOSO, S.Sos", "Jabatan : CAMAT MAWAR"], [("BUDI SANTOSO, S.Sos", "CAMAT MAWAR")]),
        (["Nama : SITI AMINAH Jabatan : Plt. Camat Mawar Selanjutnya disebut"], [("SITI AMINAH", "Plt. Camat Mawar")]),
        (["1 NAMA : ANI, SH 2 NIP : 1 3 PANGKAT : x 4 JABATAN : CAMAT 5 UNIT : y"], [("ANI, SH", "CAMAT")]),
        (["CAMAT MAWAR", "Drs. RUDI HARTONO", "Pembina"], [("Drs. RUDI HARTONO", "CAMAT MAWAR")]),
        (["CAMAT MAWAR", "RUDI HARTONO", "NIP. 1"], [("RUDI HARTONO", "CAMAT MAWAR")]),
        (["CAMAT MAWAR RUDI HARTONO, SE Penata Tingkat I NIP. 1"], [("RUDI HARTONO, SE", "CAMAT MAWAR")]),
    ],
)
def test_forms_and_signatures_name_the_holder(lines: list[str], found: list[tuple[str, str]]):
    sheet = Sheet()
    for line in lines:
        sheet.text(line)
    assert names(sheet) == found


@pytest.mark.parametrize(
    "lines",
    [
        ["CAMAT MAWAR", "Menimbang : a. bahwa dalam rangka pembinaan perlu dibentuk tim."],
        ["CAMAT MAWAR", "Pelayanan Umum"],
        ["Nama : BUDI, S.Sos", "Jabatan : SEKRETARIS CAMAT"],
        ["Kepada Camat Mawar disampaikan bahwa Drs. RUDI hadir dalam rapat koordinasi tingkat kabupaten."],
        [],
    ],
)
def test_other_words_name_nobody(lines: list[str]):
    sheet = Sheet()
    for line in lines:
        sheet.text(line)
    assert names(sheet) == []


def test_a_table_of_names_tells_the_holder_of_exactly_that_office():
    sheet = Sheet().table(
        "Tabel 1.1 Pegawai",
        [("No",), ("Nama",), ("Jabatan",)],
        [("1", "Drs. RUDI HARTONO", "Camat"), ("2", "ANI LESTARI, SE", "Sekretaris Kecamatan"), ("3", "5", "Camat")],
    )
    assert names(sheet) == [("Drs. RUDI HARTONO", "Camat")]
    assert names(sheet, "sekretaris") == [("ANI LESTARI, SE", "Sekretaris Kecamatan")]


def test_each_name_once_with_all_holders_kept():
    sheet = Sheet()
    for line in (
        "Nama : BUDI, S.Sos Jabatan : CAMAT MAWAR",
        "CAMAT MAWAR",
        "BUDI, S.Sos",
        "Nama : ANI, SH Jabatan : Camat",
    ):
        sheet.text(line)
    assert [name for name, _ in names(sheet)] == ["BUDI, S.Sos", "ANI, SH"]


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("siapa camat mawar", "camat"),
        ("siapa nama sekretaris camat", "sekretaris camat"),
        ("who is the governor", "gubernur"),
        ("siapa yang melapor kepada camat", None),
        ("siapa yang menyusun laporan", None),
    ],
)
def test_which_questions_ask_for_an_office(question: str, name: str | None):
    asked = asked_office(question)
    assert (asked.names[0] if asked else None) == name


def test_a_governor_of_elsewhere_is_another():
    sheet = Sheet()
    sheet.text("Nama : Ir. JAYA Jabatan : GUBERNUR MELATI")
    (one,) = officials(read(sheet), "gubernur")
    assert fits(one, {"melati"})
    assert not fits(one, {"kenanga"})
