"""What is left of a budget: printed where the report prints it, and recomputed from pagu and realisasi."""

from __future__ import annotations

from assistant.linking import subjects
from assistant.metrics.budget import remaining
from assistant.metrics.lookup import choose
from assistant.numerals import rounded, with_unit
from assistant.render import escape
from assistant.replies.draft import Context, Draft, computed, figure_of, number, shown, warn_two_values
from assistant.replies.lookup import years_for


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
