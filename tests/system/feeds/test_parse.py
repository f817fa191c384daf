from datetime import UTC, datetime

import pytest

from relationship_journal.errors import NotAFeed
from relationship_journal.system.feeds.parse import read_feed
from tests.system.feeds import defects

URL = "https://ana.example/blog/feed.xml"


def rss(item="", channel="", root=""):
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" {root}><channel>'
        f"<title>Quiet gardens</title><link>https://ana.example/</link>{channel}"
        f"<item>{item}</item></channel></rss>"
    ).encode()


def atom(entry="", head=""):
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Quiet gardens</title>'
        f"{head}<entry>{entry}</entry></feed>"
    ).encode()


def only(body, url=URL, content_type=""):
    feed = read_feed(body, url, content_type)
    assert len(feed.entries) == 1
    return feed.entries[0]


def test_an_rss_item_is_read_whole():
    entry = only(
        rss(
            "<title>Roses</title><link>/roses</link><guid isPermaLink='false'>7</guid>"
            "<pubDate>Thu, 05 Mar 2026 10:00:00 +0100</pubDate><dc:creator>Ana</dc:creator>"
            "<category>garden</category><category>roses</category>"
            "<comments>https://ana.example/roses#respond</comments>"
            "<wfw:commentRss>https://ana.example/roses/feed/</wfw:commentRss>"
            "<slash:comments>3</slash:comments>"
            "<description>&lt;p&gt;Red &amp;amp; white&lt;/p&gt;&lt;p&gt;ones&lt;/p&gt;"
            "</description>"
        )
    )
    assert (entry.guid, entry.link, entry.title) == ("7", "https://ana.example/roses", "Roses")
    assert entry.published == datetime(2026, 3, 5, 9, tzinfo=UTC)
    assert entry.raw_date == "Thu, 05 Mar 2026 10:00:00 +0100"
    assert (entry.author, entry.categories) == ("Ana", ("garden", "roses"))
    assert entry.comment_feed == "https://ana.example/roses/feed/"
    assert (entry.comments_url, entry.comment_count) == ("https://ana.example/roses#respond", 3)
    assert entry.excerpt == "Red & white ones"


def test_an_atom_entry_is_read_whole():
    feed = read_feed(
        atom(
            "<id>tag:ana.example,2026:1</id><title>Roses</title>"
            '<link rel="alternate" href="roses"/>'
            '<link rel="replies" type="application/atom+xml" href="roses/comments.atom"/>'
            "<published>2026-03-05T10:00:00Z</published><updated>2026-03-06T10:00:00Z</updated>"
            '<content type="html">&lt;b&gt;Red&lt;/b&gt; ones</content>',
            head="<author><name>Ana</name><uri>https://ana.example/</uri></author>"
            '<link rel="self" href="https://ana.example/blog/feed.xml"/>'
            '<link rel="hub" href="https://hub.example/"/><logo>/face.png</logo>',
        ),
        URL,
    )
    entry = feed.entries[0]
    assert entry.link == "https://ana.example/blog/roses"
    assert entry.comment_feed == "https://ana.example/blog/roses/comments.atom"
    assert entry.updated == datetime(2026, 3, 6, 10, tzinfo=UTC)
    assert (entry.author, entry.author_url) == ("Ana", "https://ana.example/")
    assert (feed.kind, feed.hub, feed.self_url) == ("atom", "https://hub.example/", URL)
    assert feed.image == "https://ana.example/face.png"
    assert feed.authors == ("Ana",)


def test_a_json_feed_is_read_whole():
    entry = only(
        b'{"version": "http://jsonfeed.org/version/1", "title": "Q", "home_page_url": '
        b'"https://ana.example/", "items": [{"id": 7, "url": "/roses", "title": "Roses",'
        b'"content_html": "<p>Red</p>", "date_published": "2026-03-05T10:00:00Z",'
        b'"author": {"name": "Ana", "url": "https://ana.example/"}, "tags": ["garden"]}]}'
    )
    assert (entry.guid, entry.link, entry.excerpt) == ("7", "https://ana.example/roses", "Red")
    assert (entry.author, entry.categories) == ("Ana", ("garden",))
    assert entry.published == datetime(2026, 3, 5, 10, tzinfo=UTC)


