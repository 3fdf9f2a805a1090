"""From the words of a question to what it is about in one office."""

from __future__ import annotations

from collections.abc import Iterable

from assistant.frame import Frame
from assistant.linking.coded import of_code
from assistant.linking.indicators import main_indicators
from assistant.linking.named import of_meaning, of_words
from assistant.linking.scope import Scope
from assistant.linking.subject import Subject, wants_money
from assistant.linking.tabular import of_column, of_kind
from assistant.linking.totals import of_measure, of_totals
from assistant.question import Slots

_OF_INDICATORS = frozenset(
    {"target", "realisasi", "capaian", "kategori", "target_akhir_renstra", "tingkat_kemajuan", "efisiensi", "nilai"}
)


def subjects(frame: Frame, slots: Slots, scope: Scope) -> list[Subject]:
    """What the question is about in this office, in the order asked; empty when nothing of it is printed there."""
    if slots.codes:
        found = [of_code(frame, slots, scope, code) for code in slots.codes]
        return [subject for subject in found if subject is not None]
    if slots.words or (slots.weak and not slots.budget and not slots.measures):
        columns = of_column(frame, slots, scope)
        if columns:
            return columns
        named = of_words(frame, slots, scope)
        if named is not None:
            return of_kind(frame, slots, scope, named) or [named]
        if slots.words:
            by_meaning = of_meaning(frame, slots, scope) if slots.by_meaning else None
            return [] if by_meaning is None else [by_meaning]
    if wants_money(slots):
        return of_totals(frame, slots, scope)
    if slots.measures and not set(slots.measures) & _OF_INDICATORS:
        return of_measure(frame, slots, scope)
    return main_indicators(frame, slots, scope) or (of_measure(frame, slots, scope) if slots.measures else [])


def meant(frame: Frame, slots: Slots, among: Iterable[Scope]) -> tuple[str, ...]:
    """The names that the phrase of a question was linked to by its meaning alone, each once."""
    found = (subject for scope in among for subject in subjects(frame, slots, scope) if subject.kind == "meaning")
    return tuple(dict.fromkeys(subject.name for subject in found))
