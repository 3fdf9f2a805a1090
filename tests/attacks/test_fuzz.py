"""A small number of random requests; benchmarks/http_fuzz.py sends many."""

from __future__ import annotations

import json
from collections import Counter

from tests.attacks.client import Caller
from tests.attacks.fuzz import BAD, Maker, send
from tests.e2e.conftest import App

CASES = 400


def test_no_request_whatever_is_answered_with_an_error_of_the_program(target: App, ani: Caller, budi: Caller) -> None:
    events = {event["id"]: len(event["inputs"]) for event in ani.config()["dependencies"]}
    maker = Maker([ani.cookie, budi.cookie], events, seed=11, sign_in=False)
    statuses: Counter[int] = Counter()
    for number in range(CASES):
        status, wrong = send(ani.host, ani.port, maker.case(number))
        assert not wrong, (number, wrong)
        assert status not in BAD, (number, status, maker.case(number).data[:500])
        statuses[status] += 1
    assert statuses[200] > CASES // 20, statuses
    assert Caller(target.address).get("/health").status == 200
    logged = [json.loads(line) for line in target.log.read_text(encoding="utf-8").splitlines() if line.startswith("{")]
    assert not [record for record in logged if record["level"] == "error"]


def test_a_case_is_told_by_its_number() -> None:
    one, other = (Maker(["tanya=a"], {0: 1, 1: 2}) for _ in range(2))
    assert [one.case(number) for number in range(200)] == [other.case(number) for number in range(200)]
