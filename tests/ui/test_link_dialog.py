"""A pasted link in the dialog: what is found, what is ticked, what is kept."""

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QColor, QImage

from relationship_journal.domain.fetched import Outcome, Reason
from relationship_journal.errors import InvalidInput
from relationship_journal.services.link_look import LinkLooking
from relationship_journal.ui.dialogs import photo
from relationship_journal.ui.dialogs.add_contact_dialog import AddContactDialog
from relationship_journal.ui.widgets.buttons import Button
from tests.driver import wait_until
from tests.services.fake_web import FakeWeb, Reader, rss
from tests.window_fixtures import drop

ANA = "https://ana.example/"
PAGE = """<title>Ana</title><link rel="alternate" type="application/rss+xml" href="/feed">
<div class="h-card"><a class="p-name u-url u-uid" href="/">Ana Duarte</a>
<img class="u-photo" src="/me.png"><p class="p-note">Gardener &amp; &lt;b&gt;baker&lt;/b&gt;.</p>
<a class="u-email" href="mailto:ana@ana.example">mail</a></div>"""


@pytest.fixture
def web(core) -> FakeWeb:
    web = FakeWeb()
    vars(core)["looking"] = LinkLooking(core._journal, web, Reader())
    return web


@pytest.fixture
def dialog_for(qtbot, core, jobs, web) -> Iterator[Callable[..., AddContactDialog]]:
    """Open the dialog with something pasted, and wait for what was found."""
    made = []

    def show(text: str, **settings: bool) -> AddContactDialog:
        dialog = AddContactDialog(core, None, text, jobs=jobs, **settings)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
        made.append(dialog)
        dialog.open()
        qtbot.waitExposed(dialog)
        wait_until(lambda: not jobs.running())
        return dialog

    yield show
    drop(*made)


def ticks(dialog: AddContactDialog) -> list[str]:
    """Return the suggestions as lines, ticked or not."""
    rows = [*dialog.panel._feeds, *(one for some in dialog.panel._rows.values() for one in some)]
    return [f"{'☑' if one.is_ticked else '☐'} {one.words.text()}" for one in rows]


def tick(dialog: AddContactDialog, field: str) -> None:
    dialog.panel._rows[field][0].tick.click()


def picture() -> bytes:
    image = QImage(40, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())


def test_only_the_feed_is_proposed_and_everything_else_waits_for_its_tick(web, dialog_for):
    web.has(ANA, PAGE)
    web.has(f"{ANA}feed", rss("Quiet gardens"))
    dialog = dialog_for(ANA)
    assert dialog.name.text() == "Ana Duarte"
    assert ticks(dialog) == [
        "☑ Quiet gardens",
        "☐ Photo",
        "☐ Gardener & <b>baker</b>.",
        "☐ ana@ana.example",
    ]
    assert web.asked == [ANA, f"{ANA}feed"]


def test_each_name_is_offered_with_where_it_stands(web, dialog_for):
    web.has(ANA, PAGE)
    web.has(f"{ANA}feed", rss("Quiet gardens"))
    dialog = dialog_for(ANA)
    assert dialog.names._source.text() == "From the card on their page"
    assert dialog.names.texts() == [
        "Ana, from the page’s title",
        "Quiet gardens, from the page’s title",
    ]
    dialog.names._flow.widgets()[1].click()
    assert dialog.name.text() == "Ana"
    assert dialog.names._source.text() == "From the page’s title"
    assert dialog.names.texts()[0] == "Ana Duarte, from the card on their page"


def test_what_is_ticked_is_kept_and_what_is_not_is_not(qtbot, core, web, dialog_for):
    web.has(ANA, PAGE)
    web.has(f"{ANA}feed", rss("Quiet gardens"))
    dialog = dialog_for(ANA)
    tick(dialog, "bio")
    with qtbot.waitSignal(dialog.added) as told:
        dialog.done_button.click()
    whole = core.contacts.whole(told.args[0])
    assert (whole.name, whole.emails, whole.has_photo) == ("Ana Duarte", (), False)
    notes = [line.text for line in core.timeline.of(whole.id) if line.kind == "note"]
    assert notes == ["On ana.example: Gardener & <b>baker</b>."]


