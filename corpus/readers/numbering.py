"""The numbers that Word writes before paragraphs by itself ("1.", "a)", "3.1."): they stand in no text of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_DEEPEST = 9


@dataclass(frozen=True, slots=True)
class _Level:
    """How a level of a list is numbered: its format, its text ("%1.%2.") and where it starts."""

    kind: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has counted."""

    levels: Mapping[str, tuple[str, Mapping[int, _Level]]]
    styles: Mapping[str, tuple[str, int]]
    counts: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Any) -> Numbering:  # noqa: ANN401 - python-docx is untyped
        """Read from a document; one without lists numbers nothing."""
        part = next((r.target_part for r in document.part.rels.values() if r.reltype.endswith("/numbering")), None)
        root = getattr(part, "element", None)
        return cls(dict(_lists(root)) if root is not None else {}, dict(_styles(document)))

    def next(self, paragraph: Any) -> str:  # noqa: ANN401
        """The number before this paragraph with a blank behind it, "" where there is none; counts on."""
        found = self._list_of(paragraph)
        if found is None or found[0] not in self.levels:
            return ""
        shared, levels = self.levels[found[0]]
        depth = min(found[1], _DEEPEST)
        level = levels.get(depth)
        if level is None or level.kind == "none":
            return ""
        if level.kind == "bullet":
            return "- "
        counts = self.counts.setdefault(shared, {})
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [key for key in counts if key > depth]:
            del counts[deeper]

        def number(match: re.Match[str]) -> str:
            at = int(match[1]) - 1
            own = levels.get(at, level)
            return _written(counts.get(at, own.start), own.kind)

        return f"{re.sub(r'%([1-9])', number, level.text)} ".lstrip()

    def _list_of(self, paragraph: Any) -> tuple[str, int] | None:  # noqa: ANN401
        """The list and level of a paragraph: its own, else its style's; "0" takes a paragraph out of a list."""
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return None
        own = _reference(properties)
        style = properties.find(f"{_W}pStyle")
        inherited = self.styles.get(style.get(f"{_W}val", "")) if style is not None else None
        if own is None:
            return inherited
        return (own[0] or (inherited[0] if inherited else ""), own[1])


def _reference(properties: Any) -> tuple[str, int] | None:  # noqa: ANN401
    mark = properties.find(f"{_W}numPr")
    if mark is None:
        return None
    number, level = mark.find(f"{_W}numId"), mark.find(f"{_W}ilvl")
    depth = level.get(f"{_W}val", "0") if level is not None else "0"
    return (number.get(f"{_W}val", "") if number is not None else "", int(depth) if depth.isdigit() else 0)


def _lists(root: Any) -> Iterator[tuple[str, tuple[str, Mapping[int, _Level]]]]:  # noqa: ANN401
    kinds = {one.get(f"{_W}abstractNumId", ""): dict(_levels(one)) for one in root.findall(f"{_W}abstractNum")}
    for number in root.findall(f"{_W}num"):
        kind = number.find(f"{_W}abstractNumId")
        name = kind.get(f"{_W}val", "") if kind is not None else ""
        own = number.get(f"{_W}numId", "")
        # A list that begins anew counts by itself; others of one kind count on together.
        restarted = number.find(f"{_W}lvlOverride/{_W}startOverride") is not None
        yield own, (f"num-{own}" if restarted else f"kind-{name}", kinds.get(name, {}))


def _levels(kind: Any) -> Iterator[tuple[int, _Level]]:  # noqa: ANN401
    for level in kind.findall(f"{_W}lvl"):
        depth = level.get(f"{_W}ilvl", "0")

        def value(name: str, otherwise: str, level: Any = level) -> str:  # noqa: ANN401
            found = level.find(f"{_W}{name}")
            return str(found.get(f"{_W}val", otherwise)) if found is not None else otherwise

        start = value("start", "1")
        yield (
            int(depth) if depth.isdigit() else 0,
            _Level(value("numFmt", "decimal"), value("lvlText", ""), int(start) if start.isdigit() else 1),
        )


def _styles(document: Any) -> Iterator[tuple[str, tuple[str, int]]]:  # noqa: ANN401
    for style in document.styles.element.findall(f"{_W}style"):
        properties = style.find(f"{_W}pPr")
        reference = _reference(properties) if properties is not None else None
        if reference is not None:
            yield style.get(f"{_W}styleId", ""), reference


def _written(number: int, kind: str) -> str:
    """A number as a list of this kind writes it."""
    if kind in ("lowerRoman", "upperRoman"):
        text, left = "", number
        for value, sign in _ROMAN:
            while left >= value and len(text) < 20:
                text, left = text + sign, left - value
        return text.upper() if kind == "upperRoman" else text
    if kind in ("lowerLetter", "upperLetter") and number > 0:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if kind == "upperLetter" else letter
    return f"{number:02d}" if kind == "decimalZero" else str(number)
