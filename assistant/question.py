"""From the text of a question to what it asks for: intent, offices, years, indicator, measures, level, version."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Any

from assistant.frame import Frame
from assistant.glossary import is_definition
from assistant.offices import Office, name_offices
from assistant.spelling import BENCHMARKS, is_ordinary, mended, spelt
from assistant.wording import (
    bare,
    find_phrase,
    language_of,
    plain_words,
    stem,
    stop_words,
    translated,
    weak_stems,
    words,
)
from assistant.years import Years, find_years
from corpus.vocabulary import codes_in, load

_LEVEL_WORDS = frozenset(["program", "kegiatan", "sasaran", "tujuan", "komponen", "aspek"])
_UP = frozenset(["naik", "meningkat", "kenaikan", "peningkatan", "bertambah"])
_DOWN = frozenset(["turun", "menurun", "penurunan", "berkurang", "merosot", "anjlok"])
_MAX = frozenset(["tertinggi", "terbesar", "terbaik", "terbanyak", "tinggi", "besar", "baik", "banyak"])
_MIN = frozenset(["terendah", "terkecil", "terburuk", "tersedikit", "rendah", "kecil", "buruk", "sedikit"])
_THRESHOLD = re.compile(
    r"(di ?bawah|kurang dari|di ?atas|lebih dari|minimal|paling sedikit|maksimal)\s+(\d+(?:[.,]\d+)?)\s*(?:%|persen)?"
)
_HIGHEST_RATE = 1000
"""A limit up to this is a rate in per cent, never an amount of money."""
_MET = frozenset(("tercapai", "mencapai", "terpenuhi", "memenuhi", "melampaui", "melebihi", "meet", "met", "reach"))
_END_OF_PLAN = re.compile(r" akhir (?:periode |tahun )?(?:renstra|rpjmd|rpd|rencana strategis) ")
_RATE_OF = {"target": "capaian", "target_akhir_renstra": "tingkat_kemajuan"}
"""What compares a result with a target."""
_RESULT_AND_TARGET = re.compile(
    r" (?:nilai|skor|indeks|realisasi|hasil|berapa jumlah|berapa(?! (?:target|pagu|anggaran|serapan))) "
    r".*(?:dan|serta|beserta|and)(?: apa| was| the| berapa)* target"
)
_VERSIONS = (("sebelum perubahan", "murni"), ("murni", "murni"), ("induk", "murni"), ("awal", "murni"),
             ("perubahan", "perubahan"), ("pergeseran", "perubahan"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Slots:
    """What was understood of a question.

    `measures` and `codes` are in the order asked. `words` are the stems of content words left over, which
    name a programme, a component or anything else; `weak` those too general to name anything alone; `phrase` both
    as they were said; `said` is the whole question with slips put right. With `by_meaning` a name may be linked by its
    meaning where no word of it is said. `excluded` names whose figures are not meant ("not the province").
    `extremes` holds "max" and/or "min"; `threshold` an operator ("<" or ">") and a number.
    """

    language: str
    intent: str
    text_intent: bool = False
    organisations: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    unknown_office: str | None = None
    kelurahan: bool = False
    years: Years = field(default_factory=Years)
    codes: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    budget: bool = False
    words: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    phrase: str = ""
    said: str = ""
    by_meaning: bool = False
    all_words: frozenset[str] = frozenset()
    plain_text: str = ""
    levels: tuple[str, ...] = ()
    version: str | None = None
    direction: str | None = None
    extremes: tuple[str, ...] = ()
    threshold: tuple[str, Decimal] | None = None
    benchmark: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    numeric: bool = False
    count_of: str | None = None
    several: bool = False
    total: bool = False
    office_type: str | None = None
    cues: tuple[str, ...] = field(default=(), compare=False)

    def to_json(self) -> dict[str, Any]:
        """The slots as plain values, empty ones left out."""
        plain = asdict(self)
        for key in (
            "all_words",
            "plain_text",
            "cues",
            "text_intent",
            "weak",
            "numeric",
            "several",
            "total",
            "phrase",
            "said",
        ):
            plain.pop(key)
        plain["years"] = list(self.years.named)
        plain["year_offsets"] = list(self.years.offsets)
        if self.threshold:
            plain["threshold"] = [self.threshold[0], str(self.threshold[1])]
        return {
            key: list(v) if isinstance(v, tuple) else v for key, v in plain.items() if v not in (None, (), [], False)
        }


def understand(text: str, offices: Sequence[Office], frame: Frame) -> Slots:
    """The slots of one question on its own; `offices` are those that may be named."""
    language = language_of(text)
    raw = " ".join(mended(plain_words(text), language, offices, frame))
    coded, codes = _mask_codes(raw)
    pairs = translated(coded.split()) if language == "en" else [((word,), (word,)) for word in coded.split()]
    tokens = [token for _, target in pairs for token in target]
    taken = {i for i, token in enumerate(tokens) if token.startswith("kode_")}
    named = name_offices(tokens, offices, lambda word: is_ordinary(word, frame))
    taken |= named.positions
    tokens = [token if i in taken else spelt(token, frame) for i, token in enumerate(tokens)]
    years = find_years(text, tokens)
    taken |= years.positions
    measures, budget, measure_places = _measures(tokens, taken)
    named_so = _qualities(tokens)
    intent, text_intent, cue_places, cues = _intent(tokens, taken | named_so)
    amount = _asks_amount(tokens) or (language == "en" and bool(measures))  # "what was the rate" is "berapa"
    asked = _is_asked_for(tokens, cue_places)
    figures = (measures or set(cues) & _OF_FIGURES) and amount
    if intent in _NAME_WORDS and not asked and (figures or frame.is_named_in(tokens)):
        # "realisasi anggaran Penyediaan ... Peraturan Perundang-undangan berapa": the cue is part of a name
        cues = tuple(cue for cue in cues if cue in _OF_FIGURES)
        intent, text_intent, cue_places = next(iter(cues), "lookup"), False, set()
    if not named.organisations and is_definition(text):
        intent, text_intent = "definition", True
    levels, _ = _levels(tokens, taken)
    places = _left_over(tokens, taken | measure_places | cue_places)
    slots = Slots(
        language=language,
        intent=intent,
        text_intent=text_intent,
        organisations=named.organisations,
        regions=named.regions,
        unknown_office=named.unknown,
        kelurahan=named.kelurahan,
        years=years,
        codes=codes,
        measures=measures,
        budget=budget,
        levels=levels,
        cues=cues,
        several=_several(tokens),
        office_type=_office_type(tokens),
        total=any(bare(t) in {"total", "jumlah", "keseluruhan", "seluruh"} for t in tokens),
        said=raw,
        phrase=_as_said(pairs, places),
        **_by_weight(tokens[place] for place in places),
        **_details(tokens, text, taken | named_so),
    )
    spoken = [bare(w) for w in (*tokens, *raw.split())]
    slots = replace(slots, all_words=frozenset(spoken) | {*tokens, *raw.split()}, plain_text=" ".join(spoken))
    return _settle(slots, tokens, frame)


def _mask_codes(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with indicator names replaced by `kode_x` words, and the codes in order of appearance."""
    out, last = [], 0
    codes: list[str] = []
    for match in codes_in(text):
        out.append(text[last : match.start])
        out.append(f" kode_{match.code.lower()} ")
        last = match.end
        codes.append(match.code)
    out.append(text[last:])
    return "".join(out), tuple(dict.fromkeys(codes))


