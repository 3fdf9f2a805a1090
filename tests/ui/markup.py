"""HTML taken apart, to see what a browser would see."""

from __future__ import annotations

from html.parser import HTMLParser


class Parsed(HTMLParser):
    """The tags of an HTML text in order, the names of all attributes, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def parsed(text: str) -> Parsed:
    parser = Parsed()
    parser.feed(text)
    parser.close()
    return parser


def assert_harmless(html: str) -> None:
    """No tag and no attribute that we do not write ourselves."""
    found = parsed(html)
    assert set(found.tags) <= {
        "a", "article", "b", "br", "button", "details", "div", "h2", "h3", "li", "mark", "ol", "p", "section", "span",
        "summary", "table", "tbody", "td", "th", "thead", "tr", "ul",
    }  # fmt: skip
    assert found.attributes <= {
        "aria-label", "class", "href", "id", "role", "scope", "start", "tabindex", "title", "type",
    }  # fmt: skip
