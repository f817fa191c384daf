import json

import pytest

from relationship_journal.domain import platforms


def urls(page, **ids):
    return [feed.url for feed in platforms.feeds_of(page, ids)]


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("https://ana.bearblog.dev/roses/", "https://ana.bearblog.dev/feed/"),
        ("https://ana.blogspot.co.uk/2026/03/roses.html", "https://ana.blogspot.co.uk/feeds/posts/default"),
        ("https://bsky.app/profile/ana.example", "https://bsky.app/profile/ana.example/rss"),
        ("https://codeberg.org/ana", "https://codeberg.org/ana.rss"),
        ("https://www.goodreads.com/user/show/12-ana", "https://www.goodreads.com/user/updates_rss/12"),
        ("https://ana.hashnode.dev", "https://ana.hashnode.dev/rss.xml"),
        ("https://letterboxd.com/ana/", "https://letterboxd.com/ana/rss/"),
        ("https://ana.livejournal.com/12.html", "https://ana.livejournal.com/data/atom"),
        ("https://ana.micro.blog", "https://ana.micro.blog/feed.xml"),
        ("https://note.com/ana", "https://note.com/ana/rss"),
        ("https://stackoverflow.com/users/22656/ana", "https://stackoverflow.com/feeds/user/22656"),
        ("https://gardening.stackexchange.com/questions/5/roses",
         "https://gardening.stackexchange.com/feeds/question/5"),
        ("https://www.tumblr.com/ana", "https://ana.tumblr.com/rss"),
        ("https://vimeo.com/ana", "https://vimeo.com/ana/videos/rss"),
        ("https://ana.wixsite.com/garden/about", "https://ana.wixsite.com/garden/blog-feed.xml"),
        ("https://write.as/ana", "https://write.as/ana/feed/"),
        ("https://podcasts.apple.com/at/podcast/roses/id123456",
         "https://itunes.apple.com/lookup?id=123456&entity=podcast"),
        ("https://m.youtube.com/channel/UCabc", "https://www.youtube.com/feeds/videos.xml?channel_id=UCabc"),
    ],
)  # fmt: skip
def test_a_platform_keeps_the_feed_where_its_rule_says(page, feed):
    assert urls(page)[0] == feed


@pytest.mark.parametrize(
    "page",
    [
        "https://ana.example/",
        "https://github.com/settings/profile",
        "https://vimeo.com/123456",
        "https://soundcloud.com/ana",
        "https://www.youtube.com/@ana",
    ],
)
def test_pages_without_a_rule_are_left_to_what_they_announce(page):
    assert urls(page) == []


def test_an_id_of_the_page_completes_a_rule():
    feeds = urls("https://www.youtube.com/@ana", youtube="abc")
    assert feeds[0] == "https://www.youtube.com/feeds/videos.xml?channel_id=UCabc"
    assert urls("https://soundcloud.com/ana", soundcloud="5")[0].endswith("users:5/sounds.rss")


@pytest.mark.parametrize(
    ("generator", "page", "feed"),
    [
        ("Squarespace 7", "https://ana.example/blog/", "https://ana.example/blog?format=rss"),
        ("Wix.com Website Builder", "https://ana.example/x", "https://ana.example/blog-feed.xml"),
        ("Hugo 0.120", "https://ana.example/", "https://ana.example/index.xml"),
    ],
)
def test_the_software_of_a_page_tells_where_its_feed_is(generator, page, feed):
    assert platforms.feed_by_generator(generator, page).url == feed
    assert platforms.feed_by_generator("Notepad", page) is None


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.facebook.com/ana", "Facebook"),
        ("https://m.facebook.com/ana", "Facebook"),
        ("https://instagram.com/ana", "Instagram"),
        ("https://twitter.com/ana", "X"),
        ("https://at.linkedin.com/in/ana", "LinkedIn"),
        ("https://www.tiktok.com/@ana", "TikTok"),
        ("https://www.threads.net/@ana", "Threads"),
        ("https://notx.com/ana", ""),
        ("https://ana.example/x.com", ""),
    ],
)
def test_networks_without_feeds_are_known_by_name(url, name):
    assert platforms.closed_network(url) == name


def test_a_private_key_is_left_out_of_an_address():
    page = "https://www.goodreads.com/user/updates_rss/12?key=abc&shelf=read"
    assert platforms.without_key(page) == (
        "https://www.goodreads.com/user/updates_rss/12?shelf=read",
        True,
    )
    assert platforms.without_key("https://ana.example/?p=1") == ("https://ana.example/?p=1", False)


@pytest.mark.parametrize(
    "url",
    [
        "https://lemmy.example/feeds/inbox/eyJhbGciOiJI.eyJzdWIiOiIx.abcdefghij.xml",
        "https://www.reddit.com/.rss?feed=abc&user=ana",
        "https://github.com/ana.private.atom?token=x",
    ],
)
def test_an_address_for_one_reader_alone_is_known(url):
    assert platforms.is_private(url)
    assert not platforms.is_private("https://ana.example/feed?feed=rss2")


@pytest.mark.parametrize(
    ("feed", "kind"),
    [
        ("https://ana.example/feed", "blog"),
        ("https://social.example/@ana.rss", "mastodon"),
        ("https://www.youtube.com/feeds/videos.xml?channel_id=UC1", "youtube"),
        ("https://ana.substack.com/feed", "substack"),
    ],
)
def test_a_feed_is_named_by_its_platform(feed, kind):
    assert platforms.kind_of(feed) == kind


@pytest.mark.shared
def test_all_105_addresses_of_other_readers_lead_to_the_same_feed(shared):
    """Comment feeds, which that list has at the end, are never ours."""
    lines = (shared / "data/feeds/feedscout/platform-vectors.tsv").read_text().splitlines()[1:]
    ids = {"youtube": "1234567890", "soundcloud": "16730"}
    wrong = []
    for line in lines:
        _handler, page, expected, *_note = line.split("\t")
        feeds = [feed for feed in json.loads(expected) if "/comments/feed" not in feed]
        found = urls(page, **ids)
        if found != feeds:
            wrong.append((page, found, feeds))
    assert len(lines) == 105
    assert wrong == []
