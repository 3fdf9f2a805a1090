"""Kinds of passages: what the rules find, and that masks and weights carry it without loss."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.vocabulary import load
from index.kinds import kinds_of, mask, names, section_of, weights


@pytest.mark.parametrize(
    ("section", "kind"),
    [
        (("BAB III AKUNTABILITAS KINERJA", "3.1 Capaian", "5. Analisis penyebab keberhasilan/kegagalan"), "analisis"),
        (("BAB III AKUNTABILITAS KINERJA", "C. EFISIENSI PENGGUNAAN SUMBER DAYA"), "efisiensi"),
        (("BAB IV PENUTUP", "4.2 REKOMENDASI"), "saran"),
        (("BAB IV PENUTUP",), "penutup"),
        (("KATA PENGANTAR",), "pengantar"),
        (("BAB I PENDAHULUAN", "1.3 Dasar Hukum"), "hukum"),
        (("BAB III", "3.1 Capaian Kinerja", "1. Sasaran pertama"), "capaian"),
        (("PROFIL",), None),
        ((), None),
    ],
)
def test_the_innermost_heading_that_tells_decides(section: tuple[str, ...], kind: str | None):
    assert section_of(section) == kind


def test_an_appendix_stays_one_down_to_its_parts():
    found = kinds_of(("LAMPIRAN", "B. Matriks Renstra"), "", "", "Uraian.", table=False)
    assert {"lampiran", "rencana"} <= set(found)


def test_what_is_said_is_told_in_prose_by_text_and_in_tables_by_their_head():
    said = "Kenaikan ini disebabkan penambahan loket."
    assert "sebab" in kinds_of(("A",), "", "", said, table=False)
    assert "sebab" not in kinds_of(("A",), "Tabel 3.1 Capaian", "Target | Realisasi", said, table=True)
    assert "tabel_capaian" in kinds_of(("A",), "Tabel 3.1", "Indikator | Target | Realisasi", "1 | 2", table=True)
    assert "prosa" in kinds_of((), "", "", "x", table=False)
    assert "tabel" in kinds_of((), "", "", "x", table=True)


def test_every_kind_has_a_bit_of_its_own():
    assert len(set(names())) == len(names()) < 63
    assert sum(mask([name]) for name in names()) == mask(names())


def test_every_weight_of_the_questions_is_of_a_kind_that_is():
    data = load("passages", "assistant")
    asked = {kind for rule in data["rules"] for kind in rule["prefer"]} | set(data["down"])
    assert asked <= set(names())


@given(st.lists(st.sampled_from([*names(), "tidak-ada"])), st.dictionaries(st.sampled_from(names()), st.floats(-1, 2)))
def test_weights_are_one_plus_those_of_the_kinds_held(held: list[str], prefer: dict[str, float]):
    masks = np.array([mask(held), 0], dtype=np.int64)
    one, none = weights(masks, prefer)
    assert none == 1.0
    assert one == pytest.approx(max(0.25, 1 + sum(prefer.get(kind, 0.0) for kind in set(held))))
