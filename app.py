"""Start the web chat: `python app.py --library data`. Exit status 0, or 2 with one clear line."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Sequence

from corpus.errors import TanyaError


def main(argv: Sequence[str] | None = None) -> int:
    """Open the library, start the chat, print its address and wait until it is stopped."""
    args = parser().parse_args(argv)
    _log_to_stderr()
    try:
        return run(args)
    except TanyaError as error:
        sys.stderr.write(f"galat: {error}\n")
        return 2


def _log_to_stderr() -> None:
    """Log records of the level in TANYA_LOG (warnings where it is not set) go to stderr, whatever libraries ask."""
    level = logging.getLevelName(os.environ.get("TANYA_LOG", "WARNING").upper())
    handler = logging.StreamHandler()
    handler.setLevel(level if isinstance(level, int) else logging.WARNING)
    logging.basicConfig(handlers=[handler], format="%(levelname)s %(name)s: %(message)s")


def parser() -> argparse.ArgumentParser:
    """The flags."""
    flags = argparse.ArgumentParser(prog="app.py", description="Percakapan Tanya LKjIP di peramban.")
    flags.add_argument("--library", metavar="DIR", default=os.environ.get("TANYA_LIBRARY", "./data"),
                       help="folder pustaka laporan (bawaan: ./data)")  # fmt: skip
    flags.add_argument(
        "--host", default="127.0.0.1", help="alamat yang dilayani (bawaan: 127.0.0.1, komputer ini saja)"
    )
    flags.add_argument("--port", type=int, help="port (bawaan: yang pertama kosong mulai 7860)")
    flags.add_argument("--samples", nargs="+", default=[], metavar="PATH",
                       help="laporan yang ditambahkan lebih dahulu, misalnya folder samples")  # fmt: skip
    flags.add_argument("--no-ratings", action="store_true", help="jangan simpan penilaian pembaca atas jawaban")
    flags.add_argument("--read-only", action="store_true",
                       help="laporan tidak dapat ditambah atau dihapus dari halaman")  # fmt: skip
    return flags


def run(args: argparse.Namespace) -> int:
    """Serve until interrupted."""
    say = sys.stdout.write
    say("Menyiapkan Tanya LKjIP ...\n")
    sys.stdout.flush()
    # Late, so that --help and wrong flags answer at once.
    from assistant.service import Assistant

    assistant = Assistant.open(args.library)
    say(f"Pustaka: {len(assistant.list())} laporan. Membuka halaman ...\n")
    sys.stdout.flush()
    try:
        from assistant.ui.server import LOOPBACK, serve

        for result in assistant.add(args.samples, progress=True) if args.samples else ():
            if result.error:
                sys.stderr.write(f"galat: {result.error}\n")
        page, address = serve(
            assistant,
            host=args.host,
            port=args.port,
            ratings=not args.no_ratings,
            # Whoever else reaches the page may read; what is in the library is decided at this computer.
            editable=args.host in LOOPBACK and not args.read_only,
        )
        if args.host not in LOOPBACK:
            say(f"Perhatian: siapa pun yang dapat menghubungi {args.host} dapat membaca laporan-laporan ini.\n")
        say(f"Tanya LKjIP siap, {len(assistant.list())} laporan: {address}\nTekan Ctrl+C untuk berhenti.\n")
        sys.stdout.flush()
        page.block_thread()
    finally:
        assistant.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
