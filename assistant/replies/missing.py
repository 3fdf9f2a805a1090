"""Not found, honestly: which office, year or indicator is missing, and what the reports do hold instead."""

from __future__ import annotations

from assistant.linking import Scope, main_indicators, subjects, wants_money
from assistant.metrics.lookup import choose, name_rank
from assistant.numerals import numeric_tokens, readings
from assistant.render import escape
from assistant.replies.draft import Context, Draft, figure_of, measure_name
from assistant.wording import stem, stems
from corpus.vocabulary import indicator

_SHORT = 5
_TELLING = 2
_OPTIONS = 6
_INDICATORS = frozenset({"tujuan", "sasaran", "program", "kegiatan", "sub_kegiatan"})


def unknown_office(context: Context) -> Draft:
    """The question names an office that no loaded report is about."""
    name = escape((context.slots.unknown_office or "").title())
    loaded = ", ".join(escape(scope.organisation) for scope in context.scopes[:10])
    draft = Draft(status="not_found")
    draft.lead = context.say(
        f"**Tidak ditemukan:** tidak ada laporan {name} yang dimuat.", f"**Not found:** no report of {name} is loaded."
    )
    if loaded:
        draft.lines.append(context.say(f"Yang dimuat: {loaded}.", f"Loaded: {loaded}."))
    return draft


def nothing_selected(context: Context) -> Draft:
    """The selection holds no report."""
    return Draft(
        lead=context.say(
            "**Tidak ditemukan:** tidak ada laporan yang dipilih atau dimuat.",
            "**Not found:** no report is selected or loaded.",
        ),
        status="not_found",
    )


def clarify(context: Context) -> Draft:
    """The question names no thing at all: ask which, with what the reports hold as options."""
    codes: list[str] = []
    for scope in context.scopes:
        codes += [s.code or s.name for s in main_indicators(context.frame, context.slots, scope)]
    options = ", ".join(escape(name) for name in dict.fromkeys(codes[:6]))
    return Draft(
        lead=context.say(
            f"Indikator, program, atau anggaran apa yang dimaksud? Misalnya: {options or 'IKM, SAKIP, pagu'}.",
            f"Which indicator, programme or budget do you mean? For instance: {options or 'IKM, SAKIP, budget'}.",
        ),
        status="clarify",
    )


def too_general(context: Context) -> bool:
    """Whether a short question names its thing by general words alone ("persentase desa", "kinerja")."""
    slots = context.slots
    named = slots.codes or slots.words or slots.measures or slots.count_of or slots.levels or slots.budget
    return bool(slots.weak) and not named and slots.intent == "lookup" and len(context.question.split()) <= _SHORT


def which(context: Context) -> Draft:
    """Ask which of the names that hold the words is meant; the main indicators where none holds them all."""
    said = {stem(word) for word in context.slots.plain_text.split()}
    wanted = {word for word in said if word in context.slots.weak or word == "persen"}
    names: dict[str, None] = {}
    for scope in context.scopes:
        for index in sorted(scope.indexes):
            fact = context.frame.facts[index]
            if wanted <= context.frame.name_stems(index) and fact.level in _INDICATORS:
                names.setdefault(" ".join(fact.indicator.split()), None)
    distinct = {" ".join(sorted(stems(name))): name for name in reversed(names)}
    options = list(reversed(distinct.values()))
    if not options or len(wanted) < _TELLING:
        return clarify(context)
    shown = "; ".join(escape(name) for name in options[:_OPTIONS])
    more = "; ..." if len(options) > _OPTIONS else ""
    return Draft(
        lead=context.say(f"Yang mana? {shown}{more}.", f"Which one? {shown}{more}."),
        status="clarify",
        numbers={reading for token in numeric_tokens(shown) for reading in readings(token)},
    )


