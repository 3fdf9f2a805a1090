"""Who holds an office, where a report prints it: a signature, "Nama: ... Jabatan: ...", a row of a table of names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.answer import Passage
from assistant.checklist.reading import Reading
from assistant.wording import words
from corpus.fact import Source
from corpus.report import Block
from corpus.vocabulary import load
from corpus.words import plain

_NEAR = 4
"""A signature stands so many blocks below the office at most."""
_SHORT = 30
"""Words of a block that may be a signature; a longer one is running text."""
_DEGREE = r"(?:[SM]\.? ?(?:[A-Z][A-Za-z]{0,3}\.?)|A\.?Md|SE|SH|MM|Ak|Ph\.? ?D)(?:\.[A-Z][A-Za-z]{0,3})*\.?"
_TITLES = r"(?:(?:Drs?|Dra|dr|drg|Ir|Hj?|Prof|KH|R)\.\s*)*"
_NAME = rf"{_TITLES}[A-Z][\w'’.]*(?: +[A-Z][\w'’.]*){{0,5}}(?:\s*,\s*{_DEGREE})*"
_IN_FORM = re.compile(
    rf"\bnama\s*:\s*(?P<name>(?-i:{_NAME}))(?P<between>[^:]{{0,20}}(?:nip|nrp|pangkat)[^J]{{0,90}}?)?\s*\d?\s*"
    r"jabatan\s*:\s*(?P<office>[^:\d]{3,70})",
    re.IGNORECASE,
)
_TITLED = re.compile(rf"^(?:Drs?|Dra|dr|drg|Ir|Hj?|Prof|KH)\.|,\s*{_DEGREE}")
_SOMEBODY = re.compile(rf"\b(?:Drs?|Dra|Ir|Hj?|Prof)\.\s*[A-Z]|,\s*{_DEGREE}(?!\w)|\bNIP\b")
"""What stands before, behind or below the name of an official: a title, a degree, the number of an employee."""
_END = re.compile(r"\b(?:untuk|selanjutnya|selaku|yang|dalam|menyatakan)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Official:
    """A name and an office as printed ("Plt. CAMAT ...") and the place that gives them."""

    name: str
    office: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Asked:
    """An office asked for: its names, the likeliest first, and the words beside it."""

    names: tuple[str, ...]
    beside: frozenset[str]


def asked_office(question: str) -> Asked | None:
    """The office whose holder a question in plain words asks for; None where it asks for something else of somebody."""
    data = load("officials", "assistant")
    known = {**{role: (role,) for role in data["roles"]}, **{name: tuple(of) for name, of in data["english"].items()}}
    said = words(question)
    for name in sorted(known, key=lambda one: -len(words(one))):
        parts = words(name)
        for at in range(len(said) - len(parts) + 1):
            if said[at : at + len(parts)] == parts and set(said[:at]) <= set(data["asking"]):
                beside = {*said} - {*parts, *data["asking"]}
                return Asked(known[name], frozenset(beside))
    return None


def fits(official: Official, beside: Iterable[str]) -> bool:
    """Whether what a question says beside the office ("gubernur jawa tengah") stands where the name is printed."""
    return set(beside) <= set(words(official.passage.text))


def officials(reading: Reading, office: str) -> tuple[Official, ...]:
    """Everybody whom a report names as holder of an office ("camat"), each name once; () where none is printed."""
    wanted = _office(reading, office)
    if not wanted:
        return ()
    found: dict[str, Official] = {}
    for one in (*_in_forms(reading, wanted), *_signed(reading, wanted), *_in_tables(reading, wanted)):
        found.setdefault(" ".join(words(one.name)), one)
    return tuple(found.values())


def names_somebody(text: str) -> bool:
    """Whether a text seems to hold a person's name, by what stands around one."""
    return bool(_SOMEBODY.search(text))


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(load("officials", "assistant")[name])


@cache
def _below() -> re.Pattern[str]:
    return re.compile(rf"\s*\b(?:{'|'.join(load('officials', 'assistant')['below'])})\b", re.IGNORECASE)


def _office(reading: Reading, text: str) -> frozenset[str]:
    """The words that tell one office from another, without where it is and who only acts for it."""
    identity = reading.report.identity
    where = {*words(f"{identity.organisation} {identity.region}"), *_listed("where"), *_listed("acting")}
    return frozenset(word for word in words(text) if word not in where)


