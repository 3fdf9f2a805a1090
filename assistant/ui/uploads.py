"""Files that came as uploads: only in the private folder of this run, whatever path an event names."""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = "GRADIO_TEMP_DIR"


def ours(path: str) -> bool:
    """Whether a path is a plain file within the folder of uploads, reached through no link."""
    folder = os.environ.get(FOLDER, "")
    if not folder or "\0" in path:
        return False
    file = Path(path)
    try:
        inside = file.resolve(strict=True).is_relative_to(Path(folder).resolve())
    except (OSError, RuntimeError, ValueError):
        return False
    return inside and file.is_file() and not file.is_symlink()
