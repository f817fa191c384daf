"""The first journal: from nobody to somebody one can find again, by what is visible."""

import pytest

from relationship_journal.core import Core
from relationship_journal.domain.codes import Channel, Direction
from relationship_journal.services.link_look import LinkLooking
from relationship_journal.ui.open_journal import OpenJournal
from tests.driver import Cost, Driver, wait_until
from tests.services.fake_web import FakeWeb, Reader, rss


def names(core: Core) -> list[str]:
    return [row.name for row in core.people.rows(core.people.find().ids)]


def test_the_first_person_is_one_committed_field(driver: Driver, core: Core) -> None:
    driver.wait_for("Nobody here yet")
    driver.type("Ana Duarte")
    driver.press("Return")
    driver.wait_for_status("Added: Ana Duarte")
    assert names(core) == ["Ana Duarte"]
    assert driver.cost == Cost(actions=1, typed=1)


ANA = "https://quietgardens.example/"
PAGE = """<title>Quiet gardens</title><link rel="alternate" type="application/rss+xml" href="/feed">
<div class="h-card"><a class="p-name u-url u-uid" href="/">Ana Duarte</a>
<p class="p-note">Gardens, slowly.</p></div><a rel="me" href="https://moss.example/@ana">me</a>"""


@pytest.fixture
def web(core: Core) -> FakeWeb:
    """Put a web of a few pages in the place of the real one."""
    web = FakeWeb()
    vars(core)["looking"] = LinkLooking(core._journal, web, Reader())
    return web


def test_a_pasted_address_becomes_a_person_with_their_feed_and_places(
    driver: Driver, core: Core, web: FakeWeb
) -> None:
    web.has(ANA, PAGE)
    web.has(f"{ANA}feed", rss("Quiet gardens", ("Moss", "Roses"), site=ANA))
    driver.fill("Address or name", ANA)
    driver.press("Return")
    driver.wait_for("their page says it is theirs")
    assert driver.value("Name") == "Ana Duarte"
    driver.press("Ctrl+Return")
    driver.wait_for_status("Added: Ana Duarte")
    assert driver.cost == Cost(actions=2, typed=1)
    (found,) = core.people.find().ids
    sites = [one.site for one in core.contacts.whole(found).profiles]
    assert sites == ["quietgardens.example", "moss.example"]
    assert [one.url for one in core.following.feeds_of(found)] == [f"{ANA}feed"]
    driver.press("Ctrl+Z")
    wait_until(lambda: not core.people.find().ids)
    assert names(core) == []


def test_an_address_in_the_palette_is_looked_at(driver: Driver, core: Core, web: FakeWeb) -> None:
    core.contacts.add("Ana Duarte", urls=[ANA])
    web.has(ANA, PAGE)
    driver.press("Ctrl+K")
    driver.type("https://moss.example/@ana")
    web.has("https://moss.example/@ana", f'<title>Ana</title><a rel="me" href="{ANA}">home</a>')
    driver.wait_for("Add somebody from moss.example")
    driver.press("Up", "Return")
    driver.wait_for("Add to Ana Duarte, who has this page")
    driver.press("Ctrl+Return")
    (ana,) = core.people.find().ids
    wait_until(lambda: len(core.contacts.whole(ana).profiles) == 2)
    assert core.contacts.whole(ana).profiles[1].url == "https://moss.example/@ana"


def test_a_network_without_feeds_says_so_and_plans_a_look(
    driver: Driver, core: Core, web: FakeWeb
) -> None:
    driver.fill("Address or name", "https://www.instagram.com/ana")
    driver.press("Return")
    driver.wait_for("Instagram has no feed. New posts there cannot be seen.")
    driver.click("Look in on them every")
    driver.press("Ctrl+Return")
    driver.wait_for_status("Added: ana")
    (ana,) = core.people.find().ids
    assert [one.text for one in core.follow_ups.open_of(ana)] == ["Look in on ana on Instagram"]
    assert web.asked == []


def test_an_exchange_is_written_down_in_two_actions(driver: Driver, core: Core) -> None:
    ana = core.contacts.add("Ana Duarte")
    driver.wait_for("Ana Duarte")
    driver.click("Ana Duarte")
    driver.start_counting()
    driver.press("Ctrl+J")
    driver.type("Thanked her for the seed list")
    driver.press("Ctrl+Return")
    driver.wait_for_status("Wrote down: Ana Duarte")
    assert driver.cost.actions <= 2
    (line,) = core.timeline.of(ana)
    assert (line.text, line.direction) == ("Thanked her for the seed list", Direction.OUTGOING)
    driver.wait_for("today")


def test_a_note_is_added_and_found_again(driver: Driver, core: Core) -> None:
    core.contacts.add("Mara Lind")
    core.contacts.add("Tom Okafor")
    driver.wait_for("Mara Lind")
    driver.click("Mara Lind")
    driver.press("Ctrl+Shift+N")
    driver.type("Her sister runs the boatyard archive")
    driver.press("Ctrl+Return")
    driver.wait_for_status("Added a note: Mara Lind")
    driver.press("Ctrl+F")
    driver.type("boatyard")
    driver.wait_until_gone("Tom Okafor")
    assert driver.sees("Mara Lind")


