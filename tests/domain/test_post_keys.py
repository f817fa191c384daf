"""By what a post is known again."""

from datetime import UTC, datetime

import pytest

from relationship_journal.domain.parsed_feed import ParsedEntry
from relationship_journal.domain.post_keys import GUID, LINK, identity, link_key

DAY = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://ana.example/p", "https://www.ana.example/p/"),
        ("https://ana.example/p?utm_source=rss&utm_medium=feed", "https://ana.example/p"),
        ("https://ana.example:443/p", "https://ana.example/p"),
        ("https://ana.example/p?id=3&fbclid=x", "https://ana.example/p?id=3"),
        ("https://ana.example/p#utm_campaign=x", "https://ana.example/p"),
        ("https://ana.example/caf%C3%A9", "https://ana.example/café"),
    ],
)
def test_two_spellings_of_an_address_are_one(one, other):
    assert link_key(one) == link_key(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://ana.example/p?id=3", "https://ana.example/p?id=4"),
        ("https://ana.example/notes#one", "https://ana.example/notes#two"),
        ("https://social.example/@ana/1", "https://social.example/@ana/2"),
        ("https://ana.example:8080/p", "https://ana.example/p"),
    ],
)
def test_two_addresses_stay_two(one, other):
    assert link_key(one) != link_key(other)


@pytest.mark.parametrize("url", ["", "mailto:a@b.example", "https://", "https://[bad/", "x:y"])
def test_what_is_no_address_has_no_key(url):
    assert link_key(url) == ""


@pytest.mark.parametrize(
    ("entry", "by", "expected"),
    [
        (ParsedEntry(guid="g", link="https://a.example/p"), GUID, "g"),
        (ParsedEntry(guid="g", link="https://a.example/p"), LINK, "link:a.example/p"),
        (ParsedEntry(link="https://a.example/p"), GUID, "link:a.example/p"),
        (ParsedEntry(title="Été", published=DAY), GUID, "title:ete@2026-11-23T00:00:00+00:00"),
        (ParsedEntry(text_hash="ab", raw_date="soon"), GUID, "text:ab@soon"),
        (ParsedEntry(), GUID, ""),
    ],
)
def test_without_an_id_the_address_the_title_or_the_text_is_it(entry, by, expected):
    assert identity(entry, by) == expected
