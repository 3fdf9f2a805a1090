"""A name held against the names of facts: what is one thing under two spellings, and what only stands beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from assistant.wording import stems
from corpus.fact import Fact

_ALIKE = 0.8
"""Names that share this much of their stems are spellings of one."""
_SHORT = re.compile(r"\(([A-Z]{3,8})\)|^\s*([A-Z]{3,8})\s*$")


@dataclass(frozen=True, slots=True)
class Name:
    """The stems of a name, and which text of a fact bears it: its indicator or the item that it belongs to."""

    stems: frozenset[str]
    field: Literal["indicator", "item"] = "indicator"

    def text_of(self, fact: Fact) -> str:
        """The text of a fact that may bear the name; "" where it prints none."""
        return fact.indicator if self.field == "indicator" else fact.item or ""

    def is_of(self, fact: Fact) -> bool:
        """Whether a fact bears the name, in another spelling too."""
        own = self._stems_of(fact)
        if own == self.stems or ((short := _acronym(self.text_of(fact))) and short in self.stems):
            return True
        return bool(own) and len(own & self.stems) / len(own | self.stems) >= _ALIKE

    def facts(self, among: Iterable[Fact]) -> list[Fact]:
        """The facts that bear the name in any spelling, without those of a near name beside it in some table.

        No table prints one thing under two names: "Penyediaan Peralatan" and "Penyediaan Jasa Peralatan" are two.
        """
        facts = [fact for fact in among if self.is_of(fact)]
        tables: dict[frozenset[str], set[tuple[str, str | None]]] = {}
        for fact in facts:
            tables.setdefault(self._stems_of(fact), set()).add((fact.report, fact.source.table))
        its_own = tables.get(self.stems, set())
        others = {own for own, places in tables.items() if own != self.stems and places & its_own}
        return [fact for fact in facts if self._stems_of(fact) not in others]

    def _stems_of(self, fact: Fact) -> frozenset[str]:
        return frozenset(stems(self.text_of(fact)))


def _acronym(text: str) -> str | None:
    """The acronym that a name gives itself in brackets, or is, in lower case."""
    match = _SHORT.search(text)
    return (match.group(1) or match.group(2)).lower() if match else None
