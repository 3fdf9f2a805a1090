from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.facts.outline import Outline
from corpus.facts.roles import Column
from corpus.nomenclature import level_of
from corpus.report import Place, Row, Table
from corpus.vocabulary import load

ALL = [(name, level) for level, names in load("nomenclature").items() for name in names]


@given(st.sampled_from(ALL), st.sampled_from(["", "KABUPATEN/KOTA", " Kabupaten/ Kota"]), st.booleans())
def test_every_name_has_its_level_however_it_is_printed(entry, scope, capitals):
    name, level = entry
    assert level_of((name.upper() if capitals else name) + (scope if level == "program" else "")) == level


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("Penyediaan Peralatan Rumah", "sub_kegiatan"),
        (
            "Penyediaan jasa pemeliharaan, biaya pemeliharaan, pajak dan perijinan kendaraan dinas operasional",
            "sub_kegiatan",
        ),
        ("PENYELENGGARAAN RAPAT KORDINASI DAN KONSULTASI SKPD", "sub_kegiatan"),
        ("Administrasi Umum", None),
        ("Meningkatnya kualitas pelayanan publik", None),
        ("Pengadaan", None),
    ],
)
def test_misspelt_and_cut_names(name, level):
    assert level_of(name) == level


def table(*rows):
    return Table(0, "", False, (), (), tuple(Row(row, Place(1, 1)) for row in rows), Place(1, 1), ())


NAME = Column(1, ("Program/Kegiatan",), "program_kegiatan", None, None, "unknown")


def test_rows_numbered_like_known_ones_have_their_level():
    rows = table(
        ("1", "Program Koordinasi Ketenteraman dan Ketertiban Umum"),
        ("1.1", "Administrasi Umum Perangkat Daerah"),
        ("", "Penyediaan Bahan Logistik Kantor"),
        ("", "Penyediaan Gaji dan Tunjangan ASN"),
        ("", "Penyediaan bunga melati"),
        ("1.2", "Urusan bunga mawar"),
    )
    outline = Outline.of(rows, [0], [NAME], {})
    assert outline.level(rows.rows[4], NAME) == "sub_kegiatan"
    assert outline.level(rows.rows[5], NAME) is None, "one vote is no habit"


def test_a_long_code_below_a_programme_is_its_activity():
    rows = table(
        ("4.01.4.01.21.01.106", "Program Pelayanan Administrasi Perkantoran"),
        ("4.01.4.01.21.01.106.04", "Penyediaan jasa surat"),
    )
    outline = Outline.of(rows, [0], [NAME], {})
    assert outline.below(rows.rows[1]) == "kegiatan"
    assert outline.below(rows.rows[0]) is None
