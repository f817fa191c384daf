"""A word before it is written down: boundaries and the guard say it once, and hold nothing up."""

import pytest
from PySide6.QtWidgets import QLineEdit

from relationship_journal.domain.codes import Channel, Direction, Intent
from relationship_journal.domain.target import Target
from relationship_journal.ui.caution import Caution
from relationship_journal.ui.views.guard_choice import GuardChoice
from relationship_journal.ui.views.today_card import OpenCard
from tests.driver import wait_until
from tests.window_fixtures import drop

LINE = "I loved your piece on quiet gardens and linked it in my round-up of slow reading"
SAME = "You wrote this to Ana Duarte today, make it this person’s own"
DECIDED = "You decided: no direct messages to Mara Lind"


@pytest.fixture
def ana(core):
    return core.contacts.add("Ana Duarte")


@pytest.fixture
def mara(core):
    return core.contacts.add(
        "Mara Lind", circle="Inner",
        urls=["https://harbour.example", "https://mastodon.social/@mara"],
        emails=["mara@harbour.example"],
    )  # fmt: skip


@pytest.fixture
def page(driver, open_journal, ana, mara):
    open_journal.open_person(mara)
    assert wait_until(lambda: driver.sees("Write it down…"))
    return open_journal.people.person


def written(core, who):
    return [line.text for line in core.timeline.of(who) if line.kind == "entry"]


def test_the_same_words_are_said_once_and_then_written(page, driver, core, ana, mara):
    core.entries.write_down([ana], LINE)
    page.write_down()
    driver.type(LINE)
    driver.press("Ctrl+Return")
    assert driver.sees(SAME)
    assert written(core, mara) == []
    driver.press("Ctrl+Return")
    assert written(core, mara) == [LINE]
    assert not driver.sees(SAME)


def test_other_words_take_the_sentence_away(page, driver, core, ana, mara):
    core.entries.write_down([ana], LINE)
    page.write_down()
    driver.type(LINE)
    driver.press("Ctrl+Return")
    driver.type(" and much more that I only thought of when I came to the harbour you wrote of")
    assert not driver.sees(SAME)


def test_a_note_and_their_own_words_are_nobodys_to_hold(page, driver, core, ana, mara):
    core.entries.write_down([ana], LINE)
    page.add_note()
    driver.type(LINE)
    driver.press("Ctrl+Return")
    assert [line.kind for line in core.timeline.of(mara)] == ["note"]
    page.write_down()
    driver.pick("From me", "From Mara")
    driver.type(LINE)
    driver.press("Ctrl+Return")
    assert written(core, mara) == [LINE]


def test_a_ruled_out_channel_is_said_where_it_is_written_down(page, driver, core, mara):
    core.approach.set_for_person(mara, channels_out=[Channel.DM])
    page.write_down()
    driver.pick("Blog comment", "Direct message")
    driver.type("hello")
    driver.press("Ctrl+Return")
    assert driver.sees(DECIDED)
    driver.press("Ctrl+Return")
    assert written(core, mara) == ["hello"]


def test_the_fourth_new_person_is_offered_the_slow_lane(page, driver, core, mara):
    for n in range(3):
        core.entries.write_down([core.contacts.add(f"P{n}")], "hello")
    page.write_down()
    driver.type("hello")
    driver.press("Ctrl+Return")
    assert driver.sees("You turned to 3 new people this week.")
    driver.click("Remind me in a week")
    (step,) = core.follow_ups.open_of(mara)
    assert step.text == "Read them for a while, then write"
    assert written(core, mara) == []
    assert page.entry_box.draft().text == "hello"


def test_on_today_the_words_are_held_once_too(driver, open_journal, core, clock, ana, mara):
    core.entries.write_down([ana], LINE)
    core.follow_ups.add(mara, clock().date(), "call")
    open_journal.show_today()
    driver.wait_for("Mara Lind")
    assert wait_until(lambda: isinstance(driver.focused(), OpenCard))
    driver.press("W")
    assert wait_until(lambda: isinstance(driver.focused(), QLineEdit))
    driver.type(LINE)
    driver.press("Return")
    assert driver.sees(SAME)
    assert written(core, mara) == []
    driver.press("Return")
    assert written(core, mara) == [LINE]


def test_quick_capture_holds_them_once_too(driver, open_journal, core, ana, mara):
    core.entries.write_down([ana], LINE)
    driver.press("Ctrl+Shift+J")
    driver.type(f"@mara {LINE}")
    driver.press("Return")
    assert driver.sees(SAME)
    assert written(core, mara) == []
    driver.press("Return")
    assert written(core, mara) == [LINE]


