"""The manifest of a generation: what it holds, the digest of each of its files, and one over itself.

Its text is written one way only, so any other byte in it is told from what was written.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

FORMAT = 3
NAME = "manifest.json"
# Format 2 had no seal; it is read until the generation is published anew.
_UNSEALED = 2


@dataclass(frozen=True, slots=True)
class Model:
    """The embedding model of an index."""

    name: str
    digest: str
    dimension: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation holds; `model` is None for an index of words alone. `files` maps name to sha256."""

    format: int
    generation: int
    revision: int
    passages: int
    vectors: int
    passage_recipe: int
    token_recipe: int
    model: Model | None
    files: dict[str, str]

    def save(self, folder: Path) -> None:
        """Write it into its folder; the caller syncs it."""
        values = asdict(self)
        (folder / NAME).write_text(_text({**values, "seal": _seal(values)}), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Manifest:
        """The manifest of a folder; raises OSError, or ValueError, TypeError or KeyError for one that is damaged."""
        text = (folder / NAME).read_text(encoding="utf-8")
        values: dict[str, Any] = json.loads(text)
        seal = values.pop("seal", None)
        if values["format"] not in {_UNSEALED, FORMAT}:
            raise ValueError(f"manifes berversi {values['format']}, program ini memerlukan {FORMAT}")
        wanted = {} if values["format"] == _UNSEALED else {"seal": _seal(values)}
        if text != _text({**values, **wanted}) or (seal is not None) != bool(wanted):
            raise ValueError("isinya berubah")
        model = values.pop("model")
        return cls(**values, model=None if model is None else Model(**model))


def damage(folder: Path) -> list[str]:
    """What of a folder does not fit its manifest, one line each with the file; empty when it is whole."""
    try:
        manifest = Manifest.load(folder)
    except FileNotFoundError:
        return [f"{NAME} tidak ada"]
    except (OSError, ValueError, TypeError, KeyError) as error:
        return [f"{NAME} tidak dapat dipakai ({error})"]
    found = []
    for name, wanted in manifest.files.items():
        path = folder / name
        if not path.is_file():
            found.append(f"{name} tidak ada")
        elif sha256(path) != wanted:
            found.append(f"{name} berubah")
    return found


def sha256(path: Path) -> str:
    """The digest of a file's bytes."""
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _text(values: dict[str, Any]) -> str:
    return json.dumps(values, indent=1, sort_keys=True) + "\n"


def _seal(values: dict[str, Any]) -> str:
    return hashlib.sha256(_text(values).encode()).hexdigest()