@cache
def _phrases(name: str) -> tuple[tuple[tuple[str, ...], int, dict[str, Any]], ...]:
    """Phrases of a cue file, longest first, then in file order, each with its entry."""
    found = []
    for order, entry in enumerate(load(name, "assistant")):
        phrases = entry["phrases"] if "phrases" in entry else [entry["phrase"]]
        found += [(tuple(words(str(phrase))), order, entry) for phrase in phrases]
    return tuple(sorted(found, key=lambda item: (-len(item[0]), item[1])))


_OF_PERFORMANCE = frozenset({"target", "capaian", "target_akhir_renstra", "tingkat_kemajuan", "kategori", "bobot"})


def _measures(tokens: Sequence[str], taken: set[int]) -> tuple[tuple[str, ...], bool, set[int]]:
    """Measures in the order asked, whether money is meant, and the positions that say so."""
    used: set[int] = set()
    found: list[tuple[int, str]] = []
    budget = any(bare(t) in {"belanja", "gaji", "rupiah"} for t in tokens)
    for phrase, _, entry in _phrases("measures"):
        start = find_phrase(tokens, phrase, taken | used)
        while start >= 0:
            if phrase == ("pencairan",) and start and tokens[start - 1] in ("persentase", "jumlah"):
                break  # "Persentase Pencairan gaji ..." is an indicator
            used |= set(range(start, start + len(phrase)))
            after = tokens[start + len(phrase)] if start + len(phrase) < len(tokens) else ""
            if entry.get("measure") != "bobot" or not after[:1].isdigit():  # "bobot 15" says which, not what
                found += [(start, measure) for measure in entry.get("measures") or [entry["measure"]]]
            budget = budget or bool(entry.get("budget"))
            start = find_phrase(tokens, phrase, taken | used)
    ordered = [measure for _, measure in sorted(found, key=lambda pair: pair[0])]
    if ordered and set(ordered) <= _OF_PERFORMANCE:
        budget = False  # "target ... gaji dan tunjangan": money is part of a name
    if budget:
        ordered = ["realisasi_anggaran" if m == "realisasi" else m for m in ordered]
    if ordered == ["bobot"] and any(bare(t) in {"nilai", "skor"} for t in tokens):
        ordered = ["nilai", "bobot"]
    return tuple(dict.fromkeys(ordered)), budget, used


