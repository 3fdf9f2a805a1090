"""Who reports on which year: read from the report's own text, never from the file name.

A report names its office and year many times (cover, preface, captions); the forms that stand early and
often win. The year of printing ("Januari 2025", "April 2025") is no report year.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from corpus.report import Block, Identity
from corpus.vocabulary import load
from corpus.words import plain, slug

_YEAR = r"(20[0-4]\d)"
_COVER_LINES = 45
_SHORT_NAME = 3
"""A kind of office with names of more words has lists as names ("Badan A, B dan C")."""
_REPORT_WORDS = r"(?:laporan(?:\s+akuntabilitas)?\s+kinerja(?:\s+instansi\s+pemerintah)?|l[ak]{1,2}j?\s?ip|lkjip)"
_TITLE_YEAR = re.compile(_REPORT_WORDS + r"[^.;\n]{0,90}?\btahun(?:\s+anggaran)?\s+" + _YEAR, re.IGNORECASE)
_COVER_YEAR = re.compile(r"\btahun(?:\s+anggaran)?\s+" + _YEAR + r"\b(?!\s*[-–/])", re.IGNORECASE)
_REGULATION = re.compile(r"\b(?:nomor|no\.?)\s*:?\s*[\w./-]+\s+tahun\s+20\d\d", re.IGNORECASE)
"""The year of a law ("Nomor 5 Tahun 2004") is no report year."""
_REGION = re.compile(r"(?<![\w/])(kabupaten|kota|provinsi|kab\.)\s+((?:[A-Z][\w'.-]*[ \t]?){1,3})", re.IGNORECASE)
_STOP = re.compile(
    r"\b(tahun|kabupaten|kota|kab|kec|kecamatan|provinsi|prov|pemerintah|sekretariat|setda|dalam|yang|untuk|pada|sebagai|adalah|merupakan"
    r"|jawa timur pada|disusun|telah|tentang|nomor|dengan|ini|di|dari|oleh|menjadi|selaku|berdasarkan|jalan|jl)\b.*$",
    re.IGNORECASE,
)


def identify(lines: Sequence[str], blocks: Sequence[Block], file: str) -> Identity:
    """The identity of a report.

    `organisation` falls back to the file's stem where no office is named; `region` is "" and `year` None
    where none is printed.
    """
    del blocks
    texts = [plain(line) for line in lines]
    cover = "\n".join(text for text in texts[: _COVER_LINES * 2] if text and len(text) < 120)
    whole = "\n".join(texts)
    organisation = _organisation(cover, whole) or file.rsplit(".", 1)[0]
    region = _region(cover, whole)
    year = _year(cover, whole)
    name = slug(organisation)
    return Identity(id=f"{name}-{year}" if year else name, organisation=organisation, region=region, year=year)


def _organisation(cover: str, whole: str) -> str | None:
    votes: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = {}
    for kind in load("offices")["kinds"]:
        pattern = re.compile(rf"\b({kind['pattern']})[ \t]+((?:(?:[A-Z][\w'/-]*|dan|,)[ \t]?){{1,{kind['words']}}})")
        for weight, text in ((25, _titled(cover)), (1, _titled(whole))):
            for match in pattern.finditer(text):
                name = _trimmed(match[2], whole_lists=kind["words"] > _SHORT_NAME)
                if name:
                    label = f"{kind['label']} {name}"
                    votes[label.lower()] += weight * kind["weight"]
                    forms.setdefault(label.lower(), Counter())[label] += 1
    if not votes:
        return None
    best = max(votes, key=lambda label: (votes[label], -len(label), label))
    return forms[best].most_common(1)[0][0]


def _region(cover: str, whole: str) -> str:
    votes: Counter[str] = Counter()
    for weight, text in ((25, _titled(cover)), (1, _titled(whole))):
        for match in _REGION.finditer(text):
            kind = {"kab.": "Kabupaten"}.get(match[1].lower(), match[1].title())
            name = _trimmed(match[2])
            if name and not re.match(r"^(dan|Kota)$", name):
                votes[f"{kind} {name}"] += weight * (1 if kind == "Provinsi" else 3)
    return max(votes, key=lambda label: (votes[label], label)) if votes else ""


def _year(cover: str, whole: str) -> int | None:
    cover, whole = _REGULATION.sub(" ", cover), _REGULATION.sub(" ", whole)
    votes: Counter[int] = Counter()
    for match in _TITLE_YEAR.finditer(whole):
        votes[int(match[1])] += 2
    for match in _COVER_YEAR.finditer(cover):
        votes[int(match[1])] += 3
    if not votes:
        for match in _COVER_YEAR.finditer(whole):
            votes[int(match[1])] += 1
    return max(votes, key=lambda year: (votes[year], year)) if votes else None


def _titled(text: str) -> str:
    """Capital words as a name is written: "KECAMATAN MAWAR" becomes "Kecamatan Mawar"; lower case words stay."""
    return re.sub(r"\b[A-Z][A-Z'-]+\b", lambda match: match[0].capitalize(), text)


def _trimmed(name: str, *, whole_lists: bool = False) -> str:
    """A name up to the first word that is no part of it; "A, B dan C" is one name only where such names are usual."""
    name = _STOP.sub("", name.replace("\n", " ")).strip(" ,.-'")
    return re.sub(r"(\s+dan|[\s,.'-]+)+$", "", name if whole_lists else re.sub(r"\bdan\b.*$", "", name))
