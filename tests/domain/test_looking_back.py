"""Looking back: periods, sums, and sentences that rate nobody."""

from datetime import date, timedelta

import pytest

from relationship_journal.domain import looking_back as rules
from relationship_journal.domain.codes import Channel
from relationship_journal.domain.looking_back import Answers, Exchange, Period, Sum

TODAY = date(2026, 11, 23)
YEAR = rules.last_twelve_months(TODAY)


def exchange(
    day: date,
    direction: str = "outgoing",
    *,
    contact: int = 1,
    channel: str = "comment",
    outcome: str = "",
    entry: int | None = None,
) -> Exchange:
    exchange.count += 1
    return Exchange(entry or exchange.count, contact, day, direction, channel, outcome)


exchange.count = 1000


def test_the_last_year_is_this_month_and_the_eleven_before():
    assert Period("last_year", date(2025, 12, 1), TODAY) == YEAR
    assert rules.months_label(YEAR) == "December 2025 to November 2026"


def test_every_year_there_is_can_be_chosen_and_all_together():
    found = rules.periods(TODAY, date(2024, 5, 3))
    assert [one.key for one in found] == ["last_year", "2026", "2025", "2024", "all"]
    assert found[1] == Period("2026", date(2026, 1, 1), TODAY)
    assert found[-1] == Period("all", date(2024, 1, 1), TODAY)
    assert [rules.period_label(one) for one in found][::4] == ["The last year", "All years"]


def test_a_journal_without_entries_offers_the_last_year_alone():
    assert rules.periods(TODAY, None) == [YEAR]


def test_an_entry_with_two_people_is_summed_once():
    day = date(2026, 11, 2)
    found = rules.sums([exchange(day, contact=1, entry=5), exchange(day, contact=2, entry=5)], YEAR)
    assert found[-1] == Sum(date(2026, 11, 1), 1, 0)
    assert len(found) == 12


def test_more_than_three_years_are_summed_by_year():
    period = Period("all", date(2016, 1, 1), TODAY)
    found = rules.sums([exchange(date(2017, 3, 3), "incoming")], period)
    assert [(one.first.year, one.received) for one in found][:2] == [(2016, 0), (2017, 1)]
    assert all(one.is_year for one in found)


@pytest.mark.parametrize(
    ("count", "most", "step"),
    [(0, 9, 0), (1, 4, 1), (4, 4, 4), (1, 100, 1), (25, 100, 1), (26, 100, 2), (100, 100, 4)],
)
def test_a_day_is_drawn_in_five_steps(count, most, step):
    assert rules.step(count, most) == step


@pytest.mark.parametrize(
    ("outcome", "answered_after", "answered"),
    [("", 0, 1), ("", 30, 1), ("", 31, 0), ("answered", None, 1), ("no_answer", 3, 0)],
)
def test_an_entry_is_answered_when_it_says_so_or_they_wrote_within_thirty_days(
    outcome, answered_after, answered
):
    sent = date(2026, 3, 1)
    found = [exchange(sent, outcome=outcome)]
    if answered_after is not None:
        found.append(exchange(sent + timedelta(days=answered_after), "incoming"))
    assert rules.answers(found, YEAR) == [Answers(Channel.COMMENT, answered, 1)]


def test_an_answer_of_somebody_else_does_not_count():
    found = [exchange(date(2026, 3, 1)), exchange(date(2026, 3, 2), "incoming", contact=2)]
    assert rules.answers(found, YEAR) == [Answers(Channel.COMMENT, 0, 1)]


def test_who_was_close_and_silent_for_three_times_their_gap_went_quiet():
    close = [exchange(date(2026, 1, 1) + timedelta(days=30 * n)) for n in range(5)]
    last = close[-1].day
    days_of = rules.days_by_person(close, TODAY)
    assert rules.gone_quiet(days_of, Period("x", YEAR.first, last + timedelta(days=89))) == []
    period = Period("x", YEAR.first, last + timedelta(days=90))
    assert rules.gone_quiet(days_of, period) == [(1, last, 30)]
    assert rules.gone_quiet(rules.days_by_person(close[:4], TODAY), YEAR) == []


