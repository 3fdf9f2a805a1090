"""The independent reading of printed lists, which the completeness of answers is held against."""

import pytest

from tests.lists.source import goes_on, letters, mark, printed


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("1. Satu", ("number", 1)),
        (" - b. Dua", ("letter", 2)),
        ("- butir", ("bullet", 0)),
        ("C. Isu", ("capital", 3)),
        ("2024 adalah tahun", None),
        ("kata", None),
    ],
)
def test_marks(line: str, found: tuple[str, int] | None):
    assert mark(line) == found


def test_blanks_and_rows_of_tables_are_no_lines_of_a_list():
    assert printed(["Daftar:", "", "1. a", "x\ty", "---"], 1, 5) == [(1, "Daftar:"), (3, "1. a")]


def test_a_cut_list_is_noticed():
    lines = ["Daftar:", "1. a", "2. b", "", "3. c"]
    assert goes_on(lines, 1, 3) == "3. c"
    assert goes_on(lines, 1, 5) is None


def test_the_next_item_of_the_lead_is_not_missing():
    assert goes_on(["1. Satu:", "- a", "2. Dua:"], 1, 2) is None


def test_letters():
    assert letters("<b>A\\_b</b> 1,5 [x](http://y)") == "ab15x"
