"""The gate: what is open, to whom, from where, how much and how often."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.access.visitor import Role
from assistant.ops.settings import Settings, changed
from assistant.web.office import Office
from corpus.errors import BadInput
from tests.assistant.web.asgi import PASSWORD, World, alone

JOIN, RUN, UPLOAD, DATA = (f"/gradio_api/{name}" for name in ("queue/join", "run/predict", "upload", "queue/data"))
CLOSED = [
    ("GET", "/gradio_api/file=x"), ("GET", "/gradio_api/file=/etc/passwd"), ("GET", "/gradio_api/file/x"),
    ("GET", "/gradio_api/proxy=http://127.0.0.1/"), ("GET", "/gradio_api/mcp/schema"), ("POST", "/gradio_api/mcp/"),
    ("GET", "/gradio_api/openapi.json"), ("GET", "/gradio_api/deep_link"), ("GET", "/monitoring"), ("GET", "/login_check"),
    ("GET", "/monitoring/summary"), ("GET", "/gradio_api/runs"), ("GET", "/gradio_api/startup-events"),
    ("GET", "/gradio_api/token"), ("POST", "/login"), ("GET", "/logout"), ("GET", "/gradio_api/custom_component/a/b/c/d"),
    ("POST", "/gradio_api/component_server"), ("POST", "/gradio_api/process_recording"), ("POST", "/gradio_api/vibe-edit"),
    ("POST", "/gradio_api/stream/x"), ("POST", "/gradio_api/run/ask"), ("POST", "/gradio_api/api/predict"),
    ("POST", "/gradio_api/call/add"), ("GET", "/gradio_api/dev/reload"), ("GET", "/manifest.json"), ("GET", "/docs"),
    ("GET", "/assets/../app.py"), ("GET", "/assets/..%2fapp.py"), ("GET", "/static//etc/passwd"), ("GET", "/assets/.env"), ("GET", "/assets/" + "9" * 300),
    ("GET", "//"), ("PUT", "/"), ("DELETE", "/akun"), ("TRACE", "/"), ("OPTIONS", "/"), ("GET", "/\0"), ("GET", "/masuk/"),
]  # fmt: skip


@pytest.fixture
def open_world(tmp_path: Path) -> World:
    return World(tmp_path)


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path, users=True)


def test_without_users_whoever_sits_here_asks_adds_and_removes(open_world: World) -> None:
    assert open_world.ask("GET", "/", client="127.0.0.1").status == 200
    assert open_world.behind.visitor.may(Role.EDIT)
    assert not open_world.behind.visitor.personal
    assert open_world.ask("GET", "/masuk").status == 404


def test_users_who_are_registered_later_close_the_page(open_world: World) -> None:
    assert open_world.ask("GET", "/").status == 200
    open_world.office.users.add("ani", Role.ASK, PASSWORD)
    open_world.office._looked = -100.0
    assert open_world.ask("GET", "/").status == 303


@pytest.mark.parametrize(("method", "path"), CLOSED)
def test_what_is_not_open_does_not_exist(world: World, method: str, path: str) -> None:
    assert world.ask(method, path, user="admin").status == 404
    assert world.behind.scopes == []


@pytest.mark.parametrize("path", ["/", "/config", "/gradio_api/info", "/akun", f"{DATA}?session_hash=a"])
def test_nobody_is_let_in_without_a_session(world: World, path: str) -> None:
    for token in ("", "x", "é", "a" * 43, world.office.sessions._idle and "null"):
        assert world.ask("GET", path, user=token).status in (303, 401)
    assert world.behind.scopes == []


def test_each_role_may_what_it_may(world: World) -> None:
    body = json.dumps({"session_hash": "s1", "fn_index": 1, "data": []}).encode()
    assert world.ask("POST", JOIN, body).status == 401
    assert world.ask("POST", JOIN, body, user="ask").status == 200
    assert world.behind.visitor.role is Role.ASK
    assert world.ask("POST", UPLOAD, b"x", user="ask").status == 403
    assert world.ask("POST", UPLOAD, b"x", user="edit").status == 200
    assert "sandi" in world.ask("GET", "/akun", user="ask").body
    assert "role_changed" not in world.ask("GET", "/akun", user="edit").body


def test_a_read_only_library_lets_nobody_upload(tmp_path: Path) -> None:
    world = World(tmp_path, users=True, read_only=True)
    assert world.ask("POST", UPLOAD, b"x", user="edit").status == 403


def test_only_an_admin_sees_users_and_trail(world: World) -> None:
    world.office.trail.note(world.office.stranger("192.0.2.1", ""), "add", "<script>x</script>.txt")
    assert ".txt" not in world.ask("GET", "/akun", user="edit").body
    page = world.ask("GET", "/akun", user="admin").body
    assert "&lt;script&gt;x" in page
    assert "<script" not in page


@pytest.mark.parametrize(
    "host", ["evil.example", "127.0.0.1.evil.example", "evil.example:7860", "", "a b", "[::1", "x" * 300]
)
def test_another_name_is_refused(world: World, host: str) -> None:
    assert world.ask("GET", "/", user="ask", host=host).status == 421


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:7860", "[::1]:7860", "192.0.2.4", "Tanya.Contoh.go.id:443"])
def test_addresses_and_known_names_are_served(tmp_path: Path, host: str) -> None:
    world = World(tmp_path, users=True, names=["tanya.contoh.go.id"])
    assert world.ask("GET", "/", user="ask", host=host).status == 200


def test_another_pages_requests_are_refused(world: World) -> None:
    body = json.dumps({"session_hash": "s1", "fn_index": 0, "data": []}).encode()
    for headers in ({"origin": "http://evil.example"}, {"origin": "null"}, {"sec_fetch_site": "cross-site"},
                    {"origin": "http://127.0.0.1:9999"}):  # fmt: skip
        assert world.ask("POST", JOIN, body, user="ask", **headers).status == 403
    assert world.ask("POST", JOIN, body, user="ask", origin="http://127.0.0.1:7860").status == 200
    assert world.ask("GET", "/", user="ask", sec_fetch_site="cross-site", sec_fetch_mode="navigate").status == 200
    assert world.ask("GET", "/config", user="ask", sec_fetch_site="cross-site", sec_fetch_mode="no-cors").status == 403


def test_forwarded_headers_are_believed_from_proxies_only(tmp_path: Path) -> None:
    world = World(tmp_path, users=True, proxies=["192.0.2.9"])
    headers = {
        "x_forwarded_for": "203.0.113.5, 198.51.100.7",
        "x_forwarded_proto": "https",
        "x_request_id": "proxy-id-1",
    }
    token = world.tokens["ask"]
    reply = world.ask("GET", "/", cookie=f"__Host-tanya={token}", **headers)
    assert (reply.status, reply.headers["x-request-id"]) == (200, "proxy-id-1")
    assert world.behind.visitor.address == "198.51.100.7"
    assert world.behind.scopes[-1]["scheme"] == "https"
    assert "strict-transport-security" in reply.headers
    reply = world.ask("GET", "/", user="ask", client="203.0.113.77", **headers)
    assert reply.headers["x-request-id"] != "proxy-id-1"
    assert world.behind.visitor.address == "203.0.113.77"
    assert not [name for name, _ in world.behind.scopes[-1]["headers"] if name.startswith(b"x-forwarded")]


def test_every_answer_carries_the_headers_of_safety_and_its_id(world: World) -> None:
    for path in ("/", "/masuk", "/nothing", "/health", "/assets/a.js"):
        headers = world.ask("GET", path, user="ask").headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert len(headers["x-request-id"]) == 16
        assert "server" not in headers
        assert ("cache-control" in headers) is not path.startswith("/assets")


def test_bodies_are_limited_in_size(tmp_path: Path) -> None:
    world = World(tmp_path, request_kb=16, uploads_mb=1)
    large = json.dumps({"data": "x" * 20_000}).encode()
    assert world.ask("POST", JOIN, large).status == 413
    assert world.ask("POST", JOIN, pieces=[(0, large[:9000]), (0, large[9000:])]).status == 413
    assert world.ask("POST", UPLOAD, content_length=str(2 << 20)).status == 413
    assert world.ask("POST", UPLOAD, pieces=[(0, b"x" * 700_000)] * 2).status == 413
    assert world.ask("POST", JOIN, b"{}", content_length="x").status == 400
    assert world.ask("GET", "/", b"body").status == 413
    assert world.ask("GET", "/?q=" + "x" * 20_000).status == 414
    assert world.behind.bodies == []


def test_slow_bodies_are_given_up(tmp_path: Path) -> None:
    world = World(tmp_path, request_seconds=1, upload_seconds=1)
    slow = [(0.4, b"{"), (0.4, b" "), (0.4, b" "), (0.4, b"}")]
    assert world.ask("POST", JOIN, pieces=slow).status == 408
    assert world.ask("POST", UPLOAD, pieces=slow).status == 408
    assert world.ask("POST", "/masuk", pieces=[(0.0, b"")]).status == 404


def test_a_body_that_breaks_off_is_refused(open_world: World) -> None:
    for path in (JOIN, UPLOAD):
        assert open_world.ask("POST", path, pieces=[]).status == 400


def test_uploads_may_not_fill_the_disk(tmp_path: Path) -> None:
    world = World(tmp_path, uploads_mb=10, space=10 * 1024 * 1024)
    assert world.ask("POST", UPLOAD, b"x").status == 507


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'"x"', b'{"session_hash": 5}', b'{"session_hash": ""}', b"\xff\xfe",
                                  b'{"session_hash": "a\\u0000"}', b"[" * 100_000, b'{"fn_index": 1%s}' % (b"0" * 30)])  # fmt: skip
def test_a_body_that_is_no_object_of_json_is_refused(open_world: World, body: bytes) -> None:
    assert open_world.ask("POST", JOIN, body).status == 400


@pytest.mark.parametrize(
    "data",
    [
        [{"path": "/etc/passwd", "meta": {"_type": "gradio.FileData"}}], [[{"path": "http://127.0.0.1/"}]], [{"path": None}],
        [{"x": [{"y": {"path": "good", "z": [{"path": "bad"}]}}]}], [{"meta": {"_type": "gradio.FileData"}, "url": "http://a"}],
    ],
)  # fmt: skip
def test_a_file_that_was_not_uploaded_is_never_named_to_gradio(tmp_path: Path, data: object) -> None:
    world = World(tmp_path, uploaded=lambda path: path == "good")
    body = {"session_hash": "a", "fn_index": 2, "data": [data]}
    assert world.ask("POST", JOIN, json.dumps(body).encode()).status == 403
    assert world.ask("POST", RUN, json.dumps(body).encode()).status == 403
    assert world.ask("POST", JOIN, json.dumps(body | {"data": [[{"path": "good"}]]}).encode()).status == 200


@pytest.mark.parametrize(
    "body", [{"fn_index": 3}, {"fn_index": -1}, {"fn_index": True}, {"fn_index": "0"}, {"fn_index": None}, {}, {"fn_index": 1.0},
             {"fn_index": 0, "data": {}}, {"fn_index": 0}, {"fn_index": 0, "data": [1]}, {"fn_index": 2, "data": []}, {"fn_index": 0, "data": [], "trigger_id": "x"}],
)  # fmt: skip
def test_only_events_of_the_page_are_passed_on(open_world: World, body: dict[str, object]) -> None:
    assert open_world.ask("POST", JOIN, json.dumps({"session_hash": "a"} | body).encode()).status in (400, 404)
    assert open_world.behind.scopes == []


def test_half_a_letter_is_refused(open_world: World) -> None:
    body = b'{"session_hash": "a", "fn_index": 2, "data": ["\\ud800"]}'
    assert open_world.ask("POST", JOIN, body).status == 400
    assert open_world.ask("POST", JOIN, body.replace(b"ud800", b"u00e9")).status == 200


def test_stopping_a_question_names_its_event_without_values(open_world: World) -> None:
    body = json.dumps({"session_hash": "a", "fn_index": 1, "event_id": "e"}).encode()
    assert open_world.ask("POST", "/gradio_api/cancel", body).status == 200
    assert open_world.ask("POST", "/gradio_api/call/ask", body).status == 400
    assert open_world.ask("POST", "/gradio_api/call/ask", b'{"data": ["x"]}').status == 200


def test_a_body_with_two_lengths_is_refused(open_world: World) -> None:
    assert open_world.ask("POST", JOIN, b"{}", transfer_encoding="chunked").status == 400
    assert open_world.ask("GET", "/", **{f"x_{n}": "y" * 4000 for n in range(9)}).status == 431


def test_a_conversation_belongs_to_one_session(world: World) -> None:
    body = json.dumps({"session_hash": "page-1", "fn_index": 0, "data": []}).encode()
    assert world.ask("GET", f"{DATA}?session_hash=page-1", user="ask").status == 404
    assert world.ask("POST", JOIN, body, user="ask").status == 200
    assert world.ask("GET", f"{DATA}?session_hash=page-1", user="ask").status == 200
    other = world.office.sessions.begin("ask")
    for user in ("edit", "admin", other):
        assert world.ask("POST", JOIN, body, user=user).status == 403
        assert world.ask("POST", RUN, body, user=user).status == 403
        assert world.ask("GET", f"{DATA}?session_hash=page-1", user=user).status == 403


def test_questions_are_limited_by_user(tmp_path: Path) -> None:
    world = World(tmp_path, users=True, questions_per_minute=3, requests_per_minute=10)
    body = json.dumps({"session_hash": "a", "fn_index": 0, "data": []}).encode()
    assert [world.ask("POST", JOIN, body, user="ask").status for _ in range(4)] == [200, 200, 200, 429]
    assert world.ask("GET", "/", user="ask").status == 200
    assert world.ask("POST", JOIN, body.replace(b'"a"', b'"b"'), user="edit").status == 200
    statuses = [world.ask("GET", "/", user="admin").status for _ in range(12)]
    assert statuses.count(429) == 2
    refused = world.ask("GET", "/", user="admin")
    assert refused.headers["retry-after"] == "30"


def test_health_is_told_to_everybody_and_metrics_to_the_near_and_admins(world: World) -> None:
    assert json.loads(world.ask("GET", "/health").body) == {"status": "ok", "reports": 6, "generation": "gen-1"}
    assert world.ask("GET", "/metrics").status == 404
    assert world.ask("GET", "/metrics", user="edit").status == 404
    assert "tanya_requests_total" in world.ask("GET", "/metrics", client="127.0.0.1").body
    assert "tanya_requests_total" in world.ask("GET", "/metrics", user="admin").body
    proxied = World(world.office.store.path.parent, proxies=["127.0.0.1"])
    assert proxied.ask("GET", "/metrics", client="127.0.0.1", x_forwarded_for="203.0.113.5").status == 404


def test_an_error_behind_the_gate_is_one_sentence(open_world: World, caplog: pytest.LogCaptureFixture) -> None:
    reply = open_world.ask("GET", "/config")
    assert reply.status == 500
    assert "rahasia" not in reply.body
    assert "RuntimeError" in caplog.text


def test_websockets_are_closed(open_world: World) -> None:
    sent: list[dict[str, object]] = []

    async def send(message: dict[str, object]) -> None:
        sent.append(message)

    alone(open_world.gate({"type": "websocket", "path": "/"}, None, send))
    assert sent == [{"type": "websocket.close", "code": 1008}]


def test_others_are_served_only_with_users_or_when_it_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="pengguna"):
        Office(tmp_path, changed(Settings(), host="0.0.0.0")).require_safe()
    told = Office(tmp_path, changed(Settings(), host="0.0.0.0", open_without_users=True))
    told.require_safe()
    assert told.stranger("192.0.2.1", "").role is Role.ASK
    told.users.add("ani", Role.ASK, PASSWORD)
    Office(tmp_path, changed(Settings(), host="0.0.0.0")).require_safe()


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(path=st.text(max_size=60).map(lambda text: "/" + text), method=st.sampled_from(["GET", "POST", "HEAD"]))
def test_no_path_whatever_ends_in_an_error(world: World, path: str, method: str) -> None:
    assert world.ask(method, path.replace("?", "")).status in (200, 303, 401, 403, 404, 413)
