"""Start the web chat: `python app.py --library data`. Exit status 0, or 2 with one clear line."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Sequence

from assistant.ops import logs, memory, settings
from corpus.errors import TanyaError


def main(argv: Sequence[str] | None = None) -> int:
    """Open the library, start the chat, print its address and wait until it is stopped."""
    args = parser().parse_args(argv)
    memory.bound()
    logs.start("warning", "text")
    try:
        return run(args)
    except TanyaError as error:
        sys.stderr.write(f"galat: {error}\n")
        return 2


def parser() -> argparse.ArgumentParser:
    """The flags."""
    flags = argparse.ArgumentParser(prog="app.py", description="Percakapan Tanya LKjIP di peramban.")
    flags.add_argument("--library", metavar="DIR", default=os.environ.get("TANYA_LIBRARY", "./data"),
                       help="folder pustaka laporan (bawaan: ./data)")  # fmt: skip
    flags.add_argument(
        "--config", metavar="FILE", help="file pengaturan (bawaan: isi TANYA_CONFIG); lihat docs/tanya.toml"
    )
    flags.add_argument("--host", help="alamat yang dilayani (bawaan: 127.0.0.1, komputer ini saja)")
    flags.add_argument("--port", type=int, help="port (bawaan: yang pertama kosong mulai 7860)")
    flags.add_argument("--samples", nargs="+", default=[], metavar="PATH",
                       help="laporan yang ditambahkan lebih dahulu, misalnya folder samples")  # fmt: skip
    flags.add_argument("--no-ratings", action="store_true", help="jangan simpan penilaian pembaca atas jawaban")
    flags.add_argument("--read-only", action="store_true",
                       help="laporan tidak dapat ditambah atau dihapus dari halaman")  # fmt: skip
    flags.add_argument("--open-without-users", action="store_true",
                       help="layani komputer lain walau tidak ada pengguna: siapa pun dapat membaca")  # fmt: skip
    return flags


def chosen(args: argparse.Namespace) -> settings.Settings:
    """The settings of file and environment, the flags above them; raises BadInput."""
    flags = {
        "host": args.host, "port": args.port, "ratings": False if args.no_ratings else None,
        "read_only": args.read_only or None, "open_without_users": args.open_without_users or None,
    }  # fmt: skip
    found = settings.read(args.config)
    return settings.changed(found, **{name: value for name, value in flags.items() if value is not None})


def run(args: argparse.Namespace) -> int:
    """Serve until stopped."""
    found = chosen(args)
    say = sys.stdout.write
    say("Menyiapkan Tanya LKjIP ...\n")
    sys.stdout.flush()
    # Late, so that --help and wrong flags answer at once.
    from assistant.service import Assistant

    assistant = Assistant.open(args.library)
    say(f"Pustaka: {len(assistant.list())} laporan. Membuka halaman ...\n")
    sys.stdout.flush()
    try:
        from assistant.ui import visitor
        from assistant.ui.server import serve

        logs.start(found.log, found.log_form, visitor.current)
        for result in assistant.add(args.samples, progress=True) if args.samples else ():
            if result.error:
                sys.stderr.write(f"galat: {result.error}\n")
        serving = serve(assistant, found)
        if not found.local and not serving.guarded:
            say(f"Perhatian: siapa pun yang dapat menghubungi {found.host} dapat membaca laporan-laporan ini.\n")
        say(f"Tanya LKjIP siap, {len(assistant.list())} laporan: {serving.address}\nTekan Ctrl+C untuk berhenti.\n")
        sys.stdout.flush()
        serving.wait()
    finally:
        assistant.close()
        # All is stored; looking once more through everything in memory would only keep whoever waits for the end.
        gc.freeze()
    return 0


if __name__ == "__main__":
    sys.exit(main())
