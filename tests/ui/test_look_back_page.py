"""Look back: the numbers in pictures, by mouse, by key, as a table, copied; and the six cards."""

from datetime import date
from itertools import pairwise

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from relationship_journal.domain import looking_back as rules
from relationship_journal.domain.codes import Channel, Direction
from relationship_journal.services.quarterly import Card
from relationship_journal.ui.dialogs.quarter_dialog import QuarterDialog
from relationship_journal.ui.plots.month_bars import MonthBars, scale_step
from relationship_journal.ui.views.look_back_page import LookBackPage
from relationship_journal.ui.widgets.labels import Text
from tests.driver import wait_until
from tests.window_fixtures import drop


@pytest.fixture
def page(qapp, core, notices, jobs):
    made = LookBackPage(core, notices, jobs)
    made.resize(1256, 900)
    yield made
    made.close()
    drop(made)


@pytest.fixture
def written(core, people, clock):
    ana, mara = people("Ana Duarte", "Mara Lind")
    now = clock.at
    for months in range(7):
        clock.at = now.replace(month=11 - months, day=10)
        core.entries.write_down([ana], "hello", channel=Channel.COMMENT)
        core.entries.write_down([mara], "hi", channel=Channel.EMAIL, direction=Direction.INCOMING)
    clock.at = now
    return ana, mara


def shown(page):
    """Show the page and return its pictures, once what was written before has been told."""
    QCoreApplication.sendPostedEvents()
    page.show()
    wait_until(lambda: not page._jobs.running() and not page._is_stale)
    wait_until(lambda: all(card.isVisible() for card in page.plot_cards()))
    return {card.plot.accessibleName(): card for card in page.plot_cards()}


def test_the_page_shows_each_picture_with_its_sentence(page, written):
    cards = shown(page)
    assert list(cards) == ["Given and received", "Where they answer", "A year of days"]
    said = {text.text() for text in page.findChildren(Text)}
    assert "You wrote 7 times and heard back 7 times." in said
    sums = cards["Given and received"].plot
    assert sums.accessibleDescription() == "You wrote 7 times and heard back 7 times."
    assert sums.numbers.rows[-1] == ("November 2026", 1, 1)


def test_an_empty_journal_says_that_there_is_nothing_yet(page):
    shown(page)
    wait_until(lambda: "Nothing to look back on yet" in {t.text() for t in page.findChildren(Text)})


def test_the_table_takes_the_place_of_the_picture(page, written):
    card = shown(page)["Given and received"]
    QTest.mouseClick(card.table_button, Qt.MouseButton.LeftButton)
    assert not card.plot.isVisible()
    tables = [one for one in card.findChildren(type(card._table)) if one.isVisible()]
    model = tables[0].model()
    assert [model.headerData(n, Qt.Orientation.Horizontal) for n in range(3)] == [
        "Month", "From me", "From them",
    ]  # fmt: skip
    assert model.index(11, 0).data() == "November 2026"
    QTest.mouseClick(card.table_button, Qt.MouseButton.LeftButton)
    assert card.plot.isVisible()


def test_the_arrow_keys_say_the_values_one_by_one(page, written):
    bars = shown(page)["Given and received"].plot
    bars.setFocus()
    QTest.keyClick(bars, Qt.Key.Key_End)
    assert bars.current_words == "November 2026: 1 from me, 1 from them"
    QTest.keyClick(bars, Qt.Key.Key_Left)
    assert bars.current_words == "October 2026: 1 from me, 1 from them"
    assert bars.accessibleDescription() == bars.current_words


def test_every_day_of_the_heat_map_has_its_value(page, written):
    days = shown(page)["A year of days"].plot
    words = {mark.words for mark in days.marks()}
    assert len(days.marks()) == (date(2026, 11, 23) - date(2025, 12, 1)).days + 1
    assert "Tuesday, 10 November 2026: 1 from me, 1 from them" in words
    boxes = [mark.box for mark in days.marks()]
    assert all(days.rect().contains(box) for box in boxes)
    assert not any(one.intersects(other) for one, other in pairwise(boxes))


def test_a_picture_is_copied_as_picture_and_as_csv(page, written):
    bars = shown(page)["Given and received"].plot
    bars.copy_numbers()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert lines[0] == '"Month","From me","From them"'
    assert lines[-1] == '"November 2026","1","1"'
    bars.copy_picture()
    assert not QGuiApplication.clipboard().pixmap().isNull()
    QGuiApplication.clipboard().setText("")


