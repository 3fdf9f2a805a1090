"""A conversation saved as a document keeps every sentence, table and source."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime

import docx
import pytest

from assistant.ui import protocol
from assistant.ui.shelf import Shelf
from assistant.ui.turn import Turn
from assistant.ui.words import Words
from tests.ui.desks import HOSTILE, answered, difference, line_of, printed, quoted, row, two_reports

MAWAR, _ = two_reports()
SHELF = Shelf.of([row(MAWAR)])
NOW, BEFORE = printed(MAWAR), printed(MAWAR, "88,00", "target", 2023)
ANSWER = answered(
    "q",
    "**93,53** [1], naik 5,53 [3].\n\n| Tahun | IKM |\n|---|---|\n| 2024 | 93,53 [1] |\n\n> Penambahan loket [4]\n- satu\n- dua",
    [NOW, BEFORE, difference(NOW, BEFORE)],
    [quoted(MAWAR, "penambahan loket")],
)
TURNS = (Turn("Kenapa IKM naik?", (MAWAR.identity.id,), ANSWER), Turn("gagal", failure="terlalu panjang"))
WHEN = datetime(2025, 1, 2, 3, 4, tzinfo=UTC)


def document(turns: tuple[Turn, ...] = TURNS) -> list[protocol.Piece]:
    return list(protocol.pieces(turns, SHELF, Words("id"), WHEN))


def test_markdown_holds_questions_answers_tables_and_sources() -> None:
    text = protocol.markdown(document())
    place = line_of(MAWAR, "93,53")
    for part in (
        "## Kenapa IKM naik?", "**93,53** [1], naik 5,53 [3].", "| Tahun | IKM |\n|---|---|\n| 2024 | 93,53 [1] |",
        "> Penambahan loket [4]", "- satu\n- dua", "terlalu panjang", "2025-01-02 03:04", f"baris {place}",
        "dihitung ulang): 93,53 - 88,00", "*Dijawab hanya dari: Kecamatan Mawar 2024*",
    ):  # fmt: skip
        assert part in text
    assert [f"[{n}] " in text for n in range(1, 5)] == [True] * 4


def test_word_holds_the_same() -> None:
    file = docx.Document(io.BytesIO(protocol.word(document())))
    text = "\n".join(paragraph.text for paragraph in file.paragraphs)
    assert "Kenapa IKM naik?" in text
    assert "93,53 [1], naik 5,53 [3]." in text
    assert f"baris {line_of(MAWAR, '93,53')}" in text
    assert [[cell.text for cell in line.cells] for line in file.tables[0].rows] == [
        ["Tahun", "IKM"],
        ["2024", "93,53 [1]"],
    ]
    [bold] = [run.text for paragraph in file.paragraphs for run in paragraph.runs if run.bold]
    assert bold in ("93,53", "Sumber")


@pytest.mark.parametrize("kind", ["markdown", "word"])
def test_hostile_text_stays_text(kind: str) -> None:
    figure = replace(NOW, label=HOSTILE, as_printed=HOSTILE)
    turns = (Turn(HOSTILE, answer=answered("q", "Ya [1].", [figure])),)
    if kind == "markdown":
        text = protocol.markdown(document(turns))
        assert "<script" not in text
        assert "[klik](" not in text
    else:
        file = docx.Document(io.BytesIO(protocol.word(document(turns))))
        assert HOSTILE in [paragraph.text for paragraph in file.paragraphs]
