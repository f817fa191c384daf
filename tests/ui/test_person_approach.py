"""On a person's page: their plan, what they welcome, putting right, telling, thanking."""

from datetime import timedelta

import pytest

from relationship_journal.domain.codes import Channel, Direction, Intent, Outcome, Owed, Prompted
from relationship_journal.services.rows import TimelineRow
from relationship_journal.services.sorry import Step
from tests.driver import wait_until
from tests.sight import action


@pytest.fixture
def mara(core):
    return core.contacts.add("Mara Lind", circle="Inner", urls=["https://harbour.example"])


@pytest.fixture
def page(driver, open_journal, mara):
    """Mara's page, on its own, with the facts at the side."""
    open_journal.open_person(mara)
    open_journal.people.open_person(mara)
    assert wait_until(lambda: driver.sees("Write it down…"))
    return open_journal.people.person


@pytest.fixture
def apology(core, mara):
    return core.entries.write_down(
        [mara], "for the wrong link", channel=Channel.FORUM, intent=Intent.SORRY,
        url="https://boards.example/t/1",
    )  # fmt: skip


def menu_of(page, kind="entry"):
    rows = [page._model.row_at(n) for n in range(page._model.rowCount())]
    row = next(one for one in rows if one.kind == kind)
    assert isinstance(row, TimelineRow)
    return page.timeline.menu_of(row)


def test_two_lines_of_the_plan_stand_there_and_lead_to_the_whole(page, driver, core, mara):
    assert driver.sees("Write an approach…")
    core.approach.set_for_person(mara, how="Slow and exact", avoid="Mondays", at_most=2)
    assert wait_until(lambda: driver.sees("Slow and exact"))
    assert driver.sees("At most twice a month. Not receptive to: Mondays.")
    driver.click("Their approach…")
    assert driver.sees("Their own approach, over that of Inner")


def test_what_comes_from_the_circle_says_so(page, driver, core, mara):
    core.approach.set_for_circle(core.circles.by_name("Inner").id, how="By name")
    assert wait_until(lambda: driver.sees("From Inner"))
    core.approach.set_for_person(mara, how="Slow")
    assert wait_until(lambda: not driver.sees("From Inner"))


def test_in_the_pane_the_two_lines_stand_without_unfolding(driver, open_journal, core, mara):
    core.approach.set_for_person(mara, how="Slow and exact")
    open_journal.open_person(mara)
    assert wait_until(lambda: driver.sees("Slow and exact"))
    assert not driver.sees("What they welcome")


def test_what_they_welcome_is_added_in_a_line_and_removed(page, driver, core, mara):
    driver.fill("Something they welcome", "Corrections, in private")
    driver.press("Return")
    assert [row.text for row in core.welcome.of(mara)] == ["Corrections, in private"]
    assert wait_until(lambda: driver.sees("Corrections, in private"))
    assert page.facts.welcome.line.text() == ""
    driver.press("Ctrl+Z")
    assert core.welcome.of(mara) == []


def test_answers_are_counts_and_old_observations_say_their_age(page, driver, core, clock, mara):
    for n in range(9):
        one = core.entries.write_down([mara], "word " * 80, channel=Channel.COMMENT)
        core.entries.set_outcome(one, Outcome.ANSWERED if n < 7 else Outcome.NO_ANSWER)
    core.welcome.add(mara, "Photographs", at=clock() - timedelta(days=500))
    assert wait_until(lambda: driver.sees("Long comments: answered 7 of 9"))
    assert driver.sees("Photographs (more than a year ago)")
    assert not any("%" in text for text in driver.texts())


def test_an_apology_is_offered_a_list_that_begins_with_one_click(page, driver, core, apology, mara):
    driver.click("Put it right, step by step")
    (sorry,) = core.sorry.open_of(mara)
    assert sorry.what == "for the wrong link"
    assert wait_until(lambda: driver.sees("Put right with Mara"))
    assert not driver.sees("You said sorry")
    driver.click("Told them")
    assert core.sorry.get(sorry.id).at(Step.TOLD) is not None
    driver.press("Ctrl+Z")
    assert core.sorry.get(sorry.id).at(Step.TOLD) is None
    driver.click("It is well again")
    assert core.sorry.open_of(mara) == []
    assert wait_until(lambda: not driver.sees("Put right with Mara"))


def test_the_list_begins_from_the_menu_too(page, driver, core, mara):
    driver.choose("Contact", "I’m sorry…")
    assert len(core.sorry.open_of(mara)) == 1
    driver.choose("Contact", "I’m sorry…")  # there is one already
    assert len(core.sorry.open_of(mara)) == 1
    assert wait_until(lambda: driver.sees("Put right with Mara"))
    driver.fill("What happened", "The wrong link")
    driver.press("Tab")
    assert core.sorry.open_of(mara)[0].what == "The wrong link"


def test_a_kept_promise_asks_whether_to_tell_them_in_the_thread(page, driver, core, mara):
    entry = core.entries.write_down([mara], "I will", url="https://boards.example/t/9")
    promise = core.promises.make(mara, "fix the link", entry_id=entry)
    opened = []
    page.target_wanted.connect(opened.append)
    core.promises.keep(promise)
    assert wait_until(lambda: driver.sees("Tell Mara? You kept: fix the link"))
    driver.click("Open the thread")
    assert [target.address for target in opened] == ["https://boards.example/t/9"]
    assert core.promises.get(promise).told_at is not None
    assert wait_until(lambda: not driver.sees("Tell Mara?"))


