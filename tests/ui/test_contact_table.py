"""The table of everyone as Qt sees it: all ids, and rows on demand."""

from array import array
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from relationship_journal.services.rows import ContactListRow
from relationship_journal.ui.models.blocks import BLOCK, KEPT, Blocks
from relationship_journal.ui.models.contact_table import ContactTable
from relationship_journal.ui.models.people_columns import Column, column_of
from relationship_journal.ui.views.line_table import LineTable
from relationship_journal.ui.views.people_delegate import PeopleDelegate
from tests.ui.following_fixtures import follow
from tests.window_fixtures import drop

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)


class FakePeople:
    """Hands out lines and remembers in which pieces it was asked."""

    def __init__(self) -> None:
        self.asked: list[list[int]] = []
        self.gone: set[int] = set()

    def rows(self, ids: Sequence[int]) -> list[ContactListRow]:
        self.asked.append(list(ids))
        return [
            ContactListRow(one, f"<b>Person {one}", "Inner", ("a",), NOW, None, False)
            for one in ids
            if one not in self.gone
        ]


@pytest.fixture
def people() -> FakePeople:
    return FakePeople()


@pytest.fixture
def model(people: FakePeople) -> ContactTable:
    return ContactTable(people.rows, lambda: NOW, UTC)


def test_scrolling_100000_people_fetches_only_the_blocks_in_sight(
    qtbot: QtBot, model: ContactTable, people: FakePeople
) -> None:
    view = LineTable(model, "People", PeopleDelegate())
    view.resize(600, 500)
    model.show_ids(array("q", range(1, 100_001)))
    view.show()
    qtbot.waitExposed(view)
    view.grab()
    assert [(asked[0], len(asked)) for asked in people.asked] == [(1, BLOCK)]
    view.scrollToBottom()
    view.grab()
    assert len(people.asked) <= 3
    view.verticalScrollBar().setValue(50_000)
    view.grab()
    assert len(people.asked) <= 5
    drop(view)


def test_a_block_is_fetched_once_and_the_oldest_is_forgotten(people: FakePeople) -> None:
    blocks = Blocks(people.rows)
    blocks.set_ids(range(1, BLOCK * (KEPT + 2)))
    for place in (0, 1, BLOCK - 1, 0):
        blocks.row(place)
    assert len(people.asked) == 1
    for number in range(1, KEPT + 1):
        blocks.row(number * BLOCK)
    blocks.row(0)
    assert people.asked[-1][0] == 1
    assert len(people.asked) == KEPT + 2


def test_who_is_gone_meanwhile_is_an_empty_line(model: ContactTable, people: FakePeople) -> None:
    people.gone = {2}
    model.show_ids([1, 2, 3])
    assert model.line(1) is None
    assert model.index(1, 0).data() is None
    assert model.id_at(1) == 2
    assert model.id_at(3) == 0
    assert model.place_of(9) == -1


def test_the_same_people_are_drawn_anew_without_a_reset(qtbot: QtBot, model: ContactTable) -> None:
    assert model.show_ids([1, 2])
    with qtbot.waitSignal(model.dataChanged), qtbot.assertNotEmitted(model.modelReset):
        assert not model.show_ids([1, 2])


def test_people_s_words_are_never_rich_text_in_a_tool_tip(model: ContactTable) -> None:
    model.show_ids([1])
    tip = model.index(0, Column.NAME).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;" in tip
    spoke = model.index(0, Column.LAST_SPOKE)
    assert spoke.data() == "today"
    assert spoke.data(Qt.ItemDataRole.ToolTipRole) == "Monday, 23 November 2026, 10:30"


def test_dates_are_sorted_from_the_newest_at_first(model: ContactTable) -> None:
    role = Qt.ItemDataRole.InitialSortOrderRole
    orders = [model.headerData(one, Qt.Orientation.Horizontal, role) for one in Column]
    newest = [column for column, order in zip(Column, orders, strict=True)
              if order == Qt.SortOrder.DescendingOrder]  # fmt: skip
    assert newest == [Column.LAST_SPOKE, Column.FOLLOWS, Column.ADDED]


