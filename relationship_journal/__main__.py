"""One program, two faces: with a command it is the command line, without one the window."""

import sys


def main() -> int:
    """Run the command line; it opens the window when no command is named."""
    from relationship_journal.cli import main as run_command_line  # noqa: PLC0415  start-up time

    return run_command_line(sys.argv[1:])


if __name__ == "__main__":
    raise SystemExit(main())
