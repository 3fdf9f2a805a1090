"""The errors that a user may see, as one tree.

    TanyaError                     anything we raise on purpose
    ├── ReadError                  a file cannot be read as a report
    │   ├── MissingFile            the path does not exist
    │   ├── NoReports              a folder holds no file of a known type
    │   ├── UnknownType            the ending is not one that a reader knows
    │   ├── EmptyFile              no text at all
    │   ├── NotText                binary bytes where text is expected
    │   ├── Damaged                the file is broken or is not what its ending says
    │   ├── Encrypted              a password is needed to read it
    │   └── TooLarge               above the size limit
    ├── LibraryError               the library on disk cannot be used
    │   ├── UnknownReport          no report with this id or file name
    │   ├── SchemaMismatch         written by another version
    │   ├── LibraryBusy            another process holds the writer's lock
    │   ├── LibraryDamaged         what is stored is not what was put
    │   ├── ReadOnlyLibrary        a change where nothing can be written
    │   ├── NoSpace                the disk is full or fails while writing; the state before is kept
    │   └── BackupRefused          a backup that is damaged or no backup of a library
    ├── IndexDamaged               a file of the published index is missing or altered
    │   └── ModelMismatch          the index was made by another embedding model
    ├── ModelUnavailable           the embedding model cannot be loaded or built
    └── BadInput                   a question, batch line or option that cannot be used

Every message names what was wrong, where, and what to do. The command line prints `str(error)`
on one line and ends with status 2.
"""

from __future__ import annotations


class TanyaError(Exception):
    """Base of all errors whose message may be shown to a user.

    `problem` says what was wrong, `where` names the file, line or page, `remedy` what to do.
    """

    def __init__(self, problem: str, *, where: str = "", remedy: str = "") -> None:
        self.problem = problem
        self.where = where
        self.remedy = remedy
        super().__init__(self.message())

    def message(self) -> str:
        """The whole message on one line: `where: problem; remedy`."""
        head = f"{self.where}: {self.problem}" if self.where else self.problem
        return " ".join((f"{head}; {self.remedy}" if self.remedy else head).split())


class ReadError(TanyaError):
    """A file cannot be read as a report."""


class MissingFile(ReadError):
    """The path does not exist or is no regular file."""


class NoReports(ReadError):
    """A folder holds no file that a reader knows."""


class UnknownType(ReadError):
    """No reader for a file with this ending."""


class EmptyFile(ReadError):
    """The file holds no text."""


class NotText(ReadError):
    """The file holds binary data where text is expected."""


class Damaged(ReadError):
    """The file is broken, or is not what its ending says."""


class Encrypted(ReadError):
    """The file cannot be read without a password."""


class TooLarge(ReadError):
    """The file is above the size limit."""


class LibraryError(TanyaError):
    """The library on disk cannot be used."""


class UnknownReport(LibraryError):
    """No report in the library has this id or file name."""


class SchemaMismatch(LibraryError):
    """The library was written by another version of the program."""


class LibraryBusy(LibraryError):
    """Another process is writing to the library."""


class LibraryDamaged(LibraryError):
    """What is stored is not what was put: a damaged file, a changed or missing row."""


class ReadOnlyLibrary(LibraryError):
    """A change of a library in a place that cannot be written."""


class NoSpace(LibraryError):
    """The disk is full, or fails while something is written; what was there before is kept."""


class BackupRefused(LibraryError):
    """A backup that is damaged, incomplete or no backup of a library."""


class IndexDamaged(TanyaError):
    """A file of the published index is missing, altered or does not fit its manifest."""


class ModelMismatch(IndexDamaged):
    """The index was made with another embedding model than the configured one."""


class ModelUnavailable(TanyaError):
    """The embedding model cannot be loaded or built."""


class BadInput(TanyaError):
    """A question, a batch line or an option cannot be used."""
