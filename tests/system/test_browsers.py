"""Browsers found on a disk, and programs started without a shell."""

import json
import os
import sqlite3
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from relationship_journal.errors import JournalError
from relationship_journal.system.browsers import Browsers, Starter, usual_umask

Find = Callable[..., Browsers]


@pytest.fixture
def find(tmp_path: Path) -> Find:
    """Return a function that looks at a computer whose root is a temporary folder."""

    def look(platform: str = "linux", **environment: str) -> Browsers:
        said = {"PATH": str(tmp_path / "usr/bin"), **environment}
        return Browsers(said, platform=platform, home=tmp_path / "home", root=tmp_path)

    return look


def test_without_browsers_none_is_found(find: Find) -> None:
    assert find().installed() == ()


def test_a_firefox_is_found_with_its_profiles_by_name(tmp_path: Path, find: Find) -> None:
    _program(tmp_path / "usr/bin/firefox-esr")
    _firefox(tmp_path / "home/.mozilla/firefox", {"x0.default": "default", "x1.blog": "Blog"})
    (firefox,) = find().installed()
    assert (firefox.id, firefox.name) == ("firefox", "Firefox")
    assert firefox.program == str(tmp_path / "usr/bin/firefox-esr")
    assert [(one.id, one.name) for one in firefox.profiles] == [
        ("x0.default", "default"),
        ("x1.blog", "Blog"),
    ]


def test_a_profile_whose_folder_is_gone_or_outside_is_not_offered(
    tmp_path: Path, find: Find
) -> None:
    _program(tmp_path / "usr/bin/firefox")
    folder = tmp_path / "home/.mozilla/firefox"
    _firefox(folder, {"x0.here": "Here", "x1.gone": "Gone", "../../x2.out": "Out"})
    (folder / "x1.gone").rmdir()
    (firefox,) = find().installed()
    assert [one.name for one in firefox.profiles] == ["Here"]


def test_the_names_of_newer_firefox_profiles_come_from_their_own_file(
    tmp_path: Path, find: Find
) -> None:
    _program(tmp_path / "usr/bin/firefox")
    folder = tmp_path / "home/.mozilla/firefox"
    _firefox(folder, {"x0.default": "default-release"}, group="ab12")
    (folder / "x9.second").mkdir()
    (folder / "Profile Groups").mkdir()
    with sqlite3.connect(folder / "Profile Groups/ab12.sqlite") as names:
        names.execute("CREATE TABLE Profiles (id INTEGER PRIMARY KEY, path TEXT, name TEXT)")
        names.executemany(
            "INSERT INTO Profiles (path, name) VALUES (?, ?)",
            [("x0.default", "Ana"), ("x9.second", "Blog"), ("../out", "Out"), ("x8.gone", "Gone")],
        )
    names.close()
    (firefox,) = find().installed()
    assert [(one.id, one.name) for one in firefox.profiles] == [
        ("x0.default", "Ana"),
        ("x9.second", "Blog"),
    ]
    assert sorted(one.name for one in (folder / "Profile Groups").iterdir()) == ["ab12.sqlite"]


def test_a_file_of_names_of_another_make_leaves_the_names_of_the_ini(
    tmp_path: Path, find: Find
) -> None:
    _program(tmp_path / "usr/bin/firefox")
    folder = tmp_path / "home/.mozilla/firefox"
    _firefox(folder, {"x0.default": "default-release"}, group="ab12")
    (folder / "Profile Groups").mkdir()
    (folder / "Profile Groups/ab12.sqlite").write_bytes(b"no database at all" * 100)
    (firefox,) = find().installed()
    assert [one.name for one in firefox.profiles] == ["default-release"]


def test_a_chromium_kind_is_found_with_its_profiles_by_name(tmp_path: Path, find: Find) -> None:
    _program(tmp_path / "usr/bin/brave-browser")
    folder = tmp_path / "home/.config/BraveSoftware/Brave-Browser"
    _chromium(folder, {"Default": "Ana", "Profile 1": "Blog"})
    (brave,) = find().installed()
    assert (brave.id, brave.name) == ("brave", "Brave")
    assert [one.name for one in brave.profiles] == ["Ana", "Blog"]