def not_selected(context: Context, loaded: list[str]) -> Draft:
    """The question names an office that is in the library but not among the selected reports."""
    named = ", ".join(escape(name) for name in context.slots.organisations)
    others = ", ".join(escape(name) for name in dict.fromkeys(loaded))
    return Draft(
        lead=context.say(
            f"**Tidak ditemukan:** laporan {named} tidak ada di antara laporan yang dipilih ({others}).",
            f"**Not found:** the report of {named} is not among the selected ones ({others}).",
        ),
        status="not_found",
    )


def not_found(context: Context) -> Draft:
    """No figure fits: say what was looked for, and which years of it exist, office by office."""
    draft = Draft(status="not_found")
    wanted = asked_for(context)
    offices = ", ".join(escape(scope.organisation) for scope in context.scopes[:8])
    everywhere = len(context.scopes) > 1 and not context.slots.organisations
    years = sorted({y for scope in context.scopes for y in context.slots.years.resolve(scope.year)})
    draft.know(*years)
    when = context.say(" tahun ", " for ") + ", ".join(map(str, years)) if years else ""
    draft.lead = context.say(
        f"**Tidak ditemukan:** laporan yang dimuat tidak memuat {wanted}{'' if everywhere else f' {offices}'}{when}.",
        f"**Not found:** the loaded reports do not give {wanted}{'' if everywhere else f' of {offices}'}{when}.",
    )
    if everywhere:
        draft.lines.append(context.say(f"Dicari di laporan: {offices}.", f"Searched in the reports of: {offices}."))
    if context.slots.codes or context.slots.words or wants_money(context.slots):
        for scope in context.scopes[:8]:
            _say_available(draft, context, scope)
    return draft


def no_part(context: Context, topic: str) -> Draft:
    """No part of the reports is about a topic that questions ask of by name."""
    return nowhere(
        context,
        f"tidak ada bagian tentang {escape(topic)} di laporan yang dimuat",
        f"no part of the loaded reports is about this ({escape(topic)})",
    )


def nowhere(context: Context, indonesian: str, english: str) -> Draft:
    """Not found, with what is not there in both languages and the offices whose reports were searched."""
    offices = ", ".join(escape(scope.organisation) for scope in context.scopes[:8])
    return Draft(
        lead=context.say(f"**Tidak ditemukan:** {indonesian}.", f"**Not found:** {english}."),
        lines=[context.say(f"Dicari di laporan: {offices}.", f"Searched in the reports of: {offices}.")],
        status="not_found",
    )


def asked_for(context: Context) -> str:
    """What was looked for, in words."""
    names = [str((indicator(code) or {}).get("name", code)) for code in context.slots.codes]
    measures = [measure_name(m, context.language) for m in context.slots.measures]
    wanted = set(context.slots.words) if not names else set()
    words = [word for word in dict.fromkeys(context.slots.plain_text.split()) if stem(word) in wanted]
    counted = [f"{context.say('jumlah', 'the number of')} {context.slots.count_of}"] if context.slots.count_of else []
    text = " ".join((*measures, *names, *(words or counted)))
    return escape(text) or context.say("angka itu", "that figure")


def _say_available(draft: Draft, context: Context, scope: Scope) -> None:
    """The years for which the office does print what was asked, each with its figure cited."""
    for subject in subjects(context.frame, context.slots, scope):
        measure = (context.slots.measures or ("realisasi",))[0]
        years = sorted({f.period_year for f in subject.facts if f.period_year and name_rank(f, measure) is not None})
        shown_years = []
        for year in years[-6:]:
            choice = choose(subject.facts, measure, year)
            if choice is not None and choice.fact.value is not None:
                draft.know(year)
                shown_years.append(f"{year} {draft.mark(figure_of(choice, context.language, measure))}")
        if shown_years:
            listed = ", ".join(shown_years)
            draft.lines.append(
                context.say(
                    f"Tersedia untuk {escape(scope.organisation)}: {listed}.",
                    f"Available for {escape(scope.organisation)}: {listed}.",
                )
            )
