"""What the files of a folder are: each a report, parts of one report (BAB I.pdf, BAB II.pdf), or one in two formats."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

_CHAPTER = re.compile(
    r"^(?P<before>.*?)(?<![a-z])(?:bab|chapter)[\s._-]*(?P<number>[ivx]{1,5}|\d{1,2})(?![a-z0-9])", re.IGNORECASE
)
_AROUND = (
    (0, re.compile(r"^(?P<before>.*?)(?<![a-z])(?:cover|sampul)(?![a-z])", re.IGNORECASE)),
    (1, re.compile(r"^(?P<before>.*?)(?<![a-z])kata[\s._-]*pengantar(?![a-z])", re.IGNORECASE)),
    (2, re.compile(r"^(?P<before>.*?)(?<![a-z])(?:ringkasan|ikhtisar)(?![a-z])", re.IGNORECASE)),
    (3, re.compile(r"^(?P<before>.*?)(?<![a-z])daftar[\s._-]*(?:isi|tabel|gambar)(?![a-z])", re.IGNORECASE)),
    (900, re.compile(r"^(?P<before>.*?)(?<![a-z])penutup(?![a-z])", re.IGNORECASE)),
    (901, re.compile(r"^(?P<before>.*?)(?<![a-z])lampiran(?![a-z])", re.IGNORECASE)),
)
"""Parts of a report before and behind its chapters, with their turn; a chapter's turn is its number and ten."""
_FIRST_CHAPTER = 10
_TURN = re.compile(r"^\d{1,2}(?:[\s._-]+|(?=[^\d]))")
_ROMAN = {"i": 1, "v": 5, "x": 10}
_FORMATS = (".txt", ".docx", ".md", ".html", ".htm", ".pdf")
"""Of one report in several formats the first of these is read: text is cited by its own lines, Word files keep their
merged cells, of a PDF the tables must be made out from lines and places."""


@dataclass(frozen=True, slots=True)
class Source:
    """One report as it lies on disk: its files in reading order, and the same in other formats, which are not read."""

    paths: tuple[Path, ...]
    twins: tuple[Path, ...] = ()

    @property
    def name(self) -> str:
        """The bare file name; of several files the folder with the first and the last."""
        first, last = self.paths[0], self.paths[-1]
        return first.name if len(self.paths) == 1 else f"{first.parent.name} ({first.name} - {last.name})"

    @property
    def where(self) -> str:
        """The path of the file, or of the folder with the names of its parts."""
        return str(self.paths[0] if len(self.paths) == 1 else self.paths[0].parent / self.name)

    def digest(self) -> str:
        """The digest of its bytes; raises OSError where a file cannot be opened."""
        digests = []
        for path in self.paths:
            with path.open("rb") as handle:
                digests.append(hashlib.file_digest(handle, "sha256").hexdigest())
        return joined(digests)


def joined(digests: Sequence[str]) -> str:
    """The digest of a report of several files, of those of its files; a single one stays as it is."""
    return digests[0] if len(digests) == 1 else hashlib.sha256("".join(digests).encode()).hexdigest()


def sources(files: Iterable[Path], *, formats: bool = True) -> list[Source]:
    """The files as reports, in the order in which the first of each stands.

    Files of one folder are parts of one report where at least two are chapters of different number and what stands
    before the word for it is alike; two files for one chapter make none. Files of one folder with the same name but for
    the ending are one report, unless `formats` is False.
    """
    alone = _told_apart(list(files)) if formats else [Source((path,)) for path in files]
    groups: dict[tuple[Path, str], list[tuple[int, Source]]] = {}
    for source in alone:
        if (part := _part(source.paths[0])) is not None:
            turn, before = part
            groups.setdefault((source.paths[0].parent, before), []).append((turn, source))
    whole: dict[Source, Source] = {}
    for parts in groups.values():
        turns = [turn for turn, _ in parts if _FIRST_CHAPTER < turn < _AROUND[-2][0]]
        if len(turns) > 1 and len(set(turns)) == len(turns):
            ordered = [source for _, source in sorted(parts, key=lambda part: (part[0], part[1].paths[0].name))]
            paths = tuple(path for source in ordered for path in source.paths)
            one = Source(paths, tuple(twin for source in ordered for twin in source.twins))
            whole.update(dict.fromkeys(ordered, one))
    return list(dict.fromkeys(whole.get(source, source) for source in alone))


def _told_apart(files: Sequence[Path]) -> list[Source]:
    """Each file, the same in other formats beside it."""
    same: dict[tuple[Path, str], list[Path]] = {}
    for path in files:
        stem = path.stem.lower() if path.suffix.lower() in _FORMATS else path.name
        same.setdefault((path.parent, stem), []).append(path)
    found = []
    for paths in same.values():
        first, *others = sorted(paths, key=lambda path: _FORMATS.index(path.suffix.lower()) if len(paths) > 1 else 0)
        found.append(Source((first,), tuple(others)))
    return found


def _part(path: Path) -> tuple[int, str] | None:
    """The turn of a part of a report and what its name says before it ("lkjip2024"); None for a whole report."""
    name = _TURN.sub("", path.stem)
    if chapter := _CHAPTER.match(name):
        return _FIRST_CHAPTER + _number(chapter["number"].lower()), _bare(chapter["before"])
    for turn, pattern in _AROUND:
        if around := pattern.match(name):
            return turn, _bare(around["before"])
    return None


def _bare(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower())


def _number(written: str) -> int:
    if written.isdigit():
        return int(written)
    values = [_ROMAN[letter] for letter in written]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
