"""Draw the popup in its variants, to be looked at beside the pictures of the look.

python tests/ui/look_popup.py build/look
"""

import os
import sys
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QPushButton

from relationship_journal.services.rows import TodayRow
from relationship_journal.ui import theme as themes
from relationship_journal.ui.popup import Popup

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)


def row(number: int, name: str, reason: str, text: str = "", days: int = 16) -> TodayRow:
    spoke = NOW - timedelta(days=days)
    return TodayRow(
        number, name, "Inner", reason, number, date(2026, 11, 23), text, 0, str(number), spoke, None
    )


LONG = "Please send the address of the printer in Graz, the one with the yellow door, and ask how "
ROWS = {
    "one": [row(1, "Ana Duarte", "promise", "Fix the link to her essay")],
    "quiet": [row(2, "Mara Lind", "quiet")],
    "reply": [row(3, "Łukasz Wójcik", "reply", "Did you ever find the map?")],
    "long": [row(4, "Maximiliane von Hohenstein-Wittgenstein", "follow_up", LONG * 3)],
    "post": [
        replace(
            row(10, "Ana Duarte", "post"),
            post_id=1,
            post_title="On quiet gardens",
            post_url="https://quietgardens.example/p",
            post_at=NOW - timedelta(hours=16),
        )
    ],
    "several": [
        row(5, "Ana Duarte", "promise"),
        row(6, "أمينة حداد", "date"),
        row(7, "Maximiliane von Hohenstein-Wittgenstein zu Berleburg", "quiet"),
        row(8, "Tom", "reply"),
        row(9, "山田さくら", "reply"),
    ],
}


def main() -> int:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication(sys.argv[:1])
    usual = app.font()
    for look in ("light", "dark", "big", "mirrored"):
        themes.apply(app, themes.load_theme(look == "dark"))
        font = QFont(usual)
        font.setPointSizeF(usual.pointSizeF() * (1.5 if look == "big" else 1))
        app.setFont(font)
        is_mirrored = look == "mirrored"
        app.setLayoutDirection(
            Qt.LayoutDirection.RightToLeft if is_mirrored else Qt.LayoutDirection.LeftToRight
        )
        for name, rows in ROWS.items():
            popup = Popup()
            popup.show_rows(rows, NOW, UTC)
            app.sendPostedEvents()
            popup.grab().save(str(folder / f"popup-{name}-{look}.png"))
            if name == "one":
                later = [b for b in popup.findChildren(QPushButton) if b.text() == "Later"]
                later[0].click()
                popup.grab().save(str(folder / f"popup-later-{look}.png"))
            popup.close()
            popup.deleteLater()
    return 0


if __name__ == "__main__":
    sys.exit(main())
