"""My approach: every road to a plan, saved when a field is left, and nothing else."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QTreeWidget

from relationship_journal.domain.approach import Plan
from relationship_journal.domain.codes import Channel
from relationship_journal.ui.views.approach_page import ApproachPage
from tests.driver import Driver, wait_until


@pytest.fixture
def inner(core):
    return core.circles.by_name("Inner").id


@pytest.fixture
def page(driver, open_journal, main_window, people):
    people("Ana Duarte", "Mara Lind", circle="Inner")
    driver.press("Ctrl+6")
    shown = main_window.pages.currentWidget()
    assert isinstance(shown, ApproachPage)
    return shown


def test_the_page_opens_with_the_first_circle_and_writes_nothing(page, driver, core, inner):
    label = core.history.undo_label
    assert driver.sees("My approach")
    assert driver.sees("How do I turn to them?")
    assert driver.sees("Ana Duarte, Mara Lind")
    assert core.history.undo_label == label
    assert core.approach.of_circle(inner).plan.is_empty


def test_a_field_is_saved_when_it_is_left_as_one_step(page, driver, core, inner):
    driver.fill("How do I turn to them?", "By name")
    assert core.approach.of_circle(inner).plan.how == ""
    driver.press("Tab")
    assert core.approach.of_circle(inner).plan.how == "By name"
    assert wait_until(lambda: driver.sees("Changed the approach: Inner"))
    driver.press("Ctrl+Z")
    assert core.approach.of_circle(inner).plan.how == ""
    assert wait_until(lambda: "By name" not in driver.texts())


def test_what_is_typed_is_kept_when_another_circle_is_chosen(page, driver, core, inner):
    driver.fill("What do they not want?", "Mondays")
    driver.click("Regular")
    assert core.approach.of_circle(inner).plan.avoid == "Mondays"
    regular = core.circles.by_name("Regular").id
    assert core.approach.of_circle(regular).plan.is_empty
    assert not driver.sees("Mondays")


def test_arrow_keys_go_from_circle_to_circle(page, driver):
    page.nav.focus_chosen()
    driver.press("Down")
    assert driver.sees("About every 6 weeks")
    driver.press("Down", "Down", "Down")
    assert driver.sees("What do I stand for?")


def test_boundaries_are_chosen_from_menus(page, driver, core, clock, inner):
    driver.pick("Nothing ruled out", "Direct message")
    driver.pick("Every channel is fine", "E-mail")
    driver.pick("As often as it comes", "At most twice a month")
    driver.pick("Quiet until…", "For two weeks")
    page.findChild(QCheckBox).click()
    assert core.approach.of_circle(inner).plan == Plan(
        channels_fine=frozenset({Channel.EMAIL}),
        channels_out=frozenset({Channel.DM}),
        at_most=2,
        quiet_until=date(2026, 12, 7),
        is_not_named=True,
    )
    assert wait_until(lambda: driver.sees("Ruled out: direct messages"))
    driver.pick("Ruled out: direct messages", "Direct message")
    assert core.approach.of_circle(inner).plan.channels_out == frozenset()
    assert wait_until(lambda: driver.sees("At most twice a month"))
    driver.pick("At most twice a month", "As often as it comes")
    driver.pick("Quiet until 7 Dec", "No day")
    assert core.approach.of_circle(inner).plan.at_most is None
    assert core.approach.of_circle(inner).plan.quiet_until is None


def test_a_person_shows_what_their_circle_says_behind_their_own_words(page, driver, core, inner):
    ana = core.contacts.find("Ana Duarte")
    core.approach.set_for_circle(inner, how="By name", at_most=4)
    core.approach.set_for_person(ana, avoid="Mondays", at_most=2)
    assert wait_until(lambda: driver.sees("Their own approach"))
    driver.click("Ana Duarte")
    assert page.plan.contact_id == ana
    assert driver.sees("From Inner: At most 4 times a month. The stricter holds: at most twice")
    driver.fill("How do I turn to them?", "By the garden")
    driver.press("Tab")
    assert core.approach.of_person(ana).own.how == "By the garden"
    assert core.approach.of_circle(inner).plan.how == "By name"


def test_a_person_who_goes_leaves_the_page_at_the_first_circle(page, driver, core):
    ana = core.contacts.find("Ana Duarte")
    core.approach.set_for_person(ana, avoid="Mondays")
    page.show_person(ana)
    core.contacts.delete(ana)
    assert wait_until(lambda: driver.sees("About every 2 weeks"))
    assert page.plan.contact_id is None


def test_the_cadence_of_a_circle_is_chosen_here_too(page, driver, core, inner):
    driver.pick("About every 2 weeks", "About every 4 weeks")
    assert core.circles.get(inner).cadence_days == 28
    assert wait_until(lambda: driver.sees("About every 4 weeks"))


def test_a_circle_can_be_added_here_and_is_named_at_once(page, driver, core):
    driver.click("Add a circle")
    assert [one.name for one in core.circles.all()][-1] == "New circle"
    assert wait_until(lambda: driver.focused() is page.plan.name)
    driver.type("Sea people")
    driver.press("Return")
    assert [one.name for one in core.circles.all()][-1] == "Sea people"
    assert wait_until(lambda: driver.sees("Nobody is in it yet"))
    assert not page.plan.name.isVisible()


def test_a_circle_is_renamed_and_not_to_a_name_that_is_taken(page, driver, core, inner):
    page.plan.rename_button.click()
    driver.type("Regular")
    driver.press("Return")
    assert page.plan.name.isVisible()
    assert "already" in page.plan.name.toolTip()
    driver.fill("Name of the circle", "Innermost")
    driver.press("Return")
    assert core.circles.get(inner).name == "Innermost"
    assert wait_until(lambda: not page.plan.name.isVisible())


def test_a_beginner_begins_with_a_plan_and_takes_it_back(page, driver, core, inner):
    driver.click("Begin with a plan")
    assert core.approach.of_circle(inner).plan.how != ""
    assert wait_until(lambda: not driver.sees("Begin with a plan"))
    assert driver.focused().accessibleName() == "Inner, every 2 weeks"
    driver.press("Ctrl+Z")
    assert core.approach.of_circle(inner).plan.is_empty
    assert wait_until(lambda: driver.sees("Begin with a plan"))


def test_my_message_names_and_blogs_are_kept(page, driver, core):
    driver.click("My message")
    driver.fill("What do I stand for?", "Gardens")
    driver.click("My names")
    assert core.own_self.message() == "Gardens"
    driver.fill("My names", "gardenblog\nThe garden blog")
    driver.click("My blogs")
    assert [one.value for one in core.own_self.names()] == ["gardenblog", "The garden blog"]
    driver.fill("One more blog", "gardenblog.example")
    driver.press("Return")
    assert [one.value for one in core.own_self.blogs()] == ["https://gardenblog.example"]
    assert wait_until(lambda: driver.sees("https://gardenblog.example"))


def test_what_is_no_address_is_marked_and_not_kept(page, driver, core):
    driver.click("My blogs")
    driver.fill("One more blog", "not an address")
    driver.press("Return")
    assert core.own_self.blogs() == []
    assert driver.sees("not an address")


@pytest.mark.parametrize(("width", "is_beside"), [(1440, True), (1100, False), (960, False)])
def test_the_quiet_column_stands_beside_or_below(page, driver, main_window, width, is_beside):
    main_window.resize(width, 700)
    QTest.qWait(10)
    beside = page.side.mapTo(page.widget(), page.side.rect().topLeft())
    field = page.plan.mapTo(page.widget(), page.plan.rect().topRight())
    assert (beside.x() > field.x()) == is_beside
    assert page.horizontalScrollBar().maximum() == 0


def test_every_field_can_be_reached_and_named_by_keyboard_and_reader(page, driver):
    names, first = [], None
    page.nav.focus_chosen()
    for _turn in range(60):
        widget = driver.focused()
        if widget is first:
            break
        first = first or widget
        names.append(widget.accessibleName() or widget.text())
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    assert all(names)
    for question in ("How do I turn to them?", "How does it make me better?"):
        assert question in names


def test_the_driver_counts_a_plan_as_one_field(driver: Driver, page, core, inner):
    driver.start_counting()
    driver.fill("Who does it?", "Me")
    driver.press("Tab")
    assert (driver.cost.actions, driver.cost.typed) == (1, 1)
    assert core.approach.of_circle(inner).plan.who_handles == "Me"


def test_how_people_found_me_is_a_tree_and_who_is_to_be_thanked(page, driver, core, open_journal):
    ana = core.contacts.find("Ana Duarte")
    tom = core.contacts.add("Tom Okafor")
    core.contacts.edit(tom, introduced_by=ana)
    core.contacts.edit(core.contacts.add("Eva"), introduced_by=tom)
    core.entries.write_down([tom], "read this", direction="incoming", channel="mention")
    driver.click("How people found me")
    assert [
        item.text(0)
        for item in page.mine.findChild(QTreeWidget).findItems(
            "", Qt.MatchFlag.MatchContains | Qt.MatchFlag.MatchRecursive
        )
    ] == ["Ana Duarte, brought 2", "Tom Okafor, brought 1", "Eva"]
    driver.wait_for("spoke of you today")
    driver.click("It is settled")
    assert core.word_of_mouth.to_thank() == []
    assert wait_until(lambda: not driver.sees("Have you thanked them?"))
    tree = page.mine.findChild(QTreeWidget)
    tree.itemActivated.emit(tree.topLevelItem(0), 0)
    assert open_journal.people.person_id() == ana


def test_a_tree_of_nobody_says_how_it_grows(page, driver):
    driver.click("How people found me")
    assert driver.sees("On somebody’s page you can say who introduced them")
