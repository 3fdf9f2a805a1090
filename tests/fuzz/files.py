"""Files that no office would write: the forms of reports with anything in them."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from xml.sax.saxutils import escape, quoteattr

from tests.corpus.damage import pdf
from tests.fuzz.source import Source
from tests.shared_data import ROOT

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_S = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_OFFICE = "application/vnd.openxmlformats-officedocument"

NUMERALS = "0123456789.,-–—+()%<>≤≥/=: RpJutaMiliarx²½٣\u00a0\u200b−"
ODD = ["\u202e93,5", "=1+1", "<script>", "\U0001f600", "N/A", "9" * 400, "1e999", "NaN", "Infinity", "\x0b", "§ 3"]
ODD += ["٣٫٥", "Tabel 3.1", "BAB IX", "Tahun 20244", "a" * 3000, "(", "^", "1." * 200, "-" * 500]  # fmt: skip
WORDS = ["No", "Sasaran", "Indikator Kinerja", "Satuan", "Target", "Realisasi", "Capaian (%)", "Tahun 2024", "2023"]
WORDS += ["Program", "Pagu (Rp)", "%", "1", "1.1", "Nilai SAKIP", "IKM", "Rp 1.250.000,-", "93,53", "N/A", "", "Jumlah"]


@cache
def sample_lines() -> tuple[str, ...]:
    """The lines of the sample reports, each once."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "samples").glob("lkjip*.txt"))]
    return tuple(dict.fromkeys(line for text in texts for line in text.split("\n")))


def numeral(source: Source) -> str:
    """Something like a number."""
    return "".join(source.some(lambda s: s.pick(NUMERALS), 14))


def cell(source: Source) -> str:
    """A cell: a word of tables, something like a number, or anything."""
    kind = source.number(8)
    if kind < 4:
        return source.pick(WORDS)
    if kind < 6:
        return numeral(source)
    return source.pick(ODD) if kind == 6 else source.text(12)


def row(source: Source) -> str:
    """Cells with tabs between them."""
    return "\t".join(source.some(cell, 8))


def _line(source: Source) -> str:
    kind = source.number(8)
    if kind < 4:
        return source.pick(sample_lines())
    return row(source) if kind < 7 else source.pick(ODD)


def damaged(source: Source, data: bytes) -> bytes:
    """The bytes as they are, or once in three with some of them changed."""
    if not source.once_in(3) or not data:
        return data
    found = bytearray(data)
    for _ in range(source.number(6)):
        found[source.number(len(found))] = source.number(256)
    return bytes(found[: source.number(len(found))] if source.once_in(6) else found)


