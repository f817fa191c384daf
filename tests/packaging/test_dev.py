"""What `dev.py` makes of its arguments and of the machine."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import dev
import pytest
from debian_packages import WAYLAND, WIDGETS, X11

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.parametrize(
    ("arguments", "window"),
    [
        ([], True),
        (["--hidden"], True),
        (["demo"], True),
        (["--journal", "list"], True),
        (["--journal=x.db", "demo"], True),
        (["list"], False),
        (["--journal", "x.db", "list", "--json"], False),
        (["--json", "check"], False),
        (["--help"], False),
        (["demo", "--help"], False),
        (["--version"], False),
        (["search", "demo"], False),
    ],
)
def test_only_the_bare_program_and_the_demo_open_a_window(arguments, window):
    assert dev.wants_window(arguments) == window


@pytest.mark.parametrize(
    ("platform", "environment", "screen"),
    [
        ("linux", {}, False),
        ("linux", {"DISPLAY": ""}, False),
        ("linux", {"DISPLAY": ":0"}, True),
        ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"QT_QPA_PLATFORM": "offscreen"}, True),
        ("linux", {"QT_QPA_PLATFORM": "vnc:size=800x600"}, True),
        ("linux", {"QT_QPA_PLATFORM": "minimal"}, True),
        ("linux", {"QT_QPA_PLATFORM": "xcb"}, False),
        ("darwin", {}, True),
        ("win32", {}, True),
    ],
)
def test_a_screen_is_what_the_environment_says(platform, environment, screen):
    assert dev.has_screen(platform, environment) == screen


def test_the_libraries_are_those_of_the_screen_there_is():
    assert dev.window_needs({"QT_QPA_PLATFORM": "offscreen", "DISPLAY": ":0"}) == WIDGETS
    assert dev.window_needs({"DISPLAY": ":0"}) == WIDGETS + X11
    assert dev.window_needs({"WAYLAND_DISPLAY": "w"}) == WIDGETS + WAYLAND
    assert dev.window_needs({"DISPLAY": ":0", "WAYLAND_DISPLAY": "w"}) == WIDGETS + X11 + WAYLAND


@pytest.mark.parametrize(
    ("arguments", "code", "stream"),
    [([], 2, "err"), (["dance"], 2, "err"), (["--help"], 0, "out"), (["help"], 0, "out")],
)
def test_an_unknown_command_is_answered_with_those_there_are(arguments, code, stream, capsys):
    assert dev.main(arguments) == code
    told = capsys.readouterr()
    for command in dev.COMMANDS:
        assert f"\n    {command} " in getattr(told, stream)


@pytest.fixture
def clone(tmp_path):
    """A checkout with the set-up's scripts and a program that only tells where it is."""
    shutil.copytree(ROOT / "packaging", tmp_path / "packaging")
    for lock in (tmp_path / "packaging").glob("*.lock"):
        lock.write_text("# nothing\n")
    (tmp_path / "packaging" / "tour_steps.py").unlink(missing_ok=True)
    program = tmp_path / "relationship_journal"
    program.mkdir()
    (program / "__main__.py").write_text(
        "import os, sys\nprint(os.getcwd(), sys.argv[1:])\nsys.exit(int(sys.argv[1]))\n"
    )
    return tmp_path


def call(clone, *arguments, cwd=None, **environment):
    return subprocess.run(
        [sys.executable, str(clone / "packaging" / "dev.py"), *arguments],
        cwd=cwd or clone,
        env={**os.environ, "PYTHONPATH": "", **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_program_gets_its_arguments_folder_and_exit_code_as_they_are(clone, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    # A person's own file must not stand in for a module of the program.
    (elsewhere / "relationship_journal.py").write_text("raise SystemExit('theirs')\n")
    done = call(clone, "run", "4", "with space", "--json", cwd=elsewhere)
    assert done.returncode == 4, done.stderr
    # Standard output is the program's alone, also while the environment is being made.
    assert done.stdout == f"{elsewhere} ['4', 'with space', '--json']\n"
    assert call(clone, "run", "0", cwd=elsewhere).stderr == ""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="others always have a screen")
def test_without_a_screen_the_tour_is_given_and_its_exit_code_passed_on(clone):
    steps = clone / "packaging" / "tour_steps.py"
    steps.write_text(
        "import os, pathlib, sys\n"
        "out = pathlib.Path(sys.argv[1])\n"
        "(out / '01-first.png').write_bytes(b'')\n"
        "(out / 'people.csv').write_text(os.environ['HOME'])\n"
        "print('steps on', os.environ['QT_QPA_PLATFORM'])\n"
        "sys.exit(3 if (out.parent / 'fail').exists() else 0)\n"
    )
    done = call(clone, "run", DEV_NO_APT="1", QT_QPA_PLATFORM="")
    assert done.returncode == 0, done.stderr
    assert "There is no screen here" in done.stdout
    out = clone / "build" / "tour"
    assert f"The guided tour is in {out} (pictures: 1, people.csv)." in done.stdout
    home = (out / "people.csv").read_text()
    assert home != os.environ["HOME"]
    assert not Path(home).exists()
    if shutil.which("Xvfb"):
        assert "steps on xcb" in done.stdout
    else:
        assert "draws on Qt's offscreen platform" in done.stderr

    (clone / "build" / "fail").touch()
    failed = call(clone, "tour", DEV_NO_APT="1")
    assert failed.returncode == 3
    assert "stopped early" in failed.stderr
