"""Which fetched entries are new: each complaint about readers as a row, and what always holds."""

import random
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_journal.domain.parsed_feed import ParsedEntry, ParsedFeed
from relationship_journal.domain.post_keys import LINK, digest, identity
from relationship_journal.domain.post_merge import GonePost, Known, KnownPost, merge

START = datetime(2026, 1, 1, tzinfo=UTC)


def entry(number, **fields):
    values = {
        "guid": f"g{number}",
        "link": f"https://ana.example/{number}",
        "title": f"Part {number}",
        "published": START + timedelta(days=number),
        "excerpt": f"Words {number}",
    }
    return ParsedEntry(**{**values, **fields})


def known(*entries, **fields):
    posts = [
        KnownPost(
            number, identity(one), one.link, one.title, one.excerpt, one.published,
            START + timedelta(days=200),
        )
        for number, one in enumerate(entries, 1)
    ]  # fmt: skip
    return Known(posts=posts, **fields)


def feed(*entries):
    return ParsedFeed("rss", tuple(entries))


def news(merged):
    return [one.entry.title for one in merged.found if not one.is_backfill]


@pytest.mark.parametrize(
    ("changed", "is_new"),
    [
        ({}, False),
        ({"guid": "other"}, False),
        ({"guid": "other", "link": "http://www.ana.example/3/?utm_source=x"}, False),
        ({"guid": "other", "link": "https://new.example/three"}, False),  # title and date
        ({"guid": "other", "link": "", "title": "PART 3"}, False),
        ({"guid": "other", "link": "https://new.example/x", "title": "Else"}, True),
        (
            {"guid": "other", "link": "", "published": START + timedelta(days=3, hours=36)},
            False,
        ),
        ({"guid": "other", "link": "", "published": START + timedelta(days=5)}, True),
        ({"title": "Edited", "excerpt": "Edited", "updated": START + timedelta(days=90)}, False),
        ({"published": START + timedelta(days=90)}, False),
        (
            {
                "link": "https://ana.example/later",
                "title": "Later",
                "published": START + timedelta(days=34),
            },
            True,
        ),
        ({"link": "https://ana.example/moved", "title": "Moved"}, False),
    ],
)
def test_a_known_post_stays_known(changed, is_new):
    old = [entry(n) for n in range(6)]
    merged = merge(known(*old), feed(*old[:3], replace(entry(3), **changed), *old[4:]))
    assert bool(news(merged)) == is_new


def test_the_guard_needs_three_and_most_of_them():
    old = [entry(n) for n in range(10)]
    fresh = [entry(20 + n, published=START - timedelta(days=n)) for n in range(5)]
    few = merge(known(*old), feed(*fresh[:2], *old[:1]))
    assert len(news(few)) == 2
    many = merge(known(*old), feed(*fresh, *old[:3]))
    assert news(many) == []
    mostly_known = merge(known(*old), feed(*fresh, *old[:5]))
    assert len(news(mostly_known)) == 5


def test_what_is_gone_stays_known_by_id_address_and_title():
    gone = GonePost(
        digest("g1"), digest("ana.example/1"), digest("part 1"), START + timedelta(days=1)
    )
    before = Known(gone=[gone])
    for changed in ({}, {"guid": "x"}, {"guid": "x", "link": ""}):
        merged = merge(before, feed(replace(entry(1), **changed)))
        assert (merged.found, merged.seen) == ((), ())
    assert len(merge(before, feed(entry(2))).found) == 1


def test_a_blog_of_links_may_come_back_to_an_address():
    old = entry(1, link="https://elsewhere.example/")
    again = entry(60, link="https://elsewhere.example/", title="Still good")
    assert news(merge(known(old), feed(again, old))) == ["Still good"]


def test_one_address_for_all_does_not_make_them_one():
    home = [entry(n, link="https://ana.example/") for n in range(4)]
    fresh = entry(9, link="https://ana.example/")
    assert news(merge(known(*home), feed(fresh, *home))) == ["Part 9"]


def test_entries_without_anything_are_left_out():
    assert merge(known(), feed(ParsedEntry(), entry(1))).found[0].entry.title == "Part 1"


def test_one_id_twice_makes_the_address_count():
    merged = merge(known(), feed(entry(1, guid="same"), entry(2, guid="same")))
    assert (merged.by, len(merged.found)) == (LINK, 2)
    twice = merge(known(), feed(entry(1, guid="same"), entry(1, guid="same")))
    assert (twice.by, len(twice.found)) == ("guid", 1)


def test_one_id_twice_and_once_without_an_address_is_one_post_in_every_reading():
    some = (entry(1, guid="same", link=""), entry(60, guid="same"))
    merged = merge(Known(), feed(*some))
    assert len(merged.found) == 1
    assert merge(Known(posts=kept(merged.found)), feed(*some)).found == ()


entries = st.builds(
    ParsedEntry,
    guid=st.sampled_from(["", "a", "b", "c", "d"]),
    link=st.sampled_from(["", "https://a.example/1", "https://a.example/2", "http://a.example/1/"]),
    title=st.sampled_from(["", "One", "one", "Two"]),
    published=st.none() | st.integers(0, 9_000).map(lambda hours: START + timedelta(hours=hours)),
    text_hash=st.sampled_from(["", "x", "y"]),
)  # fmt: skip


def kept(found, before=()):
    posts = list(before)
    for one in found:
        posts.append(
            KnownPost(
                len(posts) + 1, one.guid, one.entry.link, one.entry.title, one.entry.excerpt,
                one.published, START,
            )
        )  # fmt: skip
    return posts


def test_a_feed_renewed_under_other_titles_brings_nothing_of_the_newest_ones_moment():
    before = [entry(number) for number in range(4)]
    after = [
        entry(number, guid=f"n{number}", link=f"https://new.example/{number}", title=f"Ü {number}")
        for number in range(5)
    ]
    assert news(merge(known(*before), feed(*after))) == ["Ü 4"]


@given(st.lists(entries, max_size=12), st.lists(entries, max_size=12))
def test_a_feed_read_twice_brings_nothing_new_the_second_time(before, after):
    first = merge(Known(is_first_read=True), feed(*before))
    posts = kept(first.found)
    second = merge(Known(posts=posts, by=first.by), feed(*after))
    aliases = {digest(guid): post for post, guid in second.aliases}
    third = merge(
        Known(posts=kept(second.found, posts), aliases=aliases, by=second.by), feed(*after)
    )
    assert third.found == ()


@given(st.lists(entries, max_size=12), st.integers(0, 99))
def test_the_first_reading_is_from_before_and_no_id_comes_twice(some, seed):
    merged = merge(Known(is_first_read=True), feed(*some))
    assert all(one.is_backfill for one in merged.found)
    ids = [one.guid for one in merged.found]
    assert len(ids) == len(set(ids))
    random.Random(seed).shuffle(some)
    turned = merge(Known(is_first_read=True), feed(*some))
    assert {one.guid for one in turned.found} == set(ids)
