"""Text reports printed by LibreOffice and read back: which share of their facts is the same.

Usage: python benchmarks/round_trip.py [--folder FOLDER] [--style STYLE ...] [--show N] REPORT.txt [...]

Each report is printed by `scripts/print_samples.py` in each style (ruled, unruled, landscape: real tables of a Word
document made a PDF by LibreOffice) and read back. A fact is the same where indicator (spelling and blanks aside),
measure, year, value, level and unit are equal; `values` counts those of which value, measure and year are equal. A PDF
or Word file that stands in FOLDER already is not printed again.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

from corpus.fact import Fact
from corpus.facts import extract
from corpus.readers import read
from corpus.words import squash

STYLES = ("ruled", "unruled", "landscape")
Key = tuple[object, ...]


def whole(fact: Fact) -> Key:
    """All that must be the same of a fact; letters and digits of its name alone, because lines may break anywhere."""
    name = re.sub(r"[\W_]+", "", squash(fact.indicator))
    return fact.value, fact.measure, fact.period_year, name, fact.level, fact.unit


def figure(fact: Fact) -> Key:
    """The value with its measure and year."""
    return fact.value, fact.measure, fact.period_year


def facts_of(path: Path) -> list[Fact]:
    """The facts with a value that a file is read into."""
    return [fact for fact in extract(read(path)) if fact.value is not None]


def printed(source: Path, folder: Path, style: str, suffix: str) -> Path:
    """The file printed from a report, made where it is missing."""
    path = folder / style / f"{source.stem}{suffix}"
    if not path.exists():
        command = [sys.executable, "scripts/print_samples.py", "--style", style, "--output", str(path.parent)]
        subprocess.run([*command, str(source)], check=True, stdout=subprocess.DEVNULL)
    return path


def compare(source: list[Fact], back: list[Fact], show: int) -> tuple[int, int, int]:
    """How many facts of the text come back as they were, how many of their figures, and how many facts are new."""
    one, two = Counter(map(whole, source)), Counter(map(whole, back))
    same = sum((one & two).values())
    figures = sum((Counter(map(figure, source)) & Counter(map(figure, back))).values())
    if show:
        _print_differences(source, back, show)
    return same, figures, len(back) - same


def _print_differences(source: list[Fact], back: list[Fact], show: int) -> None:
    """The facts that are not the same, in the order of the report."""
    matcher = SequenceMatcher(None, [whole(fact) for fact in source], [whole(fact) for fact in back], autojunk=False)
    told = 0
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind != "equal" and told < show:
            for sign, facts in (("-", source[start:end]), ("+", back[first:last])):
                for fact in facts:
                    where = f"p{fact.source.page}" if fact.source.page else fact.source.line_start
                    said = f"{fact.as_printed!r} {fact.measure} {fact.period_year} {fact.level} {fact.unit}"
                    print(f"   {sign} {where} {said} | {fact.indicator[:90]} | {','.join(fact.flags)}")
            told += end - start + last - first


def main() -> None:
    """Print the shares for each report and style."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", nargs="+", type=Path, metavar="REPORT.txt")
    parser.add_argument("--folder", type=Path, default=Path("out/round_trip"))
    parser.add_argument("--style", choices=STYLES, nargs="+", default=list(STYLES))
    parser.add_argument("--kind", choices=(".pdf", ".docx"), nargs="+", default=[".pdf"])
    parser.add_argument("--show", type=int, default=0, help="about so many differences")
    args = parser.parse_args()
    sources = {path: facts_of(path) for path in args.reports}
    for style in args.style:
        for kind in args.kind:
            total: Counter[str] = Counter()
            for path, source in sources.items():
                back = facts_of(printed(path, args.folder, style, kind))
                same, figures, new = compare(source, back, args.show)
                total.update({"facts": len(source), "same": same, "figures": figures, "new": new})
                shares = _shares(len(source), same, figures, new)
                print(f"{style:10} {kind[1:]:5} {path.stem[:40]:40} {shares}", flush=True)
            print(f"{style:10} {kind[1:]:5} {'all':40} {_shares(*total.values())}", flush=True)


def _shares(facts: int, same: int, figures: int, new: int) -> str:
    least = max(facts, 1)
    return f"{facts:5} facts, same {same / least:.4f}, values {figures / least:.4f}, new {new / least:.4f}"


if __name__ == "__main__":
    main()
