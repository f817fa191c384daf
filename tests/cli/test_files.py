"""import, export, check: the reports they print, and what they leave alone."""

import csv
import json

import pytest

ROLL = """<?xml version="1.0"?>
<opml version="2.0"><body><outline text="Gardens">
<outline type="rss" text="Ana Lind" xmlUrl="https://ana.example/feed" htmlUrl="https://ana.example/"/>
<outline type="rss" text="Boris" xmlUrl="https://boris.example/feed"/>
<outline text="nobody"/>
</outline></body></opml>
"""


@pytest.fixture
def roll(tmp_path):
    file = tmp_path / "roll.opml"
    file.write_text(ROLL, encoding="utf-8")
    return str(file)


def test_an_import_reports_what_it_did_and_begins_a_journal(rj, roll):
    report = rj("import", roll, "--json").json
    assert report == {
        "detected": "opml",
        "added": 2,
        "updated": 0,
        "unchanged": 0,
        "skipped": [{"where": "line 5", "why": "It has no address of a blog or a feed."}],
        "warnings": [],
        "errors": [],
    }
    assert [one["name"] for one in rj("list", "--json").json] == ["Ana Lind", "Boris"]


def test_the_same_file_again_adds_nobody(rj, roll):
    rj("import", roll)
    report = rj("import", roll, "--json").json
    assert (report["added"], report["updated"], report["unchanged"]) == (0, 0, 2)


def test_an_import_tells_a_person_what_is_new_and_what_is_not(rj, roll):
    rj("add", "Ana", "--url", "https://ana.example/feed")
    assert rj("import", roll).lines == [
        "1 person is new.",
        "Of 1 there already something was added.",
        "Left out, line 5: It has no address of a blog or a feed.",
    ]
    assert rj("import", roll).lines[:2] == [
        "0 people are new.",
        "2 were there already, with nothing new.",
    ]


def test_several_files_are_one_import(rj, roll, tmp_path):
    other = tmp_path / "other.opml"
    other.write_text(ROLL.replace("boris", "cleo").replace("Boris", "Cleo"), encoding="utf-8")
    report = rj("import", roll, str(other), "--json").json
    assert (report["added"], report["unchanged"]) == (3, 1)


def test_a_dry_run_leaves_no_trace(rj, roll, path):
    assert rj("import", "--dry-run", roll).lines[0] == "2 people would be new."
    assert not path.exists()
    rj("add", "Zoe")
    before = path.read_bytes()
    assert rj("import", "--dry-run", roll, "--json").json["n_contacts"] == 2
    assert path.read_bytes() == before
    assert len(rj("list", "--json").json) == 1


def test_a_dry_run_prints_what_the_file_holds(rj, roll):
    seen = rj("import", "--dry-run", "--json", roll).json
    assert (seen["detected"], seen["n_contacts"]) == ("opml", 2)
    assert seen["dialect"]["encoding"] == "utf-8"
    assert seen["contacts"][0]["urls"][0] == {"value": "https://ana.example/", "label": "Blog"}
    assert seen["contacts"][0]["groups"] == ["Gardens"]
    assert (seen["added"], seen["errors"], seen["traceback"]) == (2, [], False)
    assert seen["seconds"] >= 0


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.csv", b"\x89PNG\r\n\x1a\n\x00\x00"),
        ("a.opml", b""),
        ("a.opml", b"<opml><body/></opml>"),
        ("a.txt", b"hello"),
    ],
)
def test_a_file_without_people_is_refused_in_a_sentence(rj, ana, tmp_path, name, data):
    file = tmp_path / name
    file.write_bytes(data)
    rj("import", str(file), "--json").refused(1)
    assert len(rj("list", "--json").json) == 1
    outcome = rj("import", str(file), "--json", "--dry-run")
    assert outcome.code == 1
    assert json.loads(outcome.out)["errors"] == [outcome.err.rstrip("\n")]


def test_a_file_that_is_not_there_begins_no_journal(rj, path, tmp_path, roll):
    assert rj("import", str(tmp_path / "no.opml"), roll).refused(1).startswith("There is no file")
    assert not path.exists()


def test_the_journal_itself_is_not_imported(rj, ana, path):
    assert rj("import", str(path)).refused(1) == "This is the journal itself."


@pytest.mark.parametrize("words", [["import", "roll.opml"], ["export", "out.csv"]])
def test_an_unknown_format_is_wrong_usage_and_lists_the_known_ones(rj, path, words):
    sentence = rj(*words, "--format", "wordstar").refused(2)
    assert sentence.startswith("There is no format “wordstar”. There are: ")
    assert not path.exists()


def test_a_csv_holds_everyone_and_comes_back(rj, tmp_path, ana, bare):
    rj("add", "=Boris;\n,", "--tag", "moss")
    rj("edit", "2", "--put-away")
    rj("add", "Deleted")
    rj("delete", "Deleted")
    file = tmp_path / "out.csv"
    assert rj("export", str(file), "--json").json == {"file": str(file), "contacts": 2}
    other = ["--journal", str(tmp_path / "other.db")]
    assert bare(*other, "import", str(file), "--json").json["added"] == 2
    assert [one["name"] for one in bare(*other, "list", "--put-away", "--json").json] == [
        rj("show", "2", "--json").json["name"]
    ]


