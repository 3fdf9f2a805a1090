"""Fixtures that several rooms share."""

from __future__ import annotations

import os
import shutil
import string
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from corpus.library import Library

if TYPE_CHECKING:
    from playwright.sync_api import Browser

# How long an example takes says nothing of its result: what is loaded with the first one, and what else runs, count.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """An empty library in a folder of its own."""
    with Library.open(tmp_path / "data") as opened:
        yield opened


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sentence-transformers folder of some kilobytes: the mean of fixed vectors of words and letters."""
    import numpy as np
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    words = [
        "kepuasan",
        "masyarakat",
        "anggaran",
        "pegawai",
        "hukum",
        "peraturan",
        "internet",
        "petugas",
        "penyebab",
        "tabel",
        "nilai",
        "program",
    ]
    letters = [*string.ascii_lowercase, *string.digits]
    vocabulary = {piece: n for n, piece in enumerate(["[UNK]", *words, *letters, *("##" + c for c in letters)])}
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=40))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    weights = np.random.default_rng(7).normal(size=(len(vocabulary), 16)).astype(np.float32)
    weights[1 : 1 + len(words)] *= 6
    modules = [StaticEmbedding(tokenizer, embedding_weights=weights), Normalize()]
    folder = tmp_path_factory.mktemp("models") / "tiny"
    SentenceTransformer(modules=modules, device="cpu").save(str(folder), create_model_card=False)
    return folder


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium as the system provides it; absent it skips, in CI it fails.

    One for all tests: a second Playwright cannot be started beside the first.
    """
    from playwright.sync_api import sync_playwright

    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        reason = "no Chromium on this machine (Debian: apt-get install chromium)"
        if os.environ.get("CI"):
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []  # Chromium refuses its sandbox to root
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=program, args=arguments)
        yield opened
        opened.close()
