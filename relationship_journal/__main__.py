"""One program, two faces: with a command it is the command line, without one the window."""

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from relationship_journal.system.single_instance import Meeting


def main() -> int:
    """Run the command line; it opens the window when no command is named."""
    from relationship_journal.system.hardening import harden  # noqa: PLC0415  nothing before it

    harden()
    if sys.argv[1:] == ["--feed-reader"]:  # the program's own child, started by itself alone
        from relationship_journal.system.feeds import child  # noqa: PLC0415  start-up time

        return child.serve()
    from relationship_journal.cli import main as run_command_line  # noqa: PLC0415  start-up time

    return run_command_line(sys.argv[1:], _open_window)


def _open_window(journal: Path | None, is_hidden: bool, is_demo: bool) -> int:
    """Open the window, or bring the one forward that shows this journal already.

    Qt is loaded here and not before.
    """
    if is_demo:
        return _run_window(journal, is_hidden=is_hidden, is_demo=True)
    from relationship_journal import paths  # noqa: PLC0415  start-up time of the command line
    from relationship_journal.system import single_instance  # noqa: PLC0415  start-up time

    try:
        meeting = single_instance.meeting_of(journal or paths.default_journal())
        first = single_instance.become_first(meeting)
    except OSError:  # no place to meet: two windows are better than none
        return _run_window(journal, is_hidden=is_hidden, is_demo=False)
    if first is None:
        words = ["--hidden"] if is_hidden else []
        return 0 if single_instance.speak_to_first(meeting, words) else 1
    with contextlib.closing(first):
        return _run_window(journal, is_hidden=is_hidden, is_demo=False, meeting=meeting)


def _run_window(
    journal: Path | None, *, is_hidden: bool, is_demo: bool, meeting: "Meeting | None" = None
) -> int:
    from relationship_journal.app import main as run_window  # noqa: PLC0415  loads Qt

    return run_window([], journal, is_hidden, is_demo, meeting)


if __name__ == "__main__":
    raise SystemExit(main())