def _intent(tokens: Sequence[str], taken: set[int]) -> tuple[str, bool, set[int], tuple[str, ...]]:
    """The intent of the first cue in the file's order, all positions of cues, and all intents cued."""
    hits: list[tuple[int, str, bool]] = []
    used: set[int] = set()
    for phrase, order, entry in _phrases("cues"):
        start = find_phrase(tokens, phrase, taken | used)
        while start >= 0 and _inside_name(tokens, start):
            start = find_phrase(tokens, phrase, taken | used | {start})
        if start >= 0:
            used |= set(range(start, start + len(phrase)))
            hits.append((order, entry["intent"], bool(entry.get("text"))))
    if not hits:
        return "lookup", False, used, ()
    hits.sort()
    return hits[0][1], hits[0][2], used, tuple(dict.fromkeys(intent for _, intent, _ in hits))


# Intents whose cues are ordinary words of names of activities.
_NAME_WORDS = frozenset({"legal", "solution", "topic"})
_OF_FIGURES = frozenset({"missed", "achievement", "rank", "average", "change", "compare"})
_WH = frozenset({"apa", "mana", "bagaimana", "siapa", "kenapa", "mengapa", "kapan"})


def _is_asked_for(tokens: Sequence[str], places: Collection[int]) -> bool:
    """Whether a cue is what a question asks for by "which": "peraturan menteri mana", "which regulation"."""
    return any({"mana", "apa"} & set(tokens[max(place - 2, 0) : place + 3]) for place in places)


_QUALITIES = frozenset(["terbaik", "terburuk"])


def _qualities(tokens: Sequence[str]) -> set[int]:
    """Places of words that rank elsewhere but belong to the name of what is counted ("berapa jumlah unit terbaik")."""
    counted = " berapa jumlah " in f" {' '.join(tokens)} " and not {"mana", "siapa"} & set(tokens)
    return {place for place, token in enumerate(tokens) if counted and token in _QUALITIES}


