"""The People page, driven by what is visible."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QAccessible, QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QHeaderView, QLabel, QMenu, QTableView, QWidget
from pytestqt.qtbot import QtBot

from relationship_journal.core import Core
from relationship_journal.domain.codes import Channel, Direction
from relationship_journal.settings import Settings
from relationship_journal.ui import theme
from relationship_journal.ui.models.people_columns import Column
from relationship_journal.ui.notices import Notices
from relationship_journal.ui.views.people_page import PeoplePage
from relationship_journal.ui.widgets.buttons import Button, MenuButton
from relationship_journal.ui.widgets.fields import IconField, SearchField
from tests.window_fixtures import WoundClock, drop

Add = Callable[..., list[int]]


@pytest.fixture
def page(
    qtbot: QtBot, core: Core, notices: Notices, settings: Settings, people: Add
) -> Iterator[PeoplePage]:
    people("Ana Duarte", circle="Inner", tags=["gardens", "feeds"])
    people("Mara Lind", circle="Regular")
    people("Łukasz Wójcik", circle="Inner", tags=["maps"])
    people("山田 さくら", circle="Regular", tags=["tea"])
    yield from shown(qtbot, PeoplePage(core, notices, settings))


def shown(qtbot: QtBot, page: PeoplePage) -> Iterator[PeoplePage]:
    page.resize(900, 600)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    yield page
    drop(page)


def table(page: PeoplePage) -> QTableView:
    return page.findChild(QTableView)


def heads(page: PeoplePage) -> list[str]:
    """Return the heads that are shown, as they stand beside each other."""
    header = table(page).horizontalHeader()
    order = (header.logicalIndex(place) for place in range(header.count()))
    return [
        header.model().headerData(one, Qt.Orientation.Horizontal)
        for one in order
        if not header.isSectionHidden(one)
    ]


def picture(page: PeoplePage) -> list[str]:
    """Return the lines as they are shown, the selected ones with a >; rhythms are tested apart."""
    view = table(page)
    header, model = view.horizontalHeader(), view.model()
    order = [header.logicalIndex(place) for place in range(header.count())]
    shown = [one for one in order if not header.isSectionHidden(one)]
    columns = [one for one in shown if one != Column.FOLLOWS]
    lines = []
    for row in range(model.rowCount()):
        cells = [str(model.index(row, column).data()) for column in columns]
        mark = "> " if view.selectionModel().isRowSelected(row) else "  "
        lines.append(mark + " | ".join(cells).rstrip(" |"))
    return lines


def names(page: PeoplePage) -> list[str]:
    return [line[2:].split(" | ")[0] for line in picture(page)]


def words(widget: QWidget) -> list[str]:
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible() and one.text()]


def button(page: PeoplePage, text: str) -> Button:
    found = [
        one for one in page.findChildren(Button) if one.text().startswith(text) and one.isVisible()
    ]
    assert found, f"no button {text!r} is visible"
    return found[0]


def choose(page: PeoplePage, menu_button: str, entry: str, inside: str = "") -> None:
    """Open a menu by its button and choose an entry."""
    opener = button(page, menu_button)
    assert isinstance(opener, MenuButton)
    menu = opener.menu()
    menu.aboutToShow.emit()
    if inside:
        menu = next(one for one in menu.findChildren(QMenu) if one.title() == inside)
    action = next(one for one in menu.actions() if one.text().split("\t")[0] == entry)
    assert action.isEnabled()
    action.trigger()


def search(page: PeoplePage, text: str, qtbot: QtBot) -> None:
    field = page.findChild(SearchField)
    field.clear()
    qtbot.keyClicks(field, text)


def speak(core: Core, contact_id: int, days_ago: int) -> None:
    at = core.clock() - timedelta(days=days_ago)
    core.entries.write_down(
        [contact_id], "hello", direction=Direction.OUTGOING, channel=Channel.EMAIL, at=at
    )


def test_everyone_is_shown_by_name_with_circle_last_spoke_next_and_tags(
    page: PeoplePage, core: Core
) -> None:
    speak(core, 1, 16)
    page.reload()
    assert heads(page) == ["Name", "Circle", "Last spoke", "Next", "Follows", "Tags"]
    assert picture(page) == [
        "  Ana Duarte | Inner | 16 days ago | Going quiet | gardens, feeds",
        "  Łukasz Wójcik | Inner | never | in 2 weeks | maps",
        "  Mara Lind | Regular | never | in 6 weeks",
        "  山田 さくら | Regular | never | in 6 weeks | tea",
    ]
    assert "4 in your journal" in words(page)


def test_every_letter_narrows_and_escape_shows_all_again(
    page: PeoplePage, people: Add, qtbot: QtBot
) -> None:
    people("Dora Weber")
    search(page, "d", qtbot)
    assert names(page) == ["Ana Duarte", "Dora Weber"]
    assert "2 match" in words(page)
    search(page, "do", qtbot)
    assert names(page) == ["Dora Weber"]
    assert "1 matches" in words(page)
    qtbot.keyClick(page.findChild(SearchField), Qt.Key.Key_Escape)
    assert len(names(page)) == 5


def test_a_search_finds_notes_too(page: PeoplePage, core: Core, qtbot: QtBot) -> None:
    core.notes.add(2, "Moves to Évora in spring")
    search(page, "evora", qtbot)
    assert names(page) == ["Mara Lind"]


def test_a_search_without_a_match_says_so_and_can_be_cleared(
    page: PeoplePage, qtbot: QtBot
) -> None:
    search(page, "nobody", qtbot)
    assert "Nobody matches" in words(page)
    assert any("“nobody”" in one for one in words(page))
    button(page, "Clear the search").click()
    assert len(names(page)) == 4
    assert page.findChild(SearchField).text() == ""


def test_an_address_that_nobody_has_can_be_looked_at(page: PeoplePage, qtbot: QtBot) -> None:
    search(page, "tom.example", qtbot)
    with qtbot.waitSignal(page.add_requested) as told:
        button(page, "Add somebody from tom.example").click()
    assert told.args == ["tom.example"]
    search(page, "nobody", qtbot)
    assert not page._empty.nobody_matches.add_button.isVisible()


def test_filters_are_combined(page: PeoplePage, core: Core, qtbot: QtBot) -> None:
    choose(page, "Circle", "Inner")
    assert names(page) == ["Ana Duarte", "Łukasz Wójcik"]
    assert button(page, "Circle: Inner").isChecked()
    choose(page, "Tag", "maps")
    assert names(page) == ["Łukasz Wójcik"]
    button(page, "Never spoken").click()
    assert names(page) == ["Łukasz Wójcik"]
    speak(core, 3, 2)
    page.reload()
    assert "The filters together let nobody through." in words(page)
    button(page, "Show everyone").click()
    assert len(names(page)) == 4
    assert not button(page, "Circle").isChecked()
    assert not button(page, "Never spoken").isChecked()


def test_a_filter_is_taken_off_as_it_was_set(page: PeoplePage) -> None:
    choose(page, "Circle", "Inner")
    choose(page, "Circle", "Regular")
    assert button(page, "2 circles").isChecked()
    assert len(names(page)) == 4
    choose(page, "2 circles", "Every circle")
    choose(page, "Tag", "tea")
    assert names(page) == ["山田 さくら"]
    choose(page, "Tag: tea", "tea")
    assert len(names(page)) == 4


def test_a_press_on_a_filter_with_a_menu_sets_nothing(page: PeoplePage) -> None:
    filter_button = button(page, "Circle")
    filter_button.nextCheckState()
    assert not filter_button.isChecked()


def test_who_went_quiet_is_found(page: PeoplePage, core: Core, clock: WoundClock) -> None:
    speak(core, 2, 1)
    clock.wind(days=20)
    button(page, "Going quiet").click()
    assert names(page) == ["Ana Duarte", "Łukasz Wójcik"]


def test_put_away_people_are_shown_alone(page: PeoplePage, core: Core) -> None:
    button(page, "Put away").click()
    assert "Nobody is put away" in words(page)
    core.contacts.put_away(2)
    page.reload()
    assert names(page) == ["Mara Lind"]
    assert "1 put away" in words(page)


@pytest.mark.parametrize("road", ["head", "menu"])
def test_a_column_sorts_the_table_and_is_remembered(
    page: PeoplePage, core: Core, notices: Notices, settings: Settings, qtbot: QtBot, road: str
) -> None:
    speak(core, 1, 16)
    speak(core, 2, 5)
    page.reload()
    if road == "head":
        header = table(page).horizontalHeader()
        at = header.sectionViewportPosition(Column.LAST_SPOKE) + 20
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at, 10))
    else:
        choose(page, "Columns", "Last spoke", "Sort by")
    assert names(page)[:2] == ["Mara Lind", "Ana Duarte"]
    heard = (
        table(page)
        .model()
        .headerData(
            Column.LAST_SPOKE, Qt.Orientation.Horizontal, Qt.ItemDataRole.AccessibleTextRole
        )
    )
    assert heard == "Last spoke, sorted downwards"
    again = PeoplePage(core, notices, settings)
    assert names(again)[:2] == ["Mara Lind", "Ana Duarte"]
    drop(again)


def test_the_order_is_turned_round(page: PeoplePage) -> None:
    choose(page, "Columns", "The other way round", "Sort by")
    assert names(page)[-1] == "Ana Duarte"


def test_columns_are_chosen_moved_widened_and_remembered(
    page: PeoplePage, core: Core, notices: Notices, settings: Settings
) -> None:
    header = table(page).horizontalHeader()
    assert isinstance(header, QHeaderView)
    choose(page, "Columns", "Circle")
    choose(page, "Columns", "Organization")
    header.moveSection(header.visualIndex(Column.LAST_SPOKE), 0)
    header.resizeSection(Column.NAME, 231)
    page.hide()
    drop(page)
    again = PeoplePage(core, notices, Settings(settings.path))
    again.resize(900, 600)
    again.show()
    assert heads(again) == ["Last spoke", "Name", "Next", "Follows", "Tags", "Organization"]
    assert table(again).horizontalHeader().sectionSize(Column.NAME) == 231
    choose(again, "Columns", "As at first")
    assert heads(again) == ["Name", "Circle", "Last spoke", "Next", "Follows", "Tags"]
    drop(again)


def test_settings_that_make_no_sense_are_let_be(
    core: Core, notices: Notices, settings: Settings, people: Add
) -> None:
    people("Ana")
    settings.set("people.columns", {"order": [3, "x", "tags"], "shown": 7, "widths": {"name": "w"}})
    settings.set("people.order", {"column": ["name"], "downwards": "yes"})
    page = PeoplePage(core, notices, settings)
    page.resize(900, 600)
    page.show()
    assert heads(page) == ["Tags", "Name", "Circle", "Last spoke", "Next", "Follows"]
    drop(page)


def test_columns_chosen_before_there_was_next_stay_and_next_comes_beside_last_spoke(
    core: Core, notices: Notices, settings: Settings, people: Add
) -> None:
    people("Ana")
    before = ["tags", "name", "last_spoke", "circle", "organization", "added"]
    kept = {"order": before, "shown": ["name", "last_spoke", "added"], "widths": {"name": 180}}
    settings.set("people.columns", kept)
    page = PeoplePage(core, notices, settings)
    page.resize(900, 600)
    page.show()
    assert heads(page) == ["Name", "Last spoke", "Next", "Follows", "Added"]
    choose(page, "Columns", "Next")
    drop(page)
    page = PeoplePage(core, notices, Settings(settings.path))
    page.resize(900, 600)
    page.show()
    assert heads(page) == [
        "Name",
        "Last spoke",
        "Follows",
        "Added",
    ]  # it was taken off, and stays so
    drop(page)


def test_where_it_is_narrow_tags_go_before_circles_and_come_back(
    page: PeoplePage, settings: Settings
) -> None:
    page.resize(590, 600)
    QApplication.sendPostedEvents()
    assert heads(page) == ["Name", "Circle", "Last spoke", "Next"]
    page.resize(449, 600)
    QApplication.sendPostedEvents()
    assert heads(page) == ["Name", "Last spoke", "Next"]
    page.resize(900, 600)
    QApplication.sendPostedEvents()
    assert heads(page) == ["Name", "Circle", "Last spoke", "Next", "Follows", "Tags"]
    assert settings.get("people.columns") is None


def test_choosing_a_line_tells_who_and_enter_opens(page: PeoplePage, qtbot: QtBot) -> None:
    told: list[int] = []
    opened: list[int] = []
    page.person_selected.connect(told.append)
    page.person_opened.connect(opened.append)
    page.select_person(1)
    qtbot.keyClick(table(page), Qt.Key.Key_Down)
    qtbot.keyClick(table(page), Qt.Key.Key_End)
    qtbot.keyClick(table(page), Qt.Key.Key_Home)
    assert told == [1, 3, 4, 1]
    qtbot.keyClick(table(page), Qt.Key.Key_Return)
    assert opened == [1]


def test_a_double_click_opens(page: PeoplePage, qtbot: QtBot) -> None:
    opened: list[int] = []
    page.person_opened.connect(opened.append)
    view = table(page)
    place = view.visualRect(view.model().index(2, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened == [2]


def test_typing_goes_to_a_name_and_the_same_letter_to_the_next(
    page: PeoplePage, people: Add, qtbot: QtBot
) -> None:
    people("Małgorzata", "Milo")
    page.reload()
    page.focus_table()
    table(page).setFocus()
    qtbot.keyClick(table(page), "m")
    assert picture(page)[2].startswith("> Małgorzata")
    qtbot.keyClick(table(page), "m")
    assert picture(page)[3].startswith("> Mara")
    table(page).keyboardSearch("")
    page.select_person(1)
    page.findChild(QTableView)._since_typed.invalidate()
    qtbot.keyClicks(table(page), "mil")
    assert [line for line in picture(page) if line.startswith(">")] == [
        "> Milo | No plan | never | No plan"
    ]


def test_typing_finds_a_name_in_any_order(page: PeoplePage, qtbot: QtBot) -> None:
    choose(page, "Columns", "Circle", "Sort by")
    page.focus_table()
    qtbot.keyClick(table(page), "m")
    assert [line[2:6] for line in picture(page) if line.startswith(">")] == ["Mara"]
    page.findChild(QTableView)._since_typed.invalidate()
    qtbot.keyClick(table(page), "q")
    assert [line[2:6] for line in picture(page) if line.startswith(">")] == ["Mara"]


def test_down_and_enter_lead_from_the_search_to_the_people(page: PeoplePage, qtbot: QtBot) -> None:
    opened: list[int] = []
    page.person_opened.connect(opened.append)
    page.focus_search()
    field = page.findChild(SearchField)
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert picture(page)[0].startswith("> Ana")
    qtbot.keyClick(table(page), Qt.Key.Key_Up)
    search(page, "mara", qtbot)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert opened == [2]


def test_tab_leaves_the_table(page: PeoplePage, qtbot: QtBot) -> None:
    assert not table(page).tabKeyNavigation()


def test_several_people_are_selected_in_the_order_of_the_table(
    page: PeoplePage, qtbot: QtBot
) -> None:
    page.select_person(1)
    qtbot.keyClick(table(page), Qt.Key.Key_End, Qt.KeyboardModifier.ShiftModifier)
    assert page.selected_ids() == [1, 3, 2, 4]
    assert list(page.shown_ids()) == [1, 3, 2, 4]


def test_a_change_is_shown_and_the_selection_stays(
    page: PeoplePage, core: Core, people: Add, qtbot: QtBot
) -> None:
    page.select_person(3)
    told: list[int] = []
    page.person_selected.connect(told.append)
    people("Aaron")
    qtbot.waitUntil(lambda: "Aaron" in names(page))
    core.contacts.edit(3, name="Zoë Wójcik")
    qtbot.waitUntil(lambda: names(page)[-2] == "Zoë Wójcik")
    assert [line for line in picture(page) if line.startswith(">")] == [
        "> Zoë Wójcik | Inner | never | in 2 weeks | maps"
    ]
    assert told == []


def test_the_place_in_the_list_stays_when_somebody_comes_in_above(
    core: Core, notices: Notices, settings: Settings, people: Add, qtbot: QtBot
) -> None:
    people(*(f"Person {n:03}" for n in range(200)))
    for page in shown(qtbot, PeoplePage(core, notices, settings)):
        table(page).verticalScrollBar().setValue(80)
        top = names(page)[table(page).rowAt(0)]
        people("Aaron", "Abel")
        qtbot.waitUntil(lambda: "Aaron" in names(page))  # noqa: B023
        assert names(page)[table(page).rowAt(0)] == top == "Person 080"


def test_when_the_chosen_person_goes_the_next_one_is_chosen(
    page: PeoplePage, core: Core, qtbot: QtBot
) -> None:
    page.select_person(3)
    told: list[int] = []
    page.person_selected.connect(told.append)
    core.contacts.delete(3)
    qtbot.waitUntil(lambda: told == [2])
    core.history.undo()
    qtbot.waitUntil(lambda: len(names(page)) == 4)
    assert told == [2]


def test_a_hidden_page_looks_anew_when_it_is_shown(
    page: PeoplePage, people: Add, qtbot: QtBot
) -> None:
    page.hide()
    people("Aaron")
    QApplication.processEvents()
    assert "Aaron" not in names(page)
    page.show()
    assert "Aaron" in names(page)


def test_a_person_whom_a_search_hides_is_selected_nevertheless(
    page: PeoplePage, core: Core, qtbot: QtBot
) -> None:
    search(page, "mara", qtbot)
    page.select_person(1)
    assert page.selected_ids() == [1]
    core.contacts.put_away(4)
    page.reload()
    page.select_person(4)
    assert page.selected_ids() == [4]
    assert names(page) == ["山田 さくら"]


def test_opening_and_filling_the_page_writes_nothing(page: PeoplePage, core: Core) -> None:
    before = [core.contacts.whole(one).updated_at for one in range(1, 5)]
    page.select_person(2)
    page.reload()
    assert [core.contacts.whole(one).updated_at for one in range(1, 5)] == before
    assert core.history.undo_label == "Add contact"


def test_an_empty_journal_takes_an_address_or_a_name(
    core: Core, notices: Notices, settings: Settings, qtbot: QtBot
) -> None:
    for page in shown(qtbot, PeoplePage(core, notices, settings)):
        assert "Nobody here yet" in words(page)
        assert not page.findChild(SearchField).isVisible()
        asked: list[str] = []
        imports: list[bool] = []
        page.add_requested.connect(asked.append)
        page.import_requested.connect(lambda: imports.append(True))  # noqa: B023
        page.focus_search()
        field = next(one for one in page.findChildren(IconField) if one.isVisible())
        qtbot.keyClicks(field, " https://quietgardens.example ")
        qtbot.keyClick(field, Qt.Key.Key_Return)
        button(page, "import a feed list").click()
        assert asked == ["https://quietgardens.example"]
        assert imports == [True]
        core.contacts.add("Ana")
        qtbot.waitUntil(lambda: names(page) == ["Ana"])  # noqa: B023
        assert page.findChild(SearchField).isVisible()


def test_where_everyone_is_put_away_they_can_be_shown(page: PeoplePage, core: Core) -> None:
    for one in range(1, 5):
        core.contacts.put_away(one)
    page.reload()
    assert "Everyone is put away" in words(page)
    button(page, "Show who is put away").click()
    assert len(names(page)) == 4


def test_the_menu_of_a_line_has_the_actions_of_the_frame(page: PeoplePage, qtbot: QtBot) -> None:
    done: list[str] = []
    action = QAction("Put away", page)
    action.triggered.connect(lambda: done.append("put away"))
    page.set_context_actions([action])
    page.select_person(1)
    table(page).menu_wanted.emit(page.mapToGlobal(QPoint(50, 200)))
    menu = next(one for one in page.findChildren(QMenu) if one.isVisible())
    assert [one.text() for one in menu.actions()] == ["Put away"]
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert done == ["put away"]


def test_the_line_under_the_mouse_is_lit_as_a_whole(page: PeoplePage, qtbot: QtBot) -> None:
    view = table(page)
    middle = view.visualRect(view.model().index(1, 2)).center()
    qtbot.mouseMove(view.viewport(), middle)
    lit = view.grab().toImage()
    left, right = QPoint(2, middle.y() + 40), QPoint(view.viewport().width() - 2, middle.y() + 40)
    hover = theme.current().hover
    assert [lit.pixelColor(place) for place in (left, right)] == [hover, hover]
    QApplication.sendEvent(view.viewport(), QEvent(QEvent.Type.Leave))
    assert view.grab().toImage().pixelColor(left) == theme.current().surface


def test_the_bar_of_the_chosen_line_is_there_with_the_focus(page: PeoplePage) -> None:
    page.select_person(1)
    page.focus_table()
    view = table(page)
    place = QPoint(1, view.viewport().y() + view.visualRect(view.model().index(0, 0)).center().y())
    assert view.grab().toImage().pixelColor(place) == theme.current().accent
    page.focus_search()
    assert view.grab().toImage().pixelColor(place) == theme.current().select


def test_a_key_shows_the_menu_at_the_chosen_line(page: PeoplePage, qtbot: QtBot) -> None:
    page.set_context_actions([QAction("Put away", page)])
    page.select_person(1)
    reason = QContextMenuEvent.Reason.Keyboard
    QApplication.sendEvent(table(page), QContextMenuEvent(reason, QPoint(0, 0), QPoint(0, 0)))
    (menu,) = [one for one in page.findChildren(QMenu) if one.isVisible()]
    assert [action.text() for action in menu.actions()] == ["Put away"]
    menu.close()


def test_tab_into_the_table_chooses_the_first_line(page: PeoplePage) -> None:
    table(page).setFocus(Qt.FocusReason.TabFocusReason)
    assert page.selected_ids() == [1]


def test_a_big_selection_survives_somebody_new(
    core: Core, notices: Notices, settings: Settings, people: Add, qtbot: QtBot
) -> None:
    people(*(f"Person {n:03}" for n in range(40)))
    for page in shown(qtbot, PeoplePage(core, notices, settings)):
        table(page).selectAll()
        people("Aaron")
        qtbot.waitUntil(lambda: "Aaron" in names(page))  # noqa: B023
        assert len(page.selected_ids()) == 40


@pytest.mark.parametrize(
    ("filter_name", "line"),
    [
        ("Going quiet", "Nobody is going quiet"),
        ("Never spoken", "You have spoken with everyone"),
    ],
)
def test_a_filter_that_lets_nobody_through_says_what_that_means(
    page: PeoplePage, core: Core, filter_name: str, line: str
) -> None:
    for one in range(1, 5):
        speak(core, one, 0)
    page.reload()
    button(page, filter_name).click()
    assert line in words(page)


def test_many_tags_end_in_how_many_more(page: PeoplePage, core: Core) -> None:
    core.contacts.set_tags(1, [f"tag {n}" for n in range(30)])
    page.reload()
    table(page).grab()  # draws without a fault; the picture is looked at elsewhere
    assert picture(page)[0].count("tag ") == 30


def test_everything_that_takes_the_focus_has_a_name(page: PeoplePage) -> None:
    nameless = []
    for widget in page.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            interface = QAccessible.queryAccessibleInterface(widget)
            if not interface.text(QAccessible.Text.Name):
                nameless.append(type(widget).__name__)
    assert nameless == []


def test_a_screen_reader_hears_the_cells(page: PeoplePage) -> None:
    interface = QAccessible.queryAccessibleInterface(table(page))
    heard = [interface.child(n).text(QAccessible.Text.Name) for n in range(interface.childCount())]
    across = len(Column) + 1  # Qt tells of the rows' own heads too
    assert heard[1:5] == ["Name, sorted upwards", "Circle", "Last spoke", "Next"]
    assert heard[2 * across + 1 : 2 * across + 7] == [
        "Łukasz Wójcik", "Inner", "never", "Keep in touch in 2 weeks", "not followed", "maps",
    ]  # fmt: skip
    assert heard[3 * across + 1 : 3 * across + 7] == [
        "Mara Lind", "Regular", "never", "Keep in touch in 6 weeks", "not followed", "Tags: none",
    ]  # fmt: skip


def next_of(page: PeoplePage, place: int = 0) -> str:
    return str(table(page).model().index(place, Column.NEXT).data())


def test_what_is_next_follows_promises_follow_ups_and_answers(
    page: PeoplePage, core: Core, clock: WoundClock, qtbot: QtBot
) -> None:
    today = clock().date()
    one = core.follow_ups.add(1, today + timedelta(days=4), "Reading list")
    qtbot.waitUntil(lambda: next_of(page) == "Fri 27: Reading list")
    core.promises.make(1, "The moss book", by=today)
    qtbot.waitUntil(lambda: next_of(page) == "Promise due")
    core.today.skip(core.today.look().shown[0])
    qtbot.waitUntil(lambda: next_of(page) == "Fri 27: Reading list")
    core.follow_ups.complete(one)
    qtbot.waitUntil(lambda: next_of(page) == "next week: The moss book")
    table(page).grab()  # draws without a fault; the picture is looked at elsewhere


def test_what_falls_due_by_time_alone_is_shown_now_or_when_the_page_is(
    page: PeoplePage, clock: WoundClock
) -> None:
    clock.wind(days=14)
    page.note_time()
    assert next_of(page) == "Going quiet"
    page.hide()
    clock.wind(days=31)
    page.note_time()
    page.show()
    assert [next_of(page, place) for place in range(4)] == ["Going quiet"] * 4


def test_people_are_sorted_by_what_is_next(page: PeoplePage, core: Core, clock: WoundClock) -> None:
    core.follow_ups.add(4, clock().date() + timedelta(days=1), "Ring")
    choose(page, "Columns", "Next", "Sort by")
    assert names(page) == ["山田 さくら", "Ana Duarte", "Łukasz Wójcik", "Mara Lind"]
