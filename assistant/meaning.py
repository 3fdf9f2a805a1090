"""Names linked by what they mean where no word of them is said: "patients who fell ill again" for a relapse rate."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from assistant.frame import Frame
from assistant.wording import stems
from index.names import names_of

_FEWEST = 12
"""Among fewer names the nearest is far from the next by chance."""
_ONE_NAME = 0.8
"""Names that share this much of their stems are spellings of one."""


@dataclass(frozen=True, slots=True)
class Near:
    """Names by nearness to a phrase, one spelling each, nearest first, with their cosine.

    `margin` is how much nearer than the next the one meant must be; None where nothing is known of that.
    """

    names: tuple[str, ...] = ()
    scores: tuple[float, ...] = ()
    margin: float | None = None

    @property
    def meant(self) -> str | None:
        """The name that the phrase can only mean, or None where another comes too near or there are too few."""
        if self.margin is None or len(self.names) < _FEWEST or self.scores[0] - self.scores[1] < self.margin:
            return None
        return self.names[0]


def near(frame: Frame, phrase: str, indexes: Collection[int]) -> Near:
    """The names of the facts at these indexes by nearness; none without a phrase or without a model.

    Raises ModelUnavailable where the model cannot be loaded.
    """
    if frame.likeness is None or not phrase:
        return Near()
    names = names_of(frame.facts[index] for index in sorted(indexes))
    scored = sorted(zip(names, frame.likeness(phrase, names), strict=True), key=lambda pair: (-pair[1], pair[0]))
    kept: list[tuple[str, float]] = []
    for name, score in scored:
        if not any(_is_one(name, other) for other, _ in kept[:_FEWEST]):
            kept.append((name, score))
    return Near(tuple(name for name, _ in kept), tuple(score for _, score in kept), frame.likeness.margin)


def _is_one(one: str, other: str) -> bool:
    left, right = frozenset(stems(one)), frozenset(stems(other))
    return len(left & right) >= _ONE_NAME * len(left | right)
