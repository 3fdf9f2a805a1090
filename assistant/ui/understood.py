"""How a question was understood, as chips under its answer; one click on another office or year asks anew."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from assistant.answer import Answer
from assistant.replies.draft import measure_name
from assistant.ui.safe import html_in_markdown as html
from assistant.ui.suggest import VERSIONS, Known
from assistant.ui.words import Words

ASK = "#tanya?"
EDIT = "#ubah?"
_MOST = 10
_MEASURES = ("realisasi", "target", "capaian")
_VERSIONED = frozenset({"target", "pagu"})


@dataclass(frozen=True, slots=True)
class Chip:
    """One assumption: what it is about, what was taken, and other questions as label and text.

    `edit` is a question that is taken into the box to be changed there, "" for none.
    """

    kind: str
    value: str
    others: tuple[tuple[str, str], ...] = ()
    edit: str = ""


def ask_link(question: str) -> str:
    """The address within the page that asks a question, to be escaped like any attribute."""
    return ASK + urlencode({"q": question})


def edit_link(question: str) -> str:
    """The address within the page that takes a question into the box, to be escaped like any attribute."""
    return EDIT + urlencode({"q": question})


def chips(answer: Answer, known: Known, say: Words, *, limited: bool = False) -> list[Chip]:
    """The assumptions of an answer: indicator, measure, version, office and year, where they are known.

    A question that leant on those before it comes first, in full.
    Where the reader has limited it to some reports, offices that the question does not name are no assumption.
    """
    slots = answer.slots
    whole = _resolved(answer)
    full = Chip(say("chip_question"), whole, edit=whole) if leaned(answer) and whole != answer.question else None
    office = None if limited and not slots.get("organisations") else _office(answer, known, say)
    found = (full, _what(answer, say), _version(answer, known, say), office, _year(answer, known, say))
    return [chip for chip in found if chip]


def chips_html(found: Sequence[Chip], say: Words) -> str:
    """The chips as one line of HTML; "" without any."""
    if not found:
        return ""
    items = "".join(_chip(chip, say) for chip in found)
    return f'<div class="tl-chips"><span class="tl-chips-head">{html(say("understood"))}</span>{items}</div>'


def _chip(chip: Chip, say: Words) -> str:
    inner = f'<span class="tl-chip-kind">{html(chip.kind)}</span> {html(chip.value)}'
    if chip.edit:
        hint = html(say("do_edit"))
        return f'<a class="tl-chip tl-chip-edit" title="{hint}" href="{html(edit_link(chip.edit))}">{inner}</a>'
    if not chip.others:
        return f'<span class="tl-chip">{inner}</span>'
    links = "".join(f'<a href="{html(ask_link(q))}">{html(label)}</a>' for label, q in chip.others)
    hint = html(say("chip_change", kind=chip.kind.lower()))
    menu = f'<div class="tl-menu">{links}</div>'
    return f'<details class="tl-chip"><summary title="{hint}">{inner}</summary>{menu}</details>'


def _what(answer: Answer, say: Words) -> Chip | None:
    """Indicator and measure; the other measures of an indicator where office and year are named, too."""
    slots = answer.slots
    codes, asked = list(slots.get("codes", ())), list(slots.get("measures", ()))
    value = " · ".join([*codes, *(measure_name(measure, say.language) for measure in asked)])
    if not value:
        return None
    offices, years = list(slots.get("organisations", ())), list(slots.get("years", ()))
    others: tuple[tuple[str, str], ...] = ()
    if len(codes) == len(offices) == len(years) == 1 and answer.intent == "lookup":
        others = tuple(
            (
                measure_name(name, say.language),
                say("q_measure", measure=name, code=codes[0], office=offices[0], year=years[0]),
            )
            for name in _MEASURES
            if name not in (asked or ["realisasi"])
        )
    return Chip(say("chip_what"), value, others)


def _version(answer: Answer, known: Known, say: Words) -> Chip | None:
    """The version of the plan that was asked for, and those that the reports print for the same thing."""
    slots = answer.slots
    version, asked = slots.get("version"), set(slots.get("measures", ()))
    codes, offices = set(slots.get("codes", ())), set(slots.get("organisations", ()))
    printed: dict[str, None] = {}
    if codes and offices and asked & _VERSIONED:
        years = {int(year) for year in slots.get("years", ())}
        fitting = (v for o, c, y, v in known.versions if o in offices and c in codes and (not years or y in years))
        printed = {name: None for name in sorted(fitting) if name != version}
    if not version and not printed:
        return None
    others = tuple((_named(name, say), _with_version(answer, name, say)) for name in printed)
    return Chip(say("chip_version"), _named(str(version), say) if version else say("chip_any_version"), others[:_MOST])


def _named(version: str, say: Words) -> str:
    return say(f"version_{version}") if version in VERSIONS else version


def _with_version(answer: Answer, version: str, say: Words) -> str:
    return _tidy(f"{_resolved(answer).rstrip(' ?!.')} {say('by_version', version=_named(version, say))}?")


def _office(answer: Answer, known: Known, say: Words) -> Chip | None:
    offices = list(dict.fromkeys(office for office, _ in known.reports))
    named = list(answer.slots.get("organisations", ()))
    if not offices or answer.slots.get("unknown_office"):
        return None
    value = ", ".join(named) if named else say("chip_all_offices")
    others = [(office, _with_office(answer, named, office)) for office in offices if [office] != named]
    if named:
        others.append((say("chip_all_offices"), _with_office(answer, named, "")))
    return Chip(say("chip_office"), value, tuple(others[:_MOST]))


def _year(answer: Answer, known: Known, say: Words) -> Chip | None:
    named = [int(year) for year in answer.slots.get("years", ())]
    used = sorted({f.period_year for f in answer.figures if f.period_year and not f.computed})
    shown = named or used
    if not shown:
        return None
    value = f"{shown[0]}–{shown[-1]}" if len(shown) > 2 else ", ".join(map(str, shown))
    if not named:
        value = say("chip_newest", years=value)
    years = _years(answer, known)
    others = tuple((str(year), _with_year(answer, named, year, say)) for year in years if [year] != named)
    return Chip(say("chip_year"), value, others[:_MOST])


def _years(answer: Answer, known: Known) -> list[int]:
    """The years that make sense: those printed for the indicator where one is named, else those reported on."""
    offices, codes = answer.slots.get("organisations", ()), answer.slots.get("codes", ())
    printed = {y for o, c, y in known.years if (not offices or o in offices) and c in codes}
    reported = {y for o, y in known.reports if not offices or o in offices}
    return sorted(printed or reported, reverse=True)


def _with_office(answer: Answer, named: Sequence[str], office: str) -> str:
    question = _resolved(answer)
    for name in _spellings(question, named):
        question = question.replace(name, "\0" if office else " ", 1)
    if not office:
        return _tidy(re.sub(r"\b(?:di|in|of|for)\s*(?=[?\s]*$|tahun|in\b)", "", question).replace("\0", ""))
    if "\0" in question:
        return _tidy(question.replace("\0", office, 1).replace("\0", ""))
    return _tidy(f"{question.rstrip(' ?!.')} {office}?")


def _with_year(answer: Answer, named: Sequence[int], year: int, say: Words) -> str:
    question = _resolved(answer)
    for old in named:
        if str(old) in question:
            return _tidy(question.replace(str(old), str(year)))
    return _tidy(f"{question.rstrip(' ?!.')} {say('in_year', year=year)}?")


def _resolved(answer: Answer) -> str:
    """The question, with what a follow-up took over from those before it (which `slots` hold) put in words."""
    question, slots = answer.question, answer.slots
    lowered = question.casefold()
    taken = [code for code in slots.get("codes", ()) if code.casefold() not in lowered and leaned(answer)]
    taken += [name for name in slots.get("organisations", ()) if not _spellings(question, [name])]
    taken += [str(year) for year in slots.get("years", ()) if str(year) not in question]
    return f"{question.rstrip(' ?!.')} {' '.join(taken)}?" if taken else question


_NOTE = re.compile(r"^\((?:dipahami|understood as): [^)]*\) ")


def leaned(answer: Answer) -> bool:
    """Whether the answer begins with a note on how a follow-up was understood."""
    return bool(_NOTE.match(answer.text))


def without_note(text: str) -> str:
    """The text without that note: the chips say it."""
    return _NOTE.sub("", text)


def _spellings(question: str, names: Iterable[str]) -> list[str]:
    """How offices are written in a question: in full, or by the last word of their name."""
    found = []
    for name in names:
        for spelling in (name, name.split(" ", 1)[-1]):
            match = re.search(rf"\b{re.escape(spelling)}\b", question, re.IGNORECASE)
            if match:
                found.append(match[0])
                break
    return found


def _tidy(question: str) -> str:
    return re.sub(r"\s+([?!.])", r"\1", " ".join(question.split()))
