"""An encrypted journal on a real desktop: begun by the keyboard, and opened again."""

import re

import pytest

from tests.desktop.program import Program

BARE = {"tray": "none", "notifier": "none"}
WORD = "correct horse battery"


@pytest.fixture
def program(desktop):
    return Program(desktop)


def groups_of(program):
    """Return the recovery code as it is shown to a screen reader."""
    said = program.window.wait_for("label", "Recovery code", seconds=20)
    return re.findall(r"[0-9A-Z]{4}", said.description)


@pytest.mark.parametrize("desktop", [BARE], indirect=True)
def test_a_journal_is_begun_encrypted_and_opened_by_its_passphrase(program):
    window, desktop = program.window, program.desktop
    program.start()
    window.wait_for("check box", "Encrypt my journal")
    desktop.type_text(WORD)
    desktop.keys("Tab")
    desktop.type_text(WORD)
    desktop.keys("Return")
    groups = groups_of(program)
    assert len(groups) == 9
    for thing in window.find("text", "/^Type group/"):
        number = int(thing.name.rsplit(" ", 1)[1])
        window.set_text("text", thing.name, groups[number - 1])
    window.press("push button", "Begin")
    window.wait_for("label", "Nobody here yet", seconds=20)
    assert not program.journal.read_bytes().startswith(b"SQLite")
    desktop.keys("ctrl+q")
    assert program.end() == 0

    program.start()
    window.wait_for("label", "Your journal is locked", seconds=20)
    assert window.audit() == []
    desktop.type_text("wrong")
    desktop.keys("Return")
    window.wait_for("label", "/^That is not the passphrase/", seconds=10)
    desktop.type_text(WORD)
    desktop.keys("Return")
    window.wait_for("label", "Nobody here yet", seconds=20)
    desktop.keys("ctrl+q")
    assert program.end() == 0
    assert program.said() == ""
