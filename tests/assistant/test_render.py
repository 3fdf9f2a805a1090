"""Markdown of an answer."""

from assistant.render import paragraphs


def test_a_line_after_a_list_is_no_part_of_its_last_item() -> None:
    assert paragraphs(["a", "- b", "- c", "d", "> e"]) == "a\n\n- b\n- c\n\nd\n\n> e"


def test_no_lines_are_no_text() -> None:
    assert paragraphs([]) == ""