def test_the_guard_can_be_turned_off_and_boundaries_stay(qtbot, core, settings, ana, mara):
    core.entries.write_down([ana], LINE)
    choice = GuardChoice(core, settings)
    choice.box.click()
    assert settings.get("guard", True) is False
    caution = Caution(core)
    assert caution.hold([mara], LINE, Channel.COMMENT) == ""
    core.approach.set_for_person(mara, channels_out=[Channel.DM])
    assert caution.hold([mara], LINE, Channel.DM) == DECIDED
    choice.box.click()
    assert caution.hold([mara], LINE, Channel.COMMENT) == SAME
    drop(choice)


def test_a_guard_that_was_turned_off_stays_off_at_the_next_start(
    core, settings, main_window, notices, jobs
):
    from relationship_journal.ui.open_journal import OpenJournal

    settings.set("guard", False)
    OpenJournal(main_window, core, notices, jobs, settings)
    assert core.guard.is_on is False


@pytest.mark.parametrize(
    ("out", "target", "sentence"),
    [
        (Channel.DM, Target("https://mastodon.social/@mara"), DECIDED),
        (Channel.EMAIL, Target("mailto:mara@harbour.example"),
         "You decided: no e-mail to Mara Lind"),
        (Channel.COMMENT, Target("https://harbour.example/tide", post_id=1),
         "You decided: no blog comments to Mara Lind"),
        (Channel.FORUM, Target("https://boards.example/u/mara"),
         "You decided: no forum posts to Mara Lind"),
        (Channel.DM, Target("https://harbour.example/"), ""),
        (Channel.EMAIL, Target("https://mastodon.social/@mara"), ""),
    ],
)  # fmt: skip
def test_opening_a_ruled_out_channel_says_what_was_decided(core, mara, out, target, sentence):
    core.approach.set_for_person(mara, channels_out=[out])
    whose = Target(target.address, mara, post_id=target.post_id)
    assert core.approach.refusal_to_open(whose) == sentence
    assert core.approach.refusal_to_open(target) == ""  # nobody's


def test_it_is_opened_all_the_same_and_the_banner_says_so(
    driver, open_journal, main_window, core, mara, started
):
    core.approach.set_for_person(mara, channels_out=[Channel.DM])
    open_journal.opener.open_target(Target("https://mastodon.social/@mara", mara))
    assert started[-1][-1] == "https://mastodon.social/@mara"
    assert main_window.banner.said() == DECIDED


def test_answering_somebody_who_wrote_last_is_never_held_against_one(core, clock, mara):
    core.approach.set_for_person(mara, channels_out=[Channel.DM])
    core.entries.write_down([mara], "hi", direction=Direction.INCOMING, channel=Channel.DM)
    assert core.approach.refusal(mara, Channel.DM) == ""
    clock.wind(minutes=1)
    core.entries.write_down([mara], "hello", channel=Channel.DM)
    assert core.approach.refusal(mara, Channel.DM) == DECIDED


def test_the_card_on_today_says_their_approach_in_two_lines(
    driver, open_journal, core, clock, mara
):
    core.follow_ups.add(mara, clock().date(), "call")
    core.approach.set_for_person(mara, how="Slow and exact", avoid="Mondays")
    open_journal.show_today()
    driver.wait_for("Slow and exact")
    assert driver.sees("Not receptive to: Mondays.")


def test_the_check_back_of_an_apology_can_be_left_out(driver, open_journal, core, mara):
    driver.press("Ctrl+Shift+J")
    driver.type("@mara sorry forum for the link")
    window = open_journal.capture
    names = [chip.accessibleName() for chip in window.chips.chips()]
    assert names[-1] == "Look in again Monday, 30 November"
    menu = window.chips.menu_of(len(names) - 1)
    menu.actions()[0].trigger()
    menu.close()
    assert "Look in again" not in " ".join(c.accessibleName() for c in window.chips.chips())
    driver.press("Return")
    assert core.sorry.open_of(mara) == []
    assert core.timeline.of(mara)[0].intent is Intent.SORRY


def test_who_is_over_their_number_or_left_in_peace_is_not_on_today(
    driver, open_journal, core, clock, mara
):
    core.entries.write_down([mara], "hello")
    clock.wind(days=20)
    open_journal.show_today()
    open_journal.time_passed.emit()
    driver.wait_for("Mara Lind")
    core.approach.set_for_person(mara, at_most=1)
    assert wait_until(lambda: driver.sees("Nobody waits today"))
    core.entries.write_down([mara], "hi", direction=Direction.INCOMING)
    assert wait_until(lambda: not driver.sees("Nobody waits today"))  # an answer is never held back


def test_opening_the_page_of_somebody_who_is_gone_says_nothing(core, mara):
    core.approach.set_for_person(mara, channels_out=[Channel.DM])
    core.contacts.delete(mara)
    assert core.approach.refusal_to_open(Target("https://mastodon.social/@mara", mara)) == ""
