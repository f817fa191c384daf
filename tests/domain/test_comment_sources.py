"""Where an answer would be seen, and when to look."""

from datetime import UTC, datetime, timedelta

import pytest

from relationship_journal.domain.comment_sources import (
    CommentedPost,
    comment_named_in,
    next_look,
    sources_of,
    step_at,
)

WP_REST = (
    "wp_rest https://a.example/wp-json/wp/v2/comments?post=12&per_page=100"
    "&_fields=id,parent,author_name,author_url,date_gmt,link,content"
)
BLUESKY = (
    "bluesky https://public.api.bsky.app/xrpc/app.bsky.feed.getPostThread"
    "?uri=at%3A%2F%2Fana.example%2Fapp.bsky.feed.post%2F3kabc&depth=4&parentHeight=0"
)
NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("post", "found"),
    [
        (
            CommentedPost("https://a.example/p/", comment_feed="https://a.example/p/feed/"),
            ["feed https://a.example/p/feed/"],
        ),
        (
            CommentedPost("https://a.example/p/", feed_url="https://a.example/feed/"),
            ["feed https://a.example/p/feed/"],
        ),
        (
            CommentedPost(
                "https://a.example/p/", "http://a.example/?p=12", "https://a.example/p/f"
            ),
            [
                WP_REST,
                "feed https://a.example/p/f",
            ],
        ),
        (CommentedPost("https://a.example/p/", "http://other.example/?p=12"), []),
        (
            CommentedPost("https://social.example/@ana/112233445566"),
            ["mastodon https://social.example/api/v1/statuses/112233445566/context"],
        ),
        (
            CommentedPost("https://bsky.app/profile/ana.example/post/3kabc"),
            [
                BLUESKY,
            ],
        ),
        (
            CommentedPost("https://talk.example/t/gardens/42/7"),
            ["feed https://talk.example/t/gardens/42.rss"],
        ),
        (
            CommentedPost("https://boards.example/phpbb/viewtopic.php?f=2&t=77"),
            ["feed https://boards.example/phpbb/app.php/feed/topic/77"],
        ),
        (
            CommentedPost("https://gardening.stackexchange.com/questions/99/roses"),
            ["feed https://gardening.stackexchange.com/feeds/question/99"],
        ),
        (
            CommentedPost("https://a.example/p", comments_url="https://ana.disqus.com/p1/"),
            ["feed https://ana.disqus.com/p1/latest.rss"],
        ),
        (CommentedPost("https://static.example/p", feed_url="https://static.example/feed.xml"), []),
        (CommentedPost("https://[bad/@ana/12345678"), []),
    ],
)
def test_each_site_tells_of_answers_in_its_own_way(post, found):
    assert [f"{one.kind} {one.url}" for one in sources_of(post)] == found


def test_six_looks_in_a_fortnight_and_none_is_made_up_for():
    assert next_look(NOON, 0) == NOON + timedelta(hours=6)
    assert [next_look(NOON, step) is None for step in (5, 6)] == [False, True]
    assert [step_at(NOON, NOON + timedelta(hours=hours)) for hours in (0, 6, 30, 200, 999)] == [
        0,
        1,
        2,
        5,
        6,
    ]


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://a.example/p#comment-12", "12"),
        ("https://a.blogspot.example/p#c99", "99"),
        ("https://a.example/p#top", ""),
        ("https://a.example/p", ""),
    ],
)
def test_an_address_may_name_my_comment(url, found):
    assert comment_named_in(url) == found
