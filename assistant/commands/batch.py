"""A file of questions, one JSON object a line, answered into another."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tqdm import tqdm

from assistant.commands.terminal import opened, warn, writable
from corpus.errors import BadInput, IndexDamaged, TanyaError
from corpus.visible import dumps

_MANY = 10
"""Questions for which it is worth to get everything ready first."""


def run(args: argparse.Namespace) -> int:
    """Answer all questions of `--batch` into `--output`; status 2 where some of them could not be.

    A line that cannot be answered becomes one of status `error`. Raises BadInput for a file that is none of JSON lines,
    IndexDamaged where no question can be answered.
    """
    if not args.output:
        raise BadInput("--batch perlu --output", remedy="tambahkan --output OUT.jsonl")
    asked = list(turns(Path(args.batch)))
    failed = 0
    with opened(args, create=True) as assistant:
        if len(asked) >= _MANY:
            assistant.warm()
        with writable(Path(args.output)) as out:
            for number, turn in tqdm(asked, desc="menjawab", file=sys.stderr):
                try:
                    line = answered(assistant, turn)
                except IndexDamaged:
                    raise
                except TanyaError as error:
                    failed += 1
                    warn(f"galat: {args.batch} baris {number}: {error}")
                    line = _refused(turn, error)
                out.write(dumps(line) + "\n")
    return 2 if failed else 0


def _refused(turn: dict[str, Any], error: TanyaError) -> dict[str, Any]:
    return {"id": turn.get("id"), "question": turn.get("question"), "status": "error", "text": str(error)}


def answered(assistant: Any, turn: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401 - imported late
    """The answer to a line as JSON; raises BadInput where the line is no question with its selection and history."""
    question, selected, history = turn.get("question"), turn.get("selected") or [], turn.get("history") or []
    if not isinstance(question, str):
        raise BadInput('tidak ada "question"')
    if not isinstance(selected, list) or not isinstance(history, list):
        raise BadInput('"selected" dan "history" harus daftar')
    if not all(isinstance(name, str) for name in selected):
        raise BadInput('"selected" harus daftar id atau nama file')
    answer: dict[str, Any] = assistant.ask(question, selected=selected, history=history, id=turn.get("id")).to_json()
    return answer


def turns(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The questions of a file with the numbers of their lines; raises BadInput for what is no JSON object."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput("tidak dapat dibaca", where=str(path), remedy="periksa nama dan isinya (UTF-8)") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            turn = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise BadInput("bukan JSON", where=f"{path} baris {number}", remedy="satu objek JSON per baris") from error
        if not isinstance(turn, dict):
            raise BadInput("bukan objek JSON", where=f"{path} baris {number}", remedy="satu objek JSON per baris")
        yield number, turn
