"""The server: what it waits for when it stops, and whom it gives up."""

from __future__ import annotations

import socket
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.ops.settings import Settings, changed
from assistant.web.serving import Serving
from corpus.errors import BadInput
from tests.assistant.web.asgi import World


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


@pytest.fixture
def serving(world: World) -> Iterator[Serving]:
    found = Serving(world.gate, changed(Settings(), request_seconds=1, stop_seconds=10))
    found.start()
    yield found
    found.stop()


def get(address: str) -> int:
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(address, timeout=10) as answer:
        return int(answer.status)


def test_it_answers_on_a_free_port(serving: Serving) -> None:
    assert get(f"{serving.address}/health") == 200


def test_an_address_in_use_is_named(serving: Serving, world: World) -> None:
    port = int(serving.address.rpartition(":")[2])
    with pytest.raises(BadInput, match=str(port)):
        Serving(world.gate, changed(Settings(), port=port))


def test_work_that_runs_is_waited_for_and_nothing_new_is_taken(serving: Serving, world: World) -> None:
    begun, release = threading.Event(), threading.Event()

    def work() -> None:
        with world.office.metrics.work():
            begun.set()
            release.wait(30)

    worker = threading.Thread(target=work)
    worker.start()
    begun.wait(10)
    stopper = threading.Thread(target=serving.stop)
    stopper.start()
    host, port = serving.address.removeprefix("http://").split(":")
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex((host, int(port))) != 0:
                break
        time.sleep(0.05)
    else:
        pytest.fail("new connections are still taken")
    assert stopper.is_alive()
    release.set()
    stopper.join(20)
    assert not stopper.is_alive()
    worker.join()


def test_who_sends_a_head_letter_by_letter_is_given_up(serving: Serving) -> None:
    host, port = serving.address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=20) as slow:
        try:
            for _ in range(100):
                slow.sendall(b"G")
                time.sleep(0.1)
        except ConnectionError:
            return
        assert slow.recv(100) == b""
