import pytest

from assistant.planning import figures


@pytest.mark.parametrize(
    ("value", "shown"),
    [(14131, "14,131"), (96.2, "96.2"), (1.8, "1.8"), (0, "0"), (452.194, "452.19"), (-3.0, "-3")],
)
def test_a_number_has_separators_and_at_most_two_decimals(value, shown):
    assert figures.number(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"), [(35.72, "35.7%"), (4.71, "4.71%"), (8, "8%"), (100, "100%"), (0, "0%")]
)
def test_a_percentage_keeps_the_precision_one_can_act_on(value, shown):
    assert figures.percent(value) == shown


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (3_600_000, "360 万元"),
        (216_000, "21.6 万元"),
        (610_459, "610,459 元"),
        (9_900, "9,900 元"),
    ],
)
def test_a_round_amount_is_said_as_owners_say_it(value, shown):
    assert figures.short_yuan(value, "zh") == shown


def test_english_amounts_stay_in_full_digits():
    assert figures.short_yuan(3_600_000, "en") == "3,600,000 yuan"


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (2.5, "pct", "2.5%"),
        (9, "people", "9 人"),
        (30, "minutes", "30 分钟"),
        (True, "", "是"),
        ("2029-12-31", "date", "2029-12-31"),
        (1200, "count", "1,200"),
    ],
)
def test_a_value_is_written_with_its_unit(value, unit, shown):
    assert figures.measured(value, unit, "zh") == shown