def test_a_mistake_is_undone_by_name_and_done_again(driver: Driver, core: Core) -> None:
    core.contacts.add("Ana Duarte")
    driver.wait_for("Ana Duarte")
    driver.click("Ana Duarte")
    driver.choose("Contact", "Delete")
    driver.wait_for_status("Moved to the bin: Ana Duarte")
    assert names(core) == []
    driver.choose("Journal", "Undo delete contact")
    driver.wait_for_status("Undone: delete contact")
    assert names(core) == ["Ana Duarte"]
    driver.choose("Journal", "Redo delete contact")
    driver.wait_for_status("Done again: delete contact")
    assert names(core) == []


@pytest.mark.parametrize("keys", ["Ctrl+Del", "Del"])
def test_the_status_bars_link_undoes_too(driver: Driver, core: Core, keys: str) -> None:
    core.contacts.add("Ana Duarte")
    driver.wait_for("Ana Duarte")
    driver.click("Ana Duarte")
    driver.press(keys)
    driver.wait_for_status("Moved to the bin")
    driver.click("Undo")
    driver.wait_for_status("Undone")
    assert names(core) == ["Ana Duarte"]


def test_undo_works_from_the_empty_entry_box(driver: Driver, core: Core) -> None:
    """The cursor stays there after an entry, and Qt's fields take Ctrl+Z for themselves."""
    ana = core.contacts.add("Ana Duarte")
    driver.wait_for("Ana Duarte")
    driver.click("Ana Duarte")
    driver.press("Ctrl+J")
    driver.type("Said hello")
    driver.press("Ctrl+Return")
    driver.wait_for_status("Wrote down")
    driver.press("Ctrl+Z")
    driver.wait_for_status("Undone: write down")
    assert core.timeline.of(ana) == []


def test_undo_takes_back_typing_first(driver: Driver, core: Core) -> None:
    core.contacts.add("Ana Duarte")
    driver.wait_for("Ana Duarte")
    driver.click("Ana Duarte")
    driver.press("Ctrl+J")
    driver.type("half a thought")
    driver.press("Ctrl+Z")
    assert names(core) == ["Ana Duarte"]
    assert not driver.sees("half a thought")


def test_a_deleted_person_is_brought_back_from_the_bin(driver: Driver, core: Core) -> None:
    ana = core.contacts.add("Ana Duarte")
    core.contacts.delete(ana)
    driver.choose("Go", "Bin")
    driver.wait_for("Ana Duarte")
    driver.click("Ana Duarte")
    driver.click("Bring back")
    assert wait_until(lambda: names(core) == ["Ana Duarte"])


def test_put_away_hides_and_bring_back_shows(driver: Driver, core: Core) -> None:
    core.contacts.add("Ana Duarte")
    core.contacts.add("Mara Lind")
    driver.wait_for("Ana Duarte")
    driver.click("Ana Duarte")
    driver.choose("Contact", "Put away")
    driver.wait_for_status("Put away: Ana Duarte")
    assert names(core) == ["Mara Lind"]
    driver.click("Put away")
    driver.click("Ana Duarte")
    driver.choose("Contact", "Bring back")
    assert wait_until(lambda: len(names(core)) == 2)


def test_the_palette_finds_people_and_commands(
    driver: Driver, core: Core, open_journal: OpenJournal
) -> None:
    core.contacts.add("Ana Duarte")
    core.contacts.add("山田 さくら")
    driver.wait_for("Ana Duarte")
    driver.press("Ctrl+K")
    driver.type("さくら")
    driver.press("Return")
    assert wait_until(lambda: open_journal.people.person_id() is not None)
    assert core.contacts.name_of(open_journal.people.person_id()) == "山田 さくら"
    driver.press("Ctrl+K")
    driver.type("settings")
    driver.press("Return")
    driver.wait_for("Appearance")


def test_it_all_goes_by_keyboard_alone(
    driver: Driver, core: Core, open_journal: OpenJournal
) -> None:
    driver.type("Ana Duarte")
    driver.press("Return")
    driver.wait_for_status("Added")
    driver.press("Ctrl+N")
    driver.type("Mara Lind")
    driver.press("Return")
    driver.wait_for_status("Added: Mara Lind")
    driver.press("Ctrl+2")
    driver.press("Home", "Down", "Return")
    driver.wait_for("Known since")
    assert core.contacts.name_of(open_journal.people.person_id()) == "Mara Lind"
    driver.press("Ctrl+J")
    driver.type("Answered her post")
    driver.press("Ctrl+Return")
    driver.wait_for_status("Wrote down: Mara Lind")
    driver.press("Alt+Left")
    driver.press("Ctrl+F")
    driver.type("answered")
    driver.wait_until_gone("Ana Duarte")
    driver.press("Escape")
    driver.wait_for("Ana Duarte")
    (mara,) = core.people.find().ids[1:]
    assert core.timeline.of(mara)[0].channel in set(Channel)


def test_opening_and_looking_writes_nothing(driver: Driver, core: Core) -> None:
    """Filling a form never writes."""
    ana = core.contacts.add("Ana Duarte", tags=["gardens"])
    before = core.contacts.whole(ana)
    undo = core.history.undo_label
    driver.wait_for("Ana Duarte")
    driver.double_click("Ana Duarte")
    driver.wait_for("Known since")
    driver.press("Tab", "Tab", "Tab", "Tab", "Tab", "Tab")
    driver.press("Alt+Left")
    driver.press("Ctrl+,")
    driver.press("Tab", "Tab", "Tab", "Tab", "Tab", "Tab")
    driver.press("Ctrl+2")
    assert core.contacts.whole(ana) == before
    assert core.history.undo_label == undo
