"""The command line: the same program without the window, on the same journal."""

from relationship_journal.cli.program import main

__all__ = ["main"]
