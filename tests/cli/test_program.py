"""The program around its commands: the window, help, journals that do not open, faults, output."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from relationship_journal import __version__
from relationship_journal.cli import output, program, table
from relationship_journal.errors import Busy, DiskFull
from relationship_journal.services.contacts import Contacts

EVERY = [command.name for command in table.all_commands()]
WORDS = {
    "approach": ["Ana"], "follow": ["1", "https://ana.example/feed"], "fetch": [], "posts": [],
    "sightings": [],
    "add": ["Ana"], "edit": ["1", "--mute"], "show": ["1"], "list": [], "delete": ["1"],
    "undelete": ["1"], "note": ["1", "x"], "log": ["1"], "search": ["x"], "remind": ["1", "fri"],
    "done": ["1"], "snooze": ["1", "fri"], "skip": ["1"], "import": [__file__],
    "export": ["out.csv"], "check": [], "today": [], "promise": ["1", "x"], "kept": ["1"],
    "release": ["1"], "capture": ["@1 x"], "backup": ["out.rjbackup"],
    "vault": [], "unlock": [],
}  # fmt: skip
BEGINNING = {"add", "import", "restore"}


@pytest.fixture
def screen(monkeypatch):
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def no_screen(monkeypatch):
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)


# --- the window -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "window"),
    [
        ([], (None, False, False)),
        (["--hidden"], (None, True, False)),
        (["--journal", "a.db"], (Path("a.db"), False, False)),
        (["--journal=a.db", "--hidden"], (Path("a.db"), True, False)),
        (["demo"], (None, False, True)),
    ],
)
def test_without_a_command_the_window_opens(bare, screen, windows, words, window):
    assert bare(*words).code == 0
    assert windows == [window]


@pytest.mark.parametrize("words", [[], ["--hidden"], ["demo"]])
def test_where_there_is_no_screen_the_commands_are_named(bare, no_screen, windows, words):
    outcome = bare(*words)
    assert (outcome.code, outcome.out, windows) == (1, "", [])
    assert outcome.err.startswith("There is no screen here")
    for name in EVERY:
        assert name == "demo" or f" {name}" in outcome.err


@pytest.mark.parametrize("words", [["--json"], ["--at", "today"], ["list", "--hidden", "x"]])
def test_a_window_takes_no_options_of_commands(bare, screen, windows, words):
    bare(*words).refused(2)
    assert windows == []


@pytest.mark.parametrize(
    ("platform", "environment", "has"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"QT_QPA_PLATFORM": "xcb"}, False),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, True),
        ("linux", {"QT_QPA_PLATFORM": "minimal"}, True),
        ("linux", {"QT_QPA_PLATFORM": "vnc:size=800x600"}, True),
        ("win32", {}, True),
        ("darwin", {}, True),
    ],
)
def test_a_screen_is_known_by_the_environment(platform, environment, has):
    assert program.has_screen(platform, environment) is has


def test_a_window_whose_libraries_are_missing_says_so(screen, capsys):
    def open_window(*_facts):
        raise ImportError("libEGL.so.1: cannot open", name="PySide6.QtGui")

    assert program.main([], open_window) == 1
    assert "libEGL.so.1" in capsys.readouterr().err


# --- help -----------------------------------------------------------------------------------------


def test_the_help_names_every_command(bare):
    outcome = bare("--help")
    assert (outcome.code, outcome.err) == (0, "")
    for name in EVERY:
        assert f"\n  {name} " in outcome.out
    assert max(map(len, outcome.lines)) <= 96


@pytest.mark.parametrize("name", EVERY)
def test_each_command_has_its_help(bare, name):
    outcome = bare(name, "--help")
    assert outcome.code == 0
    assert outcome.out.startswith(f"Usage:\n  relationship-journal {name}")
    command = next(one for one in table.all_commands() if one.name == name)
    for one in (*command.arguments, *command.options):
        assert f"\n  {one.name} " in outcome.out or f"\n  {one.name}\n" in outcome.out


def test_the_version_is_said(bare):
    assert bare("--version").out == f"relationship-journal {__version__}\n"


# --- journals -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [one for one in EVERY if one not in {*BEGINNING, "demo"}])
def test_only_add_import_and_the_capture_of_somebody_new_begin_a_journal(rj, path, name):
    assert "There is no journal at" in rj(name, *WORDS[name]).refused(3)
    assert not path.parent.exists()


@pytest.mark.parametrize("name", [one for one in EVERY if one not in {"demo", "restore"}])
def test_a_picture_is_no_journal_and_stays_a_picture(rj, path, name):
    path.parent.mkdir()
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"picture" * 100)
    before = path.read_bytes()
    assert "is not a journal" in rj(name, *WORDS[name]).refused(3)
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_journal_of_a_newer_program_is_left_alone(rj, ana, path):
    from sqlcipher3 import dbapi2 as driver

    connection = driver.connect(str(path))
    connection.execute("PRAGMA user_version = 9999")
    connection.close()
    before = path.read_bytes()
    assert "newer version" in rj("add", "Boris").refused(3)
    assert path.read_bytes() == before


@pytest.mark.parametrize("what", ["folder", "truncated", "null"])
def test_a_journal_that_cannot_be_opened_is_the_file_s_trouble(rj, bare, ana, path, what):
    if what == "folder":
        bare("--journal", str(path.parent), "list").refused(3)
    elif what == "truncated":
        path.write_bytes(path.read_bytes()[:5000])
        rj("list").refused(3)
        rj("check").refused(3)
    else:
        bare("--journal", "/dev/null/x", "list").refused(3)


def test_the_own_journal_is_opened_when_none_is_named(bare):
    assert bare("add", "Ana", "--json").json["id"] == 1
    assert bare("list").code == 0


def test_a_journal_needs_a_name(bare):
    bare("--journal=", "list").refused(2)


# --- the clock ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("at", "moment"),
    [
        ("2026-01-31", "2026-01-31T11:00:00Z"),
        ("2026-07-01", "2026-07-01T10:00:00Z"),
        ("2026-01-31 08:00", "2026-01-31T07:00:00Z"),
        ("2026-01-31T08:00+00:00", "2026-01-31T08:00:00Z"),
    ],
)
def test_the_clock_of_a_command_can_be_wound(rj, ana, at, moment):
    assert rj("note", "Ana", "x", "--json", at=at).json["at"] == moment


def test_the_clock_is_wound_after_the_command_too(rj, ana):
    assert (
        rj("note", "Ana", "x", "--at", "2026-01-31", "--json").json["at"].startswith("2026-01-31")
    )


def test_a_clock_that_cannot_be_wound_is_wrong_usage(rj, ana):
    rj("list", "--at", "someday").refused(2)


def test_a_wound_clock_does_not_empty_the_bin(rj, ana):
    rj("delete", "Ana")
    rj("list", at="2027-06-01")
    assert rj("undelete", "1", "--json").json["id"] == 1


# --- what goes wrong ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (Busy("Another program is writing."), 1, "Another program is writing."),
        (DiskFull("The disk is full.", "Nothing was changed."), 1, "The disk is full. Nothing"),
        (KeyboardInterrupt(), 130, ""),
        (ZeroDivisionError("secret name"), 1, "This is a fault of the program (ZeroDivisionError)"),
    ],
)
def test_what_goes_wrong_has_a_code_and_at_most_a_sentence(rj, ana, monkeypatch, error, code, said):
    def fail(*_args, **_values):
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(Contacts, "name_of", fail)
        outcome = rj("add", "Boris", "--json")
    assert (outcome.code, outcome.out) == (code, "")
    assert outcome.err.startswith(said)
    assert outcome.err.count("\n") == bool(said)
    assert "secret" not in outcome.err


def test_a_fault_shows_its_place_when_asked(rj, ana, monkeypatch):
    def fail(*_args):
        raise ZeroDivisionError

    monkeypatch.setenv("RJ_DEBUG", "1")
    monkeypatch.setattr(Contacts, "find", fail)
    assert "Traceback" in rj("show", "Ana").err


def test_a_command_whose_answer_cannot_be_written_is_taken_back(rj, ana, path, monkeypatch):
    class Full(io.RawIOBase):
        def writable(self):
            return True

        def write(self, _data):
            raise OSError(28, "No space left on device")

    words = ["--journal", str(path), "add", "Boris"]
    with monkeypatch.context() as patch:
        patch.setattr(output, "_write_no_more", lambda: None)
        patch.setattr(sys, "stdout", io.TextIOWrapper(Full(), encoding="utf-8"))
        assert program.main(words, lambda *_facts: 0) == 1
    assert [one["name"] for one in rj("list", "--json").json] == ["Ana Lind"]


def test_json_is_utf_8_whatever_the_terminal_takes(rj, ana, path, monkeypatch):
    data = io.BytesIO()
    rj("add", "李小龙")
    with monkeypatch.context() as patch:
        stream = io.TextIOWrapper(data, encoding="ascii")
        patch.setattr(sys, "stdout", stream)
        words = ["--journal", str(path), "list"]
        assert program.main([*words, "--json"], lambda *_facts: 0) == 0
        listed = data.getvalue()
        assert program.main(words, lambda *_facts: 0) == 0
        stream.detach()
    assert json.loads(listed.decode("utf-8"))[1]["name"] == "李小龙"
    assert "李小龙".encode() in listed
    assert b"\\u674e" in data.getvalue()[len(listed) :]


def test_a_program_without_standard_streams_goes_on(ana, path, monkeypatch):
    with monkeypatch.context() as patch:
        for name in ("stdout", "stderr", "stdin"):
            patch.setattr(sys, name, None)
        codes = [
            program.main(["--journal", str(path), *words], lambda *_facts: 0)
            for words in (["list"], ["show", "Nobody"], ["note", "Ana", "-"])
        ]
    assert codes == [0, 1, 1]


def test_before_a_command_is_understood_no_journal_s_code_is_loaded():
    """The window comes this way, too: what is loaded here is seen before it is painted."""
    heavy = "peewee sqlcipher3 cryptography keyring aiohttp PySide6 relationship_journal.store"
    script = (
        "import sys\nfrom relationship_journal.cli import main\n"
        f"print([name for name in {heavy.split()!r} if name in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert ran.stdout.strip() == "[]"
