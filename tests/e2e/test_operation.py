"""The program as a service: refused, stopped, killed, started again."""

from __future__ import annotations

import json
import shutil
import signal
from pathlib import Path

import pytest

from assistant.access.store import Store
from assistant.access.users import Users
from assistant.access.visitor import Role
from tests.attacks.client import PASSWORD, Caller
from tests.e2e.conftest import free_port, start, wait_for_start
from tests.e2e.test_server import run_app


@pytest.fixture
def folder(library_folder: Path, tmp_path: Path) -> Path:
    """A library of this test's own, with a user."""
    shutil.copytree(library_folder, tmp_path / "data")
    Users(Store(tmp_path / "data")).add("budi", Role.EDIT, PASSWORD)
    return tmp_path / "data"


def test_others_are_not_served_without_users(library_folder: Path) -> None:
    done = run_app("--library", str(library_folder), "--host", "0.0.0.0")
    assert done.returncode == 2
    assert "tanya user add" in done.stderr
    assert "--open-without-users" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_wrong_setting_is_one_clear_line(library_folder: Path, tmp_path: Path) -> None:
    settings = tmp_path / "tanya.toml"
    settings.write_text("upload_mb = 'x'", encoding="utf-8")
    done = run_app("--library", str(library_folder), "--config", str(settings))
    assert done.returncode == 2
    assert "upload_mb" in done.stderr.splitlines()[-1]


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_after_any_end_it_starts_again_where_it_was(folder: Path, tmp_path: Path, ending: signal.Signals) -> None:
    port, log, caller = free_port(), tmp_path / "app.log", None
    for turn in range(2):
        with log.open("w", encoding="utf-8") as out:
            process = start(folder, out, port=port)
            try:
                wait_for_start(process, port, log)
                if caller is None:
                    caller = Caller(f"http://127.0.0.1:{port}").signed_in("budi")
                assert caller.get("/config").status == 200, f"signed in, start {turn}"
                assert json.loads(caller.get("/health").body)["status"] == "ok"
                assert "86,94" in caller.ask("Berapa IKM Kecamatan Wanasembra tahun 2024?")["text"]
            finally:
                process.send_signal(ending)
                code = process.wait(60)
        assert code == (-9 if ending is signal.SIGKILL else 0)
        assert "Traceback" not in log.read_text(encoding="utf-8")
