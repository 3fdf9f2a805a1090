"""The command line. Exit status 0, or 2 with one clear line for each problem."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from tqdm import tqdm

from assistant.access import command as access
from assistant.access.trail import at_terminal
from assistant.ops import logs, settings
from assistant.privacy import shown
from corpus.errors import BadInput, IndexDamaged, TanyaError
from corpus.visible import dumps, visible

SETTING = "TANYA_LIBRARY"
_LOG = {"TANYA_LOG": "error"}


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

    add = commands.add_parser("add", parents=[common], help="baca laporan (file atau folder) ke dalam pustaka")
    add.add_argument("paths", nargs="+", metavar="PATH")
    add.add_argument("--again", action="store_true", help="baca ulang juga laporan yang tidak berubah")
    add.add_argument("--apart", action="store_true", help="baca BAB I, BAB II ... sebagai laporan sendiri-sendiri")
    add.set_defaults(run=_add)

    listing = commands.add_parser("list", parents=[common], help="tampilkan isi pustaka")
    listing.add_argument("--json", action="store_true", help="satu objek JSON per laporan")
    listing.set_defaults(run=_list)

    remove = commands.add_parser("remove", parents=[common], help="hapus laporan dari pustaka")
    remove.add_argument("report", metavar="ID", help="id laporan atau nama filenya")
    remove.set_defaults(run=_remove)

    ask = commands.add_parser("ask", parents=[common], help="ajukan pertanyaan")
    ask.add_argument("question", nargs="?", metavar="PERTANYAAN")
    ask.add_argument("--select", nargs="+", default=[], metavar="FILE_ATAU_ID", help="batasi pada laporan ini")
    ask.add_argument("--json", action="store_true", help="jawaban sebagai JSON")
    ask.add_argument("--batch", metavar="IN.jsonl", help="jawab semua pertanyaan dalam file")
    ask.add_argument("--output", metavar="OUT.jsonl", help="tempat jawaban --batch")
    ask.set_defaults(run=_ask)

    facts = commands.add_parser("facts", parents=[common], help="keluarkan angka-angka dari laporan")
    facts.add_argument("--output", metavar="OUT", help=".jsonl, .csv atau .xlsx; tanpa ini JSON ke layar")
    facts.add_argument("--report", metavar="ID", help="hanya laporan ini")
    facts.set_defaults(run=_facts)

    audit = commands.add_parser("audit", parents=[common], help="periksa apakah angka laporan saling cocok")
    audit.add_argument("report", nargs="?", metavar="LAPORAN", help="id laporan atau nama filenya; tanpa ini semua")
    audit.add_argument("--output", metavar="OUT", help=".jsonl, .xlsx atau .docx; tanpa ini tabel ke layar")
    audit.set_defaults(run=_audit)

    sheet = commands.add_parser(
        "sheet", parents=[common], help="lembar data satu laporan: apa yang terbaca dari tabelnya"
    )
    sheet.add_argument("report", metavar="LAPORAN", help="id laporan atau nama filenya")
    sheet.add_argument("--json", action="store_true", help="lembar data sebagai JSON")
    sheet.set_defaults(run=_sheet)

    checklist = commands.add_parser(
        "checklist", parents=[common], help="periksa kelengkapan satu laporan menurut PermenPAN-RB 53/2014"
    )
    checklist.add_argument("report", metavar="LAPORAN", help="id laporan atau nama filenya")
    checklist.add_argument("--json", action="store_true", help="hasil sebagai JSON")
    checklist.add_argument("--output", metavar="FORM.docx", help="tulis formulir checklist reviu untuk diisi pereviu")
    checklist.set_defaults(run=_checklist)

    access.commands(commands, common)

    index = commands.add_parser("index", parents=[common], help="periksa atau bangun ulang indeks")
    kind = index.add_mutually_exclusive_group(required=True)
    kind.add_argument("--rebuild", action="store_true", help="bangun ulang indeks")
    kind.add_argument("--verify", action="store_true", help="periksa pustaka dan indeks")
    index.set_defaults(run=_index)

    backup = commands.add_parser("backup", parents=[common], help="simpan cadangan pustaka dalam satu file")
    backup.add_argument("output", metavar="CADANGAN.zip", help="file cadangan yang akan dibuat")
    backup.add_argument("--verify", action="store_true", help="hanya periksa cadangan yang sudah ada")
    backup.set_defaults(run=_backup)

    restore = commands.add_parser("restore", parents=[common], help="pulihkan pustaka dari cadangan")
    restore.add_argument("backup", metavar="CADANGAN.zip")
    restore.add_argument("--replace", action="store_true", help="ganti pustaka yang sudah ada di sini")
    restore.set_defaults(run=_restore)
    return top


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments in one line."""

    def error(self, message: str) -> Any:  # noqa: ANN401 - never returns
        raise BadInput(message, remedy=f"lihat {self.prog} --help")


