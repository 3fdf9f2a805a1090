"""Where models come from: a folder, the hub, or the weights that the project carries, built into the cache."""

from __future__ import annotations

import os
import shutil
import tempfile
from functools import lru_cache
from pathlib import Path

from tqdm import tqdm

from corpus.errors import ModelUnavailable
from index import e5
from index.embedding import SentenceEmbedder
from index.model_folder import SETTING, silent


def default_embedder(setting: str | None = None, *, progress: bool = False) -> SentenceEmbedder:
    """The embedder of `setting` or of TANYA_MODEL: a folder or a hub name; without either the embedded model.

    The embedded model is built into the cache the first time, with a progress line where `progress` is True.
    Raises ModelUnavailable.
    """
    chosen = setting or os.environ.get(SETTING, "")
    if not chosen:
        return _embedded(progress)
    if Path(chosen).is_dir():
        return SentenceEmbedder(Path(chosen))
    return SentenceEmbedder(_from_hub(chosen), name=chosen)


def cache_folder() -> Path:
    """Where built models are kept: tanya-lkjip under XDG_CACHE_HOME, or under ~/.cache."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if base else Path.home() / ".cache") / "tanya-lkjip"


def _embedded(progress: bool) -> SentenceEmbedder:
    source = e5.weights_file()
    digest = _remembered_digest(source)
    folder = cache_folder() / f"{e5.NAME}-{digest[:12]}"
    if not (folder / "modules.json").is_file():
        _build(source, folder, progress)
    return SentenceEmbedder(folder, e5.NAME, digest)


@lru_cache(maxsize=4)
def _remembered_digest(source: Path) -> str:
    return e5.digest(source)


def _build(source: Path, folder: Path, progress: bool) -> None:
    """Write aside, then rename: another process never sees half a model, and the first one to finish wins."""
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".building-", dir=folder.parent))
    except OSError as error:
        raise ModelUnavailable(
            f"cache model tidak dapat ditulis ({error.strerror})",
            where=str(folder.parent),
            remedy="isi XDG_CACHE_HOME dengan folder yang dapat ditulis",
        ) from error
    try:
        bar = tqdm(total=e5.STEPS, desc=f"menyiapkan {e5.NAME} (sekali saja)", unit=" langkah", disable=not progress)
        with bar, silent():
            e5.build(source, aside, bar.update)
        try:
            (aside / "model").rename(folder)
        except OSError:
            if not (folder / "modules.json").is_file():
                raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _from_hub(name: str) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        try:
            return Path(snapshot_download(name, local_files_only=True))
        except LocalEntryNotFoundError:
            return Path(snapshot_download(name))
    except (OSError, HFValidationError, ValueError) as error:
        raise ModelUnavailable(
            f"model embedding {name!r} bukan folder dan tidak dapat diambil dari hub",
            remedy=f"isi {SETTING} dengan folder sentence-transformers, atau kosongkan untuk model bawaan",
        ) from error
