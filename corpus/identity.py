"""Who reports on which year: read from the report's own text, never from the file name.

The cover names the office, often with those above it: the deepest unit is the one that reports. Without a cover the
forms that stand early and often win. The year of printing ("Januari 2025", "April 2025") is no report year.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from corpus import letters
from corpus.report import Block, Identity
from corpus.vocabulary import load
from corpus.words import plain, slug

_YEAR = r"(20[0-4]\d)"
_COVER_LINES = 45
_TITLE_LINES, _TITLE_LINES_ALONE, _LONGEST_TITLE = 40, 15, 130
"""Lines of a cover that may name the office: those before what ends it, or the first few where nothing does."""
_OFTEN = 2
_SHORT_NAME = 3
"""A kind of office with names of more words has lists as names ("Badan A, B dan C")."""
_REPORT_WORDS = r"(?:laporan(?:\s+akuntabilitas)?\s+kinerja(?:\s+instansi\s+pemerintah)?|l[ak]{1,2}j?\s?ip|lkjip|lkj)"
_TITLE_YEAR = re.compile(_REPORT_WORDS + r"[^.;\n]{0,90}?\btahun(?:\s+anggaran)?\s+" + _YEAR, re.IGNORECASE)
_YEAR_BEHIND = re.compile(_REPORT_WORDS + r"\)?\s+" + _YEAR + r"\b(?!\s*[-–/])", re.IGNORECASE)
_YEAR_ALONE = re.compile(r"^\W*" + _YEAR + r"\W*$", re.MULTILINE)
_COVER_YEAR = re.compile(r"\btahun(?:\s+anggaran)?\s+" + _YEAR + r"\b(?!\s*[-–/])", re.IGNORECASE)
_REGULATION = re.compile(r"\b(?:nomor|no\.?)\s*:?\s*[\w./-]+\s+tahun\s+20\d\d", re.IGNORECASE)
"""The year of a law ("Nomor 5 Tahun 2004") is no report year."""
_REGION = re.compile(r"(?<![\w/])((?i:kabupaten|kota|provinsi|kab\.))\s+((?:[A-Z][\w'.-]*[ \t]?){1,3})")
_STOP = re.compile(
    r"\b(tahun|kabupaten|(?<!tata )kota|kab|kec|kecamatan|provinsi|prov|pemerintah|sekretariat|setda|dalam|yang|untuk"
    r"|pada|sebagai|adalah|merupakan|jawa timur pada|disusun|telah|tentang|nomor|dengan|ini|di|dari|oleh|menjadi|selaku"
    r"|berdasarkan|jalan|jl|dinas|badan|biro|kementerian|republik|laporan|lkjip|lkip|bupati|wali ?kota|gubernur)\b.*$",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"(?:,|\bdan|&)$", re.IGNORECASE)


def identify(lines: Sequence[str], blocks: Sequence[Block], file: str) -> Identity:
    """The identity of a report.

    `organisation` falls back to the file's stem where no office is named; `region` is "" and `year` None
    where none is printed.
    """
    del blocks
    texts = [plain(line) for line in lines]
    cover = "\n".join(text for text in texts[: _COVER_LINES * 2] if text and len(text) < 120)
    whole = "\n".join(texts)
    casing = letters.Casing.of(whole, load("offices")["short_names"])
    region = _region(casing.titled(cover), casing.titled(whole))
    organisation = _organisation(texts, casing, region)
    region = _region_behind(organisation, casing.titled(whole)) or region
    organisation = organisation or file.rsplit(".", 1)[0]
    year = _year(cover, whole)
    name = slug(organisation)
    return Identity(id=f"{name}-{year}" if year else name, organisation=organisation, region=region, year=year)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of office: see data/offices.yaml."""

    label: str | None
    pattern: re.Pattern[str]
    long: bool
    weight: int
    depth: int
    bare: bool
    cover: bool
    named: bool

    def names(self, text: str) -> Iterator[tuple[int, str]]:
        """Where the text names an office of this kind, and how it calls it."""
        for match in self.pattern.finditer(text):
            name = _trimmed(match["name"] or "", whole_lists=self.long) if self.named else ""
            if name or self.bare:
                yield match.start(), f"{self.label or match['kind']} {name}".strip()


@cache
def _kinds() -> tuple[_Kind, ...]:
    return tuple(_kind(entry) for entry in load("offices")["kinds"])


def _kind(entry: Mapping[str, Any]) -> _Kind:
    word = r"(?:[A-Z][\w'/-]*|[A-Z]\.|dr\.|dan|&|,)"
    name = rf"(?:{word}[ \t]?){{0,{entry['words']}}}"
    barred = rf"(?!(?:{entry['except']})\b)" if "except" in entry else ""
    return _Kind(
        label=entry.get("label"),
        pattern=re.compile(rf"\b{barred}(?P<kind>{entry['pattern']})(?![\w-])(?:[ \t]+(?P<name>{name}))?"),
        long=entry["words"] > _SHORT_NAME,
        weight=entry["weight"],
        depth=entry["depth"],
        bare=bool(entry.get("bare")),
        cover=bool(entry.get("cover")),
        named=entry["words"] > 0,
    )


def _organisation(texts: Sequence[str], casing: letters.Casing, region: str) -> str | None:
    """The office: the deepest that the cover names, the one named most often where there are several."""
    votes, forms = _votes(texts, casing)
    found: dict[str, int] = {}
    printed: dict[str, str] = {}
    for line in _title_lines(texts, casing):
        for kind, label in _in_title(line):
            found.setdefault(label.lower(), kind.depth)
            printed.setdefault(label.lower(), label)
    deepest = max(found.values(), default=-1)
    best = [label for label, depth in found.items() if depth == deepest]
    if best:
        chosen = max(best, key=lambda label: (votes[label], -best.index(label)))
        if deepest == 0:
            return f"Pemerintah {region}" if region else printed[chosen]
        return _usual(forms.get(chosen)) or printed[chosen]
    if not votes:
        return None
    chosen = max(votes, key=lambda label: (votes[label], -len(label), label))
    return _usual(forms[chosen])


