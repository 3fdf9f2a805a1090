"""Parts of a budget that few reports print: what is left of it, and all of it but one item; recomputed."""

from __future__ import annotations

import re
from decimal import Decimal

from assistant.answer import Figure
from assistant.linking import Subject, subjects, wants_money
from assistant.metrics.budget import absorption, remaining, share
from assistant.metrics.lookup import choose
from assistant.numerals import rounded, with_unit
from assistant.render import escape
from assistant.replies import missing
from assistant.replies.draft import Context, Draft, computed, figure_of, measure_name, number, shown, warn_two_values
from assistant.replies.figures import years_for
from assistant.wording import plain_words, stem


def reply(context: Context) -> Draft | None:
    """Pagu less realisasi for each office and subject asked; None when one of the two is not printed."""
    draft = Draft()
    language = context.language
    sentences = []
    for scope in context.scopes:
        for subject in subjects(context.frame, context.slots, scope):
            for year in years_for(context, scope):
                pagu = choose(subject.facts, "pagu", year, context.slots.version)
                spent = choose(subject.facts, "realisasi_anggaran", year)
                if pagu is None or spent is None or pagu.fact.value is None or spent.fact.value is None:
                    continue
                one, two = figure_of(pagu, language), figure_of(spent, language)
                value = remaining(pagu.fact.value, spent.fact.value)
                formula = f"{number(one, language)} - {number(two, language)}"
                label = context.say("sisa anggaran", "unspent budget")
                left = computed(label, value, "rupiah", formula, (one, two), measure="sisa")
                draft.know(year)
                marks = draft.mark(left), draft.mark(one), draft.mark(two)
                what = escape(scope.organisation if subject.kind == "total" else subject.name)
                amount = with_unit(rounded(value), "rupiah", language)
                text = context.say(
                    f"**{amount}** {marks[0]} anggaran {what} {year} tidak terserap: "
                    f"pagu {shown(one, language)} {marks[1]}, realisasi {shown(two, language)} {marks[2]}",
                    f"**{amount}** {marks[0]} of the {year} budget of {what} was left "
                    f"unspent: budget {shown(one, language)} {marks[1]}, spending {shown(two, language)} {marks[2]}",
                )
                printed = choose(subject.facts, "sisa", year)
                if printed is not None:
                    figure = figure_of(printed, language)
                    text += context.say("; tercetak ", "; printed ") + f"{shown(figure, language)} {draft.mark(figure)}"
                sentences.append(f"{text}.")
                for choice in (pagu, spent):
                    warn_two_values(draft, context, choice)
    if not sentences:
        return None
    draft.lead, draft.lines[:0] = sentences[0], sentences[1:8]
    return draft


_EXCEPT = re.compile(r"\b(?:di luar|diluar|selain|tidak termasuk|kecuali|tanpa)\b (?!itu\b|yang\b)")


def excluding(context: Context) -> Draft | None:
    """The budget but for one item ("di luar belanja pegawai"): the total less the item, both of one table.

    Amounts asked are recomputed each; the rate from the two. None where no item is named, or one is not printed.
    """
    if not (wants_money(context.slots) and context.slots.words and _EXCEPT.search(context.slots.plain_text)):
        return None
    draft = Draft()
    sentences = []
    whole = context.with_slots(words=(), weak=())
    for scope in context.scopes:
        for part in subjects(context.frame, context.slots, scope)[:1]:
            for total in subjects(context.frame, whole.slots, scope)[:1]:
                for year in years_for(context, scope):
                    sentence = _less(context, draft, (total, part), year)
                    sentences += [sentence] if sentence else []
    if not sentences:
        return None
    draft.lead, draft.lines[:0] = sentences[0], sentences[1:]
    return draft


def _less(context: Context, draft: Draft, pair: tuple[Subject, Subject], year: int | None) -> str | None:
    """Pagu and realisasi of the whole less those of the part, with the rate of the rest."""
    language = context.language
    left: list[Figure] = []
    for measure in ("pagu", "realisasi_anggaran"):
        item = choose(pair[1].facts, measure, year, context.slots.version)
        if item is None or item.fact.value is None:
            continue
        beside = tuple(fact for fact in pair[0].facts if fact.source.table == item.fact.source.table)
        total = choose(beside or pair[0].facts, measure, year, context.slots.version)
        if total is None or total.fact.value is None:
            continue
        one, two = figure_of(total, language), figure_of(item, language)
        formula = f"{number(one, language)} - {number(two, language)}"
        value = remaining(total.fact.value, item.fact.value)
        left.append(computed(measure_name(measure, language), value, "rupiah", formula, (one, two), measure=measure))
    if not left or left[0].measure != "pagu":
        return None
    draft.know(year)
    parts = [f"{f.label} **{shown(f, language)}** {draft.mark(f)} (= {f.formula})" for f in left]
    rate = absorption(left[0].value or Decimal(0), left[-1].value or Decimal(0)) if len(left) > 1 else None
    if rate is not None:
        formula = f"{number(left[1], language)} / {number(left[0], language)} x 100"
        result = computed(measure_name("serapan", language), rate, "persen", formula, tuple(left), measure="serapan")
        parts.append(f"{result.label} **{shown(result, language)}** {draft.mark(result)}")
    name = f"{escape(left[0].organisation)} {year or ''}".strip()
    without = escape(pair[1].name)
    head = context.say(f"Di luar {without}, {name} (hitung ulang): ", f"Without {without}, {name} (recomputed): ")
    return f"{head}{'; '.join(parts)}."


