"""Words of a text for lexical search: as printed in lower case, and the root of Indonesian word forms.

Forms are made from a table of roots (data/roots.yaml) by the rules of Indonesian affixes, so a word is never cut
by guess: what is not in the table stays as it is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from corpus.vocabulary import load

# Part of an index's manifest: raise it when the same text would give other words.
RECIPE = 1
_TOKEN = re.compile(r"\d+(?:[.,/]\d+)+|[^\W_]+")
_ENCLITICS = ("nya", "kah", "lah", "pun")


def words(text: str) -> list[str]:
    """The index words of a text, in order: numbers whole ("93,53" as "93.53"), words, and roots after their forms.

    Function words are left out; a text of nothing else gives an empty list.
    """
    return [word for token in _TOKEN.findall(unicodedata.normalize("NFKC", text)) for word in _forms(token.lower())]


@lru_cache(maxsize=200_000)
def _forms(token: str) -> tuple[str, ...]:
    if token[0].isdigit():
        return (token.replace(",", "."),)
    if token in _stopwords() or (len(token) == 1 and token.isalpha()):
        return ()
    bare = _bare(token)
    root = _roots().get(token) or _roots().get(bare) or bare
    return (token,) if root == token else (token, root)


def _bare(token: str) -> str:
    """Without an enclitic: "IKMnya" is IKM, "kinerjanya" kinerja."""
    for ending in _ENCLITICS:
        if token.endswith(ending) and len(token) - len(ending) >= 3:
            return token[: -len(ending)]
    return token


@cache
def _stopwords() -> frozenset[str]:
    return frozenset(load("stopwords", "index"))


@cache
def _roots() -> dict[str, str]:
    """Every form of every root; where two roots make one form, the one listed first has it."""
    table: dict[str, str] = {}
    data = load("roots", "index")
    apart = set(data["apart"])
    for root in data["roots"]:
        for form in forms_of(root):
            if form not in apart:
                table.setdefault(form, root)
    for root, others in data["also"].items():
        table.update(dict.fromkeys(others, root))
    return table


def forms_of(root: str) -> Iterator[str]:
    """The root with the prefixes and suffixes that Indonesian puts on it."""
    for prefix in ("", "di", "ter", "ber", "per", "ke", "se", "keter", "keber", "diper", "memper", "pemer"):
        yield from _suffixed(prefix + root)
    for nasal in (_nasal("me", root), _nasal("pe", root)):
        yield from _suffixed(nasal)


def _suffixed(stem: str) -> Iterator[str]:
    for suffix in ("", "kan", "an", "i"):
        yield stem + suffix


def _nasal(prefix: str, root: str) -> str:
    """meN- and peN-: the first letter of the root decides, and k, p, s, t fall away before a vowel."""
    first, rest = root[0], root[1:]
    soft = bool(rest) and rest[0] in "aiueo"
    if first in "aiueogh":
        return f"{prefix}ng{root}"
    if first == "k":
        return f"{prefix}ng{rest if soft else root}"
    if first in "bfv":
        return f"{prefix}m{root}"
    if first == "p":
        return f"{prefix}m{rest if soft else root}"
    if first == "s":
        return f"{prefix}ny{rest}" if soft else f"{prefix}n{root}"
    if first == "t":
        return f"{prefix}n{rest if soft else root}"
    if first in "cdjz":
        return f"{prefix}n{root}"
    return prefix + root
