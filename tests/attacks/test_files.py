"""Reading files of the computer, tricks with uploads, requests to elsewhere."""

from __future__ import annotations

import io
import json
import os
import zipfile
from pathlib import Path
from urllib.parse import quote

import pytest

from corpus.library import Library
from tests.attacks.client import API, Caller
from tests.e2e.conftest import App
from tests.shared_data import ROOT

SECRETS = ["/etc/passwd", "library.sqlite", "access.sqlite", "app.py", "../../../../../../etc/passwd", "tanya.toml"]
PREFIXES = [f"{API}/file=", f"{API}/file/", "/file=", "/file/", "/static/", "/assets/", "/svelte/", f"{API}/proxy=file://",
            f"{API}/stream/", f"{API}/custom_component/"]  # fmt: skip
ENCODERS = [str, quote, lambda p: quote(p, safe=""), lambda p: p.replace("../", "..%252f"), lambda p: p.replace("/", "\\"),
            lambda p: p.replace("../", "....//"), lambda p: p.replace("/", "%c0%af"), lambda p: p + "%00.js"]  # fmt: skip


@pytest.mark.parametrize("prefix", PREFIXES)
def test_no_file_of_the_computer_is_read(citra: Caller, target_folder: Path, prefix: str) -> None:
    for secret in [*SECRETS, str(target_folder / "access.sqlite"), str(target_folder / "library.sqlite")]:
        for encode in ENCODERS:
            reply = citra.get((prefix + encode(secret)).replace(" ", "%20"))
            assert reply.status in (400, 403, 404), (prefix, secret)
            assert b"root:" not in reply.body
            assert b"SQLite format" not in reply.body


def test_a_path_that_no_client_would_send_is_refused_too(target: App) -> None:
    caller = Caller(target.address)
    for path in ("/assets/../../../../etc/passwd", "/../etc/passwd", "http://127.0.0.1/etc/passwd", "/%2e%2e/%2e%2e/etc/passwd",
                 "*", "/\x01", "//etc/passwd", "/assets/index.js/../../app.py"):  # fmt: skip
        reply = caller.raw(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode("latin-1"), wait=5
        )
        assert reply.split(b" ")[1] in (b"400", b"401", b"404", b"303"), path
        assert b"root:" not in reply


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:22/", "http://169.254.169.254/latest/meta-data/", "file:///etc/passwd", "ftp://127.0.0.1/"],
)
def test_nothing_is_fetched_for_a_client(citra: Caller, address: str) -> None:
    for route in (f"{API}/file=", f"{API}/proxy=", f"{API}/file/"):
        for form in (address, quote(address, safe="")):
            assert citra.get(route + form).status == 404
    # As a file of an event: Gradio fetches addresses that stand where a path is expected.
    assert citra.add([address]) == "403 []"


def test_a_path_in_an_event_is_neither_read_nor_deleted(budi: Caller, target_folder: Path, tmp_path: Path) -> None:
    victim = tmp_path / "lkjip-korban-2024.txt"
    victim.write_text("CONTOH FIKTIF\nLAPORAN KINERJA\nKECAMATAN KORBAN\nTAHUN 2024\n", encoding="utf-8")
    before = library_ids(target_folder)
    for path in (str(victim), str(target_folder / "access.sqlite"), str(ROOT / "README.md"), "/etc/passwd"):
        assert budi.add([path]) == "403 []"
    assert victim.exists()
    assert (target_folder / "access.sqlite").exists()
    assert library_ids(target_folder) == before


@pytest.mark.parametrize(
    "name",
    ["../../../../evil.txt", "/etc/evil.txt", "..\\..\\evil.txt", "a\0b.txt", "evil.txt/../../x", "x" * 5000 + ".txt",
     "<img src=x onerror=alert(1)>.txt", "con.txt", ".txt", "..", "\u202etxt.exe"],
)  # fmt: skip
def test_a_name_is_never_a_path(budi: Caller, target_folder: Path, name: str) -> None:
    reply = budi.upload(name, b"CONTOH FIKTIF\n")
    assert reply.status in (200, 400, 413)
    if reply.status == 200:
        (path,) = reply.json()
        assert ".." not in Path(path).parts
        assert Path(path).parent.parent.name.startswith("tanya-")
        assert Path(path).is_file()
    assert not [file for file in target_folder.parent.rglob("*evil*") if "tanya-" not in str(file)]
    assert not Path("/etc/evil.txt").exists()


