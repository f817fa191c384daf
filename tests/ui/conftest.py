"""Fixtures for tests of the window: a real core in a temporary folder under a wound clock."""

from tests.window_fixtures import (  # noqa: F401  pytest finds fixtures by their names here
    clock,
    core,
    jobs,
    journal_path,
    nothing_is_left_behind,
    notices,
    people,
    settings,
)
