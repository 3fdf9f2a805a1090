"""Numbers and addresses of persons hidden in what is shown: NIP, NIK, telephone numbers, e-mail addresses.

The library keeps the text as it is printed; only what leaves it is masked. A figure must never be hidden: an amount has
thousands marks, a decimal mark or a currency, and no unmarked number begins with 0, so what is masked has the shape of
dates (NIP, NIK), a leading 0, 62 or bracket (telephone), or stands right after its own label.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import fields, is_dataclass, replace
from functools import cache, lru_cache
from typing import Any, TypeVar

from corpus.visible import visible
from corpus.vocabulary import load

_T = TypeVar("_T")
_open: ContextVar[bool] = ContextVar("personal data shown", default=False)
_BORN = r"(?:19[4-9]\d|200\d|201[0-2])(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])"
# Born on, appointed in, sex, serial number; blanks anywhere after the birthday, and one digit too few or too many,
# since real reports hold such misprints. Never over a tab: beside it stands another cell.
_NIP = rf"(?<![\d,]){_BORN}[ .\u00a0-]{{0,2}}(?:19|20)(?:[ .\u00a0-]{{0,2}}\d){{7,9}}(?![\d,]\d|\d)"
# Province, regency, district, born on (women: day + 40), serial number.
_NIK = (
    r"(?<![\d.,])[1-9]\d{5}[\s\u00a0.-]?(?:0[1-9]|[12]\d|3[01]|4[1-9]|[56]\d|7[01])(?:0[1-9]|1[0-2])\d\d"
    r"[\s\u00a0.-]?(?!0000)\d{4}(?![\d]|[.,]\d)"
)
_MOBILE = r"(?<![\d.,/])(?:\+ ?62|62|0)[ .-]?8[1-9]\d(?:[ .\u00a0-]?\d{2,5}){2,3}(?!\d|[.,/]\d)"
_ABROAD = r"(?<![\d.,/])\+ ?62[ .-]?\(?\d{2,3}\)?[ .-]?\d{3,4}[ .-]?\d{2,5}(?!\d|[.,/]\d)"
_BRACKETED = r"(?<![\d.,])\( ?(?:\+?62[ -]?)?0?\d{2,3} ?\)[ .\u00a0-]?\d{3,4}[ .-]?\d{2,5}(?!\d|[.,/]\d)"
_AREA = r"(?<![\d.,/-])0\d{2,3} ?- ?\d{3,4}[ .-]?\d{2,5}(?!\d|[.,/-]\d)"
_LOCAL = r"(?:\( ?\d{2,4} ?\)|0\d{2,3})?[ \u00a0/-]?\d{3,5}[ \u00a0-]?\d{2,5}(?:[ \u00a0-]\d{2,5})?(?!\d|[.,/]\d)"
_EMAIL = r"[\w.%+\\-]*\w ?(?:@|\(at\)|\[at\]) ?(?:\w[\w-]*(?: ?\. ?|\\?_)){1,5}[a-zA-Z]{2,}"
_WORTH = re.compile(r"@|[(\[]at[)\]]|\d(?:[\s.()\u00a0-]{0,3}\d){4}")
"""What no text without anything to hide holds mostly: looked for first, since most texts are short and harmless."""


@contextmanager
def shown() -> Iterator[None]:
    """Within it nothing is masked: for whoever may see personal data and asked for it."""
    before = _open.set(True)
    try:
        yield
    finally:
        _open.reset(before)


def mask(text: str) -> str:
    """The text with what is of a person hidden, each by a word in brackets; the same text where there is nothing.

    Characters that cannot be seen go first: one inside a number would hide it from the rules.
    """
    text = visible(text)
    if _open.get() or not _WORTH.search(text):
        return text
    found = _masked(text)
    return text if found == text else found


@lru_cache(maxsize=4096)
def _masked(text: str) -> str:
    for pattern, put in _rules():
        text = pattern.sub(put, text)
    return text


@cache
def _rules() -> tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]:
    data = load("privacy", "assistant")
    shown = data["shown"]
    label = {kind: "|".join(_word(word) for word in words) for kind, words in data["labels"].items()}
    before = r"(?<![^\W\d_])(?:%s)"
    mark = r"[\s\u00a0]{0,3}[.:=/]{1,2}[\s\u00a0:]{0,3}"
    return (
        (re.compile(_EMAIL), shown["email"]),
        (re.compile(_NIP), shown["nip"]),
        (re.compile(rf"({before % label['nip']}[\s\u00a0.:=]{{0,6}})\d(?:[\s\u00a0.-]?\d){{7,19}}(?!\d)", re.I),
         rf"\1{shown['nip']}"),
        (re.compile(rf"({before % label['nik']}[\s\u00a0.:=]{{0,6}})\d(?:[\s\u00a0.-]?\d){{14,16}}(?!\d)", re.I),
         rf"\1{shown['nik']}"),
        (re.compile(_NIK), shown["nik"]),
        (re.compile(f"{_MOBILE}|{_ABROAD}|{_BRACKETED}|{_AREA}"), shown["phone"]),
        (re.compile(rf"({before % label['phone']}(?:{mark}|[\s\u00a0]{{1,2}}(?=0\d)))(?!rp){_LOCAL}", re.I),
         rf"\1{shown['phone']}"),
    )  # fmt: skip


def _word(word: str) -> str:
    return r"[\s\u00a0]?".join(re.escape(part) for part in word.split())


# Whole things, not only texts

_KEPT = frozenset({"file", "sha256", "report", "id", "key", "path", "encoding", "code", "formula", "question"})
"""Fields by which things are found again; none of them is a text of a report. A formula holds figures alone, and
a question is its asker's own words."""


def masked(thing: _T) -> _T:
    """A dataclass, list, tuple, dict or text with all its texts masked; the very same object where nothing was hidden.

    A figure whose printed form is hidden loses its value as well. Fields that identify (file, report, id) stay.
    """
    return _walk(thing)  # type: ignore[no-any-return]


def _walk(thing: Any) -> Any:  # noqa: ANN401 - it takes and gives anything
    if isinstance(thing, str):
        return mask(thing)
    if isinstance(thing, tuple | list):
        found = [_walk(part) for part in thing]
        if all(new is old for new, old in zip(found, thing, strict=True)):
            return thing
        return type(thing)(found) if not hasattr(thing, "_fields") else type(thing)(*found)
    if isinstance(thing, dict):
        changed = {key: value if key in _KEPT else _walk(value) for key, value in thing.items()}
        return thing if all(changed[key] is thing[key] for key in thing) else changed
    if is_dataclass(thing) and not isinstance(thing, type):
        return _fields_masked(thing)
    return thing


def _fields_masked(thing: Any) -> Any:  # noqa: ANN401
    changed: dict[str, Any] = {}
    for field in fields(thing):
        old = getattr(thing, field.name)
        if field.name in _KEPT or old is None or (new := _walk(old)) is old:
            continue
        changed[field.name] = new
    if "as_printed" in changed and hasattr(thing, "value"):
        changed["value"] = None
    return replace(thing, **changed) if changed else thing


__all__ = ["mask", "masked", "shown"]
