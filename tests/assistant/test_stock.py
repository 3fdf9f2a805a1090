"""Goods listed on several rows of one name are added up; a single row stays a printed figure."""

from __future__ import annotations

from decimal import Decimal

from assistant.frame import Frame
from assistant.offices import Office
from corpus.facts import extract
from corpus.readers.text import parse
from tests.assistant.world import ask

LIST = (
    "LAPORAN KINERJA\nKECAMATAN MAWAR\nKABUPATEN KENANGA\nTAHUN 2024\n\nBAB I PENDAHULUAN\n\n"
    "Tabel 1.6 Sarana dan Prasarana\n\nNo\tJenis Aset\tMerek\tJumlah\n1\tLaptop\tA\t1\n2\tKursi\tB\t40\n3\tLaptop\tC\t4\n"
    "4\tLaptop\tD\t1\n\nDemikian.\n"
)
MAWAR = Office("kecamatan-mawar-2024", "Kecamatan Mawar", "Kabupaten Kenanga", 2024, "mawar.txt")
FRAME = Frame(list(extract(parse(LIST.encode(), MAWAR.file))), (MAWAR,))


def test_rows_of_one_name_are_added_up():
    first = ask("berapa jumlah barang laptop kecamatan mawar?", frame=FRAME).figures[0]
    assert (first.value, first.computed, first.formula, first.unit) == (Decimal(6), True, "1 + 4 + 1", "unit")
    assert [figure.value for figure in first.inputs] == [1, 4, 1]
    assert [figure.source.line_start for figure in first.inputs] == [11, 13, 14]


def test_a_single_row_is_printed():
    first = ask("berapa jumlah barang kursi kecamatan mawar?", frame=FRAME).figures[0]
    assert (first.value, first.computed) == (Decimal(40), False)
