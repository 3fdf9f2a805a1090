"""The look: readable in both themes, and nothing fetched from elsewhere."""

from __future__ import annotations

import re

import pytest

from assistant.ui.parts import data
from assistant.ui.server import settings, theme

STYLE = data("style.css")
AA = 4.5
PAIRS = [
    *((ink, ground) for ink in ("ink", "soft") for ground in ("paper", "card", "row", "grey-soft")),
    ("ink", "mark"),
    ("ink", "accent-soft"),
    ("accent", "card"),
    ("accent", "paper"),
    ("accent", "accent-soft"),
    ("on-accent", "accent"),
    ("amber", "amber-soft"),
    ("blue", "blue-soft"),
    ("blue", "card"),
    ("plum", "plum-soft"),
]


def palette(block: str) -> dict[str, str]:
    return dict(re.findall(r"--tl-([\w-]+): (#[0-9a-f]{6});", block))


LIGHT, DARK = map(palette, re.findall(r"\{([^}]*--tl-paper:[^}]*)\}", STYLE))


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), PAIRS)
def test_text_stands_out(colours: dict[str, str], ink: str, ground: str) -> None:
    light, dark = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= AA


def test_both_themes_have_the_same_colours() -> None:
    assert set(LIGHT) == set(DARK) == set(re.findall(r"var\(--tl-([\w-]+)\)", STYLE)) - {"radius"}


@pytest.mark.parametrize("name", ["style.css", "page.js"])
def test_nothing_is_fetched(name: str) -> None:
    assert not re.search(r"url\(|@import|https?:|//\w+\.\w+|fetch\(|XMLHttpRequest|WebSocket", data(name))


def test_fonts_are_those_of_the_system() -> None:
    assert not theme()._stylesheets


def test_the_page_is_launched_closed() -> None:
    found = settings()
    assert found["show_error"] is False
    assert found["run_history"] is False
    assert found["allowed_paths"] == []
    assert found["footer_links"] == []
    assert found["mcp_server"] is False
