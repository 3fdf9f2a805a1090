"""Text of a Word file that no reader of the printed page sees: hidden, white on white, tiny."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TINY = 6
"""Half points: letters of three points and less."""
_OFF = frozenset({"0", "false", "off"})
_PLAIN = frozenset({"", "auto", "FFFFFF"})
_BOXES = frozenset({f"{_W}txbxContent", f"{_W}pict"})


@dataclass(frozen=True, slots=True)
class Unseen:
    """What decides in one document: styles of tables that shade their cells, and whether the page has a colour."""

    shading: frozenset[str]
    coloured: bool

    @classmethod
    def of(cls, document: Any) -> Unseen:  # noqa: ANN401 - python-docx is untyped
        """Read from a document."""
        styles = document.styles.element.findall(f"{_W}style")
        shading = {one.get(f"{_W}styleId", "") for one in styles if any(map(_is_fill, one.iter(f"{_W}shd")))}
        background = document.element.find(f"{_W}background")
        coloured = background is not None and background.get(f"{_W}color", "auto").upper() not in _PLAIN
        return cls(frozenset(shading), coloured)

    def __call__(self, run: Any) -> bool:  # noqa: ANN401
        """Whether a run of text is unseen; what stands on a shaded ground is seen whatever its colour."""
        properties = run.find(f"{_W}rPr") if run is not None else None
        if properties is None:
            return False
        vanish = properties.find(f"{_W}vanish")
        if vanish is not None and vanish.get(f"{_W}val", "1") not in _OFF:
            return True
        size = properties.find(f"{_W}sz")
        written = size.get(f"{_W}val", "") if size is not None else ""
        if written.isdigit() and int(written) <= _TINY:
            return True
        colour = properties.find(f"{_W}color")
        white = colour is not None and colour.get(f"{_W}val", "").upper() == "FFFFFF"
        return white and not self.coloured and not self._is_shaded(run, properties)

    def _is_shaded(self, run: Any, properties: Any) -> bool:  # noqa: ANN401
        if properties.find(f"{_W}highlight") is not None or any(map(_is_fill, properties.findall(f"{_W}shd"))):
            return True
        for above in run.iterancestors():
            own = above.find(f"{above.tag}Pr") if isinstance(above.tag, str) else None
            if above.tag in _BOXES or (own is not None and any(map(_is_fill, own.findall(f"{_W}shd")))):
                return True
            style = own.find(f"{_W}tblStyle") if own is not None else None
            if style is not None and style.get(f"{_W}val") in self.shading:
                return True
        return False


def _is_fill(shading: Any) -> bool:  # noqa: ANN401
    """Whether a shading darkens what it stands behind."""
    theme = shading.get(f"{_W}themeFill")
    return theme is not None or shading.get(f"{_W}fill", "auto").upper() not in _PLAIN
