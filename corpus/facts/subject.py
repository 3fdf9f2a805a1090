"""What the figures of a table are about, and what all tables of a report prove of such names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

LEVELS = frozenset({"sub_kegiatan", "kegiatan", "program", "sasaran", "tujuan"})
GOALS = frozenset({"sasaran", "tujuan"})


@dataclass(frozen=True, slots=True)
class Subject:
    """What a figure is about.

    `indicator` and `item` are cleaned names, either may be None; `scope` is a unit named by a section row of the table
    ("Kelurahan Mawar"), None for the whole office; `carried` tells that the name stands in a row above, `unlabelled`
    that the row prints no label and only its arithmetic shows that it is the total; `nameless` that the row prints no
    name at all and may be another line than the one above; `summed` that it is a sum row inside the table, of the item.
    """

    indicator: str | None
    item: str | None
    level: str
    scope: str | None = None
    carried: bool = False
    unlabelled: bool = False
    nameless: bool = False
    summed: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """What all tables of a report prove of its names, by name key.

    `levels` holds the level of an item, `homes` the item and level that an indicator belongs to (the one that
    most tables print beside it), `indicators` the level that an indicator mostly has.
    """

    levels: Mapping[str, str] = field(default_factory=dict)
    homes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    indicators: Mapping[str, str] = field(default_factory=dict)
