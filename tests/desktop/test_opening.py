"""Pages opened as the right self on a real desktop: who was asked to open what, and how.

A browser and an opener of our own stand on the path and write down their words and variables.
"""

import shutil
import signal
import subprocess
import time

import pytest

from relationship_journal.core import open_core
from relationship_journal.domain.secret import Secret
from relationship_journal.paths import APP
from relationship_journal.services.sign_in_rows import SignInFields
from relationship_journal.settings import Settings
from relationship_journal.ui.clipboard import SECONDS_KEY
from tests.desktop import recipes
from tests.desktop.desk import wait_until
from tests.desktop.program import Program

BARE = {"tray": "none", "notifier": "none"}
PASSPHRASE, USER, PASSWORD = "wren under the eaves", "gardener@me", "hunter 2 gather"
PAGE, PLAIN = "https://boards.example/u/ana?a=1&b=$(id)", "https://moss.example/"
HOSTILE = (
    "file:///etc/passwd", "javascript:alert(1)", "smb://host/share", "data:text/html,x",
    "ms-settings:privacy", "--help", "https://boards.example\\@evil.example/",
    "https://gardener@boards.example/", "https://boards.example\u202e/", "https://boa\u200brds.example/",
    "https://[::1]/",
)  # fmt: skip
SHOWN = len(HOSTILE)
RECORDER = """#!/bin/sh
for word in "$@"; do printf '%s\\n' "$word" >>'{calls}.part'; done
env >>'{calls}.env'
cat '{calls}.part' >>'{calls}'
rm -f '{calls}.part'
"""


class Opened:
    """What the program asked others to open."""

    def __init__(self, desktop):
        folder = desktop.folder / "path"
        self.calls = {name: folder / f"{name}.calls" for name in ("firefox", "xdg-open")}
        for name, calls in self.calls.items():
            recipes.write_script(folder / name, RECORDER.format(calls=calls))
        desktop.environment["PATH"] = f"{folder}:{desktop.environment['PATH']}"
        desktop.environment["LD_LIBRARY_PATH"] = str(folder / "libraries-of-a-bundle")
        desktop.environment["QT_PLUGIN_PATH"] = str(folder / "plugins-of-a-bundle")
        profile = desktop.home / ".mozilla/firefox/x1.blog"
        profile.mkdir(parents=True)
        lines = ("[Profile0]", "Name=Blog", "IsRelative=1", "Path=x1.blog")
        (profile.parent / "profiles.ini").write_text("\n".join(lines), encoding="utf-8")
        self.profile = str(profile)

    def by(self, name):
        """Return the words that a program was started with, one after the other."""
        calls = self.calls[name]
        return calls.read_text(encoding="utf-8").splitlines() if calls.exists() else []

    def environment(self, name):
        return self.calls[name].with_suffix(".calls.env").read_text(encoding="utf-8")


@pytest.fixture
def opened(desktop):
    return Opened(desktop)


@pytest.fixture
def program(desktop, opened):
    """A journal with a sign-in at Ana's forum, and hostile addresses that never came by us."""
    made = Program(desktop)
    core = open_core(made.journal, begin=True)
    core.vault.make(Secret(PASSPHRASE))
    core.sign_ins.add(
        SignInFields(
            site="boards.example", label="gardener", user_name=Secret(USER),
            password=Secret(PASSWORD), browser="firefox", browser_profile="x1.blog",
        )
    )  # fmt: skip
    ana = core.contacts.add("Ana Duarte", urls=[PAGE], emails=["ana@moss.example"])
    mallory = core.contacts.add(
        "<img src=file:///canary.png> Mallory",
        urls=[*(f"https://h{n}.example/" for n in range(SHOWN)), PLAIN],
    )
    with core._journal.change("From outside", is_undoable=False):
        for place, url in enumerate(HOSTILE):
            core._journal.execute(
                "UPDATE profile SET url = ?, site = ? WHERE contact_id = ? AND place = ?",
                (url, f"site{place}.example", mallory, place),
            )
    made.people = {"ana": ana, "mallory": mallory}
    core.close()
    Settings(desktop.home / ".config" / APP / "settings.json").set(SECONDS_KEY, 5)
    return made


def targets(desktop, *words):
    asked = ["xclip", "-o", "-selection", *words]
    done = subprocess.run(
        asked, env=desktop.environment, capture_output=True, text=True, check=False
    )
    return done.stdout