def _usual(forms: Counter[str] | None) -> str | None:
    return forms.most_common(1)[0][0] if forms else None


def _votes(texts: Sequence[str], casing: letters.Casing) -> tuple[Counter[str], dict[str, Counter[str]]]:
    """How often each office is named, on the first pages many times over, and in which forms."""
    cover = "\n".join(text for text in texts[: _COVER_LINES * 2] if text and len(text) < 120)
    votes: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = {}
    for weight, text in ((25, casing.titled(cover)), (1, casing.titled("\n".join(texts)))):
        for kind in (one for one in _kinds() if not one.cover):
            for _, label in kind.names(text):
                if label != kind.label:
                    votes[label.lower()] += weight * kind.weight
                    forms.setdefault(label.lower(), Counter())[label] += 1
    return votes, forms


def _title_lines(texts: Sequence[str], casing: letters.Casing) -> list[str]:
    """The lines of the cover, names that go on over lines joined."""
    ends = re.compile(rf"^\W*(?:{load('offices')['cover_ends']})", re.IGNORECASE)
    printed = [text for text in texts[: _COVER_LINES * 4] if text]
    end = next((at for at, text in enumerate(printed) if ends.match(text)), None)
    most = _TITLE_LINES_ALONE if end is None else min(end, _TITLE_LINES)
    titles: list[str] = []
    for text in printed[:most]:
        if len(text) > _LONGEST_TITLE or text.endswith("."):
            continue
        if titles and _goes_on(titles[-1], text, casing):
            titles[-1] = f"{titles[-1]} {text}"
        else:
            titles.append(text)
    return [casing.titled(title) for title in titles]


def _goes_on(line: str, after: str, casing: letters.Casing) -> bool:
    """Whether a name goes on in the next line: by its last or first word, or because a sentence says it in one."""
    if _GOES_ON.search(line) or re.match(r"(?:dan|&)\b", after, re.IGNORECASE):
        return True
    return casing.said(f"{line} {after}") and not _REGION.match(casing.titled(after))


def _in_title(line: str) -> Iterator[tuple[_Kind, str]]:
    """The offices on a line of the cover that says nothing else: no address, no sentence."""
    introduces = re.compile(rf"(?:\W*{load('offices')['before_office']}\W*)*|\W+", re.IGNORECASE)
    found = sorted(((at, kind, label) for kind in _kinds() for at, label in kind.names(line)), key=lambda one: one[0])
    if not found:
        return
    first = found[0][0]
    names = [word for word in line[:first].split() if not introduces.fullmatch(word)]
    if len(names) <= (3 if re.match(r"\W*pemerintah\b", line, re.IGNORECASE) else 0):
        labels = [label for _, _, label in found]
        for at, (_, kind, label) in enumerate(found):
            if not any(before.endswith(f" {label}") for before in labels[:at]):
                yield kind, label


def _region(cover: str, whole: str) -> str:
    votes: Counter[str] = Counter()
    for weight, text in ((25, cover), (1, whole)):
        for match in _REGION.finditer(text):
            if (found := _region_label(match)) is not None:
                votes[found] += weight * (1 if found.startswith("Provinsi") else 3)
    return max(votes, key=lambda label: (votes[label], label)) if votes else ""


def _region_label(match: re.Match[str] | None) -> str | None:
    """A region as it is named, None where only its kind is ("Kabupaten dan Kota")."""
    if match is None:
        return None
    kind = {"kab.": "Kabupaten"}.get(match[1].lower(), match[1].title())
    name = _trimmed(match[2])
    return f"{kind} {name}" if name and not re.match(r"^(dan|Kota)$", name) else None


def _region_behind(organisation: str | None, whole: str) -> str | None:
    """The region that is printed right behind the office's name most often, at least twice."""
    if organisation is None:
        return None
    behind = re.compile(rf"\b(?i:{re.escape(organisation)}),?\s+(?={_REGION.pattern})")
    votes: Counter[str] = Counter()
    for match in behind.finditer(whole):
        if (found := _region_label(_REGION.match(whole, match.end()))) is not None:
            votes[found] += 1
    best = max(votes, key=lambda label: (votes[label], label), default=None)
    return best if best is not None and votes[best] >= _OFTEN else None


def _year(cover: str, whole: str) -> int | None:
    cover, whole = _REGULATION.sub(" ", cover), _REGULATION.sub(" ", whole)
    votes: Counter[int] = Counter()
    for match in (*_TITLE_YEAR.finditer(whole), *_YEAR_BEHIND.finditer(whole)):
        votes[int(match[1])] += 2
    for match in (*_COVER_YEAR.finditer(cover), *_YEAR_ALONE.finditer(cover)):
        votes[int(match[1])] += 3
    if not votes:
        for match in _COVER_YEAR.finditer(whole):
            votes[int(match[1])] += 1
    return max(votes, key=lambda year: (votes[year], year)) if votes else None


def _trimmed(name: str, *, whole_lists: bool = False) -> str:
    """A name up to the first word that is no part of it; "A, B dan C" is one name only where such names are usual."""
    name = _STOP.sub("", name.replace("\n", " ")).strip(" ,.-'&")
    return re.sub(r"(\s+dan|[\s,.'&-]+)+$", "", name if whole_lists else re.sub(r"\bdan\b.*$", "", name))
