"""The commands that keep a library well: index, backup, restore."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from assistant.access import command as access
from assistant.commands.terminal import opened, say, warn


def commands(parsers: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - of argparse
    """Add the commands to those of the program."""
    index = parsers.add_parser("index", parents=[common], help="periksa atau bangun ulang indeks")
    kind = index.add_mutually_exclusive_group(required=True)
    kind.add_argument("--rebuild", action="store_true", help="bangun ulang indeks")
    kind.add_argument("--verify", action="store_true", help="periksa pustaka dan indeks")
    index.set_defaults(run=_index)

    backup = parsers.add_parser("backup", parents=[common], help="simpan cadangan pustaka dalam satu file")
    backup.add_argument("output", metavar="CADANGAN.zip", help="file cadangan yang akan dibuat")
    backup.add_argument("--verify", action="store_true", help="hanya periksa cadangan yang sudah ada")
    backup.set_defaults(run=_backup)

    restore = parsers.add_parser("restore", parents=[common], help="pulihkan pustaka dari cadangan")
    restore.add_argument("backup", metavar="CADANGAN.zip")
    restore.add_argument("--replace", action="store_true", help="ganti pustaka yang sudah ada di sini")
    restore.set_defaults(run=_restore)


def _index(args: argparse.Namespace) -> int:
    from index import build, check
    from index.models import default_embedder

    with opened(args) as assistant:
        if args.rebuild:
            result = build.rebuild(assistant.library, default_embedder(progress=True), progress=True)
            say(f"generasi {result.generation}: {result.new} bagian baru, {result.reused} dipakai lagi")
            return 0
        damage = check.verify(assistant.library)
        if not damage:
            say("utuh")
        return _told(damage)


def _told(damage: Sequence[str]) -> int:
    """The status of a library with such damage, each part of it warned of."""
    for line in damage:
        warn(f"galat: {line}")
    return 2 if damage else 0


def _backup(args: argparse.Namespace) -> int:
    from corpus.library import Library
    from index import backup

    if args.verify:
        held = backup.verify(Path(args.output))
        say(f"utuh\trevisi {held.revision}\t{args.output}")
        return 0
    with Library.open(args.library, create=False) as library:
        held = backup.save(library, Path(args.output))
        say(f"disimpan\t{len(library.reports())} laporan\trevisi {held.revision}\t{args.output}")
    access.note(args.library, "backup", Path(args.output).name)
    return 0


def _restore(args: argparse.Namespace) -> int:
    from corpus.library import Library
    from index import backup, check

    with access.restoring(args.library):
        backup.restore(Path(args.backup), Path(args.library), replace=args.replace)
    access.note(args.library, "restore", Path(args.backup).name)
    with Library.open(args.library, create=False) as library:
        say(f"dipulihkan\t{len(library.reports())} laporan\t{args.library}")
        damage = check.verify(library)
    return _told(damage)