def test_the_rhythm_is_the_median_of_everyones_gaps():
    days = [date(2026, 1, 1) + timedelta(days=n) for n in (0, 10, 20, 30, 40, 90)]
    days_of = rules.days_by_person([exchange(day) for day in days], TODAY)
    assert rules.rhythm(days_of, {1}, YEAR) == rules.Rhythm(5, 10)
    assert rules.rhythm({1: days[:5]}, {1}, YEAR).usual_gap is None
    assert rules.rhythm(days_of, {2}, YEAR).gaps == 0


def test_fewer_than_five_events_say_nothing():
    few = [Sum(date(2026, month, 1), 1, 0) for month in (1, 2, 3, 4)]
    early = "Too early to say."
    assert rules.sums_sentence(few) == early
    assert rules.days_sentence({date(2026, 1, 1): (4, 9)}, YEAR) == early
    assert rules.answers_sentence([Answers(Channel.COMMENT, 4, 4)], {}) == early
    assert rules.rhythm_sentence("Inner", rules.Rhythm(4, None), 14) == "Inner: too early to say."


def test_the_sentence_of_given_and_received_names_a_month_that_was_quiet():
    counts = (14, 18, 12, 21, 16, 19, 11, 3, 15, 22, 24, 17)
    months = [date(2025 + (n + 11) // 12, (n + 11) % 12 + 1, 1) for n in range(12)]
    found = [Sum(month, n, n // 2) for month, n in zip(months, counts, strict=True)]
    assert rules.sums_sentence(found) == (
        "You wrote 192 times and heard back 93 times. July was quiet on both sides."
    )


def test_months_before_the_first_exchange_are_not_called_quiet():
    counts = (0, 0, 0, 0, 0, 3, 3, 3, 3, 3, 3, 1)
    months = [date(2025 + (n + 11) // 12, (n + 11) % 12 + 1, 1) for n in range(12)]
    found = [Sum(month, n, n) for month, n in zip(months, counts, strict=True)]
    assert rules.sums_sentence(found) == "You wrote 19 times and heard back 19 times."


def test_the_longest_pause_is_named_without_a_reproach():
    days = {date(2026, 7, day): (1, 0) for day in (1, 2, 3, 25, 26)}
    assert rules.days_sentence(days, YEAR) == (
        "You wrote on 5 days. The longest pause was 4 to 24 July; nothing was lost by it."
    )


@pytest.mark.parametrize(
    ("first", "last", "label"),
    [
        (date(2026, 7, 4), date(2026, 7, 4), "4 July"),
        (date(2026, 6, 28), date(2026, 7, 3), "28 June to 3 July"),
        (date(2025, 12, 20), date(2026, 1, 3), "20 December 2025 to 3 January 2026"),
    ],
)
def test_days_are_said_as_a_person_says_them(first, last, label):
    assert rules.days_label(first, last) == label


def test_where_answers_come_is_said_in_counts():
    found = [Answers(Channel.COMMENT, 41, 58), Answers(Channel.LINK, 6, 41)]
    labels = {Channel.COMMENT: "Blog comments", Channel.LINK: "Links to their posts"}
    said = rules.answers_sentence(found, labels)
    assert said == "Blog comments: 41 of 58 were answered. Links to their posts: rarely."
    assert "%" not in said


@pytest.mark.parametrize(
    ("day", "key", "first", "last"),
    [
        (date(2026, 1, 1), "2026-1", date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 11, 23), "2026-4", date(2026, 10, 1), date(2026, 12, 31)),
    ],
)
def test_a_quarter_has_three_months(day, key, first, last):
    assert rules.quarter_of(day) == Period(key, first, last)


def test_the_last_whole_quarter_is_offered_first():
    assert [one.key for one in rules.quarters(TODAY, 3)] == ["2026-3", "2026-4", "2026-2", "2026-1"]
