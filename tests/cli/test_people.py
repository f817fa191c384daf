"""add, edit, show, list, delete, undelete: what they change, print and refuse."""

import pytest

LISTED = {"id", "name", "circle", "tags", "last_spoke", "due", "put_away"}
SHOWN = [
    "id", "name", "emails", "phones", "profiles", "tags", "circle", "birthday", "photo", "custom",
    "last_spoke", "due", "follow_ups", "promises", "timeline",
]  # fmt: skip

TIMELINE = ("kind", "id", "at", "text", "direction", "channel", "intent", "url")


def test_adding_prints_the_id_and_begins_a_journal(rj, path):
    assert not path.exists()
    outcome = rj(
        "add", "Ana Lind", "--url", "quietgardens.example", "--url=@ana@social.example",
        "--email", "ana@quietgardens.example", "--tag", "garden", "--tag", "moss",
        "--circle", "inner", "--json",
    )  # fmt: skip
    assert outcome.json == {"id": 1, "name": "Ana Lind"}
    shown = rj("show", "1", "--json").json
    assert [one["url"] for one in shown["profiles"]] == [
        "https://quietgardens.example",
        "https://social.example/@ana",
    ]
    assert shown["emails"] == [{"value": "ana@quietgardens.example", "label": ""}]
    assert shown["tags"] == ["garden", "moss"]
    assert shown["circle"] == "Inner"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_adding_says_the_name_first(rj):
    assert rj("add", "Ana").out == "Ana (1)\n"


@pytest.mark.parametrize(
    "name",
    [
        "-",
        "--weird",
        "李小龙",
        "مريم العلي",
        "👩‍👩‍👧 Rivera",
        "O’Brien; DROP TABLE contact",
        "a" * 2000,
    ],
)
def test_a_name_in_any_script_comes_back_as_it_was(rj, name):
    added = rj("add", name, "--json").json
    assert added["name"] == name
    assert rj("show", str(added["id"]), "--json").json["name"] == name


@pytest.mark.parametrize("name", ["", "   ", "\t\n", "\u200b", "\x00", "\udcff"])
def test_a_name_without_anything_to_see_is_refused_and_begins_no_journal(rj, path, name):
    outcome = rj("add", name)
    assert outcome.code == 1
    assert outcome.err.endswith("The name is empty.\n")
    assert not path.exists()


def test_a_name_loses_what_cannot_be_kept_and_this_is_said(rj):
    outcome = rj("add", "Caf\udce9 Lind\x00a", "--json")
    assert outcome.json["name"] == "Caf Linda"
    assert "left out" in outcome.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--circle", "Nobody"], "There is no circle “Nobody”. There are: Inner, Regular"),
        (["--url", "javascript:alert(1)"], "Only web addresses"),
        (["--url", "mail@example.org"], "This looks like an e-mail address."),
    ],
)
def test_a_contact_with_a_wrong_value_is_not_added(rj, ana, words, sentence):
    assert rj("add", "Boris", *words).refused(1).startswith(sentence)
    assert [one["name"] for one in rj("list", "--json").json] == ["Ana Lind"]


def test_an_empty_circle_is_wrong_usage(rj, ana):
    rj("add", "Boris", "--circle", "").refused(2)
    rj("edit", "Ana", "--circle", "").refused(2)


def test_show_has_its_keys_in_their_order(rj, ana):
    shown = rj("show", "Ana Lind", "--json").json
    assert list(shown)[: len(SHOWN)] == SHOWN
    assert (shown["emails"], shown["custom"], shown["photo"]) == ([], {}, False)
    assert (shown["birthday"], shown["last_spoke"], shown["due"]) == (None, None, None)
    assert shown["promises"] == []


def test_show_tells_the_whole_timeline_newest_first(rj, ana):
    for number in range(205):
        rj("note", "Ana", f"note {number}", at=f"2026-11-0{1 + number // 60}T10:{number % 60:02}Z")
    timeline = rj("show", "Ana", "--json").json["timeline"]
    assert [one["text"] for one in timeline] == [f"note {n}" for n in reversed(range(205))]
    assert {key: timeline[0][key] for key in TIMELINE} == {
        "kind": "note", "id": 205, "at": "2026-11-04T10:24:00Z", "text": "note 204",
        "direction": None, "channel": None, "intent": None, "url": None,
    }  # fmt: skip


