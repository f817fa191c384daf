"""approach: the plan of a person or a circle, in words and as JSON."""

import json

import pytest


def test_a_plan_is_written_and_printed(rj, ana):
    made = rj("approach", "Ana", "--set", "how=Slow and exact", "--set", "ruled_out=dm, email",
              "--set", "at_most=2", "--set", "quiet_until=2027-01-01", "--set", "not_named=yes",
              "--json").json  # fmt: skip
    assert made["contact"] == {"id": ana, "name": "Ana Lind"}
    assert made["how"] == "Slow and exact"
    assert made["ruled_out"] == ["email", "dm"]
    assert (made["at_most"], made["quiet_until"], made["not_named"]) == (2, "2027-01-01", True)
    assert made["from_circle"] == []
    assert rj("approach", "Ana", "--json").json == made
    assert rj("approach", "Ana", "--set", "at-most=none", "--json").json["at_most"] is None


def test_what_comes_from_the_circle_is_told(rj, ana):
    rj("edit", "Ana", "--circle", "Inner")
    circle = rj("approach", "--circle", "inner", "--set", "avoid=praise without detail",
                "--set", "at_most=1", "--json").json  # fmt: skip
    assert (circle["contact"], circle["circle"], circle["at_most"]) == (None, "Inner", 1)
    rj("approach", "Ana", "--set", "avoid=Mondays", "--set", "at_most=3")
    held = rj("approach", "Ana", "--json").json
    assert held["avoid"] == "Mondays\npraise without detail"
    assert (held["at_most"], held["own"]["at_most"]) == (1, 3)
    assert held["from_circle"] == ["avoid", "at_most"]
    assert rj("approach", "Ana").lines == [
        "Ana Lind (1)",
        "  What do they not want?: Mondays",
        "  What do they not want?: praise without detail (from Inner)",
        "  Boundary: At most once a month (from Inner)",
    ]


def test_a_plan_that_is_not_there_says_so(rj, ana):
    assert rj("approach", "Ana").lines == ["Ana Lind (1)", "  No plan is written down yet."]
    assert rj("approach", "Ana", "--json").json["lines"] == []


@pytest.mark.parametrize(
    "words",
    [
        ["approach"],
        ["approach", "Ana", "--set", "how"],
        ["approach", "Ana", "--set", "score=9"],
        ["approach", "Ana", "--set", "ruled_out=pigeon"],
        ["approach", "Ana", "--set", "at_most=often"],
        ["approach", "Ana", "--set", "quiet_until=someday"],
        ["approach", "Ana", "--set", "not_named=perhaps"],
        ["approach", "Ana", "--circle", "Inner"],
    ],
)
def test_words_that_make_no_plan_are_wrong_usage(rj, ana, words):
    rj(*words).refused(2)
    assert rj("approach", "Ana").lines[1] == "  No plan is written down yet."


@pytest.mark.parametrize("words", [["approach", "Boris"], ["approach", "--circle", "Outer"],
                                   ["approach", "Ana", "--set", "at_most=5000"]])  # fmt: skip
def test_nobody_there_and_nothing_sensible_is_refused(rj, ana, words):
    rj(*words).refused(1)


def test_the_fields_and_channels_stand_in_the_help(rj):
    told = rj("approach", "--help").out
    assert "quiet_until" in told
    assert "in_person" in told


def test_show_tells_their_approach_what_they_welcome_and_what_they_owe(rj, ana):
    assert rj("show", "Ana", "--json").json["approach"] is None
    rj("approach", "Ana", "--set", "how=Slow and exact", "--set", "at_most=2")
    rj("promise", "Ana", "the chapter", "--theirs")
    shown = rj("show", "Ana", "--json").json
    assert (shown["approach"]["how"], shown["approach"]["at_most"]) == ("Slow and exact", 2)
    assert [one["text"] for one in shown["promised_to_me"]] == ["the chapter"]
    assert shown["welcomes"] == []
    assert "  Approach: Slow and exact" in rj("show", "Ana").lines


def test_the_export_as_json_holds_plans_and_observations(rj, ana, tmp_path):
    rj("approach", "Ana", "--set", "avoid=Mondays")
    rj("export", str(tmp_path / "all.json"))
    (one,) = json.loads((tmp_path / "all.json").read_text(encoding="utf-8"))
    assert one["approach"]["avoid"] == "Mondays"
    assert (one["welcomes"], one["promised_to_me"]) == ([], [])


def test_writing_down_by_a_ruled_out_channel_says_what_was_decided(rj, ana):
    rj("approach", "Ana", "--set", "ruled_out=dm")
    done = rj("log", "Ana", "hello", "--channel", "dm", "--json")
    assert done.json["contact_id"] == ana  # it is written all the same
    assert done.err == "You decided: no direct messages to Ana Lind\n"
    assert rj("log", "Ana", "hello", "--channel", "email").err == ""
    assert rj("log", "Ana", "hi", "--channel", "dm", "--from-them").err == ""
    assert rj("log", "Ana", "an answer", "--channel", "dm", at="2026-11-24").err == ""
