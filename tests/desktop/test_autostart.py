"""The autostart entry, as a desktop reads and runs it."""

import json
import sys

import pytest

from relationship_journal.system import autostart
from tests.desktop.accessibility import SYSTEM_PYTHON
from tests.desktop.desk import wait_until
from tests.desktop.recipes import write_script

LAUNCH = """
import sys
import gi
gi.require_version("Gio", "2.0")
from gi.repository import Gio
entry = Gio.DesktopAppInfo.new_from_filename(sys.argv[1])
assert entry is not None, "not a valid entry"
entry.launch([], None)
"""


@pytest.mark.parametrize("desktop", [{"tray": "none", "notifier": "none"}], indirect=True)
def test_it_starts_the_program_whatever_its_folder_is_called(desktop):
    told = desktop.folder / "told.json"
    write = f"import json, sys; json.dump(sys.argv[1:], open({str(told)!r}, 'w'))"
    program = write_script(
        desktop.folder / 'my "odd" $HOME \\ `folder`' / "relationship-journal",
        f"#!{sys.executable}\n{write}\n",
    )
    path = desktop.home / ".config/autostart/relationship-journal.desktop"
    text = autostart.desktop_entry("Relationship Journal", [str(program), "--hidden"])
    entry = autostart.EntryFile(path, text.encode())
    entry.set_on(True)
    desktop.run([SYSTEM_PYTHON, "-c", LAUNCH, path])
    wait_until(lambda: told.exists() and told.read_text(), "the program")
    assert json.loads(told.read_text()) == ["--hidden"]
