"""Texts as vectors: the embedder that the rest of the room sees, and the sentence-transformers model behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from corpus.errors import ModelUnavailable
from index.model_folder import SETTING, folder_digest, silent
from index.processor import has_bfloat16, threads

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Float32Array = NDArray[np.float32]
_BATCH = 32
_WINDOW = 2048
# A precision is good enough where it turns no vector of these by more than about 5 degrees.
_NEAR_ENOUGH = 0.996
_TRIAL = (
    "Realisasi anggaran program pelayanan publik",
    "Penyebab turunnya indeks kepuasan masyarakat ialah antrean yang panjang dan petugas yang kurang.",
    "Indikator: Nilai SAKIP; Target: 72,00; Realisasi: 71,25; Capaian: 98,96 %",
)


class Embedder(Protocol):
    """Turns texts into unit vectors.

    `name` says which model, `digest` changes whenever its vectors would. Neither may load the model.
    """

    @property
    def name(self) -> str:
        """A readable name of the model."""
        ...

    @property
    def digest(self) -> str:
        """A hex digest of the model's files and of how they are used."""
        ...

    @property
    def dimension(self) -> int:
        """The length of a vector; may load the model."""
        ...

    def encode_passages(self, texts: Sequence[str], *, progress: bool = False) -> Float32Array:
        """One row per text; shape (0, dimension) for no texts. `progress` draws a bar on stderr."""
        ...

    def stream(
        self, texts: Sequence[str], *, every: int = ..., progress: bool = False
    ) -> Iterator[tuple[list[int], Float32Array]]:
        """The same in portions of about `every` texts, in any order: the places of the texts, and their rows."""
        ...

    def encode_query(self, text: str) -> Float32Array:
        """The vector of a question, shape (dimension,)."""
        ...

    def encode_queries(self, texts: Sequence[str]) -> Float32Array:
        """One row per text, each as a question; shape (0, dimension) for no texts."""
        ...


class SentenceEmbedder:
    """An Embedder on a sentence-transformers folder; torch is imported with the first text.

    Prompts of the model are honoured: "document" or "passage" for passages, "query" for questions.
    """

    def __init__(self, folder: Path, name: str | None = None, digest: str | None = None) -> None:
        self.folder = folder
        self.name = name or folder.name
        self._digest = digest
        self._query = lru_cache(maxsize=256)(self._encode_query)

    @cached_property
    def digest(self) -> str:
        """Given, or made from the files of the folder."""
        return self._digest or folder_digest(self.folder)

    @cached_property
    def model(self) -> SentenceTransformer:
        """The loaded model; raises ModelUnavailable when the folder holds none that works.

        In bfloat16 where the processor multiplies that itself (half the memory, more than twice the speed) and the
        vectors stay what they are.
        """
        import torch

        torch.set_num_threads(threads())
        model = self._load()
        if not has_bfloat16():
            return model
        before = _tried(model)
        model = model.to(torch.bfloat16)
        # NaN is no good quality either
        return model if bool((_tried(model) * before).sum(axis=1).min() >= _NEAR_ENOUGH) else self._load()

    def _load(self) -> SentenceTransformer:
        import torch
        from sentence_transformers import SentenceTransformer

        try:
            with silent():
                model = SentenceTransformer(str(self.folder), device="cpu", local_files_only=True)
        except (OSError, ValueError, KeyError, ImportError, RuntimeError) as error:
            raise ModelUnavailable(
                f"model embedding tidak dapat dimuat ({error})",
                where=str(self.folder),
                remedy=f"isi {SETTING} dengan folder sentence-transformers, atau kosongkan untuk model bawaan",
            ) from error
        return model.to(torch.float32).eval()

    @cached_property
    def dimension(self) -> int:
        """The length of a vector; loads the model."""
        return int(self.model.get_embedding_dimension() or 0)

    def encode_passages(self, texts: Sequence[str], *, progress: bool = False) -> Float32Array:
        """One unit row per text, in the order given; shape (0, dimension) for no texts."""
        out = np.empty((len(texts), self.dimension), dtype=np.float32)
        for places, vectors in self.stream(texts, progress=progress):
            out[places] = vectors
        return out

    def stream(
        self, texts: Sequence[str], *, every: int = _WINDOW, progress: bool = False
    ) -> Iterator[tuple[list[int], Float32Array]]:
        """Vectors in portions of about `every` texts, each with the places of its texts; nothing for no texts."""
        # Texts of like length in one batch, long ones first: little padding is computed, and the time left that
        # the bar tells only gets shorter.
        order = sorted(range(len(texts)), key=lambda place: len(texts[place]), reverse=True)
        step = max(_BATCH, every - every % _BATCH)
        with tqdm(total=len(texts), desc="embedding", unit=" kutipan", disable=not progress or not texts) as bar:
            for start in range(0, len(order), step):
                places = order[start : start + step]
                batches = [places[at : at + _BATCH] for at in range(0, len(places), _BATCH)]
                rows = []
                for batch in batches:
                    rows.append(self._encode([texts[place] for place in batch], "document"))
                    bar.update(len(batch))
                yield places, np.concatenate(rows)

    def encode_query(self, text: str) -> Float32Array:
        """The unit vector of a question; the last 256 are kept."""
        return self._query(text)

    def encode_queries(self, texts: Sequence[str]) -> Float32Array:
        """One unit row per text, in the order given; shape (0, dimension) for no texts."""
        return self._encode(list(texts), "query") if texts else np.empty((0, self.dimension), dtype=np.float32)

    def _encode_query(self, text: str) -> Float32Array:
        vector: Float32Array = self._encode([text], "query")[0]
        vector.flags.writeable = False
        return vector

    def _encode(self, texts: list[str], role: str) -> Float32Array:
        encode: Any = self.model.encode_query if role == "query" else self.model.encode_document
        return _unit(encode, texts)


def _unit(encode: Any, texts: list[str]) -> Float32Array:  # noqa: ANN401 - a method of a class imported late
    import torch

    with torch.inference_mode():
        vectors = encode(texts, batch_size=_BATCH, show_progress_bar=False, convert_to_tensor=True)
        rows: Float32Array = vectors.to("cpu", torch.float32).numpy()
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Float32Array = rows / np.maximum(lengths, np.float32(1e-12))
    return unit


def _tried(model: SentenceTransformer) -> Float32Array:
    """The vectors of a few texts, by which two precisions of a model are compared."""
    return _unit(model.encode_document, list(_TRIAL))
