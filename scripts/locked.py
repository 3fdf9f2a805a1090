"""What is installed, held against requirements.lock; its licences; what is known to be vulnerable in it.

    locked.py pins                      the versions of the lock, as constraints for pip
    locked.py came REPORT.json ...      whether what pip downloaded (`pip install --report`) has the sha256 of the lock
    locked.py installed                 whether what is installed has the versions of the lock
    locked.py licences                  the licence of each installed package; those that we may not use are named
    locked.py known [--osv FOLDER]      advisories (OSV, JSON) that touch an installed version

All of it works without a network. `known` needs a copy of the advisories of the OSV database for PyPI, unpacked into a
folder (or $TANYA_OSV); without one it says that it cannot tell and ends with status 0. Elsewhere status 1 is a finding.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path
from typing import Any

LOCK = Path(__file__).resolve().parent.parent / "requirements.lock"
# pip and what builds our own package are no part of the program; the last is the program itself.
_OWN = {"pip", "setuptools", "wheel", "tanya-lkjip"}
_ENTRY = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;\\]+)\s*(;[^\\]*)?\\?$")
_HASH = re.compile(r"^\s+--hash=sha256:([0-9a-f]{64})\s*\\?$")
_REFUSED = re.compile(r"\b(?:AGPL|Affero|SSPL|Commons Clause|non-?commercial|proprietary)\b", re.IGNORECASE)
_UNTOLD = "Other/Proprietary License"
_WORDS = {
    "Permission is hereby granted, free of charge": "MIT",
    "Apache License Version 2.0": "Apache-2.0",
    "GNU AFFERO GENERAL PUBLIC LICENSE": "AGPL",
    "Redistribution and use in source and binary forms": "BSD",
}

Lock = dict[str, dict[str, set[str]]]
"""Versions by normal name, each with the sha256 of its files."""


def read(lock: Path = LOCK) -> tuple[Lock, list[str]]:
    """The lock, and its versions as constraints; raises ValueError for a line that is none of a lock."""
    found: Lock = {}
    pins: list[str] = []
    hashes: set[str] = set()
    for line in lock.read_text(encoding="utf-8").splitlines():
        if entry := _ENTRY.match(line):
            name, version, marker = entry.groups()
            hashes = found.setdefault(normal(name), {}).setdefault(version, set())
            if "+" not in version:  # a build of the same version from elsewhere fits the plain one
                pins.append(f"{name}=={version} {marker or ''}".strip())
        elif held := _HASH.match(line):
            hashes.add(held[1])
        elif line.strip() and not line.lstrip().startswith("#"):
            raise ValueError(f"{lock.name}: {line!r} is no line of a lock")
    return found, pins


def normal(name: str) -> str:
    """A package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def came(lock: Lock, reports: Iterable[Path]) -> Iterator[str]:
    """What was downloaded and is not what the lock names, from reports of pip."""
    for path in reports:
        for item in json.loads(path.read_text(encoding="utf-8"))["install"]:
            name, version = normal(item["metadata"]["name"]), item["metadata"]["version"]
            if name in _OWN:
                continue
            sha256 = item["download_info"].get("archive_info", {}).get("hashes", {}).get("sha256")
            if version not in lock.get(name, {}):
                yield f"{name} {version}: not in the lock"
            elif sha256 not in lock[name][version]:
                yield f"{name} {version}: sha256 {sha256} is not that of the lock"


def installed() -> Iterator[tuple[str, Distribution]]:
    """The installed packages by normal name, each once, without our own."""
    found = {normal(dist.metadata["Name"]): dist for dist in distributions() if dist.metadata["Name"]}
    return ((name, found[name]) for name in sorted(found) if name not in _OWN)


def differing(lock: Lock) -> Iterator[str]:
    """What is installed in another version than the lock's, or is not in it."""
    for name, dist in installed():
        if name not in lock:
            yield f"{name} {dist.version}: not in the lock"
        elif dist.version not in lock[name]:
            yield f"{name} {dist.version}: the lock has {' or '.join(sorted(lock[name]))}"


