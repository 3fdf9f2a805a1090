"""From the words of a question to the facts of one office that they are about."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Literal

from rapidfuzz import fuzz

from assistant.frame import Frame, Link, own_code
from assistant.meaning import near
from assistant.metrics.lookup import BUDGET, choose, is_part, name_rank, table_class
from assistant.offices import Office, core
from assistant.question import Slots
from assistant.wording import bare, plain_words, stem, stems, stop_words, weak_stems, word_set, words
from corpus.fact import Fact
from corpus.vocabulary import codes_in

Kind = Literal["code", "component", "name", "meaning", "total", "main"]
_PARTS = frozenset({"komponen", "unsur", "other"})
_BROAD = {"tujuan": 0, "sasaran": 0, "total": 0, "other": 1, "program": 2, "kegiatan": 3, "sub_kegiatan": 4}
# Below this share of the asked words' weight a name is not what was asked.
_COVERED = 0.55
_MONEY = frozenset({*BUDGET, "pagu_induk", "pagu_perubahan", "persen_anggaran", "silpa", "sisa"})


@dataclass(frozen=True, slots=True)
class Scope:
    """One office with the loaded reports of it that a question may use, and their facts' indexes."""

    organisation: str
    region: str
    offices: tuple[Office, ...]
    indexes: frozenset[int]

    @property
    def year(self) -> int | None:
        """The year of the newest of its reports."""
        return max((o.year for o in self.offices if o.year is not None), default=None)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a question is about in one office: a name to show, its facts, and other names that fit nearly as well."""

    kind: Kind
    name: str
    code: str | None
    facts: tuple[Fact, ...]
    alternatives: tuple[str, ...] = ()
    measure: str | None = None


def subjects(frame: Frame, slots: Slots, scope: Scope) -> list[Subject]:
    """What the question is about in this office, in the order asked; empty when nothing of it is printed there."""
    if slots.codes:
        found = [_of_code(frame, slots, scope, code) for code in slots.codes]
        return [subject for subject in found if subject is not None]
    if slots.words or (slots.weak and not slots.budget and not slots.measures):
        columns = _of_column(frame, slots, scope)
        if columns:
            return columns
        named = _of_words(frame, slots, scope)
        if named is not None:
            return _kinds(frame, slots, scope, named) or [named]
        if slots.words:
            meant = _of_meaning(frame, slots, scope) if slots.by_meaning else None
            return [] if meant is None else [meant]
    if wants_money(slots):
        return _totals(frame, slots, scope)
    if slots.measures and not set(slots.measures) & _OF_INDICATORS:
        return _whole(frame, slots, scope)
    return main_indicators(frame, slots, scope) or (_whole(frame, slots, scope) if slots.measures else [])


def wants_money(slots: Slots) -> bool:
    """Whether the question asks for amounts or rates of the budget."""
    return slots.budget or any(m in _MONEY for m in slots.measures)


def _of_code(frame: Frame, slots: Slots, scope: Scope, code: str) -> Subject | None:
    indexes = frame.of_code(code, scope.indexes)
    part = _component(frame, slots, scope, code)
    if part is not None:
        return part
    wide = [frame.facts[i] for i in indexes if frame.facts[i].level not in _PARTS] or [frame.facts[i] for i in indexes]
    if slots.levels:
        wide = [f for f in wide if f.level in slots.levels] or wide
    if not wide:
        return None
    main = min(wide, key=lambda f: _BROAD.get(f.level, 5))
    return Subject("code", main.indicator, code, tuple(wide))


def _component(frame: Frame, slots: Slots, scope: Scope, code: str) -> Subject | None:
    """The component, element or service of an indicator that the question names, if it does."""
    found: dict[str, list[Fact]] = {}
    for index in parts_of(frame, scope, code):
        fact = frame.facts[index]
        if _all_said(fact.indicator, slots, code, core(scope.organisation)):
            found.setdefault(" ".join(stems(fact.indicator)), []).append(fact)
    if not found and slots.words:
        links = frame.link(slots.words, parts_of(frame, scope, code))
        if links and links[0].coverage >= _COVERED and _literally(frame.facts[links[0].index], slots):
            name = frame.name_stems(links[0].index)
            same = [frame.facts[k.index] for k in links if frame.name_stems(k.index) == name]
            found["linked"] = same
    if not found:
        return None
    best = max(found.values(), key=lambda facts: len(stems(facts[0].indicator)))
    return Subject("component", best[0].indicator, code, tuple(best))


def parts_of(frame: Frame, scope: Scope, code: str) -> frozenset[int]:
    """Indexes of components, elements and services of an indicator: by their own code or their table's caption."""
    found = set()
    for index in scope.indexes:
        fact = frame.facts[index]
        if fact.level not in _PARTS:
            continue
        about = frame.codes[index] == code or any(m.code == code for m in codes_in(fact.source.table or ""))
        if about and own_code(fact.indicator, "", fact.organisation) != code:  # the whole is no part of itself
            found.add(index)
    return frozenset(found)


