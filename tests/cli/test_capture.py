"""capture: one line is an entry and a promise, and what was written is printed."""

import pytest

LINE = "@ana sorry forum https://forum.example/7 my fault !fix the link by Fri"


def test_a_line_is_an_entry_and_a_promise(rj, ana):
    assert rj("capture", LINE, "--json").json == {
        "contact_ids": [ana],
        "added_ids": [],
        "entry_id": 1,
        "promise_ids": [1],
        "contacts": [{"id": ana, "name": "Ana Lind"}],
        "entry": {
            "id": 1,
            "at": "2026-11-23T10:30:00Z",
            "direction": "outgoing",
            "channel": "forum",
            "intent": "sorry",
            "text": "my fault",
            "url": "https://forum.example/7",
        },
        "promises": [{"id": 1, "contact_id": ana, "text": "fix the link", "by": "2026-11-27"}],
    }
    assert rj("show", "1", "--json").json["promises"][0]["by"] == "2026-11-27"


def test_a_line_of_a_promise_alone_is_no_entry(rj, ana):
    written = rj("capture", "@ana !send the book", "--json").json
    assert (written["entry_id"], written["entry"], written["promise_ids"]) == (None, None, [1])
    assert rj("show", "1", "--json").json["last_spoke"] is None


def test_a_line_for_two_is_one_entry_and_a_promise_each(rj, ana):
    rj("add", "Ben")
    written = rj("capture", "@ana @ben met, at the fair !the photographs", "--json").json
    assert (written["contact_ids"], written["entry_id"]) == ([1, 2], 1)
    assert [one["contact_id"] for one in written["promises"]] == [1, 2]


def test_somebody_new_is_made_and_said(rj, ana):
    outcome = rj("capture", '@"Mara Wood" thanks for the book')
    assert outcome.lines == [
        "Mara Wood (2) is new.",
        "Entry 1 with Mara Wood: from me, Thank you: for the book",
    ]
    assert rj("capture", "@Mara_Wood again", "--json").json["added_ids"] == []


def test_a_capture_of_somebody_new_begins_a_journal(rj, path):
    assert rj("capture", "@mara hello", "--json").json["added_ids"] == [1]
    assert path.exists()
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_name_of_several_people_changes_nothing(rj, ana):
    rj("add", "Ana Berg")
    sentence = rj("capture", "@newcomer @ana hello").refused(1)
    assert "Ana Lind" in sentence
    assert "Ana Berg" in sentence
    assert [one["name"] for one in rj("list", "--json").json] == ["Ana Berg", "Ana Lind"]


def test_a_number_means_somebody_who_is_there(rj, ana):
    assert rj("capture", "@1 hello", "--json").json["contact_ids"] == [ana]
    rj("capture", "@77 hello").refused(1)
    assert len(rj("list", "--json").json) == 1


@pytest.mark.parametrize("line", ["hello", "", "@ana", "!the link by fri"])
def test_a_line_that_names_nobody_or_says_nothing_begins_no_journal(rj, path, line):
    rj("capture", line).refused(1)
    assert not path.parent.exists()


def test_a_line_comes_from_a_pipe_too(rj, ana):
    written = rj("capture", "-", "--json", stdin="@ana grüße".encode()).json
    assert written["entry"]["text"] == "grüße"


def test_what_they_wrote_is_theirs(rj, ana):
    assert rj("capture", "@ana from them, hello", "--json").json["entry"]["direction"] == "incoming"
