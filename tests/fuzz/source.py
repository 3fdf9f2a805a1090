"""Choices made by bytes: hypothesis and atheris both give bytes, and the same bytes give the same case."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

T = TypeVar("T")


class Source:
    """Bytes taken one after the other; where they end every choice is the first."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def number(self, below: int) -> int:
        """A number from 0 to `below` - 1."""
        value, room = 0, 1
        while room < below:
            value = value << 8 | (self._data[self._at] if self._at < len(self._data) else 0)
            self._at, room = self._at + 1, room << 8
        return value % below

    def once_in(self, many: int) -> bool:
        """True once in so many."""
        return self.number(many) == many - 1

    def pick(self, options: Sequence[T]) -> T:
        """One of the options."""
        return options[self.number(len(options))]

    def some(self, make: Callable[[Source], T], most: int) -> list[T]:
        """Up to `most` of what `make` makes."""
        return [make(self) for _ in range(self.number(most + 1))]

    def text(self, most: int) -> str:
        """Up to `most` characters of any kind, ASCII mostly."""
        return "".join(self.some(_character, most))

    def rest(self, most: int) -> bytes:
        """Up to `most` of the bytes that are left."""
        found = self._data[self._at : self._at + most]
        self._at += most
        return found


def _character(source: Source) -> str:
    value = source.number(256)
    if value < 0xA0:
        return chr(value)
    # Halves of characters stand in no file that can be decoded.
    other = source.number(0x110000 if value > 0xF0 else 0x3000)
    return "\ufffd" if 0xD800 <= other < 0xE000 else chr(other)
