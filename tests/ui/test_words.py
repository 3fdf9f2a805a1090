"""The interface's own text is whole in both languages, and all of it is used."""

from __future__ import annotations

import re
import string

import pytest

from assistant.audit.finding import KINDS, SEVERITIES
from assistant.checklist.finding import STATES
from assistant.ui.ratings import REASONS
from assistant.ui.review import VIEWS
from assistant.ui.suggest import VERSIONS
from assistant.ui.words import LANGUAGES, Words, words
from corpus.vocabulary import load
from tests.shared_data import ROOT

TEXT = load("text", "assistant.ui")
CODE = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "assistant" / "ui").glob("*.py"))
# Keys that the code puts together, by their beginning.
BUILT = {
    *(f"status_{status}" for status in ("not_found", "clarify", "premise_false", "error")),
    *(f"do_{name}" for name in ("copy", "link", "print", "retry", "edit")),
    *(f"reason_{reason}" for reason in REASONS),
    *(f"col_{name}" for name in ("size", "figures", "texts", "doubts", "findings", "actions")),
    *(f"lib_{name}" for name in ("ask", "open", "remove")),
    *(f"version_{name}" for name in VERSIONS),
    *(f"review_{view}" for view in VIEWS),
    *(f"severity_{name}" for name in SEVERITIES),
    *(f"kind_{name}" for name in KINDS),
    *(f"state_{name}" for name in STATES),
    *(f"file_{status}" for status in ("added", "replaced", "unchanged")),
}


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", TEXT)
def test_a_key_has_both_languages_with_the_same_blanks(key: str) -> None:
    assert set(TEXT[key]) == set(LANGUAGES)
    assert all(text.strip() for text in TEXT[key].values())
    assert len({frozenset(blanks(text)) for text in TEXT[key].values()}) == 1


def test_every_key_is_used_and_every_used_key_exists() -> None:
    named = set(re.findall(r"""["']([a-z_]+)["']""", CODE))
    assert {key for key in TEXT if key not in named | BUILT} == set()
    assert {key for key in re.findall(r"""say\(\s*["']([a-z_]+)["']""", CODE) if key not in TEXT} == set()


def test_an_unknown_language_is_indonesian() -> None:
    assert words("fr") == words(None) == Words("id")


def test_thousands_are_grouped_as_the_language_does() -> None:
    assert (Words("id").number(12345), Words("en").number(12345)) == ("12.345", "12,345")
