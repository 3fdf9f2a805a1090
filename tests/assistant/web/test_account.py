"""Signing in and out, guessing, fixation, personal data, the pages."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlencode

import pytest

from assistant.web import pages
from corpus.vocabulary import load
from tests.assistant.web.asgi import PASSWORD, Reply, World


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path, users=True, failures=3, failure_minutes=15)


def sign_in(
    world: World, name: str = "edit", password: str = PASSWORD, client: str = "192.0.2.9", **more: str
) -> Reply:
    body = urlencode({"name": name, "password": password} | more).encode()
    return world.ask("POST", "/masuk", body, client=client)


def token(reply: Reply) -> str:
    match = re.match(r"tanya=([\w-]+); Path=/; HttpOnly; SameSite=Lax$", reply.headers["set-cookie"])
    assert match
    return match[1]


def test_who_signs_in_gets_a_session_and_is_noted(world: World) -> None:
    reply = sign_in(world, " Edit ", next="/?q=IKM")
    assert (reply.status, reply.headers["location"]) == (303, "/?q=IKM")
    assert world.ask("GET", "/", user=token(reply)).status == 200
    entry = world.office.trail.last(1)[0]
    assert (entry.who, entry.action, entry.address) == ("edit", "login", "192.0.2.9")


def test_a_wrong_password_and_an_unknown_name_look_alike(world: World) -> None:
    wrong, unknown = sign_in(world, "edit", "salah"), sign_in(world, "nobody", "salah")
    assert wrong.status == unknown.status == 401
    assert wrong.body.replace("edit", "nobody") == unknown.body
    assert "set-cookie" not in wrong.headers
    assert "salah" not in wrong.body.replace("Nama pengguna atau kata sandi salah", "")


def test_guessing_is_stopped_for_the_name_and_the_address(world: World) -> None:
    assert [sign_in(world, "edit", f"x{n}").status for n in range(5)] == [401, 401, 401, 429, 429]
    assert sign_in(world).status == 429
    assert sign_in(world, client="198.51.100.1").status == 303
    guesses = [sign_in(world, f"user{n}", "x").status for n in range(15)]
    assert guesses.count(401) == 3 * 4 - 3
    assert sign_in(world, "ask").status == 429


def test_guessing_from_everywhere_is_stopped_too(world: World) -> None:
    statuses = [sign_in(world, "edit", "x", client=f"198.51.100.{n}").status for n in range(35)]
    assert statuses == [401] * 30 + [429] * 5


def test_those_who_sign_in_do_not_lock_their_address(world: World) -> None:
    assert [sign_in(world).status for _ in range(15)] == [303] * 15


def test_a_session_brought_along_is_never_taken_on(world: World) -> None:
    fixed = "a" * 43
    body = urlencode({"name": "edit", "password": PASSWORD}).encode()
    reply = world.ask("POST", "/masuk", body, user=fixed)
    assert token(reply) != fixed
    assert world.ask("GET", "/", user=fixed).status == 303
    again = world.ask("POST", "/masuk", body, user=token(reply))
    assert token(again) != token(reply)
    assert world.ask("GET", "/", user=token(reply)).status == 303


def test_who_signs_out_is_out(world: World) -> None:
    held = token(sign_in(world))
    reply = world.ask("POST", "/keluar", user=held)
    assert (reply.status, reply.headers["location"]) == (303, "/masuk")
    assert "Max-Age=0" in reply.headers["set-cookie"]
    assert world.ask("GET", "/", user=held).status == 303


@pytest.mark.parametrize("place", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x", "/akun/../x",
                                   "/?q=\r\nSet-Cookie: a=b", "/masuk", ""])  # fmt: skip
def test_signing_in_leads_to_our_pages_only(world: World, place: str) -> None:
    assert sign_in(world, next=place).headers["location"] == "/"
    page = world.ask("GET", f"/masuk?{urlencode({'next': place})}").body
    assert "evil" not in page


def test_the_page_for_signing_in_shows_what_was_typed_as_text(world: World) -> None:
    page = sign_in(world, '"><script>x</script>', "y").body
    assert "<script" not in page
    assert 'value="&quot;&gt;&lt;script&gt;' in page


def test_who_asked_for_a_page_is_led_back_to_it(world: World) -> None:
    assert world.ask("GET", "/?q=IKM+2024").headers["location"] == "/masuk?next=%2F%3Fq%3DIKM%2B2024"


@pytest.mark.parametrize("body", [b"\xff\xfe=1&a", b"a=1&" * 50, b"name=edit", b"", b"%00=%zz"])
def test_a_strange_form_is_no_error(world: World, body: bytes) -> None:
    assert world.ask("POST", "/masuk", body).status in (400, 401)


def test_a_password_is_changed_by_who_knows_it(world: World) -> None:
    held = token(sign_in(world, "ask"))

    def change(old: str, new: str, again: str) -> int:
        body = urlencode({"old": old, "new": new, "new_again": again}).encode()
        return world.ask("POST", "/akun/sandi", body, user=held).status

    assert change("salah", "matahari-terbit-9", "matahari-terbit-9") == 403
    assert change(PASSWORD, "matahari-terbit-9", "matahari-terbit-8") == 400
    assert change(PASSWORD, "pendek", "pendek") == 400
    assert change(PASSWORD, "matahari-terbit-9", "matahari-terbit-9") == 200
    assert world.ask("GET", "/akun", user=held).status == 303
    assert sign_in(world, "ask", "matahari-terbit-9").status == 303


def test_personal_data_is_shown_to_who_may_and_asks(world: World) -> None:
    show = urlencode({"shown": "1"}).encode()
    assert world.ask("POST", "/akun/pribadi", show, user="ask").status == 403
    assert world.ask("POST", "/akun/pribadi", show, user="edit").status == 303
    world.ask("GET", "/", user="edit")
    assert world.behind.visitor.personal
    assert world.office.trail.last(1)[0].action == "personal_shown"
    world.ask("GET", "/", user="admin")
    assert not world.behind.visitor.personal
    world.ask("POST", "/akun/pribadi", b"shown=0", user="edit")
    world.ask("GET", "/", user="edit")
    assert not world.behind.visitor.personal


def test_pages_speak_both_languages_with_the_same_words() -> None:
    found = load("words", "assistant.web")
    assert set(found["id"]) == set(found["en"])
    assert pages.words("en-GB,en;q=0.9")("sign_in") == "Sign in"
    assert pages.words("id")("sign_in") == pages.words("")("sign_in") == "Masuk"
