"""The search room behind the `Finder` protocol: hits as quotable passages."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.answer import Passage
from assistant.passages import Hints
from corpus.fact import Source
from corpus.library import Library
from corpus.vocabulary import codes_in
from index.search import EmbedderFactory, Hit, Searcher


class IndexFinder:
    """Finds passages in a library's index. Nothing is loaded before the first search."""

    def __init__(self, library: Library, embedder_factory: EmbedderFactory | None) -> None:
        self._library = library
        self._searcher = Searcher.open(library, embedder_factory)

    def find(
        self, query: str, reports: Sequence[str], limit: int, *, lexical: bool = False, hints: Hints | None = None
    ) -> list[Passage]:
        """At most `limit` passages of the given reports, best first."""
        hints = hints or Hints()
        named = [query[match.start : match.end] for match in codes_in(query)]
        hits = self._searcher.search(
            query,
            k=limit,
            reports=reports,
            keywords=f"{query} {hints.keywords}",
            terms=tuple(dict.fromkeys([*named, *hints.terms])),
            prefer=hints.prefer,
            lexical_only=lexical,
        )
        files = {row.id: row.file for row in self._library.reports()}
        return [_passage(hit, files) for hit in hits]


def _passage(hit: Hit, files: dict[str, str]) -> Passage:
    found = hit.passage
    source = Source.at(found.source, files.get(found.report, ""), found.caption or None)
    return Passage(found.text, found.heading, found.report, hit.score, source)