def _all_said(name: str, slots: Slots, code: str, office: tuple[str, ...]) -> bool:
    """Whether the question says every word of a component's name."""
    outside = name
    for match in reversed(codes_in(name)):
        if match.code == code:
            outside = f"{outside[: match.start]} {outside[match.end :]}"
    if outside != name and not set(_telling(outside)) - set(office):
        return False  # the indicator itself
    parts = [w for w in words(name) if len(w) > 1 and w not in stop_words()]
    if not parts:
        return False
    if all(stem(w) in weak_stems() for w in parts):
        return len(parts) > 1 and " ".join(parts) in slots.plain_text
    telling = [w for w in parts if stem(w) not in weak_stems()]
    return all(_said(w, slots) for w in telling)


def _telling(text: str) -> list[str]:
    """The words of a text that can name something."""
    return [w for w in plain_words(text) if len(w) > 1 and w not in stop_words() and stem(w) not in weak_stems()]


def _literally(fact: Fact, slots: Slots) -> bool:
    """Whether some left-over word stands in the name as it was said, not only by its stem."""
    said = {w for w in slots.all_words if stem(w) in slots.words}
    return any(_said(w, slots) and (w in said or bare(w) in said) for w in words(fact.indicator))


def _said(word: str, slots: Slots) -> bool:
    if word in slots.all_words or bare(word) in slots.all_words:
        return True
    return len(word) > 5 and any(len(w) > 5 and fuzz.ratio(word, w) >= 90 for w in slots.all_words)


def _of_words(frame: Frame, slots: Slots, scope: Scope) -> Subject | None:
    """The programme, activity, asset ... that the left-over words name."""
    pool = _pool(frame, slots, scope)
    links = frame.link((*slots.words, *slots.weak), pool)
    if slots.words:
        strong = {k.index: k.coverage for k in frame.link(slots.words, pool)}
        links = [k for k in links if strong.get(k.index, 0) >= _COVERED]
    numerals = {word for word in slots.words if _ROMAN.fullmatch(word)}
    links = [k for k in links if k.coverage >= 0.4 and numerals <= frame.name_stems(k.index)][:400]
    if not links:
        return None
    years = slots.years.resolve(scope.year) or (scope.year,)
    best = max(links, key=lambda k: (round(k.score + _bonus(frame, k, slots, years), 3), -k.index))
    name, field = _matched_name(frame, slots, best.index)
    facts = _one_thing([frame.facts[i] for i in pool if _named(frame.facts[i], name, field)], name, field)
    facts.sort(key=lambda f: (f.report, f.source.line_start or 0))
    facts = _one_level(facts, frame.facts[best.index], slots)
    facts += _of_its_indicator(frame, slots, scope, name, facts)
    others = [
        frame.facts[k.index].indicator
        for k in links
        if best.score - k.score < 0.08 and not _named(frame.facts[k.index], name, field)
    ]
    shown = frame.facts[best.index]
    display = shown.indicator if field == "indicator" else shown.item or shown.indicator
    distinct = {" ".join(stems(o)): o for o in reversed(others)}
    return Subject("name", display, None, tuple(facts), tuple(reversed(distinct.values()))[:4], shown.measure)


def _of_its_indicator(frame: Frame, slots: Slots, scope: Scope, goal: frozenset[str], facts: list[Fact]) -> list[Fact]:
    """Measures asked that are not printed under a goal's own text but under its one indicator; else nothing."""
    lacking = [m for m in slots.measures if not any(name_rank(fact, m) is not None for fact in facts)]
    if not lacking:
        return []
    own = [(index, frame.facts[index]) for index in sorted(scope.indexes)]
    indicators = {
        frame.name_stems(index)
        for index, fact in own
        if fact.level in ("tujuan", "sasaran") and fact.item and frozenset(stems(fact.item)) == goal
    } - {goal}
    if len(indicators) != 1:
        return []
    return [
        fact
        for index, fact in own
        if frame.name_stems(index) in indicators and any(name_rank(fact, m) is not None for m in lacking)
    ]


