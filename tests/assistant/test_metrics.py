"""The arithmetic, and which printed figure is chosen."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from assistant.metrics.achievement import achieved_percent, is_met, lower_is_better, range_of
from assistant.metrics.budget import absorption, remaining, share
from assistant.metrics.change import change, trend
from assistant.metrics.lookup import choose
from assistant.metrics.ranking import average, extremes, filtered, ranked
from tests.assistant.world import DAHLIA, MELATI, MELATI_2023, fact

numbers = st.decimals(min_value=-10_000, max_value=10_000, places=2)


@given(numbers, numbers)
def test_change_leads_from_before_to_after(before: Decimal, after: Decimal) -> None:
    moved = change(before, after)
    assert before + moved.points == after
    assert (moved.relative is None) == (before == 0)
    assert change(after, before).points == -moved.points


def test_change_gives_points_and_relative_percent() -> None:
    moved = change(Decimal("94.39"), Decimal("93.53"))
    assert moved.points == Decimal("-0.86")
    assert round(moved.relative, 2) == Decimal("-0.91")
    assert moved.direction == "down"


def test_trend() -> None:
    assert trend([Decimal(1), Decimal(2), Decimal(2)]) == "up"
    assert trend([Decimal(3), Decimal(2), Decimal(5)]) == "mixed"
    assert trend([Decimal(3)]) == "same"


def test_zero_targets_and_budgets_are_undefined() -> None:
    assert achieved_percent(Decimal(0), Decimal(1)) is None
    assert absorption(Decimal(0), Decimal(1)) is None
    assert share(Decimal(1), Decimal(0)) is None


def test_rumus_one_and_two() -> None:
    assert achieved_percent(Decimal(80), Decimal(100)) == 125
    assert achieved_percent(Decimal(80), Decimal(100), lower_is_better=True) == 75


def test_range_targets() -> None:
    assert range_of("60-70") == (60, 70)
    assert range_of("60 – 70 Nilai") == (60, 70)
    assert range_of("70") is None
    assert range_of("2024-01") is None
    assert is_met((Decimal(60), Decimal(70)), Decimal("67.15"))
    assert not is_met((Decimal(60), Decimal(70)), Decimal("59.99"))


@given(st.lists(numbers, min_size=1))
def test_ranking_keeps_everything_and_orders_it(values: list[Decimal]) -> None:
    ordered = ranked(values, lambda v: v)
    assert sorted(ordered) == sorted(values)
    assert ordered[0] == max(values)
    assert extremes(values, lambda v: v, highest=False)[0] == min(values)
    assert min(values) <= average(values) <= max(values)
    assert all(v < 5 for v in filtered(values, lambda v: v, "<", Decimal(5)))


def test_remaining_can_be_negative() -> None:
    assert remaining(Decimal(100), Decimal(120)) == -20


def test_the_years_own_report_comes_first() -> None:
    own = fact(MELATI_2023, "IKM", "realisasi", "89,10", code="IKM")
    later = fact(MELATI, "IKM", "realisasi", "89,00", code="IKM", year=2023)
    assert choose([later, own], "realisasi", 2023).fact is own
    assert choose([later], "realisasi", 2023).fact is later
    assert choose([own, later], "realisasi", 2021) is None


def test_results_table_before_other_table_before_text() -> None:
    text = fact(MELATI, "IKM", "realisasi", "1", table=None, line=1)
    other = fact(MELATI, "IKM", "realisasi", "2", table="Tabel 1.2 Gambaran umum", line=2)
    results = fact(MELATI, "IKM", "realisasi", "3", line=3)
    assert choose([text, other, results], "realisasi", 2024).fact is results
    assert choose([text, other], "realisasi", 2024).fact is other


def test_final_budget_before_first_unless_asked() -> None:
    first = fact(MELATI, "Jumlah", "pagu", "100", version="murni", level="total")
    final = fact(MELATI, "Jumlah", "pagu", "120", version="perubahan", level="total")
    assert choose([first, final], "pagu", 2024).fact is final
    assert choose([first, final], "pagu", 2024, "murni").fact is first


def test_other_values_are_kept_and_agreement_counted() -> None:
    a = fact(MELATI, "IKM", "realisasi", "93,53", line=1)
    b = fact(MELATI, "IKM", "realisasi", "93,53", line=2, table="Tabel 4.1 Lain")
    c = fact(MELATI, "IKM", "realisasi", "93,35", line=3, table="Tabel 4.1 Lain")
    rounded = fact(MELATI, "IKM", "realisasi", "93,5", line=4, table="Tabel 4.1 Lain")
    chosen = choose([c, b, a, rounded], "realisasi", 2024)
    assert chosen.fact is a
    assert chosen.agree == (b,)
    assert chosen.differ == (c,)


def test_damaged_cells_lose_against_whole_ones() -> None:
    damaged = fact(MELATI, "IKM", "realisasi", "9", flags=("damaged",), line=1)
    whole = fact(MELATI, "IKM", "realisasi", "90", line=2)
    assert choose([damaged, whole], "realisasi", 2024).fact is whole


def test_end_of_plan_target_falls_back_on_the_plans_last_year() -> None:
    planned = [fact(DAHLIA, "IKM", "target", str(80 + y), year=2020 + y, version="renstra") for y in range(1, 6)]
    assert choose(planned, "target_akhir_renstra", 2024).fact.period_year == 2025


def test_a_score_that_its_own_row_contradicts_loses() -> None:
    common = {"code": "SAKIP", "level": "komponen"}
    wrong = [
        fact(MELATI, "Pelaporan Kinerja", measure, printed, line=1, **common)
        for measure, printed in (("bobot", "15"), ("nilai", "6,91"), ("capaian", "72,47"))
    ]
    right = fact(MELATI, "Pelaporan Kinerja", "nilai", "10,87", line=9, table="Tabel 1.3 Hasil", **common)
    chosen = choose([*wrong, right], "nilai", 2024)
    assert chosen.fact is right
    assert [f.as_printed for f in chosen.differ] == ["6,91"]


def test_less_is_better_is_told_by_the_printed_capaian_or_the_name() -> None:
    assert lower_is_better("Rata-rata waktu penyelesaian surat", Decimal(20), Decimal(18))
    assert lower_is_better("Indikator apa pun", Decimal(20), Decimal(18), Decimal(110))
    assert not lower_is_better("Rata-rata waktu", Decimal(20), Decimal(18), Decimal(90))
    assert not lower_is_better("Indeks Kepuasan Masyarakat", Decimal(20), Decimal(18))
