import json
from datetime import UTC, datetime

from relationship_journal.domain.parsed_feed import (
    ParsedEntry,
    ParsedFeed,
    from_plain,
    to_plain,
)


def entry(title, day=None, updated=None):
    return ParsedEntry(
        title=title,
        published=day and datetime(2026, 3, day, 9, tzinfo=UTC),
        updated=updated and datetime(2026, 3, updated, 9, tzinfo=UTC),
    )


def test_a_feed_survives_the_way_through_json():
    feed = ParsedFeed(
        kind="atom",
        title="Quiet gardens",
        authors=("Ana", "Mara"),
        skip_hours=(1, 2),
        ttl_minutes=60,
        entries=(entry("Roses", 3, 4), ParsedEntry(categories=("a", "b"), comment_count=0)),
    )
    assert from_plain(json.loads(json.dumps(to_plain(feed)))) == feed


def test_the_newest_is_found_by_date_and_not_by_place():
    feed = ParsedFeed("rss", (entry("Old", 1), entry("New", 9), entry("Undated")))
    assert feed.newest().title == "New"


def test_the_first_is_the_newest_where_nothing_has_a_date():
    assert ParsedFeed("rss", (entry("One"), entry("Two"))).newest().title == "One"
    assert ParsedFeed("rss").newest() is None


def test_what_only_says_when_it_was_changed_counts_by_that():
    assert ParsedFeed("atom", (entry("A", 2), entry("B", None, 5))).newest().title == "B"
