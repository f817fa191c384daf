"""Opening as the right self, on a real journal, with sign-ins and browsers made by hand."""

import pytest

from relationship_journal.core import Core
from relationship_journal.domain.opening import Target, Way
from relationship_journal.domain.secret import Secret
from relationship_journal.errors import InvalidInput, JournalError
from relationship_journal.services.opening import Opening
from relationship_journal.services.sign_in_rows import SignInFields
from tests.opening_fakes import (
    FIREFOX,
    XDG,
    FakeBrowsers,
    FakeSignIn,
    FakeSignIns,
    FakeStarter,
)


@pytest.fixture
def sign_ins():
    return FakeSignIns()


@pytest.fixture
def starter():
    return FakeStarter()


@pytest.fixture
def there():
    return FakeBrowsers()


@pytest.fixture
def opening(core: Core, sign_ins, there, starter):
    # a journal is open: profiles are read from it
    return Opening(sign_ins, there, starter)


@pytest.fixture
def ana(core: Core):
    """Ana with a blog and a place in a forum."""
    return core.contacts.add(
        "Ana", urls=["https://moss.example", "https://boards.example/u/ana", "https://boards.example/ana2"]
    )  # fmt: skip


def profile(core: Core, contact_id: int, place: int) -> int:
    return core.contacts.whole(contact_id).profiles[place].id


def test_without_a_sign_in_a_page_opens_in_the_systems_browser(opening, starter):
    way = opening.way(Target("https://moss.example/a?b=c#d"))
    opening.open(way)
    assert starter.commands == [(XDG, "https://moss.example/a?b=c#d")]
    assert (way.site, opening.words(way.target)) == ("moss.example", "Open")


def test_the_only_sign_in_of_a_site_is_the_one_that_is_meant(opening, sign_ins, starter):
    sign_ins.known = [FakeSignIn(7, "@gardenblog", "moss.example")]
    way = opening.way(Target("https://moss.example/post"))
    assert opening.words(way.target) == "Open as @gardenblog"
    opening.open(way)
    assert starter.commands == [(XDG, "https://moss.example/post")]
    assert sign_ins.used_ids == [7]


def test_a_sign_in_opens_in_its_browser_and_profile(opening, sign_ins, starter):
    sign_ins.known = [FakeSignIn(7, "@gardenblog", "moss.example", "firefox", "x1.blog")]
    target = Target("https://moss.example/post")
    assert opening.words(target) == "Open as @gardenblog in Firefox (Blog)"
    opening.open(opening.way(target))
    assert starter.commands == [
        (
            "/usr/bin/firefox", "--profile", "/home/me/.mozilla/firefox/x1.blog",
            "https://moss.example/post",
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("browser", "profile_id"),
    [("gone", ""), ("gone", "x"), ("firefox", "x9.gone"), ("/bin/sh", "")],
)
def test_a_browser_or_profile_that_is_not_there_is_never_started(
    opening, sign_ins, starter, browser, profile_id
):
    sign_ins.known = [FakeSignIn(7, "@gardenblog", "moss.example", browser, profile_id)]
    way = opening.way(Target("https://moss.example/post"))
    opening.open(way)
    assert starter.commands == [(XDG, "https://moss.example/post")]


def test_a_browser_that_came_since_is_found_when_browsers_are_looked_for(opening, sign_ins, there):
    there.there = []
    sign_ins.known = [FakeSignIn(7, "garden", "moss.example", "firefox", "x1.blog")]
    target = Target("https://moss.example/")
    assert opening.words(target) == "Open as garden"
    there.there = [FIREFOX]
    opening.browsers()
    assert opening.words(target) == "Open as garden in Firefox (Blog)"


def test_several_are_asked_for_until_one_is_chosen_for_the_page(core, opening, sign_ins, ana):
    sign_ins.known = [FakeSignIn(n, f"self {n}", "boards.example") for n in (1, 2, 3)]
    first = Target("https://boards.example/u/ana", ana, profile(core, ana, 1))
    second = Target("https://boards.example/ana2", ana, profile(core, ana, 2))
    assert opening.way(first).asks
    assert opening.words(first) == "Open as…"
    opening.choose(first, 2)
    assert opening.words(first) == "Open as self 2"
    assert opening.words(second) == "Open as…"


def test_what_is_chosen_without_a_profile_is_for_all_of_a_persons_pages(
    core, opening, sign_ins, ana
):
    sign_ins.known = [FakeSignIn(n, f"self {n}", "boards.example") for n in (1, 2)]
    opening.choose(Target("https://elsewhere.example/", ana), 2)
    assert sign_ins.chosen == {(ana, None): 2}
    target = Target("https://boards.example/u/ana", ana, profile(core, ana, 1))
    assert opening.words(target) == "Open as self 2"
    opening.choose(target, 1)
    assert opening.words(target) == "Open as self 1"


def test_a_post_is_opened_as_its_blog_is(core, opening, sign_ins, ana):
    sign_ins.known = [FakeSignIn(n, f"self {n}", "moss.example") for n in (1, 2)]
    opening.choose(Target("https://moss.example", ana, profile(core, ana, 0)), 2)
    assert opening.words(Target("https://moss.example/2026/post", ana)) == "Open as self 2"
    assert opening.words(Target("https://moss.example/2026/post")) == "Open as…"


@pytest.mark.parametrize(
    "url", ["http://moss.example/", "https://moss.example:8443/", "https://www.moss.example/"]
)
def test_where_it_is_not_offered_nobody_is_meant(core, opening, sign_ins, ana, url):
    sign_ins.known = [FakeSignIn(1, "garden", "moss.example")]
    sign_ins.chosen = {(ana, None): 1, (ana, profile(core, ana, 0)): 1}
    way = opening.way(Target(url, ana, profile(core, ana, 0)))
    assert way.as_whom is None
    assert opening.words(way.target) == "Open"


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd", "/etc/passwd", "javascript:alert(1)", "smb://host/share", "data:,x",
        "vbscript:x", "ms-settings:", "--help", "-h", "https://a\\@b.example", "https://a:b@c.example",
        "https://user@moss.example/", "https://moss.example\u202e/", "https://mo\u200bss.example/",
        "https://127.0.0.1/", "http://2130706433/", "http://0x7f.1/", "https://[::1]/", "https://co.uk/",
        "https://moss.example/ x", "https://moss%2eexample/", "https://a.example/" + "a" * 2000, "",
        "ftp://moss.example/", "tel:1", "about:config", "moss.example", "//moss.example/",
    ],
)  # fmt: skip
def test_nothing_else_is_ever_opened(opening, starter, address):
    target = Target(address)
    with pytest.raises(InvalidInput):
        opening.way(target)
    with pytest.raises(JournalError):
        opening.open(Way(target, address, ""))
    assert opening.words(target) == "Open"
    assert starter.commands == []