def test_flatpaks_and_programs_stand_beside_each_other(tmp_path: Path, find: Find) -> None:
    _program(tmp_path / "usr/bin/firefox")
    _program(tmp_path / "var/lib/flatpak/exports/bin/org.mozilla.firefox")
    _firefox(tmp_path / "home/.mozilla/firefox", {"x0.own": "Own"})
    _firefox(tmp_path / "home/.var/app/org.mozilla.firefox/.mozilla/firefox", {"x0.boxed": "Boxed"})
    _program(tmp_path / "home/.local/share/flatpak/exports/bin/com.google.Chrome")
    found = find().installed()
    assert [(one.id, one.name) for one in found] == [
        ("firefox", "Firefox"),
        ("firefox-flatpak", "Firefox, Flatpak"),
        ("chrome-flatpak", "Google Chrome, Flatpak"),
    ]
    assert [one.profiles[0].name for one in found[:2]] == ["Own", "Boxed"]


def test_a_snap_keeps_its_profiles_in_its_own_folder(tmp_path: Path, find: Find) -> None:
    _program(tmp_path / "snap/bin/firefox")
    _firefox(tmp_path / "home/.mozilla/firefox", {"x0.old": "Old"})
    _firefox(tmp_path / "home/snap/firefox/common/.mozilla/firefox", {"x0.snap": "Snap"})
    (firefox,) = find(PATH=str(tmp_path / "snap/bin")).installed()
    assert [one.name for one in firefox.profiles] == ["Snap"]


def test_a_mac_keeps_programs_and_profiles_elsewhere(tmp_path: Path, find: Find) -> None:
    _program(tmp_path / "Applications/Firefox.app/Contents/MacOS/firefox")
    _firefox(tmp_path / "home/Library/Application Support/Firefox", {"Profiles/x1.blog": "Blog"})
    looked = find("darwin")
    (firefox,) = looked.installed()
    assert [one.name for one in firefox.profiles] == ["Blog"]
    assert looked.default_command("https://a.example/") == ("/usr/bin/open", "https://a.example/")


def test_windows_keeps_programs_and_profiles_elsewhere(tmp_path: Path, find: Find) -> None:
    _program(tmp_path / "pf/Microsoft/Edge/Application/msedge.exe")
    _chromium(tmp_path / "home/AppData/Local/Microsoft/Edge/User Data", {"Default": "Ana"})
    looked = find("win32", PROGRAMFILES=str(tmp_path / "pf"))
    (edge,) = looked.installed()
    assert (edge.id, edge.profiles[0].name) == ("edge", "Ana")
    assert looked.default_command("https://a.example/")[-1] == "https://a.example/"


def test_a_folder_of_the_path_that_is_relative_is_not_looked_into(
    tmp_path: Path, find: Find, monkeypatch: pytest.MonkeyPatch
) -> None:
    _program(tmp_path / "downloads/firefox")
    _program(tmp_path / "downloads/xdg-open")
    monkeypatch.chdir(tmp_path / "downloads")
    looked = find(PATH=os.pathsep.join([".", "", "downloads"]))
    assert looked.installed() == ()
    with pytest.raises(JournalError, match="No program"):
        looked.default_command("https://a.example/")


def test_the_systems_own_browser_comes_by_xdg_open_and_else_the_first_there_is(
    tmp_path: Path, find: Find
) -> None:
    _program(tmp_path / "usr/bin/chromium")
    assert find().default_command("https://a.example/")[-2:] == ("--", "https://a.example/")
    with pytest.raises(JournalError, match="No program"):
        find().default_command("mailto:ana@a.example")
    _program(tmp_path / "usr/bin/xdg-open")
    opener = str(tmp_path / "usr/bin/xdg-open")
    assert find().default_command("https://a.example/") == (opener, "https://a.example/")
    assert find().default_command("mailto:ana@a.example") == (opener, "mailto:ana@a.example")


@pytest.mark.parametrize("address", ["--help", "file:///etc/passwd", "smb://x", "/etc/passwd", ""])
def test_nothing_but_a_page_or_a_mailbox_is_handed_on(find: Find, address: str) -> None:
    with pytest.raises(ValueError, match="page"):
        find().default_command(address)


