"""Answers that quote a list quote all of it: every printed line, in order, over page breaks, up to its last item."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from assistant.answer import Passage
from assistant.service import Assistant
from tests.lists.source import goes_on, letters, mark, printed
from tests.shared_data import ROOT, shared
from tests.why.test_why_set import _assistant

QUESTIONS = (
    "apa saja isu strategisnya?",
    "apa dasar hukum penyusunan laporan?",
    "apa tugas camat?",
    "apa fungsi kecamatan?",
    "apa rekomendasi LHE SAKIP?",
    "apa tindak lanjut hasil evaluasi?",
    "apa upaya perbaikan IKM?",
    "apa upaya peningkatan nilai SAKIP?",
    "apa kendala pencapaian kinerja?",
    "apa solusi yang dilakukan?",
    "apa rencana tindak lanjut tahun depan?",
    "apa langkah perbaikan ke depan?",
    "apa misi daerah?",
    "apa strategi dan arah kebijakannya?",
    "apa saja inovasi yang dilaksanakan?",
    "apa sistematika penyajian laporan?",
    "apa maksud dan tujuan penyusunan laporan?",
    "apa permasalahan yang dihadapi?",
    "apa tugas sekretariat?",
    "apa dasar hukumnya?",
    "apa saja tujuan dan sasarannya?",
)
ITEM = ">   - "


@dataclass(frozen=True, slots=True)
class Quoted:
    """A list as an answer quotes it: its place, its lines in the text, the report's lines."""

    name: str
    passage: Passage
    text: str
    lines: tuple[str, ...]

    @property
    def span(self) -> tuple[int, int]:
        return self.passage.source.line_start or 0, self.passage.source.line_end or 0


def _quoted(assistant: Assistant) -> Iterator[Quoted]:
    for row in assistant.list():
        lines = assistant.library.report(row.id).lines
        for question in QUESTIONS:
            answer = assistant.ask(question, selected=[row.file])
            said = answer.text.split("\n")
            items = [line for line in said if line.startswith(ITEM)]
            if not items:
                continue
            start = said.index(items[0]) - 1
            number = int(said[start].rsplit("[", 1)[1].split("]")[0]) - 1 - len(answer.figures)
            passage = answer.passages[number]
            if not any("\t" in lines[n - 1] for n in range(*_range(passage))):  # tables are checked by their rows
                yield Quoted(
                    f"{row.file[:12]} {question}", passage, "\n".join([passage.text.split("\n")[0], *items]), lines
                )


def _range(passage: Passage) -> tuple[int, int]:
    return passage.source.line_start or 1, (passage.source.line_end or 0) + 1


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[Quoted]]:
    held: dict[str, list[Quoted]] = {}

    def of(world: str) -> list[Quoted]:
        if world not in held:
            folder = shared("reports") if world == "real" else ROOT / "samples"
            assistant = _assistant(sorted(folder.glob("*.txt")), tmp_path_factory.mktemp(world))
            held[world] = list(_quoted(assistant))
        return held[world]

    return of


WORLDS = pytest.mark.parametrize(("world", "least"), [("real", 40), ("samples", 25)])


@WORLDS
def test_many_questions_lead_to_a_list(lists: Callable[[str], list[Quoted]], world: str, least: int):
    assert len(lists(world)) >= least


@WORLDS
def test_every_line_of_the_list_is_there_and_in_order(lists: Callable[[str], list[Quoted]], world: str, least: int):
    for one in lists(world):
        held, place = letters(one.text), 0
        for number, line in printed(one.lines, *one.span)[1:]:
            found = held.find(letters(line), place)
            assert found >= 0, f"{one.name}: line {number} is missing or out of order"
            place = found + len(letters(line))


@WORLDS
def test_no_item_is_left_behind_the_end(lists: Callable[[str], list[Quoted]], world: str, least: int):
    left = [(one.name, one.span) for one in lists(world) if goes_on(one.lines, *one.span) is not None]
    assert left == []


@WORLDS
def test_a_list_begins_with_its_first_item(lists: Callable[[str], list[Quoted]], world: str, least: int):
    for one in lists(world):
        marks = [found for _, line in printed(one.lines, *one.span)[1:] if (found := mark(line)) is not None]
        assert marks, (one.name, one.span)
        assert marks[0][1] <= 1, one.name