def _is(reading: Reading, text: str, wanted: frozenset[str]) -> bool:
    """Whether a text names the office and no other ("Sekretaris Camat" is no Camat)."""
    said = words(text)
    return bool(said) and said[0] not in _listed("where") and _office(reading, text) == wanted


def _in_forms(reading: Reading, wanted: frozenset[str]) -> Iterator[Official]:
    """Names and offices after "Nama :" and "Jabatan :", in one block or over two."""
    for block, following in _blocks(reading):
        text = "\n".join([block.text, *(one.text for one in following[:1])])
        for match in _IN_FORM.finditer(text):
            office = _END.split(match["office"].split("\n")[0])[0]
            if match.start() < len(block.text) and office.strip() and _is(reading, office, wanted):
                last = following[0] if match.end() > len(block.text) and following else block
                yield _official(reading, match["name"], office, (block, last))


def _signed(reading: Reading, wanted: frozenset[str]) -> Iterator[Official]:
    """The office as a line of its own, the name below it, a rank or a number below that."""
    for block, following in _blocks(reading):
        own, rest = _split(reading, block.text, wanted)
        if own is None:
            continue
        below = [one for one in following[:_NEAR] if len(one.text.split()) <= _SHORT]
        for text, place in [(rest, block), *((one.text, one) for one in below)]:
            name = _name_in(text, " ".join(one.text for one in below))
            if name is not None:
                yield _official(reading, name, own, (block, place))
            if text.strip():
                break


def _split(reading: Reading, text: str, wanted: frozenset[str]) -> tuple[str | None, str]:
    """The office that a short block begins with and what stands behind it; (None, "") where it is another text."""
    parts = text.split()
    if not parts or len(parts) > _SHORT:
        return None, ""
    place = {*words(f"{reading.report.identity.organisation} {reading.report.identity.region}"), *_listed("where")}
    named = {*wanted, *place, *_listed("acting")}
    count = 0
    while count < len(parts) and set(words(parts[count])) <= named:
        count += 1
    first = " ".join(parts[:count])
    if not first or not _is(reading, first, wanted):
        return None, ""
    return first, " ".join(parts[count:])


def _name_in(text: str, below: str) -> str | None:
    """The name that a signature begins with: it has a title or a degree, or a rank or a number stands below it."""
    cut = _below().search(text)
    said = text[: cut.start()] if cut else text
    match = re.match(_NAME, said.strip())
    if match is None or len(match[0].split()) > 10 or match[0] != said.strip().rstrip(" .,"):
        return None
    signed = cut is not None or _TITLED.search(match[0]) or _below().match(f" {below.replace(text, '', 1).strip()}")
    return match[0] if signed else None


def _in_tables(reading: Reading, wanted: frozenset[str]) -> Iterator[Official]:
    """Rows of tables with the office in one cell and a name in another."""
    for view in reading.tables:
        for row in view.table.rows:
            cells = [plain(cell) for cell in row.cells]
            office = next((cell for cell in cells if _is(reading, cell, wanted)), None)
            names = (cell.strip() for cell in cells if _TITLED.search(cell) and re.fullmatch(_NAME, cell.strip()))
            if office is None:
                continue
            place = reading.source(row.place, view.table.caption or None)
            text = "; ".join(cell for cell in cells if cell)
            for name in names:
                yield Official(
                    name, office, Passage(text, " > ".join(view.section), reading.report.identity.id, 1.0, place)
                )


def _blocks(reading: Reading) -> Iterator[tuple[Block, Sequence[Block]]]:
    """Each block of words, with the blocks of words right behind it."""
    texts = [block for block in reading.report.blocks if block.table is None and block.text.strip()]
    for at, block in enumerate(texts):
        yield block, texts[at + 1 : at + 1 + _NEAR]


def _official(reading: Reading, name: str, office: str, blocks: Iterable[Block]) -> Official:
    """The name with the blocks that give it as its quotation."""
    held = list(dict.fromkeys(blocks))
    places = [reading.source(block.place) for block in held]
    text = " ".join(block.text for block in held)
    first, last = places[0], places[-1]
    source = Source(first.file, first.line_start, last.line_end, first.page, first.bbox)
    passage = Passage(text, " > ".join(held[0].section), reading.report.identity.id, 1.0, source)
    return Official(" ".join(name.split()), " ".join(office.split()).strip(" ,.;"), passage)
