from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import EmptyFile, MissingFile, NoReports, NotText, TooLarge, UnknownType
from corpus.readers import find, read, text

BODY = "LAPORAN KINERJA\nKECAMATAN MAWAR\nTAHUN 2024\n\nBAB I PENDAHULUAN\n\nIsi laporan “kutipan”.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_encodings_and_line_ends_give_the_same_lines(tmp_path, encoding, newline):
    path = tmp_path / "laporan.txt"
    path.write_bytes(BODY.replace("\n", newline).encode(encoding))
    report = read(path)
    assert report.lines == tuple(BODY.split("\n"))
    assert report.identity.year == 2024


def test_line_n_of_a_place_is_the_editors_line_n(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("satu\x0cdua\u2028tiga\n- Butir kedua yang cukup panjang.\n", encoding="utf-8")
    report = read(path)
    assert report.blocks[-1].place.line_start == 2


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", EmptyFile),
        (b"  \n\t\n", EmptyFile),
        (b"\xef\xbb\xbf \n", EmptyFile),
        (b"PK\x03\x04\x00\x00\x00\x08binary", NotText),
        (bytes(range(256)) * 40, NotText),
        (b"laporan\x00kinerja", NotText),
    ],
)
def test_what_is_no_text_is_refused_with_the_files_name(tmp_path, content, error):
    path = tmp_path / "aneh.txt"
    path.write_bytes(content)
    with pytest.raises(error) as caught:
        read(path)
    assert "aneh.txt" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_huge_file_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "besar.txt"
    with path.open("wb") as handle:
        handle.truncate(50 * 2**20)
    with pytest.raises(TooLarge):
        read(path)


def test_missing_and_unknown_files(tmp_path):
    with pytest.raises(MissingFile):
        read(tmp_path / "tidak-ada.txt")
    other = tmp_path / "gambar.png"
    other.write_bytes(b"x")
    with pytest.raises(UnknownType):
        read(other)


def test_find_lists_reports_below_a_folder_and_passes_over_the_rest(tmp_path):
    (tmp_path / "b").mkdir()
    for name in ("b/dua.txt", "satu.txt", ".tersembunyi.txt", "README.txt", "foto.png"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [path.name for path in find(tmp_path)] == ["dua.txt", "satu.txt"]


def test_find_refuses_a_folder_without_reports(tmp_path):
    with pytest.raises(NoReports):
        find(tmp_path)
    with pytest.raises(MissingFile):
        find(tmp_path / "tidak-ada")


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=300))
def test_any_text_is_read_and_every_place_lies_in_the_file(content):
    if not content.strip() or not content.strip("\ufeff \u00a0"):
        return
    try:
        report = text.parse(content.encode("utf-8"), "a.txt")
    except EmptyFile:
        return
    for block in report.blocks:
        assert 1 <= block.place.line_start <= block.place.line_end <= len(report.lines)
