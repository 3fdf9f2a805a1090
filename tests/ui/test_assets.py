"""Scripts and styles of the page: the very bytes of Gradio's files, kept by browsers, and no other file."""

from __future__ import annotations

import gzip
import re
from importlib.resources import files

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from assistant.ui import assets

FOLDER = files("gradio") / "templates" / "frontend" / "assets"
NAMES = sorted(file.name for file in FOLDER.iterdir())


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(Starlette(routes=[assets.route()]))


def test_every_file_of_the_page_is_served_by_its_name() -> None:
    assert len(NAMES) > 500
    assert [name for name in NAMES if not assets.held(name)] == []


@pytest.mark.parametrize(
    ("ending", "kind"), [("js", "javascript"), ("css", "text/css"), ("woff2", "woff2"), ("svg", "svg")]
)
def test_a_file_is_given_as_it_is_to_be_kept(client: TestClient, ending: str, kind: str) -> None:
    name = next(name for name in NAMES if name.endswith(f".{ending}"))
    content = (FOLDER / name).read_bytes()
    plain = client.get(f"/assets/{name}", headers={"accept-encoding": "identity"})
    assert (plain.status_code, plain.content, "content-encoding" in plain.headers) == (200, content, False)
    packed = client.get(f"/assets/{name}", headers={"accept-encoding": "gzip"})
    assert (packed.content, packed.headers["content-encoding"]) == (content, "gzip")
    assert len(gzip.compress(content)) == pytest.approx(int(packed.headers["content-length"]), rel=0.1)
    assert kind in packed.headers["content-type"]
    assert re.search("immutable", packed.headers["cache-control"])


@pytest.mark.parametrize(
    "name", ["none-12345678.js", "..%2findex.html", "..", "index.html", "%00-12345678.js", "a" * 300]
)
def test_nothing_else_is_served(client: TestClient, name: str) -> None:
    assert client.get(f"/assets/{name}").status_code == 404
