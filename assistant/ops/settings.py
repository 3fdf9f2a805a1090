"""The settings of a served library: one file (TOML) and the environment, both checked before anything starts."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

from corpus.errors import BadInput

FILE = "TANYA_CONFIG"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_TRUE = {"1": True, "true": True, "ya": True, "yes": True, "0": False, "false": False, "tidak": False, "no": False}


def _within(default: int, least: int, most: int) -> Any:  # noqa: ANN401 - what `field` gives
    return field(default=default, metadata={"least": least, "most": most})


def _one_of(default: str, *words: str) -> Any:  # noqa: ANN401
    return field(default=default, metadata={"words": words})


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; the field's name is the key in the file, and TANYA_ with the name in capitals the variable.

    Sizes and times carry their unit in the name. docs/tanya.toml says what each means.
    """

    host: str = "127.0.0.1"
    port: int = _within(0, 0, 65535)
    names: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    open_without_users: bool = False
    read_only: bool = False
    ratings: bool = True
    metrics: str = _one_of("local", "off", "local", "all")
    idle_minutes: int = _within(60, 1, 1440)
    longest_hours: int = _within(12, 1, 720)
    password_letters: int = _within(12, 8, 128)
    failures: int = _within(5, 1, 100)
    failure_minutes: int = _within(15, 1, 1440)
    personal: str = _one_of("edit", "ask", "edit", "admin", "nobody")
    questions_per_minute: int = _within(30, 1, 100_000)
    requests_per_minute: int = _within(1200, 10, 1_000_000)
    waiting: int = _within(64, 1, 10_000)
    connections: int = _within(400, 10, 100_000)
    conversations: int = _within(200, 10, 100_000)
    request_kb: int = _within(1024, 16, 65_536)
    request_seconds: int = _within(30, 1, 3600)
    upload_mb: int = _within(50, 1, 2048)
    uploads_mb: int = _within(500, 1, 65_536)
    upload_seconds: int = _within(300, 1, 7200)
    stop_seconds: int = _within(20, 1, 3600)
    log: str = _one_of("warning", "debug", "info", "warning", "error")
    log_form: str = _one_of("text", "text", "json")

    @property
    def local(self) -> bool:
        """Whether only this computer is served."""
        return self.host in LOOPBACK


def read(path: str | Path | None = None, environ: Mapping[str, str] = os.environ) -> Settings:
    """The settings of a file (`path`, else the one TANYA_CONFIG names, else none), the environment above it.

    Raises BadInput for a file that cannot be read, an unknown key, and a value that is none, naming the key.
    """
    named = path or environ.get(FILE)
    values = _from_file(Path(named)) if named else {}
    for known in fields(Settings):
        variable = f"TANYA_{known.name.upper()}"
        if environ.get(variable):
            values[known.name] = _of_text(known, environ[variable], variable)
    return changed(Settings(), **values)


def changed(settings: Settings, **values: Any) -> Settings:  # noqa: ANN401 - as the fields are
    """The settings with some changed, all checked; raises BadInput."""
    for known in fields(Settings):
        if known.name in values:
            values[known.name] = _checked(known, values[known.name])
    return replace(settings, **values)


def _from_file(path: Path) -> dict[str, Any]:
    try:
        values = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise BadInput(f"pengaturan tidak dapat dibaca ({reason})", where=str(path)) from error
    unknown = sorted(set(values) - {known.name for known in fields(Settings)})
    if unknown:
        raise BadInput(
            f"pengaturan tidak dikenal: {', '.join(unknown)}", where=str(path), remedy="lihat docs/tanya.toml"
        )
    return values


def _of_text(known: Any, text: str, variable: str) -> Any:  # noqa: ANN401
    """The value that a variable's text stands for; text that stands for none is refused under its name."""
    if isinstance(known.default, bool):
        if text.lower() not in _TRUE:
            raise BadInput(f"{variable} harus true atau false, bukan {text!r}")
        return _TRUE[text.lower()]
    if isinstance(known.default, int):
        if not text.strip().isdecimal():
            raise BadInput(f"{variable} harus bilangan bulat, bukan {text!r}")
        return int(text)
    if isinstance(known.default, tuple):
        return text.split(",")
    return text.lower() if "words" in known.metadata else text


def _checked(known: Any, value: Any) -> Any:  # noqa: ANN401
    default, limits = known.default, known.metadata
    if isinstance(default, tuple):
        if not isinstance(value, list | tuple) or not all(isinstance(part, str) for part in value):
            raise BadInput(f"{known.name} harus daftar teks, bukan {value!r}")
        return tuple(part.strip() for part in value if part.strip())
    if type(value) is not type(default):
        kinds = {bool: "true atau false", int: "bilangan bulat", str: "teks"}
        raise BadInput(f"{known.name} harus {kinds[type(default)]}, bukan {value!r}")
    if "least" in limits and not limits["least"] <= value <= limits["most"]:
        raise BadInput(f"{known.name} harus antara {limits['least']} dan {limits['most']}, bukan {value}")
    if "words" in limits and value not in limits["words"]:
        raise BadInput(f"{known.name} harus salah satu dari {', '.join(limits['words'])}, bukan {value!r}")
    return value
