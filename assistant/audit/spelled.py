"""Numbers in words against the digits before them: "18 (delapan)", "Rp 2.333.747.000,- (dua miliar ... rupiah)"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from assistant.audit import rules
from assistant.audit.book import Book
from assistant.audit.finding import Finding
from assistant.numerals import plain_number
from corpus.numbers import decide

_PAIR = re.compile(r"(?<![\d.,])(?P<digits>\d+(?:[.,]\d{3})*)(?:,-|,00)?\s*\((?P<words>[A-Za-z ]{3,200})\)")


def check(book: Book) -> Iterator[Finding]:
    """Every number whose words say another one."""
    for sentence in book.sentences:
        for match in _PAIR.finditer(sentence.text):
            value, spoken = decide(match["digits"], "money").value, number_of(match["words"])
            if value is None or spoken is None or value == spoken:
                continue
            yield rules.finding(
                "spelled",
                book.id,
                [sentence.spot(match[0], "jumlah", value)],
                subject=sentence.text[:80],
                printed=match["digits"],
                words=match["words"].strip(),
                spoken=plain_number(spoken),
            )


def number_of(words: str) -> Decimal | None:
    """The number that Indonesian words say; None where a word is no number word or the words make no number."""
    units, scales = rules.rules()["number_words"], rules.rules()["number_scales"]
    total = group = last = 0
    spoken = re.sub(r"\bse(?=puluh|belas|ratus|ribu)", "satu ", words.lower().replace("rupiah", ""))
    for word in spoken.split():
        if word in units:
            last = units[word]
        elif word == "belas":
            group, last = group + 10 + last, 0
        elif word in ("puluh", "ratus"):
            group, last = group + last * (10 if word == "puluh" else 100), 0
        elif word in scales:
            total, group, last = total + (group + last) * scales[word], 0, 0
        else:
            return None
    value = total + group + last
    return Decimal(value) if value else None
