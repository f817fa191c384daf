"""As whom a page is opened, which mailbox is meant, and what buttons say."""

import pytest

from relationship_journal.domain import opening
from relationship_journal.domain.browsers import Browser, BrowserProfile, Kind
from relationship_journal.domain.opening import AsWhom, Target, Way
from relationship_journal.errors import InvalidInput
from relationship_journal.system.name_tables import name_rules

GARDEN, SLOW, OTHER = (AsWhom(n, name) for n, name in enumerate(("@gardenblog", "slow", "o"), 1))
FIREFOX = Browser("firefox", "Firefox", Kind.FIREFOX, "/usr/bin/firefox")
BLOG = BrowserProfile("x1.blog", "Blog")
PAGE = Target("https://moss.example/")


@pytest.mark.parametrize(
    ("offered", "for_profile", "for_person", "expected"),
    [
        ((), None, None, None),
        ((GARDEN,), None, None, GARDEN),
        ((GARDEN, SLOW), None, None, None),
        ((GARDEN, SLOW), None, 2, SLOW),
        ((GARDEN, SLOW), 1, 2, GARDEN),
        ((GARDEN, SLOW), 3, 2, SLOW),
        ((GARDEN,), 3, 3, GARDEN),
        ((GARDEN, SLOW), 3, 3, None),
        ((), 1, 1, None),
    ],
)
def test_what_was_chosen_for_the_page_comes_first_then_for_the_person_then_the_only_one(
    offered: tuple[AsWhom, ...],
    for_profile: int | None,
    for_person: int | None,
    expected: AsWhom | None,
) -> None:
    assert opening.chosen(offered, for_profile=for_profile, for_person=for_person) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ana@moss.example", "mailto:ana@moss.example"),
        ("mailto:ana@moss.example", "mailto:ana@moss.example"),
        ("Ana <Ana@Moss.Example>", "mailto:ana@moss.example"),
        ("mailto:ana@moss.example?bcc=x@evil.example&attach=/a", "mailto:ana@moss.example"),
        ("ana+tag@moss.example", "mailto:ana+tag@moss.example"),
        ("a?b&c@moss.example", "mailto:a%3Fb%26c@moss.example"),
        ("o'neil$(id)@moss.example", None),
        ("o'neil@moss.example", "mailto:o%27neil@moss.example"),
        ("björn@bücher.example", "mailto:bj%C3%B6rn@xn--bcher-kva.example"),
    ],
)  # fmt: skip
def test_a_mailbox_is_one_address_and_nothing_beside_it(text: str, expected: str | None) -> None:
    if expected is None:
        with pytest.raises(InvalidInput):
            opening.mailbox(text, name_rules())
    else:
        assert opening.mailbox(text, name_rules()) == expected


@pytest.mark.parametrize(
    "text",
    [
        "", "ana", "@moss.example", "ana@", "ana@localhost", "a@b.example,c@d.example",
        "ana@moss.example%0Abcc:x@evil.example", "a;b@moss.example", '"a b"@moss.example',
        "ana@moss_.exa mple", "ana@[127.0.0.1]", "--help", "a" * 250 + "@moss.example",
        "ana@evil.example\\@moss.example", "a\u200db@moss.example",
    ],
)  # fmt: skip
def test_what_is_no_single_mailbox_is_not_written_to(text: str) -> None:
    with pytest.raises(InvalidInput):
        opening.mailbox(text, name_rules())


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        (Way(PAGE, PAGE.address, ""), "Open"),
        (Way(PAGE, "mailto:ana@moss.example", ""), "Write"),
        (Way(PAGE, PAGE.address, "", GARDEN, (GARDEN,)), "Open as @gardenblog"),
        (Way(PAGE, PAGE.address, "", None, (GARDEN, SLOW)), "Open as…"),
        (Way(PAGE, PAGE.address, "", None, (GARDEN,)), "Open"),
        (
            Way(PAGE, PAGE.address, "", GARDEN, (GARDEN,), FIREFOX, BLOG),
            "Open as @gardenblog in Firefox (Blog)",
        ),
        (Way(PAGE, PAGE.address, "", GARDEN, (GARDEN,), FIREFOX), "Open as @gardenblog in Firefox"),
        (Way(PAGE, PAGE.address, "", None, (), FIREFOX, BLOG), "Open in Firefox (Blog)"),
        (Way(PAGE, PAGE.address, "", AsWhom(1, "")), "Open with sign-in"),
        (
            Way(PAGE, PAGE.address, "", AsWhom(1, " "), (), FIREFOX, BLOG),
            "Open with sign-in, in Firefox (Blog)",
        ),
        (
            Way(PAGE, PAGE.address, "", AsWhom(1, "a\n" + "x" * 99), ()),
            "Open as a " + "x" * 29 + "…",
        ),
    ],
)
def test_a_button_says_as_whom_and_where(way: Way, expected: str) -> None:
    assert opening.words(way) == expected


def test_the_address_stands_in_what_was_done() -> None:
    way = Way(PAGE, PAGE.address, "moss.example", GARDEN)
    assert opening.opened_words(way) == "Opened https://moss.example/ as @gardenblog"
    mail = Way(Target("x"), "mailto:ana@moss.example", "ana@moss.example")
    assert opening.opened_words(mail) == "Writing to ana@moss.example"
    assert opening.opened_words(Way(PAGE, PAGE.address, "")) == "Opened https://moss.example/"
