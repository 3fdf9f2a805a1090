"""Plain text reports with tab-separated tables: bytes to lines to a Report."""

from __future__ import annotations

import codecs
import hashlib
from pathlib import Path

from charset_normalizer import from_bytes

from corpus import identity, structure
from corpus.errors import EmptyFile, NotText, TooLarge
from corpus.readers import opening
from corpus.report import Report

MAX_BYTES = 20 * 1024 * 1024
"""The longest real report seen has 0.3 MB; anything this large is no report."""
LONGEST_LINE, MAX_CELLS = 2_000_000, 4000
"""Letters and cells of one line; those of real reports stay below 20,000 and 40."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TEXT_CONTROLS = frozenset("\t\n\r\f\v\x1a")


def read(path: Path) -> Report:
    """Read a text file.

    Raises:
        MissingFile: it cannot be opened.
        TooLarge, EmptyFile, NotText: its content is no text report.
    """
    return parse(opening.bytes_of(path, MAX_BYTES, "pecah file atau pastikan ini satu laporan"), path.name)


def parse(data: bytes, file: str) -> Report:
    """Make a Report of the bytes of a text file; `file` is its bare name.

    Raises:
        EmptyFile, NotText, TooLarge: as for `read`.
    """
    text, encoding = decode(data, file)
    lines = checked(split_lines(text), file)
    blocks = structure.blocks(lines)
    return Report(
        identity=identity.identify(lines, blocks, file),
        file=file,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=encoding,
        lines=tuple(lines),
        blocks=tuple(blocks),
    )


def checked(lines: list[str], file: str) -> list[str]:
    """The lines of a file, when they are such as a report may have.

    Raises:
        EmptyFile: none of them says anything.
        TooLarge: one is longer, or has more cells, than any line of a report.
    """
    if not any(line.strip(" \t|\r\f\v") for line in lines):
        raise EmptyFile("file kosong", where=file, remedy="pilih file laporan yang berisi teks")
    for number, line in enumerate(lines, 1):
        if len(line) > LONGEST_LINE or line.count("\t") > MAX_CELLS or line.count("|") > MAX_CELLS:
            raise TooLarge(
                f"baris {number} terlalu panjang untuk sebuah laporan",
                where=file,
                remedy="simpan ulang dengan baris baru",
            )
    return lines


def decode(data: bytes, file: str) -> tuple[str, str]:
    """The text of `data` and the name of its encoding: a BOM decides, then UTF-8, then the likeliest by content.

    Raises:
        EmptyFile: nothing but blanks.
        NotText: zero bytes or control characters that no text holds.
    """
    if not data.strip():
        raise EmptyFile("file kosong", where=file, remedy="pilih file laporan yang berisi teks")
    text, encoding = _decoded(data, file)
    if any(ord(char) < 32 and char not in _TEXT_CONTROLS for char in text):
        raise NotText("isinya bukan teks (data biner)", where=file, remedy="simpan laporan sebagai teks UTF-8")
    text = text.lstrip("\ufeff")
    if not text.strip():
        raise EmptyFile("file kosong", where=file, remedy="pilih file laporan yang berisi teks")
    return text, encoding


def _decoded(data: bytes, file: str) -> tuple[str, str]:
    for bom, name in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(name), name
            except UnicodeDecodeError as error:
                raise NotText(
                    f"rusak: bukan {name} yang sah", where=file, remedy="simpan ulang sebagai UTF-8"
                ) from error
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        best = None if b"\0" in data else from_bytes(data).best()
        if best is None:
            raise NotText(
                "isinya bukan teks (data biner)", where=file, remedy="simpan laporan sebagai teks UTF-8"
            ) from None
        return str(best), best.encoding


def split_lines(text: str) -> list[str]:
    r"""Lines as an editor counts them: ended by \n, \r\n or \r; form feeds and other marks do not end a line."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
