"""What is written so that the program starts with the computer."""

import plistlib
import sys

import pytest

from relationship_journal.errors import JournalError
from relationship_journal.system import autostart


def test_it_is_off_until_asked_for_and_starts_hidden(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    entry = autostart.for_this_system("Relationship Journal", ["/usr/bin/relationship-journal"])
    assert not entry.is_on()
    entry.set_on(True)
    assert entry.is_on()
    path = tmp_path / "autostart" / "relationship-journal.desktop"
    lines = path.read_text().splitlines()
    assert lines[0] == "[Desktop Entry]"
    assert "Exec=/usr/bin/relationship-journal --hidden" in lines
    entry.set_on(False)
    entry.set_on(False)
    assert not path.exists()


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_switched_off_in_the_desktops_settings_it_is_off(tmp_path, line):
    path = tmp_path / "one.desktop"
    path.write_text(f"[Desktop Entry]\nExec=x\n{line}\n")
    entry = autostart.EntryFile(path, b"[Desktop Entry]\n")
    assert not entry.is_on()
    entry.set_on(True)
    assert entry.is_on()


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "autostart").write_text("a file")
    entry = autostart.EntryFile(tmp_path / "autostart" / "one.desktop", b"")
    with pytest.raises(JournalError, match="cannot be used"):
        entry.set_on(True)


@pytest.mark.parametrize(
    ("word", "written"),
    [
        ("/usr/bin/journal", "/usr/bin/journal"),
        ("--hidden", "--hidden"),
        ("my file", '"my file"'),
        ("100%", "100%%"),
        ('say "$x"', '"say \\\\"\\\\$x\\\\""'),
        ("back\\slash", '"back\\\\\\\\slash"'),
        ("", '""'),
    ],
)
def test_arguments_are_quoted_as_the_key_wants_them(word, written):
    assert autostart.quoted(word) == written


def test_a_launch_agent_runs_at_log_in():
    agent = plistlib.loads(autostart.launch_agent(["/Applications/J", "--hidden"]))
    assert agent["ProgramArguments"] == ["/Applications/J", "--hidden"]
    assert agent["RunAtLoad"] is True


def test_the_own_command_is_good_for_another_day(monkeypatch, tmp_path):
    monkeypatch.setenv("APPIMAGE", "/home/x/J.AppImage")
    assert autostart.own_command() == ("/home/x/J.AppImage",)
    monkeypatch.delenv("APPIMAGE")
    script = tmp_path / "relationship-journal"
    script.touch(0o700)
    monkeypatch.setattr(sys, "argv", [str(script)])
    assert autostart.own_command() == (str(script),)
    monkeypatch.setattr(sys, "argv", ["-m"])
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nowhere" / "python"))
    assert autostart.own_command()[1:] == ("-P", "-m", "relationship_journal")