def _of_meaning(frame: Frame, slots: Slots, scope: Scope) -> Subject | None:
    """What the phrase can only mean among all names of the office, where facts of the kind asked are named so."""
    name = near(frame, slots.phrase, scope.indexes).meant
    if name is None:
        return None
    held = frozenset(stems(name))
    pool = sorted(_pool(frame, slots, scope))
    facts = _one_thing([frame.facts[i] for i in pool if _named(frame.facts[i], held, "indicator")], held, "indicator")
    if not facts:
        return None
    facts = _one_level(facts, facts[0], slots)
    return Subject("meaning", name, None, tuple(facts), (), facts[0].measure)


def meant(frame: Frame, slots: Slots, scopes: Iterable[Scope]) -> tuple[str, ...]:
    """The names that the phrase of a question was linked to by its meaning alone, each once."""
    found = (subject for scope in scopes for subject in subjects(frame, slots, scope) if subject.kind == "meaning")
    return tuple(dict.fromkeys(subject.name for subject in found))


def _of_column(frame: Frame, slots: Slots, scope: Scope) -> list[Subject]:
    """The things of a column that the words name by its header ("skor LKE"), its total rows first; else nothing.

    Only where the words stand in no name: what a thing is called goes before the column that it stands in.
    """
    asked = {frame.nearest(token) for token in slots.words}
    if not asked or wants_money(slots):
        return []
    groups: dict[str, list[Fact]] = {}
    for index in sorted(scope.indexes):
        fact = frame.facts[index]
        if asked & (frame.name_stems(index) | set(stems(fact.item or ""))):
            return []
        if asked == set(stems(fact.measure.replace("_", " "))) and fact.value is not None:
            groups.setdefault(fact.indicator, []).append(fact)
    whole = {name: facts for name, facts in groups.items() if facts[0].level == "total"}
    chosen = whole or groups
    return [Subject("name", name, None, tuple(facts), (), facts[0].measure) for name, facts in list(chosen.items())[:8]]


def _kinds(frame: Frame, slots: Slots, scope: Scope, named: Subject) -> list[Subject]:
    """All rows of a table of people that a general name fits alike ("golongan III": III/a to III/d); else nothing."""
    best = named.facts[0]
    if best.unit != "orang" or named.code is not None:
        return []
    asked = {frame.nearest(token) for token in slots.words}
    groups: dict[str, list[Fact]] = {}
    for index in sorted(scope.indexes):
        fact = frame.facts[index]
        near = fact.source.table == best.source.table and fact.measure == best.measure and fact.level == best.level
        held = frame.name_stems(index) | set(stems(fact.source.table or ""))
        if near and asked <= held and asked & frame.name_stems(index) and fact.value is not None:
            groups.setdefault(fact.indicator, []).append(fact)
    found = [Subject("name", name, None, tuple(facts), (), best.measure) for name, facts in groups.items()]
    return found if len(found) > 1 else []


_ROMAN = re.compile(r"[ivx]{1,4}")
"""A numeral tells one of a kind ("golongan III"): a name without it is another thing."""


def _pool(frame: Frame, slots: Slots, scope: Scope) -> frozenset[int]:
    """The facts among which a name is looked for: those with a measure of the kind that was asked."""
    if wants_money(slots):
        asked = [m for m in slots.measures if m in _MONEY] or list(BUDGET)
        wanted = {*asked, *BUDGET}
        return frozenset(i for i in scope.indexes if any(name_rank(frame.facts[i], m) is not None for m in wanted))
    if slots.measures:
        kinds = (*slots.measures, "pembanding") if slots.benchmark or slots.unknown_office else slots.measures
        chosen = frozenset(i for i in scope.indexes if any(name_rank(frame.facts[i], m) is not None for m in kinds))
        return chosen or scope.indexes
    return scope.indexes


def _bonus(frame: Frame, link: Link, slots: Slots, years: tuple[int | None, ...]) -> float:
    """What speaks for a fact beside its words: the level, the measure in the year, a total where one is asked."""
    fact = frame.facts[link.index]
    bonus = 0.2 if slots.levels and fact.level in slots.levels else 0.0
    if not slots.levels and not wants_money(slots) and fact.level in ("tujuan", "sasaran"):
        bonus += 0.2
    if slots.total and fact.level == "total":
        bonus += 0.25 + 0.25 * link.extra
    if is_part(fact) and not slots.kelurahan:
        bonus -= 0.1
    if fact.period_year in years and any(name_rank(fact, m) is not None for m in slots.measures):
        bonus += 0.02
    return bonus


