"""Figures that stand in running text only: a sentence that says all that was asked, quoted with its numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz import fuzz

from assistant.answer import Figure, Passage
from assistant.linking import Scope
from assistant.passages import Finder
from assistant.render import escape, shortened
from assistant.replies.draft import Context, Draft
from assistant.wording import stem, stems, words
from corpus.numbers import parse
from corpus.words import plain

# How many passages are read for a sentence.
_DEPTH = 30
_LABEL = 90
_LONGEST = 420
_SENTENCE = re.compile(r"(?<=[.;!?])(?<!Rp\.)(?<!No\.)\s+(?=[A-Z0-9(“\"-])|\n| \| |(?=\b\d{1,2}\.\s+[A-Z])")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_FIGURE = re.compile(
    r"(?<![\w.,/])(?P<money>Rp\.?\s*)?(?P<digits>\d+(?:[.,]\d+)*)(?P<tail>,-)?\s*(?P<percent>%|persen\b)?",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\b(?:sebanyak|sebesar|sejumlah|berjumlah|seluas|mencapai|adalah|terdiri (?:dari|atas)|nilai|:)\s*$", re.IGNORECASE
)
"""What stands right before a plain number that is a figure, and no number of a list or a document."""
_BEYOND = re.compile(
    r"\b(?:lebih dari|kurang dari|di ?atas|di ?bawah|melebihi|minimal|maksimal)\s*\d+(?:[.,]\d+)?\s*%?"
)
"""A limit that a sentence names: the condition of a rule, not its figure."""
_PERSONS = frozenset({"laki_laki", "perempuan"})
_PERCENT_WORDS = frozenset({"persen", "persentase", "bobot", "serapan", "porsi", "proporsi"})


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of a report with the figures in it that are of the kind asked."""

    text: str
    passage: Passage
    figures: tuple[Figure, ...]


def reply(context: Context, finder: Finder) -> Draft | None:
    """The sentence of each office that says all that was asked, with its figures; None where none does."""
    wanted = tuple(dict.fromkeys((*context.slots.words, *of_persons(context)))) or _of_measures(context)
    telling = context.slots.measures or len(wanted) > 1  # one word alone says too little what its number is
    if not wanted or not telling:
        return None
    draft = Draft()
    parts = []
    for scope in context.scopes:
        said = next(sentences(context, finder, scope, wanted), None)
        if said is not None:
            marks = " ".join(draft.mark(figure) for figure in said.figures)
            office = f"{escape(scope.organisation)}: " if len(context.scopes) > 1 else ""
            parts.append(f"{office}“{escape(said.text)}” {marks}")
            draft.quote(said.passage)
    if not parts:
        return None
    draft.lead = context.say("Menurut teks laporan: ", "In the report's own text: ") + parts[0]
    draft.lines += parts[1:]
    return draft


def of_persons(context: Context) -> tuple[str, ...]:
    """The words for men and women where their number is asked: a sentence that does not say them tells neither."""
    asked = [measure for measure in context.slots.measures if measure in _PERSONS]
    return tuple(stem for measure in asked for stem in stems(measure.replace("_", " ")))


def _of_measures(context: Context) -> tuple[str, ...]:
    """The words of the measures, where a rule on them is asked ("capaian lebih dari 100 dianggap berapa")."""
    asked = context.slots.measures if context.slots.threshold else ()
    return tuple(stem for measure in asked for stem in stems(measure.replace("_", " ")))


def sentences(context: Context, finder: Finder, scope: Scope, wanted: tuple[str, ...]) -> Iterator[Said]:
    """Sentences of an office's reports that hold every word wanted and a figure of the kind asked."""
    years = context.slots.years.resolve(scope.year) or (scope.year,)
    reports = [office.id for office in scope.offices if office.year in years] or [o.id for o in scope.offices]
    query = " ".join([context.question, context.slots.plain_text])
    limit = context.slots.threshold is not None
    own = {office.id: office.year for office in scope.offices}
    for passage in finder.find(query, reports, _DEPTH, lexical=True):
        for sentence in _SENTENCE.split(passage.text):
            text = plain(sentence)
            if limit and not _BEYOND.search(text):
                continue
            of_year = own.get(passage.report) in years or not context.slots.years.named
            if len(text) > _LONGEST or not _holds(text, wanted) or not _of_years(text, years, silent=of_year):
                continue
            figures = figures_of(context, text, passage, scope)
            if figures:
                yield Said(text, passage, figures)


def _holds(text: str, wanted: tuple[str, ...]) -> bool:
    """Whether a text holds every word, in some form, one slip of the keys allowed in long ones."""
    held = set(stems(text)) | {stem(word) for word in words(text)}
    return all(
        word in held or (len(word) > 5 and any(fuzz.ratio(word, other) >= 88 for other in held)) for word in wanted
    )


def _of_years(text: str, years: tuple[int | None, ...], *, silent: bool) -> bool:
    """Whether a sentence speaks of the years asked: it names one, or names none where `silent` allows that."""
    named = {int(year) for year in _YEAR.findall(text)}
    return bool(named & set(years)) if named else silent


def figures_of(context: Context, text: str, passage: Passage, scope: Scope) -> tuple[Figure, ...]:
    """The numbers of a sentence that are of the kind asked: amounts, per cents, or plain numbers; not its years."""
    text = _BEYOND.sub(lambda match: " " * len(match.group(0)), text)
    found = _figures(context, text, passage, scope, percent=_asks_percent(context))
    return found or _figures(context, text, passage, scope, percent=False)


def _asks_percent(context: Context) -> bool:
    return bool(_PERCENT_WORDS & (context.slots.all_words | set(context.slots.measures)))


def _figures(context: Context, text: str, passage: Passage, scope: Scope, *, percent: bool) -> tuple[Figure, ...]:
    money = context.slots.budget
    found = []
    for match in _FIGURE.finditer(text):
        is_money = bool(match["money"]) or (money and "." in match["digits"] and len(match["digits"]) > 6)
        is_percent = bool(match["percent"])
        wanted = is_money or is_percent if money else is_percent if percent else not is_money
        if not wanted or (_YEAR.fullmatch(match["digits"]) and not is_money and not is_percent):
            continue
        if not (is_money or is_percent) and not _COUNTED.search(text[: match.start()]):
            continue
        value = parse(match["digits"], "money" if is_money else "decimal").value
        if value is not None:
            unit = "rupiah" if is_money else "persen" if is_percent else None
            found.append(_figure(text, match.group(0).strip(), value, unit, passage, scope))
    return tuple(dict.fromkeys(found))


def _figure(text: str, printed: str, value: Decimal, unit: str | None, passage: Passage, scope: Scope) -> Figure:
    short = shortened(text, _LABEL)
    return Figure(
        label=short,
        value=value,
        as_printed=printed,
        unit=unit,
        indicator=short,
        code=None,
        measure="kutipan",
        period_year=None,
        organisation=scope.organisation,
        report=passage.report,
        source=passage.source,
    )
