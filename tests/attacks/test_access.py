"""Guessing, roles, sessions, other people's conversations, floods and slow clients."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path

import pytest

from tests.attacks.client import API, PASSWORD, Caller
from tests.attacks.test_files import library_ids
from tests.e2e.conftest import App


def test_nothing_is_told_without_signing_in(target: App) -> None:
    caller = Caller(target.address)
    for path in ("/", "/config", f"{API}/info", "/akun", "/metrics?x=1", f"{API}/heartbeat/abc", f"{API}/queue/data?session_hash=a",
                 f"{API}/mcp/schema", f"{API}/app_id", "/?__theme=dark", "/theme.css", "/assets/nothing.js"):  # fmt: skip
        reply = caller.get(path)
        assert "Wanasembra" not in reply.text
        assert "tl-chat" not in reply.text
    for path in (
        f"{API}/queue/join",
        f"{API}/call/ask",
        f"{API}/upload",
        f"{API}/run/predict",
        "/akun/sandi",
        "/akun/pribadi",
    ):
        assert caller.post(path, {"data": ["Berapa IKM?"], "fn_index": 0, "session_hash": "a"}).status == 401, path


def test_gradios_other_doors_are_closed_even_to_an_admin(citra: Caller) -> None:
    for path in ("mcp/schema", "mcp/sse", "mcp/http", "openapi.json", "deep_link", "startup-events", "token", "user", "runs",
                 "vibe-code", "profiling/summary", "monitoring"):  # fmt: skip
        assert citra.get(f"{API}/{path}").status == 404
    for path in (
        "/monitoring",
        "/monitoring/summary",
        "/login_check",
        "/docs",
        "/openapi.json",
        "/manifest.json",
        "/logout",
    ):
        assert citra.get(path).status == 404
    assert citra.post("/login", {"username": "citra", "password": PASSWORD}).status == 404
    sent = {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {}}
    assert citra.post(f"{API}/mcp/", sent, accept="application/json, text/event-stream").status == 404


def test_passwords_cannot_be_guessed_in_numbers(target: App) -> None:
    caller = Caller(target.address)
    statuses = [caller.form("/masuk", name="dewi", password=f"tebakan-{n}").status for n in range(8)]
    assert statuses == [401] * 4 + [429] * 4


def test_guesses_at_once_count_as_many(target: App) -> None:
    statuses: list[int] = []

    def guess(number: int) -> None:
        statuses.append(Caller(target.address).form("/masuk", name="eka", password=f"tebakan-{number}").status)

    threads = [threading.Thread(target=guess, args=(number,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses.count(401) <= 4
    assert set(statuses) == {401, 429}


def test_who_may_only_ask_cannot_add(ani: Caller, budi: Caller, target_folder: Path) -> None:
    before = library_ids(target_folder)
    assert ani.upload("x.txt", b"CONTOH FIKTIF").status == 403
    (path,) = budi.upload("lkjip-kecamatan-nakal-2024.txt", b"CONTOH FIKTIF\nKECAMATAN NAKAL\nTAHUN 2024\n").json()
    told = ani.add([path])
    assert "1 dari 1" not in told
    assert library_ids(target_folder) == before


def test_who_may_only_ask_cannot_remove(ani: Caller, target_folder: Path) -> None:
    before = library_ids(target_folder)
    victim = before[0]
    ani.event(ani.function("tl-bus", "delete"), ["id"], {"link": f"#hapus?r={victim}"})
    for state in (None, victim, {"value": victim}):
        ani.event(ani.function("tl-confirm-yes", "click"), [state, "id"])
    assert library_ids(target_folder) == before


def test_a_state_that_the_client_sends_is_not_believed(budi: Caller, target_folder: Path) -> None:
    before = library_ids(target_folder)
    status, _ = budi.event(budi.function("tl-confirm-yes", "click"), [before[0], "id"])
    assert status == 200
    assert library_ids(target_folder) == before


def test_no_header_makes_anybody_more(ani: Caller) -> None:
    for headers in ({"x_forwarded_for": "127.0.0.1"}, {"x_real_ip": "127.0.0.1"}, {"x_forwarded_user": "citra"},
                    {"x_remote_user": "citra"}, {"authorization": "Basic Y2l0cmE6eA=="}, {"x_original_url": "/metrics"},
                    {"x_http_method_override": "DELETE"}):  # fmt: skip
        assert "Catatan" not in ani.get("/akun", **headers).text


def test_an_event_of_another_number_or_form_is_an_error_not_more(ani: Caller) -> None:
    for number in (-1, 99999, "0", None, [1], 1e9):
        reply = ani.post(f"{API}/queue/join", {"fn_index": number, "data": [], "session_hash": ani.page})
        assert reply.status in (200, 400, 404, 422), reply.text
    assert ani.post(f"{API}/call/add", {"data": []}).status == 404
    assert ani.get("/health").status == 200


def test_a_session_that_was_planted_is_not_signed_in(target: App) -> None:
    planted = "tanya=" + "f" * 43
    victim = Caller(target.address)
    reply = victim.call("POST", "/masuk", f"name=ani&password={PASSWORD}".encode(), cookie=planted,
                        content_type="application/x-www-form-urlencoded")  # fmt: skip
    assert reply.status == 303
    assert reply.headers["set-cookie"].partition(";")[0] != planted
    assert victim.get("/akun", cookie=planted).status == 303


def test_the_cookie_is_for_no_script_and_no_other_site(target: App) -> None:
    cookie = Caller(target.address).form("/masuk", name="ani", password=PASSWORD).headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Domain" not in cookie


def test_who_signed_out_is_out_everywhere(target: App) -> None:
    caller = Caller(target.address).signed_in("ani")
    assert caller.get("/config").status == 200
    caller.form("/keluar")
    assert caller.get("/config").status == 401
    assert caller.post(f"{API}/queue/join", {"fn_index": 0, "data": [], "session_hash": "z"}).status == 401


def test_another_ones_conversation_is_not_read(ani: Caller, budi: Caller) -> None:
    ani.ask("Berapa IKM Kecamatan Wanasembra tahun 2024?")
    budi.page = ani.page
    status, _ = budi.event(budi.named("ask"), ["x", [], []])
    assert status == 403
    assert budi.get(f"{API}/queue/data?session_hash={ani.page}").status == 403
    assert budi.get(f"{API}/heartbeat/{ani.page}").status == 403
    assert budi.post(f"{API}/cancel", {"session_hash": ani.page, "fn_index": 0, "event_id": "x"}).status == 403


def test_personal_data_is_hidden_until_who_may_asks(target: App) -> None:
    question = "Bagaimana gambaran umum Kecamatan Bahaya?"
    ani, budi = Caller(target.address).signed_in("ani"), Caller(target.address).signed_in("budi")
    assert "199503" not in json.dumps(ani.ask(question)) + json.dumps(budi.ask(question))
    assert ani.form("/akun/pribadi", shown="1").status == 403
    assert budi.form("/akun/pribadi", shown="1").status == 303
    shown = json.dumps(budi.ask(question))
    assert "199503" in shown, shown[:500]
    assert "199503" not in json.dumps(ani.ask(question))
    link = "#bukti?r=kecamatan-bahaya-2024&a=11&b=11"
    hidden = ani.event(ani.function("tl-bus", "click"), ["id"], {"link": link})
    open_ = budi.event(budi.function("tl-bus", "click"), ["id"], {"link": link})
    assert "[NIP]" in json.dumps(hidden, ensure_ascii=False)
    assert "19700101 199503" in json.dumps(open_, ensure_ascii=False)


def test_oversized_requests_are_refused(ani: Caller) -> None:
    assert ani.post(f"{API}/queue/join", {"data": ["x" * 2_000_000], "session_hash": "a"}).status == 413
    assert ani.form("/masuk", name="x" * 20_000, password="y").status == 413
    assert ani.get("/?q=" + "a" * 20_000).status == 414
    assert ani.get("/", **{f"x_filler_{n}": "y" * 4000 for n in range(20)}).status in (400, 431)
    assert ani.raw(b"GET /" + b"a" * 200_000 + b" HTTP/1.1\r\n\r\n")[:12] in (b"HTTP/1.1 400", b"")
    assert ani.ask("IKM? " * 1000)["status"] == "error"
    assert ani.ask("IKM?", history=["x" * 2001])["status"] == "error"
    assert ani.ask("IKM?", history=["x"] * 1000)["status"] == "error"
    assert ani.ask("IKM?", selected=["x"] * 5000)["status"] == "error"


def test_slow_requests_are_given_up(ani: Caller) -> None:
    begin = time.monotonic()
    ani.raw(b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: " + b"y" * 100, wait=20, pieces=(0.2, 1))
    ani.raw(b"", wait=20)
    head = f"POST {API}/queue/join HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {ani.cookie}\r\nContent-Length: 100\r\n\r\n"
    assert b" 408 " in ani.raw(head.encode() + b"{", wait=20)
    assert time.monotonic() - begin < 60  # by far: without limits each of the three would wait for its client


def test_many_slow_clients_do_not_keep_others_out(target: App, ani: Caller) -> None:
    idle = [threading.Thread(target=lambda: Caller(target.address).raw(b"GET / HT", wait=8)) for _ in range(80)]
    for thread in idle:
        thread.start()
    time.sleep(1)
    statuses = []
    for _ in range(20):
        try:
            statuses.append(ani.call("GET", "/health", timeout=5).status)
        except OSError:
            statuses.append(0)
        time.sleep(0.5)
    for thread in idle:
        thread.join()
    assert set(statuses) <= {200, 503}
    assert statuses[-1] == 200


@pytest.mark.parametrize(
    "data",
    [
        b"POST /masuk HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /akun HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n", b"GET /\r\n\r\n", b"\x00\x01\x02\x03\r\n\r\n", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: -1\r\n\r\n", b"GET / HTTP/9.9\r\nHost: x\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: a\r\n b\r\n\r\n",
    ],
)  # fmt: skip
def test_smuggled_and_broken_requests_reach_nothing(target: App, data: bytes) -> None:
    reply = Caller(target.address).raw(data, wait=5)
    assert reply[:12] in (b"HTTP/1.1 400", b"HTTP/1.1 421", b"HTTP/1.1 303", b"HTTP/1.1 413", b"HTTP/1.1 426", b""), (
        reply[:200]
    )
    assert b"Akun" not in reply
    assert Caller(target.address).get("/health").status == 200


def test_nothing_went_wrong_and_no_secret_stands_in_the_log(target: App, ani: Caller) -> None:
    ani.get("/health")
    lines = target.log.read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines if line.startswith("{")]
    assert len(records) > 50
    assert all(record["request"] for record in records if record["logger"] == "tanya.access")
    assert not [record for record in records if "trace" in record and record["logger"] != "gradio"]
    text = "\n".join(lines)
    assert PASSWORD not in text
    assert ani.cookie.partition("=")[2] not in text
    assert "argon2" not in text
    assert "199503" not in text
