"""Dated stories through the command line: whom `today` names, why, and since when.

A line `MOMENT: words` runs a command at that moment, `MOMENT? …` asks Today and holds its answer
against what follows: `NAME reason since`, with ` +n` for further reasons, people parted by commas.
"""

import re
import shlex
import time

import pytest

VIENNA, SYDNEY = "Europe/Vienna", "Australia/Sydney"
_LINE = re.compile(r"(?P<moment>\d{4}-\d\d-\d\d(?: \d\d:\d\d)?)(?P<kind>[:?])(?P<words>.*)")


def told(rj, moment, *words):
    """Return who Today names at a moment, and why, as a story writes it."""
    return ", ".join(
        f"{one['contact']['name']} {one['reason']} {one['since']}"
        + (f" +{one['more']}" if one["more"] else "")
        for one in rj("today", *words, "--json", at=moment).json
    )


def play(rj, story):
    for number, line in enumerate(story.strip().splitlines(), 1):
        match = _LINE.fullmatch(line.strip())
        assert match is not None, line
        words = match["words"].strip()
        if match["kind"] == ":":
            done = rj(*shlex.split(words), at=match["moment"])
            assert done.code == 0, (number, line, done.err)
        else:
            expected = "" if words == "nobody" else words
            assert told(rj, match["moment"]) == expected, (number, line.strip())


def scenario(name, story, zone=VIENNA):
    return pytest.param(story, zone, id=name)


