"""A list is followed to its end: in order, over page breaks, and not into the list around it."""

from hypothesis import given
from hypothesis import strategies as st

from assistant.narrative.lists import list_after, mark_of
from assistant.narrative.pieces import Kind, Piece
from corpus.fact import Source


def pieces(*said: tuple[Kind, str]) -> list[Piece]:
    return [Piece(kind, n, text, Source("a.txt", n + 1, n + 1), ("BAB III",)) for n, (kind, text) in enumerate(said)]


def texts(found: tuple[Piece, ...]) -> list[str]:
    return [piece.text for piece in found]


def test_a_list_ends_before_the_next_paragraph():
    said = pieces(
        ("paragraph", "Sebabnya :"),
        ("list_item", "1. Satu"),
        ("list_item", "2. Dua"),
        ("paragraph", "Selanjutnya ini."),
    )
    assert texts(list_after(said, 0)) == ["1. Satu", "2. Dua"]


def test_inner_items_belong_to_the_list_and_the_next_outer_item_does_not():
    said = pieces(
        ("list_item", "1. Pertama, yaitu:"),
        ("list_item", "1. Dalam satu"),
        ("list_item", "2. Dalam dua"),
        ("list_item", "a. Lebih dalam"),
        ("list_item", "- butir"),
        ("list_item", "3. Dalam tiga"),
        ("list_item", "2. Kedua, yaitu:"),
    )
    assert texts(list_after(said, 0)) == ["1. Dalam satu", "2. Dalam dua", "a. Lebih dalam", "- butir", "3. Dalam tiga"]


def test_bullets_below_an_item_end_with_its_next_sibling():
    said = pieces(("list_item", "7. Upaya:"), ("list_item", "- satu"), ("list_item", "8. Upaya lain:"))
    assert texts(list_after(said, 0)) == ["- satu"]


def test_the_second_half_of_an_item_that_a_page_break_cut_stays_with_it():
    said = pieces(
        ("paragraph", "Rencana:"),
        ("list_item", "1. Menata ruang tunggu dan"),
        ("paragraph", "menambah kursi."),
        ("list_item", "2. Melatih petugas."),
        ("paragraph", "demikian."),
    )
    assert texts(list_after(said, 0)) == ["1. Menata ruang tunggu dan", "menambah kursi.", "2. Melatih petugas."]


def test_what_stands_under_an_item_that_is_a_title_belongs_to_it():
    said = pieces(
        ("list_item", "2. Perbaikan:"),
        ("list_item", "a. Petugas"),
        ("list_item", "- melatih"),
        ("list_item", "b. Sarana"),
        ("paragraph", "Mengajukan anggaran."),
        ("list_item", "3. Lain:"),
    )
    assert texts(list_after(said, 0))[-2:] == ["b. Sarana", "Mengajukan anggaran."]


def test_a_numbered_title_alone_is_no_list():
    said = pieces(("paragraph", "Tugas:"), ("heading", "1. Camat"), ("paragraph", "Camat memimpin."))
    assert list_after(said, 0) == ()


def test_no_list_follows_a_paragraph():
    assert list_after(pieces(("paragraph", "Satu."), ("paragraph", "Dua.")), 0) == ()


@given(st.integers(min_value=1, max_value=30))
def test_a_plain_numbered_list_is_whole(count: int):
    said = pieces(
        ("paragraph", "Daftar:"), *(("list_item", f"{n}. butir") for n in range(1, count + 1)), ("heading", "3.2 Lain")
    )
    assert len(list_after(said, 0)) == count


def test_marks():
    assert [mark_of(text).style for text in ("1. a", "2) a", "a. b", "- a", "- b. c", "kata", "2024 adalah")] == [
        "number", "number", "letter", "bullet", "letter", "", "",
    ]  # fmt: skip
    assert mark_of("c) tiga").place == 3
