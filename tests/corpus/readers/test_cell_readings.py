"""Cells of scanned tables read each alone: their ink cut out, their readings made one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from corpus.readers.pdf import cells, ink, ruling, tesseract
from corpus.readers.pdf.page import Word
from corpus.readers.pdf.tesseract import Seen
from corpus.readers.pdf.vote import Ballot


def seen(text: str, sure: float = 95.0, left: int = 0, top: int = 0) -> list[Seen]:
    return [Seen(text, left, top, left + 20 * len(text), top + 30, sure, (str(top),))]


def elected(*readings: list[Seen], pieces: list[Seen] | None = None) -> tuple[str, float]:
    chosen = Ballot(readings).with_piece(pieces or []).chosen([])
    return " ".join(word.text for word in chosen), min((word.sure for word in chosen), default=0.0)


def test_a_figure_is_what_most_readings_see():
    assert elected(seen("100%"), seen("100%", 90), seen("400%", 97), seen("100%")) == ("100%", 95)
    assert elected(seen("100%", 90), seen("10096", 97), [], seen("100%", 80)) == ("100%", 70)


def test_pieces_of_one_figure_are_joined_and_signs_of_lines_left_out():
    broken = [*seen("7.833.321", 60), *seen(".000,-", 70, left=190), *seen("|", 90, left=400)]
    assert elected(broken, broken, broken) == ("7.833.321.000,-", 60)
    assert elected(broken, seen("7.833.321.000,-", 80), broken) == ("7.833.321.000,-", 80)
    assert elected(*[[*seen("12,5"), *seen("13,5", left=200)]] * 2)[0] == "12,5 13,5"


def test_comparison_signs_beside_a_figure_are_no_part_of_its_digits():
    apart = [*seen(">"), *seen("75", left=40)]
    assert elected(seen("275"), seen(">75"), seen("275"), seen(">75"), pieces=apart) == (">75", 95)


def test_where_as_many_see_others_the_pieces_tell_and_doubt_stays():
    assert elected(seen("15%"), seen("15%"), seen("75%"), seen("75%"), pieces=seen("75%")) == ("75%", 95)
    assert elected(seen("12,5"), seen("72,5", 96), [], [], pieces=seen("12,6", 55)) == ("12,6", 40)


def test_a_lone_unsure_digit_is_dust_and_a_lone_sure_one_a_figure():
    assert elected([], seen("7", 30), [], []) == ("", 0.0)
    assert elected(seen("(j"), [], [], [], pieces=seen("7", 38)) == ("", 0.0)
    assert elected([], seen("7", 90), [], []) == ("7", 90)


def test_words_of_a_cell_are_those_read_of_it_unless_some_were_lost():
    whole, part = seen("Persentase"), seen("Pers")
    assert [word.text for word in Ballot((whole, whole)).chosen(part)] == ["Persentase"]
    assert [word.text for word in Ballot((part, part)).chosen(whole)] == ["Persentase"]


def test_the_page_joins_a_figure_that_its_cell_has_in_pieces():
    alone = [*seen("Rincian"), *seen("1.500.8", left=200), *seen("10.000", left=342)]
    page = [*seen("Rinc"), Seen("1.500.810.000", 200, 0, 462, 30, 95.0, ("0",))]
    assert [word.text for word in Ballot((alone, alone)).chosen(page)] == ["Rincian", "1.500.810.000"]


@given(
    st.lists(st.sampled_from(["100%", "400%", "1.250", "7", "72,5"]), min_size=1, max_size=4),
    st.lists(st.floats(0, 99), min_size=5, max_size=5),
)
def test_no_figure_is_made_that_no_reading_saw(texts, sure):
    readings = [seen(text, one) for text, one in zip(texts, sure, strict=False)]
    said, confidence = elected(*readings)
    assert said in {*texts, ""}
    assert confidence <= max(sure)
    if len(set(texts)) == len(texts) > 1:
        assert confidence <= 40


def blank(height: int = 120, width: int = 400) -> np.ndarray:
    return np.full((height, width), 255, dtype=np.uint8)


def test_the_ink_of_a_cell_is_cut_out_without_rests_of_its_lines():
    picture = blank()
    picture[:, 0:5] = 0
    picture[40:70, 100:120] = 0
    crop = ink.cut(picture, (0, 0, 399, 119))
    assert crop is not None
    assert crop.picture.shape == (30 + 40, 20 + 40)
    assert (crop.left, crop.top) == (80, 20)
    assert ink.cut(blank(), (0, 0, 399, 119)) is None


@pytest.mark.parametrize(("sign", "flip"), [("≥", False), ("≤", True)])
def test_a_comparison_sign_before_a_figure_is_told_from_a_digit_by_its_bar(sign, flip):
    chevron = np.full((30, 26), 255, dtype=np.uint8)
    for row in range(20):
        tip = min(row, 19 - row) * 2
        chevron[row, tip : tip + 6] = 0
    chevron[26:30] = 0
    picture = blank()
    picture[40:70, 60:86] = chevron[:, ::-1] if flip else chevron
    picture[40:70, 110:130] = 0
    crop = ink.cut(picture, (0, 0, 399, 119))
    assert crop is not None
    assert crop.sign == sign
    assert crop.left == 110 - 20
    assert Seen("7", 20, 20, 40, 50, 90, ("1",)) != crop.placed(Seen("7", 20, 20, 40, 50, 90, ("1",)))


@pytest.mark.parametrize("size", [30, 38, 46, 60])
@pytest.mark.parametrize("blur", [0.0, 1.0, 1.6])
def test_no_digit_or_letter_is_taken_for_a_comparison_sign(size, blur):
    font = ImageFont.load_default(size)
    for glyph in "0123456789<>ABZzRSE":
        drawing = Image.new("L", (400, 140), 255)
        ImageDraw.Draw(drawing).text((60, 30), f"{glyph} 75", font=font, fill=0)
        crop = ink.cut(np.array(drawing.filter(ImageFilter.GaussianBlur(blur))), (0, 0, 399, 139))
        assert crop is not None
        assert crop.sign == "", glyph


def test_a_cell_is_parted_by_its_white_and_words_come_back_to_their_places():
    picture = blank(200)
    picture[60:90, 20:60] = 0
    picture[40:70, 200:300] = 0
    picture[80:110, 280:300] = 0
    crop = ink.cut(picture, (0, 0, 399, 199))
    assert crop is not None
    pieces = [piece.drawn_larger() for piece in crop.pieces()]
    assert [(piece.left + 20, piece.top + 20) for piece in pieces] == [(20, 60), (200, 40), (200, 80)]
    placed = pieces[0].placed(Seen("Rp", 30, 30, 90, 75, 90, ("1",)))
    assert (placed.left, placed.top, placed.right, placed.bottom) == (20, 60, 60, 90)


def test_a_line_goes_on_in_a_low_row_and_a_short_stroke_alone_is_none():
    dark = np.zeros((60, 600), dtype=bool)
    dark[20:22, 20:200] = True
    dark[20:22, 230:290] = True
    dark[40:42, 300:360] = True
    found = ruling.lines(dark)
    assert found[20, 240:280].all()
    assert not found[40].any()


@pytest.mark.skipif(not tesseract.available(), reason="tesseract is not installed")
def test_each_picture_has_its_own_words_and_one_without_letters_no_sure_ones():
    found = tesseract.read_each([blank(), blank()], tesseract.FIGURES, "7", tesseract.DPI)
    assert [[word for word in words if word.sure > 50] for words in found] == [[], []]
    assert tesseract.read_each([], tesseract.FIGURES, "7", tesseract.DPI) == []


def word(text: str, x: float, base: float) -> Word:
    return Word(text, (x, base - 8, x + 5 * len(text), base), base, 9, bold=False, order=int(base * 10 + x))


@pytest.mark.parametrize("low", [104.0, 110.0])
def test_a_currency_sign_between_the_lines_of_a_broken_amount_stands_before_it(low):
    words = [word("2.586.750.00", 60, 100), word("Rp", 20, low), word("0", 110, 110)]
    assert cells.text(words) == "Rp 2.586.750.000"


def test_two_amounts_one_below_the_other_stay_two():
    words = [word("500,00", 60, 100), word("Rp", 20, 110), word("0", 110, 110)]
    assert cells.text(words) == "500,00 Rp 0"
