"""Where the tests find the real reports and the gold questions, which are not part of the project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def shared(*parts: str) -> Path:
    """Path of shared test data, e.g. `shared("reports", "a.txt")`, from $TANYA_SHARED or ../shared.

    Where it is absent the calling test is skipped with a reason; with CI set it fails instead, unless
    TANYA_WITHOUT_SHARED is set too, so that the tests over real reports cannot be skipped unseen.
    """
    folder = Path(os.environ.get("TANYA_SHARED") or ROOT.parent / "shared")
    path = folder.joinpath(*parts)
    if path.exists():
        return path
    missing = f"shared test data absent: {Path(*parts) if parts else 'the whole folder'} (set TANYA_SHARED)"
    if os.environ.get("CI") and not os.environ.get("TANYA_WITHOUT_SHARED"):
        pytest.fail(f"{missing}; TANYA_WITHOUT_SHARED=1 allows a run without it", pytrace=False)
    pytest.skip(missing)