STORIES = (
    scenario(
        "due is last spoke and the cadence, and stays due",
        """
        2026-01-01 10:00: add Ana --circle Inner
        2026-01-14? nobody
        2026-01-15 03:59? nobody
        2026-01-15 04:00? Ana quiet 2026-01-15
        2026-09-15? Ana quiet 2026-01-15
        2026-09-15: log Ana hello
        2026-09-28? nobody
        2026-09-29? Ana quiet 2026-09-29
        """,
    ),
    scenario(
        "eight months asleep make one card",
        """
        2026-01-10: add Ana --circle Inner
        2026-01-10: remind Ana 2026-01-20 call --repeat weekly
        2026-01-20? Ana follow_up 2026-01-20
        2026-09-20? Ana follow_up 2026-01-20 +1
        2026-09-20: done 1
        2026-09-20? Ana quiet 2026-01-24
        2026-09-21? Ana quiet 2026-01-24
        2026-09-22? Ana follow_up 2026-09-22 +1
        """,
    ),
    scenario(
        "a day belongs to the evening before until four",
        """
        2026-01-01 10:00: add Ana --circle Inner
        2026-01-02 02:00: log Ana "at two in the morning"
        2026-01-15? Ana quiet 2026-01-15
        2026-01-16 03:00? Ana quiet 2026-01-15
        """,
    ),
    scenario(
        "only a newer entry moves it",
        """
        2026-01-01: add Ana --circle Inner
        2026-01-10: log Ana newest
        2026-01-11: log Ana "what was last week" --at 2026-01-03
        2026-01-23? nobody
        2026-01-24? Ana quiet 2026-01-24
        2026-01-25: log Ana "what was a week ago" --at 2026-01-18
        2026-01-25? nobody
        2026-01-31? nobody
        2026-02-01? Ana quiet 2026-02-01
        """,
    ),
    scenario(
        "the journal is taken as it stands, whenever it was written down",
        """
        2026-01-01: add Ana --circle Inner
        2026-03-01: log Ana hello
        2026-01-20? nobody
        2026-03-15? Ana quiet 2026-03-15
        """,
    ),
    # --- months, clocks and years -------------------------------------------------------------
    scenario(
        "the end of the month is remembered",
        """
        2026-01-02: add Ana
        2026-01-02: remind Ana 2026-01-31 letter --repeat monthly
        2026-01-31? Ana follow_up 2026-01-31
        2026-01-31: done 1
        2026-02-27? nobody
        2026-02-28? Ana follow_up 2026-02-28
        2026-03-01: done 1
        2026-03-30? nobody
        2026-03-31? Ana follow_up 2026-03-31
        2026-04-02: skip 1
        2026-04-30? Ana follow_up 2026-04-30
        """,
    ),
    scenario(
        "done early does not come again at once",
        """
        2026-01-02: add Ana
        2026-01-02: remind Ana 2026-01-31 letter --repeat monthly
        2026-01-20: done 1
        2026-01-31? nobody
        2026-02-28? Ana follow_up 2026-02-28
        """,
    ),
    scenario(
        "from completion it counts from the day it was done",
        """
        2026-01-02: add Ana
        2026-01-02: remind Ana 2026-01-10 catch-up --repeat "every 3 weeks" --from-completion
        2026-01-20: done 1
        2026-02-09? nobody
        2026-02-10? Ana follow_up 2026-02-10
        """,
    ),
    scenario(
        "a rule of the calendar is followed",
        """
        2026-01-02: add Ana
        2026-01-02: remind Ana 2026-01-09 tea --repeat FREQ=MONTHLY;BYDAY=2FR
        2026-01-09: done 1
        2026-02-12? nobody
        2026-02-13? Ana follow_up 2026-02-13
        """,
    ),
    scenario(
        "29 February is kept on the 28th in other years",
        """
        2026-01-02: add Ana
        2026-01-02: edit Ana --birthday=1984-02-29
        2026-02-27? nobody
        2026-02-28? Ana date 2026-02-28
        2026-03-04? Ana date 2026-02-28
        2026-03-04: skip --contact Ana
        2026-03-05? nobody
        2028-02-28? Ana date 2027-02-28
        2028-02-28: log Ana hello
        2028-02-28? nobody
        2028-02-29? Ana date 2028-02-29
        """,
    ),
    scenario(
        "a birthday of no known year comes too, and not before it was written down",
        """
        2026-06-10: add Ana
        2026-06-10: edit Ana --birthday=--06-01
        2026-06-10? nobody
        2027-06-01? Ana date 2027-06-01
        2027-06-01: log Ana "all the best" --intent congratulations
        2027-06-01? nobody
        2027-06-02? nobody
        """,
    ),
    scenario(
        "a yearly follow-up of 29 February",
        """
        2028-01-02: add Ana
        2028-01-02: remind Ana 2028-02-29 anniversary --repeat yearly
        2028-02-29: done 1
        2029-02-28? Ana follow_up 2029-02-28
        2031-03-01: done 1
        2032-02-28? nobody
        2032-02-29? Ana follow_up 2032-02-29
        """,
    ),
    scenario(
        "days are days across the spring clocks of Vienna",
        """
        2026-03-20 23:00: add Ana --circle Inner
        2026-04-03 03:59? nobody
        2026-04-03 04:00? Ana quiet 2026-04-03
        2026-03-20: remind Ana "2026-03-29 02:30" gap
        2026-03-29 01:59? nobody
        2026-03-29 03:29? nobody
        2026-03-29 03:30? Ana follow_up 2026-03-29
        """,
    ),
    scenario(
        "an hour that comes twice in Vienna is its first",
        """
        2026-10-01: add Ana
        2026-10-01: remind Ana "2026-10-25 02:30" fold
        2026-10-25 02:29? nobody
        2026-10-25 02:30? Ana follow_up 2026-10-25
        """,
    ),
    scenario(
        "days are days across the clocks of Sydney",
        """
        2026-09-25 20:00: add Ana --circle Inner
        2026-10-09 03:59? nobody
        2026-10-09 04:00? Ana quiet 2026-10-09
        2026-09-25: remind Ana "2026-10-04 02:30" gap
        2026-10-04 03:29? nobody
        2026-10-04 03:30? Ana follow_up 2026-10-04
        2026-10-05: done 1
        2026-10-05: remind Ana "2027-04-04 02:30" fold
        2027-04-04 02:30? Ana follow_up 2027-04-04 +1
        """,
        SYDNEY,
    ),
    scenario(
        "a step of nine o'clock stays at nine across the clocks",
        """
        2026-03-02: add Ana
        2026-03-02: remind Ana "2026-03-23 09:00" tea --repeat weekly
        2026-03-23 08:59? nobody
        2026-03-23 09:00? Ana follow_up 2026-03-23
        2026-03-23 09:05: done 1
        2026-03-30 08:59? nobody
        2026-03-30 09:00? Ana follow_up 2026-03-30
        """,
    ),
    # --- answers ------------------------------------------------------------------------------
    scenario(
        "a snooze moves this time only, over the change of the clocks too",
        """
        2026-10-01: add Ana
        2026-10-01: remind Ana 2026-10-23 call --repeat weekly
        2026-10-24: snooze 1 2026-10-26
        2026-10-25 23:00? nobody
        2026-10-26 03:59? nobody
        2026-10-26 04:00? Ana follow_up 2026-10-26
        2026-10-26: done 1
        2026-10-30? Ana follow_up 2026-10-30
        """,
    ),
    scenario(
        "a snooze over the spring clocks of Sydney comes at its time",
        """
        2026-10-01: add Ana --circle Inner
        2026-10-02: log Ana "how are you" --from-them
        2026-10-03: snooze --contact Ana "2026-10-04 02:30"
        2026-10-04 03:29? nobody
        2026-10-04 03:30? Ana reply 2026-10-03
        """,
        SYDNEY,
    ),
    scenario(
        "a snooze of a person waits at the whole day",
        """
        2026-01-01: add Ana --circle Inner
        2026-01-15: snooze --contact Ana 2026-01-20
        2026-01-19? nobody
        2026-01-20 03:59? nobody
        2026-01-20 04:00? Ana quiet 2026-01-20
        """,
    ),
    scenario(
        "a past day is simply due",
        """
        2026-03-01: add Ana
        2026-03-01: remind Ana 2025-12-24 late
        2026-03-01? Ana follow_up 2025-12-24
        2026-03-01: snooze 1 2026-02-01
        2026-03-01? Ana follow_up 2026-02-01
        """,
    ),
    scenario(
        "skip leaves last spoke alone and waits one cadence",
        """
        2026-01-01: add Ana --circle Inner
        2026-01-20: skip --contact Ana
        2026-01-20? nobody
        2026-02-02? nobody
        2026-02-03? Ana quiet 2026-02-03
        2026-02-03: log Ana hello
        2026-02-16? nobody
        2026-02-17? Ana quiet 2026-02-17
        """,
    ),
    scenario(
        "skip and done both plan a repeat anew, and a single one is closed by either",
        """
        2026-01-01: add Ana
        2026-01-01: add Ben
        2026-01-01: remind Ana 2026-01-05 a --repeat weekly
        2026-01-01: remind Ben 2026-01-05 b
        2026-01-06: skip 1
        2026-01-06: skip 2
        2026-01-11? nobody
        2026-01-12? Ana follow_up 2026-01-12
        2026-01-13: done 1
        2026-01-19? Ana follow_up 2026-01-19
        2027-01-19? Ana follow_up 2026-01-19
        """,
    ),
    scenario(
        "a skipped reply is asked for again when they write again",
        """
        2026-01-01: add Ana
        2026-01-02: log Ana one --from-them
        2026-01-03: skip --contact Ana
        2026-01-04? nobody
        2026-01-05: log Ana two --from-them
        2026-01-05? Ana reply 2026-01-05
        2026-01-05: log Ana answer
        2026-01-06? nobody
        """,
    ),
    scenario(
        "muted, paused, put away and deleted people are left in peace",
        """
        2026-01-01: add Ana --circle Inner
        2026-01-01: remind Ana 2026-01-10 call
        2026-01-01: promise Ana book --by 2026-01-10
        2026-01-02: edit Ana --mute
        2026-02-01? nobody
        2026-02-01: edit Ana --unmute
        2026-02-01? Ana promise 2026-01-10 +2
        2026-02-01: edit Ana --pause-until 2026-02-10
        2026-02-09? nobody
        2026-02-10? Ana promise 2026-01-10 +2
        2026-02-10: edit Ana --put-away
        2026-02-10? nobody
        2026-02-10: edit Ana --bring-back
        2026-02-10? Ana promise 2026-01-10 +2
        2026-02-10: delete Ana
        2026-02-10? nobody
        2026-02-10: undelete 1
        2026-02-10? Ana promise 2026-01-10 +2
        """,
    ),
    # --- reasons ------------------------------------------------------------------------------
    scenario(
        "a reply is owed until an entry of mine and after 30 days ranks as going quiet",
        """
        2026-01-01: add Ana
        2026-01-01: add Ben --circle Inner
        2026-01-03: log Ana hello --from-them
        2026-01-15? Ana reply 2026-01-03, Ben quiet 2026-01-15
        2026-02-01? Ana reply 2026-01-03, Ben quiet 2026-01-15
        2026-02-02? Ben quiet 2026-01-15, Ana reply 2026-01-03
        2026-12-31? Ben quiet 2026-01-15, Ana reply 2026-01-03
        2026-12-31: log Ana "at last"
        2026-12-31? Ben quiet 2026-01-15
        """,
    ),
    scenario(
        "an older entry of mine does not answer a newer one of theirs",
        """
        2026-01-01: add Ana
        2026-01-05: log Ana hello --from-them
        2026-01-06: log Ana before --at 2026-01-04
        2026-01-06? Ana reply 2026-01-05
        2026-01-06: log Ana after --at "2026-01-05 13:00"
        2026-01-06? nobody
        """,
    ),
    scenario(
        "a promise without a day comes after 14 days and stays until kept or released",
        """
        2026-01-01: add Ana
        2026-01-01: promise Ana "the book"
        2026-01-01: promise Ana "the link" --by 2026-02-01
        2026-01-14? nobody
        2026-01-15? Ana promise 2026-01-15
        2026-02-02? Ana promise 2026-01-15 +1
        2026-02-02: log Ana hello
        2026-02-02? Ana promise 2026-01-15 +1
        2026-02-02: kept 1
        2026-02-02? Ana promise 2026-02-01
        2026-02-02: release 2 "no longer wanted"
        2026-02-02? nobody
        """,
    ),
    scenario(
        "a skipped promise rests seven days",
        """
        2026-01-01: add Ana
        2026-01-01: promise Ana "the book" --by 2026-01-10
        2026-01-12: skip --contact Ana
        2026-01-18? nobody
        2026-01-19? Ana promise 2026-01-19
        """,
    ),
    scenario(
        "my own last word holds back going quiet alone, by circle",
        """
        2026-01-01: add Ana --circle Inner
        2026-01-01: add Ben --circle Regular
        2026-01-01: add Cem --circle Acquaintance
        2026-01-01: edit Ana --cadence 1
        2026-01-01: edit Ben --cadence 1
        2026-01-01: edit Cem --cadence 1
        2026-01-10: log Ana hello
        2026-01-10: log Ben hello
        2026-01-10: log Cem hello
        2026-01-12? nobody
        2026-01-13? Ana quiet 2026-01-11
        2026-01-16? Ana quiet 2026-01-11
        2026-01-17? Ana quiet 2026-01-11, Ben quiet 2026-01-11
        2026-01-30? Ana quiet 2026-01-11, Ben quiet 2026-01-11
        2026-01-31? Ana quiet 2026-01-11, Ben quiet 2026-01-11, Cem quiet 2026-01-11
        2026-01-11: remind Cem 2026-01-12 call
        2026-01-11: log Ben answer --from-them --at "2026-01-11 09:00"
        2026-01-12? Ben reply 2026-01-11, Cem follow_up 2026-01-12
        """,
    ),
    scenario(
        "three unanswered double the cooldown, an answer ends it",
        """
        2026-01-01: add Ana --circle Inner
        2026-01-01: edit Ana --cadence 1
        2026-01-08: log Ana one
        2026-01-09: log Ana two
        2026-01-12? Ana quiet 2026-01-10
        2026-01-10: log Ana three
        2026-01-15? nobody
        2026-01-16? Ana quiet 2026-01-11
        2026-01-11: log Ana answer --from-them --at "2026-01-09 20:00"
        2026-01-13? Ana quiet 2026-01-11
        """,
    ),
    # --- order --------------------------------------------------------------------------------
    scenario(
        "reasons come in their order, then circle, days and name",
        """
        2026-01-01: add Quinn --circle Inner
        2026-01-01: add Dora
        2026-01-01: edit Dora --birthday=--02-03
        2026-01-01: add Finn
        2026-01-01: remind Finn 2026-02-03 x
        2026-01-01: add Pia
        2026-01-01: promise Pia x --by 2026-02-03
        2026-01-01: add Rita
        2026-02-03 09:00: log Rita hello --from-them
        2026-02-03? Rita reply 2026-02-03, Pia promise 2026-02-03, Finn follow_up 2026-02-03, Dora date 2026-02-03, Quinn quiet 2026-01-15
        """,  # noqa: E501
    ),
    scenario(
        "ties fall to the circle's place, then who waits longest, then the name",
        """
        2026-01-01: add Zoe --circle Inner
        2026-01-01: add "émile" --circle Regular
        2026-01-01: add Eva --circle Regular
        2026-01-02: add Adam --circle Regular
        2026-03-01? Zoe quiet 2026-01-15, émile quiet 2026-02-15, Eva quiet 2026-02-15, Adam quiet 2026-02-16
        """,  # noqa: E501
    ),
    scenario(
        "the one card of a person gives the first reason and counts the others",
        """
        2026-01-01: add Ana --circle Inner
        2026-01-01: promise Ana book --by 2026-01-20
        2026-01-01: promise Ana link --by 2026-01-18
        2026-01-01: remind Ana 2026-01-10 call
        2026-01-20? Ana promise 2026-01-18 +3
        2026-01-20: log Ana hello --from-them
        2026-01-20? Ana reply 2026-01-20 +3
        """,
    ),
)


