"""Settings: file, environment, and what is refused."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from pathlib import Path

import pytest

from assistant.ops.settings import Settings, changed, read
from corpus.errors import BadInput
from tests.shared_data import ROOT


def test_without_file_and_environment_only_this_computer_is_served() -> None:
    found = read(environ={})
    assert found == Settings()
    assert found.local
    assert not found.open_without_users


def test_the_file_is_read_and_the_environment_stands_above_it(tmp_path: Path) -> None:
    file = tmp_path / "tanya.toml"
    file.write_text(
        'host = "0.0.0.0"\nport = 8000\nnames = ["tanya.contoh.go.id"]\nread_only = true\n', encoding="utf-8"
    )
    environ = {
        "TANYA_CONFIG": str(file),
        "TANYA_PORT": "9000",
        "TANYA_PROXIES": "127.0.0.1, ::1",
        "TANYA_READ_ONLY": "tidak",
    }
    found = read(environ=environ)
    assert (found.host, found.port, found.names) == ("0.0.0.0", 9000, ("tanya.contoh.go.id",))
    assert found.proxies == ("127.0.0.1", "::1")
    assert found.read_only is False
    assert not found.local


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("hosst = 'x'", "hosst"), ("port = 'x'", "port"), ("port = 70000", "port"), ("port = true", "port"),
        ("names = 'x'", "names"), ("names = [1]", "names"), ("log = 'loud'", "log"), ("upload_mb = 0", "upload_mb"),
        ("open_without_users = 1", "open_without_users"), ("= x", "tanya.toml"),
    ],
)  # fmt: skip
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, named: str) -> None:
    file = tmp_path / "tanya.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=named):
        read(file, environ={})


@pytest.mark.parametrize(("name", "value"), [("TANYA_PORT", "x"), ("TANYA_PORT", "-1"), ("TANYA_READ_ONLY", "maybe"),
                                             ("TANYA_LOG_FORM", "xml"), ("TANYA_CONFIG", "absent.toml")])  # fmt: skip
def test_a_wrong_variable_is_named(name: str, value: str) -> None:
    with pytest.raises(BadInput):
        read(environ={name: value})


def test_a_flag_is_checked_as_well() -> None:
    with pytest.raises(BadInput, match="port"):
        changed(Settings(), port=99_999)


def test_the_documented_file_tells_every_setting_with_its_default() -> None:
    text = (ROOT / "docs" / "tanya.toml").read_text(encoding="utf-8")
    shown = tomllib.loads("\n".join(line.removeprefix("#") if line.startswith("#") and " = " in line and
                                    line[1:2].isalpha() else line for line in text.splitlines()))  # fmt: skip
    defaults = {known.name: known.default for known in fields(Settings)}
    assert {name: tuple(value) if isinstance(value, list) else value for name, value in shown.items()} == defaults