def _matched_name(frame: Frame, slots: Slots, index: int) -> tuple[frozenset[str], str]:
    """Which text of the fact the question named: its indicator or the item it belongs to."""
    fact = frame.facts[index]
    asked = {frame.nearest(token) for token in (*slots.words, *slots.weak)}

    def covered(text: str | None) -> float:
        return sum(frame.weight(token) for token in set(stems(text or "")) & asked)

    money = fact.measure in _MONEY
    if fact.item and covered(fact.item) > covered(fact.indicator) and not money:
        return frozenset(stems(fact.item)), "item"
    return frozenset(stems(fact.indicator)), "indicator"


def _named(fact: Fact, name: frozenset[str], field: str) -> bool:
    text = fact.indicator if field == "indicator" else fact.item or ""
    own = frozenset(stems(text))
    if own == name or ((short := _acronym(text)) and short in name):
        return True
    return bool(own) and len(own & name) / len(own | name) >= 0.8


def _one_thing(facts: list[Fact], name: frozenset[str], field: str) -> list[Fact]:
    """Facts of a name and its other spellings, without those of a near name that stands beside it in some table.

    No table prints one thing under two names: "Penyediaan Peralatan" and "Penyediaan Jasa Peralatan" are two.
    """
    named: dict[frozenset[str], set[tuple[str, str | None]]] = {}
    for fact in facts:
        own = frozenset(stems((fact.indicator if field == "indicator" else fact.item) or ""))
        named.setdefault(own, set()).add((fact.report, fact.source.table))
    tables = named.get(name, set())
    others = {own for own, places in named.items() if own != name and places & tables}
    kept = [f for f in facts if frozenset(stems((f.indicator if field == "indicator" else f.item) or "")) not in others]
    return kept if tables else facts


_SHORT = re.compile(r"\(([A-Z]{3,8})\)|^\s*([A-Z]{3,8})\s*$")


def _acronym(text: str) -> str | None:
    """The acronym that a name gives itself in brackets, or is, in lower case."""
    match = _SHORT.search(text)
    return (match.group(1) or match.group(2)).lower() if match else None


def _one_level(facts: list[Fact], best: Fact, slots: Slots) -> list[Fact]:
    """Of names printed at several levels, the level asked for, else the one linked best."""
    asked = [f for f in facts if f.level in slots.levels]
    if asked:
        return asked
    return [f for f in facts if f.level == best.level] or facts


_OF_INDICATORS = frozenset(
    {"target", "realisasi", "capaian", "kategori", "target_akhir_renstra", "tingkat_kemajuan", "efisiensi", "nilai"}
)


def _whole(frame: Frame, slots: Slots, scope: Scope) -> list[Subject]:
    """Measures that belong to no indicator (employees, assets): the total rows that print them, else all rows."""
    facts = [
        frame.facts[i]
        for i in sorted(scope.indexes)
        if any(name_rank(frame.facts[i], m) is not None for m in slots.measures)
    ]
    facts = [f for f in facts if f.level == "total"] or facts
    return [Subject("total", scope.organisation, None, tuple(facts))] if facts else []


_TOTAL_NAMES = word_set("totals")


def _totals(frame: Frame, slots: Slots, scope: Scope) -> list[Subject]:
    """The office's budget as a whole: rows of level total with money in them."""
    if slots.kelurahan:
        return _parts_of_office(frame, scope)
    if (place := _ordinal(slots)) is not None:
        return _nth(frame, slots, scope, place)
    facts = [frame.facts[i] for i in sorted(scope.indexes) if _is_total(frame.facts[i])]
    if not facts:
        return []
    return [Subject("total", scope.organisation, None, tuple(facts))]


_NUMBERED = re.compile(r"\b(?:sasaran|tujuan)(?: strategis)?(?: ke)? (?:ke)?(\d|i{1,3}|iv|v)\b")
_NUMERALS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}


def _ordinal(slots: Slots) -> int | None:
    """Which objective is meant by its number ("sasaran 2", "sasaran II"); None where none is."""
    match = _NUMBERED.search(slots.plain_text)
    return (_NUMERALS.get(match.group(1)) or int(match.group(1))) if match else None