def docx_of(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, content in members.items():
            archive.writestr(member.replace("__", "/"), content)
    return stream.getvalue()


def test_what_is_not_what_its_name_says_is_not_added(budi: Caller, target_folder: Path) -> None:
    elf = b"\x7fELF" + bytes(range(256)) * 20
    page = b"<html><script>window.pwned=1</script></html>"
    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document>&a;</w:document>'
    tricks = {
        "a.txt": elf, "a.pdf": elf, "b.pdf": page, "a.docx": page, "b.docx": b"PK\x03\x04" + elf, "a.xlsx": elf, "c.pdf": b"%PDF-1.7",
        "a.html": page, "c.docx": docx_of(word__document=entity), "bomb.docx": docx_of(word__document=b"0" * 80_000_000), "empty.txt": b"",
    }  # fmt: skip
    before = library_ids(target_folder)
    for name, content in tricks.items():
        reply = budi.upload(name, content, "application/pdf")
        assert reply.status == 200
        told = budi.add(reply.json())
        assert "tidak dapat ditambahkan" in told, (name, told[:300])
        assert "root:" not in told
        assert not Path(reply.json()[0]).exists()
    assert library_ids(target_folder) == before


@pytest.mark.parametrize("name", ["evil.svg", "evil.exe", "evil.py", "evil.txt.exe", "evil"])
def test_a_file_of_another_kind_is_not_taken(budi: Caller, target_folder: Path, name: str) -> None:
    before = library_ids(target_folder)
    reply = budi.upload(name, b"<svg onload=alert(1)>", "text/plain")
    told = budi.add(reply.json()) if reply.status == 200 else "error"
    assert "belum dapat dibaca" in told or "error" in told.lower()
    assert library_ids(target_folder) == before


def test_an_upload_is_not_served_again(budi: Caller) -> None:
    (path,) = budi.upload("x.txt", b"<script>alert(1)</script>").json()
    for route in (f"{API}/file=", "/file=", f"{API}/file/"):
        assert budi.get(route + path).status == 404


def test_oversized_uploads_are_refused(budi: Caller) -> None:
    assert budi.upload("large.txt", b"x" * 1_500_000).status == 413
    assert budi.upload("larger.txt", b"x" * 3_500_000).status in (413, 0)  # 0: the connection was closed meanwhile
    # Announced as small, or not announced at all.
    head = f"POST {API}/upload HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {budi.cookie}\r\nTransfer-Encoding: chunked\r\n"
    head += "Content-Type: multipart/form-data; boundary=b\r\nConnection: close\r\n\r\n"
    part = b"--b\r\nContent-Disposition: form-data; name=files; filename=x.txt\r\n\r\n" + b"x" * 65_000
    chunk = f"{len(part):x}\r\n".encode() + part + b"\r\n"
    reply = budi.raw(head.encode() + chunk * 60 + b"0\r\n\r\n")
    assert reply[:12] in (b"HTTP/1.1 413", b"")


def test_what_is_added_and_removed_is_in_the_trail(budi: Caller, citra: Caller, target_folder: Path) -> None:
    name = "lkjip-kecamatan-seroja-2024.txt"
    text = "CONTOH FIKTIF\nLAPORAN KINERJA INSTANSI PEMERINTAH\nKECAMATAN SEROJA\nKABUPATEN UJI\nTAHUN 2024\n\nBAB I\n\nIsi.\n"
    told = budi.add(budi.upload(name, text.encode()).json())
    assert "1 dari 1" in told, told[:500]
    assert "kecamatan-seroja-2024" in library_ids(target_folder)
    budi.event(budi.function("tl-bus", "delete"), ["id"], {"link": "#hapus?r=kecamatan-seroja-2024"})
    budi.event(budi.function("tl-confirm-yes", "click"), [None, "id"])
    assert "kecamatan-seroja-2024" not in library_ids(target_folder)
    page = citra.get("/akun").text
    assert page.count(f"kecamatan-seroja-2024 {name}") == 2


def test_two_offices_may_add_a_file_of_one_name(budi: Caller, target_folder: Path) -> None:
    text = (
        "CONTOH FIKTIF\nLAPORAN KINERJA INSTANSI PEMERINTAH\nKECAMATAN {}\nKABUPATEN UJI\nTAHUN 2024\n\nBAB I\n\nIsi.\n"
    )
    ids = ["kecamatan-tanjung-2024", "kecamatan-teratai-2024"]
    for office in ("TANJUNG", "TERATAI"):
        told = budi.add(budi.upload("laporan.txt", text.format(office).encode()).json())
        assert "1 dari 1" in told, told[:500]
    assert f"laporan ({ids[1]}).txt" in told
    assert set(ids) <= set(library_ids(target_folder))
    for report in ids:
        budi.event(budi.function("tl-bus", "delete"), ["id"], {"link": f"#hapus?r={report}"})
        budi.event(budi.function("tl-confirm-yes", "click"), [None, "id"])
    assert not set(ids) & set(library_ids(target_folder))


def library_ids(folder: Path) -> list[str]:
    with Library.open(folder, create=False) as library:
        return [row.id for row in library.reports()]


def test_the_temporary_folder_is_private_and_goes(target: App) -> None:
    folders = [path for path in Path(os.environ.get("TMPDIR", "/tmp")).glob("tanya-*") if path.is_dir()]
    assert folders
    assert all(path.stat().st_mode & 0o077 == 0 for path in folders)
    assert json.dumps([str(path) for path in folders])