def test_what_a_bundle_says_to_its_libraries_is_not_handed_on(find: Find) -> None:
    looked = find(
        LD_LIBRARY_PATH="/opt/ours",
        LD_LIBRARY_PATH_ORIG="/usr/local/lib",
        QT_PLUGIN_PATH="/opt/ours",
        QT_QPA_PLATFORM="xcb",
        QML2_IMPORT_PATH="/opt",
        PYTHONPATH="/opt",
        _PYI_ARCHIVE_FILE="x",
        XDG_ACTIVATION_TOKEN="of our own start",
        LANG="de_AT.UTF-8",
    )
    kept = looked.clean_environment()
    assert kept.pop("PATH")
    assert kept == {"LD_LIBRARY_PATH": "/usr/local/lib", "LANG": "de_AT.UTF-8"}


def test_a_program_gets_its_words_as_they_are_and_no_shell_reads_them(tmp_path: Path) -> None:
    told = tmp_path / "told.json"
    script = tmp_path / "browser.py"
    script.write_text(
        "import json, os, sys\n"
        "said = {'argv': sys.argv[2:], 'env': dict(os.environ), 'session': os.getsid(0),\n"
        "        'umask': os.umask(0)}\n"
        "open(sys.argv[1] + '.part', 'w').write(json.dumps(said))\n"
        "os.rename(sys.argv[1] + '.part', sys.argv[1])\n",
        encoding="utf-8",
    )
    address = "https://a.example/?q=$(touch canary);`touch canary`&x='\"|"
    browsers = Browsers({"PATH": "/usr/bin", "LD_LIBRARY_PATH": "/opt/ours"})
    before = os.umask(0o077)  # as the program itself has it
    try:
        Starter(browsers).start([sys.executable, str(script), str(told), address])
    finally:
        os.umask(before)
    said = json.loads(_awaited(told))
    assert said["argv"] == [address]
    assert "LD_LIBRARY_PATH" not in said["env"]
    assert said["session"] != os.getsid(0)
    assert said["umask"] == usual_umask()
    assert not (tmp_path / "canary").exists()
    assert not Path("canary").exists()


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("Name:\tbash\nUmask:\t0002\nState:\tS\n", 0o002),
        ("Umask:\t0077\n", 0o077),
        ("Name:\tbash\n", 0o022),
        ("Umask:\n", 0o022),
        ("Umask:\tx\n", 0o022),
        (None, 0o022),
    ],
)
def test_a_started_program_makes_files_as_the_user_does(
    tmp_path: Path, status: str | None, expected: int
) -> None:
    if status is not None:
        (tmp_path / str(os.getppid())).mkdir()
        (tmp_path / str(os.getppid()) / "status").write_text(status, encoding="ascii")
    assert usual_umask(tmp_path) == expected


def test_a_program_that_is_not_there_is_told_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(JournalError, match="gone cannot be started"):
        Starter(Browsers({})).start([str(tmp_path / "gone"), "https://a.example/"])


def _awaited(file: Path) -> str:
    deadline = time.monotonic() + 20
    while not file.exists():
        assert time.monotonic() < deadline
        os.sched_yield()
    return file.read_text("utf-8")


def _program(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n", encoding="utf-8")
    path.chmod(0o755)


def _firefox(folder: Path, profiles: dict[str, str], group: str = "") -> None:
    folder.mkdir(parents=True)
    lines: list[str] = []
    for number, (path, name) in enumerate(profiles.items()):
        (folder / path).mkdir(parents=True, exist_ok=True)
        lines += [f"[Profile{number}]", f"Name={name}", "IsRelative=1", f"Path={path}"]
        lines += [f"StoreID={group}"] if group else []
    (folder / "profiles.ini").write_text("\n".join(lines), encoding="utf-8")


def _chromium(folder: Path, profiles: dict[str, str]) -> None:
    folder.mkdir(parents=True)
    for path in profiles:
        (folder / path).mkdir()
    cache = {path: {"name": name} for path, name in profiles.items()}
    state = {"profile": {"info_cache": cache, "profiles_order": list(profiles)}}
    (folder / "Local State").write_text(json.dumps(state), encoding="utf-8")
