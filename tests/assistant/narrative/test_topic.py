"""What a question in words is about, and which parts of a report are about it."""

from __future__ import annotations

import pytest

from assistant.narrative.topic import Topic, topic_of
from assistant.wording import stems


def topic(question: str) -> Topic:
    named = [word for word in stems(question) if word not in ("apa", "yang", "bagaimana", "saja")]
    return topic_of(question, named, lambda word: 9.0 if word in ("sampah", "bencana") else 3.0)


@pytest.mark.parametrize(
    ("question", "about", "other"),
    [
        ("penghargaan apa saja yang diraih", "Juara 2 lomba sinergitas", "Capaian kinerja sangat baik"),
        ("kendala apa saja", "Kurangnya aparatur menyebabkan keterlambatan", "Semua sasaran telah terlampaui"),
        ("apa visi", "Visi Kabupaten Melati adalah", "Meningkatkan provisi layanan"),
        ("pelatihan apa yang diikuti", "Bimtek pelayanan prima", "Jumlah pegawai 12 orang"),
        ("bagaimana pengelolaan sampah", "Sampah dikelola oleh desa", "Pengelolaan keuangan kecamatan"),
        ("bencana apa yang terjadi", "Penanganan bencana banjir", "Terjadi kenaikan nilai"),
    ],
)
def test_a_part_is_about_the_topic_when_it_says_so(question: str, about: str, other: str):
    assert topic(question).is_in(about)
    assert not topic(question).is_in(other)


def test_a_description_of_the_report_itself_is_about_no_topic():
    assert not topic("isu strategis apa saja").is_in("Bab ini menyajikan isu strategis yang dihadapi organisasi")


def test_a_question_that_names_nothing_fits_everything():
    assert topic_of("apa saja", [], lambda word: 2.0).is_in("apa pun")


@pytest.mark.parametrize(
    ("title", "items", "leads"),
    [
        ("Inovasi tahun ini antara lain:", ["Antrean daring", "Layanan keliling"], True),
        ("Tujuan global:", ["Industri, inovasi dan infrastruktur", "Tanpa kelaparan", "Air bersih"], False),
        ("Hal yang dilakukan:", ["Inovasi layanan", "Inovasi data", "Rapat"], True),
    ],
)
def test_a_list_is_quoted_for_a_topic_that_leads_it_or_most_of_its_items(title: str, items: list[str], leads: bool):
    assert topic("inovasi apa saja").leads(title, items) is leads


def test_a_title_that_says_the_very_name_is_nearest():
    asked = topic("apa langkah perbaikan")
    titles = ["4.2 Langkah Perbaikan", "3.3 Tindak Lanjut", "1.1 Latar Belakang"]
    assert [asked.distance(title) for title in titles] == [0, 1, 2]
