"""What a page of ours sends as JSON: a whole object of plain text, its session, its event, the files that it names."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from assistant.web.body import Refused

_MOST_DIGITS = 18
_LONGEST_SESSION = 80


def parsed(data: bytes) -> dict[str, Any]:
    """A JSON object; raises Refused for anything else."""
    try:
        sent = json.loads(data, parse_int=_whole)
    except (ValueError, RecursionError) as error:
        raise Refused(400, "isi bukan JSON") from error
    if not isinstance(sent, dict):
        raise Refused(400, "isi bukan objek JSON")
    if b"\\u" in data and not _is_text(sent):
        raise Refused(400, "isi memuat separuh huruf")
    return sent


def _whole(digits: str) -> int:
    """A whole number of JSON; raises ValueError for one that Gradio could not write again (64 bits)."""
    if len(digits) > _MOST_DIGITS:
        raise ValueError(digits[:20])
    return int(digits)


def _is_text(sent: Any) -> bool:  # noqa: ANN401
    """Whether all texts of JSON data are text: an escape can name half a letter, which nothing can write again."""
    try:
        json.dumps(sent, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return False
    return True


def session_of(sent: Mapping[str, Any]) -> str:
    """The session of Gradio that a body names, "" for none; raises Refused for what is no name."""
    page = sent.get("session_hash")
    if page is not None and not (isinstance(page, str) and 0 < len(page) <= _LONGEST_SESSION and page.isprintable()):
        raise Refused(400, "session_hash bukan teks pendek")
    return page or ""


def check_event(sent: Mapping[str, Any], events: Mapping[int, int]) -> None:
    """Check that a body names one of the page's events, in the form of one; raises Refused.

    `events` are the numbers of the page's handlers, each with how many values it takes.
    """
    number = sent.get("fn_index")
    if type(number) is not int or number not in events:
        raise Refused(404, "tidak ada perbuatan itu")
    trigger = sent.get("trigger_id")
    data = sent.get("data")
    whole = isinstance(data, list) and len(data) == events[number]
    if not whole or not (trigger is None or (type(trigger) is int and 0 <= trigger < 1 << 31)):
        raise Refused(400, "perbuatan itu tidak lengkap")


def paths(sent: Any) -> Iterator[str]:  # noqa: ANN401 - JSON data has no one type
    """All that Gradio could take for a file's path, however deep: it would copy that file, or fetch that address."""
    waiting = [sent]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            if "path" in part or "meta" in part:
                path = part.get("path")
                yield path if isinstance(path, str) else ""
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part
