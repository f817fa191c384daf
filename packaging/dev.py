#!/usr/bin/env python3
"""Set the project up and do one thing with it: run, test, check, tour, bench, session, lock.

Needs nothing but a Python; everything else it sees to itself (a virtual environment in .venv
from the lock files beside this script, and on Debian and Ubuntu the packages of the system).

usage: python3 packaging/dev.py COMMAND

    run [ARGUMENT...]    the program; where there is no screen, the guided tour
    test [ARGUMENT...]   every check and every test; with arguments, pytest with them
    check                lint, format, types and import contracts
    tour                 the guided tour, into build/tour
    bench [NAME...]      the benchmarks in tests/benchmarks, all or the named ones
    session -- COMMAND   a command on a private desktop (session --help tells more)
    lock                 write the lock files anew (needs uv)
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from debian_packages import DESKTOP, FONTS, SCREEN, WAYLAND, WIDGETS, X11, Need, SetUpError, provide
from virtual_environment import APP, DEV, VirtualEnvironment

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

ROOT = Path(__file__).resolve().parent.parent
WITHOUT_SCREEN = ("offscreen", "minimal", "minimalegl", "vnc")
TAKES_A_VALUE = ("--journal",)
TRY_QT = (
    "import PySide6.QtWidgets, PySide6.QtNetwork, PySide6.QtSvg, PySide6.QtDBus"
    if sys.platform.startswith("linux")
    else "import PySide6.QtWidgets, PySide6.QtNetwork, PySide6.QtSvg"
)
LINT_IMPORTS = (
    "import sys; from importlinter.cli import lint_imports_command as lint; sys.exit(lint())"
)
CHECKS = (
    ("lint", ("-m", "ruff", "check", ".")),
    ("format", ("-m", "ruff", "format", "--check", ".")),
    ("types", ("-m", "mypy", "--strict", "relationship_journal", "packaging")),
    ("import contracts", ("-c", LINT_IMPORTS)),
)


# Each runs a file's tests one after the other; a desktop test starts some ten processes.
_MOST_WORKERS = 4


def wants_window(arguments: Sequence[str]) -> bool:
    """Tell whether the program would open a window: with no command, or with `demo`."""
    words = iter(arguments)
    command = ""
    for word in words:
        if word in ("-h", "--help", "--version"):
            return False
        if word in TAKES_A_VALUE:
            next(words, None)
        elif not command and not word.startswith("-"):
            command = word
    return command in ("", "demo")


def has_screen(platform: str, environment: Mapping[str, str]) -> bool:
    """Tell whether a window can open; Windows and macOS always have a screen."""
    if not platform.startswith("linux"):
        return True
    if environment.get("QT_QPA_PLATFORM", "").partition(":")[0] in WITHOUT_SCREEN:
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def window_needs(environment: Mapping[str, str]) -> tuple[Need, ...]:
    """Return the libraries that Qt loads for a window in that environment."""
    needs = WIDGETS
    if environment.get("QT_QPA_PLATFORM", "").partition(":")[0] in WITHOUT_SCREEN:
        return needs
    if environment.get("DISPLAY"):
        needs += X11
    if environment.get("WAYLAND_DISPLAY"):
        needs += WAYLAND
    return needs


def run(arguments: Sequence[str]) -> int:
    """Start the program; where there is no screen for its window, give the guided tour."""
    venv = VirtualEnvironment(ROOT)
    venv.prepare(APP)
    if wants_window(arguments):
        if not has_screen(sys.platform, os.environ):
            print(
                "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set), so this is "
                "the guided tour instead.\nThe command line needs no screen: "
                "python3 packaging/dev.py run --help",
                flush=True,
            )
            return tour([])
        provide(window_needs(os.environ), "the window")
        _try_qt(venv)
    # -P: a file of the caller's folder must not stand in for one of ours.
    return _become([str(venv.python), "-P", "-m", "relationship_journal", *arguments])


def test(arguments: Sequence[str]) -> int:
    """Run every check and every test, or pytest with the given arguments alone."""
    venv = VirtualEnvironment(ROOT)
    venv.prepare(DEV)
    provide(WIDGETS, "the tests")
    _try_qt(venv)
    try:
        provide((*SCREEN, *X11, *DESKTOP, *FONTS), "the desktop tests")
    except SetUpError as reason:
        print(f"{reason}\nWithout them the desktop tests are skipped.", file=sys.stderr, flush=True)
    if arguments:
        return _python(venv, "-m", "pytest", *arguments)
    failed = _failed_checks(venv)
    if failed:
        print(f"\nFAILED: {', '.join(failed)}. The tests run all the same.", flush=True)
    print("\n== tests", flush=True)
    workers = ("-n", str(min(_MOST_WORKERS, os.cpu_count() or 1)), "--dist", "loadfile")
    code = _python(venv, "-m", "pytest", "--cov", "--cov-report=term:skip-covered", *workers)
    return code or (1 if failed else 0)


def check(_arguments: Sequence[str]) -> int:
    """Lint, check format and types, and hold the import contracts."""
    venv = VirtualEnvironment(ROOT)
    venv.prepare(DEV)
    failed = _failed_checks(venv)
    print(f"\nFAILED: {', '.join(failed)}" if failed else "\nAll checks passed", flush=True)
    return 1 if failed else 0


def tour(_arguments: Sequence[str]) -> int:
    """Give the guided tour."""
    import tour as stage  # noqa: PLC0415  not needed to start the program

    venv = VirtualEnvironment(ROOT)
    venv.prepare(APP)
    return stage.take(venv.python, ROOT)


def bench(arguments: Sequence[str]) -> int:
    """Run the benchmarks, all or the named ones; the first that fails gives the exit code."""
    venv = VirtualEnvironment(ROOT)
    venv.prepare(DEV)
    provide(WIDGETS, "the benchmarks")
    folder = ROOT / "tests" / "benchmarks"
    scripts = [path for path in sorted(folder.glob("*.py")) if not path.name.startswith("_")]
    chosen = [path for path in scripts if not arguments or path.stem in arguments]
    if not chosen:
        names = ", ".join(path.stem for path in scripts) or "none"
        raise SetUpError(f"No such benchmark. There are: {names}.")
    codes = []
    for script in chosen:
        print(f"\n== {script.stem}", flush=True)
        codes.append(_python(venv, str(script)))
    return next((code for code in codes if code), 0)


def session(arguments: Sequence[str]) -> int:
    """Run a command on a private desktop."""
    venv = VirtualEnvironment(ROOT)
    venv.prepare(DEV)
    provide((*SCREEN, *X11, *WIDGETS, *DESKTOP), "a private desktop")
    starter = ROOT / "tests" / "desktop" / "session.py"
    folders = os.pathsep.join((str(ROOT), str(ROOT / "packaging")))
    environment = dict(os.environ, PYTHONPATH=folders)
    command = [str(venv.python), "-P", str(starter), *arguments]
    return subprocess.run(command, env=environment, check=False).returncode


def lock(_arguments: Sequence[str]) -> int:
    """Write the lock files anew from pyproject.toml, for every system and Python at once.

    The same by hand, in the project's folder:
        uv pip compile --universal --generate-hashes --no-header --no-annotate
            --python-version 3.11 pyproject.toml -o packaging/requirements.lock
        uv pip compile (the same options) --group dev
            -c packaging/requirements.lock -o packaging/requirements-dev.lock
    Both name versions and hashes only, never where to fetch them from: that is pip's own affair.
    """
    uv = shutil.which("uv", path=os.pathsep.join((str(ROOT / ".venv" / "bin"), os.environ["PATH"])))
    if uv is None:
        raise SetUpError("Making lock files needs uv on PATH; installing from them does not.")
    options = ["--universal", "--generate-hashes", "--no-header", "--no-annotate"]
    options += ["--python-version", "3.11", "--quiet"]
    app, dev = (f"packaging/{name}" for name in DEV)
    for what in (["pyproject.toml", "-o", app], ["--group", "dev", "-c", app, "-o", dev]):
        command = [uv, "pip", "compile", *options, *what]
        done = subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False)
        if done.returncode:
            return done.returncode
    return 0


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "run": run,
    "test": test,
    "check": check,
    "tour": tour,
    "bench": bench,
    "session": session,
    "lock": lock,
}


def main(arguments: Sequence[str]) -> int:
    """Do what the first argument names; a sentence and exit code 1 where it cannot be done."""
    if not arguments or arguments[0] not in COMMANDS:
        asked = bool(arguments) and arguments[0] in ("-h", "--help", "help")
        print(__doc__, file=sys.stdout if asked else sys.stderr)
        return 0 if asked else 2
    try:
        return COMMANDS[arguments[0]](arguments[1:])
    except SetUpError as reason:
        print(reason, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _failed_checks(venv: VirtualEnvironment) -> list[str]:
    """Run the checks, all of them, and return the names of those that failed."""
    failed = []
    for name, words in CHECKS:
        print(f"\n== {name}", flush=True)
        if _python(venv, *words):
            failed.append(name)
    return failed


def _python(venv: VirtualEnvironment, *words: str) -> int:
    """Run the environment's Python in the project's folder and return its exit code."""
    return subprocess.run([str(venv.python), *words], cwd=ROOT, check=False).returncode


def _try_qt(venv: VirtualEnvironment) -> None:
    """Import what the window imports, once for each environment, for a library nobody listed.

    Raises:
        SetUpError: it cannot be imported; says what Qt said.
    """
    if venv.recall("qt") == venv.recall(APP[0]):
        return
    command = [str(venv.python), "-c", TRY_QT]
    tried = subprocess.run(command, capture_output=True, text=True, check=False)
    if tried.returncode:
        said = tried.stderr.strip().splitlines()[-1:] or ["nothing"]
        raise SetUpError(
            f"Qt cannot be loaded here; it said: {said[0]}\n"
            "Install the package that holds that library and run the same command again."
        )
    with contextlib.suppress(OSError):  # a checkout that is read-only by now: ask again next time
        venv.remember("qt", venv.recall(APP[0]))


def _become(command: Sequence[str]) -> int:
    """Turn into the command, so that signals and the terminal are all its own."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONHOME"}
    if os.name == "posix":
        os.execve(command[0], list(command), environment)  # noqa: S606  no shell is wanted
    return subprocess.run(list(command), env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
