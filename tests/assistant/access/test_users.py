"""Users: names, passwords, roles."""

from __future__ import annotations

import sqlite3
import stat
from pathlib import Path

import pytest

from assistant.access.store import DATABASE, Store
from assistant.access.users import Users
from assistant.access.visitor import Role
from corpus.errors import BadInput, LibraryError

PASSWORD = "hujan-bulan-juni-77"


@pytest.fixture
def users(tmp_path: Path) -> Users:
    return Users(Store(tmp_path))


def test_nobody_is_registered_at_first_and_nothing_is_written_to_find_out(users: Users, tmp_path: Path) -> None:
    assert users.list() == ()
    assert users.verify("budi", PASSWORD) is None
    assert list(tmp_path.iterdir()) == []


def test_a_user_is_found_by_the_right_password_only(users: Users) -> None:
    users.add("budi", Role.EDIT, PASSWORD)
    found = users.verify("budi", PASSWORD)
    assert found is not None
    assert (found.name, found.role) == ("budi", Role.EDIT)
    for name, password in [("budi", PASSWORD + "x"), ("budi", ""), ("ani", PASSWORD), ("budi", PASSWORD.upper()),
                           ("budi' OR 1=1 --", PASSWORD), ("budi", PASSWORD + "\0"), ("budi", "x" * 1000)]:  # fmt: skip
        assert users.verify(name, password) is None


def test_only_a_slow_hash_is_kept_in_a_file_of_its_owner(users: Users, tmp_path: Path) -> None:
    users.add("budi", Role.ASK, PASSWORD)
    file = tmp_path / DATABASE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert PASSWORD.encode() not in file.read_bytes()
    with sqlite3.connect(file) as connection:
        (hashed,) = connection.execute("SELECT hash FROM users").fetchone()
    assert hashed.startswith("$argon2id$v=19$m=65536,t=3,")


@pytest.mark.parametrize(
    "name", ["", "../budi", "Budi", "budi ani", "budi\n", ".budi", "b" * 41, "<b>", "budi;--", "bu\0di"]
)
def test_a_name_is_a_plain_word(users: Users, name: str) -> None:
    with pytest.raises(BadInput, match="nama pengguna"):
        users.add(name, Role.ASK, PASSWORD)


@pytest.mark.parametrize("password", ["", "pendek", "a" * 40, "budibudi-1234", "x" * 300, "hujan\nbulan-juni"])
def test_a_weak_password_is_refused(users: Users, password: str) -> None:
    with pytest.raises(BadInput, match="kata sandi"):
        users.add("budi", Role.ASK, password)
    assert users.list() == ()


def test_a_name_is_given_once(users: Users) -> None:
    users.add("budi", Role.ASK, PASSWORD)
    with pytest.raises(BadInput, match="sudah ada"):
        users.add("budi", Role.ADMIN, "lain-sekali-88")
    assert users.verify("budi", PASSWORD) is not None


def test_roles_and_passwords_change_and_users_go(users: Users) -> None:
    users.add("budi", Role.ASK, PASSWORD)
    users.set_role("budi", Role.ADMIN)
    users.set_password("budi", "matahari-terbit-9")
    found = users.verify("budi", "matahari-terbit-9")
    assert found is not None
    assert found.role is Role.ADMIN
    assert users.verify("budi", PASSWORD) is None
    users.remove("budi")
    assert users.list() == ()
    for change in (lambda: users.remove("budi"), lambda: users.set_role("budi", Role.ASK)):
        with pytest.raises(BadInput, match="tidak ada pengguna"):
            change()


def test_a_damaged_file_is_named_and_nobody_comes_in(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_bytes(b"no database at all, but long enough to be read as one" * 40)
    users = Users(Store(tmp_path))
    with pytest.raises(LibraryError, match=DATABASE):
        users.verify("budi", PASSWORD)


def test_a_file_of_another_version_is_refused(tmp_path: Path) -> None:
    Users(Store(tmp_path)).add("budi", Role.ASK, PASSWORD)
    with sqlite3.connect(tmp_path / DATABASE) as connection:
        connection.execute("PRAGMA user_version = 9")
    with pytest.raises(LibraryError, match="versi 9"):
        Users(Store(tmp_path)).list()


def test_roles_are_ordered() -> None:
    assert Role.NONE < Role.ASK < Role.EDIT < Role.ADMIN
    assert Role.of("edit") is Role.EDIT
    assert Role.of("none") is None
    assert Role.of("root") is None
