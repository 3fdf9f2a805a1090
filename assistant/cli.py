"""The command line. Exit status 0, or 2 with one clear line for each problem."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from typing import Any

from assistant.access import command as access
from assistant.access.trail import at_terminal
from assistant.commands import ask, library, reports, upkeep
from assistant.commands.terminal import warn
from assistant.ops import logs, settings
from assistant.privacy import shown
from corpus.errors import BadInput, TanyaError

SETTING = "TANYA_LIBRARY"
_LOG = {"TANYA_LOG": "error"}
_GROUPS = (library, ask, reports, access, upkeep)
"""The modules that add commands, in the order of the help."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    for stream in (sys.stdout, sys.stderr):
        # Bytes of an argument that are no text of this terminal must not stop an answer.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        logs.start(settings.read(None, _LOG | dict(os.environ)).log, "text", at_terminal)
        args = parser().parse_args(argv)
        with shown() if args.personal else nullcontext():
            return int(args.run(args))
    except SystemExit as stop:  # --help
        return int(stop.code or 0)
    except TanyaError as error:
        return _fail(str(error))
    except KeyboardInterrupt:
        return _fail("dihentikan")
    except BrokenPipeError:
        sys.stderr.close()
        return 0


def parser() -> argparse.ArgumentParser:
    """The arguments of all commands."""
    common = _Parser(add_help=False)
    common.add_argument(
        "--library",
        metavar="DIR",
        default=os.environ.get(SETTING, "./data"),
        help=f"folder pustaka laporan (bawaan: ./data, atau isi {SETTING})",
    )
    common.add_argument(
        "--personal", action="store_true", help="tampilkan juga NIP, nomor telepon dan email (bawaan: disamarkan)"
    )
    top = _Parser(prog="tanya", description="Bertanya kepada laporan kinerja (LKjIP): jawaban bersumber.")
    commands = top.add_subparsers(dest="command", required=True, metavar="PERINTAH", parser_class=_Parser)
    for group in _GROUPS:
        group.commands(commands, common)
    return top


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments in one line."""

    def error(self, message: str) -> Any:  # noqa: ANN401 - never returns
        raise BadInput(message, remedy=f"lihat {self.prog} --help")


def _fail(message: str) -> int:
    warn(f"galat: {message}")
    return 2
