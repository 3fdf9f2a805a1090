"""Errors of the vector store that would otherwise pass in silence or without a message."""

from __future__ import annotations

from corpus.errors import TanyaError


class VectorError(TanyaError):
    """Vectors or ids that the vector store refuses."""


class DimensionError(VectorError):
    """Vectors of another length than the index holds."""


class DuplicateIdError(VectorError):
    """An id that the index holds already, or the same id twice in one call."""


class BadVectorError(VectorError):
    """A vector that is no finite float32 row."""