def _asks_amount(tokens: Sequence[str]) -> bool:
    """Whether a question asks "berapa", or asks nothing in words ("realisasi anggaran X 2024")."""
    said = {bare(token) for token in tokens} | set(tokens)
    return "berapa" in said or not said & _WH


_MOVES = re.compile(
    r"(?:kode_|\d|nilai|skor|indeks|capaian|pencapaian|realisasi|target|anggaran|pagu|serapan|belanja|kinerja|dari|"
    r"pada|di|ke|tahun|sebesar|berapa|persen|terjadi|atau|dan|dibanding|bandingkan|itu|ini|sebelum|jumlah|apa)"
)
"""What follows a word of movement that is about a figure; another word makes it the beginning of a name."""


def _inside_name(tokens: Sequence[str], start: int) -> bool:
    """A noun in pe- right after "program", "kegiatan" ... is the beginning of a name, not a cue."""
    token = tokens[start]
    if token.startswith("me") and token.endswith("nya"):
        return True  # "Meningkatnya kualitas ..." begins an objective
    if token in ("peningkatan", "penurunan") and start + 1 < len(tokens):
        return not _MOVES.match(tokens[start + 1])  # "Peningkatan Efektivitas ..." is an activity
    return start > 0 and tokens[start - 1] in _LEVEL_WORDS and token.startswith(("pe", "upaya"))


def _levels(tokens: Sequence[str], taken: set[int]) -> tuple[tuple[str, ...], set[int]]:
    used: set[int] = set()
    found: list[str] = []
    for phrase, _, entry in sorted(_phrases("levels"), key=lambda item: -len(item[0])):
        start = find_phrase(tokens, phrase, taken | used)
        in_name = start > 0 and tokens[start - 1] in ("jumlah", "persentase")  # "Jumlah kegiatan PHBN ..."
        if start >= 0:
            used |= set(range(start, start + len(phrase)))
            found += [] if in_name else entry["levels"]
    return tuple(dict.fromkeys(found)), used


def _left_over(tokens: Sequence[str], used: set[int]) -> tuple[int, ...]:
    """The places of content words that nothing else uses."""
    return tuple(
        place
        for place, token in enumerate(tokens)
        if place not in used and len(token) > 1 and not token[0].isdigit() and not {token, bare(token)} & stop_words()
    )


def _by_weight(tokens: Iterable[str]) -> dict[str, Any]:
    """Words as stems: telling ones and general ones."""
    roots = dict.fromkeys(stem(token) for token in tokens)
    strong = tuple(root for root in roots if root not in weak_stems())
    return {"words": strong, "weak": tuple(root for root in roots if root in weak_stems())}


def _as_said(pairs: Sequence[tuple[tuple[str, ...], tuple[str, ...]]], places: Collection[int]) -> str:
    """The words of a question, in its own language, whose translations stand at the places."""
    said: list[str] = []
    start = 0
    for source, target in pairs:
        if not set(places).isdisjoint(range(start, start + len(target))):
            said += source
        start += len(target)
    return " ".join(said)


_NOT_OF = re.compile(
    r"\b(?:bukan|not|selain) (?:the |milik |punya |untuk |nilai |tingkat )*(provinsi|kabupaten|kota|nasional)\b"
)