def test_a_name_in_another_script_is_shown_in_ascii_too(opening, starter):
    way = opening.way(Target("https://аррӏе.example/"))  # Cyrillic throughout
    assert way.site == "аррӏе.example (xn--80ak6aa92e.example)"
    opening.open(way)
    assert starter.commands == [(XDG, "https://xn--80ak6aa92e.example/")]
    assert opening.site("https://moss.example/") == "moss.example"
    assert opening.site("file:///etc/passwd") == ""


@pytest.mark.usefixtures("quick_keys")
@pytest.mark.parametrize(
    ("url", "is_offered"),
    [
        ("https://me.github.io/post", True),
        ("https://me.github.io:443/post", True),
        ("https://ME.github.io/post", True),
        ("https://sub.me.github.io/", True),
        ("http://me.github.io/", False),
        ("https://me.github.io:8443/", False),
        ("https://you.github.io/", False),
        ("https://github.io/", False),
        ("https://me.github.io.evil.example/", False),
        ("https://evilme.github.io/", False),
        ("https://me.gıthub.io/", False),
        ("https://mе.github.io/", False),  # a Cyrillic е
    ],
)
def test_a_real_sign_in_is_offered_on_its_site_alone(core, starter, there, url, is_offered):
    core.vault.make(Secret("a long passphrase"))
    mine = core.sign_ins.add(
        SignInFields(site="me.github.io", label="me", with_sub_sites=True, password=Secret("p"))
    )
    opening = Opening(core.sign_ins, there, starter)
    ana = core.contacts.add("Ana")
    opening.choose_for_person(ana, mine.id)
    core.vault.lock()
    try:
        way = opening.way(Target(url, ana))
    except InvalidInput:
        assert not is_offered
        return
    assert (way.as_whom is not None) == is_offered
    opening.open(way)
    assert (core.sign_ins.row(mine.id).used_at is not None) == is_offered


def test_a_mailbox_is_written_to_by_the_systems_mail_program(opening, starter):
    way = opening.way(Target("mailto:Ana@moss.example?subject=x&body=y"))
    opening.open(way)
    assert starter.commands == [(XDG, "mailto:ana@moss.example")]
    assert opening.words(way.target) == "Write"


def test_somebody_is_told_what_was_opened_and_for_whom(opening, ana):
    told = []
    end = opening.subscribe(told.append)
    target = Target("https://moss.example/p", ana, post_id=4, title="On moss")
    opening.open(opening.way(target))
    end()
    opening.open(opening.way(target))
    assert [way.target for way in told] == [target]


def test_what_could_not_be_started_was_neither_used_nor_told(opening, sign_ins, starter):
    sign_ins.known = [FakeSignIn(7, "@gardenblog", "moss.example")]
    told = []
    opening.subscribe(told.append)
    starter.refuses = True
    with pytest.raises(JournalError):
        opening.open(opening.way(Target("https://moss.example/")))
    assert (sign_ins.used_ids, told) == ([], [])


def test_another_browser_can_be_taken_this_once(opening, starter):
    way = opening.way(Target("https://moss.example/"))
    (browser,) = opening.browsers()
    opening.open(opening.in_browser(way, browser, browser.profiles[0]))
    assert starter.commands[0][0] == "/usr/bin/firefox"
    opening.open(opening.in_browser(way, None, None))
    assert starter.commands[1][0] == XDG
