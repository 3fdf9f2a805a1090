"""HTML taken apart, to see what a browser would see."""

from __future__ import annotations

from html.parser import HTMLParser


class Parsed(HTMLParser):
    """The tags of an HTML text in order, the names of all attributes, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.sources: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.sources += [value or "" for name, value in attrs if name == "src"]

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
    assert all(source.startswith("halaman?r=") for source in found.sources)
    assert set(found.tags) <= {
        "a", "article", "b", "blockquote", "br", "button", "caption", "circle", "dd", "details", "div", "dl", "dt", "figcaption",
        "figure", "g", "h2", "h3", "h4", "i",
        "img", "input", "li", "line", "mark", "ol", "p", "polyline", "progress", "section", "span", "summary", "svg", "table",
        "tbody", "td", "text", "th", "thead", "tr", "ul",
    }  # fmt: skip
    assert found.attributes <= {
        "alt", "aria-label", "class", "cx", "cy", "data-label", "href", "id", "lang", "loading", "max", "placeholder", "points", "r", "rel", "role",
        "scope", "src", "start", "tabindex", "target", "text-anchor", "title", "type", "value", "viewbox", "x", "x1", "x2", "y", "y1",
        "y2",
    }  # fmt: skip
