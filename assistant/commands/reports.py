"""The commands over what reports say: facts, audit, sheet, checklist."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from assistant.access import command as access
from assistant.commands.terminal import opened, say, warn
from corpus.visible import dumps


def commands(parsers: Any, common: argparse.ArgumentParser) -> None:  # noqa: ANN401 - of argparse
    """Add the commands to those of the program."""
    facts = parsers.add_parser("facts", parents=[common], help="keluarkan angka-angka dari laporan")
    facts.add_argument("--output", metavar="OUT", help=".jsonl, .csv atau .xlsx; tanpa ini JSON ke layar")
    facts.add_argument("--report", metavar="ID", help="hanya laporan ini")
    facts.set_defaults(run=_facts)

    audit = parsers.add_parser("audit", parents=[common], help="periksa apakah angka laporan saling cocok")
    audit.add_argument("report", nargs="?", metavar="LAPORAN", help="id laporan atau nama filenya; tanpa ini semua")
    audit.add_argument("--output", metavar="OUT", help=".jsonl, .xlsx atau .docx; tanpa ini tabel ke layar")
    audit.set_defaults(run=_audit)

    sheet = parsers.add_parser(
        "sheet", parents=[common], help="lembar data satu laporan: apa yang terbaca dari tabelnya"
    )
    sheet.add_argument("report", metavar="LAPORAN", help="id laporan atau nama filenya")
    sheet.add_argument("--json", action="store_true", help="lembar data sebagai JSON")
    sheet.set_defaults(run=_sheet)

    checklist = parsers.add_parser(
        "checklist", parents=[common], help="periksa kelengkapan satu laporan menurut PermenPAN-RB 53/2014"
    )
    checklist.add_argument("report", metavar="LAPORAN", help="id laporan atau nama filenya")
    checklist.add_argument("--json", action="store_true", help="hasil sebagai JSON")
    checklist.add_argument("--output", metavar="FORM.docx", help="tulis formulir checklist reviu untuk diisi pereviu")
    checklist.set_defaults(run=_checklist)


def _facts(args: argparse.Namespace) -> int:
    from assistant import export

    with opened(args) as assistant:
        facts = assistant.facts(args.report)
        if args.output:
            count = export.write(facts, Path(args.output))
            access.note(args.library, "export", f"angka {Path(args.output).name}")
            warn(f"{count} angka ditulis ke {args.output}")
        else:
            sys.stdout.write(export.jsonl(facts))
        return 0


def _audit(args: argparse.Namespace) -> int:
    from assistant.audit import export
    from assistant.audit.listing import listing

    with opened(args) as assistant:
        reports = assistant.list()
        chosen = [args.report] if args.report is not None else [row.id for row in reports]
        findings = [finding for report in chosen for finding in assistant.findings(report)]
        if args.output:
            count = export.write(findings, Path(args.output), export.titles_of(reports))
            access.note(args.library, "export", f"temuan {Path(args.output).name}")
            warn(f"{count} temuan ditulis ke {args.output}")
        else:
            say(listing(findings).rstrip("\n"))
        return 0


def _sheet(args: argparse.Namespace) -> int:
    from corpus.sheet import markdown

    with opened(args) as assistant:
        data = assistant.sheet(args.report)
        say(dumps(data.to_json()) if args.json else markdown(data).rstrip())
        return 0


def _checklist(args: argparse.Namespace) -> int:
    from assistant.checklist import form, text
    from assistant.checklist.judge import check
    from assistant.privacy import masked

    with opened(args) as assistant:
        found = assistant.library.find(args.report).id
        result = masked(check(assistant.library.report(found), assistant.library.facts([found])))
    if args.output:
        form.write(result, Path(args.output))
        access.note(args.library, "export", f"formulir {Path(args.output).name}")
        warn(f"formulir ditulis ke {args.output}")
    if args.json or not args.output:
        say(dumps(result.to_json()) if args.json else text.table(result))
    return 0