def licence(dist: Distribution) -> str:
    """What a package states of itself: expression, else classifiers, else the field, else the words of its file."""
    meta = dist.metadata
    if stated := meta.get("License-Expression"):
        return str(stated)
    classes = [value.rpartition(" :: ")[2] for value in meta.get_all("Classifier") or [] if "License ::" in value]
    field = (meta.get("License") or "").strip().splitlines()
    found = ", ".join(classes) or (field[0][:80] if field else "")
    if found and found != _UNTOLD:
        return found
    return _by_its_file(dist) or found or "not stated"


def _by_its_file(dist: Distribution) -> str:
    """The licence whose own words stand in a package's licence file."""
    for file in dist.files or []:
        if re.match(r"(?i)(?:licen[cs]e|copying)", file.name) and (path := Path(str(file.locate()))).is_file():
            text = " ".join(path.read_text(encoding="utf-8", errors="replace").split())
            for words, name in _WORDS.items():
                if words in text:
                    return f"{name} (by its file)"
    return ""


def refused(names: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Packages whose licence we may not use, from (package, licence) pairs."""
    for name, stated in names:
        if _REFUSED.search(stated):
            yield f"{name}: {stated}"
        elif stated == "not stated":
            yield f"{name}: no licence stated"


def advisories(folder: Path, held: dict[str, str]) -> Iterator[str]:
    """Advisories of an OSV folder that touch a version held, by normal name."""
    for path in sorted(folder.rglob("*.json")):
        entry = json.loads(path.read_text(encoding="utf-8"))
        if entry.get("withdrawn"):
            continue
        for part in entry.get("affected", []):
            package = part.get("package", {})
            name = normal(package.get("name", ""))
            if package.get("ecosystem") == "PyPI" and name in held and touches(part, held[name]):
                yield f"{name} {held[name]}: {entry['id']} {entry.get('summary', '')}".strip()


def touches(part: dict[str, Any], version: str) -> bool:
    """Whether an advisory's part names a version, in its list or within one of its ranges."""
    from packaging.version import Version

    if version in part.get("versions", []):
        return True
    own = Version(version)
    for ranged in part.get("ranges", []):
        if ranged.get("type") != "ECOSYSTEM":
            continue
        within = False
        for event in ranged["events"]:
            if "introduced" in event and own >= Version(event["introduced"]):
                within = True
            if "fixed" in event and own >= Version(event["fixed"]):
                within = False
            if "last_affected" in event and own > Version(event["last_affected"]):
                within = False
        if within:
            return True
    return False


def main() -> int:
    """Run one command; exit status 0, or 1 with a finding."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("command", choices=["pins", "came", "installed", "licences", "known"])
    parser.add_argument("reports", nargs="*", type=Path)
    parser.add_argument("--osv", type=Path, default=os.environ.get("TANYA_OSV"))
    args = parser.parse_args()
    lock, pins = read()
    if args.command == "pins":
        say(*pins)
        return 0
    if args.command == "licences":
        stated = [(name, licence(dist)) for name, dist in installed()]
        say(*(f"{name:32} {text}" for name, text in stated))
        return told("licences that may not be used", list(refused(stated)))
    if args.command == "known":
        return _known(args.osv)
    found = list(came(lock, args.reports) if args.command == "came" else differing(lock))
    return told("differs from requirements.lock", found, "run scripts/lock.sh and look at the difference")


def _known(folder: Path | str | None) -> int:
    held = {name: dist.version.partition("+")[0] for name, dist in installed()}
    if folder is None:
        say(
            f"known vulnerabilities of {len(held)} packages: cannot tell without a copy of the OSV advisories for PyPI",
            "(unpack it into a folder and name that with --osv or TANYA_OSV)",
        )
        return 0
    return told("known vulnerabilities", list(advisories(Path(folder), held)))


def told(what: str, found: list[str], remedy: str = "") -> int:
    """Print findings; the exit status."""
    say(*(f"{what}: {line}" for line in found), *([remedy] if found and remedy else []))
    say(f"{what}: {len(found)}")
    return 1 if found else 0


def say(*lines: str) -> None:
    """Write lines to the terminal."""
    sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
