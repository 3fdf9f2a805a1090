"""The commands over what a library holds: add, list, remove."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from assistant.access import command as access
from assistant.commands.terminal import opened, say, warn
from corpus.visible import dumps


def commands(parsers: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - of argparse
    """Add the commands to those of the program."""
    add = parsers.add_parser("add", parents=[common], help="baca laporan (file atau folder) ke dalam pustaka")
    add.add_argument("paths", nargs="+", metavar="PATH")
    add.add_argument("--again", action="store_true", help="baca ulang juga laporan yang tidak berubah")
    add.add_argument("--apart", action="store_true", help="baca BAB I, BAB II ... sebagai laporan sendiri-sendiri")
    add.set_defaults(run=_add)

    listing = parsers.add_parser("list", parents=[common], help="tampilkan isi pustaka")
    listing.add_argument("--json", action="store_true", help="satu objek JSON per laporan")
    listing.set_defaults(run=_list)

    remove = parsers.add_parser("remove", parents=[common], help="hapus laporan dari pustaka")
    remove.add_argument("report", metavar="ID", help="id laporan atau nama filenya")
    remove.set_defaults(run=_remove)


def _add(args: argparse.Namespace) -> int:
    with opened(args, create=True) as assistant:
        failed = 0
        for result in assistant.add(args.paths, progress=True, again=args.again, apart=args.apart):
            if result.error:
                failed += 1
                warn(f"galat: {result.error}")
                access.note(args.library, "add", Path(result.path).name, result.error)
            else:
                access.note(args.library, "add", f"{result.report} {Path(result.path).name}")
                say(f"{result.status}\t{result.report}\t{result.facts} angka\t{result.path}")
            for note in result.notes:
                warn(f"catatan: {result.path}: {note}")
        return 2 if failed else 0


def _list(args: argparse.Namespace) -> int:
    with opened(args, create=True) as assistant:
        for row in assistant.list():
            if args.json:
                names = ("id", "organisation", "region", "year", "file", "tables", "facts", "lines")
                say(dumps({name: getattr(row, name) for name in names}))
            else:
                year = row.year if row.year is not None else "?"
                say(f"{row.id}\t{row.organisation}\t{row.region}\t{year}\t{row.facts} angka\t{row.file}")
        return 0


def _remove(args: argparse.Namespace) -> int:
    with opened(args) as assistant:
        row = assistant.remove(args.report)
        access.note(args.library, "remove", f"{row.id} {row.file}")
        say(f"removed\t{row.id}\t{row.file}")
        return 0
