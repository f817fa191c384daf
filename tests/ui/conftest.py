"""Fixtures for tests of the window: a real core in a temporary folder under a wound clock."""

from tests.ui.sign_ins_fixtures import quick_vault, three, vault  # noqa: F401
from tests.window_fixtures import (  # noqa: F401  pytest finds fixtures by their names here
    appearance,
    clock,
    core,
    driver,
    jobs,
    journal_path,
    main_window,
    notices,
    open_journal,
    people,
    plain_appearance,
    settings,
    started,
)
