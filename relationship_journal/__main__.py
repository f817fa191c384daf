"""One program, two faces: with a command it is the command line, without one the window."""

import sys
from pathlib import Path


def main() -> int:
    """Run the command line; it opens the window when no command is named."""
    from relationship_journal.cli import main as run_command_line  # noqa: PLC0415  start-up time

    return run_command_line(sys.argv[1:], _open_window)


def _open_window(journal: Path | None, is_hidden: bool, is_demo: bool) -> int:
    """Open the window; Qt is loaded here and not before."""
    from relationship_journal.app import main as run_window  # noqa: PLC0415  loads Qt

    return run_window([], journal, is_hidden, is_demo)


if __name__ == "__main__":
    raise SystemExit(main())
