"""Figures in sentences: "IKM ditargetkan 94 telah tercapai 93,53", "anggaran sebesar Rp ... dengan realisasi ...".

A figure becomes a fact only when a cue word stands right before it (only filler words or the indicator's own name
between) and its subject is known: an indicator or programme that the tables name, a short name of the vocabulary, or
the whole office for its budget. Such facts are flagged `narrative` and never override a table.
"""

from corpus.facts.narrative.reading import extract

__all__ = ["extract"]
