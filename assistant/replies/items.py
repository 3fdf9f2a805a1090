"""The things that can be ranked, listed or counted: all of a level with the figure that is asked of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.linking import Scope, parts_of, wants_money
from assistant.metrics.lookup import BUDGET, Choice, answers, choose, table_class
from assistant.render import escape
from assistant.replies.draft import Context, with_office
from assistant.replies.figures import years_for
from assistant.wording import stems
from corpus.fact import Fact

_FEW = 3
_FOUR, _HUNDRED = 5, 25
"""Elements of satisfaction are scored from 1 to 4, or converted from 25 to 100 (PermenPAN-RB 14/2017)."""
_WHICH_SERVICE = re.compile(r"\b(?:which|what) services?\b|\bpelayanan (?:mana|apa)\b|\bjenis pelayanan\b")
"""The services of an office are asked about, not an indicator that is named after them."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing of a ranking: its name, its facts, and the figure it is ranked by."""

    scope: Scope
    name: str
    facts: tuple[Fact, ...]
    choice: Choice


def items_of(context: Context, measure: str) -> list[Item]:
    """All things of the level asked (by default sub-activities for money, indicators otherwise) with the measure."""
    found: list[Item] = []
    for scope in context.scopes:
        for year in years_for(context, scope):
            for name, facts in _groups(context, scope, measure).items():
                choice = choose(facts, measure, year, context.slots.version)
                if choice is not None:
                    found.append(Item(scope, name, facts, choice))
    return _of_results(found) if measure in BUDGET else found


def ranks_parts(context: Context) -> bool:
    """Whether components, elements or services of one indicator are ranked."""
    slots = context.slots
    said = slots.all_words & {"layanan", "unsur", "komponen", "aspek"} or _WHICH_SERVICE.search(slots.plain_text)
    return bool(slots.codes) and (bool(said) or any(level in ("unsur", "komponen") for level in slots.levels))


def _of_results(items: list[Item]) -> list[Item]:
    """Items of the budget tables of chapter III, office by office, where they print some; plans name other things."""
    kept: list[Item] = []
    for scope in dict.fromkeys(item.scope for item in items):
        own = [item for item in items if item.scope == scope]
        results = [item for item in own if table_class(item.choice.fact) == 0]
        kept += results if len(results) >= _FEW else own
    return kept


def _groups(context: Context, scope: Scope, measure: str) -> dict[str, tuple[Fact, ...]]:
    """Facts of the level asked, by the normal form of their name."""
    frame, slots = context.frame, context.slots
    if ranks_parts(context):
        pool = _of_kind(context, [frame.facts[i] for i in sorted(parts_of(frame, scope, slots.codes[0]))])
    else:
        levels = slots.levels or (("sub_kegiatan",) if wants_money(slots) else ("tujuan", "sasaran"))
        pool = [frame.facts[i] for i in sorted(scope.indexes) if _of_level(frame.facts[i], levels)]
    kept = (*BUDGET, measure) if wants_money(slots) else (measure, "realisasi", "target", "capaian", "bobot")
    programmes = _programme_names(context, scope)
    if "program" not in slots.levels:
        pool = [fact for fact in pool if fact.level in slots.levels or _name_of(fact) not in programmes]
    groups: dict[str, list[Fact]] = {}
    for fact in pool:
        if answers(fact, kept) and _mentions(context, fact):
            groups.setdefault(" ".join(sorted(set(stems(fact.indicator)))), []).append(fact)
    return {facts[0].indicator: tuple(facts) for facts in groups.values()}


def _of_kind(context: Context, parts: list[Fact]) -> list[Fact]:
    """The parts of tables that are headed as what is asked, elements or services; all where no table says so."""
    asked = "unsur" if "unsur" in context.slots.all_words else None
    asked = asked or ("layanan" if _WHICH_SERVICE.search(context.slots.plain_text) else None)
    headed = [fact for fact in parts if asked and asked in _heading(fact)]
    return headed or parts


def _heading(fact: Fact) -> str:
    return f"{fact.source.table or ''} {' '.join(fact.source.header)}".lower()


def on_scales(items: Sequence[Item]) -> list[list[Item]]:
    """The items in groups that can be ranked together: all, or (scores of 1 to 4 beside 25 to 100) office by office."""
    values = [item.choice.fact.value for item in items if item.choice.fact.value is not None]
    if not values or not (min(values) <= _FOUR < _HUNDRED <= max(values)):
        return [list(items)]
    return [[item for item in items if item.scope == scope] for scope in dict.fromkeys(item.scope for item in items)]


def _name_of(fact: Fact) -> frozenset[str]:
    return frozenset(stems(fact.indicator)) - {"program"}


def _programme_names(context: Context, scope: Scope) -> frozenset[frozenset[str]]:
    """The names of an office's programmes, by which a row that does not tell its level is none of their parts."""
    facts = (context.frame.facts[i] for i in scope.indexes)
    return frozenset(_name_of(fact) for fact in facts if fact.level == "program" and _is_programme(fact))


def _of_level(fact: Fact, levels: tuple[str, ...]) -> bool:
    """Whether a fact is of a level.

    In budget tables a row whose level is not told is most often a sub-activity, and so is one that is told to be a
    programme without being called one.
    """
    if fact.level in levels:
        return fact.level != "program" or fact.measure not in (*BUDGET, "efisiensi") or _is_programme(fact)
    loose = fact.level == "other" or (fact.level == "program" and not _is_programme(fact))
    return "sub_kegiatan" in levels and fact.measure in BUDGET and loose


def _is_programme(fact: Fact) -> bool:
    return fact.indicator.lower().startswith("program")


def _mentions(context: Context, fact: Fact) -> bool:
    """A ranking inside "Kelurahan X" keeps only rows that say so, where any row does."""
    if not context.slots.kelurahan:
        return True
    around = f"{fact.item or ''} {fact.source.row or ''} {fact.indicator} {fact.note or ''} {' '.join(fact.flags)}"
    return "kelurahan" in around.lower()


def title(context: Context, item: Item) -> str:
    """The name of a ranked thing, with its office where several are ranked."""
    name = item.name if len(context.scopes) == 1 else with_office(item.name, item.scope.organisation)
    return escape(name)
