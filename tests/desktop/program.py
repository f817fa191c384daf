"""The real program on a private desktop, and the same journal through the command line."""

import json
import os
import sys
from datetime import timedelta
from pathlib import Path
from typing import Any

from relationship_journal.core import open_core
from relationship_journal.domain.codes import Channel, Direction
from tests.desktop.accessibility import Accessible, NotAccessible, Thing
from tests.desktop.desk import Desktop, NotUp, wait_until
from tests.guards import ROOT

COMMAND = (sys.executable, "-m", "relationship_journal")
LOG = "program"
# The desktop's portal tells of light and dark and no more; Qt asks it for files too.
PORTAL = "Call for getting org.freedesktop.portal.FileChooser version failed"


class Program:
    """The program as somebody at the desk starts and uses it; `window` are their eyes and hands.

    What is looked for is named as it is heard: by role and name, never by a widget.
    """

    def __init__(self, desktop: Desktop) -> None:
        self.desktop = desktop
        desktop.environment["PYTHONPATH"] = str(ROOT)
        data = Path(desktop.environment["XDG_DATA_HOME"])
        self.journal = data / "relationship-journal" / "journal.db"
        self.window: Accessible = desktop.accessible("relationship-journal")
        self.process: Any = None

    def fill(self) -> None:
        """Put a journal where the program looks for one: Ana wrote, Mara was promised something."""
        core = open_core(self.journal, begin=True)
        now = core.clock()
        today = now.astimezone(core.zone).date()
        ana = core.contacts.add("Ana Duarte", urls=["https://quietgardens.example"], tags=["seeds"])
        mara = core.contacts.add("Mara Lind", emails=["mara@boats.example"])
        wrote, then = (now - timedelta(days=days) for days in (2, 9))
        to, by_mail = Direction.OUTGOING, Channel.EMAIL
        core.entries.write_down([ana], "Sent her the list", direction=to, channel=by_mail, at=then)
        core.entries.write_down(
            [ana], "Thanks you", direction=Direction.INCOMING, channel=by_mail, at=wrote
        )
        core.notes.add(ana, "Moving to Évora in spring")
        core.follow_ups.add(mara, today, "Ask about the archive")
        core.promises.make(mara, "Fix the dead link", today + timedelta(days=3))
        core.close()

    def start(self, *words: str) -> None:
        """Start the program and wait until its window is there, or its welcome."""
        self.process = self.desktop.start([*COMMAND, *words], name=LOG)
        self.window.wait_for("", "Relationship Journal", seconds=20)

    def ask(self, *words: str) -> Any:
        """Run a command beside the window and return what it answers."""
        return json.loads(self.desktop.run([*COMMAND, *words, "--json"]))

    def end(self) -> int:
        """Wait for the end of the program and return its code; nothing of it may be left."""
        code = self.process.wait(timeout=15)
        wait_until(lambda: not self.is_running, "the end of all its processes")
        return code

    @property
    def is_running(self) -> bool:
        """Whether anything that was started with the program is alive."""
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return False
        return True

    # --- hands -----------------------------------------------------------------------------------

    def choose(self, menu: str, entry: str) -> None:
        """Take an entry of a menu in the menu bar."""
        self.window.press("menu item", menu)
        self.window.press("menu item", entry)
        self.window.wait_until_gone("menu item", entry)

    def go_to(self, page: str) -> None:
        """Show a page by the rail, and wait until it is the page that is shown."""
        self.window.press("check box", page)
        wait_until(lambda: "checked" in self.window.wait_for("check box", page).states, page)

    def choose_person(self, name: str) -> None:
        """Choose a line of the table of people, and wait until they are shown beside it."""
        self.window.press("table cell", name)
        self.window.wait_for("filler", name)

    def write(self, field: str, text: str) -> None:
        """Type into a field by the keyboard."""
        self.window.focus("text", field)
        self.desktop.type_text(text)
        wait_until(lambda: self.text(field) == text, f"{text!r} in {field}")

    def close_dialog(self, title: str) -> None:
        """Close a dialog with Escape, and wait until the window has the keyboard again."""
        self.desktop.keys("Escape")
        self.window.wait_until_gone("dialog", f"/^{title}/")
        self.wait_for_keyboard()

    def wait_for_keyboard(self) -> None:
        """Wait until keys go to the window."""
        wait_until(lambda: "active" in self.frame().states, "the keyboard")

    # --- eyes ------------------------------------------------------------------------------------

    def text(self, field: str) -> str:
        """Return what stands in a field."""
        return self.window.wait_for("text", field).text or ""

    def cells(self, *names: str) -> list[str]:
        """Return which of these are lines of the table in sight."""
        here = self.window.find("table cell")
        return [thing.name for thing in here if thing.name in names]

    def frame(self) -> Thing:
        """Return the window once its frame stands still."""
        before = None
        while before != (now := self.window.wait_for("frame", "Relationship Journal")):
            before = now
        return now

    def said(self) -> str:
        """Return what the program said in the terminal, without what Qt says of the portal."""
        lines = self.desktop.log_of(LOG).splitlines()
        return "\n".join(line for line in lines if not line.startswith(PORTAL))


def dialog(program: Program, title: str) -> None:
    """Wait for a dialog of that title to have the keyboard; say what is there if it has not."""
    name = f"/^{title}/"
    try:
        wait_until(lambda: "active" in program.window.wait_for("dialog", name).states, title)
    except (NotAccessible, NotUp) as reason:
        there = [thing.name for thing in program.window.find("dialog")]
        raise NotUp(f"{reason}; dialogs there: {there}; said: {program.said()}") from None
