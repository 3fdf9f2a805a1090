"""The real app with three users, to be attacked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.access.visitor import Role
from tests.attacks.client import NAMES, Caller
from tests.attacks.target import target_library
from tests.e2e.conftest import App, free_port, start, wait_for_start


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All tests of this folder start the real app."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def target_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of samples and a hostile report, with a user of each role; its index holds words alone."""
    folder = tmp_path_factory.mktemp("target")
    assert set(NAMES.values()) == {Role.ASK, Role.EDIT, Role.ADMIN}
    return target_library(folder)


@pytest.fixture(scope="session")
def target(target_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    """The app on it, with limits small enough to be reached."""
    port, log = free_port(), tmp_path_factory.mktemp("log") / "app.log"
    settings = target_folder.parent / "tanya.toml"
    settings.write_text(
        'log = "info"\nlog_form = "json"\nrequest_seconds = 3\nupload_seconds = 5\nupload_mb = 1\nuploads_mb = 3\n'
        "failures = 4\nquestions_per_minute = 10000\nrequests_per_minute = 100000\nconnections = 60\n",
        encoding="utf-8",
    )
    with log.open("w", encoding="utf-8") as out:
        process = start(target_folder, out, "--config", str(settings), port=port)
        try:
            wait_for_start(process, port, log)
            yield App(f"http://127.0.0.1:{port}", log)
        finally:
            process.terminate()
            process.wait(40)


@pytest.fixture
def ani(target: App) -> Caller:
    """Who may ask."""
    return Caller(target.address).signed_in("ani")


@pytest.fixture
def budi(target: App) -> Caller:
    """Who may also add and remove."""
    return Caller(target.address).signed_in("budi")


@pytest.fixture
def citra(target: App) -> Caller:
    """Who administers."""
    return Caller(target.address).signed_in("citra")
