"""Cases in words: templates and paraphrases (YAML data), in formal Indonesian, chat and English."""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from tests.questions.question import Case
from tests.questions.truth import Office, Subject

REGISTERS = ("formal", "chat", "english")
_DATA = Path(__file__).parent / "data"


@cache
def data(name: str) -> Any:
    """The parsed content of `data/<name>.yaml`."""
    return yaml.safe_load((_DATA / f"{name}.yaml").read_text(encoding="utf-8"))


def words(case: Case, register: str, dice: random.Random) -> tuple[str, tuple[str, ...]] | None:
    """The question and its earlier turns; None where no template of that register exists."""
    told = [_fill(key, slots, register, dice) for key, slots in case.steps]
    asked = _fill(case.template, case.slots, register, dice)
    if asked is None or None in told:
        return None
    return asked, tuple(t for t in told if t)


def _fill(key: str, slots: Mapping[str, Any], register: str, dice: random.Random) -> str | None:
    shapes = data("templates")[key].get(register)
    if not shapes:
        return None
    filled = {name: _said(name, value, register, dice) for name, value in slots.items()}
    text = re.sub(r"\s+", " ", str(dice.choice(shapes)).format(**filled)).strip()
    text = re.sub(r"\b(\w+) \1\b", r"\1", text, flags=re.I)
    return _chat(text, dice) if register == "chat" else text[:1].upper() + text[1:]


def _said(name: str, value: Any, register: str, dice: random.Random) -> str:
    if isinstance(value, Office):
        return office(value, register, dice)
    if isinstance(value, Subject):
        return indicator(value, register, dice)
    if name in ("measure", "direction", "component"):
        return str(dice.choice(data("names")[name][value]["english" if register == "english" else "id"]))
    if name in ("thing", "absent") and isinstance(value, dict):
        return str(value["english" if register == "english" else "id"])
    return str(value)


def office(value: Office, register: str, dice: random.Random) -> str:
    """An office as people call it."""
    kind, _, place = value.organisation.partition(" ")
    if kind.lower() != "kecamatan":
        tail = value.region.split()[-1]
        forms = {"formal": [f"{value.organisation} {value.region}"], "english": [f"{value.organisation} {tail}"]}
        return dice.choice(forms.get(register, [value.organisation, f"{value.organisation} {tail}"]))
    forms = {
        "formal": [value.organisation],
        "chat": [place, f"kec {place}", value.organisation],
        "english": [value.organisation, place, f"{place} District", f"{place} sub-district"],
    }
    return dice.choice(forms[register])


def indicator(value: Subject, register: str, dice: random.Random) -> str:
    """An indicator by one of its common names, or as printed without its office."""
    common = data("names")["indicators"].get(value.code or "", {})
    kind, _, place = value.office.organisation.partition(" ")
    printed = re.sub(rf"(?i)\s*\b(kec\.?|{kind})(\s+{re.escape(place)})?\s*$", "", value.name).strip()
    forms = list(common.get("english" if register == "english" else "id", []))
    if register != "english" or not forms:
        forms.append(printed)
    return dice.choice(forms)


def _chat(text: str, dice: random.Random) -> str:
    """Lower case, shortened words, seldom a question mark, sometimes a courtesy."""
    short = data("names")["chat"]
    said = [
        dice.choice(short[w]) if w in short and dice.random() < 0.75 else w for w in text.lower().rstrip("?.").split()
    ]
    said += dice.choice([[], [], [], ["ya"], ["dong"], ["kak"]])
    return " ".join(said) + dice.choice(["", "", "?"])