def test_a_photo_is_fetched_by_its_tick_and_kept_small(qtbot, core, jobs, web, dialog_for):
    web.has(ANA, PAGE)
    web.has(f"{ANA}me.png", picture(), kind="image/png")
    dialog = dialog_for(ANA)
    tick(dialog, "photo")
    wait_until(lambda: dialog.panel._photo is not None)
    with qtbot.waitSignal(dialog.added) as told:
        dialog.done_button.click()
    assert QImage.fromData(core.contacts.photo(told.args[0])).width() == 40


def test_what_is_no_picture_is_said_and_unticked(web, dialog_for):
    web.has(ANA, PAGE)
    web.has(f"{ANA}me.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", kind="image/svg+xml")
    dialog = dialog_for(ANA)
    tick(dialog, "photo")
    row = dialog.panel._rows["photo"][0]
    assert wait_until(lambda: row.detail.text() == "This picture cannot be shown.")
    assert not row.is_ticked


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\x89PNG\r\n\x1a\n" + bytes(40), b"<svg/>"])
def test_no_picture_of_a_stranger_raises_anything_else(data):
    with pytest.raises(InvalidInput):
        photo.shrunk_bytes(data)


def test_somebody_known_is_proposed_and_gets_the_feed(qtbot, core, web, dialog_for):
    ana = core.contacts.add("Ana", urls=[ANA])
    web.has(ANA, PAGE)
    web.has(f"{ANA}feed", rss("Quiet gardens"))
    dialog = dialog_for(ANA)
    assert dialog.panel.contact_id == ana
    assert not dialog.name.isVisible()
    with qtbot.waitSignal(dialog.added) as told:
        dialog.done_button.click()
    assert told.args == [ana]
    assert len(core.following.feeds_of(ana)) == 1


def test_a_namesake_is_offered_and_a_new_person_proposed(core, web, dialog_for):
    core.contacts.add("Ana Duarte")
    web.has(ANA, PAGE)
    dialog = dialog_for(ANA)
    assert dialog.panel.contact_id is None
    assert dialog.name.isVisible()
    words = [button.text() for button in dialog.panel._people.buttons()]
    assert words == ["Add to Ana Duarte, of the same name", "A new person"]


def test_a_blog_of_several_people_is_narrowed_to_the_one_who_is_added(qtbot, core, web, dialog_for):
    both = rss("Club", author="Mara").replace("</channel></rss>", "") + (
        "<item><title>Moss</title><dc:creator>Ana Duarte</dc:creator></item></channel></rss>"
    )
    web.has(ANA, PAGE)
    web.has(f"{ANA}feed", both)
    dialog = dialog_for(ANA)
    with qtbot.waitSignal(dialog.added) as told:
        dialog.done_button.click()
    assert core.following.feeds_of(told.args[0])[0].author_filter == "Ana Duarte"


def test_what_cannot_be_reached_is_a_sentence_and_can_still_be_added(qtbot, core, web, dialog_for):
    web.fails(ANA, Outcome.FAILED, Reason.NAME)
    dialog = dialog_for(ANA)
    assert "There is no site called ana.example." in dialog.panel._look.notes
    dialog.name.setText("Ana")
    with qtbot.waitSignal(dialog.added) as told:
        dialog.done_button.click()
    assert [one.url for one in core.contacts.whole(told.args[0]).profiles] == [ANA]


def test_a_blog_at_home_is_looked_at_by_the_users_own_word_alone(
    qtbot, core, jobs, web, dialog_for
):
    home = "http://192.168.1.5/"
    web.fails(home, Outcome.UNREADABLE, Reason.PRIVATE)
    dialog = dialog_for(home)
    assert (
        "192.168.1.5 is on a private network, which is not looked at." in dialog.panel._look.notes
    )
    web.has(home, PAGE)
    web.has(f"{home}feed", rss("At home"))
    (at_home,) = [one for one in dialog.findChildren(Button) if "own network" in one.text()]
    at_home.click()
    assert wait_until(lambda: ticks(dialog)[:1] == ["☑ At home"])
    with qtbot.waitSignal(dialog.added) as told:
        dialog.done_button.click()
    (feed,) = core.following.feeds_of(told.args[0])
    assert (feed.url, feed.is_own_network) == (f"{home}feed", True)


