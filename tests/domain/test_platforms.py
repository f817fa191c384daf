import json

import pytest

from relationship_journal.domain import platforms


def urls(page, **ids):
    return [feed.url for feed in platforms.feeds_of(page, ids)]


ROWS = [
    ("https://podcasts.apple.com/at/podcast/roses/id123456",
     "https://itunes.apple.com/lookup?id=123456&entity=podcast"),
    ("https://ana.bearblog.dev/roses/", "https://ana.bearblog.dev/feed/"),
    ("https://www.behance.net/ana/appreciated",
     "https://www.behance.net/feeds/user?username=ana&content=appreciated"),
    ("https://www.behance.net/ana/projects", "https://www.behance.net/feeds/user?username=ana"),
    ("https://ana.blogspot.com/search/label/roses",
     "https://ana.blogspot.com/feeds/posts/default/-/roses"),
    ("https://ana.blogspot.co.uk/2026/03/roses.html",
     "https://ana.blogspot.co.uk/feeds/posts/default"),
    ("https://bsky.app/profile/ana.example", "https://bsky.app/profile/ana.example/rss"),
    ("https://buttondown.email/ana/archive", "https://buttondown.com/ana/rss"),
    ("https://www.dailymotion.com/playlist/x1", "https://www.dailymotion.com/rss/playlist/x1"),
    ("https://www.dailymotion.com/ana", "https://www.dailymotion.com/rss/ana"),
    ("https://www.deviantart.com/tag/roses",
     "https://backend.deviantart.com/rss.xml?type=deviation&q=tag%3Aroses"),
    ("https://www.deviantart.com/ana/gallery/5/roses",
     "https://backend.deviantart.com/rss.xml?type=deviation&q=gallery%3Aana%2F5"),
    ("https://www.deviantart.com/ana/favourites",
     "https://backend.deviantart.com/rss.xml?type=deviation&q=favby%3Aana"),
    ("https://www.deviantart.com/ana",
     "https://backend.deviantart.com/rss.xml?type=deviation&q=by%3Aana%20sort%3Atime%20meta%3Aall"),
    ("https://dev.to/t/gardens", "https://dev.to/feed/tag/gardens"),
    ("https://dev.to/ana/roses-12", "https://dev.to/feed/ana"),
    ("https://ana.dreamwidth.org/12.html", "https://ana.dreamwidth.org/data/atom"),
    ("https://club.ghost.io/author/ana/", "https://club.ghost.io/author/ana/rss/"),
    ("https://ana.ghost.io/roses/", "https://ana.ghost.io/rss/"),
    ("https://gist.github.com/ana/starred", "https://gist.github.com/ana/starred.atom"),
    ("https://gist.github.com/ana/abc", "https://gist.github.com/ana.atom"),
    ("https://github.com/ana/garden/wiki", "https://github.com/ana/garden/releases.atom"),
    ("https://github.com/ana/garden/tree/main", "https://github.com/ana/garden/releases.atom"),
    ("https://github.com/ana/garden/issues", "https://github.com/ana/garden/releases.atom"),
    ("https://github.com/ana", "https://github.com/ana.atom"),
    ("https://gitlab.com/ana/garden/-/issues", "https://gitlab.com/ana/garden/-/releases.atom"),
    ("https://gitlab.com/ana", "https://gitlab.com/ana.atom"),
    ("https://codeberg.org/ana", "https://codeberg.org/ana.rss"),
    ("https://www.goodreads.com/user/show/12-ana", "https://www.goodreads.com/user/updates_rss/12"),
    ("https://ana.hashnode.dev", "https://ana.hashnode.dev/rss.xml"),
    ("https://ana.hatenablog.com/entry/1", "https://ana.hatenablog.com/feed"),
    ("https://www.kickstarter.com/projects/ana/garden/faqs",
     "https://www.kickstarter.com/projects/ana/garden/posts.atom"),
    ("https://www.kickstarter.com/discover", "https://www.kickstarter.com/projects/feed.atom"),
    ("https://letterboxd.com/ana/", "https://letterboxd.com/ana/rss/"),
    ("https://listed.to/@ana/12/roses", "https://listed.to/@ana/feed"),
    ("https://ana.livejournal.com/12.html", "https://ana.livejournal.com/data/atom"),
    ("https://lobste.rs", "https://lobste.rs/rss"),
    ("https://lobste.rs/top/1w", "https://lobste.rs/top/1w/rss"),
    ("https://lobste.rs/~ana", "https://lobste.rs/~ana/stories.rss"),
    ("https://lobste.rs/t/web", "https://lobste.rs/t/web.rss"),
    ("https://medium.com/@ana/roses-1", "https://medium.com/feed/@ana"),
    ("https://medium.com/tag/roses", "https://medium.com/feed/tag/roses"),
    ("https://medium.com/quiet-gardens", "https://medium.com/feed/quiet-gardens"),
    ("https://club.medium.com/tagged/roses", "https://medium.com/feed/club/tagged/roses"),
    ("https://ana.medium.com/roses-1", "https://medium.com/feed/ana"),
    ("https://ana.micro.blog", "https://ana.micro.blog/feed.xml"),
    ("https://note.com/ana", "https://note.com/ana/rss"),
    ("https://www.pinterest.at/ana/roses/", "https://www.pinterest.com/ana/roses.rss"),
    ("https://www.pinterest.com/ana/_saved", "https://www.pinterest.com/ana/feed.rss"),
    ("https://www.producthunt.com/topics/gardens", "https://www.producthunt.com/feed?topic=gardens"),
    ("https://www.producthunt.com/categories/tools",
     "https://www.producthunt.com/feed?category=tools"),
    ("https://www.producthunt.com/posts/spade", "https://www.producthunt.com/feed"),
    ("https://ana.prose.sh/roses", "https://ana.prose.sh/rss"),
    ("https://old.reddit.com/r/gardens/comments/a1/roses",
     "https://www.reddit.com/r/gardens/comments/a1/.rss"),
    ("https://reddit.com/r/gardens", "https://www.reddit.com/r/gardens/.rss"),
    ("https://reddit.com/user/ana/m/roses", "https://www.reddit.com/user/ana/m/roses/.rss"),
    ("https://reddit.com/u/ana", "https://www.reddit.com/user/ana/.rss"),
    ("https://reddit.com/domain/ana.example", "https://www.reddit.com/domain/ana.example/.rss"),
    ("https://stackoverflow.com/users/22656/ana", "https://stackoverflow.com/feeds/user/22656"),
    ("https://gardening.stackexchange.com/questions/5/roses",
     "https://gardening.stackexchange.com/feeds/question/5"),
    ("https://ana.substack.com/p/roses", "https://ana.substack.com/feed"),
    ("https://ana.tistory.com/1", "https://ana.tistory.com/rss"),
    ("https://www.tumblr.com/ana", "https://ana.tumblr.com/rss"),
    ("https://ana.tumblr.com/tagged/roses", "https://ana.tumblr.com/tagged/roses/rss"),
    ("https://ana.tumblr.com/post/1/roses", "https://ana.tumblr.com/rss"),
    ("https://vimeo.com/channels/gardens", "https://vimeo.com/channels/gardens/videos/rss"),
    ("https://vimeo.com/ana", "https://vimeo.com/ana/videos/rss"),
    ("https://ana.wixsite.com/garden/about", "https://ana.wixsite.com/garden/blog-feed.xml"),
    ("https://ana.wordpress.com/category/roses/", "https://ana.wordpress.com/category/roses/feed/"),
    ("https://ana.wordpress.com/2026/03/roses/", "https://ana.wordpress.com/feed/"),
    ("https://write.as/ana", "https://write.as/ana/feed/"),
    ("https://ana.writeas.com", "https://ana.writeas.com/feed/"),
    ("https://m.youtube.com/channel/UCabc",
     "https://www.youtube.com/feeds/videos.xml?channel_id=UCabc"),
    ("https://www.youtube.com/playlist?list=PL1",
     "https://www.youtube.com/feeds/videos.xml?playlist_id=PL1"),
    ("https://youtu.be/xyz", "https://www.youtube.com/feeds/videos.xml?channel_id=UC7"),
    ("https://soundcloud.com/ana", "https://feeds.soundcloud.com/users/soundcloud:users:7/sounds.rss"),
]  # fmt: skip


def rule_of(page):
    """Return the row of the table that an address is read by."""
    feeds = platforms.feeds_of(page, {"youtube": "7", "soundcloud": "7"})
    return next(
        rule
        for rule in platforms.RULES
        if rule.kind == feeds[0].kind
        and platforms.feeds_of(page, {"youtube": "7", "soundcloud": "7"}, (rule,)) == feeds
    )


def test_each_row_of_the_table_is_tried():
    assert {rule_of(page) for page, _feed in ROWS} == set(platforms.RULES)


@pytest.mark.parametrize(("page", "feed"), ROWS)
def test_a_platform_keeps_the_feed_where_its_rule_says(page, feed):
    assert urls(page, youtube="7", soundcloud="7")[0] == feed


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
        "https://lemmy.example/feeds/front/a-key-of-another-kind.xml?sort=Active",
        "https://www.reddit.com/.rss?feed=abc&user=ana",
        "https://github.com/ana.private.atom?token=x",
    ],
)
def test_an_address_for_one_reader_alone_is_known(url):
    assert platforms.is_private(url)
    assert not platforms.is_private("https://ana.example/feed?feed=rss2")
    assert not platforms.is_private("https://lemmy.example/feeds/u/ana.xml?sort=New")


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
