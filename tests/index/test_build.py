"""Builds: only what is new is embedded, and whatever happens one whole state is served."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from pathlib import Path

import pytest

from corpus.errors import IndexDamaged, ModelMismatch, UnknownReport
from corpus.library import Library
from index import build, check, generation, store
from index.generation import Generation
from index.passages import passages
from index.search import Searcher
from tests.builders import fact, small_report
from tests.index.fakes import WordEmbedder


def item(**changes):
    report = small_report(**changes)
    return report, [fact(report)]


def contents(report) -> set[str]:
    return {p.content_hash for p in passages(report) if p.embedded}


KENANGA = {"office": "Kecamatan Kenanga", "file": "kenanga.txt"}


def test_add_stores_embeds_and_publishes(library: Library):
    embedder = WordEmbedder()
    results, built = build.add(library, [item(), item(**KENANGA)], embedder)
    assert [r.status for r in results] == ["added", "added"]
    wanted = contents(small_report()) | contents(small_report(**KENANGA))
    assert (built.new, len(embedder.embedded), built.generation) == (len(wanted), len(wanted), 1)
    assert check.verify(library) == []
    served = Generation.open(generation.current(library.folder))
    assert served.manifest.passages == sum(len(passages(small_report(**c))) for c in ({}, KENANGA))
    assert store.of_report(library, "kecamatan-mawar-2024") == passages(small_report())


def test_the_same_reports_again_do_nothing(library: Library):
    build.add(library, [item()], WordEmbedder())
    again = WordEmbedder()
    results, built = build.add(library, [item()], again)
    assert results[0].status == "unchanged"
    assert (built.new, built.removed, built.generation, again.embedded) == (0, 0, 1, [])
    assert build.update(library, again) == built


def test_another_report_embeds_only_its_own_contents(library: Library):
    build.add(library, [item()], WordEmbedder())
    second = WordEmbedder()
    _, built = build.add(library, [item(**KENANGA)], second)
    fresh = contents(small_report(**KENANGA)) - contents(small_report())
    assert built.new == len(second.embedded) == len(fresh) < len(contents(small_report(**KENANGA)))


def test_a_changed_report_embeds_only_its_changed_passages(library: Library):
    build.add(library, [item()], WordEmbedder())
    second = WordEmbedder()
    results, built = build.add(library, [item(ikm="80,00")], second)
    assert results[0].status == "replaced"
    assert built.new == len(contents(small_report(ikm="80,00")) - contents(small_report())) == 1
    assert built.removed == len(passages(small_report()))
    assert check.verify(library) == []


def test_put_then_update_is_the_same_as_add(library: Library, tmp_path: Path):
    report, facts = item()
    library.put(report, facts)
    built = build.update(library, WordEmbedder())
    with Library.open(tmp_path / "other") as other:
        build.add(other, [(report, facts)], WordEmbedder())
        assert built.new == len(contents(report))
        a, b = (Generation.open(generation.current(x.folder)) for x in (library, other))
        assert a.manifest.files == b.manifest.files, "the same reports give the same bytes"


def test_remove_publishes_without_an_embedder(library: Library):
    build.add(library, [item(), item(**KENANGA)], WordEmbedder())
    built = build.remove(library, "kenanga.txt")
    assert built.removed == len(passages(small_report(**KENANGA)))
    assert check.verify(library) == []
    with pytest.raises(UnknownReport):
        build.remove(library, "kenanga.txt")


def test_an_interrupted_embedding_goes_on_where_it_was(library: Library):
    broken = WordEmbedder(failing_after=4)
    with pytest.raises(RuntimeError):
        build.add(library, [item()], broken)
    assert library.reports() == ()
    second = WordEmbedder()
    _, built = build.add(library, [item()], second)
    assert built.new == len(contents(small_report())) - 4
    assert set(second.embedded).isdisjoint(broken.embedded)


def test_without_an_embedder_the_index_holds_words(library: Library):
    _, built = build.add(library, [item()], None)
    assert built.new == 0
    assert check.verify(library) == []
    with_model = WordEmbedder()
    assert build.update(library, with_model).generation == 2
    assert len(with_model.embedded) == len(contents(small_report()))


def test_an_empty_library(library: Library):
    assert check.verify(library) == []
    assert build.update(library, None).new == 0
    assert build.rebuild(library, WordEmbedder()).generation == 2
    assert check.verify(library) == []


def test_generations_are_kept_to_the_last_two(library: Library):
    for number in range(5):
        build.add(library, [item(ikm=f"{number},00")], WordEmbedder())
    names = sorted(path.name for path in (library.folder / "index").iterdir())
    assert names == ["CURRENT", "gen-000004", "gen-000005"]


def damaged_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def test_any_altered_or_missing_file_is_refused_named_and_repaired(library: Library):
    build.add(library, [item()], WordEmbedder())
    names = [path.relative_to(generation.current(library.folder)) for path in
             damaged_files(generation.current(library.folder))]  # fmt: skip
    assert len(names) > 5
    for name in names:
        for way in ("alter", "truncate", "remove"):
            path = generation.current(library.folder) / name
            if way == "alter":
                data = bytearray(path.read_bytes())
                data[len(data) // 2] ^= 0xFF
                path.write_bytes(data)
            elif way == "truncate":
                path.write_bytes(path.read_bytes()[:-1])
            else:
                path.unlink()
            if name.name == "manifest.json" and way == "truncate":
                continue  # the last byte is a line end: nothing is lost
            (problem,) = check.verify(library)
            assert name.name in problem
            assert "tanya index --rebuild" in problem
            with pytest.raises(IndexDamaged, match="--rebuild"):
                Searcher.open(library, WordEmbedder).search("kepuasan")
            repaired = WordEmbedder()
            build.rebuild(library, repaired)
            assert repaired.embedded == [], "the vectors are still in the database"
            assert check.verify(library) == []


@pytest.mark.parametrize("pointer", ["gen-000099", "../../etc", "", "\xff"])
def test_a_pointer_to_nowhere_is_refused(library: Library, pointer: str):
    build.add(library, [item()], WordEmbedder())
    (library.folder / "index" / "CURRENT").write_text(pointer, encoding="latin-1")
    assert "--rebuild" in check.verify(library)[0]
    build.rebuild(library, WordEmbedder())
    assert check.verify(library) == []


def test_another_model_is_refused_until_rebuilt(library: Library):
    build.add(library, [item()], WordEmbedder("satu"))
    searcher = Searcher.open(library, lambda: WordEmbedder("dua"))
    with pytest.raises(ModelMismatch, match=r"'satu'.*'dua'.*--rebuild"):
        searcher.search("kepuasan")
    assert searcher.search("kepuasan", lexical_only=True)
    second = WordEmbedder("dua")
    build.rebuild(library, second)
    assert len(second.embedded) == len(contents(small_report()))
    assert searcher.search("kepuasan")


def test_a_library_ahead_of_its_index_is_told_and_caught_up_without_a_model(library: Library):
    build.add(library, [item(), item(**KENANGA)], WordEmbedder())
    library.remove("kenanga.txt")
    assert "tertinggal" in check.verify(library)[0]
    assert build.catch_up(library).manifest.generation == 2
    assert check.verify(library) == []
    library.put(*item(ikm="70,00"))
    assert build.catch_up(library).manifest.generation == 2, "new passages need the model: the old state is served"


def test_a_pointer_that_is_overtaken_is_read_again(library: Library, monkeypatch: pytest.MonkeyPatch):
    build.add(library, [item()], WordEmbedder())
    told = iter(["gen-000007\n", "gen-000008\n", "gen-000001\n"])
    monkeypatch.setattr(generation, "_pointed", lambda _: next(told))
    assert generation.current(library.folder).name == "gen-000001"
    told = iter(["gen-000007\n"] * 2)
    with pytest.raises(IndexDamaged, match="gen-000007"):
        generation.current(library.folder)


def test_leftovers_of_a_killed_publisher_are_swept(library: Library):
    build.add(library, [item()], WordEmbedder())
    left = library.folder / "index" / ".writing-000009"
    left.mkdir()
    (left / "ids.npy").write_bytes(b"half")
    build.add(library, [item(**KENANGA)], WordEmbedder())
    assert not left.exists()


def _keep_changing(folder: str) -> None:
    with Library.open(folder) as library:
        number = 0
        while True:
            number += 1
            build.add(library, [item(ikm=f"{number},00"), item(**KENANGA, ikm=f"{number},00")], WordEmbedder())
            build.remove(library, "kenanga.txt")
            (Path(folder) / "ready").touch()


@pytest.mark.parametrize("delay", [0.0, 0.013, 0.029, 0.041, 0.067, 0.083])
def test_a_kill_at_any_moment_leaves_a_whole_state(library: Library, delay: float):
    build.add(library, [item()], WordEmbedder())
    library.close()
    process = multiprocessing.get_context("spawn").Process(target=_keep_changing, args=(str(library.folder),))
    process.start()
    while process.is_alive() and not (library.folder / "ready").exists():
        time.sleep(0.005)
    time.sleep(delay)
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    assert process.exitcode == -signal.SIGKILL
    with Library.open(library.folder) as after:
        assert after.check() == []
        states = [row.file for row in after.reports()]
        assert states in (["mawar-2024.txt"], ["kenanga.txt", "mawar-2024.txt"])
        found = Searcher.open(after, WordEmbedder).search("kepuasan masyarakat IKM", k=50)
        assert {hit.passage.report for hit in found} == {row.id for row in after.reports()}
        assert check.verify(after) == []
        for row in after.reports():
            assert store.of_report(after, row.id) == passages(after.report(row.id))


def test_reading_the_same_bytes_again_on_demand(library: Library):
    report, facts = item()
    build.add(library, [(report, [])], WordEmbedder())
    assert library.facts() == []
    second = WordEmbedder()
    results, built = build.add(library, [(report, facts)], second, again=True)
    assert results[0].status == "replaced"
    assert (library.facts(), second.embedded, built.new) == (facts, [], 0)
    assert check.verify(library) == []