@pytest.mark.parametrize("desktop", [BARE], indirect=True)
def test_a_page_opens_as_me_in_my_profile_and_the_clipboard_forgets(program, opened, desktop):
    window = program.window
    program.start()
    program.go_to("People")
    program.choose_person("Ana Duarte")
    name = "Open as gardener in Firefox (Blog): boards.example, ana"
    window.press("push button", name)
    wait_until(lambda: opened.by("firefox"), "the browser")
    assert opened.by("firefox") == ["--profile", opened.profile, PAGE]
    said = opened.environment("firefox")
    assert "of-a-bundle" not in said
    assert PASSWORD not in said

    window.wait_for("password text", "Passphrase")
    assert desktop.clipboard() == ""
    program.wait_for_keyboard()
    window.focus("password text", "Passphrase")
    desktop.type_text(PASSPHRASE)
    desktop.keys("Return")
    wait_until(lambda: desktop.clipboard() == USER, "the user name", seconds=20)
    desktop.keys("ctrl+shift+c")
    wait_until(lambda: desktop.clipboard() == PASSWORD, "the password")
    copied = time.monotonic()
    assert targets(desktop, "clipboard", "-t", "x-kde-passwordManagerHint") == "secret"
    assert targets(desktop, "primary") == ""
    wait_until(lambda: desktop.clipboard() == "", "an empty clipboard", seconds=8)
    assert 3 < time.monotonic() - copied < 7

    desktop.keys("ctrl+shift+c")
    wait_until(lambda: desktop.clipboard() == PASSWORD, "the password again")
    desktop.run(["sh", "-c", "printf recipe | xclip -selection clipboard -in >/dev/null 2>&1"])
    desktop.keys("ctrl+shift+x")
    window.wait_until_gone("push button", "Signed in already")
    assert desktop.clipboard() == "recipe"

    found = subprocess.run(
        ["sh", "-c", f"tr '\\0' '\\n' </proc/{program.process.pid}/cmdline"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip
    assert PASSPHRASE not in found
    for secret in (PASSPHRASE, PASSWORD, USER):
        assert secret not in program.said()
    program.process.send_signal(signal.SIGTERM)
    assert program.end() == 0


@pytest.mark.parametrize("desktop", [BARE], indirect=True)
def test_a_password_that_is_there_at_the_end_is_not_left_to_a_manager(program, opened, desktop):
    if shutil.which("parcellite") is None:
        pytest.skip("missing Debian package: parcellite")
    desktop.start(["parcellite", "--no-icon"], name="parcellite")
    desktop.run(["sh", "-c", "printf before | xclip -selection clipboard -in >/dev/null 2>&1"])
    window = program.window
    program.start()
    program.go_to("People")
    program.choose_person("Ana Duarte")
    window.press("push button", "Open as gardener in Firefox (Blog): boards.example, ana")
    window.wait_for("password text", "Passphrase")
    program.wait_for_keyboard()
    window.focus("password text", "Passphrase")
    desktop.type_text(PASSPHRASE)
    desktop.keys("Return")
    wait_until(lambda: desktop.clipboard() == USER, "the user name", seconds=20)
    desktop.keys("ctrl+shift+c")
    wait_until(lambda: desktop.clipboard() == PASSWORD, "the password")
    desktop.keys("ctrl+q")
    assert program.end() == 0
    time_over = time.monotonic() + 2  # longer than a manager takes to put something back
    while time.monotonic() < time_over:
        assert desktop.clipboard() != PASSWORD


@pytest.mark.parametrize("desktop", [BARE], indirect=True)
def test_nothing_hostile_ever_reaches_another_program(program, opened, desktop):
    window = program.window
    program.start()
    program.go_to("People")
    program.choose_person("<img src=file:///canary.png> Mallory")
    for place in range(SHOWN):
        window.press("push button", f"Open site{place}.example")
    window.press("push button", "Open moss.example")
    wait_until(lambda: opened.by("xdg-open"), "the opener")
    assert opened.by("xdg-open") == [PLAIN]
    assert opened.by("firefox") == []
    assert "of-a-bundle" not in opened.environment("xdg-open")

    program.choose_person("Ana Duarte")
    window.press("push button", "Write ana@moss.example")
    wait_until(lambda: len(opened.by("xdg-open")) > 1, "the mail program")
    assert opened.by("xdg-open") == [PLAIN, "mailto:ana@moss.example"]
    program.process.send_signal(signal.SIGTERM)
    assert program.end() == 0
