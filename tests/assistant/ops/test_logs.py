"""Logs: one line each, with request and user, without secrets and personal data."""

from __future__ import annotations

import io
import json
import logging
import socket
from pathlib import Path

import pytest

from assistant.access.visitor import Role, Visitor
from assistant.ops import logs
from assistant.ops.metrics import Metrics, resident
from assistant.ops.notify import notify


def logged(form: str, message: str, *args: object, **extra: object) -> str:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    stream = io.StringIO()
    try:
        logs.start("info", form, lambda: Visitor("budi", Role.ASK, request="r-17"), stream)
        logging.getLogger("tanya.test").info(message, *args, extra=extra)
    finally:
        root.handlers, root.level = before, level
    return stream.getvalue()


def test_a_json_line_has_request_and_user() -> None:
    line = json.loads(logged("json", "asked %s", "IKM\nke-2", status=200, ms=3.5))
    assert line["message"] == "asked IKM\nke-2"
    assert (line["level"], line["logger"], line["request"], line["user"], line["status"]) == (
        "info", "tanya.test", "r-17", "budi", 200,
    )  # fmt: skip


def test_a_text_line_is_one_line() -> None:
    assert logged("text", "a\nb").splitlines() == ["INFO tanya.test: a b [request=r-17 user=budi]"]


@pytest.mark.parametrize("form", ["json", "text"])
@pytest.mark.parametrize(
    "secret",
    [
        "Cookie: tanya=abcDEF123",
        "password=abcDEF123",
        "sandi: abcDEF123",
        "$argon2id$v=19$abcDEF123",
        "token=abcDEF123",
    ],
)
def test_secrets_do_not_stand_in_logs(form: str, secret: str) -> None:
    assert "abcDEF123" not in logged(form, "got %s here", secret)


def test_personal_data_does_not_stand_in_logs() -> None:
    line = logged("json", "question not answered: %r", "siapa 19700101 199503 1 002 atau 0812-3456-7890?")
    assert "199503" not in line
    assert "7890" not in line
    assert "[NIP]" in line


def test_metrics_are_prometheus_text_and_bounded() -> None:
    metrics = Metrics(lambda: 6)
    metrics.requests.labels("page", "200").inc()
    with metrics.answering():
        assert metrics.at_work() == 1
    assert metrics.at_work() == 0
    text = metrics.text().decode()
    assert 'tanya_requests_total{kind="page",status="200"} 1.0' in text
    assert "tanya_answer_seconds_count 1.0" in text
    assert "tanya_reports 6.0" in text
    assert resident() > 1_000_000


def test_the_service_manager_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    assert notify("READY=1") is False
    address = tmp_path / "notify"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as listener:
        listener.bind(str(address))
        monkeypatch.setenv("NOTIFY_SOCKET", str(address))
        assert notify("READY=1") is True
        assert listener.recv(100) == b"READY=1"
    assert notify("STOPPING=1") is False
