"""Sessions end; the trail stays; limits hold."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from assistant.access.sessions import Sessions
from assistant.access.store import DATABASE, Store
from assistant.access.throttle import Bucket, Failures
from assistant.access.trail import Trail
from assistant.access.users import Users
from assistant.access.visitor import Role, Visitor
from corpus.errors import LibraryError


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path)
    Users(store).add("budi", Role.EDIT, "hujan-bulan-juni-77")
    return store


@pytest.fixture
def sessions(store: Store, clock: Clock) -> Sessions:
    return Sessions(store, idle_minutes=30, longest_hours=8, clock=clock)


def test_a_session_is_found_by_its_token_alone(sessions: Sessions, tmp_path: Path) -> None:
    token = sessions.begin("budi")
    found = sessions.find(token)
    assert found is not None
    assert (found.name, found.role, found.personal) == ("budi", Role.EDIT, False)
    assert token.encode() not in (tmp_path / DATABASE).read_bytes()
    for wrong in ("", token[:-1], token + "x", found.id, token.upper(), "\udcff"):
        assert sessions.find(wrong) is None


def test_tokens_are_never_the_same(sessions: Sessions) -> None:
    tokens = {sessions.begin("budi") for _ in range(20)}
    assert len(tokens) == 20
    assert min(map(len, tokens)) >= 43


def test_a_session_ends_when_it_is_not_used(sessions: Sessions, clock: Clock) -> None:
    token = sessions.begin("budi")
    clock.now += 29 * 60
    assert sessions.find(token) is not None
    clock.now += 29 * 60
    assert sessions.find(token) is not None
    clock.now += 31 * 60
    assert sessions.find(token) is None


def test_a_session_ends_however_much_it_is_used(sessions: Sessions, clock: Clock) -> None:
    token = sessions.begin("budi")
    for _ in range(8 * 6):
        assert sessions.find(token) is not None
        clock.now += 10 * 60
    clock.now += 60
    assert sessions.find(token) is None


def test_a_clock_set_back_ends_sessions_rather_than_keeping_them(sessions: Sessions, clock: Clock) -> None:
    token = sessions.begin("budi")
    clock.now -= 3600
    assert sessions.find(token) is None
    clock.now += 3600
    assert sessions.find(token) is None


def test_leaving_a_new_role_a_new_password_and_removal_end_sessions(sessions: Sessions, store: Store) -> None:
    users = Users(store)
    token = sessions.begin("budi")
    sessions.end(token)
    assert sessions.find(token) is None
    for change in (
        lambda: users.set_role("budi", Role.ASK),
        lambda: users.set_password("budi", "matahari-terbit-9"),
        lambda: users.remove("budi"),
    ):
        token = sessions.begin("budi")
        change()
        assert sessions.find(token) is None


def test_nobody_signs_in_as_a_user_that_is_none(sessions: Sessions) -> None:
    with pytest.raises(LibraryError):
        sessions.begin("ani")


def test_personal_data_is_shown_in_one_session_only(sessions: Sessions) -> None:
    one, other = sessions.begin("budi"), sessions.begin("budi")
    sessions.show_personal(one, True)
    assert [found.personal for token in (one, other) if (found := sessions.find(token))] == [True, False]


def test_the_trail_tells_who_did_what_and_cannot_be_changed(store: Store, tmp_path: Path) -> None:
    trail = Trail(store)
    trail.note(Visitor("budi", Role.EDIT, address="192.0.2.7", request="r1"), "add", "lkjip.txt oleh 0812-3456-7890")
    trail.note(Visitor("ani", Role.ADMIN), "remove", "lkjip.txt", "tidak ada")
    newest, oldest = trail.last()
    assert (oldest.who, oldest.role, oldest.address, oldest.request, oldest.outcome) == (
        "budi", "edit", "192.0.2.7", "r1", "ok",
    )  # fmt: skip
    assert oldest.object == "lkjip.txt oleh [telepon]"
    assert (newest.action, newest.outcome) == ("remove", "tidak ada")
    with sqlite3.connect(tmp_path / DATABASE) as connection:
        for statement in ("DELETE FROM trail", "UPDATE trail SET who = 'x'"):
            with pytest.raises(sqlite3.IntegrityError):
                connection.execute(statement)


def test_a_trail_that_cannot_be_written_is_an_error_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / DATABASE).write_bytes(b"broken" * 500)
    Trail(Store(tmp_path)).note(Visitor("budi", Role.EDIT), "add", "x.txt")
    assert "not noted in the trail" in caplog.text


def test_a_bucket_gives_so_many_a_minute(clock: Clock) -> None:
    bucket = Bucket(6, clock=clock)
    assert [bucket.take("a") for _ in range(6)] == [0.0] * 6
    assert bucket.take("a") == pytest.approx(10.0)
    assert bucket.take("b") == 0.0
    clock.now += 10.1
    assert bucket.take("a") == 0.0
    assert bucket.take("a") > 0
    clock.now += 3600
    assert [bucket.take("a") for _ in range(7)].count(0.0) == 6


def test_limits_remember_only_so_many(clock: Clock) -> None:
    bucket, failures = Bucket(5, most=100, clock=clock), Failures(5, 15, most=100, clock=clock)
    for number in range(1000):
        bucket.take(f"key-{number}")
        failures.note(f"key-{number}")
    assert len(bucket._held) == len(failures._held) == 100


def test_failures_make_one_wait_until_they_are_old(clock: Clock) -> None:
    failures = Failures(3, 15, clock=clock)
    for _ in range(3):
        assert failures.wait("budi") == 0.0
        failures.note("budi")
        clock.now += 60
    assert failures.wait("budi") == pytest.approx(12 * 60)
    assert failures.wait("budi", times=2) == 0.0
    assert failures.wait("ani") == 0.0
    clock.now += 12 * 60
    assert failures.wait("budi") == 0.0
    failures.note("ani")
    failures.undo("ani")
    failures.forget("budi")
    assert failures.wait("ani") == failures.wait("budi") == 0.0
