"""Several rankings as one: reciprocal rank fusion over the engines that answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

# The customary constant: it keeps a first place of one engine from outvoting good places in all.
RANK_OFFSET = 60


@dataclass(frozen=True, slots=True)
class Fused:
    """An id with its summed score and, by engine, its rank (1 is best)."""

    id: int
    score: float
    ranks: Mapping[str, int]


def fuse(rankings: Mapping[str, Sequence[int]], weights: Mapping[str, float] | None = None) -> list[Fused]:
    """All ids of the rankings, best first, ties by id: the sum of weight / (60 + rank).

    An engine that is absent or found nothing takes no part; a weight that is not given is 1. An id that a
    ranking holds twice counts at its better place.
    """
    ranks: dict[int, dict[str, int]] = {}
    # By name, so that scores do not depend in their last digit on the order of the engines.
    for engine, ids in sorted(rankings.items()):
        for rank, id_ in enumerate(dict.fromkeys(ids), 1):
            ranks.setdefault(id_, {})[engine] = rank
    weigh = weights or {}
    fused = [
        Fused(id_, sum(weigh.get(engine, 1.0) / (RANK_OFFSET + rank) for engine, rank in places.items()), places)
        for id_, places in ranks.items()
    ]
    return sorted(fused, key=lambda item: (-item.score, item.id))
