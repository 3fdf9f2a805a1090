"""The command that answers: one question, or a file of them."""

from __future__ import annotations

import argparse
from typing import Any

from assistant.commands import batch
from assistant.commands.terminal import opened, say
from corpus.errors import BadInput
from corpus.visible import dumps


def commands(parsers: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - of argparse
    """Add the command to those of the program."""
    ask = parsers.add_parser("ask", parents=[common], help="ajukan pertanyaan")
    ask.add_argument("question", nargs="?", metavar="PERTANYAAN")
    ask.add_argument("--select", nargs="+", default=[], metavar="FILE_ATAU_ID", help="batasi pada laporan ini")
    ask.add_argument("--json", action="store_true", help="jawaban sebagai JSON")
    ask.add_argument("--batch", metavar="IN.jsonl", help="jawab semua pertanyaan dalam file")
    ask.add_argument("--output", metavar="OUT.jsonl", help="tempat jawaban --batch")
    ask.set_defaults(run=_ask)


def _ask(args: argparse.Namespace) -> int:
    if args.batch:
        return batch.run(args)
    if not args.question:
        raise BadInput("tidak ada pertanyaan", remedy='tanya ask "Berapa IKM tahun 2024?"')
    with opened(args, create=True) as assistant:
        answer = assistant.ask(args.question, selected=args.select)
        say(dumps(answer.to_json()) if args.json else _readable(answer))
        return 0


def _readable(answer: Any) -> str:  # noqa: ANN401 - imported late
    """The answer's text with its numbered sources below."""
    lines = [answer.text, ""]
    for number, item in enumerate((*answer.figures, *answer.passages), start=1):
        source = item.source
        if source is None:
            recomputed = "recomputed" if answer.language == "en" else "hitung ulang"
            lines.append(f"[{number}] {recomputed}: {item.formula}")
            continue
        place = f"hal. {source.page}" if source.page else f"baris {source.line_start}"
        table = f", {source.table}" if source.table else ""
        lines.append(f"[{number}] {source.file}, {place}{table}")
    return "\n".join(lines).strip()
