"""promise, kept, release: the promise as it then stands."""

import pytest


def test_a_promise_is_owed_until_it_is_kept(rj, ana):
    made = rj("promise", "Ana", "the link", "--by", "fri", "--json").json
    assert made == {
        "id": 1, "contact_id": ana, "text": "the link", "by": "2026-11-27", "state": "open",
    }  # fmt: skip
    assert rj("show", "1", "--json").json["promises"] == [
        {"id": 1, "text": "the link", "by": "2026-11-27"}
    ]
    assert rj("kept", "1", "--json").json == {**made, "state": "kept"}
    assert rj("show", "1", "--json").json["promises"] == []


def test_a_promise_is_let_go_with_a_word_why(rj, ana):
    rj("promise", "Ana", "the link")
    released = rj("release", "1", "-", "--json", stdin=b"she found it").json
    assert released["state"] == "released"
    timeline = rj("show", "1", "--json").json["timeline"]
    assert [(one["kind"], one["text"]) for one in timeline] == [("promise", "the link")]


def test_a_promise_needs_no_day_and_may_begin_with_a_dash(rj, ana):
    assert rj("promise", "Ana", "-- two words", "--json").json["by"] is None
    assert rj("show", "1", "--json").json["promises"][0]["text"] == "-- two words"


@pytest.mark.parametrize("again", [["kept", "1"], ["release", "1"]])
@pytest.mark.parametrize(("first", "word"), [("kept", "kept"), ("release", "released")])
def test_a_promise_ends_once(rj, ana, first, word, again):
    rj("promise", "Ana", "the link")
    rj(first, "1")
    assert word in rj(*again).refused(1)


@pytest.mark.parametrize("words", [["kept", "9"], ["release", "9"], ["promise", "Boris", "x"],
                                   ["promise", "Ana", "  "]])  # fmt: skip
def test_what_is_not_there_cannot_be_promised_or_kept(rj, ana, words):
    rj(*words).refused(1)
    assert rj("show", "1", "--json").json["promises"] == []


@pytest.mark.parametrize(
    "words",
    [["promise", "Ana"], ["promise", "Ana", "x", "--by", "someday"], ["kept", "one"], ["kept"]],
)
def test_words_that_make_no_promise_are_wrong_usage(rj, ana, words):
    rj(*words).refused(2)


def test_the_lines_say_whose_promise_it_is(rj, ana):
    assert rj("promise", "Ana", "the link", "--by", "fri").lines == [
        "Ana Lind, promise 1: the link, due Fri 27"
    ]
    assert rj("kept", "1").lines == ["Ana Lind, promise 1: kept."]


def test_what_they_owe_me_is_kept_but_not_among_what_i_owe(rj, ana):
    made = rj("promise", "Ana", "the chapter", "--theirs", "--json").json
    assert made["state"] == "open"
    shown = rj("show", "1", "--json").json
    assert shown["promises"] == []
    assert shown["timeline"][0]["direction"] == "incoming"
    assert rj("kept", "1", "--json").json["state"] == "kept"


@pytest.mark.parametrize("way", [[], ["--for-good"]])
def test_deleting_somebody_names_what_is_still_owed(rj, ana, way):
    rj("promise", "Ana", "the link", "--by", "fri")
    rj("promise", "Ana", "the chapter", "--theirs")
    lines = rj("delete", "Ana", *way).lines
    assert lines[0] == "Still promised: 1: the link, due Fri 27"
    assert not any("chapter" in line for line in lines)
