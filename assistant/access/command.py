"""The commands of access: `user` (add, role, password, remove, list) and `trail`."""

from __future__ import annotations

import argparse
import getpass
import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from assistant.access.store import Store
from assistant.access.trail import Trail, at_terminal, entry_json
from assistant.access.users import Users
from assistant.access.visitor import Role
from assistant.ops import settings
from corpus.errors import BadInput

PASSWORD = "TANYA_PASSWORD"  # noqa: S105 - the name of a variable
_ROLES = tuple(role.word for role in Role if role)


def commands(parsers: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - of argparse
    """Add the commands to those of the program."""
    user = parsers.add_parser("user", parents=[common], help="atur siapa yang boleh masuk ke halaman")
    acts = user.add_subparsers(dest="act", required=True, metavar="PERBUATAN")
    # What stands behind the act belongs to the whole command; the folder may stand on either side.
    shared: dict[str, Any] = {"parents": [_again(common)]}
    add = acts.add_parser("add", help="daftarkan pengguna; kata sandi ditanyakan, atau baris pertama masukan", **shared)
    add.add_argument("name", metavar="NAMA")
    add.add_argument(
        "--role", choices=_ROLES, default="ask", help="ask bertanya, edit juga mengubah pustaka, admin semua"
    )
    role = acts.add_parser("role", help="beri peran lain; sesinya berakhir", **shared)
    role.add_argument("name", metavar="NAMA")
    role.add_argument("role", choices=_ROLES, metavar="PERAN")
    for act, told in (("password", "beri kata sandi lain; sesinya berakhir"), ("remove", "hapus; sesinya berakhir")):
        acts.add_parser(act, help=told, **shared).add_argument("name", metavar="NAMA")
    listing = acts.add_parser("list", help="tampilkan pengguna", **shared)
    listing.add_argument("--json", action="store_true", help="satu objek JSON per pengguna")
    user.set_defaults(run=_user)
    trail = parsers.add_parser("trail", parents=[common], help="siapa yang menambah, menghapus, mengekspor, masuk")
    trail.add_argument("--last", type=int, default=100, metavar="N", help="sebanyak ini yang terbaru (bawaan: 100)")
    trail.add_argument("--json", action="store_true", help="satu objek JSON per catatan")
    trail.set_defaults(run=_trail)


def note(library: str, action: str, what: str, outcome: str = "ok") -> None:
    """Note what was done at the terminal in a library's trail, where one is kept (users are registered)."""
    store = Store(library)
    Trail(store, kept=store.exists).note(at_terminal(), action, what, outcome)


@contextmanager
def restoring(library: str) -> Iterator[None]:
    """Around a restore: where users come out of the backup, nobody is signed in as they were when it was made."""
    store = Store(library)
    there = store.exists
    yield
    if store.exists and not there:
        with store.writing() as connection:
            connection.execute("DELETE FROM sessions")


def _again(common: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """The common flags once more, without overwriting what stood before the act."""
    again = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    for action in common._actions:
        if isinstance(action.const, bool):
            again.add_argument(*action.option_strings, action="store_true", default=argparse.SUPPRESS, help=action.help)
        else:
            again.add_argument(
                *action.option_strings, metavar=action.metavar, default=argparse.SUPPRESS, help=action.help
            )
    return again


def _user(args: argparse.Namespace) -> int:
    store = Store(args.library)
    users = Users(store, password_letters=settings.read().password_letters)
    name = getattr(args, "name", "").strip().lower()
    done: dict[str, Callable[[], object]] = {
        "add": lambda: users.add(name, Role[args.role.upper()], _password(name)),
        "role": lambda: users.set_role(name, Role[args.role.upper()]),
        "password": lambda: users.set_password(name, _password(name)),
        "remove": lambda: users.remove(name),
    }
    if args.act == "list":
        for user in users.list():
            line = {"name": user.name, "role": user.role.word, "created": user.created}
            sys.stdout.write(f"{json.dumps(line) if args.json else chr(9).join(line.values())}\n")
        return 0
    done[args.act]()
    actions = {"add": "user_added", "role": "role_changed", "password": "password_changed", "remove": "user_removed"}
    what = f"{name} {args.role}" if args.act in ("add", "role") else name
    note(args.library, actions[args.act], what)
    sys.stdout.write(f"{args.act}\t{what}\n")
    return 0


def _password(name: str) -> str:
    """The password from the environment, else asked for twice, else the first line of what is piped in."""
    if os.environ.get(PASSWORD):
        return os.environ[PASSWORD]
    if not sys.stdin.isatty():
        line = sys.stdin.readline().rstrip("\r\n")
        if not line:
            raise BadInput("tidak ada kata sandi", remedy=f"ketik di terminal, salurkan, atau isi {PASSWORD}")
        return line
    first = getpass.getpass(f"Kata sandi untuk {name}: ")
    if getpass.getpass("Sekali lagi: ") != first:
        raise BadInput("kedua kata sandi tidak sama")
    return first


def _trail(args: argparse.Namespace) -> int:
    for entry in reversed(Trail(Store(args.library)).last(max(1, args.last))):
        found = entry_json(entry)
        line = json.dumps(found, ensure_ascii=False) if args.json else "\t".join(found.values())
        sys.stdout.write(f"{line}\n")
    return 0
