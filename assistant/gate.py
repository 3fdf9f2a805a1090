"""The number gate: no sentence leaves with a number that its figures, sources or the question do not hold."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable
from decimal import Decimal

from assistant.answer import Answer, Figure, Passage, source_json
from assistant.numerals import numeric_tokens, readings

_LOG = logging.getLogger(__name__)
_MARKER = re.compile(r"\[\d+\]")
_SENTENCE = re.compile(r"(?<=[.!?:;])(?<!Rp\.)(?<!No\.)\s+(?=[^\d\s])")
_ORDINAL = re.compile(r"^\s*\d+\.\s")


def allowed_numbers(answer: Answer) -> set[Decimal]:
    """All numbers that may stand in the answer's text."""
    texts: list[str] = [answer.question]
    for figure in answer.figures:
        texts += _figure_texts(figure)
    for passage in answer.passages:
        texts += _passage_texts(passage)
    for warning in answer.warnings:
        for source in warning.sources:
            texts += _place_texts(source_json(source))
    numbers: set[Decimal] = set()
    for text in texts:
        for token in numeric_tokens(text):
            numbers |= readings(token)
    return numbers


def _figure_texts(figure: Figure) -> list[str]:
    texts = [figure.label, figure.as_printed, figure.indicator, figure.organisation, figure.formula or ""]
    texts.append("" if figure.value is None else format(figure.value, "f"))
    texts.append("" if figure.period_year is None else str(figure.period_year))
    texts += _place_texts(source_json(figure.source))
    for inner in figure.inputs:
        texts += _figure_texts(inner)
    return texts


def _passage_texts(passage: Passage) -> list[str]:
    return [passage.text, passage.heading, passage.report, *_place_texts(source_json(passage.source))]


def _place_texts(source: dict[str, object] | None) -> list[str]:
    if source is None:
        return []
    header = source.get("header")
    keys = ("line_start", "line_end", "page", "table", "row")
    return [str(source.get(key) or "") for key in keys] + [
        str(part) for part in (header if isinstance(header, list) else [])
    ]


def ungrounded(text: str, numbers: set[Decimal]) -> list[str]:
    """The number tokens of a text that no allowed number explains; citation markers do not count."""
    cleaned = _ORDINAL.sub("", _MARKER.sub(" ", text))
    return [token for token in numeric_tokens(cleaned) if not (readings(token) & numbers)]


def pass_gate(text: str, answer: Answer, extra: Iterable[Decimal] = ()) -> str:
    """The text without every sentence (or table row) that holds a number from nowhere; each drop is logged.

    `extra` are numbers known to be right that no figure holds, such as the years of the loaded reports or counts.
    """
    numbers = allowed_numbers(answer) | set(extra)
    kept_lines = []
    for line in text.split("\n"):
        if line.lstrip().startswith("|"):
            parts, joiner = [line], ""
        else:
            parts, joiner = _SENTENCE.split(line), " "
        kept = []
        for part in parts:
            bad = ungrounded(part, numbers)
            if bad:
                _LOG.warning("number gate: dropped a sentence with %s", ", ".join(bad))
                continue
            kept.append(part)
        if kept or not line.strip():
            kept_lines.append(joiner.join(kept))
    return "\n".join(kept_lines).strip()
