"""follow, fetch, posts, sightings, against a blog on this machine."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from tests.local_blog import LocalBlog

NOON = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
CLOCK = "%Y-%m-%dT%H:%M:%SZ"


@pytest.fixture
def blog() -> Iterator[LocalBlog]:
    with LocalBlog().open() as opened:
        opened.publish("On moss", NOON - timedelta(days=20))
        yield opened


def later(**span: float) -> str:
    return (NOON + timedelta(**span)).strftime(CLOCK)


def test_a_feed_is_followed_read_and_makes_one_card_when_something_is_new(rj, ana, blog):
    followed = rj("follow", "Ana", blog.feed_url, "--own-network", "--json").json
    assert followed == {
        "feed_id": 1,
        "contact_id": ana,
        "url": blog.feed_url,
        "title": "Quiet gardens",
        "candidates": [{"url": blog.feed_url, "title": "Quiet gardens", "kind": "blog"}],
    }
    (first,) = rj("fetch", "--json").json
    assert (first["state"], first["new_posts"], first["error"]) == ("ok", 0, None)
    assert first.keys() == {
        "feed_id", "contact_id", "url", "state", "new_posts", "next_at", "error",
    }  # fmt: skip
    assert rj("today", "--json").json == []
    address = blog.publish("On quiet gardens", NOON + timedelta(hours=20))
    (second,) = rj("fetch", "Ana", "--json", at=later(days=1)).json
    assert second["new_posts"] == 1
    posts = rj("posts", "Ana", "--json", at=later(days=1)).json
    assert [(post["title"], post["backfill"]) for post in posts] == [
        ("On quiet gardens", False),
        ("On moss", True),
    ]
    assert posts[0] == {
        "id": 2,
        "contact_id": ana,
        "title": "On quiet gardens",
        "url": address,
        "published": later(hours=20),
        "first_seen": later(days=1),
        "excerpt": "About gardens.",
        "micro": False,
        "backfill": False,
    }
    (card,) = rj("today", "--json", at=later(days=1)).json
    assert (card["reason"], card["id"], card["since"]) == ("post", 2, "2026-11-24")
    assert card["post"] == {"id": 2, "title": "On quiet gardens", "url": address}
    (line,) = rj("today", at=later(days=1)).lines
    assert "published" in line
    assert [hit["kind"] for hit in rj("search", "quiet gardens", "--json").json] == ["post"]
    assert rj("show", "Ana", "--json", at=later(days=1)).json["timeline"][0]["kind"] == "post"


def test_of_a_page_the_likeliest_feed_is_followed_and_never_the_comments(rj, ana, blog):
    followed = rj("follow", "Ana", blog.url, "--own-network", "--json").json
    assert followed["url"] == blog.feed_url
    assert [one["url"] for one in followed["candidates"]] == [blog.feed_url]
    assert rj("follow", "Ana", blog.url, "--own-network").lines[0].endswith("Quiet gardens")


def test_a_private_address_is_only_asked_by_the_users_word(rj, ana, blog):
    said = rj("follow", "Ana", blog.feed_url, "--json").refused(1)
    assert "--own-network" in said
    assert rj("fetch", "Ana", "--json").json == []
    assert blog.asked == []


def test_what_cannot_be_asked_now_is_followed_and_says_so(rj, ana, blog):
    missing = f"{blog.url}missing"
    lines = rj("follow", "Ana", missing, "--own-network").lines
    assert lines[1] == "No feed could be read there just now; it is asked again later."
    (row,) = rj("fetch", "Ana", "--json").json
    assert (row["url"], row["new_posts"], bool(row["error"])) == (missing, 0, True)


def test_nothing_due_is_an_empty_list(rj, ana):
    assert rj("fetch", "--json").json == []
    assert rj("fetch").lines == ["Nothing is due."]
    assert rj("posts", "--json").json == []
    assert rj("sightings", "--json").json == []


def test_names_and_all_do_not_go_together(rj, ana):
    assert "not both" in rj("fetch", "Ana", "--all").refused(2)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "file:///etc/passwd", "ana@ana.example"]
)
def test_what_is_no_address_of_the_web_is_refused(rj, ana, address):
    rj("follow", "Ana", address).refused(1)


def test_the_third_comment_on_my_blog_is_counted(rj, ana, blog):
    blog.comment("Wim Peters", "First", NOON - timedelta(days=9))
    blog.comment("Wim Peters", "Second", NOON - timedelta(days=3))
    rj("sightings", "--blog", blog.url, "--own-network")
    assert rj("fetch", "--json").json[0]["contact_id"] is None
    blog.comment("Wim Peters", "Third", NOON + timedelta(hours=20))
    rj("fetch", "--all", at=later(days=1))
    newest, *_older = rj("sightings", "--json", at=later(days=1)).json
    assert newest == {
        "id": 3,
        "contact_id": None,
        "name": "Wim Peters",
        "url": f"{blog.url}p/1/#comment-3",
        "title": "My roses",
        "excerpt": "Third",
        "at": later(hours=20),
        "nth": 3,
        "strength": None,
        "answer": False,
    }
    assert rj("sightings", at=later(days=1)).lines[0].startswith("Wim Peters, comment 3 here")


def test_a_known_address_or_name_on_my_blog(rj, blog):
    rj("add", "Wim Peters")
    rj("sightings", "--blog", blog.url, "--own-network")
    rj("fetch")
    blog.comment("Wim Peters", "Hello", NOON + timedelta(hours=20))
    rj("fetch", "--all", at=later(days=1))
    (row,) = rj("sightings", "--json", at=later(days=1)).json
    assert (row["contact_id"], row["strength"]) == (1, "name")
    assert rj("today", "--json", at=later(days=1)).json == []
    assert "your Wim Peters" in rj("sightings", at=later(days=1)).lines[0]


@pytest.mark.parametrize(("typed", "kept"), [("second-post", "second_post"), ("post", None)])
def test_the_rhythm_of_a_person(rj, ana, typed, kept):
    rj("edit", "Ana", "--rhythm", typed)
    assert rj("show", "Ana", "--json").json["rhythm"] == kept
    assert "second-post" in rj("edit", "Ana", "--rhythm", "sometimes").refused(2)


def test_an_answer_below_their_post_is_the_first_reason(rj, ana, blog):
    rj("follow", "Ana", blog.feed_url, "--own-network")
    rj("fetch")
    post = blog.publish("On quiet gardens", NOON + timedelta(hours=20))
    rj("fetch", "Ana", at=later(days=1))
    log = ("log", "Ana", "Lovely", "--channel", "comment", "--url", post)
    entry = rj(*log, "--json", at=later(days=1)).json["id"]
    blog.comment("Ana Lind", "Thank you, come and see it", NOON + timedelta(days=1, hours=3))
    rj("fetch", at=later(days=1, hours=7))
    (card,) = rj("today", "--json", at=later(days=1, hours=7)).json
    assert (card["reason"], card["text"]) == ("reply", "Thank you, come and see it")
    (seen,) = rj("sightings", "--json", at=later(days=1, hours=7)).json
    assert (seen["contact_id"], seen["strength"], seen["answer"]) == (ana, "author", True)
    assert entry != card["id"]


def test_who_is_followed_says_so_when_shown(rj, ana, blog):
    rj("follow", "Ana", blog.feed_url, "--own-network")
    assert rj("show", "Ana", "--json").json["follows"] == [
        {"url": blog.feed_url, "title": "Quiet gardens", "kind": "blog", "only_by": ""}
    ]
    assert any("Quiet gardens" in line for line in rj("show", "Ana").lines)
