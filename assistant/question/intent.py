"""What kind of answer a question wants: the first cue in the data file's order that is no part of a name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from assistant.frame import Frame
from assistant.glossary import is_definition
from assistant.question.cues import cues, pattern, word_group
from assistant.question.heard import Heard
from assistant.question.slots import Slots
from assistant.wording import bare, find_phrase

# Intents whose cues are ordinary words of names of activities.
_NAME_WORDS = frozenset({"legal", "solution", "topic"})
_OF_FIGURES = frozenset({"missed", "achievement", "rank", "average", "change", "compare"})


@dataclass(frozen=True, slots=True)
class Intent:
    """An intent, whether it is answered with quotations, all intents cued, and the places of the cues."""

    name: str = "lookup"
    in_words: bool = False
    cued: tuple[str, ...] = ()
    places: frozenset[int] = frozenset()


def find_intent(heard: Heard, taken: Collection[int], frame: Frame, *, measured: bool) -> Intent:
    """The intent of a question; `measured` says that it names a measure."""
    tokens = heard.tokens
    intent = _of_cues(tokens, taken)
    # "what was the rate" is "berapa"
    amount = _asks_amount(tokens) or (heard.language == "en" and measured)
    figures = (measured or set(intent.cued) & _OF_FIGURES) and amount
    named = figures or frame.is_named_in(tokens)
    if intent.name in _NAME_WORDS and not _is_asked_for(tokens, intent.places) and named:
        # "realisasi anggaran Penyediaan ... Peraturan Perundang-undangan berapa": the cue is part of a name
        cued = tuple(cue for cue in intent.cued if cue in _OF_FIGURES)
        intent = Intent(next(iter(cued), "lookup"), False, cued)
    if not heard.named.organisations and is_definition(heard.text):
        intent = replace(intent, name="definition", in_words=True)
    return intent


def _of_cues(tokens: Sequence[str], taken: Collection[int]) -> Intent:
    """The intent of the first cue in the file's order, all positions of cues, and all intents cued."""
    hits: list[tuple[int, str, bool]] = []
    used: set[int] = set()
    blocked = set(taken)
    for phrase, order, entry in cues("cues"):
        start = find_phrase(tokens, phrase, blocked | used)
        while start >= 0 and _inside_name(tokens, start):
            start = find_phrase(tokens, phrase, blocked | used | {start})
        if start >= 0:
            used |= set(range(start, start + len(phrase)))
            hits.append((order, entry["intent"], bool(entry.get("text"))))
    if not hits:
        return Intent(places=frozenset(used))
    hits.sort()
    return Intent(hits[0][1], hits[0][2], tuple(dict.fromkeys(intent for _, intent, _ in hits)), frozenset(used))


def _inside_name(tokens: Sequence[str], start: int) -> bool:
    """A noun in pe- right after "program", "kegiatan" ... is the beginning of a name, not a cue."""
    token = tokens[start]
    if token.startswith("me") and token.endswith("nya"):
        return True  # "Meningkatnya kualitas ..." begins an objective
    if token in ("peningkatan", "penurunan") and start + 1 < len(tokens):
        return not pattern("moves").match(tokens[start + 1])  # "Peningkatan Efektivitas ..." is an activity
    return start > 0 and tokens[start - 1] in word_group("before_name") and token.startswith(("pe", "upaya"))


def _is_asked_for(tokens: Sequence[str], places: Collection[int]) -> bool:
    """Whether a cue is what a question asks for: "peraturan menteri mana", "which regulation", "jelaskan upaya"."""
    described = any(set(tokens[max(place - 1, 0) : place]) & word_group("describing") for place in places)
    return described or any({"mana", "apa"} & set(tokens[max(place - 2, 0) : place + 3]) for place in places)


def _asks_amount(tokens: Sequence[str]) -> bool:
    """Whether a question asks "berapa", or asks nothing in words ("realisasi anggaran X 2024")."""
    said = {bare(token) for token in tokens} | set(tokens)
    return "berapa" in said or not said & word_group("asking")


def qualities(tokens: Sequence[str]) -> frozenset[int]:
    """Places of words that rank elsewhere but belong to the name of what is counted ("berapa jumlah unit terbaik")."""
    counted = " berapa jumlah " in f" {' '.join(tokens)} " and not {"mana", "siapa"} & set(tokens)
    return frozenset(place for place, token in enumerate(tokens) if counted and token in word_group("quality"))


def settle_intent(slots: Slots) -> Slots:
    """Intents that mean another thing beside measures, codes and other cues."""
    if "gap" in slots.measures and slots.intent in ("achievement", "compare"):
        return replace(slots, intent="lookup")  # "berapa lagi untuk mencapai target"
    met = set(slots.measures) <= {"target", "target_akhir_renstra"} and slots.measures
    if slots.intent == "lookup" and met and slots.all_words & word_group("met"):
        return replace(slots, intent="achievement", cues=(*slots.cues, "achievement"))
    if slots.plain_text.count("tabel ") > 2 and "sama" in slots.all_words:  # said twice: in words and as typed
        return replace(slots, intent="check")
    if "bobot" in slots.measures and slots.intent == "method":
        return replace(slots, intent="lookup", text_intent=False)  # a weight in a formula is a figure
    weighed = next((cue for cue in slots.cues if cue in ("rank", "compare")), None)
    if slots.intent == "who" and weighed and (slots.codes or slots.measures):
        return replace(slots, intent=weighed, text_intent=False)  # "IKM siapa paling tinggi"
    if slots.intent == "lookup" and slots.benchmark and slots.codes:
        return replace(slots, intent="compare")
    if slots.intent == "rank" and not slots.extremes and len(slots.organisations) < 2 and slots.benchmark:
        return replace(slots, intent="position")  # "peringkat EKK se-kabupaten"
    return slots
