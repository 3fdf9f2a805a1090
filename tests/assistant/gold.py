"""Gold figures of the shared evaluation as Facts, to try the assistant without readers."""

from __future__ import annotations

import json
from decimal import Decimal

from assistant.offices import Office
from corpus.fact import Fact, Source
from tests.shared_data import shared

_WHO = {
    "kragan-2024": ("Kecamatan Kragan", "Kabupaten Rembang", "001_43c376817ebc9704.txt"),
    "perak-2024": ("Kecamatan Perak", "Kabupaten Jombang", "002_162be57666a64f83.txt"),
}


def gold_facts() -> list[Fact]:
    """The gold facts of two reports; skips the calling test where the shared data is absent."""
    lines = shared("eval", "dev", "facts.jsonl").read_text(encoding="utf-8").splitlines()
    return [_fact(json.loads(line)) for line in lines if line.strip()]


def gold_offices() -> list[Office]:
    """The two reports of the gold facts."""
    return [Office(id_, name, region, 2024, file) for id_, (name, region, file) in _WHO.items()]


def _fact(gold: dict) -> Fact:
    organisation, region, _ = _WHO[gold["report"]]
    value = None if gold["value"] is None else Decimal(str(gold["value"]))
    item = gold.get("item")
    return Fact(
        report=gold["report"],
        organisation=organisation,
        region=region,
        report_year=2024,
        level=gold["level"],
        indicator=gold["name"],
        item=item,
        code=gold["code"],
        period_year=gold["period_year"],
        version=None,
        measure=gold["measure"],
        value=value,
        as_printed=gold["as_printed"],
        unit=gold["unit"],
        source=Source(gold["file"], gold["lines"][0], gold["lines"][1], table=gold["table"]),
    )
