"""Files that came as uploads: only in the private folder of this run, whatever path an event names."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from corpus.readers import folder
from corpus.readers.folder import Source

FOLDER = "GRADIO_TEMP_DIR"


def ours(path: str) -> bool:
    """Whether a path is a plain file within the folder of uploads, reached through no link."""
    private = os.environ.get(FOLDER, "")
    if not private or "\0" in path:
        return False
    file = Path(path)
    try:
        inside = file.resolve(strict=True).is_relative_to(Path(private).resolve())
    except (OSError, RuntimeError, ValueError):
        return False
    return inside and file.is_file() and not file.is_symlink()


def reports(paths: Sequence[str]) -> list[tuple[str, ...]]:
    """The uploads as reports, in their order: chapters in files of their own are one, as for `tanya add`.

    Each upload lies in a folder of its own, so they are told by their bare names; where two are called alike nobody can
    say which report a chapter is of, and every file is one.
    """
    by_name = {Path(Path(path).name): path for path in paths}
    if len(by_name) < len(paths):
        return [(path,) for path in paths]
    return [tuple(by_name[name] for name in source.paths) for source in folder.sources(by_name, formats=False)]


def together(paths: Sequence[str]) -> tuple[str, ...]:
    """The files of one report moved into one folder of uploads, named by their content; a single one stays.

    So the report gets the same name again from the same chapters, and another one from those of another office.
    Raises OSError where a file is gone.
    """
    if len(paths) == 1:
        return tuple(paths)
    digest = Source(tuple(map(Path, paths))).digest()
    place = Path(os.environ[FOLDER]) / f"unggahan-{digest[:8]}"
    place.mkdir(exist_ok=True)
    return tuple(str(Path(path).replace(place / Path(path).name)) for path in paths)


def gone(paths: Sequence[str]) -> None:
    """Delete uploads that were read, with the folder that was made for them."""
    for path in map(Path, paths):
        path.unlink(missing_ok=True)
        if path.parent.name.startswith("unggahan-") and not any(path.parent.iterdir()):
            path.parent.rmdir()
