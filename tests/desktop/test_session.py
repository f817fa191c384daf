"""The private desktop itself: what the tests of the program stand on."""

import os
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from tests.desktop.accessibility import NotAccessible
from tests.desktop.desk import TOKEN, NotUp, wait_until
from tests.desktop.session import desktop_session

WINDOW = """
import sys
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QIcon, QPixmap
from PySide6.QtWidgets import *

app = QApplication(["made-up-program"])
app.setApplicationName("made-up-program")
window = QWidget()
window.setWindowTitle("A made-up window")
form = QFormLayout(window)
name = QLineEdit(accessibleName="Name")
said = QLabel("Nothing yet")
greet = QPushButton("Greet")
greet.clicked.connect(lambda: said.setText(f"Hello {name.text()}"))
visit = QPushButton("Visit")
visit.clicked.connect(lambda: QDesktopServices.openUrl(QUrl("https://ana.example/")))
nameless = QLineEdit()
for row in (name, said, greet, visit, nameless):
    form.addRow(row)
picture = QPixmap(22, 22)
picture.fill("red")
tray = QSystemTrayIcon(QIcon(picture))
tray.show()
hints = app.styleHints()
# Asked once first: PySide6 cannot convert a signal's enum that nobody has touched yet.
said.setText(hints.colorScheme().name)
hints.colorSchemeChanged.connect(lambda to: said.setText(to.name))
window.show()
sys.exit(app.exec())
"""


def processes_of(token: str) -> list[str]:
    mark = f"{TOKEN}={token}".encode()
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark in (folder / "environ").read_bytes().split(b"\0"):
                found.append((folder / "comm").read_text().strip())
        except OSError:
            continue
    return found


def colours_in(picture: Path) -> int:
    told = subprocess.run(
        ["identify", "-format", "%k", str(picture)], capture_output=True, text=True, check=True
    )
    return int(told.stdout)


def test_a_program_is_seen_used_and_pictured_like_by_a_person(desktop, tmp_path):
    desktop.start([sys.executable, "-c", WINDOW], name="program")
    window = desktop.accessible("made-up-program")
    window.wait_for("push button", "Greet", seconds=20)
    window.wait_for("label", "Light")
    assert "A made-up window" in desktop.window_titles()

    window.set_text("text", "Name", "Ana")
    window.press("push button", "Greet")
    assert window.wait_for("label", "Hello Ana").name == "Hello Ana"

    window.focus("text", "Name")
    desktop.keys("ctrl+a")
    desktop.type_text("Mara")
    desktop.click(*window.wait_for("push button", "/^Gre/").middle)
    window.wait_for("label", "Hello Mara")

    window.press("push button", "Visit")
    wait_until(desktop.opened_addresses, "the browser")
    assert desktop.opened_addresses() == ["https://ana.example/"]

    assert [(thing.role, thing.name) for thing in window.audit()] == [("text", "")]
    wait_until(desktop.tray_items, "the tray icon")

    desktop.set_scheme("dark")
    window.wait_for("label", "Dark")

    picture = desktop.screenshot(tmp_path / "screen.png")
    assert struct.unpack(">II", picture.read_bytes()[16:24]) == (1440, 900)
    assert colours_in(picture) > 16
    with pytest.raises(NotAccessible, match="no push button 'Nowhere'"):
        window.press("push button", "Nowhere", seconds=0)


@pytest.mark.parametrize(
    "desktop",
    [
        {"tray": "sni", "notifier": "dunst"},
        {"tray": "xembed", "notifier": "xfce"},
        {"tray": "none", "notifier": "none"},
    ],
    indirect=True,
    ids=["sni, dunst", "xembed, xfce", "none"],
)
def test_each_kind_of_tray_and_notifier_comes_up(desktop, request):
    kind = request.node.callspec.params["desktop"]
    assert desktop.has_tray_host() == (kind["tray"] == "sni")
    assert desktop.has_tray_window() == (kind["tray"] == "xembed")
    assert desktop.owns("org.freedesktop.Notifications") == (kind["notifier"] != "none")
    assert desktop.owns("org.a11y.Bus")


def test_nothing_of_the_caller_is_in_it_and_nothing_of_it_stays(desktop):
    token = desktop.environment[TOKEN]
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR", "TMPDIR"):
        assert desktop.folder in Path(desktop.environment[name]).parents
    with desktop_session(tray="none", notifier="none") as other:
        assert other.environment["DISPLAY"] != desktop.environment["DISPLAY"]
        assert other.environment[TOKEN] != token
        # Its child left its group and does not listen.
        script = "trap '' TERM; setsid sleep 600 & trap - TERM; wait"
        other.start(["sh", "-c", script], name="parent")
        wait_until(lambda: "sleep" in processes_of(other.environment[TOKEN]), "the sleeper")
    assert processes_of(other.environment[TOKEN]) == []
    assert not other.folder.exists()
    assert "Xvfb" in processes_of(token)
    assert os.environ["QT_QPA_PLATFORM"] == "offscreen"


def test_a_fact_that_does_not_come_is_told_by_its_name():
    with pytest.raises(NotUp, match="the moon: not within 0 s"):
        wait_until(lambda: False, "the moon", seconds=0)
