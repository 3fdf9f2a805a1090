"""Words of a text, and BM25 over them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import IndexDamaged
from index.lexical import Lexical
from index.tokens import forms_of, words

TEXTS = [
    "Penurunan nilai IKM disebabkan jaringan internet yang sering putus.",
    "Realisasi anggaran Program Pelayanan Publik Rp2.451.096.500 atau 98,33 persen.",
    "Dasar hukum penyusunan laporan adalah Peraturan Presiden Nomor 29 Tahun 2014.",
    "Jumlah pegawai kecamatan sebanyak 19 orang.",
    "",
]


def rows(index: Lexical, query: str, k: int = 10, mask: np.ndarray | None = None) -> list[int]:
    return [row for row, _ in index.search(words(query), k, mask)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("menurun", "penurunan"),
        ("diturunkan", "turunnya"),
        ("pencapaian", "tercapai"),
        ("melayani", "pelayanan"),
        ("disusun", "penyusunan"),
        ("menghambat", "hambatan"),
        ("terserap", "penyerapan"),
        ("meningkatkan", "peningkatan"),
        ("mengukur", "pengukuran"),
        ("efektivitas", "efektifitas"),
        ("IKMnya", "IKM"),
        ("93,53", "93.53"),
        ("2.451.096.500", "2,451,096,500"),
        ("penyebab", "karena"),
    ],
)
def test_forms_of_one_word_share_an_index_word(one: str, other: str):
    assert set(words(one)) & set(words(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [("kinerja", "kerja"), ("anggaran", "anggur"), ("IKM", "IKP"), ("kecamatan", "camat"), ("93,53", "9353")],
)
def test_different_words_stay_apart(one: str, other: str):
    assert not set(words(one)) & set(words(other))


def test_surface_forms_numbers_and_acronyms_stay_whole():
    assert words("Nilai IKM (93,53) naik") == ["nilai", "ikm", "93.53", "naik"]
    assert "menurun" in words("menurun")
    assert words("yang dan di") == []
    assert words("tidak belum") == ["tidak", "belum"], "negations are never dropped"


def test_nasal_prefixes_follow_the_first_letter():
    for root, form in [("tulis", "menulis"), ("sapu", "menyapu"), ("pakai", "memakai"), ("kirim", "mengirim"),
                       ("proses", "memproses"), ("ukur", "pengukuran"), ("bina", "pembinaan"), ("latih", "pelatihan")]:  # fmt: skip
        assert form in set(forms_of(root))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_any_text_gives_words_and_never_fails(text: str):
    assert all(word and word == word.lower() for word in words(text) if word.isascii())


def test_the_fitting_text_comes_first():
    index = Lexical.of(TEXTS)
    assert rows(index, "kenapa IKM menurun?")[0] == 0
    assert rows(index, "anggaran 2,451,096,500")[0] == 1
    assert rows(index, "berapa pegawainya")[0] == 3
    assert rows(index, "kata yang tidak tertulis di mana pun: zzz") == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.booleans(), min_size=5, max_size=5), st.integers(0, 6))
def test_a_mask_is_never_left(chosen: list[bool], k: int):
    mask = np.array(chosen)
    found = rows(Lexical.of(TEXTS), "nilai realisasi laporan pegawai orang persen tahun", k, mask)
    assert all(mask[row] for row in found)
    assert len(found) <= k
    assert set(found) == {r for r in range(4) if mask[r]} or k < 4


def test_ties_come_by_row_and_repeated_words_count_once():
    index = Lexical.of(["sama persis", "lain sekali", "sama persis"])
    assert rows(index, "sama") == [0, 2]
    assert index.search(words("sama sama sama"), 5) == index.search(words("sama"), 5)
    assert [row for row, _ in index.search(words("sama"), 1)] == [0]


def test_a_word_of_every_selected_text_weighs_little_there():
    """The name of an office finds its report among others, and inside the report the other words decide."""
    texts = [
        "mawar mawar mawar laporan",
        "mawar hambatan pelayanan kepada warga desa",
        "kenanga hambatan",
        "kenanga laporan",
    ]
    index = Lexical.of(texts)
    assert rows(index, "hambatan mawar", mask=np.array([True, True, False, False]))[0] == 1


def test_saved_and_loaded_is_the_same_and_holds_no_pickle(tmp_path: Path):
    index = Lexical.of(TEXTS)
    index.save(tmp_path / "lexical")
    loaded = Lexical.load(tmp_path / "lexical", len(TEXTS))
    assert loaded.search(words("nilai IKM tahun 2014"), 9) == index.search(words("nilai IKM tahun 2014"), 9)
    for path in (tmp_path / "lexical").iterdir():
        assert path.suffix in (".npy", ".json")
        if path.suffix == ".npy":
            np.load(path, allow_pickle=False)


@pytest.mark.parametrize("texts", [[], [""], ["yang dan di"]])
def test_texts_without_words(tmp_path: Path, texts: list[str]):
    index = Lexical.of(texts)
    assert rows(index, "apa saja laporan") == []
    index.save(tmp_path / "lexical")
    assert rows(Lexical.load(tmp_path / "lexical", len(texts)), "laporan") == []


def test_a_damaged_file_is_named(tmp_path: Path):
    Lexical.of(TEXTS).save(tmp_path)
    (tmp_path / "params.index.json").write_text("{", encoding="utf-8")
    with pytest.raises(IndexDamaged, match="--rebuild"):
        Lexical.load(tmp_path, 5)
