"""note, log, search: what is written down, and found again."""

import pytest

MIB = 1024 * 1024


def newest(rj):
    return rj("show", "1", "--json").json["timeline"][0]


def test_a_note_prints_its_id_whose_it_is_and_when(rj, ana):
    assert rj("note", "Ana", "hello", "--json").json == {
        "id": 1,
        "contact_id": 1,
        "at": "2026-11-23T10:30:00Z",
    }
    assert rj("note", "Ana", "again").lines == ["Note 2 on Ana Lind."]


@pytest.mark.parametrize(
    "text", ["--hello", "-x", "a\nb\r\nc\ttab", "שלום עולם", "👍🏽", "=1+1", "a\u2028b", "  x  "]
)
def test_a_note_comes_back_as_it_was(rj, ana, text):
    rj("note", "Ana", text)
    assert newest(rj)["text"] == text.replace("\r\n", "\n")


def test_a_note_that_looks_like_an_option_stands_behind_two_dashes(rj, ana):
    rj("note", "Ana", "--", "--json")
    assert newest(rj)["text"] == "--json"


@pytest.mark.parametrize(
    ("stdin", "text"),
    [
        ("Grüße 🌿\n".encode(), "Grüße 🌿\n"),
        (b"\xef\xbb\xbfwith a mark", "with a mark"),
        (b"a\x00b", "ab"),
        (b"a\xed\xa0\x80b", "ab"),
        (b"x" * MIB, "x" * MIB),
        (b"x" * (4 * MIB), "x" * (4 * MIB)),
    ],
)
def test_a_dash_reads_the_text_from_standard_input(rj, ana, stdin, text):
    outcome = rj("note", "Ana", "-", stdin=stdin)
    assert outcome.code == 0
    assert newest(rj)["text"] == text
    assert ("left out" in outcome.err) == (b"\x00" in stdin or b"\xed\xa0" in stdin)


@pytest.mark.parametrize(
    ("stdin", "sentence"),
    [
        (b"caf\xe9", "Standard input is not UTF-8 (byte 4). Nothing was written down."),
        (b"x" * (4 * MIB + 1), "The note is larger than 4 MiB."),
        (b"x" * (17 * MIB), "The text is larger than 4 MiB."),
        (b"", "The note is empty."),
        (b"\x00\x00", "The note is empty."),
    ],
)
def test_what_cannot_be_kept_whole_is_refused(rj, ana, stdin, sentence):
    outcome = rj("note", "Ana", "-", stdin=stdin)
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.splitlines()[-1] == sentence
    assert rj("show", "1", "--json").json["timeline"] == []


def test_an_entry_is_from_me_elsewhere_and_now_unless_said(rj, ana):
    assert rj("log", "Ana", "--json").json == {
        "id": 1,
        "contact_id": 1,
        "at": "2026-11-23T10:30:00Z",
    }
    entry = newest(rj)
    assert (entry["kind"], entry["direction"], entry["channel"]) == ("entry", "outgoing", "other")
    assert (entry["intent"], entry["url"], entry["text"]) == (None, None, "")


def test_an_entry_keeps_all_that_is_said_of_it(rj, ana):
    rj(
        "log", "Ana", "thank you for the moss", "--channel", "in_person",
        "--intent=congratulations", "--from-them",
        "--url", "quietgardens.example/moss", "--at", "2026-11-07T18:05",
    )  # fmt: skip
    entry = newest(rj)
    assert entry["text"] == "thank you for the moss"
    assert (entry["direction"], entry["channel"]) == ("incoming", "in_person")
    assert (entry["intent"], entry["url"]) == (
        "congratulations",
        "https://quietgardens.example/moss",
    )
    assert entry["at"] == "2026-11-07T17:05:00Z"
    assert rj("show", "1", "--json").json["last_spoke"] == "2026-11-07T17:05:00Z"


@pytest.mark.parametrize(
    ("when", "at"),
    [
        ("yesterday", "2026-11-22T11:00:00Z"),
        ("fri", "2026-11-20T11:00:00Z"),
        ("mon", "2026-11-16T11:00:00Z"),
        ("3d", "2026-11-20T11:00:00Z"),
        ("6m", "2026-05-23T10:00:00Z"),
        ("2025-02-01", "2025-02-01T11:00:00Z"),
        ("09:15", "2026-11-23T08:15:00Z"),
        ("2026-11-23T10:29:59Z", "2026-11-23T10:29:59Z"),
    ],
)
def test_the_moment_of_an_entry_lies_behind(rj, ana, when, at):
    assert rj("log", "Ana", "x", "--at", when, "--json").json["at"] == at


@pytest.mark.parametrize("when", ["tomorrow", "2026-11-24", "23:00", "2026-11-23T10:30:01Z"])
def test_an_entry_in_the_future_is_refused(rj, ana, when):
    assert "after it happened" in rj("log", "Ana", "x", "--at", when).refused(1)
    assert rj("show", "1", "--json").json["timeline"] == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--channel", "fax"], "There is no channel “fax”. There are: comment, forum, message,"),
        (["--intent", "sell"], "There is no intent “sell”. There are: thanks, sorry, help,"),
        (["--at", "someday"], "“someday” is not a day or a time that I know."),
        (["--channel"], "“--channel” needs C."),
    ],
)
def test_an_unknown_code_is_wrong_usage_and_lists_the_known_ones(rj, ana, words, sentence):
    assert rj("log", "Ana", "x", *words).refused(2).startswith(sentence)


def test_a_link_that_is_none_is_refused(rj, ana):
    rj("log", "Ana", "x", "--url", "file:///etc/hosts").refused(1)


def test_a_text_is_found_wherever_it_stands(rj, ana):
    rj("note", "Ana", "on quiet gardens")
    rj("log", "Ana", "quiet words")
    rj("add", "Quiet Quentin")
    found = rj("search", "quiet", "--json").json
    assert [(one["kind"], one["id"], one["contact_id"], one["name"]) for one in found] == [
        ("contact", 2, 2, "Quiet Quentin"),
        ("note", 1, 1, "Ana Lind"),
        ("entry", 1, 1, "Ana Lind"),
    ]
    assert set(found[0]) == {"kind", "id", "contact_id", "name", "snippet"}
    assert rj("search", "gardens").lines == ["Ana Lind, note 1: on quiet gardens"]


@pytest.mark.parametrize("text", ["nowhere", "", '"', "a AND (", "*", "--x", "\udcff"])
def test_finding_nothing_is_no_fault(rj, ana, text):
    assert rj("search", text, "--json").json == []


def test_a_search_reads_standard_input_too(rj, ana):
    assert len(rj("search", "-", "--json", stdin=b"Lind").json) == 1
