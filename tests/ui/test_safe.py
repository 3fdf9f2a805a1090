"""Nothing that a report or a user writes becomes markup."""

from __future__ import annotations

import html as stdlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.ui.safe import html, html_in_markdown, plain_markdown, visible, without_html
from tests.ui.markup import parsed

NASTY = st.text(alphabet=st.sampled_from(list("ab1 <>&\"'`*_[]()!#|\\~$:/@.\n-+=\t")), max_size=60)


@given(st.text() | NASTY)
def test_html_holds_no_tag_and_reads_as_before(text: str) -> None:
    found = parsed(f"<p>{html(text)}</p>")
    assert found.tags == ["p"]
    assert found.text == re.sub(r"[\r\n]+", " ", visible(text))


@given(NASTY)
def test_html_stays_within_an_attribute(text: str) -> None:
    assert parsed(f'<a title="{html(text)}">x</a>').tags == ["a"]


@given(NASTY)
def test_html_in_markdown_is_that_html_without_signs_of_markdown(text: str) -> None:
    assert stdlib.unescape(html_in_markdown(text)) == stdlib.unescape(html(text))
    assert not set(html_in_markdown(text)) & set("<>`*_[]|\\~$")


@given(NASTY)
def test_plain_markdown_shows_the_same_characters(text: str) -> None:
    assert stdlib.unescape(plain_markdown(text)) == text


@given(NASTY)
def test_plain_markdown_holds_nothing_that_markdown_reads(text: str) -> None:
    left = re.sub(r"&#\d+;", "x", plain_markdown(text))
    assert not set(left) & set("<>`*_[]()#|\\~!$@")
    assert "://" not in left
    assert not re.search(r"^\s*\d*[-+.)]", left, re.MULTILINE)


@pytest.mark.parametrize("question", ["Berapa IKM Kecamatan Mawar tahun 2024?", "Kenapa 93,53 turun - apa sebabnya?"])
def test_an_ordinary_question_stays_as_it_is(question: str) -> None:
    assert plain_markdown(question) == question


def test_an_answer_keeps_its_markdown_and_loses_html_links_and_addresses() -> None:
    text = "**93,53** [1]\n\n| a | b |\n|---|---|\n<b>x</b> ![i](http://evil.example/x) [l](u) www.evil.example a@b.c"
    safe = without_html(text)
    assert safe.startswith("**93,53** [1]\n\n| a | b |\n|---|---|\n&lt;b>")
    assert "](" not in safe
    assert "://" not in safe
    assert "www." not in safe
    assert "@" not in safe


def test_invisible_characters_and_personnel_numbers_are_left_out() -> None:
    assert visible("9\u200b3,53\u202e\x00") == "93,53"
    assert visible("NIP 19700101 199503 1 002.") == "NIP [NIP]."