def _details(tokens: Sequence[str], text: str, taken: set[int]) -> dict[str, Any]:
    """Direction, extremes, threshold, version and benchmark words."""
    present = {bare(token) for i, token in enumerate(tokens) if i not in taken}
    up, down = bool(present & _UP), bool(present & _DOWN)
    joined = " ".join(tokens)
    versions = {name for phrase, name in _VERSIONS if f" {phrase} " in f" {joined.replace('sebelum perubahan', '')} "}
    version = next((name for phrase, name in _VERSIONS if f" {phrase} " in f" {joined} "), None)
    version = version if len(versions) < 2 else None  # both are asked
    match = _THRESHOLD.search(joined) or _THRESHOLD.search(text.lower())
    threshold = None
    if match:
        below = match.group(1).replace(" ", "") in {"dibawah", "kurangdari", "maksimal"}
        threshold = ("<" if below else ">", Decimal(match.group(2).replace(",", ".")))
    excluded = tuple(dict.fromkeys(_NOT_OF.findall(joined)))
    extremes = [name for name, group in (("max", _MAX), ("min", _MIN)) if present & group]
    return {
        "direction": "up" if up and not down else "down" if down and not up else None,
        "version": version,
        "threshold": threshold,
        "extremes": tuple(extremes),
        "benchmark": tuple(sorted((present & (BENCHMARKS | {"kabupaten"})) - set(excluded))),
        "excluded": excluded,
    }


def _office_type(tokens: Sequence[str]) -> str | None:
    """The kind of office that a question speaks of as a class: "kecamatan mana", "antar kecamatan"."""
    said = " ".join(tokens)
    match = re.search(
        r"\b(?:antar|antara|semua|seluruh|setiap|tiap|per|mana) (kecamatan|dinas|badan|kelurahan)\b"
        r"|\b(kecamatan|dinas|badan|kelurahan) (?:mana|apa saja|yang)\b",
        said,
    )
    return (match.group(1) or match.group(2)) if match else None


_EACH = tuple(
    f"per {what}" for what in ("program", "kegiatan", "sub", "sasaran", "layanan", "unsur", "komponen", "aspek")
)


_ALL_TOGETHER = re.compile(
    r"\b(?:total|jumlah|keseluruhan)\b.{0,30}\b(?:seluruh|semua)(?= (?:program|kegiatan|sub kegiatan|sasaran)\b)"
)
"""The sum of all, not each of them: "total anggaran seluruh program"."""


def _several(tokens: Sequence[str]) -> bool:
    joined = _ALL_TOGETHER.sub("", f" {' '.join(tokens)} ")
    every = ("masing", "tiap", "setiap", "semua", "seluruh", "kecamatan mana", "laporan mana")
    return any(f" {w} " in joined for w in (*every, *_EACH))


def _benchmark_office(tokens: Sequence[str], frame: Frame) -> str | None:
    """A named office that is no reporting one but a benchmark in some report."""
    for before, token in pairwise(tokens):
        if (
            before == "kecamatan"
            and token.isalpha()
            and stem(token) in frame.benchmark_words
            and token not in stop_words()
        ):
            return token
    return None


_COUNTED = (
    "iku",
    "responden",
    "program",
    "sub kegiatan",
    "kegiatan",
    "indikator",
    "sasaran",
    "desa",
    "kelurahan",
    "inovasi",
    "rt",
    "rw",
    "kecamatan",
)


def _settle(slots: Slots, tokens: Sequence[str], frame: Frame) -> Slots:
    """Settle what depends on several slots together: measures, intent, whether a number is asked, what is counted."""
    joined = f" {' '.join(bare(t) for t in tokens)} "
    asks = (
        "berapa(?: jumlah| banyak)?" if slots.measures else "(?:berapa|jumlah|banyak)(?: jumlah)?"
    )  # "target jumlah kegiatan ..."
    count_of = next((noun for noun in _COUNTED if re.search(rf" {asks} {noun} ", joined)), None)
    if slots.unknown_office is None and not slots.organisations[1:]:
        slots = replace(slots, unknown_office=_benchmark_office(tokens, frame))
    if slots.budget and not slots.words and _ALL_TOGETHER.search(joined):
        slots = replace(slots, levels=(), total=True)
    slots = _settle_intent(_settle_measures(slots, joined))
    asked = any(f" {cue} " in joined for cue in ("berapa", "jumlah", "nilai", "besar", "skor", "indeks", "total"))
    numeric = asked or bool(slots.codes and not slots.text_intent) or bool(slots.measures and not slots.text_intent)
    return replace(slots, numeric=numeric, count_of=count_of)