def test_letters_that_are_typed_are_not_looked_at_before_it_is_asked_for(
    qtbot, jobs, web, dialog_for
):
    web.has(ANA, PAGE)
    dialog = dialog_for("")
    qtbot.keyClicks(dialog.typed, "ana.example")
    assert web.asked == []
    dialog._look_button.click()
    assert wait_until(lambda: dialog.name.text() == "Ana Duarte")


def test_another_address_forgets_what_was_found(qtbot, web, dialog_for):
    web.has(ANA, PAGE)
    dialog = dialog_for(ANA)
    assert dialog.panel.has_look
    qtbot.keyClick(dialog.typed, Qt.Key.Key_End)
    qtbot.keyClicks(dialog.typed, "x")
    assert not dialog.panel.has_look
    assert not dialog.panel.isVisible()


def test_a_look_that_is_under_way_ends_with_the_dialog(qtbot, core, jobs, web):
    goes_on = threading.Event()

    class Slow(FakeWeb):
        def get_many(self, requests, is_cancelled=lambda: False):
            while not is_cancelled() and not goes_on.wait(0.01):
                pass
            return iter(())

    vars(core)["looking"] = LinkLooking(core._journal, Slow(), Reader())
    dialog = AddContactDialog(core, None, ANA, jobs=jobs)
    dialog.open()
    qtbot.waitExposed(dialog)
    assert wait_until(lambda: dialog._said.text() == "Looking at ana.example…")
    dialog.reject()
    dialog.reject()
    assert wait_until(lambda: not jobs.running())
    goes_on.set()


def test_an_address_for_one_reader_alone_is_refused_with_a_word(web, dialog_for):
    dialog = dialog_for("https://www.reddit.com/.rss?feed=abc&user=ana")
    assert dialog._said.text() == "This address is meant for one reader alone."
    assert web.asked == []


def test_more_is_followed_of_somebody_who_is_named(qtbot, core, web, dialog_for):
    ana = core.contacts.add("Ana")
    web.has(f"{ANA}feed", rss("Quiet gardens", site=ANA))
    dialog = dialog_for(f"{ANA}feed", is_following=True, contact_id=ana)
    assert dialog.windowTitle() == "Follow Ana"
    assert not dialog.name.isVisible()
    assert not dialog.tags.isVisible()
    with qtbot.waitSignal(dialog.added) as told:
        dialog.done_button.click()
    assert told.args == [ana]
    assert [one.url for one in core.following.feeds_of(ana)] == [f"{ANA}feed"]


def test_to_follow_is_to_look_first_even_at_what_was_typed(qtbot, core, jobs, web, dialog_for):
    web.has(ANA, PAGE)
    web.has(f"{ANA}feed", rss("Quiet gardens"))
    dialog = dialog_for("", is_following=True)
    qtbot.keyClicks(dialog.typed, "ana.example")
    dialog.done_button.click()
    assert wait_until(lambda: dialog.panel.has_look)
    assert core.people.count() == 0
    with qtbot.waitSignal(dialog.added) as told:
        dialog.done_button.click()
    assert len(core.following.feeds_of(told.args[0])) == 1


def test_everything_that_takes_the_focus_has_a_name(web, dialog_for):
    web.has(ANA, PAGE)
    web.has(f"{ANA}feed", rss("Quiet gardens"))
    dialog = dialog_for(ANA, is_following=True)
    nameless = [
        one
        for one in dialog.findChildren(object)
        if getattr(one, "focusPolicy", lambda: Qt.FocusPolicy.NoFocus)() & Qt.FocusPolicy.TabFocus
        and one.isVisible()
        and not (one.accessibleName() or getattr(one, "text", str)())
    ]
    assert nameless == []
