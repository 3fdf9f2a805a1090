"""At run time no network is used but loopback: whatever would leave this computer is refused and written down."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.attacks.client import Caller
from tests.e2e.conftest import free_port, start, wait_for_start
from tests.shared_data import ROOT

# An audit hook sees every use of a socket from Python, in whatever library; it cannot be taken off again.
BLOCK = """
import os, sys
def _near(address):
    if isinstance(address, (str, bytes)):  # a unix socket's path
        return True
    host = address[0] if isinstance(address, tuple) else address
    return host in (None, "", "localhost", "127.0.0.1", "::1", "0.0.0.0")
def _hook(event, args):
    if event in ("socket.connect", "socket.sendto", "socket.sendmsg"):
        far = args[1] is not None and not _near(args[1])
    elif event in ("socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"):
        far = args[0] not in (None, b"", "", "localhost", "127.0.0.1", "::1", "0.0.0.0", b"127.0.0.1", b"localhost")
    else:
        return
    with open(os.environ["TANYA_SEEN"], "a") as seen:
        seen.write(("far" if far else "near") + " " + event + " " + repr(args[1:] if "sock" in repr(args[0]) else args) + "\\n")
    if far:
        raise PermissionError("no network: " + event)
sys.addaudithook(_hook)
"""


@pytest.fixture
def blocked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Programs started from here reach loopback only; the file of what they tried."""
    folder, seen = tmp_path / "block", tmp_path / "seen"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(BLOCK, encoding="utf-8")
    seen.touch()
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(folder), str(ROOT)]))
    monkeypatch.setenv("TANYA_SEEN", str(seen))
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE"):
        monkeypatch.delenv(name, raising=False)
    return seen


def tried(seen: Path) -> list[str]:
    return [line for line in seen.read_text(encoding="utf-8").splitlines() if line.startswith("far")]


def test_what_leaves_the_computer_is_seen(blocked: Path) -> None:
    code = "import urllib.request as r\ntry:\n    r.urlopen('http://192.0.2.1/', timeout=1)\nexcept OSError as e:\n    print(e)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "no network" in done.stdout
    assert tried(blocked)


@pytest.mark.model
def test_commands_need_no_network(blocked: Path, tmp_path: Path) -> None:
    library = str(tmp_path / "data")
    sample = str(next((ROOT / "samples").glob("*.txt")))
    for command in (
        ["add", sample],
        ["ask", "Apa hambatan yang dihadapi?"],
        ["audit"],
        ["index", "--rebuild"],
        ["index", "--verify"],
    ):
        done = subprocess.run([sys.executable, "-m", "assistant", *command, "--library", library], cwd=ROOT,
                              capture_output=True, text=True, check=False, timeout=300)  # fmt: skip
        assert done.returncode == 0, done.stderr
    assert tried(blocked) == []


@pytest.mark.model
def test_the_page_needs_no_network(blocked: Path, tmp_path: Path) -> None:
    port, log = free_port(), tmp_path / "app.log"
    sample = str(next((ROOT / "samples").glob("*.txt")))
    with log.open("w", encoding="utf-8") as out:
        # `start` puts the project's folder first in PYTHONPATH; the hook is named anew.
        process = start(tmp_path / "data", out, "--samples", sample, port=port, path=os.environ["PYTHONPATH"])
        try:
            wait_for_start(process, port, log)
            caller = Caller(f"http://127.0.0.1:{port}")
            assert caller.get("/").status == 200
            assert caller.ask("Apa hambatan yang dihadapi?")["status"] in ("answered", "not_found")
            told = caller.add(
                caller.upload("lkjip-kecamatan-seruni-2024.txt", Path(sample).read_bytes() + b"\nTambahan.\n").json()
            )
            assert "1 dari 1" in told
        finally:
            process.terminate()
            assert process.wait(40) == 0
    assert tried(blocked) == []
