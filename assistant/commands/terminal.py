"""The terminal's end of a command: its library opened and closed, lines said and warned, files written."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from assistant.output import placed
from corpus.visible import visible


def say(text: str) -> None:
    """A line of the result."""
    sys.stdout.write(f"{visible(text)}\n")


def warn(text: str) -> None:
    """A line beside the result: a problem, a note, where something was written."""
    sys.stderr.write(f"{visible(text)}\n")


@contextmanager
def opened(args: argparse.Namespace, *, create: bool = False) -> Iterator[Any]:
    """The assistant over the library that a command was given, closed at the end.

    Raises as `Assistant.open` does.
    """
    from assistant.service import Assistant

    assistant = Assistant.open(args.library, create=create)
    try:
        yield assistant
    finally:
        assistant.close()


def writable(path: Path) -> TextIO:
    """A text file to be written anew, its folder made where there is none; raises BadInput where that cannot be."""
    with placed(path):
        # Half of a character, as only "\\ud800" in JSON can say, leaves as it came.
        return path.open("w", encoding="utf-8", errors="backslashreplace")
