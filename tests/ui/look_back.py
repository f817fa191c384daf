"""Draw the Look back page: `python -m tests.ui.look_back FOLDER [RUN…]`."""

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from relationship_journal.core import open_core
from relationship_journal.services import demo
from relationship_journal.ui import theme
from relationship_journal.ui.jobs import Jobs
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.views.look_back_page import LookBackPage

LTR, RTL = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
RUNS = (
    ("light", theme.Choice.LIGHT, LTR, 10.0, (1256, 1400)),
    ("dark", theme.Choice.DARK, LTR, 10.0, (1256, 1400)),
    ("narrow", theme.Choice.LIGHT, LTR, 10.0, (904, 545)),
    ("rtl", theme.Choice.LIGHT, RTL, 10.0, (1256, 1400)),
    ("big", theme.Choice.DARK, LTR, 15.0, (1256, 1700)),
    ("empty", theme.Choice.LIGHT, LTR, 10.0, (1256, 840)),
)


def draw(app: QApplication, folder: Path, wanted: tuple[str, ...]) -> None:
    """Draw each run into a file of the folder."""
    with tempfile.TemporaryDirectory() as place:
        filled = open_core(Path(place) / "journal.db", begin=True)
        demo.fill(filled)
        empty = open_core(Path(place) / "empty.db", begin=True)
        for name, choice, direction, size, (width, height) in RUNS:
            if wanted and name not in wanted:
                continue
            app.setFont(QFont(app.font().family(), int(size)))
            app.setLayoutDirection(direction)
            appearance = theme.Appearance(app, choice)
            core = empty if name == "empty" else filled
            jobs, notices = Jobs(core.at_work), Notices(core.history.subscribe)
            page = LookBackPage(core, notices, jobs)
            page.resize(width, height)
            page.show()
            while jobs.running():
                QTest.qWait(20)
            QTest.qWait(300)
            page.grab().save(str(folder / f"look-back-{name}.png"))
            page.close()
            page.deleteLater()
            jobs.close()
            notices.close()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            appearance.deleteLater()
        filled.close()
        empty.close()


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    draw(QApplication([]), target, tuple(sys.argv[2:]))
