"""What does not follow in a report's own figures: the audit's findings as an answer, each with its place."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.audit.finding import Finding
from assistant.checklist.reading import Reading
from assistant.numerals import numeric_tokens, readings
from assistant.render import escape
from assistant.replies.draft import Context, Draft
from assistant.summary.evaluator import printed

_MOST = 8
_ASKS = re.compile(
    r"\b(?:ada|apa|mana)(?: saja)?(?: angka)? (?:yang|yg) (?:salah|keliru|janggal|tidak cocok|tidak konsisten)\b"
    r"|\b(?:periksa|audit|cek) (?:angka(?:-angka)?|laporan|konsistensi)\b|\bkesalahan (?:hitung|angka|apa)"
    r"|\b(?:any|what) (?:errors?|mistakes?|inconsistenc\w+)\b|\b(?:what is|anything) wrong (?:in|with)\b"
    r"|\b(?:check|audit|verify|review) (?:the|this|that|its|these|those|all) (?:reports?|figures)\b",
    re.IGNORECASE,
)


def asks(question: str) -> bool:
    """Whether a question asks what is wrong in a report, not whether one figure is right."""
    return bool(_ASKS.search(question))


def _about(context: Context, findings: Sequence[Finding]) -> Sequence[Finding]:
    """The findings on the measure that a question names ("apa yang salah di serapan"), all where none is on it."""
    named = [finding for finding in findings if finding.spots[0].measure in context.slots.measures]
    return named or findings


def reply(context: Context, held: Sequence[Reading], findings: Sequence[Finding]) -> Draft:
    """The gravest findings of the reports in scope, each at its place; with none, what was checked is said."""
    draft = Draft()
    findings = _about(context, findings)
    by_file = {reading.report.file: reading for reading in held}
    names = ", ".join(escape(f"{r.report.identity.organisation} {r.report.identity.year or ''}".strip()) for r in held)
    draft.know(len(findings), *(reading.report.identity.year for reading in held))
    if not findings:
        draft.lead = context.say(
            f"**Tidak ada temuan** pada {names}: persentase, jumlah, rata-rata, dan angka yang tercetak ganda cocok.",
            f"**No findings** in {names}: percentages, sums, averages and figures printed twice agree.",
        )
        return draft
    shown = findings[:_MOST]
    draft.know(len(shown))
    draft.lead = context.say(
        f"**{len(findings)} temuan** pada {names}; yang terberat lebih dulu (hitung ulang dari angka laporan sendiri):",
        f"**{len(findings)} findings** in {names}, the gravest first (recomputed from the report's own figures):",
    )
    for finding in shown:
        said = context.say(finding.explanation, finding.explanation_en)
        for token in numeric_tokens(said):
            draft.numbers |= readings(token)
        mark = draft.quote(printed(by_file[finding.source.file], finding.source))
        draft.lines.append(f"- {escape(said)} {mark}")
    draft.lines.append(context.say("Semua temuan: perintah tanya audit.", "All findings: the command tanya audit."))
    return draft
