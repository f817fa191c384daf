"""Opening from the window: as the self that is meant, in the browser that is meant."""

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from relationship_journal.domain.opening import Target
from relationship_journal.errors import InvalidInput
from relationship_journal.ui.open_menu import OpenMenu
from relationship_journal.ui.opener import Opener
from tests.opening_fakes import FIREFOX, XDG, FakeBrowsers, FakeSignIn, FakeSignIns, open_here
from tests.window_fixtures import drop

PAGE = "https://boards.example/u/ana"
FIREFOX_WORDS = (FIREFOX.program, "--profile", f"{FIREFOX.folder}/x1.blog", PAGE)


@pytest.fixture
def sign_ins():
    return FakeSignIns(
        [
            FakeSignIn(1, "gardener", "boards.example"),
            FakeSignIn(2, "@garden & co", "boards.example", "firefox", "x1.blog"),
        ]
    )


@pytest.fixture
def commands(core, sign_ins):
    return open_here(core, sign_ins).commands


@pytest.fixture
def opener(core, commands, qapp):
    window = QWidget()
    made = Opener(core, window)
    yield made
    drop(window)


@pytest.fixture
def target(core):
    ana = core.contacts.add("Ana", urls=[PAGE])
    return Target(PAGE, ana, core.contacts.whole(ana).profiles[0].id)


def menu_of(opener, core, target):
    return OpenMenu(core, opener, target, opener.parent())


def entries(menu):
    lines = [("✓ " if one.isChecked() else "") + one.text() for one in menu.actions()]
    return [line or "---" for line in lines]


def choose(menu, text):
    for one in menu.actions():
        if one.text() == text:
            one.trigger()
            return
        if one.menu() and text in [two.text() for two in one.menu().actions()]:
            choose(one.menu(), text)
            return
    raise AssertionError(f"{text!r} is not among {entries(menu)}")


def test_the_menu_offers_every_self_nobody_and_every_browser(opener, core, target):
    menu = menu_of(opener, core, target)
    assert entries(menu) == [
        "Open as gardener",
        "Open as @garden && co in Firefox (Blog)",
        "Open without sign-in",
        "Another browser",
        "Add a sign-in for boards.example…",
        "---",
        "Copy address",
    ]
    other = next(one.menu() for one in menu.actions() if one.menu())
    assert entries(other) == ["Firefox"]
    drop(menu)


def test_who_is_chosen_there_opens_it_now_and_from_now_on(opener, core, sign_ins, commands, target):
    menu = menu_of(opener, core, target)
    choose(menu, "Open as @garden && co in Firefox (Blog)")
    assert commands == [FIREFOX_WORDS]
    assert sign_ins.chosen == {(target.contact_id, target.profile_id): 2}
    opener.open_target(target)
    assert commands == [FIREFOX_WORDS] * 2
    again = menu_of(opener, core, target)
    assert entries(again)[1] == "✓ Open as @garden && co in Firefox (Blog)"
    drop(menu, again)


def test_the_self_of_a_page_can_be_chosen_for_all_pages_of_the_person(
    opener, core, sign_ins, commands, target
):
    said = []
    opener.said.connect(said.append)
    opener.open_as(target, core.opening.way(target).offered[0])
    menu = menu_of(opener, core, target)
    choose(menu, "All their pages as gardener")
    assert sign_ins.chosen[target.contact_id, None] == 1
    again = menu_of(opener, core, target)
    assert "✓ All their pages as gardener" in entries(again)
    choose(again, "All their pages as gardener")
    assert sign_ins.chosen[target.contact_id, None] is None
    assert said[1:] == ["Ana: all pages as gardener", "Ana: each page as chosen for it"]
    assert len(commands) == 1
    drop(menu, again)


def test_without_sign_in_and_another_browser_are_for_this_once(
    opener, core, sign_ins, commands, target
):
    sign_ins.chosen = {(target.contact_id, target.profile_id): 2}
    for entry in ("Open without sign-in", "Firefox", "The usual one"):
        menu = menu_of(opener, core, target)
        choose(menu, entry)
        drop(menu)
    assert commands == [(XDG, PAGE), (FIREFOX.program, PAGE), (XDG, PAGE)]
    assert sign_ins.chosen == {(target.contact_id, target.profile_id): 2}


def test_where_several_may_be_and_none_was_chosen_it_asks(opener, core, commands, target):
    opener.open_target(target)
    (menu,) = opener.parent().findChildren(OpenMenu)
    assert menu.isVisible()
    assert commands == []
    menu.close()
    drop(menu)


def test_it_says_what_was_opened_and_tells_the_way(opener, core, sign_ins, target):
    said, ways = [], []
    opener.said.connect(said.append)
    opener.opened.connect(ways.append)
    sign_ins.known.pop()
    opener.open_target(target)
    assert said == [f"Opened {PAGE} as gardener"]
    assert [way.as_whom.id for way in ways] == [1]


@pytest.mark.parametrize(
    ("address", "is_offered"),
    [
        ("https://Moss.example/a", True),
        ("http://moss.example/", False),
        ("https://moss.example:8443/", False),
        ("mailto:ana@moss.example", False),
    ],
)
def test_a_sign_in_is_added_only_where_one_may_be_used(opener, core, commands, address, is_offered):
    menu = menu_of(opener, core, Target(address))
    assert any(one.startswith("Add a sign-in") for one in entries(menu)) == is_offered
    drop(menu)


def test_the_address_can_be_taken_along(opener, core, target):
    menu = menu_of(opener, core, target)
    choose(menu, "Copy address")
    assert QGuiApplication.clipboard().text() == PAGE
    mail = menu_of(opener, core, Target("mailto:Ana@moss.example?cc=x"))
    assert entries(mail) == ["Write", "---", "Copy address"]
    choose(mail, "Copy address")
    assert QGuiApplication.clipboard().text() == "ana@moss.example"
    drop(menu, mail)


def test_a_browser_with_several_profiles_is_offered_by_their_names(opener, core, target):
    class Two(FakeBrowsers):
        def installed(self):
            (blog,) = FIREFOX.profiles
            own = type(blog)("x0.own", "Ana & me")
            return (type(FIREFOX)("f", "Firefox", FIREFOX.kind, "/f", "/d", (own, blog)),)

    open_here(core, browsers=Two())
    menu = menu_of(opener, core, Target("https://moss.example/"))
    other = next(one.menu() for one in menu.actions() if one.menu())
    assert entries(other) == ["Firefox (Ana && me)", "Firefox (Blog)"]
    assert entries(menu)[0] == "Open"
    drop(menu)


@pytest.mark.parametrize("address", ["file:///etc/passwd", "https://a@b.example/", "--help"])
def test_for_what_is_never_opened_there_is_no_menu_either(opener, core, commands, address):
    with pytest.raises(InvalidInput):
        opener.show_choices(Target(address))
    assert opener.parent().findChildren(OpenMenu) == []
    assert commands == []
