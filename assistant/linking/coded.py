"""Facts by the short name of an indicator, and the components, elements and services it consists of."""

from __future__ import annotations

from rapidfuzz import fuzz

from assistant.frame import Frame, own_code
from assistant.linking.scope import Scope
from assistant.linking.subject import COVERED, Subject
from assistant.offices import core
from assistant.question import Slots
from assistant.wording import bare, stem, stems, stop_words, telling, weak_stems, words
from corpus.fact import Fact
from corpus.vocabulary import codes_in, without_code

_PARTS = frozenset({"komponen", "unsur", "other"})
_BROAD = {"tujuan": 0, "sasaran": 0, "total": 0, "other": 1, "program": 2, "kegiatan": 3, "sub_kegiatan": 4}


def of_code(frame: Frame, slots: Slots, scope: Scope, code: str) -> Subject | None:
    """The indicator of a code, or the part of it that the question names; None where the office prints neither."""
    part = _component(frame, slots, scope, code)
    if part is not None:
        return part
    facts = [frame.facts[i] for i in frame.of_code(code, scope.indexes)]
    wide = [fact for fact in facts if fact.level not in _PARTS] or facts
    if slots.levels:
        wide = [fact for fact in wide if fact.level in slots.levels] or wide
    if not wide:
        return None
    main = min(wide, key=lambda fact: _BROAD.get(fact.level, 5))
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
        if links and links[0].coverage >= COVERED and _literally(frame.facts[links[0].index], slots):
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
    outside = without_code(name, code)
    if outside != name and not set(telling(outside)) - set(office):
        return False  # the indicator itself
    parts = [w for w in words(name) if len(w) > 1 and w not in stop_words()]
    if not parts:
        return False
    if all(stem(w) in weak_stems() for w in parts):
        return len(parts) > 1 and " ".join(parts) in slots.plain_text
    return all(_said(w, slots) for w in parts if stem(w) not in weak_stems())


def _literally(fact: Fact, slots: Slots) -> bool:
    """Whether some left-over word stands in the name as it was said, not only by its stem."""
    said = {w for w in slots.all_words if stem(w) in slots.words}
    return any(_said(w, slots) and (w in said or bare(w) in said) for w in words(fact.indicator))


def _said(word: str, slots: Slots) -> bool:
    if word in slots.all_words or bare(word) in slots.all_words:
        return True
    return len(word) > 5 and any(len(w) > 5 and fuzz.ratio(word, w) >= 90 for w in slots.all_words)