def test_a_cell_that_looks_like_a_formula_is_disarmed_in_the_copy(qapp):
    bars = MonthBars([rules.Sum(date(2026, 1, 1), 1, 1)])
    numbers = type(bars.numbers)(("=head",), (("=1+1",),))
    assert numbers.as_csv() == '"\'=head"\r\n"\'=1+1"\r\n'
    drop(bars)


@pytest.mark.parametrize(("most", "step"), [(0, 1), (4, 1), (5, 2), (24, 10), (60, 20), (900, 500)])
def test_the_scale_has_at_most_four_round_steps(most, step):
    assert scale_step(most) == step


def test_another_year_can_be_chosen(page, core, clock, written):
    now = clock.at
    clock.at = now.replace(year=2024, month=3)
    core.entries.write_down([written[0]], "long ago")
    clock.at = now
    shown(page)
    keys = [page.choice.itemText(n) for n in range(page.choice.count())]
    assert keys == ["The last year", "2026", "2025", "2024", "All years"]
    page.choice.setCurrentIndex(3)
    page.choice.activated.emit(3)
    wait_until(
        lambda: any(
            card.plot.accessibleName() == "Given and received"
            and card.plot.numbers.rows[2] == ("March 2024", 1, 0)
            for card in page.plot_cards()
        )
    )


def test_nothing_on_the_page_is_a_share_a_score_or_a_rank(page, written):
    shown(page)
    for text in page.findChildren(Text):
        assert "%" not in text.text()
        assert "score" not in text.text().lower()
        assert "rank" not in text.text().lower()


def test_a_new_entry_is_counted_at_once(page, core, written):
    shown(page)
    core.entries.write_down([written[0]], "one more")
    wait_until(
        lambda: (
            "You wrote 8 times and heard back 7 times."
            in {text.text() for text in page.findChildren(Text)}
        )
    )


@pytest.fixture
def dialog(qapp, core):
    made = QuarterDialog(core)
    made.open()
    yield made
    made.close()
    drop(made)


def question(dialog):
    return dialog._question.text()


def test_the_six_cards_are_gone_through_and_what_is_written_is_kept(dialog, core):
    quarter = core.quarterly.quarters()[0]
    seen = []
    for number in range(6):
        seen.append(question(dialog))
        dialog.text.setPlainText(f"answer {number}")
        QTest.mouseClick(dialog.next, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
    rows = core.quarterly.cards(quarter)
    assert [row.question for row in rows] == seen
    assert [row.answer for row in rows] == [f"answer {number}" for number in range(6)]


def test_a_card_is_skipped_for_ever_by_its_button(dialog, core):
    first = question(dialog)
    QTest.mouseClick(dialog.skip, Qt.MouseButton.LeftButton)
    assert question(dialog) != first
    assert core.quarterly.skipped_for_ever() == [Card.GIVEN]
    QTest.mouseClick(dialog.restore, Qt.MouseButton.LeftButton)
    assert question(dialog) == first


def test_when_every_card_is_skipped_the_dialog_says_that_it_is_fine(dialog):
    for _number in range(6):
        QTest.mouseClick(dialog.skip, Qt.MouseButton.LeftButton)
    assert question(dialog) == "You skipped every card for ever. That is fine."
    assert [b for b in dialog.findChildren(QPushButton) if b.text() == "Close"]


def test_what_is_written_stays_with_the_quarter_it_was_written_in(dialog, core):
    last, present, *_before = core.quarterly.quarters()
    dialog.text.setPlainText("of the last one")
    dialog.choice.setCurrentIndex(1)
    dialog.choice.activated.emit(1)
    assert dialog.text.toPlainText() == ""
    assert core.quarterly.cards(last)[0].answer == "of the last one"
    assert core.quarterly.cards(present)[0].answer == ""


def test_closing_the_dialog_keeps_what_was_written(dialog, core):
    dialog.text.setPlainText("half a thought")
    dialog.reject()
    assert core.quarterly.cards(core.quarterly.quarters()[0])[0].answer == "half a thought"


def test_leafing_through_writes_nothing(dialog, core):
    for _number in range(6):
        QTest.mouseClick(dialog.next, Qt.MouseButton.LeftButton)
    assert core.history.undo_label is None
