"""What is understood of a question."""

import pytest

from assistant.question import Slots, understand
from assistant.wording import language_of
from tests.assistant.world import FRAME, OFFICES


def read(text: str) -> Slots:
    return understand(text, OFFICES, FRAME)


@pytest.mark.parametrize(
    "text",
    [
        "Berapa IKM Kecamatan Melati tahun 2024?",
        "brp ikm kec melati thn 2024",
        "tolong dong IKM melati 2024 berapa ya",
        "Berapakah indeks kepuasan masyarakat Melati 2024",
        "2024, Melati: nilai SKM berapa?",
        "What was the public satisfaction index of Melati in 2024?",
        "berapa IKM kecamatan mellati 2024?",
    ],
)
def test_one_question_in_many_words(text: str) -> None:
    slots = read(text)
    assert slots.codes == ("IKM",)
    assert slots.organisations == ("Kecamatan Melati",)
    assert slots.years.resolve(2024) == (2024,)
    assert slots.intent == "lookup"
    assert slots.words == ()


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("berapa target IKM?", ("target",)),
        ("target akhir renstra IKM?", ("target_akhir_renstra",)),
        ("pagu, realisasi dan serapan anggaran Melati", ("pagu", "realisasi_anggaran", "serapan")),
        ("realisasi anggaran gaji", ("realisasi_anggaran",)),
        ("sisa anggarannya berapa?", ("sisa",)),
        ("How much of the budget was left unspent?", ("pagu", "sisa")),
        ("capaian IKM masuk kategori apa?", ("capaian", "kategori")),
        ("nilai IKM", ()),
    ],
)
def test_measures(text: str, measures: tuple[str, ...]) -> None:
    assert read(text).measures == measures


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("IKM tahun lalu", (2023,)),
        ("IKM dua tahun terakhir", (2023, 2024)),
        ("IKM 2021 sampai 2024", (2021, 2022, 2023, 2024)),
        ("IKM 2022-2024", (2022, 2023, 2024)),
        ("IKM 2022 dan 2024", (2022, 2024)),
        ("IKM tahun sebelumnya (2023)", (2023,)),
        ("IKM last year", (2023,)),
        ("berapa IKM", ()),
    ],
)
def test_years_are_relative_to_the_report(text: str, years: tuple[int, ...]) -> None:
    assert read(text).years.resolve(2024) == years


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("kenapa IKM turun?", "cause"),
        ("apakah target SAKIP tercapai?", "achievement"),
        ("indikator mana yang tidak mencapai target?", "missed"),
        ("sub kegiatan apa yang serapannya paling rendah?", "rank"),
        ("bandingkan IKM Melati dan Dahlia", "compare"),
        ("perkembangan IKM 2022 sampai 2024", "change"),
        ("apa dasar hukum LKjIP?", "legal"),
        ("pagu program peningkatan kapasitas aparatur", "lookup"),
    ],
)
def test_intents(text: str, intent: str) -> None:
    assert read(text).intent == intent


def test_an_office_that_is_not_loaded_is_told_apart() -> None:
    assert read("berapa IKM Kecamatan Anggrekwulung 2024").unknown_office == "anggrekwulung"
    assert read("berapa IKM kecamatan lain?").unknown_office is None


def test_acronyms_are_never_guessed() -> None:
    assert read("berapa IKK Melati?").codes == ()
    assert read("berapa IKN Melati?").codes == ()


@pytest.mark.parametrize(("text", "language"), [("How much was it?", "en"), ("berapa IKM", "id"), ("IKM 2024", "id")])
def test_language(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("text", "intent", "quoted"),
    [
        ("apa kesimpulan laporan Melati 2024?", "topic", True),
        ("simpulannya apa?", "topic", True),
        ("what is the conclusion of Melati?", "topic", True),
        ("kesimpulannya IKM Melati naik atau turun?", "change", False),
        ("apa kesimpulannya, target IKM tercapai?", "achievement", False),
    ],
)
def test_a_conclusion_is_quoted_unless_a_figure_is_asked(text: str, intent: str, quoted: bool) -> None:
    slots = read(text)
    assert (slots.intent, slots.text_intent) == (intent, quoted)