def test_show_speaks_to_a_person(rj):
    rj(
        "add", "Ana Lind", "--circle", "Inner", "--url", "quietgardens.example", "--email",
        "ana@quietgardens.example", "--tag", "garden",
    )  # fmt: skip
    rj("edit", "Ana", "--birthday=--02-29")
    rj(
        "log", "Ana", "on moss\nand more", "--channel", "comment", "--intent", "thanks",
        "--url", "quietgardens.example/moss", "--at", "2026-11-07 09:30",
    )  # fmt: skip
    rj("log", "Ana", "--from-them", "--at", "yesterday")
    rj("remind", "Ana", "fri", "call", "--repeat", "every 3 weeks")
    rj("note", "Ana", "likes \x1b[31mferns")
    assert rj("show", "Ana").lines == [
        "Ana Lind (1)",
        "  Inner, last spoke yesterday, due next week",
        "  Profile: https://quietgardens.example",
        "  E-mail: ana@quietgardens.example",
        "  Tags: garden",
        "  Birthday: 29 February",
        "Follow-ups",
        "  1: Fri 27 Nov, call, every 3 weeks",
        "Timeline",
        "  today at 11:30, note: likes  [31mferns",
        "  yesterday at 12:00, from them",
        "  7 Nov at 9:30, from me, Blog comment, Thank you: on moss",
        "    and more",
        "    https://quietgardens.example/moss",
    ]


@pytest.mark.parametrize(
    ("who", "code", "sentence"),
    [
        ("an", 1, "“an” could be several people: Ana Lind (1), Anabel (2), Jan (3)."),
        ("Nobody", 1, "There is no contact “Nobody”."),
        ("77", 1, "There is no contact “77”."),
        ("99999999999999999999999", 1, "There is no contact"),
        ("", 1, "Name a contact by number or by name."),
    ],
)
def test_who_that_is_not_one_person_is_told(rj, ana, who, code, sentence):
    rj("add", "Anabel")
    rj("add", "Jan")
    before = rj("list", "--json").out
    for words in (["show", who], ["edit", who, "--name", "X"], ["delete", who], ["note", who, "x"]):
        assert rj(*words).refused(code).startswith(sentence)
    assert rj("list", "--json").out == before


@pytest.mark.parametrize("who", ["1", "ana lind", "ÁNA LIND", "lin", "Ana"])
def test_who_is_a_number_a_name_or_a_part_of_one(rj, ana, who):
    assert rj("show", who, "--json").json["id"] == ana


def test_a_number_is_an_id_first_and_then_a_name(rj, ana):
    rj("add", "1")
    rj("add", "1984")
    assert rj("show", "1", "--json").json["name"] == "Ana Lind"
    assert rj("show", "1984", "--json").json["id"] == 3


def test_an_edit_prints_the_contact_as_the_list_does(rj, ana):
    edited = rj("edit", "Ana", "--name", "Ana B", "--json").json
    assert set(edited) == LISTED
    assert edited["name"] == "Ana B"


@pytest.mark.parametrize(
    ("words", "key", "value"),
    [
        (["--name", "Ana Berg"], "name", "Ana Berg"),
        (["--circle", "REGULAR"], "circle", "Regular"),
        (["--cadence", "30"], "cadence_days", 30),
        (["--cadence", "none"], "cadence_days", 0),
        (["--birthday=--02-29"], "birthday", "--02-29"),
        (["--birthday", "--02-29"], "birthday", "--02-29"),
        (["--birthday", "1984-02-29"], "birthday", "1984-02-29"),
        (["--tag", "moss", "--tag", "fern"], "tags", ["moss", "fern"]),
        (["--mute"], "muted", True),
        (["--pause-until", "2w"], "paused_until", "2026-12-07"),
        (["--pause-until", "2027-01-05"], "paused_until", "2027-01-05"),
        (["--put-away"], "put_away", True),
    ],
)
def test_each_option_of_edit_changes_its_own(rj, ana, words, key, value):
    before = rj("show", "1", "--json").json
    rj("edit", "Ana", *words)
    after = rj("show", "1", "--json").json
    assert after[key] == value
    changed = {name for name in after if after[name] != before[name]}
    assert changed - {"due"} == {key}


@pytest.mark.parametrize(
    ("there", "back", "key", "value"),
    [
        (["--cadence", "30"], ["--cadence", "circle"], "cadence_days", None),
        (["--birthday", "1984-02-29"], ["--birthday", "none"], "birthday", None),
        (["--tag", "Moss"], ["--untag", "moss"], "tags", []),
        (["--mute"], ["--unmute"], "muted", False),
        (["--pause-until", "2w"], ["--pause-until", "none"], "paused_until", None),
        (["--put-away"], ["--bring-back"], "put_away", False),
    ],
)
def test_each_change_has_its_way_back(rj, ana, there, back, key, value):
    rj("edit", "Ana", *there)
    rj("edit", "Ana", *back)
    assert rj("show", "1", "--json").json[key] == value


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--cadence", "often"],
        ["--cadence", "0"],
        ["--cadence", "-3"],
        ["--birthday", "1984-02-30"],
        ["--birthday", "02-29"],
        ["--pause-until", "someday"],
        ["--mute", "--unmute"],
        ["--put-away", "--bring-back"],
        ["--tag", ""],
        ["--nmae", "X"],
    ],
)
def test_an_edit_that_says_nothing_clear_is_wrong_usage(rj, ana, words):
    rj("edit", "Ana", *words).refused(2)