def _fail(message: str) -> int:
    _warn(f"galat: {message}")
    return 2


def _say(text: str) -> None:
    sys.stdout.write(f"{visible(text)}\n")


def _warn(text: str) -> None:
    sys.stderr.write(f"{visible(text)}\n")


def _open(args: argparse.Namespace, *, create: bool = True) -> Any:  # noqa: ANN401 - imported late
    from assistant.service import Assistant

    return Assistant.open(args.library, create=create)


def _add(args: argparse.Namespace) -> int:
    assistant = _open(args)
    try:
        failed = 0
        for result in assistant.add(args.paths, progress=True, again=args.again, apart=args.apart):
            if result.error:
                failed += 1
                _warn(f"galat: {result.error}")
                access.note(args.library, "add", Path(result.path).name, result.error)
            else:
                access.note(args.library, "add", f"{result.report} {Path(result.path).name}")
                _say(f"{result.status}\t{result.report}\t{result.facts} angka\t{result.path}")
            for note in result.notes:
                _warn(f"catatan: {result.path}: {note}")
        return 2 if failed else 0
    finally:
        assistant.close()


def _list(args: argparse.Namespace) -> int:
    assistant = _open(args)
    try:
        for row in assistant.list():
            if args.json:
                names = ("id", "organisation", "region", "year", "file", "tables", "facts", "lines")
                _say(dumps({name: getattr(row, name) for name in names}))
            else:
                year = row.year if row.year is not None else "?"
                _say(f"{row.id}\t{row.organisation}\t{row.region}\t{year}\t{row.facts} angka\t{row.file}")
        return 0
    finally:
        assistant.close()


def _remove(args: argparse.Namespace) -> int:
    assistant = _open(args, create=False)
    try:
        row = assistant.remove(args.report)
        access.note(args.library, "remove", f"{row.id} {row.file}")
        _say(f"removed\t{row.id}\t{row.file}")
        return 0
    finally:
        assistant.close()


def _ask(args: argparse.Namespace) -> int:
    if args.batch:
        return _batch(args)
    if not args.question:
        raise BadInput("tidak ada pertanyaan", remedy='tanya ask "Berapa IKM tahun 2024?"')
    assistant = _open(args)
    try:
        answer = assistant.ask(args.question, selected=args.select)
        _say(dumps(answer.to_json()) if args.json else _readable(answer))
        return 0
    finally:
        assistant.close()


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


_MANY = 10
"""Questions for which it is worth to get everything ready first."""


def _batch(args: argparse.Namespace) -> int:
    if not args.output:
        raise BadInput("--batch perlu --output", remedy="tambahkan --output OUT.jsonl")
    turns = list(_turns(Path(args.batch)))
    assistant = _open(args)
    failed = 0
    try:
        if len(turns) >= _MANY:
            assistant.warm()
        with _writable(Path(args.output)) as out:
            for number, turn in tqdm(turns, desc="menjawab", file=sys.stderr):
                try:
                    line = _answered(assistant, turn)
                except IndexDamaged:
                    raise
                except TanyaError as error:
                    failed += 1
                    _warn(f"galat: {args.batch} baris {number}: {error}")
                    line = {
                        "id": turn.get("id"),
                        "question": turn.get("question"),
                        "status": "error",
                        "text": str(error),
                    }
                out.write(dumps(line) + "\n")
    finally:
        assistant.close()
    return 2 if failed else 0


def _answered(assistant: Any, turn: dict[str, Any]) -> dict[str, Any]:  # noqa: ANN401 - imported late
    question, selected, history = turn.get("question"), turn.get("selected") or [], turn.get("history") or []
    if not isinstance(question, str):
        raise BadInput('tidak ada "question"')
    if not isinstance(selected, list) or not isinstance(history, list):
        raise BadInput('"selected" dan "history" harus daftar')
    if not all(isinstance(name, str) for name in selected):
        raise BadInput('"selected" harus daftar id atau nama file')
    answer: dict[str, Any] = assistant.ask(question, selected=selected, history=history, id=turn.get("id")).to_json()
    return answer