_SHARE = re.compile(
    r"\b(?:porsi|proporsi|kontribusi|bagian|berapa persen|persentase)\b.*\b(?:terhadap|dari)\b.*"
    r"\b(?:total|seluruh|keseluruhan|jumlah|anggaran|pagu|belanja)\b"
)


def share_of(context: Context) -> Draft | None:
    """What share of the whole budget one item is ("porsi gaji terhadap total anggaran"): item / total x 100.

    None where no item is named, or one of the two is not printed.
    """
    slots = context.slots
    asked = wants_money(slots) and slots.words and _SHARE.search(slots.plain_text) and "serapan" not in slots.measures
    if not asked or "persen_anggaran" in slots.measures or slots.intent == "change":
        return None
    draft = Draft()
    whole = context.with_slots(words=(), weak=())
    measure = "realisasi_anggaran" if slots.measures == ("realisasi_anggaran",) else "pagu"
    for scope in context.scopes:
        for part in subjects(context.frame, slots, scope)[:1]:
            for total in subjects(context.frame, whole.slots, scope)[:1]:
                for year in years_for(context, scope):
                    sentence = _share(context, draft, (total, part), measure, year)
                    draft.lines += [sentence] if sentence else []
    if not draft.lines:
        return None
    draft.lead, draft.lines = draft.lines[0], draft.lines[1:]
    return draft


def _share(context: Context, draft: Draft, pair: tuple[Subject, Subject], measure: str, year: int | None) -> str | None:
    total, item = (choose(subject.facts, measure, year, context.slots.version) for subject in pair)
    if total is None or item is None or not total.fact.value or item.fact.value is None:
        return None
    language = context.language
    value = share(item.fact.value, total.fact.value)
    one, two = figure_of(total, language), figure_of(item, language)
    formula = f"{number(two, language)} / {number(one, language)} x 100"
    label = context.say("porsi", "share")
    result = computed(label, value or Decimal(0), "persen", formula, (one, two), measure="porsi")
    draft.know(year)
    first = draft.mark(result)
    name = f"{measure_name(measure, language)} {escape(pair[1].name)}"
    values = f"{shown(two, language)} {draft.mark(two)}", f"{shown(one, language)} {draft.mark(one)}"
    office = f"{escape(one.organisation)} {year or ''}".strip()
    return context.say(
        f"**{shown(result, language)}** {first} (hitung ulang): {name} {values[0]} dari {values[1]} ({office}).",
        f"**{shown(result, language)}** {first} (recomputed): {name} {values[0]} of {values[1]} ({office}).",
    )


_AND = re.compile(r"\b(?:dan|sama|serta|and|plus|dengan)\s+(?=(?:program|kegiatan|sub kegiatan)\b)")


def programmes(context: Context) -> Draft | None:
    """The sum of two or more named programmes or activities; None where no sum of several is asked."""
    slots = context.slots
    pieces = _AND.split(slots.said)
    if not (slots.total and wants_money(slots) and len(pieces) > 1 and len(context.scopes) == 1):
        return None
    scope = context.scopes[0]
    measure = next((m for m in slots.measures if m in ("pagu", "realisasi_anggaran")), "pagu")
    figures: list[Figure] = []
    for year in years_for(context, scope)[:1]:
        for piece in pieces:
            said = {stem(word) for word in plain_words(piece)}
            words = tuple(word for word in slots.words if word in said)
            named = context.with_slots(words=words, levels=slots.levels or ("program",)) if words else None
            found = subjects(named.frame, named.slots, scope)[:1] if named else []
            choice = choose(found[0].facts, measure, year, slots.version) if found else None
            if choice is None or choice.fact.value is None:
                return None
            figures.append(figure_of(choice, context.language, measure))
    if len(set(figures)) != len(pieces):
        return missing.not_found(context)  # two of them were taken for one
    draft = Draft()
    value = sum((figure.value or Decimal(0) for figure in figures), Decimal(0))
    formula = " + ".join(number(figure, context.language) for figure in figures)
    result = computed(context.say("jumlah", "sum"), value, "rupiah", formula, figures, measure="jumlah")
    mark = draft.mark(result)
    parts = [f"{escape(f.indicator)} {shown(f, context.language)} {draft.mark(f)}" for f in figures]
    draft.know(figures[0].period_year)
    name = f"{measure_name(measure, context.language)} {escape(scope.organisation)} {figures[0].period_year or ''}"
    kind = context.say("hitung ulang", "recomputed")
    draft.lead = f"**{shown(result, context.language)}** {mark} ({name.strip()}, {kind}): {'; '.join(parts)}."
    return draft