@pytest.mark.parametrize(("story", "zone"), STORIES)
def test_today_names_who_and_why(rj, monkeypatch, story, zone):
    monkeypatch.setenv("TZ", zone)
    if hasattr(time, "tzset"):
        time.tzset()
    try:
        play(rj, story)
    finally:
        monkeypatch.undo()
        if hasattr(time, "tzset"):
            time.tzset()


# --- import ---------------------------------------------------------------------------------------


def test_an_import_is_silent_for_seven_days_but_for_what_one_sets_oneself(rj, tmp_path):
    feeds = tmp_path / "feeds.opml"
    feeds.write_text(
        "<opml version='2.0'><body><outline type='rss' text='Ana' "
        "xmlUrl='https://ana.example/feed'/></body></opml>"
    )
    rj("import", str(feeds), at="2026-01-01")
    play(
        rj,
        """
        2026-01-01: edit Ana --circle Inner --birthday=--01-03
        2026-01-01: remind Ana 2026-01-02 call
        2026-01-02? Ana follow_up 2026-01-02
        2026-01-03: done 1
        2026-01-03? nobody
        2026-01-07? nobody
        2026-01-21? nobody
        2026-01-22? Ana quiet 2026-01-22
        """,
    )


# --- the cap --------------------------------------------------------------------------------------