def _settle_measures(slots: Slots, joined: str) -> Slots:
    """Measures that mean another thing beside other words."""
    measures = slots.measures
    if "pagu" in measures and "serapan" not in measures and " persen " in joined and "sasaran" in slots.levels:
        return replace(slots, measures=(*measures, "persen_anggaran"))
    if " porsi " in joined and "pagu" in measures and not re.search(r" terhadap | dari (?:total|keseluruhan) ", joined):
        spent = "realisasi_anggaran" in measures or "serapan" in measures
        return replace(slots, measures=("serapan", "realisasi_anggaran") if spent else ("persen_anggaran", "pagu"))
    if "bobot" in measures and "pagu" in measures:  # "bobot aspek pengelolaan anggaran": money is part of a name
        return replace(slots, measures=tuple(m for m in measures if m != "pagu"), budget=False)
    rate = slots.threshold is not None and slots.threshold[1] <= _HIGHEST_RATE
    if rate and measures in (("realisasi_anggaran",), ("pagu",)):
        return replace(slots, measures=("serapan",))  # "absorbed less than 95%": no amount is so small
    if "target" in measures and _END_OF_PLAN.search(joined):
        measures = tuple("target_akhir_renstra" if m == "target" else m for m in measures)
        slots = replace(slots, measures=measures)  # "target IPP pada akhir Renstra"
    if "persen_anggaran" in measures and "realisasi_anggaran" in measures:
        return replace(slots, measures=("serapan", "realisasi_anggaran"))
    spent = "realisasi_anggaran" in measures and set(measures) <= {"pagu", "realisasi_anggaran"}
    if spent and " persen " in joined and " terhadap " not in joined and "change" not in slots.cues:
        return replace(slots, measures=("serapan", *measures))  # "berapa persen anggaran yang terserap"
    against = _RATE_OF.get(measures[0]) if len(measures) == 1 else None
    if slots.intent == "compare" and slots.codes and against:
        return replace(slots, measures=("realisasi", *measures, against))  # "dibanding target akhir Renstra"
    if measures == ("target",) and _RESULT_AND_TARGET.search(joined):
        return replace(slots, measures=("realisasi", "target"))  # "nilai PATEN 2022 dan targetnya"
    return slots


def _settle_intent(slots: Slots) -> Slots:
    """Intents that mean another thing beside measures, codes and other cues."""
    if "gap" in slots.measures and slots.intent in ("achievement", "compare"):
        return replace(slots, intent="lookup")  # "berapa lagi untuk mencapai target"
    met = set(slots.measures) <= {"target", "target_akhir_renstra"} and slots.measures
    if slots.intent == "lookup" and met and slots.all_words & _MET:
        return replace(slots, intent="achievement", cues=(*slots.cues, "achievement"))
    if slots.plain_text.count("tabel ") > 2 and "sama" in slots.all_words:  # said twice: in words and as typed
        return replace(slots, intent="check")
    if "bobot" in slots.measures and slots.intent == "method":
        return replace(slots, intent="lookup", text_intent=False)  # a weight in a formula is a figure
    if slots.intent == "who" and "rank" in slots.cues and (slots.codes or slots.measures):
        return replace(slots, intent="rank", text_intent=False)  # "IKM siapa paling tinggi"
    if slots.intent == "lookup" and slots.benchmark and slots.codes:
        return replace(slots, intent="compare")
    if slots.intent == "rank" and not slots.extremes and len(slots.organisations) < 2 and slots.benchmark:
        return replace(slots, intent="position")  # "peringkat EKK se-kabupaten"
    return slots
