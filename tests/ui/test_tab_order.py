"""Tab goes where the eye goes, and looking for the way leaves nothing behind."""

import gc
from collections.abc import Iterator

import pytest
import shiboken6
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLayoutItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from relationship_journal.ui.views.tab_order import follow_layouts
from relationship_journal.ui.widgets.flow import FlowLayout
from tests.window_fixtures import drop


@pytest.fixture
def page(qapp: QApplication) -> Iterator[QWidget]:
    """A page whose parts were made in another order than they stand in."""
    page = QWidget()
    last, first = QPushButton("last", page), QPushButton("first", page)
    middle = QWidget(page)
    tags = FlowLayout(middle)
    for tag in ("a", "b"):
        tags.addWidget(QPushButton(tag))
    tags.insert_widget(0, QPushButton("before a"))
    across = QHBoxLayout()
    across.addWidget(QPushButton("left"))
    across.addWidget(QLabel("a word"))
    across.addWidget(QPushButton("right"))
    down = QVBoxLayout(page)
    down.addWidget(first)
    down.addLayout(across)
    down.addWidget(middle)
    down.addStretch()
    down.addWidget(last)
    yield page
    drop(page)


def way(page: QWidget) -> list[str]:
    """Return the buttons as Tab visits them, round and round, from the first on."""
    names, here = [], page.nextInFocusChain()
    while here is not page:
        names += [here.text()] if isinstance(here, QPushButton) else []
        here = here.nextInFocusChain()
    start = names.index("first") if names else 0
    return names[start:] + names[:start]


def test_tab_visits_everything_as_the_layouts_hold_it(page: QWidget) -> None:
    follow_layouts(page)
    assert way(page) == ["first", "left", "right", "before a", "a", "b", "last"]


def test_no_layout_item_is_kept_that_qt_may_delete(page: QWidget) -> None:
    """Such a one is taken for whatever Qt makes in its place, and the program breaks."""
    before = kept()
    follow_layouts(page)
    for button in page.findChildren(QPushButton):
        drop(button)
    follow_layouts(page)
    assert kept() <= before
    assert way(page) == []


def kept() -> int:
    gc.collect()
    return sum(isinstance(one, QLayoutItem) for one in shiboken6.getAllValidWrappers())
