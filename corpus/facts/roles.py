"""What a column's header path says: its role, year, version, and the other office it names."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from corpus.numbers import Hint
from corpus.vocabulary import load
from corpus.words import plain, squash, tokens

NAME_ROLES = frozenset(
    {
        "indikator",
        "sasaran_program",
        "program_kegiatan",
        "sub_kegiatan",
        "kegiatan",
        "program",
        "tujuan_sasaran",
        "sasaran",
        "tujuan",
        "uraian",
    }
)
MONEY = frozenset(
    {
        "pagu",
        "realisasi_anggaran",
        "bertambah_berkurang",
        "realisasi_anggaran_triwulan_I",
        "realisasi_anggaran_triwulan_II",
        "realisasi_anggaran_triwulan_III",
    }
)
PERCENT = frozenset(
    {"capaian", "serapan", "tingkat_kemajuan", "efisiensi", "efisiensi_sdm", "persen_anggaran", "bobot"}
)
SPOKEN = frozenset({"kategori", "menunjang", "pembanding", "penyebab", "hambatan", "solusi"})
"""Measures whose cells may be words."""
WORDED = frozenset({"penyebab", "hambatan", "solusi"})
"""Measures whose cells are sentences: never read as numbers."""
SILENT = frozenset({"no", "satuan", "text"})
_YEAR = re.compile(r"20[0-4]\d")
_YEAR_SPAN = re.compile(r"(20[0-4]\d)\s*[-–/]\s*(?:s/?d\s*)?(20[0-4]\d)")
_OFFICE = re.compile(r"\b(?:kecamatan|kec\.|dinas|badan|biro|kabupaten|kota|provinsi|rsud)\s+([a-z]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Column:
    """One column understood.

    `role` is a name role, a silent role (number, unit, words) or a measure; `year` the year its header names;
    `version` murni, perubahan, pergeseran or None; `other` the other office that a benchmark column names; `unit` what
    all figures of the column are counted in, where the table as a whole tells it.
    """

    index: int
    path: tuple[str, ...]
    role: str
    year: int | None
    version: str | None
    hint: Hint
    other: str | None = None
    unit: str | None = None

    @property
    def is_name(self) -> bool:
        """Whether its cells name the row."""
        return self.role in NAME_ROLES

    @property
    def is_measure(self) -> bool:
        """Whether its cells are figures (or categories) that become facts."""
        return self.role not in NAME_ROLES and self.role not in SILENT


@cache
def _rules() -> list[dict[str, Any]]:
    return [
        {name: value if name == "role" else re.compile(value) for name, value in rule.items()}
        for rule in load("headers")["roles"]
    ]


@cache
def _plain_leaf() -> re.Pattern[str]:
    return re.compile(load("headers")["plain_leaves"])


def role_of(path: Sequence[str]) -> str | None:
    """The role that a header path names, by the first rule that fits; None where no rule does.

    A leaf that only dates or measures ("2024", "(Rp)") leaves the role to the words above it.
    """
    words = [word for part in path if (word := squash(part))]
    words = [word for word in words[:-1] if not ("target" in word and "realisasi" in word)] + words[-1:]
    whole = ">".join(words)
    leaves = [word for word in words if not _plain_leaf().match(word)]
    for depth, leaf in enumerate((*reversed(leaves), whole)):
        role = next((str(rule["role"]) for rule in _rules() if _fits(rule, leaf, whole)), None)
        if role == "text" or (role is not None and (depth == 0 or role not in NAME_ROLES | SILENT)):
            return role
    return None


def _fits(rule: dict[str, Any], leaf: str, whole: str) -> bool:
    if "leaf" in rule and not rule["leaf"].search(leaf):
        return False
    if "path" in rule and not rule["path"].search(whole):
        return False
    return not ("unless" in rule and rule["unless"].search(whole))


def column_of(index: int, path: tuple[str, ...], organisation: str) -> Column:
    """The column at `index` as its header path alone tells it; `organisation` is the report's own office."""
    text = " ".join(path)
    role = role_of(path) or (own_name(path) if path else "text")
    other = _other_office(text, organisation) if role in ("realisasi", "capaian", "nilai", "pembanding") else None
    if other is not None and role == "realisasi":
        role = "pembanding"
    return Column(index, path, role, _year(path), _version(path), "unknown", other)


def own_name(path: Sequence[str]) -> str:
    """A measure name for a rarer column: its innermost header words, with those above where they are short."""
    words = [word for word in tokens(re.sub(r"\([^()]*\)", " ", path[-1])) if not _YEAR.fullmatch(word)]
    last = "_".join(words) or "_".join(tokens(path[-1]))
    if len(last) <= 3 and len(path) > 1:
        last = "_".join(tokens(path[-2])) + "_" + last
    return last[:40].strip("_") or "text"


def _year(path: Sequence[str]) -> int | None:
    """The one year of a header path, innermost first ("2024+1" is 2025); None for none, several or a span."""
    for part in reversed(path):
        if _YEAR_SPAN.search(part):
            continue
        years = _YEAR.findall(part)
        if len(set(years)) == 1:
            later = re.search(years[0] + r"\s*\+\s*(\d)\b", part)
            return int(years[0]) + (int(later[1]) if later else 0)
    return None


def _version(path: Sequence[str]) -> str | None:
    text = ">".join(squash(part) for part in path)
    for entry in load("headers")["versions"]:
        if re.search(entry["pattern"], text):
            return str(entry["version"])
    return None


def _other_office(text: str, organisation: str) -> str | None:
    """The office, region or nation that a header names beside the report's own office, or None."""
    own = set(tokens(organisation))
    for match in _OFFICE.finditer(text):
        if match[1].lower() not in own and not match[1].isdigit() and match[1].lower() not in ("tahun", "lain", "ini"):
            return plain(match[0])
    for word in ("nasional", "internasional", "provinsi", "kabupaten", "kota"):
        if word in tokens(text):
            return word.title()
    return None