def text_file(source: Source) -> bytes:
    """A text report of lines of samples, rows and anything, in some encoding."""
    if source.once_in(12):
        return source.rest(300)
    encoding = source.pick(["utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "latin-1"])
    return damaged(source, "\n".join(source.some(_line, 24)).encode(encoding, "replace"))


def _zipped(source: Source, parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            data = text.encode("utf-8", "replace")
            archive.writestr(name, damaged(source, data) if source.once_in(12) else data)
    return damaged(source, out.getvalue()) if source.once_in(20) else out.getvalue()


def _types(parts: dict[str, str]) -> str:
    overrides = (f'<Override PartName="/{name}" ContentType="{_OFFICE}.{kind}+xml"/>' for name, kind in parts.items())
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{"".join(overrides)}</Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{n}" Type="{_R}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'
    )


def _said(source: Source) -> str:
    # What XML cannot hold is left out: a file with it is refused at once, as any other damage.
    return escape("".join(char for char in cell(source) if char.isprintable()))


_VALUES = ["1", "0", "2", "3", "7", "99", "-1", "65536", "²", "", "x", "continue", "restart", "true"]


def _tag(source: Source, name: str) -> str:
    return f"<w:{name} w:val={quoteattr(source.pick(_VALUES))}/>"


_EXTRAS = ["", "", "", "<w:tab/>", "<w:br/>", "<w:noBreakHyphen/>", '<w:footnoteReference w:id="1"/>',
           "<w:del><w:r><w:t>x</w:t></w:r></w:del>"]  # fmt: skip


def _run(source: Source) -> str:
    bold = "<w:b/>" if source.once_in(3) else ""
    return f"<w:r><w:rPr>{bold}</w:rPr>{source.pick(_EXTRAS)}<w:t>{_said(source)}</w:t></w:r>"


def _property(source: Source) -> str:
    kind = source.pick(["outlineLvl", "pStyle", "jc", "numPr"])
    return (
        f"<w:numPr>{_tag(source, 'ilvl')}{_tag(source, 'numId')}</w:numPr>" if kind == "numPr" else _tag(source, kind)
    )


def _block(source: Source, depth: int = 0) -> str:
    kind = source.number(10)
    if kind < 6 or depth > 12:
        properties = "".join(source.some(_property, 2))
        return f"<w:p><w:pPr>{properties}</w:pPr>{''.join(source.some(_run, 3))}</w:p>"
    if kind < 8:
        return f"<w:tbl>{''.join(source.some(lambda s: _row(s, depth), 6))}</w:tbl>"
    inner = "".join(source.some(lambda s: _block(s, depth + 1), 3))
    if kind == 8:
        return f"<w:p><w:r><w:pict><w:txbxContent>{inner}</w:txbxContent></w:pict></w:r></w:p>"
    name = source.pick(["sdt", "sdtContent", "ins", "customXml"])
    return f"<w:{name}>{inner}</w:{name}>"


def _row(source: Source, depth: int) -> str:
    before = _tag(source, "gridBefore") if source.once_in(6) else ""
    return f"<w:tr><w:trPr>{before}</w:trPr>{''.join(source.some(lambda s: _word_cell(s, depth), 6))}</w:tr>"


def _word_cell(source: Source, depth: int) -> str:
    properties = "".join(source.some(lambda s: _tag(s, s.pick(["gridSpan", "vMerge", "tcW"])), 2))
    inner = [_block(source, depth + 1) for _ in range(1 + source.once_in(4))]
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(inner)}</w:tc>"


def _level(source: Source) -> str:
    form, text = source.pick(["decimal", "upperRoman", "lowerLetter", "bullet", "x"]), ["%1.", "%1.%2", "%9%8", "%", ""]
    return (
        f'<w:lvl w:ilvl="{source.number(10)}">{_tag(source, "start")}<w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{source.pick(text)}"/></w:lvl>'
    )


def word_file(source: Source) -> bytes:
    """A Word file: paragraphs, tables, boxes, numbering, styles that are based on each other."""
    levels = "".join(source.some(_level, 4))
    numbering = (
        f'<w:numbering {_W}><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        f'<w:num w:numId="{source.pick(["1", "2", "x"])}"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    styles = (
        f'<w:styles {_W}><w:style w:type="paragraph" w:styleId="1"><w:basedOn w:val="2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="2"><w:basedOn w:val="1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="3"><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style></w:styles>'
    )
    note = '<w:footnote w:id="1"><w:p><w:r><w:t>catatan</w:t></w:r></w:p></w:footnote>'
    kinds = {"document": "wordprocessingml.document.main"}
    kinds |= {name: f"wordprocessingml.{name}" for name in ("styles", "numbering", "footnotes")}
    body = "".join(source.some(_block, 8))
    return _zipped(
        source,
        {
            "[Content_Types].xml": _types({f"word/{name}.xml": kind for name, kind in kinds.items()}),
            "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
            "word/_rels/document.xml.rels": _relations(
                *((name, f"{name}.xml") for name in ("styles", "numbering", "footnotes"))
            ),
            "word/document.xml": f"<w:document {_W}><w:body>{body}</w:body></w:document>",
            "word/styles.xml": styles,
            "word/numbering.xml": numbering,
            "word/footnotes.xml": f"<w:footnotes {_W}>{note}</w:footnotes>",
        },
    )


_VALUES_OF_CELLS = ["0", "1", "0.9353", "45123.5", "1e308", "-1e400", "nan", "2024-01-01T00:00:00", "99999999999", "-5"]
_FORMATS = ["General", "0.00%", "#,##0.00_)", "dd-mm-yyyy", '0.0" x"', "[$Rp-421]#,##0", ".....", '"', ";", "0.%", "@"]


def _place(source: Source) -> str:
    column = source.pick(["A", "B", "C", "D", "E", "GS", ""])
    return f"{column}{source.pick([1, 2, 3, 4, 5, 40, 0, 60000]) if source.once_in(9) else 1 + source.number(12)}"


def _sheet_cell(source: Source) -> str:
    said = source.pick(_VALUES_OF_CELLS) if source.once_in(2) else _said(source)
    kind = source.pick(["n", "inlineStr", "s", "str", "b", "e", "d"])
    return (
        f'<c r="{_place(source)}" t="{kind}" s="{source.number(6)}"><v>{said}</v>'
        f"{f'<is><t>{said}</t></is>' if kind == 'inlineStr' else ''}</c>"
    )


def _sheet_row(source: Source) -> str:
    return f'<row r="{source.number(30)}">{"".join(source.some(_sheet_cell, 6))}</row>'


def workbook(source: Source) -> bytes:
    """A spreadsheet: cells of all types and number formats anywhere, merged or not."""
    formats = [source.pick(_FORMATS) for _ in range(6)]
    made = "".join(f'<numFmt numFmtId="{164 + n}" formatCode={quoteattr(code)}/>' for n, code in enumerate(formats))
    styles = "".join(f'<xf numFmtId="{164 + n}" fontId="0" fillId="0" borderId="0"/>' for n in range(len(formats)))
    merged = "".join(source.some(lambda s: f'<mergeCell ref="{_place(s)}:{_place(s)}"/>', 2))
    kinds = {"workbook": "sheet.main", "worksheets/sheet1": "worksheet", "styles": "styles"}
    kinds["sharedStrings"] = "sharedStrings"
    sheets = '<sheets><sheet name="Lembar" sheetId="1" r:id="rId1"/></sheets>'
    return _zipped(
        source,
        {
            "[Content_Types].xml": _types({f"xl/{name}.xml": f"spreadsheetml.{kind}" for name, kind in kinds.items()}),
            "_rels/.rels": _relations(("officeDocument", "xl/workbook.xml")),
            "xl/_rels/workbook.xml.rels": _relations(
                ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")
            ),
            "xl/workbook.xml": f'<workbook {_S} xmlns:r="{_R}">{sheets}</workbook>',
            "xl/worksheets/sheet1.xml": f"<worksheet {_S}><sheetData>{''.join(source.some(_sheet_row, 12))}</sheetData>"
            f"{f'<mergeCells>{merged}</mergeCells>' if merged else ''}</worksheet>",
            "xl/styles.xml": f"<styleSheet {_S}><numFmts>{made}</numFmts><fonts><font/></fonts><fills><fill/></fills>"
            f"<borders><border/></borders><cellXfs>{styles}</cellXfs></styleSheet>",
            "xl/sharedStrings.xml": f"<sst {_S}>{''.join(f'<si><t>{_said(source)}</t></si>' for _ in range(3))}</sst>",
        },
    )


def _amount(source: Source) -> str:
    if source.once_in(9):
        return source.pick(["0", "1e9", "99999999999", "-0", ".", "--5", "0.001", "-40"])
    return str(source.number(900))


def _printed(source: Source) -> str:
    said = cell(source).encode("latin-1", "replace").decode("latin-1")
    return said.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


_DRAWN = ["{} {} m {} {} l S", "{} {} {} {} re f", "{} {} {} {} re S", "q {} {} {} {} {} {} cm", "{} Tr",
          "{} Tz {} Tw {} Tc {} Ts", "Q", "ET", "BT", "W n", "[(93)-200(,5)] TJ", "(", "<4142", "/X Do", "0 0 0 rg",
          "1 g"]  # fmt: skip


def _operation(source: Source) -> str:
    kind = source.number(8)
    if kind < 3:
        size = source.pick(["9", "10", "12", "0", "-8", "400", "0.001"]) if source.once_in(4) else "10"
        return f"BT /F1 {size} Tf {_amount(source)} {_amount(source)} Td ({_printed(source)}) Tj ET"
    if kind == 3:
        matrix = " ".join(_amount(source) for _ in range(6))
        return f"BT /F2 10 Tf {matrix} Tm ({_printed(source)}) Tj ET"
    if kind < 6:
        return _grid(source)
    form = source.pick(_DRAWN)
    return form.format(*(_amount(source) for _ in range(form.count("{}"))))


def _grid(source: Source) -> str:
    """A ruled table."""
    parts, step, top = [], 5 + source.number(120), 300 + source.number(500)
    for at, cells in enumerate(source.some(lambda s: s.some(_printed, 6), 8)):
        y = top - 20 * at
        parts.append(f"40 {y} m {40 + step * len(cells)} {y} l S 40 {y - 20} m {40 + step * len(cells)} {y - 20} l S")
        for column, text in enumerate(cells):
            x = 40 + step * column
            parts.append(f"{x} {y} m {x} {y - 20} l S {x + step} {y} m {x + step} {y - 20} l S")
            parts.append(f"BT /F1 9 Tf {x + 3} {y - 13} Td ({text}) Tj ET")
    return "\n".join(parts)


def _page(source: Source) -> bytes:
    content = "\n".join(source.some(_operation, 8)).encode("latin-1", "replace")
    return b"<</Length %d>>stream\n%s\nendstream" % (len(content), content)


def pdf_file(source: Source) -> bytes:
    """A PDF of up to two pages with words and lines anywhere."""
    made = pdf(source.some(_page, 2))
    return damaged(source, made) if source.once_in(4) else made
