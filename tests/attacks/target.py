"""The library that is attacked: the text samples and a hostile report, with a user of each role."""

from __future__ import annotations

from pathlib import Path

from assistant.access.store import Store
from assistant.access.users import Users
from corpus import readers
from corpus.facts import extract
from corpus.library import Library
from index import build
from tests.attacks.client import NAMES, PASSWORD
from tests.attacks.hostile import REPORT
from tests.shared_data import ROOT


def target_library(folder: Path) -> Path:
    """Make it below a folder; its index holds words alone."""
    hostile = folder / "lkjip-kecamatan-bahaya-2024.txt"
    hostile.write_text(REPORT, encoding="utf-8")
    reports = [readers.read(path) for path in [*sorted((ROOT / "samples").glob("*.txt")), hostile]]
    with Library.open(folder / "data") as library:
        build.add(library, [(report, list(extract(report))) for report in reports], None)
    users = Users(Store(folder / "data"))
    for name, role in NAMES.items():
        users.add(name, role, PASSWORD)
    return folder / "data"