def test_columns_are_known_by_their_keys_and_by_the_service_s() -> None:
    assert [column_of(column.key) for column in Column] == list(Column)
    assert column_of("created") is Column.ADDED
    assert column_of("height") is None


def test_qt_s_own_check_of_models_passes(model: ContactTable, qtmodeltester: ModelTester) -> None:
    model.show_ids([3, 1, 2])
    qtmodeltester.check(model)


def test_stretches_of_lines_are_selected_as_one(qtbot: QtBot, model: ContactTable) -> None:
    view = LineTable(model, "People", PeopleDelegate())
    model.show_ids(range(1, 30))
    view.select_place(3)
    view.select_too([5, 6, 7, 12])
    assert view.selected_spans() == [(3, 3), (5, 7), (12, 12)]
    drop(view)


@pytest.mark.parametrize(
    ("reason", "kind", "day", "text", "shown", "tip", "said"),
    [
        ("promise", "", 20, "The moss book", "Promise due",
         "The moss book, since Friday, 20 November 2026", "Promise due: The moss book"),
        ("reply", "", 21, "", "Wrote to you", "since Saturday, 21 November 2026", "Wrote to you"),
        ("follow_up", "", 23, "Ring", "Follow up",
         "Ring, Monday, 23 November 2026", "Follow up: Ring"),
        ("date", "", 23, "Birthday", "Birthday",
         "Birthday, Monday, 23 November 2026", "Birthday"),
        ("quiet", "", 20, "Last spoke 9 weeks ago", "Going quiet",
         "Last spoke 9 weeks ago, since Friday, 20 November 2026", "Going quiet"),
        ("", "follow_up", 27, "reading\nlist", "Fri 27: reading list",
         "reading list, Friday, 27 November 2026", "Fri 27: reading list"),
        ("", "follow_up", 24, "", "tomorrow: Follow up",
         "Follow up, Tuesday, 24 November 2026", "tomorrow: Follow up"),
        ("", "birthday", 24, "", "Birthday tomorrow",
         "Birthday, Tuesday, 24 November 2026", "Birthday tomorrow"),
        ("", "keep_in_touch", 30, "", "next week",
         "Keep in touch, Monday, 30 November 2026", "Keep in touch next week"),
        ("", "paused", 30, "", "Paused until 30 Nov",
         "Paused, Monday, 30 November 2026", "Paused until 30 Nov"),
        ("", "muted", None, "", "Muted", "Nothing reminds of them", "Muted"),
        ("", "", None, "", "No plan", "", "No plan"),
    ],
)  # fmt: skip
def test_next_is_said_in_a_word_and_in_full(
    reason: str, kind: str, day: int | None, text: str, shown: str, tip: str, said: str
) -> None:
    row = replace(
        FakePeople().rows([1])[0],
        next_reason=reason,
        next_kind=kind,
        next_day=day and date(2026, 11, day),
        next_text=text,
    )
    model = ContactTable(lambda _ids: [row], lambda: NOW, UTC)
    model.show_ids([1])
    cell = model.index(0, Column.NEXT)
    assert cell.data() == shown
    assert tip in cell.data(Qt.ItemDataRole.ToolTipRole)
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == said
    view = LineTable(model, "People", PeopleDelegate())
    assert not view.grab().isNull()
    drop(view)


def test_who_is_followed_has_a_rhythm_and_who_is_not_says_so(core, clock) -> None:
    ana = follow(core, "Ana", "Inner", (1, 8, 40), "On quiet gardens")
    mara = core.contacts.add("Mara")
    table = ContactTable(core.people.rows_with_next, clock, core.zone)
    table.show_ids([ana, mara])
    cells = [table.index(place, Column.FOLLOWS) for place in range(2)]
    assert [cell.data() for cell in cells] == [
        "3 posts in half a year, in 3 of 26 weeks",
        "not followed",
    ]
    assert sum(table.line(0).weeks) == 3
    assert table.line(1).weeks is None
