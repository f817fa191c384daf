"""The stage of the guided tour: a virtual screen, a home of its own, and where the pictures go.

What happens on the stage is in tour_steps.py, which runs in the virtual environment as
`python packaging/tour_steps.py FOLDER` and leaves its pictures and files in FOLDER.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from debian_packages import FONTS, FRAMES, SCREEN, WIDGETS, X11, SetUpError, missing, provide
from virtual_screen import NoScreen, private_environment, virtual_screen, window_frames

if TYPE_CHECKING:
    from types import FrameType


def take(python: Path, root: Path) -> int:
    """Take the tour and say where its pictures are; return the exit code of its steps.

    Raises:
        SetUpError: what the window needs is missing, or the tour has no steps.
    """
    steps = root / "packaging" / "tour_steps.py"
    if not steps.is_file():
        raise SetUpError("The guided tour has no steps in this version (packaging/tour_steps.py).")
    has_screen = _has_virtual_screen()
    if missing(FRAMES):
        with contextlib.suppress(SetUpError):  # without it dialogs have no frame in the pictures
            provide(FRAMES, "the frames of windows in the pictures")
    if missing(FONTS):
        with contextlib.suppress(SetUpError):  # without them some scripts show as boxes
            provide(FONTS, "every script in the pictures")
    out = root / "build" / "tour"
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    signal.signal(signal.SIGTERM, _leave)
    # Short, for the path of a Unix socket in it has at most 107 characters.
    with tempfile.TemporaryDirectory(prefix="rj-tour-") as folder:
        home = Path(folder)
        environment = private_environment(home, os.environ)
        with contextlib.ExitStack() as stage:
            if has_screen:
                try:
                    screen = virtual_screen(home, environment=environment)
                    environment.update(stage.enter_context(screen), QT_QPA_PLATFORM="xcb")
                    stage.enter_context(window_frames(environment))
                except NoScreen as reason:
                    _say(str(reason))
                    has_screen = False
            if not has_screen:
                _say(
                    "There is no virtual screen (Xvfb): the tour draws on Qt's offscreen platform."
                )
                environment["QT_QPA_PLATFORM"] = "offscreen"
            done = subprocess.run(
                [str(python), "-P", str(steps), str(out)], env=environment, check=False
            )
    pictures = len(list(out.glob("*.png")))
    others = sorted(path.name for path in out.iterdir() if path.suffix != ".png")
    if done.returncode == 0:
        told = [f"pictures: {pictures}", *others]
        print(f"The guided tour is in {out} ({', '.join(told)}).", flush=True)
    else:
        _say(f"The guided tour stopped early; what it made is in {out}.")
    return done.returncode


def _has_virtual_screen() -> bool:
    """See to a virtual X screen; without the right to install one, to what offscreen needs."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        provide((*SCREEN, *X11, *WIDGETS), "the guided tour on a virtual screen")
    except SetUpError as reason:
        if missing(WIDGETS):
            raise
        _say(str(reason))
        return False
    return True


def _leave(signal_number: int, _frame: FrameType | None) -> None:
    """End by an exception, so that the stage is cleared."""
    raise SystemExit(128 + signal_number)


def _say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)