def test_an_rdf_item_is_dated_by_dublin_core():
    feed = read_feed(
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        b' xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        b"<channel><title>Q</title></channel><item rdf:about='https://ana.example/1'>"
        b"<title>Roses</title><dc:date>2026-03-05T10:00:00Z</dc:date></item></rdf:RDF>"
    )
    assert feed.kind == "rdf"
    assert feed.entries[0].published == datetime(2026, 3, 5, 10, tzinfo=UTC)
    assert feed.entries[0].link == "https://ana.example/1"


def test_when_to_ask_again_is_told_in_minutes_and_names():
    feed = read_feed(
        rss(
            "<title>x</title>",
            "<ttl>90</ttl><sy:updatePeriod>daily</sy:updatePeriod>"
            "<sy:updateFrequency>4</sy:updateFrequency>"
            "<skipHours><hour>1</hour><hour>24</hour></skipHours>"
            "<skipDays><day>Sunday</day><day>Neverday</day></skipDays>",
        )
    )
    assert (feed.ttl_minutes, feed.update_period_minutes) == (90, 360)
    assert (feed.skip_hours, feed.skip_days) == ((0, 1), ("sunday",))


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"])
def test_only_web_addresses_are_links(link):
    assert only(rss(f"<title>x</title><link>{link}</link>"), url="").link == ""


def test_an_address_for_an_id_stands_in_for_a_link():
    entry = only(rss("<title>x</title><guid isPermaLink='false'>https://ana.example/1</guid>"))
    assert entry.link == "https://ana.example/1"


def test_an_id_stays_as_it_was_written():
    """Resolved, it would change when the feed moves."""
    assert only(atom("<id>right</id><title>x</title>")).guid == "right"
    assert only(rss("<title>x</title><guid>abc</guid>")).guid == "abc"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("&lt;script&gt;alert(1)&lt;/script&gt;hi", "hi"),
        ("&lt;b&gt;Bold&lt;/b&gt; roses", "Bold roses"),
        ("AT&amp;amp;T", "AT&T"),
        ("1 &lt; 2 and 3 &gt; 2", "1 < 2 and 3 > 2"),
        ("<![CDATA[Salt &amp; sun]]>", "Salt & sun"),
        ("Two\n  lines", "Two lines"),
    ],
)
def test_a_title_is_one_plain_line(title, shown):
    assert only(rss(f"<title>{title}</title>")).title == shown


def test_a_note_without_a_title_is_micro_and_a_long_text_is_not():
    note = only(rss("<description>Rain at last.</description><link>https://a.example/1</link>"))
    assert (note.is_untitled, note.is_micro, note.title) == (True, True, "")
    text = only(rss(f"<description>{'word ' * 200}</description>"))
    assert (text.is_untitled, text.is_micro) == (True, False)
    twice = only(
        rss(
            "<title>Rain at last, and the roses…</title>"
            "<description>Rain at last, and the roses lift their heads.</description>"
        )
    )
    assert (twice.is_untitled, twice.is_micro) == (False, True)


@pytest.mark.parametrize(
    ("declared", "encoded", "content_type"),
    [
        ("iso-8859-1", "utf-8", ""),  # the bytes prove it
        ("utf-8", "cp1252", ""),
        ("windows-1252", "cp1252", ""),
        ("utf-8", "utf-16", ""),
        ("utf8mb4", "utf-8", "text/xml; charset=utf8mb4"),
        ("utf-8", "utf-8", "text/xml; charset=iso-8859-1"),
        ("utf-7", "utf-8", ""),
    ],
)
def test_a_title_is_right_whatever_the_labels_say(declared, encoded, content_type):
    text = (
        f'<?xml version="1.0" encoding="{declared}"?><rss version="2.0"><channel><title>t</title>'
    )
    text += "<item><title>Café “Zoë”</title></item></channel></rss>"
    assert only(text.encode(encoded), content_type=content_type).title == "Café “Zoë”"


