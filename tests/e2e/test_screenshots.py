"""The screenshots of the documentation: they are made as told, and the documentation holds every one of them."""

from __future__ import annotations

import os
from pathlib import Path

from playwright.sync_api import Browser

from tests.e2e.screenshots import NAMES, SIZES, make, serving
from tests.shared_data import ROOT


def test_every_tab_is_pictured_on_laptop_and_phone(browser: Browser, tmp_path: Path) -> None:
    target = ROOT / "docs" if os.environ.get("TANYA_SCREENSHOTS") else tmp_path
    with serving(tmp_path) as address:
        made = make(target, address, browser)
    assert {path.name for path in made} == {f"{name}{ending}.png" for name in NAMES for ending in SIZES}
    for path in made:
        assert path.stat().st_size > 10_000
        assert (ROOT / "docs" / path.name).is_file(), f"{path.name} is not in docs: run with TANYA_SCREENSHOTS=1"
