"""What OCR sees made into words: two readings joined, crooked pages made straight, cut off readings taken up again."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.readers.pdf import agreement, journal, margins, scan
from corpus.readers.pdf.journal import Journal
from corpus.readers.pdf.page import Line, Word
from corpus.readers.pdf.parts import PageParts
from corpus.readers.pdf.skew import Skew
from corpus.readers.pdf.tesseract import Seen


def seen(text: str, left: int, right: int, sure: float = 95.0, *, top: int = 100, line: str = "1") -> Seen:
    return Seen(text, left, top, right, top + 30, sure, (line,))


def said(words: list[Seen], figures: list[Seen]) -> list[tuple[str, float]]:
    return [(word.text, word.sure) for word in agreement.joined(words, figures)]


def test_a_figure_that_both_readings_see_is_as_sure_as_the_surer():
    assert said([seen("12,5%", 0, 80, 70)], [seen("12,5%", 1, 81, 90)]) == [("12,5%", 90)]


def test_a_sound_figure_wins_over_one_that_is_none_and_is_kept_unsure():
    assert said([seen("88,5OS", 0, 80, 60)], [seen("88,50%", 0, 80, 80)]) == [("88,50%", 40)]


def test_pieces_of_a_figure_are_one_where_the_other_reading_sees_one():
    whole, pieces = [seen("481.250.000", 0, 200)], [seen("48", 0, 34), seen("1.250.000", 40, 200)]
    assert said(whole, pieces) == [("481.250.000", 95)]
    assert said(pieces, whole) == [("481.250.000", 95)]


def test_figures_with_a_blank_between_them_stay_two():
    apart, one = [seen("10", 0, 40), seen("20", 80, 120)], [seen("1020", 0, 120, 60)]
    assert [text for text, _ in said(apart, one)] == ["10", "20"]


@pytest.mark.parametrize(("first", "second"), [("275", ">75"), ("290-100", "≥90-100"), ("580", "<80")])
def test_a_comparison_sign_that_one_reading_takes_for_a_digit_is_none(first, second):
    assert said([seen(first, 0, 80)], [seen(second, 0, 80, 70)]) == [(second, 70)]


def test_differing_figures_are_kept_with_low_confidence():
    ((text, sure),) = said([seen("64,21", 0, 80, 96)], [seen("64,27", 0, 80, 80)])
    assert (text, sure) == ("64,21", 40)


def test_words_are_those_of_the_first_reading_and_missed_figures_those_of_the_second():
    found = said([seen("Nilai", 0, 60), seen("SAKIP", 70, 130)], [seen("Ni1ai", 0, 60), seen("72", 300, 330)])
    assert [text for text, _ in found] == ["Nilai", "SAKIP", "72"]


def test_lines_and_signs_that_are_dirt_are_left_out():
    words = [seen("|", 0, 5, 90), seen("capaian", 10, 90, 14), seen("sebesar", 100, 180), seen("xq", 190, 200, 8)]
    words += [seen("Qe:", 0, 40, 20, top=500, line="2"), seen("%#", 50, 90, 30, top=500, line="2")]
    assert [text for text, _ in said(words, [])] == ["capaian", "sebesar"]


@settings(deadline=None)
@given(slope=st.sampled_from([-0.03, -0.012, 0.0, 0.009, 0.025]), gap=st.integers(30, 60))
def test_crooked_lines_are_found_straight_and_put_back(slope, gap):
    level = np.zeros((500, 900), dtype=bool)
    for top in range(60, 440, gap):
        level[top : top + 6, 60:840] = True
    crooked = Skew(slope, 900, 500).crooked(level)
    found = Skew.of(crooked)
    assert found.slope == pytest.approx(slope, abs=0.004)
    straight = Skew(slope, 900, 500).straight(crooked)
    assert (straight[50:450, 80:820] == level[50:450, 80:820]).all()


def test_points_move_as_the_mask_does():
    skew = Skew(0.02, 1000, 800)
    mask = np.zeros((800, 1000), dtype=bool)
    mask[300, 900] = True
    ((y, x),) = np.argwhere(skew.straight(mask))
    right, down = skew.moved(900, 300)
    assert (x, y) == (pytest.approx(900 + right, abs=1), pytest.approx(300 + down, abs=1))


def test_coloured_cells_and_specks_are_made_white_and_letters_stay():
    picture = np.full((320, 320), 235, dtype=np.uint8)
    picture[96:224, 96:224] = 150
    picture[150:170, 150:156] = 20
    picture[40, 40] = 0
    clean = scan._evened(scan._swept(picture))
    assert clean[110:140, 110:140].min() > 240
    assert clean[40, 40] > 240
    assert clean[152:168, 151:155].max() < 60


def test_a_reading_that_was_cut_off_goes_on(tmp_path):
    asked = []

    def look() -> list[Seen]:
        asked.append(1)
        return [seen("72,00", 0, 50)]

    def read(stop: bool) -> list[Seen]:
        with journal.opened(b"isi", tmp_path) as folder:
            found = Journal(folder).kept("00001-words", look)
            if stop:
                raise KeyboardInterrupt
            return found

    with pytest.raises(KeyboardInterrupt):
        read(stop=True)
    assert read(stop=False) == [seen("72,00", 0, 50)]
    assert len(asked) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_broken_journal_is_read_anew(tmp_path):
    (tmp_path / "a.json").write_text("[{", encoding="utf-8")
    assert Journal(tmp_path).kept("a", lambda: [seen("1", 0, 5)]) == [seen("1", 0, 5)]
    assert Journal().kept("a", list) == []


def page(number: int, foot: str) -> PageParts:
    def line(text: str, base: float) -> Line:
        return Line((Word(text, (60, base - 10, 300, base), base, 10, bold=False, order=0, sure=60.0),))

    own = line(f"Uraian halaman {number}", 400)
    return PageParts(number, 595, 842, (own, line(foot, 800)), (), frozenset({"ocr"}))


def test_running_feet_that_ocr_reads_differently_are_left_out():
    feet = (
        "LKIP Dinas Air Tahun 2016 Wel",
        "LKIN Dimas Air Tahun 2015 |",
        "LK1P Dinas Alr Tahum 2016 17",
        "Sumber: Bappeda",
    )
    kept = margins.without([page(number, foot) for number, foot in enumerate(feet, 1)])
    assert [[line.text for line in one.lines] for one in kept] == [
        ["Uraian halaman 1"], ["Uraian halaman 2"], ["Uraian halaman 3"], ["Uraian halaman 4", "Sumber: Bappeda"],
    ]  # fmt: skip
