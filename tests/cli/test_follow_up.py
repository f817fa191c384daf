"""remind, done, snooze, skip: the follow-up as it then stands."""

import pytest


def follow_ups(rj):
    return [
        (one["id"], one["due"], one["text"], one["repeat"])
        for one in rj("show", "1", "--json").json["follow_ups"]
    ]


@pytest.mark.parametrize(
    ("when", "due"),
    [
        ("fri", "2026-11-27"),
        ("mon", "2026-11-30"),
        ("today", "2026-11-23"),
        ("tomorrow", "2026-11-24"),
        ("yesterday", "2026-11-22"),
        ("3d", "2026-11-26"),
        ("2w", "2026-12-07"),
        ("6m", "2027-05-23"),
        ("2027-01-31", "2027-01-31"),
        ("2027-01-31 18:30", "2027-01-31"),
        ("23:30", "2026-11-23"),
        ("2020-01-01", "2020-01-01"),
    ],
)
def test_a_reminder_is_due_on_the_day_that_is_meant(rj, ana, when, due):
    assert rj("remind", "Ana", when, "--json").json == {"id": 1, "contact_id": 1, "due": due}
    assert follow_ups(rj) == [(1, due, "", None)]


def test_a_reminder_keeps_text_time_and_repeat(rj, ana):
    rj("remind", "Ana", "2026-11-27 18:30", "--call", "--repeat", "every 3 weeks")
    assert follow_ups(rj) == [(1, "2026-11-27", "--call", "every 3 weeks")]
    assert rj("show", "1", "--json").json["follow_ups"][0]["at"] == "18:30"
    rj("remind", "Ana", "fri", "-", stdin=b"from a pipe")
    assert follow_ups(rj)[0][2] == "from a pipe"


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        ("daily", "daily"),
        ("WEEKLY", "weekly"),
        ("every 1 month", "monthly"),
        ("every 2 years", "every 2 years"),
        ("FREQ=WEEKLY;INTERVAL=2", "every 2 weeks"),
    ],
)
def test_a_rule_is_kept_in_its_own_words(rj, ana, rule, kept):
    rj("remind", "Ana", "fri", "--repeat", rule)
    assert follow_ups(rj)[0][3] == kept


@pytest.mark.parametrize(
    "words",
    [
        ["someday"],
        [""],
        ["fri", "x", "--repeat", "sometimes"],
        ["fri", "x", "--repeat", ""],
        ["fri", "x", "--from-completion"],
        ["fri", "x", "--repeat", "FREQ=WEEKLY;COUNT=3", "--from-completion"],
        [],
        ["--x"],
    ],
)
def test_a_reminder_that_says_nothing_clear_is_wrong_usage(rj, ana, words):
    rj("remind", "Ana", *words).refused(2)
    assert follow_ups(rj) == []


def test_open_follow_ups_stand_soonest_first(rj, ana):
    rj("remind", "Ana", "2w", "later")
    rj("remind", "Ana", "fri", "sooner")
    assert [one[2] for one in follow_ups(rj)] == ["sooner", "later"]


def test_done_closes_and_says_no_day(rj, ana):
    rj("remind", "Ana", "today", "call")
    assert rj("done", "1", "--json").json == {"id": 1, "contact_id": 1, "due": None}
    assert follow_ups(rj) == []
    line = rj("show", "1", "--json").json["timeline"][0]
    assert (line["kind"], line["id"], line["outcome"]) == ("follow_up", 1, "done")
    assert rj("done", "1").refused(1) == "This follow-up is closed already."


def test_a_repeating_one_keeps_its_id_and_shows_its_next_day(rj, ana):
    rj("remind", "Ana", "2026-01-31", "--repeat", "monthly")
    assert rj("done", "1", "--json", at="2026-02-10").json["due"] == "2026-02-28"
    assert rj("skip", "1", "--json", at="2026-03-01").json["due"] == "2026-03-31"
    assert follow_ups(rj) == [(1, "2026-03-31", "", "monthly")]


def test_one_that_repeats_from_completion_counts_from_the_day_it_was_done(rj, ana):
    rj("remind", "Ana", "2026-11-01", "--repeat", "every 3 weeks", "--from-completion")
    assert rj("done", "1", "--json").json["due"] == "2026-12-14"


def test_a_snooze_moves_the_day_and_leaves_the_repeat_alone(rj, ana):
    rj("remind", "Ana", "2026-11-20", "--repeat", "weekly")
    assert rj("snooze", "1", "3d", "--json").json == {"id": 1, "contact_id": 1, "due": "2026-11-26"}
    assert follow_ups(rj) == [(1, "2026-11-26", "", "weekly")]
    assert rj("done", "1", "--json", at="2026-11-26").json["due"] == "2026-11-27"


def test_a_person_is_let_wait_or_be(rj, ana):
    assert rj("snooze", "--contact", "Ana", "3d", "--json").json == {
        "id": None,
        "contact_id": 1,
        "due": "2026-11-26",
    }
    assert rj("skip", "--contact=1", "--json").json == {"id": None, "contact_id": 1, "due": None}
    assert rj("snooze", "fri", "--contact", "Ana").lines == ["Ana Lind waits until Fri 27 Nov."]
    assert rj("skip", "--contact", "Ana").lines == ["Ana Lind: not this time."]


@pytest.mark.parametrize("words", [["done", "7"], ["skip", "7"], ["snooze", "7", "fri"]])
def test_an_unknown_id_is_refused(rj, ana, words):
    assert rj(*words).refused(1) == "There is no follow-up 7."


@pytest.mark.parametrize(
    "words",
    [
        ["done"],
        ["done", "one"],
        ["done", "1", "2"],
        ["snooze", "1"],
        ["snooze", "1", "someday"],
        ["snooze", "--contact", "Ana"],
        ["skip", "--contact", "Ana", "1"],
        ["skip", "--contact"],
    ],
)
def test_words_that_make_no_command_are_wrong_usage(rj, ana, words):
    rj(*words).refused(2)


def test_a_line_for_a_person_says_the_next_day(rj, ana):
    assert rj("remind", "Ana", "2026-11-27 18:30", "call", "--repeat", "weekly").lines == [
        "Ana Lind, follow-up 1: Fri 27 Nov 18:30, call, every week"
    ]
    rj("remind", "Ana", "fri")
    assert rj("done", "2").lines == ["Ana Lind, follow-up 2: closed."]
