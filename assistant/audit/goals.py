"""Numbers of objectives and indicators that sentences state, against the tables that list them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.audit import rules
from assistant.audit.book import Book, Page
from assistant.audit.finding import Finding, Spot, spot_of
from assistant.audit.prose import Sentence
from assistant.audit.quantity import FINAL, GOALS, subject_of
from corpus.fact import Fact

Listed = tuple[int, Spot]
"""How many a table lists, and its first figure."""


def check(book: Book) -> Iterator[Finding]:
    """Sentences that set another number of objectives or of their indicators than every table of targets lists."""
    tables = [facts for page in book.pages if (facts := _targets(book, page))]
    listed = {
        "sasaran": [(len({book.names.head(fact.item) for fact in facts if fact.item}), facts) for facts in tables],
        "indikator": [(len({subject_of(fact, book.names) for fact in facts}), facts) for facts in tables],
    }
    for sentence in book.sentences:
        if sentence.years <= {book.report.identity.year} and not sentence.scope:
            for match in rules.cue("goals_set").finditer(sentence.text):
                noun = match["noun"].split()[0].lower()
                counts = [(count, spot_of(facts[0])) for count, facts in listed[noun] if count]
                yield from _judged(book, sentence, match, counts)


def _targets(book: Book, page: Page) -> list[Fact]:
    """The targets of the year that a table sets for objectives; none where it lists other levels of goals too."""
    year = book.report.identity.year
    found = [
        fact
        for fact in page.facts
        if fact.measure == "target" and fact.level in GOALS and fact.period_year == year and fact.version in FINAL
    ]
    return found if all(fact.level == "sasaran" for fact in found) else []


def _judged(book: Book, sentence: Sentence, match: re.Match[str], counts: Sequence[Listed]) -> Iterator[Finding]:
    number = int(match["number"])
    numbers = [count for count, _ in counts]
    if len(numbers) < 2 or len(set(numbers)) > 1 or number in numbers:
        return  # one table may be read wrongly, or list a part
    noun = match["noun"]
    yield rules.finding(
        "goals",
        book.id,
        [sentence.spot(match["number"], "jumlah"), *(spot for _, spot in counts)],
        subject=noun,
        expected=str(numbers[0]),
        root=f"goals {noun.split()[0]}",
        said=f"{number} {noun}",
        listed=numbers[0],
    )
