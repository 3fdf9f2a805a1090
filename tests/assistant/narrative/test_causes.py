"""Stated causes: tied to what is asked by name, by the sentence before or by the title above, and said once."""

from assistant.narrative.asked import Asked
from assistant.narrative.causes import Statement, merged, sentences
from assistant.narrative.pieces import Kind, Piece, of_passages
from corpus.fact import Source
from tests.assistant.world import passage

IKM = Asked(
    codes=("IKM",),
    names=("Indeks Kepuasan Masyarakat (IKM)",),
    goals=("Meningkatnya kualitas pelayanan publik",),
    others=("Persentase gangguan trantibum yang ditangani",),
)


def piece(text: str, place: int = 0, kind: Kind = "paragraph", row: tuple[str, ...] = ()) -> Piece:
    return Piece(kind, place, text, Source("a.txt", place + 1, place + 1), ("BAB III", "3.1"), row)


def found(*pieces: Piece, what: Asked = IKM, wanted: tuple[str, ...] = ("down", "bad")) -> list[str]:
    return [one.passage.text for one in sentences(pieces, "a", what, wanted)]


def test_a_sentence_that_names_the_indicator():
    said = "IKM turun karena loket rusak parah."
    assert found(piece(said)) == [said]


def test_a_sentence_on_another_indicator_is_none():
    assert found(piece("Nilai SAKIP turun karena dokumen terlambat masuk.")) == []
    assert found(piece("Gangguan trantibum yang ditangani menurun karena hujan lebat.")) == []


def test_a_sentence_on_all_indicators_is_none():
    assert found(piece("Rata-rata capaian kinerja IKM turun karena banyak sebab.")) == []


def test_a_sentence_that_points_to_the_one_before():
    assert found(piece("IKM turun 2 poin. Penurunan ini disebabkan oleh loket yang rusak.")) == [
        "Penurunan ini disebabkan oleh loket yang rusak."
    ]
    assert found(piece("SAKIP turun 2 poin. Penurunan ini disebabkan oleh loket yang rusak.")) == []


def test_a_title_above_ties_only_what_points_to_it():
    title = piece("1. IKM Kecamatan", 0, "list_item")
    assert found(title, piece("Penurunan tersebut karena loket rusak parah.", 1))
    assert not found(title, piece("Kehadiran pegawai menurun karena cuti bersama panjang.", 1))


def test_the_objective_ties():
    said = "Sasaran meningkatnya kualitas pelayanan publik belum tercapai karena loket rusak parah."
    assert found(piece(said)) == [said]


def test_a_list_that_states_the_cause_is_taken_whole():
    one = next(
        sentences(
            [
                piece("IKM turun disebabkan karena :", 0),
                piece("1. Loket rusak", 1, "list_item"),
                piece("2. Petugas kurang", 2, "list_item"),
            ],
            "a",
            IKM,
            ("down", "bad"),
        )
    )
    assert [item.text for item in one.items] == ["1. Loket rusak", "2. Petugas kurang"]
    assert one.passages[0].source.line_end == 3


def test_a_telling_cell_is_tied_by_the_names_of_its_row():
    cell = "Capaian belum maksimal karena loket rusak parah."
    assert found(piece(cell, 0, "cell", ("Indeks Kepuasan Masyarakat (IKM)",))) == [cell]
    assert found(piece(cell, 0, "cell", ("Nilai SAKIP",))) == []


def test_a_cell_must_be_the_name_and_nothing_besides():
    assert IKM.is_cell("Nilai IKM")
    assert not IKM.is_cell("Rata-rata IKM Desa")


def test_statements_that_say_the_same_are_one_with_both_places():
    one, two = (Statement(passage("IKM turun karena loket rusak.", line=line)) for line in (5, 9))
    kept = merged([one, two])
    assert len(kept) == 1
    assert [also.source.line_start for also in kept[0].also] == [9]


def test_passages_serve_where_reports_cannot_be_read_whole():
    pieces = of_passages([passage("IKM turun karena loket rusak parah.\nA | B | C")])
    assert [one.text for one in pieces] == ["IKM turun karena loket rusak parah."]


def test_a_name_with_another_telling_word_is_another_indicator():
    what = Asked(names=("Persentase penanganan sampah",), others=("Persentase pengurangan sampah",))
    said = "Pengurangan sampah menurun karena loket rusak parah."
    assert found(piece(said), what=what) == []