@pytest.fixture
def eight(rj):
    """Eight people who have gone quiet, a day after the other."""
    for number in range(1, 9):
        rj("add", f"P{number}", "--circle", "Inner", at=f"2026-01-{number:02}")


def names(rj, at, *words):
    return " ".join(one["contact"]["name"] for one in rj("today", *words, "--json", at=at).json)


def test_five_people_a_day_are_enough(rj, eight):
    assert names(rj, "2026-03-01") == "P1 P2 P3 P4 P5"
    assert rj("today", at="2026-03-01").lines[-1] == "3 more can wait."


def test_a_limit_of_ones_own_counts(rj, eight):
    assert names(rj, "2026-03-01", "--limit", "2") == "P1 P2"
    assert names(rj, "2026-03-01", "--limit=100") == "P1 P2 P3 P4 P5 P6 P7 P8"


def test_what_one_has_set_oneself_is_shown_beyond_the_cap(rj, eight):
    rj("promise", "P8", "book", "--by", "2026-02-01", at="2026-01-20")
    rj("remind", "P7", "2026-02-01", at="2026-01-20")
    rj("log", "P1", "hello", "--from-them", at="2026-02-28")
    assert names(rj, "2026-03-01") == "P1 P8 P7 P2 P3"
    assert names(rj, "2026-03-01", "--limit", "1") == "P1 P8 P7"


