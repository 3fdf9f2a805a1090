"""The offices whose reports are loaded, and which of them a question names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from assistant.slips import is_word
from assistant.wording import bare, word_set, words

_PLACES = frozenset(["kecamatan", "kelurahan", "desa", "kabupaten", "kota", "provinsi"])
# domain.md E: a name is accepted on sight only when it is near, and clearly nearer than the next
_NEAR, _MARGIN = 85, 8
_SHORT_NAME = 4


@dataclass(frozen=True, slots=True)
class Office:
    """One loaded report as the question side sees it: who reports, where, on which year."""

    id: str
    organisation: str
    region: str
    year: int | None
    file: str


_SEVERAL, _NEAR_NAME = 3, 93.0
_BEGIN = 2


@dataclass(frozen=True, slots=True)
class Named:
    """What a question says about offices: organisations and regions, the tokens that say so, and a name not loaded."""

    organisations: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    positions: frozenset[int] = frozenset()
    unknown: str | None = None
    kelurahan: bool = False


def core(name: str) -> tuple[str, ...]:
    """The words of an office's name without its type: ("mawar",) for "Kecamatan Mawar"."""
    parts = words(name)
    while len(parts) > 1 and parts[0] in word_set("office_types"):
        parts = parts[1:]
    return tuple(parts)


def acronym(name: str) -> str:
    """The initials of an office's name of three words or more, lower case ("dlh"); otherwise no word at all."""
    parts = [w for w in words(name) if w not in ("dan", "dan/atau")]
    return "".join(p[0] for p in parts) if len(parts) > 2 and not _is_place(name) else "-"


def _is_place(name: str) -> bool:
    return bool(words(name)) and words(name)[0] in _PLACES


def name_offices(tokens: Sequence[str], offices: Iterable[Office], known: Callable[[str], bool]) -> Named:
    """Offices and regions named by the tokens of a question.

    Full names count anywhere, the bare name of a place too ("mawar" for "Kecamatan Mawar"). Misspelt words are
    compared with the names, unless `known` says that the word is one of the reports' own. A name after
    "kecamatan" that fits no office is returned as `unknown`.
    """
    listed = sorted(offices, key=lambda o: (o.organisation, o.id))
    names = {o.organisation: core(o.organisation) for o in listed}
    regions = {o.region: core(o.region) for o in listed if o.region}
    taken: dict[int, None] = {}
    found_offices = _exact(tokens, names, taken)
    found_regions = _exact(tokens, regions, taken)
    _nearly(tokens, names, taken, found_offices)
    _begun(tokens, names, taken, found_offices)
    _fuzzy(tokens, names, taken, found_offices, known)
    _fuzzy(tokens, regions, taken, found_regions, known)
    kelurahan = any(t == "kelurahan" and i + 1 in taken for i, t in enumerate(tokens))
    for i, token in enumerate(tokens):
        if token in word_set("office_types") and i + 1 in taken:
            taken[i] = None
    unknown = None if found_offices else _unknown(tokens, taken, known)
    return Named(tuple(found_offices), tuple(found_regions), frozenset(taken), unknown, kelurahan)


def _exact(tokens: Sequence[str], names: dict[str, tuple[str, ...]], taken: dict[int, None]) -> list[str]:
    found: list[tuple[int, str]] = []
    for name, parts in names.items():
        wanted = parts if _is_place(name) else tuple(words(name))
        if acronym(name) in tokens:
            found.append((tokens.index(acronym(name)), name))
            taken[tokens.index(acronym(name))] = None
        for start in range(len(tokens) - len(wanted) + 1):
            window = tokens[start : start + len(wanted)]
            if all(w == p or bare(w) == p for w, p in zip(window, wanted, strict=True)):
                found.append((start, name))
                taken.update(dict.fromkeys(range(start, start + len(wanted))))
    return list(dict.fromkeys(name for _, name in sorted(found)))


def _nearly(tokens: Sequence[str], names: dict[str, tuple[str, ...]], taken: dict[int, None], found: list[str]) -> None:
    """Names of several words with a slip in one of them ("dinas lingkugan hidup")."""
    for name in names:
        wanted = words(name)
        if name in found or _is_place(name) or len(wanted) < _SEVERAL:
            continue
        for start in range(len(tokens) - len(wanted) + 1):
            window = range(start, start + len(wanted))
            near = fuzz.ratio(" ".join(tokens[start : start + len(wanted)]), " ".join(wanted)) >= _NEAR_NAME
            if near and not any(place in taken for place in window):
                found.append(name)
                taken.update(dict.fromkeys(window))


def _begun(tokens: Sequence[str], names: dict[str, tuple[str, ...]], taken: dict[int, None], found: list[str]) -> None:
    """Names of several words of which the first two are said ("biro hukum"), where no other name begins so."""
    begins: dict[tuple[str, ...], list[str]] = {}
    for name in names:
        spoken = tuple(words(name))
        if len(spoken) > _BEGIN and not _is_place(name):
            begins.setdefault(spoken[:_BEGIN], []).append(name)
    for start in range(len(tokens) - 1):
        alike = begins.get(tuple(tokens[start : start + _BEGIN]), [])
        if len(alike) == 1 and alike[0] not in found and start not in taken:
            found.append(alike[0])
            whole = words(alike[0])
            said = next((n for n in range(len(whole), 0, -1) if list(tokens[start : start + n]) == whole[:n]), _BEGIN)
            taken.update(dict.fromkeys(range(start, start + said)))


def _fuzzy(
    tokens: Sequence[str],
    names: dict[str, tuple[str, ...]],
    taken: dict[int, None],
    found: list[str],
    known: Callable[[str], bool],
) -> None:
    for i, token in enumerate(tokens):
        if i in taken or len(token) < 4 or not token.isalpha():
            continue
        # Reports misspell names too: behind "kecamatan" a word that is in no other use may be one all the same.
        behind = i > 0 and tokens[i - 1] in word_set("office_types") and not is_word(token)
        if not behind and (known(token) or known(bare(token))):
            continue
        scored = sorted(
            ((_likeness(bare(token), " ".join(parts)), name) for name, parts in names.items()), reverse=True
        )
        if not scored or scored[0][0] < _NEAR:
            continue
        rivals = [score for score, name in scored[1:] if names[name] != names[scored[0][1]]]
        if rivals and scored[0][0] - rivals[0] < _MARGIN:
            continue
        found += [name for score, name in scored if names[name] == names[scored[0][1]] and name not in found]
        taken[i] = None


def _likeness(word: str, name: str) -> float:
    """How alike a word and a name are, 0 to 100; one slip in five letters or more is near."""
    slip = len(name) > _SHORT_NAME and OSA.distance(word, name) == 1
    return max(fuzz.ratio(word, name), float(_NEAR) if slip else 0.0)


def _unknown(tokens: Sequence[str], taken: dict[int, None], known: Callable[[str], bool]) -> str | None:
    for i, token in enumerate(tokens[:-1]):
        following = tokens[i + 1]
        if token not in {"kecamatan", "dinas", "badan", "kabupaten"} or i + 1 in taken:
            continue
        if (
            following.isalpha()
            and len(following) > 3
            and following not in word_set("not_names")
            and not known(following)
        ):
            return following
    return None
