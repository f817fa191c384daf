import json

import pytest

from relationship_journal.domain.page_facts import PageFacts, from_plain, to_plain
from relationship_journal.system.feeds.page import read_page

URL = "https://ana.example/about/"


def page(html, headers=()):
    return read_page(html.encode(), URL, "text/html", headers)


def feeds(html, headers=()):
    return [one.url for one in page(html, headers).feeds]


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="alternate" type="application/rss+xml" href="/feed">',
        "<link rel=alternate type=application/atom+xml href=/feed>",
        '<LINK REL="Alternate Home" TYPE=" Application/RSS+XML; charset=utf-8" HREF=" /feed ">',
        '<body><p><a rel="feed" href="/feed">RSS</a>',
        '<link rel="alternate" type="application/feed+json" href="/feed">',
        '<link rel="alternate" type="application/rss+xml" href="feed://ana.example/feed">',
        '<base href="https://ana.example/"><base href="/x/"><link rel=feed href="feed">',
    ],
)
def test_an_announced_feed_is_found_however_it_is_spelt(link):
    assert feeds(link) == ["https://ana.example/feed"]


@pytest.mark.parametrize(
    "link",
    [
        '<link rel="alternate stylesheet" type="application/rss+xml" href="/feed">',
        '<link rel="alternate" type="text/html" hreflang="de" href="/de">',
        '<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2">',
        '<link rel="alternate" type="text/xml+oembed" href="/oembed?format=xml">',
        '<link rel="stylesheet" type="application/rss+xml" href="/feed">',
        '<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">',
        '<link rel="alternate" type="application/activity+json" href="/feed">',
        '<script>"<link rel=alternate type=application/rss+xml href=/feed>"</script>',
        '<!-- <link rel="alternate" type="application/rss+xml" href="/feed"> -->',
    ],
)
def test_what_only_looks_like_a_feeds_link_is_left(link):
    assert feeds(link) == []


def test_a_feed_in_the_answers_headers_is_found():
    header = '</other>; rel="next", </feed>; rel="alternate"; type="application/atom+xml"'
    assert feeds("<title>x</title>", (header,)) == ["https://ana.example/feed"]


def test_where_a_page_leads_is_told():
    found = page(
        '<meta http-equiv="Refresh" content="3; URL=\'/blog/\'">'
        '<link rel="canonical" href="https://ana.example/"><a href="/notes/index.xml">Notes</a>'
        '<a href="/feedback">Write to me</a><link rel="webmention" href="/hook">'
        '<link rel="https://api.w.org/" href="/wp-json/"><meta name="generator" content="Hugo">'
    )
    assert found.refresh == "https://ana.example/blog/"
    assert found.canonical == "https://ana.example/"
    assert [one.url for one in found.anchors] == ["https://ana.example/notes/index.xml"]
    assert (found.webmention, found.generator) == ("https://ana.example/hook", "Hugo")
    assert found.wordpress_api == "https://ana.example/wp-json/"


def suggested(html, field="name"):
    return [(one.value, one.source) for one in page(html).suggestions if one.field == field]


def test_names_come_from_the_surest_source_first():
    html = (
        "<title>Garden - Ana</title><meta property='og:site_name' content='Quiet gardens'>"
        '<script type="application/ld+json">{"@graph": [{"@type": "Person", "name": "Ana D.",'
        '"image": {"url": "/a.png"}, "sameAs": ["https://x.com/ana"]}]}</script>'
        '<div class="h-card"><a class="u-url u-uid" href="/about/"></a>'
        '<span class="p-name">Ana Duarte</span></div>'
    )
    assert suggested(html) == [
        ("Ana Duarte", "h-card"),
        ("Ana D.", "json-ld"),
        ("Quiet gardens", "opengraph"),
        ("Garden", "title"),
    ]
    assert suggested(html, "photo") == [("https://ana.example/a.png", "json-ld")]
    assert [(one.url, one.source) for one in page(html).profiles] == [
        ("https://x.com/ana", "json-ld")
    ]


def test_a_card_that_is_not_the_pages_person_is_left():
    html = (
        '<a class="h-card" href="https://mara.example">Mara</a>'
        '<a class="h-card" href="https://ben.example">Ben</a>'
    )
    assert suggested(html) == []


def test_several_people_in_json_are_nobody():
    html = (
        '<script type="application/ld+json">[{"@type": "Person", "name": "Ana"},'
        '{"@type": "Person", "name": "Mara"}]</script>'
    )
    assert suggested(html) == []


def test_a_picture_of_an_article_is_no_photo():
    html = '<meta property="og:type" content="article"><meta property="og:image" content="/r.jpg">'
    assert suggested(html, "photo") == []
    profile = html.replace("article", "profile")
    assert suggested(profile, "photo") == [("https://ana.example/r.jpg", "opengraph")]


def test_what_is_private_is_read_from_cards():
    html = (
        '<div class="vcard"><a class="url fn" href="/about/">Ana</a>'
        '<a class="email" href="mailto:ana@ana.example?subject=x">mail</a>'
        '<time class="bday" datetime="1980-03-05">in March</time>'
        '<span class="adr"><span class="locality">Graz</span></span></div>'
    )
    assert suggested(html, "email") == [("ana@ana.example", "h-card")]
    assert suggested(html, "birthday") == [("1980-03-05", "h-card")]
    assert suggested(html, "place") == [("Graz", "h-card")]


@pytest.mark.parametrize(
    "html",
    [
        "",
        "\x00\x01",
        '<script type="application/ld+json">{"a": ' + "[" * 50_000,
        '<script type="application/ld+json">{"@type": ["Person"], "name": {"@value": 3}}</script>',
        '<div class="h-card">' * 3_000,
        "<base href='http://[::bad'><link rel=feed href='http://[::bad'>",
        "<meta http-equiv=refresh content='99999999999999;url=x'>",
    ],
)
def test_no_page_whatever_raises(html):
    found = page(html)
    assert from_plain(json.loads(json.dumps(to_plain(found)))) == found
    assert isinstance(found, PageFacts)


@pytest.mark.shared
def test_cards_of_the_microformats_suite_are_read(shared):
    """Names, addresses and photos; what a contact has no place for is not compared."""
    from selectolax.lexbor import LexborHTMLParser

    from relationship_journal.system.feeds.discover import base_of
    from relationship_journal.system.feeds.h_card import cards

    folder = shared / "data/feeds/microformats-tests/tests/microformats-v2/h-card"
    total, wrong = 0, []
    for pair in sorted(folder.glob("*.json")):
        told = json.loads(pair.read_text("utf-8"))["items"]
        tree = LexborHTMLParser(pair.with_suffix(".html").read_text("utf-8"))
        found = cards(tree, base_of(tree, "http://example.com/"))
        if not told or not found:
            continue
        properties = told[0].get("properties", {})
        for name in ("name", "url", "photo"):
            if isinstance((properties.get(name) or [None])[0], str):
                total += 1
                is_right = found[0].first(name).rstrip("/") == properties[name][0].rstrip("/")
                wrong += [] if is_right else [f"{pair.stem}: {name}"]
    assert total >= 15
    assert len(wrong) <= total * 0.1, wrong
