"""The command line and the service, end to end over a small library with a tiny model."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant import cli
from assistant.export import harmless
from assistant.service import Assistant
from corpus.errors import BadInput
from corpus.frame import COLUMNS
from tests.shared_data import ROOT

REPORT = """LAPORAN KINERJA INSTANSI PEMERINTAH (LKjIP)
KECAMATAN {name}
KABUPATEN KENANGA
TAHUN 2024

BAB I
PENDAHULUAN

Laporan ini disusun berdasarkan Peraturan Presiden Nomor 29 Tahun 2014. Kecamatan {title} melayani dua belas desa.

BAB III
AKUNTABILITAS KINERJA

A. Capaian Kinerja Tahun 2024

Tabel 3.1 Capaian Kinerja Kecamatan {title} Tahun 2024

No\tSasaran\tIndikator Kinerja\tTarget\tRealisasi\tCapaian (%)
1\tMeningkatnya kualitas pelayanan\tIndeks Kepuasan Masyarakat (IKM)\t90\t{ikm}\t98,00
2\tMeningkatnya akuntabilitas\tNilai SAKIP\t70\t72,50\t103,57

BAB IV
PENUTUP

Demikian laporan ini dibuat.
"""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "laporan"
    folder.mkdir()
    for name, ikm in (("Melati", "88,20"), ("Dahlia", "91,30")):
        text = REPORT.format(name=name.upper(), title=name, ikm=ikm)
        (folder / f"{name.lower()}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def run(tmp_path: Path, tiny_model: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.setenv("TANYA_MODEL", str(tiny_model))
    monkeypatch.setenv("TANYA_LIBRARY", str(tmp_path / "data"))

    def call(*arguments: str) -> tuple[int, str, str]:
        status = cli.main(arguments)
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return call


def test_add_list_ask_remove(run, reports: Path) -> None:
    status, out, _ = run("add", str(reports))
    assert status == 0
    assert out.count("added") == 2
    assert run("list")[1].count("Kabupaten Kenanga") == 2
    status, out, _ = run("ask", "Berapa IKM Kecamatan Melati tahun 2024?")
    assert status == 0
    assert out.startswith("**88,20** [1]")
    assert "melati.txt" in out
    assert run("remove", "melati.txt")[0] == 0
    assert run("list")[1].count("Kabupaten Kenanga") == 1
    assert run("ask", "IKM Dahlia 2024")[1].startswith("**91,30**")
    assert run("index", "--verify")[0] == 0


def test_selection(run, reports: Path) -> None:
    run("add", str(reports))
    answer = json.loads(run("ask", "berapa nilai IKM 2024?", "--select", "dahlia.txt", "--json")[1])
    assert [f["value"] for f in answer["figures"]][:1] == ["91.30"]
    places = [f for figure in answer["figures"] for f in (figure["inputs"] if figure["computed"] else [figure])]
    assert {f["source"]["file"] for f in places} == {"dahlia.txt"}
    nothing = json.loads(run("ask", "berapa nilai IKM 2024?", "--select", "tidak-ada.txt", "--json")[1])
    assert nothing["status"] == "not_found"
    assert nothing["figures"] == []
    other = json.loads(run("ask", "berapa IKM Melati 2024?", "--select", "dahlia.txt", "--json")[1])
    assert other["status"] == "not_found"


def test_the_json_has_the_fields_of_the_contract(run, reports: Path) -> None:
    run("add", str(reports))
    answer = json.loads(run("ask", "berapa IKM Melati 2024?", "--json")[1])
    assert list(answer) == [
        "id", "question", "language", "status", "intent", "slots", "text", "figures", "passages", "warnings", "elapsed_ms",
    ]  # fmt: skip
    assert {
        "label", "value", "as_printed", "unit", "indicator", "code", "measure", "period_year", "organisation", "report",
        "computed", "formula", "inputs", "source",
    } == set(answer["figures"][0])  # fmt: skip
    assert {"file", "line_start", "line_end", "page", "table"} <= set(answer["figures"][0]["source"])


def test_text_questions_are_answered_with_quotes(run, reports: Path) -> None:
    run("add", str(reports))
    answer = json.loads(run("ask", "apa dasar hukum penyusunan laporan Kecamatan Melati?", "--json")[1])
    assert answer["status"] == "answered"
    assert any("Peraturan Presiden" in p["text"] for p in answer["passages"])


def test_bad_files_stop_no_other(run, reports: Path, tmp_path: Path) -> None:
    empty, binary = tmp_path / "kosong.txt", tmp_path / "biner.txt"
    empty.write_bytes(b"")
    binary.write_bytes(bytes(range(256)) * 40)
    bare = tmp_path / "tanpa-laporan"
    bare.mkdir()
    status, out, err = run(
        "add", str(tmp_path / "hilang.txt"), str(empty), str(binary), str(bare), str(reports / "melati.txt")
    )
    assert status == 2
    assert out.count("added") == 1
    errors = [line for line in err.splitlines() if line.startswith("galat:")]
    assert len(errors) == 4
    assert all(any(name in line for line in errors) for name in ("hilang", "kosong", "biner", "tanpa-laporan"))
    assert run("ask", "IKM Melati 2024")[1].startswith("**88,20**")


def test_batch_answers_every_line_in_order(run, reports: Path, tmp_path: Path) -> None:
    run("add", str(reports))
    source, target = tmp_path / "q.jsonl", tmp_path / "a" / "b.jsonl"
    lines = [
        {"id": "x", "question": "berapa IKM Melati 2024?", "selected": []},
        {"id": "y", "question": "dan Dahlia?", "history": [{"question": "berapa IKM Melati 2024?"}]},
        {"id": "z"},
    ]
    source.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    status, _, err = run("ask", "--batch", str(source), "--output", str(target))
    answers = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert status == 2
    assert "baris 3" in err
    assert [a["id"] for a in answers] == ["x", "y", "z"]
    assert [a["figures"][0]["value"] for a in answers[:2]] == ["88.20", "91.30"]
    assert answers[2]["status"] == "error"


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask",),
        ("ask", "   "),
        ("nonsense",),
        ("ask", "--batch", "tidak-ada.jsonl", "--output", "x.jsonl"),
        ("ask", "--batch", "x.jsonl"),
        ("remove", "tidak-ada"),
        ("facts", "--report", "tidak-ada"),
        ("facts", "--output", "x.doc"),
        ("index",),
        ("index", "--verify", "--rebuild"),
    ],
)
def test_bad_input_is_one_line_and_status_two(run, reports: Path, arguments: tuple[str, ...]) -> None:
    run("add", str(reports))
    status, out, err = run(*arguments)
    assert status == 2
    assert out == ""
    assert len([line for line in err.splitlines() if line.startswith("galat:")]) == 1
    assert "Traceback" not in err


def test_facts_in_three_forms(run, reports: Path, tmp_path: Path) -> None:
    run("add", str(reports))
    jsonl, table = tmp_path / "f.jsonl", tmp_path / "f.csv"
    assert run("facts", "--output", str(jsonl))[0] == 0
    assert run("facts", "--output", str(table), "--report", "melati.txt")[0] == 0
    rows = [json.loads(line) for line in jsonl.read_text(encoding="utf-8").splitlines()]
    assert {"88.20", "91.30", "72.50"} <= {row["value"] for row in rows}
    with table.open(encoding="utf-8-sig", newline="") as handle:
        cells = list(csv.DictReader(handle))
    assert list(cells[0]) == list(COLUMNS)
    assert {c["organisation"] for c in cells} == {"Kecamatan Melati"}


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-cmd|x", "@SUM(A1)", "\t=1", "+62-812"])
def test_cells_that_look_like_formulas_are_neutralised(cell: str) -> None:
    assert harmless(cell).startswith("'")


@pytest.mark.parametrize("cell", ["-12.5", "93,53", "Nilai", ""])
def test_other_cells_stay(cell: str) -> None:
    assert harmless(cell) == cell


def test_numeric_answers_do_not_load_the_model(run, reports: Path, tmp_path: Path) -> None:
    run("add", str(reports))
    code = (
        "import sys\n"
        "from assistant import cli\n"
        "for args in (['ask', 'berapa IKM Melati 2024?'], ['ask', 'bandingkan IKM Melati dan Dahlia'], ['list'], ['facts'],\n"
        "             ['ask', 'berapa IKM Melati 2019?']):\n"
        "    assert cli.main(args) == 0\n"
        "heavy = {'torch', 'sentence_transformers', 'transformers'} & set(sys.modules)\n"
        "assert not heavy, heavy\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=os.environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_service_refuses_empty_and_endless_questions(tmp_path: Path) -> None:
    assistant = Assistant.open(tmp_path / "data")
    for question in ("", " \n ", "x" * 3000):
        with pytest.raises(BadInput):
            assistant.ask(question)
    assistant.close()


def test_an_empty_library_finds_nothing(tmp_path: Path) -> None:
    assistant = Assistant.open(tmp_path / "data")
    assert assistant.ask("berapa IKM 2024?").status == "not_found"
    assistant.close()


def test_sheet_tells_what_was_read_of_each_table(run, reports: Path) -> None:
    run("add", str(reports))
    status, out, _ = run("sheet", "melati.txt")
    assert status == 0
    assert out.startswith("# Lembar data: Kecamatan Melati 2024")
    _, out, _ = run("sheet", "melati.txt", "--json")
    roles = [column["role"] for column in json.loads(out)["tables"][0]["columns"]]
    assert roles == ["no", "sasaran", "indikator", "target", "realisasi", "capaian"]


def test_sheet_of_an_unknown_report_is_one_line(run, reports: Path) -> None:
    run("add", str(reports))
    status, out, err = run("sheet", "tidak-ada")
    assert (status, out) == (2, "")
    assert err.count("\n") == 1


def test_an_unchanged_report_is_read_again_on_demand(run, reports: Path) -> None:
    run("add", str(reports))
    words = [line.split("\t")[0] for line in run("add", str(reports))[1].splitlines()]
    assert words == ["unchanged", "unchanged"]
    words = [line.split("\t")[0] for line in run("add", "--again", str(reports))[1].splitlines()]
    assert words == ["replaced", "replaced"]