def test_a_promise_is_made_from_the_menu_with_and_without_a_day(page, driver, core, mara):
    driver.press("Ctrl+Shift+P")
    driver.fill("What", "fix the link")
    driver.press("Ctrl+Return")
    (made,) = core.promises.open_of(mara)
    assert (made.text, made.by, made.entry_id) == ("fix the link", None, None)
    driver.press("Ctrl+Shift+P")
    driver.fill("What", "send the chapter")
    driver.click("It was promised to me")
    driver.press("Ctrl+Return")
    (theirs,) = core.promises.open_of(mara, owed_by=Owed.THEIRS)
    assert theirs.text == "send the chapter"
    assert wait_until(lambda: driver.sees("Promised to me: send the chapter"))


def test_a_promise_is_made_from_an_entry(page, driver, core, mara, apology):
    assert wait_until(lambda: page._model.rowCount() == 1)
    action(menu_of(page).actions(), "Promise…").trigger()
    driver.fill("What", "fix the link")
    driver.press("Ctrl+Return")
    assert core.promises.open_of(mara)[0].entry_id == apology


def test_what_came_of_an_entry_is_said_in_its_menu(page, driver, core, mara, apology):
    assert wait_until(lambda: page._model.rowCount() == 1)
    came = action(menu_of(page).actions(), "What came of it").menu()
    action(came.actions(), "Answered").trigger()
    assert core.entries.get(apology).outcome is Outcome.ANSWERED
    assert wait_until(lambda: driver.sees("From me, forum, I’m sorry, answered"))


def test_what_came_of_an_entry_is_said_in_its_dialog(page, driver, core, mara, apology):
    assert wait_until(lambda: page._model.rowCount() == 1)
    page.open_row("entry", apology)
    driver.select("What came of it", "No answer")
    driver.press("Ctrl+Return")
    assert core.entries.get(apology).outcome is Outcome.NO_ANSWER
    driver.press("Ctrl+Z")
    assert core.entries.get(apology).outcome is Outcome.UNKNOWN


def test_what_an_entry_shows_that_they_welcome_is_kept_with_it(page, driver, core, mara, apology):
    assert wait_until(lambda: page._model.rowCount() == 1)
    action(menu_of(page).actions(), "They welcome this…").trigger()
    driver.fill("What they welcome", "Apologies that say for what")
    driver.fill("About", "links")
    driver.press("Ctrl+Return")
    (row,) = core.welcome.of(mara)
    assert (row.text, row.topic, row.entry_id, row.url) == (
        "Apologies that say for what", "links", apology, "https://boards.example/t/1",
    )  # fmt: skip


def test_who_spoke_of_me_is_to_be_thanked(page, driver, core, clock, mara):
    one = core.entries.write_down(
        [mara], "read this blog", direction=Direction.INCOMING, channel=Channel.MENTION
    )
    assert wait_until(lambda: driver.sees("Spoke of you: have you thanked them?"))
    asked = action(menu_of(page).actions(), "Did you ask for it?").menu()
    action(asked.actions(), "No, of their own accord").trigger()
    assert core.entries.get(one).prompted is Prompted.UNPROMPTED
    clock.wind(minutes=1)
    page.ahead.thanks_wanted.emit()
    assert page.entry_box.draft().intent is Intent.THANKS
    driver.type("That was kind of you")
    driver.press("Ctrl+Return")
    assert core.word_of_mouth.to_thank() == []
    assert wait_until(lambda: not driver.sees("Spoke of you"))


def test_showing_all_this_writes_nothing(page, driver, core, mara, apology, facts_of):
    core.sorry.begin_with_entry(apology)
    core.welcome.add(mara, "Corrections")
    core.approach.set_for_person(mara, how="Slow")
    before = facts_of(core)
    page.show_person(None)
    page.show_person(mara)
    assert facts_of(core) == before


@pytest.fixture
def facts_of():
    def read(core):
        names = ("approach", "observation", "sorry", "promise", "interaction", "contact")
        return [core._journal.execute(f"SELECT * FROM {name}").fetchall() for name in names]

    return read


def test_deleting_somebody_lists_first_what_is_owed_to_them(page, driver, core, mara):
    core.promises.make(mara, "fix the link")
    driver.choose("Contact", "Delete")
    assert driver.sees("You promised Mara:")
    assert driver.sees("fix the link")
    assert core.contacts.whole(mara).deleted_at is None
    driver.press("Escape")
    assert core.contacts.whole(mara).deleted_at is None
    driver.choose("Contact", "Delete")
    driver.click("Into the bin")
    assert core.contacts.whole(mara).deleted_at is not None


def test_deleting_for_good_lists_what_is_owed_too(page, driver, core, mara):
    core.promises.make(mara, "fix the link")
    driver.choose("Contact", "Delete for good…")
    assert driver.sees("You promised Mara:")
    assert driver.sees("fix the link")


def test_nothing_owed_is_nothing_to_ask(page, driver, core, mara):
    core.promises.make(mara, "their chapter", owed_by=Owed.THEIRS)
    driver.choose("Contact", "Delete")
    assert core.contacts.whole(mara).deleted_at is not None


def test_a_link_to_their_post_is_no_way_of_writing_that_is_proposed(page, driver, core, mara):
    core.entries.write_down([mara], "in my round-up", channel=Channel.LINK)
    assert wait_until(lambda: driver.sees("From me, link to their post"))
    assert driver.sees("Blog comment")
