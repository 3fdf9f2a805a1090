"""From the text of a question to its slots, and what is settled when all of them are known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from assistant.frame import Frame
from assistant.offices import Office
from assistant.question import breadth
from assistant.question.cues import joined, pattern, phrase_list
from assistant.question.heard import Heard, hear
from assistant.question.intent import find_intent, qualities, settle_intent
from assistant.question.measures import find_measures, settle_measures
from assistant.question.qualifiers import qualifiers
from assistant.question.slots import Slots
from assistant.wording import stem, stop_words, weak_stems


def understand(text: str, offices: Sequence[Office], frame: Frame) -> Slots:
    """The slots of one question on its own; `offices` are those that may be named."""
    heard = hear(text, offices, frame)
    tokens = heard.tokens
    asked = find_measures(tokens, heard.taken)
    of_names = heard.taken | qualities(tokens)
    intent = find_intent(heard, of_names, frame, measured=bool(asked.measures))
    places = heard.left_over(heard.taken | asked.places | intent.places)
    spoken = heard.spoken()
    slots = Slots(
        language=heard.language,
        intent=intent.name,
        text_intent=intent.in_words,
        cues=intent.cued,
        organisations=heard.named.organisations,
        regions=heard.named.regions,
        unknown_office=heard.named.unknown,
        kelurahan=heard.named.kelurahan,
        years=heard.years,
        codes=heard.codes,
        measures=asked.measures,
        budget=asked.budget,
        levels=breadth.levels(tokens, heard.taken),
        several=breadth.is_of_several(tokens),
        office_type=breadth.office_class(tokens),
        total=breadth.is_total(tokens),
        said=heard.said,
        phrase=heard.in_own_words(places),
        all_words=frozenset({*spoken, *tokens, *heard.said.split()}),
        plain_text=" ".join(spoken),
        **_by_weight(tokens[place] for place in places),
        **qualifiers(tokens, text, of_names),
    )
    return _settle(slots, heard, frame)


def _by_weight(tokens: Iterable[str]) -> dict[str, Any]:
    """Words as stems: telling ones and general ones."""
    roots = dict.fromkeys(stem(token) for token in tokens)
    strong = tuple(root for root in roots if root not in weak_stems())
    return {"words": strong, "weak": tuple(root for root in roots if root in weak_stems())}


_OF_ELEMENTS = "IKM"
"""Only satisfaction is measured by elements ("unsur"; PermenPAN-RB 14/2017); other indicators have components."""


def _settle(slots: Slots, heard: Heard, frame: Frame) -> Slots:
    """Settle what depends on several slots together: measures, intent, whether a number is asked, what is counted."""
    said = joined(heard.tokens)
    count_of = breadth.counted(said, measured=bool(slots.measures))
    if slots.unknown_office is None and not slots.organisations[1:]:
        slots = replace(slots, unknown_office=_benchmark_office(heard.tokens, frame))
    if slots.budget and not slots.words and pattern("all_together").search(said):
        slots = replace(slots, levels=(), total=True)
    if "unsur" in slots.levels and not (slots.codes or slots.words):
        slots = replace(slots, codes=(_OF_ELEMENTS,))  # "unsur pelayanan apa yang terendah"
    slots = settle_intent(settle_measures(slots, said))
    asked = any(f" {phrase} " in said for phrase in phrase_list("number"))
    numeric = asked or (bool(slots.codes or slots.measures) and not slots.text_intent)
    return replace(slots, numeric=numeric, count_of=count_of)


def _benchmark_office(tokens: Sequence[str], frame: Frame) -> str | None:
    """A named office that is no reporting one but a benchmark in some report."""
    after = (token for before, token in pairwise(tokens) if before == "kecamatan" and token.isalpha())
    return next((token for token in after if token not in stop_words() and stem(token) in frame.benchmark_words), None)
