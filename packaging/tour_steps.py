"""The guided tour: the real program in a real window does its main job, a picture of each step.

    python packaging/tour_steps.py FOLDER

dev.py gives it a screen and a home of its own. It leaves the pictures, the CSV and, in the folder
readme, the pictures of the README.
"""

import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from relationship_journal.app import Program, make_application
from relationship_journal.settings import Settings
from relationship_journal.ui.main_window import MainWindow
from tests.driver import Driver, wait_until

BLOGROLL = Path(__file__).with_name("tour_blogroll.opml")
PASSWORDS = Path(__file__).with_name("tour_passwords.csv")
SIZE = (1440, 900)
LONG = 60.0  # seconds; a passphrase is slow to try, and shall be


class Tour:
    """The steps, numbered as they are taken."""

    def __init__(self, out: Path, home: Path) -> None:
        self.out = out
        self.home = home
        self.taken = 0

    def picture(self, driver: Driver, what: str) -> None:
        """Keep what is on the screen under the next number."""
        self.taken += 1
        name = f"{self.taken:02}-{what.replace(' ', '-')}.png"
        driver.picture(self.out / name)
        print(f"  {self.taken:2}. {what}", flush=True)

    def take(self, program: Program) -> None:
        """Do the main job step by step."""
        program.start()
        driver = Driver(stretched(shown_page()))
        self.picture(driver, "the first start")
        driver.click("Encrypt my journal")
        driver.click("Import my people")
        driver.click("Begin")
        wait_until(lambda: program.window is not None)
        window = stretched(program.window)
        driver = Driver(window)
        self.bring_in(driver)
        self.write_down(driver)
        self.put_right(driver)
        self.plan(driver)
        self.find_and_undo(driver)
        self.take_out(driver)
        driver.choose("View", "Dark colours")
        self.picture(driver, "the same in the dark")
        window.close()

    def bring_in(self, driver: Driver) -> None:
        """Import the blogroll, with a look at every line before it counts."""
        driver.wait_for("Choose files…")
        driver.click("Choose files…")
        driver.click(BLOGROLL.name)
        driver.press("Return")
        driver.wait_for("Import 12 people")
        self.picture(driver, "a look at the blogroll before it counts")
        driver.click("Import 12 people")
        driver.wait_for("Undo takes it back")
        self.picture(driver, "brought in")
        driver.click("Close")
        driver.wait_for("12 in your journal")
        self.picture(driver, "everyone")

    def write_down(self, driver: Driver) -> None:
        """Open a person; a note, an entry, a follow-up."""
        driver.click("Mara Lind")
        driver.wait_for("harbourlines.example")
        self.picture(driver, "one person")
        driver.press("Ctrl+Shift+N")
        driver.type("Her sister runs the boatyard archive. Ask about the 1950s ledgers.")
        driver.press("Ctrl+Return")
        driver.wait_for_status("note")
        self.picture(driver, "a note")
        driver.press("Ctrl+J")
        driver.type("Thanked her for the tide tables; the link to her essay is mended.")
        driver.press("Ctrl+Return")
        driver.wait_for_status("Wrote down")
        self.picture(driver, "a journal entry")
        driver.press("Ctrl+R")
        driver.fill("What", "Ask how the exhibition went")
        driver.fill("Day", "2w")
        self.picture(driver, "a follow-up is planned")
        driver.press("Ctrl+Return")
        driver.wait_for("Ask how the exhibition went")
        self.picture(driver, "a follow-up")

    def put_right(self, driver: Driver) -> None:
        """Say sorry in one line, and see what puts it right."""
        driver.press("Ctrl+Shift+J")
        driver.type("@mara sorry forum https://boards.example/t/1 for the link !mend it by Fri")
        driver.wait_for("mend it")
        self.picture(driver, "quick capture of an apology")
        driver.press("Return")
        driver.wait_for("Put right with Mara")
        self.picture(driver, "what puts it right")

    def plan(self, driver: Driver) -> None:
        """Begin with a plan for three circles."""
        driver.press("Ctrl+6")
        driver.click("Begin with a plan")
        driver.wait_for("Looked over, still true")
        self.picture(driver, "my approach")
        driver.press("Ctrl+2")
        driver.wait_for("12 in your journal")

    def find_and_undo(self, driver: Driver) -> None:
        """Find it again, make a mistake and take it back."""
        driver.press("Ctrl+F")
        driver.type("boatyard")
        driver.wait_until_gone("Jonas Weber")
        self.picture(driver, "found again by a word of the note")
        driver.press("Ctrl+A", "Delete")
        driver.wait_for("Jonas Weber")
        driver.click("Jonas Weber")
        driver.choose("Contact", "Delete")
        driver.wait_for_status("Jonas Weber")
        self.picture(driver, "deleted by mistake")
        driver.press("Ctrl+Z")
        driver.wait_for("Jonas Weber")
        self.picture(driver, "and undone")
        driver.press("Ctrl+K")
        driver.fill("A person or a command", "mara")
        driver.wait_for("Mara Lind")
        self.picture(driver, "every command and every person with one key")
        driver.press("Escape")

    def take_out(self, driver: Driver) -> None:
        """Take everything out as CSV."""
        csv = self.out / "people.csv"
        driver.choose("Journal", "Export people…")
        driver.fill("File", str(csv))
        self.picture(driver, "everything as CSV")
        driver.click("Export")
        driver.wait_for("12 people")
        self.picture(driver, "exported")
        driver.click("Close")
        if not csv.is_file():
            raise FileNotFoundError(csv)

    def seal(self, driver: Driver) -> None:
        """Choose a passphrase, type two groups of the recovery code back, and import passwords."""
        driver.press("Ctrl+5")
        driver.click("Choose a passphrase")
        driver.fill("Passphrase", "made up for a tour of the window")
        driver.fill("Once more", "made up for a tour of the window")
        driver.press("Ctrl+Return")
        driver.wait_for("Your recovery code", LONG)
        groups = dict(re.findall(r"(\d) (\w{4})", "\n".join(driver.texts())))
        for asked in [text for text in driver.texts() if text.startswith("Type group")]:
            driver.fill(asked, groups[asked[-1]])
        self.picture(driver, "a recovery code is typed back")
        driver.press("Ctrl+Return")
        driver.wait_for("Save", LONG)  # the first one may follow at once
        driver.press("Escape")
        driver.click("Import passwords from another program")
        driver.click("Choose a file…")
        driver.click(PASSWORDS.name)
        driver.press("Return")
        driver.wait_for("forum.example")
        self.picture(driver, "a look at the passwords before they count")
        driver.click("Import 7 sign-ins")
        driver.wait_for("Delete the file")
        driver.click("Close")

    def readme(self, program: Program) -> None:
        """Make the pictures of the README from the made-up journal."""
        window = stretched(program.show_example())
        driver = Driver(window)
        folder = self.out / "readme"
        driver.wait_for("That is enough for today")
        driver.picture(folder / "today.png")
        driver.press("Ctrl+4")
        driver.wait_for("Five weeks from today")
        driver.picture(folder / "upcoming.png")
        driver.press("Ctrl+3")
        driver.wait_for("On quiet gardens")
        driver.picture(folder / "following.png")
        driver.press("Ctrl+6")
        driver.wait_for("How do I turn to them?")
        driver.picture(folder / "approach.png")
        driver.press("Ctrl+7")
        driver.wait_for("A year of days", LONG)
        driver.picture(folder / "look-back.png")
        self.seal(driver)
        driver.click("forum.example")
        driver.wait_for("Copy password")
        driver.picture(folder / "sign-ins.png")
        driver.press("Ctrl+2")
        driver.click("Ana Duarte")
        driver.wait_for("Write down")
        driver.picture(folder / "people.png")
        driver.press("Ctrl+F")
        driver.type("mara lind")
        driver.wait_until_gone("Abdullah Rahmani")
        driver.press("Down", "Return")
        driver.wait_for("Keep in touch")
        driver.picture(folder / "person.png")
        driver.choose("View", "Dark colours")
        driver.picture(folder / "person-dark.png")
        window.close()


