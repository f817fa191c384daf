"""Comments from feeds and from public interfaces."""

import json
from datetime import UTC, datetime

import pytest

from relationship_journal.domain import comments
from relationship_journal.domain.parsed_feed import ParsedEntry, ParsedFeed


@pytest.mark.parametrize(
    ("title", "author", "name", "post"),
    [
        ("By: Wim Peters", "", "Wim Peters", ""),
        ("By: Wim", "Wim Peters", "Wim Peters", ""),
        ("Comment on On quiet gardens by Wim Peters", "", "Wim Peters", "On quiet gardens"),
        ("Comment on Standing by by Ana", "", "Ana", "Standing by"),
        ("Kommentar zu Garten von Wim", "", "Wim", "Garten"),
        ("A title of its own", "Wim", "Wim", ""),
    ],
)
def test_who_wrote_stands_in_the_author_or_in_the_title(title, author, name, post):
    feed = ParsedFeed("rss", (ParsedEntry(guid="c1", title=title, author=author),))
    found = comments.from_feed(feed)
    assert [(one.name, one.title) for one in found] == [(name, post)]


def test_an_entry_that_names_nobody_is_left_out():
    assert comments.from_feed(ParsedFeed("rss", (ParsedEntry(guid="c1", title="Hello"),))) == []


def test_wordpress_tells_who_answers_whom():
    body = [
        {
            "id": 12,
            "parent": 11,
            "author_name": "Ana &amp; Bo",
            "author_url": "https://ana.example",
            "date_gmt": "2026-11-23T10:00:00",
            "link": "https://ana.example/p#comment-12",
            "content": {"rendered": "<p>Thank <b>you</b></p>"},
        }
    ]
    (one,) = comments.from_json("wp_rest", json.dumps(body).encode())
    assert (one.guid, one.parent, one.name) == ("12", "11", "Ana & Bo")
    assert (one.excerpt, one.at) == ("Thank you", datetime(2026, 11, 23, 10, tzinfo=UTC))


def test_mastodon_tells_a_thread():
    body = {
        "ancestors": [],
        "descendants": [
            {
                "id": "5",
                "in_reply_to_id": "4",
                "created_at": "2026-11-23T10:00:00.000Z",
                "url": "https://social.example/@ana/5",
                "content": "<p>Yes.</p>",
                "account": {
                    "display_name": "",
                    "username": "ana",
                    "url": "https://social.example/@ana",
                },
            }
        ],
    }
    (one,) = comments.from_json("mastodon", json.dumps(body).encode())
    assert (one.name, one.parent, one.author_url) == ("ana", "4", "https://social.example/@ana")


def test_bluesky_tells_a_thread_with_answers_to_answers():
    def node(key, replies=()):
        return {
            "post": {
                "uri": f"at://did:x/app.bsky.feed.post/{key}",
                "author": {"handle": "ana.example", "displayName": "Ana"},
                "record": {"text": f"Words {key}", "createdAt": "2026-11-23T10:00:00Z"},
            },
            "replies": list(replies),
        }

    body = {"thread": node("root", [node("a", [node("b")])])}
    found = comments.from_json("bluesky", json.dumps(body).encode())
    assert [(one.excerpt, bool(one.parent)) for one in found] == [
        ("Words a", False),
        ("Words b", True),
    ]
    assert found[0].url == "https://bsky.app/profile/ana.example/post/a"


@pytest.mark.parametrize("source", ["wp_rest", "mastodon", "bluesky"])
@pytest.mark.parametrize(
    "body",
    [b"<html>", b"", b"17", b'"x"', b"\xff", b"[" * 100_000],
)
def test_what_is_no_answer_is_none(source, body):
    assert comments.from_json(source, body) is None


@pytest.mark.parametrize("source", ["wp_rest", "mastodon", "bluesky"])
@pytest.mark.parametrize(
    "body",
    [
        b"[]",
        b"{}",
        b'[1, null, "x", {"id": {}, "content": []}]',
        b'{"descendants": {"a": 1}, "thread": []}',
        b'{"descendants": [{"account": 3}], "thread": {"replies": [{"post": "x"}]}}',
    ],
)
def test_other_shapes_bring_nothing(source, body):
    assert comments.from_json(source, body) == []
