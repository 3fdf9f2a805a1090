"""A small fictional world of facts, and a way to ask it without files, index or model."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from assistant.answer import Answer, Passage
from assistant.compose import compose
from assistant.dialogue import resolve
from assistant.frame import Frame
from assistant.linking import scopes
from assistant.offices import Office
from assistant.passages import Hints
from assistant.replies.draft import Context
from assistant.rulebook import NO_RULES, Rules
from assistant.service import in_scope
from assistant.solve import solve
from corpus.fact import Fact, Source

MELATI = Office("kecamatan-melati-2024", "Kecamatan Melati", "Kabupaten Kenanga", 2024, "melati-2024.txt")
MELATI_2023 = Office("kecamatan-melati-2023", "Kecamatan Melati", "Kabupaten Kenanga", 2023, "melati-2023.txt")
DAHLIA = Office("kecamatan-dahlia-2024", "Kecamatan Dahlia", "Kabupaten Kenanga", 2024, "dahlia-2024.txt")
OFFICES = (MELATI, MELATI_2023, DAHLIA)
RESULTS = "Tabel 3.1 Capaian Kinerja Tahun 2024"
TREND = "Tabel 3.2 Perbandingan Realisasi Kinerja"
BUDGET = "Tabel 3.9 Realisasi Anggaran Program dan Kegiatan"


class NoFinder:
    """A finder that finds nothing."""

    def find(
        self, query: str, reports: Sequence[str], limit: int, *, lexical: bool = False, hints: Hints | None = None
    ) -> list[Passage]:
        return []


def fact(
    office: Office,
    indicator: str,
    measure: str,
    printed: str,
    *,
    line: int = 1,
    code: str | None = None,
    year: int | None = None,
    level: str = "sasaran",
    table: str | None = RESULTS,
    unit: str | None = None,
    **more: Any,
) -> Fact:
    """A fact with its value read from Indonesian notation; the year is the report's unless given."""
    try:
        value: Decimal | None = Decimal(printed.replace(".", "").replace(",", "."))
    except ArithmeticError:
        value = None
    return Fact(
        report=office.id,
        organisation=office.organisation,
        region=office.region,
        report_year=office.year,
        level=level,
        indicator=indicator,
        item=more.pop("item", None),
        code=code,
        period_year=year or office.year,
        version=more.pop("version", None),
        measure=measure,
        value=value,
        as_printed=printed,
        unit=unit or ("persen" if measure in ("capaian", "serapan") else None),
        source=Source(office.file, line, line, table=table, row=indicator),
        flags=more.pop("flags", ()),
        note=more.pop("note", None),
    )


def performance(office: Office, name: str, code: str, line: int, target: str, real: str, capaian: str) -> list[Fact]:
    """One row of a results table."""
    values = (("target", target), ("realisasi", real), ("capaian", capaian))
    return [fact(office, name, measure, printed, line=line, code=code) for measure, printed in values]


def money(office: Office, name: str, line: int, pagu: str, spent: str, rate: str, level: str) -> list[Fact]:
    """One row of a budget table."""
    common: dict[str, Any] = {"line": line, "level": level, "table": BUDGET}
    return [
        fact(office, name, "pagu", pagu, unit="rupiah", **common),
        fact(office, name, "realisasi_anggaran", spent, unit="rupiah", **common),
        fact(office, name, "serapan", rate, **common),
    ]


def facts() -> list[Fact]:
    """Two offices; IKM fell in Melati and rose in Dahlia; two programmes, three sub-activities, a total each."""
    found: list[Fact] = []
    found += performance(MELATI, "Indeks Kepuasan Masyarakat (IKM)", "IKM", 10, "90", "88,20", "98")
    found += performance(MELATI, "Nilai SAKIP", "SAKIP", 11, "70", "72,50", "103,57")
    found += performance(DAHLIA, "Indeks Kepuasan Masyarakat (IKM)", "IKM", 20, "85", "91,30", "107,41")
    found += performance(DAHLIA, "Nilai SAKIP OPD", "SAKIP", 21, "60-70", "67,15", "95,93")
    found += performance(MELATI_2023, "Indeks Kepuasan Masyarakat (IKM)", "IKM", 30, "89", "89,10", "100,11")
    for year, printed in ((2022, "86,00"), (2023, "89,10"), (2024, "88,20")):
        found.append(fact(MELATI, "IKM Kecamatan", "realisasi", printed, line=40, code="IKM", year=year, table=TREND))
    for year, printed in ((2023, "83,30"), (2024, "91,30")):
        found.append(fact(DAHLIA, "IKM Kecamatan", "realisasi", printed, line=41, code="IKM", year=year, table=TREND))
    found += money(MELATI, "Program Pemberdayaan Masyarakat Desa", 50, "100.000.000", "95.000.000", "95,00", "program")
    found += money(
        MELATI, "Penyediaan Gaji dan Tunjangan ASN", 51, "900.000.000", "880.000.000", "97,78", "sub_kegiatan"
    )
    found += money(MELATI, "Penyediaan Bahan Logistik Kantor", 52, "10.000.000", "7.000.000", "70,00", "sub_kegiatan")
    found += money(MELATI, "Jumlah", 53, "1.010.000.000", "982.000.000", "97,23", "total")
    found += money(
        DAHLIA, "Penyediaan Gaji dan Tunjangan ASN", 61, "800.000.000", "790.000.000", "98,75", "sub_kegiatan"
    )
    found += money(DAHLIA, "Jumlah", 62, "1.200.000.000", "1.100.000.000", "91,67", "total")
    common: dict[str, Any] = {"code": "IKM", "level": "unsur", "table": "Nilai IKM per jenis layanan"}
    found.append(fact(MELATI, "Kartu Tanda Penduduk", "nilai", "93,10", line=70, **common))
    found.append(fact(MELATI, "Surat Keterangan Pindah", "nilai", "80,40", line=71, **common))
    found.append(fact(MELATI, "Nilai SAKIP", "pembanding", "75,00", line=80, code="SAKIP", item="Realisasi Provinsi"))
    return found


FRAME = Frame(facts(), OFFICES)


class Quotes:
    """A finder that always finds the same passages."""

    def __init__(self, *passages: Passage) -> None:
        self.passages = list(passages)
        self.calls = 0

    def find(self, query: str, reports: Any, limit: int, *, lexical: bool = False, hints: Any = None) -> list[Passage]:
        self.calls += 1
        return [p for p in self.passages if p.report in reports][:limit]


def passage(text: str, office: Office = MELATI, line: int = 100, heading: str = "BAB III") -> Passage:
    return Passage(text, heading, office.id, 1.0, Source(office.file, line, line))


def ask(question: str, *, history: tuple[str, ...] = (), only: tuple[Office, ...] = (), frame: Frame = FRAME,
        finder: Any = None, rules: Rules = NO_RULES) -> Answer:  # fmt: skip
    """The answer to a question over the small world."""
    slots, _ = resolve(question, history, frame.offices, frame)
    loaded = [o for o in frame.offices if not only or o in only]
    context = Context(frame, slots, tuple(scopes(frame, in_scope(slots, loaded))), question, rules)
    draft = solve(context, finder or NoFinder())
    return compose(draft, slots, question=question, id=None, numbers=[o.year for o in frame.offices if o.year])


def first(answer: Answer) -> str | None:
    """The first figure's value as text."""
    return format(answer.figures[0].value, "f") if answer.figures and answer.figures[0].value is not None else None