def shown_page() -> QWidget:
    """Return the page that stands alone on the screen."""
    found: list[QWidget] = []

    def look() -> bool:
        found[:] = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        return bool(found)

    wait_until(look)
    return found[0]


def stretched(window: QWidget | MainWindow | None) -> QWidget:
    """Return the window at the size of the pictures, in the corner of the screen."""
    if window is None:
        raise RuntimeError("there is no window")
    if QGuiApplication.platformName() == "offscreen":
        window.resize(*SIZE)
    else:
        window.showMaximized()
        # a screen without a window manager does not do as it is asked
        wait_until(lambda: window.width() >= SIZE[0] - 8, seconds=2)
        if window.width() < SIZE[0] - 8:
            window.move(0, 0)
            window.resize(*SIZE)
    return window


def main(out: Path) -> int:
    """Take the tour; returns 0 when every step was taken."""
    with tempfile.TemporaryDirectory(prefix="rj-tour-people-") as folder:
        home = Path(folder)
        for file in (BLOGROLL, PASSWORDS):
            shutil.copy(file, Path.home())  # where the file dialog begins
        app = make_application([])
        app.setQuitOnLastWindowClosed(False)
        tour = Tour(out, home)
        settings = Settings(home / "settings.json")
        program = Program(app, home / "journal" / "journal.db", settings)
        try:
            tour.take(program)
        finally:
            program.close()
        settings = Settings(home / "example.json")
        example = Program(app, home / "example" / "journal.db", settings)
        try:
            tour.readme(example)
        finally:
            example.close()
    return 0


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    raise SystemExit(main(Path(sys.argv[1])))
