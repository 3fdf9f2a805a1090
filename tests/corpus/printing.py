"""Prints performance and budget tables in the styles that reports use, from facts that are known beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from hypothesis import strategies as st

MEASURES = ("target", "realisasi", "capaian")
HEADERS = {
    "target": ["Target", "TARGET", "Target Kinerja", "Rencana", "Targ et", "Target Tahunan"],
    "realisasi": ["Realisasi", "REALISASI", "Realis asi", "Realisasi Kinerja"],
    "capaian": ["% Capaian", "Capaian (%)", "Persentase Capaian", "% Capaian Kinerja", "Capaian Kinerja (%)"],
    "indikator": ["Indikator Kinerja", "INDIKATOR KINERJA", "Indikator", "Indikator Kinerja Utama"],
    "sasaran": ["Sasaran Strategis", "SASARAN STRATEGIS", "Sasaran"],
    "no": ["No", "NO.", "No.", "Nomor"],
    "program": ["Program/Kegiatan", "Program / Kegiatan / Sub Kegiatan", "PROGRAM/KEGIATAN"],
    "pagu": ["Anggaran (Rp)", "Pagu", "Pagu Anggaran", "Anggaran Rp", "Alokasi Anggaran"],
    "realisasi_anggaran": ["Realisasi (Rp)", "Realisasi Anggaran", "Realisasi Rp"],
    "serapan": ["% Penyerapan Anggaran", "% Capaian Anggaran", "Serapan (%)"],
}
WORDS = ["mawar", "melati", "anggrek", "kenanga", "dahlia", "cempaka", "seruni", "wijaya", "teratai", "flamboyan"]


@dataclass(frozen=True)
class Line:
    """One indicator (or programme) with its item and values: what must be read back."""

    item: str
    name: str
    values: dict[str, Decimal]


@dataclass(frozen=True)
class Style:
    """How a table is printed."""

    comma: bool
    money_dot: bool
    percent: bool
    caption: str
    two_rows: bool
    index: str
    page_break: int | None
    repeat_header: bool
    order: tuple[str, ...]
    headers: dict[str, str]
    markup: bool
    trailing: bool


scores = st.decimals(min_value=1, max_value=Decimal("129.99"), places=2)
amounts = st.integers(min_value=1_000_000, max_value=9_999_999_999).map(Decimal)
names = st.lists(st.sampled_from(WORDS), min_size=2, max_size=5, unique=True).map(" ".join)


@st.composite
def performance_lines(draw: st.DrawFn) -> list[Line]:
    count = draw(st.integers(min_value=2, max_value=7))
    lines = []
    for number in range(count):
        new_item = number == 0 or draw(st.booleans())
        item = f"Meningkatnya {draw(names)} {number}" if new_item else lines[-1].item
        name = f"Persentase {draw(names)} ke {WORDS[number]}"
        lines.append(Line(item, name, {measure: draw(scores) for measure in MEASURES}))
    return lines


@st.composite
def budget_lines(draw: st.DrawFn) -> list[Line]:
    count = draw(st.integers(min_value=3, max_value=8))
    lines = []
    for number in range(count):
        values = {"pagu": draw(amounts), "realisasi_anggaran": draw(amounts), "serapan": draw(scores)}
        lines.append(Line("", f"Program {draw(names)} {WORDS[number]}", values))
    return lines


@st.composite
def styles(draw: st.DrawFn, measures: tuple[str, ...]) -> Style:
    return Style(
        comma=draw(st.booleans()),
        money_dot=draw(st.booleans()),
        percent=draw(st.booleans()),
        caption=draw(
            st.sampled_from(
                [
                    "Tabel 3.4 Capaian Kinerja Tahun 2024",
                    "Tabel 3.4\nCapaian Kinerja Tahun 2024",
                    "**Tabel 3.4**  \n**Capaian Kinerja**  \n**Tahun 2024**",
                    "Berikut capaian kinerja tahun 2024 :",
                ]
            )
        ),
        two_rows=draw(st.booleans()),
        index=draw(st.sampled_from(["", "1", "(1)"])),
        page_break=draw(st.none() | st.integers(min_value=1, max_value=6)),
        repeat_header=draw(st.booleans()),
        order=tuple(draw(st.permutations(measures))),
        headers={role: draw(st.sampled_from(choices)) for role, choices in HEADERS.items()},
        markup=draw(st.booleans()),
        trailing=draw(st.booleans()),
    )


def number(value: Decimal, *, comma: bool, money: bool = False, dot: bool = True) -> str:
    if money:
        text = f"{value:,.0f}"
        return text.replace(",", ".") if dot else text
    text = f"{value:f}"
    return text.replace(".", ",") if comma else text


def cell(measure: str, value: Decimal, style: Style) -> str:
    if measure in ("pagu", "realisasi_anggaran"):
        return number(value, comma=True, money=True, dot=style.money_dot)
    text = number(value, comma=style.comma)
    if measure in ("capaian", "serapan") and style.percent:
        text += "%"
    return f"<b>{text}</b>" if style.markup else text


def rows_of(
    lines: list[Line], style: Style, *, names_first: tuple[str, ...]
) -> tuple[list[list[str]], list[list[str]]]:
    """Header rows and body rows."""
    leaves = [style.headers[measure] for measure in style.order]
    labels = [style.headers[role] for role in names_first]
    top = "Kinerja Tahun 2024" if "target" in style.order else ""
    if style.two_rows and top:
        header = [labels + [top] + [""] * (len(leaves) - 1), [""] * len(labels) + leaves]
    else:
        header = [labels + leaves]
    if style.index:
        width = len(labels) + len(leaves)
        header.append([str(n) if style.index == "1" else f"({n})" for n in range(1, width + 1)])
    body, item, count = [], None, 0
    for line in lines:
        if "sasaran" in names_first:
            same = line.item == item
            count += 0 if same else 1
            front = ["", "", line.name] if same else [str(count), line.item, line.name]
            item = line.item
        else:
            count += 1
            front = [str(count), line.name]
        body.append(front + [cell(measure, line.values[measure], style) for measure in style.order])
    return header, body


def page(lines: list[Line], style: Style, names_first: tuple[str, ...]) -> str:
    """The text of a little report that holds the one table."""
    header, body = rows_of(lines, style, names_first=names_first)
    printed = [*header]
    for position, row in enumerate(body):
        if style.page_break is not None and position == style.page_break:
            printed.append([])
            if style.repeat_header:
                printed += header
        printed.append(row)
    table = "\n".join("\t".join(row) + ("\t" if style.trailing and row else "") for row in printed)
    return (
        "LAPORAN KINERJA\nKECAMATAN MAWAR\nKABUPATEN MELATI\nTAHUN 2024\n\nBAB III AKUNTABILITAS KINERJA\n\n"
        f"{style.caption}\n\n{table}\n\nDemikian tabel di atas.\n"
    )