def test_an_export_tells_how_many(rj, tmp_path, ana):
    file = tmp_path / "out.csv"
    assert rj("export", str(file)).lines == [f"1 contact written to {file}."]


@pytest.mark.parametrize(
    ("words", "header"),
    [
        (["--columns", "Name,Tags"], ["RJ CSV 1", "Name", "Tags"]),
        (["--columns=name, tags"], ["RJ CSV 1", "Name", "Tags"]),
        (["--columns", "Name", "--columns", "Circle"], ["RJ CSV 1", "Name", "Circle"]),
        (["--columns", "Name", "Tags", "Circle"], ["RJ CSV 1", "Name", "Circle", "Tags"]),
    ],
)
def test_a_csv_has_the_columns_that_were_asked_for(rj, tmp_path, ana, words, header):
    file = tmp_path / "out.csv"
    assert rj("export", str(file), *words).code == 0
    with file.open(encoding="utf-8-sig", newline="") as opened:
        assert next(csv.reader(opened)) == header


@pytest.mark.parametrize(
    ("word", "sign"), [(";", ";"), ("tab", "\t"), ("\t", "\t"), ("|", "|"), ("semicolon", ";")]
)
def test_a_csv_has_the_delimiter_that_was_asked_for(rj, tmp_path, ana, word, sign):
    file = tmp_path / "out.csv"
    rj("export", str(file), "--delimiter", word, "--columns", "Name")
    assert file.read_bytes().startswith(b"\xef\xbb\xbfRJ CSV 1" + sign.encode() + b"Name")


def test_a_csv_for_a_spreadsheet_begins_with_a_mark(rj, tmp_path, ana):
    file = tmp_path / "out.csv"
    rj("export", str(file), "--for-excel")
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("words", [["x.json"], ["x.data", "--format", "json"]])
def test_a_json_export_holds_what_show_prints(rj, tmp_path, ana, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    rj("note", "Ana", "hello")
    rj("export", *words)
    exported = json.loads((tmp_path / words[0]).read_text(encoding="utf-8"))
    assert exported == [rj("show", "1", "--json").json]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--columns", "Shoe size"], 2),
        (["--columns", ""], 2),
        (["Extra"], 2),
        (["--delimiter", "x"], 2),
        (["--colunms", "Name"], 2),
    ],
)
def test_an_export_that_says_nothing_clear_leaves_no_file(rj, tmp_path, ana, words, code):
    file = tmp_path / "out.csv"
    rj("export", str(file), *words).refused(code)
    assert not file.exists()


@pytest.mark.parametrize("command", ["import", "export"])
def test_a_file_name_the_system_does_not_take_is_a_sentence(rj, tmp_path, ana, command):
    name = str(tmp_path / ("x" * 300))
    assert "File name too long" in rj(command, name).refused(1)


def test_the_root_of_all_files_is_no_file_to_export_to(rj, ana):
    assert rj("export", "/").refused(1) == "/ is not an ordinary file."


def test_an_export_never_takes_the_place_of_a_folder_or_the_journal(rj, tmp_path, ana, path):
    rj("export", str(tmp_path)).refused(1)
    rj("export", str(tmp_path / "no" / "out.csv")).refused(1)
    assert "journal itself" in rj("export", str(path)).refused(1)
    lock = path.with_name("vault.rjk-lock")  # whoever holds it must not lose it
    lock.touch()
    assert "journal itself" in rj("export", str(lock), "--format", "json").refused(1)
    assert rj("check", "--json").json["ok"]


def test_a_sound_journal_is_said_to_be_so(rj, ana):
    assert rj("check", "--json").json == {"ok": True, "problems": []}
    assert rj("check").lines == ["Everything is as it should be."]


def test_what_is_wrong_is_listed_and_is_the_file_s_trouble(rj, ana, path):
    from sqlcipher3 import dbapi2 as driver

    connection = driver.connect(str(path))
    connection.execute("UPDATE contact SET last_spoke_at = '2020-01-01T00:00:00Z'")
    connection.commit()
    connection.close()
    outcome = rj("check", "--json")
    assert outcome.code == 3
    assert json.loads(outcome.out) == {"ok": False, "problems": [outcome.err.rstrip("\n")]}
    assert rj("check").code == 3


CHROME = "name,url,username,password,note\nBoards,https://boards.example/,ada,hunter2,my cat\n"


def test_a_password_file_is_shown_without_its_secrets_and_is_no_list_of_people(rj, tmp_path):
    file = tmp_path / "passwords.csv"
    file.write_text(CHROME)
    outcome = rj("import", "--dry-run", "--json", str(file))
    assert (outcome.json["detected"], outcome.json["n_contacts"]) == ("chrome-csv", 0)
    assert outcome.json["credentials"][0]["urls"] == ["https://boards.example/"]
    assert "passwords" in outcome.json["errors"][0]
    assert "hunter2" not in outcome.out + outcome.err
    assert "my cat" not in outcome.out + outcome.err
    assert rj("import", "--dry-run", str(file)).lines[-1] == "1 sign-in is in it."


def test_sign_ins_come_in_only_where_there_is_an_open_vault(rj, tmp_path, ana):
    file = tmp_path / "passwords.csv"
    file.write_text(CHROME)
    assert "vault --make" in rj("import", str(file)).refused(1)
    assert rj("check", "--json").json["ok"]
