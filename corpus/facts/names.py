"""Names of indicators and programmes as they were meant: broken words rejoined, levels recognised."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from corpus.vocabulary import load
from corpus.words import plain, squash

_WORD = re.compile(r"[A-Za-z]+")
_NEVER_JOIN = frozenset(load("names")["never_join"])
_LEAST_LETTERS = 3
_LAYERS = 3
"""Number, level word, number ("1. Kegiatan : 2. Penyusunan ...") may stand before a name."""
_SURE = 5
"""A function word is a piece only behind something that is hardly ever a word of its own ("Kot a")."""
_LAST_WORD = re.compile(r"[A-Za-z]+$")
_CODE = re.compile(r"^\W*(?P<code>(?:\d{1,2}|[ivx]{1,4}|[a-z])(?:[.)]\d{1,4})*)[.)]?\W*$", re.IGNORECASE)
_BULLET = re.compile(r"^[•▪➢*\-–\s]+")
_LEADING = re.compile(
    r"^\W*(?:(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[a-z][.)]|[ivx]{1,4}[.)])\s+(?=\D)|\d{1,2}[.)](?=[A-Za-z]))", re.IGNORECASE
)
_SUB = re.compile(r"^sub\s?-?kegiatan\s+(?=[A-Z])", re.IGNORECASE)
_PREFIX = re.compile(
    r"^\W*(?:\d[\d.]*\s*)?(sasaran strategis|sasaran|tujuan|program|sub\s?-?kegiatan|kegiatan)\s*(?:\d*\s*:)\s*",
    re.IGNORECASE,
)
_FULL = {"kec": "kecamatan ", "kel": "kelurahan ", "kab": "kabupaten "}
_SHORTENED = re.compile(r"\b(kec|kel|kab)\b\.?\s*", re.IGNORECASE)
_SPREAD = re.compile(r"(?<!\S)(?:[A-Z] ){4,}[A-Z](?!\S)")
_COUNTING = re.compile(r"^\W*(?:jumlah|banyaknya)\s+(?!nilai|rata|skor|indeks|angka)", re.IGNORECASE)
_TOTAL = re.compile(rf"^\W*(?:{'|'.join(load('names')['totals'])})\W*$", re.IGNORECASE)


def word_counts(lines: Iterable[str]) -> Counter[str]:
    """How often each lower-case word stands in the text: the evidence for rejoining broken words."""
    counts: Counter[str] = Counter()
    for line in lines:
        counts.update(word.lower() for word in _WORD.findall(line))
    return counts


def rejoin(text: str, counts: Mapping[str, int]) -> str:
    """`text` (plain) with words rejoined that the layout broke ("Penyelenggara an").

    Two neighbours become one word only if the report prints that word whole, and more often than the rarer piece;
    function words are never taken for pieces.
    """
    words = text.split(" ")
    result: list[str] = []
    for word in words:
        if result and _is_break(result[-1], word, counts):
            result[-1] += word
        else:
            result.append(word)
    return " ".join(result)


def _is_break(first: str, second: str, counts: Mapping[str, int]) -> bool:
    last = _LAST_WORD.search(first)
    one, two = last[0].lower() if last else "", second.strip(".,;:()/").lower()
    if not (one.isalpha() and two.isalpha()) or not (second[0].islower() or (second.isupper() and first.isupper())):
        return False
    whole = counts.get(one + two, 0)
    if one in _NEVER_JOIN or (two in _NEVER_JOIN and whole < _SURE * counts.get(one, 0)):
        return False
    return whole >= 2 and whole > min(counts.get(one, 0), counts.get(two, 0))


def clean(cell: str, counts: Mapping[str, int]) -> str:
    """A name cell as a name: markup, leading numbers and unit tails removed, broken words rejoined."""
    text = rejoin(_together(plain(cell)), counts)
    text = re.sub(r"\s*//.*$", "", text)
    for _ in range(_LAYERS):
        text = _SUB.sub("", bare(_LEADING.sub("", _BULLET.sub("", text))))
    return text.strip(" ;:")


def bare(name: str) -> str:
    """A name without its level word ("Sasaran : Meningkatnya ..." -> "Meningkatnya ...")."""
    return _PREFIX.sub("", name).strip()


def key(name: str) -> str:
    """What two spellings of one name share: letters and digits only, without level word, "Kec." written out."""
    full = _SHORTENED.sub(lambda match: _FULL[match[1].lower()], bare(name))
    return re.sub(r"[^a-z0-9]", "", squash(full))


def _together(text: str) -> str:
    """A text without the blanks between the letters of words that are spread out ("J U M L A H")."""
    return _SPREAD.sub(lambda match: match[0].replace(" ", ""), text)


def is_total(label: str) -> bool:
    """Whether a row label means a total or an average."""
    return bool(_TOTAL.match(_together(plain(label))))


def is_sum(label: str) -> bool:
    """Whether a row label means a total by its first word (an indicator may be named "Nilai evaluasi ...")."""
    first = re.match(r"^\W*(?:jumlah|jml|total|grand)\b", _together(plain(label)), re.IGNORECASE)
    return is_total(label) and first is not None


def is_average(label: str) -> bool:
    """Whether a label begins as an average ("Rata-rata ...")."""
    return bool(re.match(r"^\W*(?:rata\W*rata|rerata)\b", plain(label), re.IGNORECASE))


def code(cell: str) -> str | None:
    """The row number of a cell ("1.1.2", "II", "a"), lower case, or None."""
    match = _CODE.match(re.sub(r"(?<=[\d.])\s+(?=[\d.])", "", plain(cell)))
    return match["code"].lower().strip(".") if match else None


def is_name(name: str) -> bool:
    """Whether a text can name something: three letters, or two capitals ("AC", "KK"; "00 6" is a slipped code)."""
    return sum(char.isalpha() for char in name) >= _LEAST_LETTERS or bool(re.fullmatch(r"[A-Z]{2}", name.strip()))


def counts_things(name: str | None) -> bool:
    """Whether an indicator's name says that it counts ("Jumlah laporan ..."): its "1.257" is a thousand and more."""
    return bool(name) and bool(_COUNTING.match(name or ""))


def is_goal(name: str) -> bool:
    """Whether a name reads like a tujuan or sasaran ("Meningkatnya ..."), not like a programme or activity."""
    return bool(re.match(load("names")["goal_beginnings"], plain(name), re.IGNORECASE))


def level_word(name: str) -> str | None:
    """The level that a name itself states: "Program ...", "Sub Kegiatan: ...", "Sasaran : ..."."""
    text = plain(name).lower()
    for level, pattern in load("names")["level_words"].items():
        if re.match(pattern, text):
            return str(level)
    return None