def test_what_one_has_set_oneself_is_shown_although_five_come_before_it(rj, eight):
    for number in range(1, 7):
        rj("log", f"P{number}", "hello", "--from-them", at="2026-02-28")
    rj("remind", "P8", "2026-02-01", at="2026-01-20")
    assert names(rj, "2026-03-01") == "P1 P2 P3 P4 P5 P8"


@pytest.mark.parametrize(
    "answer",
    [
        ["skip", "--contact", "P1"],
        ["snooze", "--contact", "P1", "1w"],
        ["log", "P1", "hello"],
        ["capture", "@P1 hello"],
    ],
)
def test_whoever_was_answered_today_has_had_a_place(rj, eight, answer):
    rj(*answer, at="2026-03-01")
    assert names(rj, "2026-03-01 20:00") == "P2 P3 P4 P5"
    assert names(rj, "2026-03-02 03:00") == "P2 P3 P4 P5"
    assert names(rj, "2026-03-02 04:00") == "P2 P3 P4 P5 P6"
    assert names(rj, "2026-03-01 20:00", "--limit", "5") == "P2 P3 P4 P5 P6"


def test_after_five_answers_it_is_enough(rj, eight):
    for number in range(1, 6):
        rj("log", f"P{number}", "hello", at="2026-03-01")
    outcome = rj("today", at="2026-03-01 20:00")
    assert outcome.lines == ["3 more can wait.", "That is enough for today."]


