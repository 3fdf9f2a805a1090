"""Office files are zip archives: what is refused before a library unpacks them."""

from __future__ import annotations

import io
import zipfile

from corpus.errors import Damaged, EmptyFile, Encrypted, TooLarge

MAX_BYTES = 100 * 1024 * 1024
MAX_UNPACKED = 400 * 1024 * 1024
MAX_RATIO = 250
"""Unpacked bytes for each packed byte of one member: XML of reports stays below 50."""
MAX_MEMBERS = 5000
_LEAST = 1024 * 1024
"""A small member may be packed as tightly as it likes."""
_OLE = b"\xd0\xcf\x11\xe0"


def check(data: bytes, file: str, wanted: str) -> None:
    """Refuse what is no sound office file; `wanted` is a member that it must hold ("word/document.xml").

    Raises:
        EmptyFile: no bytes.
        Encrypted: an Office container with a password (or the format before 2007).
        TooLarge: it unpacks to more than any report holds.
        Damaged: no zip archive, a broken one, or one that holds something else.
    """
    if not data.strip(b"\0 \r\n\t"):
        raise EmptyFile("file kosong", where=file, remedy="simpan ulang file itu")
    if data.startswith(_OLE):
        raise Encrypted(
            "terkunci dengan kata sandi, atau format Office lama (.doc/.xls)",
            where=file,
            remedy="simpan salinan tanpa kata sandi sebagai .docx/.xlsx",
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_sizes(members, file)
            if wanted not in {member.filename for member in members}:
                raise Damaged("isinya lain dari akhirannya", where=file, remedy="periksa jenis file")
            if (broken := archive.testzip()) is not None:
                raise Damaged(f"bagian {broken} rusak", where=file, remedy="unduh atau simpan ulang file itu")
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise Damaged("file rusak atau tidak lengkap", where=file, remedy="unduh atau simpan ulang file itu") from error
    except Exception as error:  # zlib and lzma raise errors of their own on broken data
        if isinstance(error, Damaged | TooLarge):
            raise
        raise Damaged("file rusak atau tidak lengkap", where=file, remedy="unduh atau simpan ulang file itu") from error


def _check_sizes(members: list[zipfile.ZipInfo], file: str) -> None:
    total = sum(member.file_size for member in members)
    tight = any(
        member.file_size > _LEAST and member.file_size > MAX_RATIO * max(member.compress_size, 1) for member in members
    )
    if len(members) > MAX_MEMBERS or total > MAX_UNPACKED or tight:
        raise TooLarge(
            f"isinya mengembang menjadi {total / 1e6:.0f} MB", where=file, remedy="simpan ulang dari aplikasi asalnya"
        )
