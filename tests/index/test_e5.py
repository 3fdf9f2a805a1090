"""The embedded model: the reader of its weights on a tiny file of the same form, and the real weights."""

from __future__ import annotations

import ctypes
import shutil
import struct
import subprocess
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ModelUnavailable
from index import e5
from index.embedding import SentenceEmbedder
from index.models import default_embedder

PIECES = ["<s>", "<pad>", "</s>", "<unk>", "▁", "a", "b", "▁kinerja", "▁naik", ":", "▁query", "▁passage"]
HIDDEN, LAYERS, HEADS, FORWARD, POSITIONS = 32, 2, 2, 64, 40


def quantised(rng: np.random.Generator, count: int) -> tuple[bytes, np.ndarray]:
    """Random Q4_0 blocks, and the weights they stand for, worked out one by one."""
    data, weights = b"", []
    for _ in range(count // 32):
        scale = np.float16(rng.uniform(0.001, 0.05))
        nibbles = rng.integers(0, 16, 32)
        packed = bytes(int(nibbles[j]) | int(nibbles[j + 16]) << 4 for j in range(16))
        data += struct.pack("<e", scale) + packed
        weights += [(int(n) - 8) * float(scale) for n in nibbles]
    return data, np.array(weights, dtype=np.float32)


def write_weights(path: Path) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(3)
    vocabulary = len(PIECES) + 4
    matrices = {"emb.word": vocabulary * HIDDEN}
    plain = {"emb.pos": POSITIONS * HIDDEN, "emb.type": 2 * HIDDEN, "emb.ln.w": HIDDEN, "emb.ln.b": HIDDEN}
    for layer in range(LAYERS):
        for name in ("q", "k", "v", "ao"):
            matrices[f"l{layer}.{name}.w"] = HIDDEN * HIDDEN
            plain[f"l{layer}.{name}.b"] = HIDDEN
        matrices[f"l{layer}.fi.w"] = matrices[f"l{layer}.fo.w"] = HIDDEN * FORWARD
        plain |= {f"l{layer}.fi.b": FORWARD, f"l{layer}.fo.b": HIDDEN}
        plain |= {f"l{layer}.{name}": HIDDEN for name in ("aln.w", "aln.b", "oln.w", "oln.b")}
    values, blobs = {}, {}
    for name, count in matrices.items():
        blobs[name], values[name] = quantised(rng, count)
    for name, count in plain.items():
        values[name] = rng.normal(size=count).astype(np.float32)
        blobs[name] = values[name].tobytes()
    text = [piece.encode() for piece in PIECES]
    bounds = np.cumsum([0, *map(len, text)])
    head = b"E5S1" + struct.pack("<I7ifi", 1, HIDDEN, LAYERS, HEADS, FORWARD, vocabulary, POSITIONS, 2, 1e-12, 32)
    head += struct.pack("<5iQ", len(PIECES), 0, 2, 1, 3, bounds[-1])
    head += bounds.astype("<u4").tobytes() + np.linspace(-1, -9, len(PIECES)).astype("<f4").tobytes() + b"".join(text)
    head += struct.pack("<iI", 1, 9) + struct.pack("<IBI", 9, 1, 32)
    size = len(head) + 4 + sum(2 + len(name) + 21 for name in blobs)
    directory = struct.pack("<i", len(blobs))
    for name, blob in blobs.items():
        directory += struct.pack("<H", len(name)) + name.encode()
        directory += struct.pack("<BIQQ", name in matrices, len(values[name]), size, len(blob))
        size += len(blob)
    path.write_bytes(head + directory + b"".join(blobs.values()))
    return values


@pytest.fixture
def small(tmp_path: Path) -> tuple[Path, dict[str, np.ndarray]]:
    path = tmp_path / "small.bin"
    return path, write_weights(path)


def test_sizes_vocabulary_and_tensors_are_read(small):
    path, values = small
    weights = e5.Weights(path)
    assert (weights.sizes.hidden, weights.sizes.layers, weights.sizes.vocabulary) == (HIDDEN, LAYERS, 16)
    assert (weights.sizes.bos, weights.sizes.eos, weights.sizes.pad, weights.sizes.unk) == (0, 2, 1, 3)
    assert [piece for piece, _ in weights.vocabulary] == PIECES
    state = weights.state(lambda: None)
    assert np.array_equal(state["embeddings.word_embeddings.weight"].ravel(), values["emb.word"])
    assert np.array_equal(state["embeddings.LayerNorm.bias"], values["emb.ln.b"])
    forward = state["encoder.layer.1.output.dense.weight"]
    assert forward.shape == (HIDDEN, FORWARD)
    assert np.array_equal(forward.ravel(), values["l1.fo.w"])


def test_a_built_folder_is_a_working_model(small, tmp_path: Path):
    path, _ = small
    steps: list[int] = []
    (tmp_path / "out").mkdir()
    e5.build(path, tmp_path / "out", lambda: steps.append(1))
    assert len(steps) == LAYERS + 2
    embedder = SentenceEmbedder(tmp_path / "out" / "model")
    rows = embedder.encode_passages(["kinerja naik", "a b"])
    assert rows.shape == (2, HIDDEN)
    assert np.isfinite(rows).all()
    assert embedder.model.prompts["query"] == "query: "
    tokens = embedder.model.tokenizer
    assert tokens.tokenize("kinerja\tnaik\u200bab") == ["▁kinerja", "▁naik", "▁", "a", "b"]
    assert tokens("a")["input_ids"][0] == 0
    assert tokens("a")["input_ids"][-1] == 2


@pytest.mark.parametrize("length", [0, 3, 20, 60, 300])
def test_a_cut_file_is_named(small, length: int):
    path, _ = small
    path.write_bytes(path.read_bytes()[:length])
    with pytest.raises(ModelUnavailable, match=r"small\.bin"):
        e5.Weights(path).state(lambda: None)


def test_a_file_cut_in_its_tensors_is_named(small):
    path, _ = small
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(ModelUnavailable, match="TANYA_MODEL"):
        e5.Weights(path).state(lambda: None)


def test_the_digest_follows_the_weights(small):
    path, _ = small
    before = e5.digest(path)
    path.write_bytes(path.read_bytes() + b"x")
    assert e5.digest(path) != before


SENTENCES = [
    "Nilai Indeks Kepuasan Masyarakat tahun 2024 sebesar 93,53.",
    "Hambatan: jaringan internet yang sering putus; petugas kurang.",
    "The budget absorption of the office was 98.33 percent.",
    "Tabel 3.1\tCapaian\u00a0Kinerja\nIKM | 90,00 | 93,53",
    "Program " * 90,
]


@pytest.fixture(scope="module")
def real() -> SentenceEmbedder:
    try:
        e5.weights_file()
    except ModelUnavailable as error:
        pytest.skip(str(error))
    return default_embedder()


@pytest.mark.model
def test_the_real_model_is_built_once_and_understands_both_languages(real: SentenceEmbedder):
    assert (real.name, real.dimension) == ("multilingual-e5-small", 384)
    assert default_embedder().folder == real.folder
    rows = real.encode_passages(SENTENCES[:3])
    for query, best in [("berapa IKM?", 0), ("kendala koneksi internet", 1), ("what share of the budget was spent?", 2),
                        ("what hampered the service?", 1)]:  # fmt: skip
        assert int(np.argmax(rows @ real.encode_query(query))) == best


@pytest.mark.model
def test_the_real_model_agrees_with_the_engine_of_its_package(real: SentenceEmbedder, tmp_path: Path):
    source = e5.weights_file().with_name("e5.c")
    compiler = shutil.which("cc")
    if compiler is None or not source.is_file():
        pytest.skip("no C compiler to build the package's engine with")
    engine = tmp_path / "e5.so"
    command = [compiler, "-O2", "-shared", "-fPIC", str(source), "-o", str(engine), "-lm"]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("the package's engine does not compile here")
    library = ctypes.CDLL(str(engine))
    library.e5_load.restype = ctypes.c_void_p
    library.e5_load.argtypes = [ctypes.c_char_p]
    library.e5_embed.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.POINTER(ctypes.c_float)]
    model = library.e5_load(str(e5.weights_file()).encode())

    def theirs(text: str, query: bool) -> np.ndarray:
        out = (ctypes.c_float * 384)()
        assert library.e5_embed(model, text.encode(), int(query), out) == 0
        return np.array(out, dtype=np.float32)

    for text, ours in zip(SENTENCES, real.encode_passages(SENTENCES), strict=True):
        assert float(theirs(text, False) @ ours) > 0.998
        assert float(theirs(text, True) @ real.encode_query(text)) > 0.998
