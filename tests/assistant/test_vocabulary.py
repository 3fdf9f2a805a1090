"""The short names of indicators."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.vocabulary import code_of, codes_in, indicator, load


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Indeks Kepuasan Masyarakat (IKM)", "IKM"),
        ("Rata - rata IKM Desa", "IKM_DESA"),
        ("Indeks Kepua san Masya rakat", "IKM"),
        ("Indeks Kualitas Pelayanan Publik", "IKPP"),
        ("Indeks Pelayanan Publik / IPP", "IPP"),
        ("nilai evaluasi AKIP", "SAKIP"),
        ("IKMnya", "IKM"),
        ("SAKIP-nya", "SAKIP"),
        ("Kecamatan Berpredikat Kinerja Baik", "EKK"),
        ("Laporan Akuntabilitas Kinerja Instansi Pemerintah", None),
        ("50 rb", None),
        ("Jumlah dokumen perencanaan", None),
        ("PIKMA", None),
        ("I K M", None),
    ],
)
def test_code_of(text: str, code: str | None) -> None:
    assert code_of(text) == code


def test_all_codes_of_a_text_in_order() -> None:
    assert [m.code for m in codes_in("Bandingkan IPP dengan IKM dan IKPP")] == ["IPP", "IKM", "IKPP"]


@given(st.sampled_from([(e["code"], a) for e in load("indicators") for a in e["aliases"]]), st.booleans())
def test_every_alias_names_its_code_whatever_the_case(entry: tuple[str, str], upper: bool) -> None:
    code, alias = entry
    assert code_of(alias.upper() if upper else alias.lower()) == code


def test_entries_have_names_in_both_languages() -> None:
    for entry in load("indicators"):
        assert indicator(entry["code"]) is entry
        assert entry["name"]
        assert entry["english"]