@pytest.mark.parametrize(
    ("words", "charset"),
    [
        ("Тихие сады и розы после дождя, весна пришла", "windows-1251"),
        ("静かな庭と薔薇の花が咲いている", "shift_jis"),
        ("조용한 정원과 장미", "euc-kr"),
        ("安静的花园和玫瑰", "gb2312"),
    ],
)
def test_other_scripts_are_read_by_their_declared_sets(words, charset):
    text = f'<?xml version="1.0" encoding="{charset}"?><rss version="2.0"><channel><title>t</title>'
    text += f"<item><title>{words}</title></item></channel></rss>"
    assert only(text.encode(charset)).title == words


def test_cyrillic_without_any_label_is_recognised():
    words = "Тихие сады и розы после дождя, весна пришла в город"
    text = f"<rss version='2.0'><channel><item><title>{words}</title></item></channel></rss>"
    assert only(text.encode("windows-1251")).title == words


WHOLE = rss(
    "<title>Roses &amp; rain</title><link>https://ana.example/roses</link><guid>1</guid>"
    "<pubDate>Thu, 05 Mar 2026 10:00:00 GMT</pubDate>"
    "<description><![CDATA[<p>Red</p>]]></description>"
    "</item><item><title>Tulips</title><link>https://ana.example/tulips</link><guid>2</guid>"
    "<pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate><description>Early ones, this year."
    "</description></item><item><title>Moss</title><link>https://ana.example/moss</link>"
    "<guid>3</guid><pubDate>Sun, 01 Mar 2026 10:00:00 GMT</pubDate>"
    f"<description>Everywhere. {'It grows. ' * 30}</description>",
    root='xmlns:dc="http://purl.org/dc/elements/1.1/"',
).decode()


@pytest.mark.parametrize("defect", defects.DEFECTS)
def test_the_newest_post_survives_each_kind_of_defect(defect):
    newest = read_feed(defects.broken(WHOLE, defect), URL).newest()
    assert (newest.title, newest.link) == ("Roses & rain", "https://ana.example/roses")
    assert newest.published == datetime(2026, 3, 5, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<!DOCTYPE html><html><head><title>Welcome</title></head><body>Hi</body></html>",
        b'{"error": "not found"}',
        b"SSH-2.0-OpenSSH_9.6",
        b"\x89PNG\r\n\x1a\n" + bytes(200),
        b'{"version": "https://jsonfeed.org/version/1", "items": 5}',
    ],
)
def test_what_is_no_feed_is_said_to_be_none(body):
    with pytest.raises(NotAFeed):
        read_feed(body, URL)


def test_a_feed_within_a_page_called_html_is_read():
    assert only(rss("<title>Roses</title>"), content_type="text/html").title == "Roses"


def test_a_comments_feed_is_told_from_posts():
    wordpress = rss(
        "<title>By: Mara</title><link>https://ana.example/roses#comment-12</link>",
    )
    assert read_feed(wordpress, "https://ana.example/roses/feed/").is_comments
    assert read_feed(rss("<title>x</title>"), "https://ana.example/comments/feed/").is_comments
    assert not read_feed(rss("<title>On comments</title>"), URL).is_comments


def test_a_feed_no_parser_walks_is_salvaged_by_its_tags():
    from relationship_journal.system.feeds.salvage import salvaged

    feed = salvaged(WHOLE.replace("</title>", ""), URL)
    assert feed.entries[0].link == "https://ana.example/roses"
    assert feed.entries[0].published == datetime(2026, 3, 5, 10, tzinfo=UTC)
    assert salvaged("<rss></rss>", URL) is None


def test_a_link_of_another_kind_behind_it_does_not_take_its_place():
    entry = only(
        atom(
            '<title>x</title><link rel="alternate" type="text/html" href="https://a.example/1"/>'
            '<link rel="enclosure" type="image/jpeg">https://a.example/1.jpg</link>'
        )
    )
    assert entry.link == "https://a.example/1"


def test_an_id_that_is_an_address_begins_where_the_feed_says():
    based = rss("<title>x</title><guid>roses</guid>", root='xml:base="https://b.example/posts/"')
    entry = only(based)
    assert (entry.guid, entry.link) == ("roses", "https://b.example/posts/roses")
    assert only(rss("<title>x</title><guid>roses</guid>")).link == "https://ana.example/blog/roses"
