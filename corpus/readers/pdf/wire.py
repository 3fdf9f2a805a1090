"""What a worker sends of a PDF, as bytes that can only become plain values: a worker is as little trusted as its file.

JSON, read back against the types of the dataclasses: whoever takes over a worker can send a wrong page, no code.
"""

from __future__ import annotations

import json
import types
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from corpus.readers.pdf.parts import PageParts

LONGEST = 128 * 1024 * 1024
"""Bytes of one message: no page has so many words."""
_LONGEST_REASON = 200

Answer = int | str | PageParts
"""The number of pages, or in words why there is no page, or a page."""


def encode(answer: Answer) -> bytes:
    """An answer as it is sent."""
    return json.dumps(answer, default=_plain, separators=(",", ":")).encode("ascii")


def decode(data: bytes) -> Answer:
    """The answer that was sent; raises ValueError for anything that is none."""
    try:
        found = json.loads(data)
        if isinstance(found, list):
            page: PageParts = _reader(PageParts)(found)
            return page
    except (RecursionError, TypeError, OverflowError) as error:
        raise ValueError("no answer") from error
    if isinstance(found, bool) or not isinstance(found, int | str):
        raise ValueError("no answer")
    return found[:_LONGEST_REASON] if isinstance(found, str) else found


def _plain(value: Any) -> Any:  # noqa: ANN401 - whatever a field holds
    if isinstance(value, frozenset):
        return sorted(value)
    return [getattr(value, field.name) for field in fields(value)]


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:  # noqa: ANN401 - a type, or what typing makes of one
    """What makes a value of a type of what JSON has of it, or raises ValueError or TypeError."""
    if is_dataclass(kind):
        return _whole(kind, [_reader(hint) for hint in get_type_hints(kind).values()])
    origin, inside = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        (one,) = [_reader(option) for option in inside if option is not types.NoneType]
        return lambda value: None if value is None else one(value)
    if origin is tuple and inside[-1] is not Ellipsis:
        return _whole(tuple, [_reader(option) for option in inside])
    if origin in (tuple, frozenset):
        return _many(origin, _reader(inside[0]))
    return _single(kind)


def _whole(kind: Any, readers: Sequence[Callable[[Any], Any]]) -> Callable[[Any], Any]:  # noqa: ANN401
    def read(values: Any) -> Any:  # noqa: ANN401
        parts = [one(value) for one, value in zip(readers, _listed(values), strict=True)]
        return tuple(parts) if kind is tuple else kind(*parts)

    return read


def _many(kind: Any, one: Callable[[Any], Any]) -> Callable[[Any], Any]:  # noqa: ANN401
    return lambda values: kind(one(value) for value in _listed(values))


def _listed(values: object) -> list[Any]:
    if not isinstance(values, list):
        raise ValueError("no list")
    return values


def _single(kind: type) -> Callable[[Any], Any]:
    fitting = (int, float) if kind is float else kind

    def read(value: Any) -> Any:  # noqa: ANN401
        if not isinstance(value, fitting) or (isinstance(value, bool) and kind is not bool):
            raise ValueError(f"no {kind.__name__}")
        return value

    return read