def _turns(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
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


def _writable(path: Path) -> Any:  # noqa: ANN401 - a text file
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        # Half of a character, as only "\\ud800" in JSON can say, leaves as it came.
        return path.open("w", encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise BadInput(
            f"tidak dapat ditulis ({error.strerror})", where=str(path), remedy="pilih tempat lain"
        ) from error


def _facts(args: argparse.Namespace) -> int:
    from assistant import export

    assistant = _open(args, create=False)
    try:
        facts = assistant.facts(args.report)
        if args.output:
            count = export.write(facts, Path(args.output))
            access.note(args.library, "export", f"angka {Path(args.output).name}")
            _warn(f"{count} angka ditulis ke {args.output}")
        else:
            sys.stdout.write(export.jsonl(facts))
        return 0
    finally:
        assistant.close()


def _audit(args: argparse.Namespace) -> int:
    from assistant.audit import export
    from assistant.audit.listing import listing

    assistant = _open(args, create=False)
    try:
        reports = assistant.list()
        chosen = [args.report] if args.report is not None else [row.id for row in reports]
        findings = [finding for report in chosen for finding in assistant.findings(report)]
        if args.output:
            count = export.write(findings, Path(args.output), export.titles_of(reports))
            access.note(args.library, "export", f"temuan {Path(args.output).name}")
            _warn(f"{count} temuan ditulis ke {args.output}")
        else:
            _say(listing(findings).rstrip("\n"))
        return 0
    finally:
        assistant.close()


def _sheet(args: argparse.Namespace) -> int:
    from corpus.sheet import markdown

    assistant = _open(args, create=False)
    try:
        data = assistant.sheet(args.report)
        _say(dumps(data.to_json()) if args.json else markdown(data).rstrip())
        return 0
    finally:
        assistant.close()


def _checklist(args: argparse.Namespace) -> int:
    from assistant.checklist import form, text
    from assistant.checklist.judge import check
    from assistant.privacy import masked

    assistant = _open(args, create=False)
    try:
        found = assistant.library.find(args.report).id
        result = masked(check(assistant.library.report(found), assistant.library.facts([found])))
    finally:
        assistant.close()
    if args.output:
        form.write(result, Path(args.output))
        access.note(args.library, "export", f"formulir {Path(args.output).name}")
        _warn(f"formulir ditulis ke {args.output}")
    if args.json or not args.output:
        _say(dumps(result.to_json()) if args.json else text.table(result))
    return 0


def _index(args: argparse.Namespace) -> int:
    from index import build, check
    from index.embedding import default_embedder

    assistant = _open(args, create=False)
    try:
        if args.rebuild:
            result = build.rebuild(assistant.library, default_embedder(progress=True), progress=True)
            _say(f"generasi {result.generation}: {result.new} bagian baru, {result.reused} dipakai lagi")
            return 0
        damage = check.verify(assistant.library)
        for line in damage:
            _warn(f"galat: {line}")
        if not damage:
            _say("utuh")
        return 2 if damage else 0
    finally:
        assistant.close()


def _backup(args: argparse.Namespace) -> int:
    from corpus.library import Library
    from index import backup

    if args.verify:
        held = backup.verify(Path(args.output))
        _say(f"utuh\trevisi {held.revision}\t{args.output}")
        return 0
    with Library.open(args.library, create=False) as library:
        held = backup.save(library, Path(args.output))
        _say(f"disimpan\t{len(library.reports())} laporan\trevisi {held.revision}\t{args.output}")
    access.note(args.library, "backup", Path(args.output).name)
    return 0


def _restore(args: argparse.Namespace) -> int:
    from corpus.library import Library
    from index import backup, check

    with access.restoring(args.library):
        backup.restore(Path(args.backup), Path(args.library), replace=args.replace)
    access.note(args.library, "restore", Path(args.backup).name)
    with Library.open(args.library, create=False) as library:
        _say(f"dipulihkan\t{len(library.reports())} laporan\t{args.library}")
        damage = check.verify(library)
    for line in damage:
        _warn(f"galat: {line}")
    return 2 if damage else 0


__all__ = ["main", "parser"]