def test_writing_to_somebody_who_was_not_due_takes_nobody_s_place(rj, eight):
    rj("add", "Friend", at="2026-01-01")
    rj("log", "Friend", "by the way", at="2026-03-01")
    assert names(rj, "2026-03-01 20:00") == "P1 P2 P3 P4 P5"


def test_somebody_answered_who_is_due_for_something_else_is_one_person(rj, eight):
    rj("remind", "P1", "2026-02-01", at="2026-01-20")
    rj("done", "1", at="2026-03-01")
    assert names(rj, "2026-03-01 20:00") == "P1 P2 P3 P4 P5"


@pytest.mark.parametrize("number", ["0", "-1", "1.5", "many", "", "99999999999"])
def test_a_limit_is_a_number_from_one_on(rj, eight, number):
    rj("today", f"--limit={number}").refused(2)


# --- what is printed ------------------------------------------------------------------------------


def test_the_answer_has_exactly_the_keys_of_the_contract(rj):
    rj("add", "Ana Lind", "--circle", "Inner", at="2026-01-01")
    rj("log", "Ana", "Did you read it?", "--from-them", at="2026-01-05")
    assert rj("today", "--json", at="2026-01-05").json == [
        {
            "contact": {"id": 1, "name": "Ana Lind", "circle": "Inner"},
            "reason": "reply",
            "id": 1,
            "since": "2026-01-05",
            "text": "Did you read it?",
            "post": None,
            "more": 0,
        }
    ]


def test_ids_are_those_of_what_is_to_be_answered(rj):
    rj("add", "Ana", at="2026-01-01")
    rj("add", "Ben", at="2026-01-01")
    rj("add", "Cem", "--circle", "Inner", at="2026-01-01")
    rj("remind", "Ana", "2026-01-05", "call", at="2026-01-01")
    rj("promise", "Ben", "book", "--by", "2026-01-05", at="2026-01-01")
    found = rj("today", "--json", at="2026-02-05").json
    assert [(one["reason"], one["id"], one["text"]) for one in found] == [
        ("promise", 1, "book"),
        ("follow_up", 1, "call"),
        ("quiet", None, "Not spoken yet; you keep in touch about every 2 weeks"),
    ]


def test_the_lines_say_the_name_first(rj):
    rj("add", "Ana Lind", at="2026-01-01")
    rj("promise", "Ana", "the book", "--by", "2026-01-05", at="2026-01-01")
    rj("remind", "Ana", "2026-01-06", "call", at="2026-01-01")
    lines = rj("today", at="2026-01-06").lines
    assert lines == ["Ana Lind (1), promise 1, due yesterday: the book (+ 1 more reason)"]
    assert rj("today", at="2026-01-02").lines == ["Nobody is waiting."]


def test_asking_changes_nothing(rj, eight, path):
    before = path.read_bytes()
    rj("today", at="2026-03-01")
    assert path.read_bytes() == before
