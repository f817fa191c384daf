"""The window comes back where it was, if that can still be seen."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget

from relationship_journal.settings import Settings
from relationship_journal.ui import window_state
from tests.window_fixtures import drop


@pytest.fixture
def window(qapp: QApplication) -> Iterator[QWidget]:
    made = QWidget()
    yield made
    drop(made)


def test_the_first_time_it_takes_what_the_screen_has(window: QWidget, settings: Settings) -> None:
    window_state.restore(window, settings)
    room = window.screen().availableGeometry()
    assert window.width() <= room.width()
    assert window.height() <= room.height()


def test_it_comes_back_as_it_was(window: QWidget, settings: Settings) -> None:
    window_state.restore(window, settings)
    window.resize(800, 640)
    window.move(30, 40)
    window_state.save(window, settings)
    window.resize(799, 610)
    window.move(0, 0)
    window_state.restore(window, settings)
    assert (window.width(), window.height()) == (800, 640)
    assert (window.pos().x(), window.pos().y()) == (30, 40)


@pytest.mark.parametrize("place", [[5000, 5000], [-4000, 10], [10, -700], [10**9, 0]])
def test_a_place_that_is_on_no_screen_now_is_left_out(
    window: QWidget, settings: Settings, place: list[int]
) -> None:
    settings.set("window/place", place)
    window.move(11, 12)
    window_state.restore(window, settings)
    assert (window.pos().x(), window.pos().y()) == (11, 12)


@pytest.mark.parametrize("size", [[1], ["a", "b"], [True, False], [10**9, 10**9], [1, 1]])
def test_a_size_that_makes_no_sense_is_left_out(
    window: QWidget, settings: Settings, size: list[object]
) -> None:
    settings.set("window/size", size)
    window_state.restore(window, settings)
    assert window.width() >= 400
    assert window.width() <= window.screen().availableGeometry().width()
