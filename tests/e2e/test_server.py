"""The app as a program: its endpoints over gradio_client, what it refuses, and how it starts and fails."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError

from tests.e2e.conftest import App
from tests.shared_data import ROOT

IKM = "Berapa IKM Kecamatan Wanasembra tahun 2024?"


@pytest.fixture(scope="module")
def client(app: App) -> Client:
    return Client(app.address, verbose=False)


def test_the_endpoint_gives_the_answer_of_the_contract(client: Client) -> None:
    answer = client.predict(IKM, [], [], api_name="/ask")
    assert answer["status"] == "answered"
    first = answer["figures"][0]
    assert (first["value"], first["as_printed"], first["period_year"]) == ("86.94", "86,94", 2024)
    assert first["source"]["file"] == "lkjip-kecamatan-wanasembra-2024.txt"


def test_the_endpoint_takes_a_selection_and_a_history(client: Client) -> None:
    limited = client.predict(IKM, ["kecamatan-lembayur-2024"], [], api_name="/ask")
    assert limited["status"] == "not_found"
    leaning = client.predict("targetnya?", [], [IKM], api_name="/ask")
    assert "87" in leaning["figures"][0]["as_printed"]


def test_the_endpoint_says_what_is_wrong_with_a_question(client: Client) -> None:
    answer = client.predict(" ", [], [], api_name="/ask")
    assert answer["status"] == "error"
    assert "kosong" in answer["text"]


def test_the_chat_endpoint_gives_messages(client: Client) -> None:
    _, messages, panel = client.predict(IKM, [], "id", api_name="/chat")
    assert [message["role"] for message in messages] == ["user", "assistant"]
    assert "86,94" in str(messages[1]["content"])
    assert '<td class="tl-on"><mark>86,94</mark></td>' in panel


def test_a_report_that_is_not_loaded_cannot_be_selected(client: Client) -> None:
    with pytest.raises(AppError):
        client.predict(IKM, ["../../etc/passwd"], "id", api_name="/chat")


def test_only_the_two_questions_are_public(client: Client) -> None:
    endpoints = client.view_api(return_format="dict")
    assert isinstance(endpoints, dict)
    assert set(endpoints["named_endpoints"]) == {"/ask", "/chat"}
    assert not endpoints["unnamed_endpoints"]


def status(address: str, **headers: str) -> int:
    request = urllib.request.Request(address, headers=headers)
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with opener.open(request) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code


@pytest.mark.parametrize("path", ["etc/passwd", "app.py", "data/library.sqlite", "http://127.0.0.1:22/"])
def test_no_file_of_the_computer_is_served(app: App, library_folder: Path, path: str) -> None:
    for name in (path, "/" + path, str(library_folder / "library.db")):
        assert status(f"{app.address}/gradio_api/file={name}") in (403, 404)


def test_the_page_names_no_other_host_to_load_from(app: App) -> None:
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(app.address) as answer:
        page = answer.read().decode()
    assert "fonts.googleapis" not in page
    assert "cdn" not in page.lower()
    assert '"analytics_enabled":false' in page.replace(" ", "")


def test_only_this_computer_is_served(app: App) -> None:
    port = int(app.address.rpartition(":")[2])
    with socket.socket() as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing: only asks for the address of the way out
            own = probe.getsockname()[0]
        except OSError:
            pytest.skip("this machine has no other address than loopback")
    with socket.socket() as probe:
        probe.settimeout(2)
        assert probe.connect_ex((own, port)) != 0


# Starting and failing


def run_app(*flags: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(ROOT / "app.py"), *flags],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_port_in_use_is_one_clear_line(app: App, library_folder: Path) -> None:
    port = app.address.rpartition(":")[2]
    done = run_app("--library", str(library_folder), "--port", port)
    assert done.returncode == 2
    assert [line for line in done.stderr.splitlines() if line.startswith("galat:") and port in line]
    assert "Traceback" not in done.stderr


def test_a_setting_that_would_share_the_page_is_refused(library_folder: Path) -> None:
    done = run_app("--library", str(library_folder), GRADIO_SHARE="True")
    assert done.returncode == 2
    assert "GRADIO_SHARE" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_library_that_cannot_be_used_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    done = run_app("--library", str(tmp_path / "file" / "data"))
    assert done.returncode == 2
    assert "galat:" in done.stderr
    assert "Traceback" not in done.stderr


def test_help_is_shown_without_starting_anything() -> None:
    done = run_app("--help")
    assert done.returncode == 0
    for flag in ("--library", "--host", "--port", "--samples"):
        assert flag in done.stdout
