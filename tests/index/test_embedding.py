"""The sentence-transformers embedder, on a tiny model made on the spot."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ModelUnavailable
from corpus.library import Library
from index import build, check, embedding
from index.embedding import SentenceEmbedder
from index.model_folder import SETTING, folder_digest
from index.models import cache_folder, default_embedder
from index.processor import threads
from index.search import Searcher
from tests.builders import small_report

TEXTS = ["kepuasan masyarakat", "anggaran program", "x" * 400, "", "pegawai 19 orang", "nilai " * 90]


@pytest.fixture(scope="module")
def embedder(tiny_model: Path) -> SentenceEmbedder:
    return SentenceEmbedder(tiny_model)


def test_rows_are_unit_vectors_in_the_order_given(embedder: SentenceEmbedder):
    rows = embedder.encode_passages(TEXTS)
    assert (rows.shape, rows.dtype) == ((len(TEXTS), embedder.dimension), np.float32)
    kept = [i for i, text in enumerate(TEXTS) if text]
    assert np.linalg.norm(rows[kept], axis=1) == pytest.approx(1, abs=1e-3)
    alone = np.concatenate([embedder.encode_passages([text]) for text in TEXTS])
    assert rows == pytest.approx(alone, abs=1e-2)


def test_no_texts_give_no_rows(embedder: SentenceEmbedder):
    assert embedder.encode_passages([]).shape == (0, embedder.dimension)
    assert list(embedder.stream([])) == []


def test_portions_hold_every_place_once(embedder: SentenceEmbedder):
    texts = [f"teks {'a' * (n % 7)} {n}" for n in range(150)]
    portions = list(embedder.stream(texts, every=64))
    assert [len(places) for places, _ in portions] == [64, 64, 22]
    assert sorted(place for places, _ in portions for place in places) == list(range(150))


def test_prompts_of_the_model_are_honoured(tiny_model: Path, tmp_path: Path):
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(tiny_model), device="cpu")
    model.prompts = {"query": "anggaran ", "document": "pegawai "}
    model.save(str(tmp_path / "m"), create_model_card=False)
    prompted, plain = SentenceEmbedder(tmp_path / "m"), SentenceEmbedder(tiny_model)
    assert prompted.encode_query("nilai") == pytest.approx(plain.encode_query("anggaran nilai"), abs=1e-2)
    assert prompted.encode_passages(["nilai"]) == pytest.approx(plain.encode_passages(["pegawai nilai"]), abs=1e-2)


def test_the_digest_follows_the_files_and_loads_no_model(tiny_model: Path, tmp_path: Path):
    copy = Path(shutil.copytree(tiny_model, tmp_path / "copy"))
    assert folder_digest(copy) == folder_digest(tiny_model)
    weights = next(copy.rglob("*.safetensors"))
    data = bytearray(weights.read_bytes())
    data[-5] ^= 1
    weights.write_bytes(data)
    assert folder_digest(copy) != folder_digest(tiny_model)
    embedder = SentenceEmbedder(copy)
    assert embedder.digest == folder_digest(copy)
    assert "model" not in vars(embedder)


def test_the_setting_chooses_a_folder(tiny_model: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv(SETTING, str(tiny_model))
    assert default_embedder().folder == tiny_model
    monkeypatch.setenv(SETTING, "")
    assert default_embedder(str(tiny_model)).folder == tiny_model


def test_a_folder_that_is_no_model_is_named(tmp_path: Path):
    (tmp_path / "config.json").write_text("{}", encoding="utf-8")
    with pytest.raises(ModelUnavailable, match=SETTING):
        _ = SentenceEmbedder(tmp_path).model
    with pytest.raises(ModelUnavailable, match=SETTING):
        folder_digest(tmp_path / "none")


def test_a_name_that_no_hub_gives_is_named_offline(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    def refuse(*args: object, **kwargs: object) -> None:
        raise OSError("no network in this test")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    with pytest.raises(ModelUnavailable, match="siapa/model-itu"):
        default_embedder("siapa/model-itu")


def test_the_cache_follows_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert cache_folder() == tmp_path / "tanya-lkjip"
    monkeypatch.delenv("XDG_CACHE_HOME")
    assert cache_folder() == Path.home() / ".cache" / "tanya-lkjip"
    assert threads() >= 1


def test_a_real_model_from_report_to_hit(library: Library, tiny_model: Path):
    build.add(library, [(small_report(), [])], SentenceEmbedder(tiny_model))
    assert check.verify(library) == []
    hits = Searcher.open(library, lambda: SentenceEmbedder(tiny_model)).search("hambatan internet")
    assert "internet" in hits[0].passage.text
    assert "meaning" in hits[0].ranks


def test_progress_is_drawn_on_stderr_only_where_wanted(embedder: SentenceEmbedder, capfd: pytest.CaptureFixture[str]):
    embedder.encode_passages(["satu", "dua"])
    assert capfd.readouterr() == ("", "")
    embedder.encode_passages(["satu", "dua"], progress=True)
    out, err = capfd.readouterr()
    assert out == ""
    assert "2/2" in err


def test_no_heavy_import_before_a_text_is_embedded():
    code = (
        "import sys, index.build, index.search, index.embedding, index.generation, corpus.library\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)\n"
        "print(*sorted(heavy), end='')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_a_narrow_precision_is_used_only_where_vectors_stay(tiny_model: Path, monkeypatch: pytest.MonkeyPatch):
    import torch

    def kind(embedder: SentenceEmbedder) -> torch.dtype:
        return next(embedder.model.parameters()).dtype

    monkeypatch.setattr(embedding, "has_bfloat16", lambda: True)
    assert kind(SentenceEmbedder(tiny_model)) == torch.bfloat16
    turned = iter([np.eye(3, 16, dtype=np.float32), np.eye(3, 16, 1, dtype=np.float32)])
    with monkeypatch.context() as patched:
        patched.setattr(embedding, "_tried", lambda model: next(turned))
        assert kind(SentenceEmbedder(tiny_model)) == torch.float32
    monkeypatch.setattr(embedding, "has_bfloat16", lambda: False)
    assert kind(SentenceEmbedder(tiny_model)) == torch.float32
