"""An indicator over offices and years: a table whose cells lead to their sources, and a chart of it.

Every cell is the assistant's own answer to the question that names office, measure and year, so that this table and
the chat can never differ.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answer import Answer, Figure
from assistant.replies.draft import measure_name
from assistant.ui.desk import Desk
from assistant.ui.plot import YEARS, Line, Point, chart
from assistant.ui.safe import html
from assistant.ui.sources import spot_of, value_text
from assistant.ui.suggest import Known
from assistant.ui.understood import ask_link
from assistant.ui.words import Words
from corpus.errors import TanyaError
from corpus.vocabulary import indicator

MONEY = ("pagu", "realisasi_anggaran", "serapan")
OF_INDICATORS = ("realisasi", "target", "capaian")
_ACCEPTED = {"realisasi": ("realisasi", "nilai", "skor"), "pagu": ("pagu", "anggaran")}
_YEARS = 8
_OFFICES = 40


@dataclass(frozen=True, slots=True)
class Cell:
    """One printed figure with how many other values are printed for the same thing."""

    figure: Figure
    rivals: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of offices by years; a missing cell is not printed in any chosen report."""

    what: str
    measure: str
    offices: tuple[str, ...]
    years: tuple[int, ...]
    cells: dict[tuple[str, int], Cell]

    @property
    def is_empty(self) -> bool:
        """Whether no cell is printed at all."""
        return not self.cells


def subjects(known: Known, say: Words) -> list[tuple[str, str]]:
    """What can be compared, as labels and values: indicators that offices share first, then the budget."""
    offices: dict[str, set[str]] = {}
    for office, code, _ in known.years:
        offices.setdefault(code, set()).add(office)
    codes = sorted(offices, key=lambda code: (-len(offices[code]), code))
    named = [(_label(code, say), code) for code in codes]
    return [*named, *((measure_name(m, say.language).capitalize(), m) for m in MONEY)]


def measures(what: str, say: Words) -> list[tuple[str, str]]:
    """The measures of a subject, as labels and values."""
    return [(measure_name(m, say.language), m) for m in ((what,) if what in MONEY else OF_INDICATORS)]


def grid(what: str, measure: str, desk: Desk, known: Known, selected: Sequence[str] = ()) -> Grid:
    """The table of a subject and measure from the selected reports (ids; empty for all)."""
    if what in MONEY:
        measure, pairs = what, list(known.reports)
    else:
        pairs = [(office, year) for office, code, year in known.years if code == what]
    allowed = {row.organisation for row in desk.reports() if not selected or row.id in selected}
    offices = [office for office in dict.fromkeys(sorted(o for o, _ in pairs)) if office in allowed][:_OFFICES]
    years = sorted({year for office, year in pairs if office in allowed})[-_YEARS:]
    wanted = set(pairs) if what not in MONEY else {(office, year) for office in offices for year in years}
    cells = {}
    for office in offices:
        for year in years:
            found = cell(what, measure, office, year, desk, selected) if (office, year) in wanted else None
            if found is not None:
                cells[office, year] = found
    return Grid(what, measure, tuple(offices), tuple(years), cells)


def question(what: str, measure: str, office: str, year: int) -> str:
    """The question whose answer a cell shows; the assistant's own language is Indonesian."""
    if what in MONEY:
        return f"Berapa {measure_name(measure, 'id')} {office} tahun {year}?"
    return f"Berapa {'' if measure == 'realisasi' else measure + ' '}{what} {office} tahun {year}?"


def cell(what: str, measure: str, office: str, year: int, desk: Desk, selected: Sequence[str]) -> Cell | None:
    """The printed figure of exactly this office, year and measure; None where the answer is about anything else."""
    try:
        answer = desk.ask(question(what, measure, office, year), selected=list(selected) or None)
    except TanyaError:
        return None
    if answer.status != "answered":
        return None
    figure = next((f for f in answer.figures if _fits(f, what, measure, office, year)), None)
    return None if figure is None else Cell(figure, _rivals(answer))


def _fits(figure: Figure, what: str, measure: str, office: str, year: int) -> bool:
    named = what in MONEY or figure.code in (what, None)
    same = figure.measure in _ACCEPTED.get(measure, (measure,))
    return named and same and not figure.computed and (figure.organisation, figure.period_year) == (office, year)


def _rivals(answer: Answer) -> int:
    return sum(warning.kind == "two_values" for warning in answer.warnings)


def lines(table: Grid) -> list[Line]:
    """The rows of a table that can be drawn: those with enough years."""
    found = []
    for office in table.offices:
        points = tuple(
            Point(year, cell.figure.value, cell.figure.as_printed)
            for year in table.years
            if (cell := table.cells.get((office, year))) is not None and cell.figure.value is not None
        )
        found.append(Line(office, points))
    return [line for line in found if len(line.points) >= YEARS - 1]


def shown(table: Grid, say: Words) -> str:
    """The chart and the table as HTML."""
    if table.is_empty:
        return f'<p class="tl-note">{html(say("compare_nothing"))}</p>'
    name = _label(table.what, say) if table.what not in MONEY else measure_name(table.what, say.language)
    title = f"{name} · {measure_name(table.measure, say.language)}" if table.what not in MONEY else name
    heads = "".join(f'<th scope="col" class="tl-num">{year}</th>' for year in table.years)
    rows = "".join(
        f'<tr><th scope="row">{html(office)}</th>'
        + "".join(_cell_html(table, office, year, say) for year in table.years)
        + "</tr>"
        for office in table.offices
    )
    caption = html(title)
    return (
        '<section class="tl-compare">'
        f'<div class="tl-scroll" tabindex="0" role="region" aria-label="{caption}"><table class="tl-list tl-grid">'
        f"<caption>{caption}</caption>"
        f'<thead><tr><th scope="col">{html(say("col_office"))}</th>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
        f'<p class="tl-note">{html(say("compare_note"))}</p>{chart(lines(table)[:5], title)}</section>'
    )


def _cell_html(table: Grid, office: str, year: int, say: Words) -> str:
    found = table.cells.get((office, year))
    if found is None:
        return f'<td class="tl-num tl-soft"><span title="{html(say("not_printed"))}">–</span></td>'
    spot = spot_of(found.figure)
    text = html(value_text(found.figure, say) if table.what == "pagu" else found.figure.as_printed)
    link = f'<a href="{html(spot.link)}">{text}</a>' if spot else text
    ask = html(ask_link(question(table.what, table.measure, office, year)))
    rivals = f' <a class="tl-rival" href="{ask}" title="{html(say("two_values_hint"))}">*</a>' if found.rivals else ""
    return f'<td class="tl-num">{link}{rivals}</td>'


def _label(code: str, say: Words) -> str:
    entry = indicator(code) or {}
    name = entry.get("english" if say.language == "en" else "name")
    return f"{code}: {name}" if name and name != code else code
