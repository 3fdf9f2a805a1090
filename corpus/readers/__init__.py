"""From a path to a Report: one reader per file type, chosen by the ending."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from corpus.errors import MissingFile, NoReports, UnknownType
from corpus.readers import folder, text
from corpus.readers.folder import Source
from corpus.report import Report


def _pdf(path: Path) -> Report:
    from corpus.readers.pdf import reader

    return reader.read(path)


def _word(path: Path) -> Report:
    from corpus.readers import word

    return word.read(path)


def _workbook(path: Path) -> Report:
    from corpus.readers import workbook

    return workbook.read(path)


def _hypertext(path: Path) -> Report:
    from corpus.readers import hypertext

    return hypertext.read(path)


def _markdown(path: Path) -> Report:
    from corpus.readers import markdown

    return markdown.read(path)


_READERS: dict[str, Callable[[Path], Report]] = {
    ".txt": text.read,
    ".pdf": _pdf,
    ".docx": _word,
    ".xlsx": _workbook,
    ".html": _hypertext,
    ".htm": _hypertext,
    ".md": _markdown,
}
SUFFIXES = frozenset(_READERS)


def read(path: Path) -> Report:
    """Read one file into a Report.

    Raises:
        MissingFile: the path is no regular file.
        UnknownType: no reader for this ending.
        ReadError: what the reader itself refuses (empty, binary, damaged, encrypted, too large).
    """
    if not path.is_file():
        raise MissingFile("file tidak ada", where=str(path), remedy="periksa nama dan foldernya")
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(SUFFIXES))
        raise UnknownType(
            f"jenis file {path.suffix or '(tanpa akhiran)'} belum dapat dibaca",
            where=path.name,
            remedy=f"gunakan {known}",
        )
    return reader(path)


def read_source(source: Source) -> Report:
    """Read a report of one or several files; those of several are joined, pages counted on.

    Raises:
        MissingFile, UnknownType, ReadError: as for `read`, for the first part that cannot be read.
    """
    if len(source.paths) == 1:
        return read(source.paths[0])
    from corpus.readers import laid

    return laid.joined([read(path) for path in source.paths], source.name)


def sources(path: Path) -> list[Source]:
    """The reports at `path`: the file itself, or those of all known files below the folder, by name.

    Files whose name begins with a dot or is README are passed over. Chapters in files of their own are one report, and
    so is one report in two formats (see `folder.sources`).

    Raises:
        MissingFile: the path does not exist.
        NoReports: the folder holds no file of a known type.
    """
    if path.is_file():
        return [Source((path,))]
    if not path.is_dir():
        raise MissingFile("file atau folder tidak ada", where=str(path), remedy="periksa nama dan foldernya")
    found = sorted(
        candidate
        for candidate in path.rglob("*")
        if candidate.is_file()
        and candidate.suffix.lower() in SUFFIXES
        and not candidate.name.startswith(".")
        and candidate.stem.lower() != "readme"
    )
    if not found:
        raise NoReports(
            "folder tidak memuat laporan",
            where=str(path),
            remedy=f"letakkan file {', '.join(sorted(SUFFIXES))} di dalamnya",
        )
    return folder.sources(found)


def find(path: Path) -> list[Path]:
    """The report files at `path`, those that would be read; raises as `sources` does."""
    return [file for source in sources(path) for file in source.paths]