def _nth(frame: Frame, slots: Slots, scope: Scope, place: int) -> list[Subject]:
    """The n-th objective (or goal) in the budget table of chapter III; nothing where it has fewer."""
    groups: dict[frozenset[str], list[Fact]] = {}
    for index in sorted(scope.indexes):
        fact = frame.facts[index]
        if fact.level in slots.levels and fact.measure in BUDGET and table_class(fact) == 0:
            groups.setdefault(frame.name_stems(index), []).append(fact)
    found = list(groups.values())[place - 1 : place]
    return [Subject("name", facts[0].indicator, None, tuple(facts), (), "pagu") for facts in found]


def _parts_of_office(frame: Frame, scope: Scope) -> list[Subject]:
    """The programmes of a part of the office (a kelurahan), which no report sums up."""
    groups: dict[frozenset[str], list[Fact]] = {}
    for index in sorted(scope.indexes):
        fact = frame.facts[index]
        if is_part(fact) and fact.level == "program" and fact.measure in BUDGET and fact.value is not None:
            groups.setdefault(frame.name_stems(index), []).append(fact)
    found = [Subject("name", facts[0].indicator, None, tuple(facts), (), "pagu") for facts in groups.values()]
    return _distinct(found, scope.year)


def _distinct(found: list[Subject], year: int | None) -> list[Subject]:
    """Subjects whose best amount is their own: one programme under two spellings is named once."""
    kept: dict[object, Subject] = {}
    for subject in found:
        best = choose(subject.facts, "pagu", year)
        if best is not None and table_class(best.fact) < _PLANS:
            kept.setdefault(best.fact.value, subject)
    return list(kept.values())


_PLANS = 2
"""Tables of this class and later are plans and appendices."""


_OF_INCOME = re.compile(r"\b(?:pendapatan|penerimaan|retribusi)\b(?!.*\bbelanja\b)", re.IGNORECASE)
"""A table of what the office took in: its totals are no budget."""


def _is_total(fact: Fact) -> bool:
    if _OF_INCOME.search(fact.source.table or ""):
        return False
    if fact.level != "total" or not (fact.measure in _MONEY or fact.measure.startswith("pagu_")):
        return False
    return not fact.item or not set(words(fact.item)) - _TOTAL_NAMES or fact.item == fact.indicator


def main_indicators(frame: Frame, slots: Slots, scope: Scope, limit: int = 8, *, coded: bool = False) -> list[Subject]:
    """The office's own indicators of goals and objectives that print one of the measures asked.

    With `coded`, well-known indicators of programmes too.
    """
    measures = slots.measures or ("realisasi",)
    years = slots.years.resolve(scope.year) or ((scope.year,) if scope.year else ())
    groups: dict[str, list[Fact]] = {}
    for index in sorted(scope.indexes):
        fact = frame.facts[index]
        if fact.level not in ("tujuan", "sasaran") and not (coded and frame.codes[index]):
            continue
        groups.setdefault(frame.codes[index] or " ".join(stems(fact.indicator)), []).append(fact)
    found = [
        Subject("main", facts[0].indicator, facts[0].code, tuple(facts))
        for facts in groups.values()
        if any(name_rank(f, m) is not None and f.period_year in years for f in facts for m in measures)
    ]
    return found[:limit]


def without(frame: Frame, found: Iterable[Scope], words_of: Collection[str]) -> tuple[Scope, ...]:
    """The scopes without the facts that name one of the words: "not the province" leaves "SAKIP Provinsi ..." out."""
    left = set(words_of)
    return tuple(
        replace(scope, indexes=frozenset(i for i in scope.indexes if not left & set(words(_names_of(frame.facts[i])))))
        for scope in found
    )


def _names_of(fact: Fact) -> str:
    return f"{fact.indicator} {fact.item or ''}"


def scopes(frame: Frame, offices: Iterable[Office]) -> list[Scope]:
    """The offices in scope, one entry an organisation (and region), with their facts."""
    groups: dict[tuple[str, str], list[Office]] = {}
    for office in offices:
        groups.setdefault((office.organisation, office.region), []).append(office)
    found = []
    for (organisation, region), members in sorted(groups.items()):
        indexes = frozenset(i for o in members for i in frame.by_report.get(o.id, ()))
        found.append(Scope(organisation, region, tuple(members), indexes))
    return found