@pytest.mark.parametrize(
    "words",
    [
        ["--untag", "nowhere"],
        ["--circle", "Nobody"],
        ["--name", ""],
        ["--cadence", "99999"],
    ],
)
def test_an_edit_that_fails_in_one_point_changes_nothing(rj, ana, words):
    before = rj("show", "1", "--json").out
    rj("edit", "Ana", "--tag", "x", "--mute", "--birthday", "1990-01-01", *words).refused(1)
    assert rj("show", "1", "--json").out == before


def test_the_list_has_a_line_each_sorted_by_name(rj):
    rj("add", "Zoé", "--tag", "moss")
    rj("add", "ana", "--circle", "Inner")
    rj("log", "ana", "--at", "2026-11-07")
    listed = rj("list", "--json").json
    assert [set(one) for one in listed] == [LISTED, LISTED]
    assert listed[0] | {"id": 0} == {
        "id": 0, "name": "ana", "circle": "Inner", "tags": [],
        "last_spoke": "2026-11-07T11:00:00Z", "due": "2026-11-21", "put_away": False,
    }  # fmt: skip
    assert rj("list").lines == [
        "ana (2), last spoke 16 days ago, Inner, due 2 days ago",
        "Zoé (1), never spoken, No plan, #moss",
    ]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ([], ["Ana", "Boris"]),
        (["--query", "quiet"], ["Ana"]),
        (["--query", "ferns"], ["Boris"]),
        (["--query", "nowhere"], []),
        (["--query", ""], ["Ana", "Boris"]),
        (["--circle", "inner"], ["Ana"]),
        (["--tag", "MOSS"], ["Boris"]),
        (["--tag", "nowhere"], []),
        (["--going-quiet"], []),
        (["--put-away"], ["Cleo"]),
        (["--circle", "No plan", "--tag", "moss"], ["Boris"]),
    ],
)
def test_the_list_shows_only_who_is_asked_for(rj, words, names):
    rj("add", "Ana", "--circle", "Inner", "--url", "quietgardens.example")
    rj("add", "Boris", "--tag", "moss")
    rj("note", "Boris", "grows ferns")
    rj("add", "Cleo")
    rj("edit", "Cleo", "--put-away")
    assert [one["name"] for one in rj("list", *words, "--json").json] == names


def test_who_goes_quiet_depends_on_the_moment_that_is_asked_about(rj):
    rj("add", "Ana", "--circle", "Inner")
    later = "2026-12-07"
    assert rj("list", "--going-quiet", "--json", at="2026-12-06").json == []
    assert [one["name"] for one in rj("list", "--going-quiet", "--json", at=later).json] == ["Ana"]


def test_a_list_of_an_unknown_circle_is_refused(rj, ana):
    assert "There are: Inner" in rj("list", "--circle", "Nobody").refused(1)


def test_a_deleted_contact_is_nowhere_until_undeleted(rj, ana):
    assert rj("delete", "Ana", "--json").json == {"id": 1, "name": "Ana Lind"}
    rj("show", "1").refused(1)
    assert rj("list", "--json").json == []
    assert rj("undelete", "1", "--json").json == {"id": 1, "name": "Ana Lind"}
    assert rj("show", "1", "--json").json["name"] == "Ana Lind"


def test_deleting_says_how_to_take_it_back(rj, ana):
    line = "Ana Lind (1) is in the bin for 30 days. “undelete 1” brings them back."
    assert rj("delete", "Ana").lines == [line]


def test_deleting_for_good_says_what_went_along(rj, ana):
    rj("note", "Ana", "a")
    rj("note", "Ana", "b")
    rj("log", "Ana", "c")
    assert rj("delete", "Ana", "--for-good").lines == [
        "Ana Lind (1) is deleted for good.",
        "With them went: 2 notes, 1 entry.",
    ]
    rj("undelete", "1").refused(1)
    assert rj("check", "--json").json == {"ok": True, "problems": []}


@pytest.mark.parametrize(
    ("number", "code"), [("1", 1), ("9", 1), ("x", 2), ("-1", 2), ("1" * 30, 2)]
)
def test_only_what_is_in_the_bin_is_undeleted(rj, ana, number, code):
    rj("undelete", number).refused(code)


def test_put_away_people_count_as_who(rj, ana):
    rj("edit", "Ana", "--put-away")
    assert rj("show", "ana lind", "--json").json["put_away"] is True
