import contextlib

import pytest

from relationship_journal.domain.fetched import Outcome, Reason
from relationship_journal.errors import Cancelled, InvalidInput, JournalError
from relationship_journal.services.link_look import MOST_REQUESTS, LinkLooking
from relationship_journal.system.feeds.child import FeedReader
from relationship_journal.system.http.fetcher import Fetcher
from tests.local_blog import LocalBlog
from tests.services.fake_web import FakeWeb, Reader, rss

ANA = "https://ana.example/"
PAGE = """<html><head><title>Quiet gardens | Ana Duarte</title>
<meta name="description" content="Roses and rain.">
<link rel="alternate" type="application/rss+xml" title="Comments Feed" href="/comments/feed/">
<link rel="alternate" type="application/rss+xml" title="Quiet gardens" href="/feed/">
</head><body><div class="h-card"><a class="u-url u-uid p-name" href="/">Ana Duarte</a>
<img class="u-photo" src="/me.jpg" alt=""><p class="p-note">Gardener.</p></div>
<a rel="me" href="https://social.example/@ana">Mastodon</a>
<a rel="me" href="https://x.com/ana">X</a></body></html>"""


@pytest.fixture
def web():
    return FakeWeb()


@pytest.fixture
def looking(web, core):
    return LinkLooking(core._journal, web, Reader())


def shown(look):
    """Return each feed as a line: what is proposed is ticked."""
    return [
        f"{'☑' if one.is_proposed else '☐'} {one.title} ({one.kind}, {one.source}) {one.url}"
        for one in look.feeds
    ]


def test_a_page_gives_its_person_and_the_feed_of_posts(web, looking):
    web.has(ANA, PAGE)
    web.has(f"{ANA}feed/", rss(site="https://ana.example"))
    web.has(f"{ANA}comments/feed/", rss("Comments", site="https://ana.example"))
    look = looking.look("ana.example")
    assert shown(look) == ["☑ Quiet gardens (blog, page) https://ana.example/feed/"]
    assert look.name == "Ana Duarte"
    assert (look.values("name")[0].value, look.values("name")[0].source) == ("Ana Duarte", "h-card")
    assert look.values("photo")[0].value == "https://ana.example/me.jpg"
    assert [s.value for s in look.values("bio")] == ["Gardener.", "Roses and rain."]
    assert [p.url for p in look.profiles] == ["https://social.example/@ana", "https://x.com/ana"]
    assert look.notes == ()


def test_a_comments_feed_is_never_chosen_though_it_is_the_only_one(web, looking):
    web.has(
        ANA, '<title>Ana</title><link rel="alternate" type="application/rss+xml" href="/x/feed">'
    )
    body = rss("Quiet", site="https://ana.example").replace("/roses<", "/roses#comment-1<")
    web.has(f"{ANA}x/feed", body)
    look = looking.look(ANA)
    assert look.feeds == ()
    assert "no feed" in look.notes[0]
    assert look.was_read  # so it is no address to be asked again later


def test_a_feed_address_leads_to_its_page_and_person(web, looking):
    web.has(f"{ANA}feed/", rss(site=ANA), kind="text/html")
    web.has(ANA, PAGE)
    look = looking.look("feed://ana.example/feed/")
    assert shown(look) == ["☑ Quiet gardens (blog, pasted) https://ana.example/feed/"]
    assert look.url == ANA
    assert look.values("name")[0].source == "h-card"


def test_a_handle_is_asked_for_at_its_host(web, looking):
    web.has(
        "https://social.example/.well-known/webfinger?resource=acct:ana@social.example",
        '{"links": [{"rel": "http://webfinger.net/rel/profile-page", "type": "text/html",'
        ' "href": "https://social.example/@ana"}, {"rel": "http://webfinger.net/rel/avatar",'
        ' "href": "https://social.example/ana.png"}]}',
        kind="application/jrd+json",
    )
    web.has(
        "https://social.example/@ana",
        '<meta property="og:type" content="profile">'
        '<meta property="og:title" content="Ana Duarte (@ana@social.example)">',
    )
    web.has("https://social.example/@ana.rss", rss("Ana", site="https://social.example/@ana"))
    look = looking.look("@ana@social.example")
    assert shown(look) == ["☑ Ana (mastodon, rule) https://social.example/@ana.rss"]
    assert look.name == "Ana Duarte"
    assert look.values("photo")[0].value == "https://social.example/ana.png"


def test_a_host_without_an_answer_for_handles_is_asked_for_the_page(web, looking):
    web.has("https://social.example/@ana", "<title>Ana</title>")
    web.has("https://social.example/@ana.rss", rss("Ana"))
    assert looking.look("@ana@social.example").feeds[0].kind == "mastodon"


def test_a_platforms_rule_comes_before_what_the_page_says(web, looking):
    web.has("https://ana.substack.com/p/roses", "<title>Roses</title>")
    web.has("https://ana.substack.com/feed", rss("Ana writes"))
    look = looking.look("https://ana.substack.com/p/roses")
    assert shown(look) == ["☑ Ana writes (substack, rule) https://ana.substack.com/feed"]


def test_a_site_that_answers_once_a_minute_is_asked_for_the_feed_alone(web, looking):
    feed = "https://www.reddit.com/user/ana/.rss"
    web.has(feed, rss("ana on Reddit"))
    look = looking.look("https://old.reddit.com/u/ana/")
    assert shown(look) == [f"☑ ana on Reddit (reddit, rule) {feed}"]
    assert (look.name, web.asked) == ("ana", [feed])


def test_a_channel_is_found_by_the_number_in_its_page(web, looking):
    web.has("https://www.youtube.com/@ana", '<script>{"externalId":"UCabcdefghij"}</script>')
    feed = "https://www.youtube.com/feeds/videos.xml?channel_id=UCabcdefghij"
    web.has(feed, rss("Ana"))
    assert looking.look("https://www.youtube.com/@ana").feeds[0].url == feed


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("https://x.com/ana", "X"),
        ("https://www.instagram.com/ana/", "Instagram"),
        ("https://www.linkedin.com/in/ana", "LinkedIn"),
        ("https://www.threads.net/@ana", "Threads"),
    ],
)
def test_a_closed_network_is_named_and_never_asked(web, looking, address, network):
    look = looking.look(address)
    assert (look.network, look.name, look.feeds) == (network, "ana", ())
    assert web.asked == []


def test_places_are_guessed_at_most_eight_times_and_the_first_feed_ends_it(web, looking):
    web.has("https://ana.example/garden", "<title>Ana</title>")
    web.has(ANA, "<title>Ana</title>")
    web.has(f"{ANA}index.xml", rss())
    look = looking.look("https://ana.example/garden")
    assert shown(look) == ["☑ Quiet gardens (blog, guess) https://ana.example/index.xml"]
    assert web.asked[2:] == [
        f"{ANA}garden/feed",
        f"{ANA}feed",
        f"{ANA}feed.xml",
        f"{ANA}index.xml",
    ]


def test_a_look_that_finds_nothing_asks_no_more_than_twelve_times(web, looking):
    web.has("https://ana.example/garden", "<title>Ana</title>")
    look = looking.look("https://ana.example/garden")
    assert len(web.asked) == look.requests <= MOST_REQUESTS
    assert look.notes == ("ana.example has no feed, so new posts there cannot be seen.",)


def test_a_guess_that_leads_home_is_none(web, looking):
    web.has(ANA, "<title>Ana</title>")
    web.has(f"{ANA}feed", rss(), to=ANA)
    assert looking.look(ANA).feeds == ()


def test_rss_beside_atom_is_one_feed(web, looking):
    links = "".join(
        f'<link rel="alternate" type="application/{kind}+xml" href="/{kind}.xml">'
        for kind in ("rss", "atom")
    )
    web.has(ANA, links)
    web.has(f"{ANA}rss.xml", rss(site="https://ana.example"))
    web.has(f"{ANA}atom.xml", rss(site="https://ana.example"))
    assert [one.url for one in looking.look(ANA).feeds] == [f"{ANA}atom.xml"]


def test_what_they_publish_elsewhere_is_offered_and_not_ticked(web, looking):
    web.has(ANA, PAGE)
    web.has(f"{ANA}feed/", rss(site="https://ana.example"))
    web.has("https://social.example/@ana.rss", rss("Ana", ("Rain",)))
    assert shown(looking.look(ANA)) == [
        "☑ Quiet gardens (blog, page) https://ana.example/feed/",
        "☐ Ana (mastodon, rel-me) https://social.example/@ana.rss",
    ]


def test_a_place_that_links_back_is_theirs_beyond_doubt(web, looking):
    web.has(ANA, PAGE)
    web.has(f"{ANA}feed/", rss())
    web.has("https://social.example/@ana", f'<link rel="me" href="{ANA.upper()}index.html">')
    look = looking.look(ANA)
    assert [(one.url, one.is_verified) for one in look.profiles] == [
        ("https://social.example/@ana", True),
        ("https://x.com/ana", False),
    ]
    assert "https://x.com/ana" not in web.asked


def test_a_blog_of_several_people_names_them(web, looking):
    both = rss("Garden club", author="Ana").replace("</channel></rss>", "") + (
        "<item><title>Moss</title><dc:creator>Mara</dc:creator></item></channel></rss>"
    )
    web.has("https://club.example/feed", both)
    look = looking.look("https://club.example/feed")
    assert look.feeds[0].authors == ("Ana", "Mara")


def test_a_page_that_sends_its_reader_on_is_followed_once(web, looking):
    web.has(ANA, '<meta http-equiv="refresh" content="0; url=/blog/">')
    web.has(f"{ANA}blog/", '<title>Ana</title><link rel="feed" href="posts.xml">')
    web.has(f"{ANA}blog/posts.xml", rss())
    assert looking.look(ANA).feeds[0].url == f"{ANA}blog/posts.xml"


def test_a_feed_that_can_only_be_clicked_on_is_found(web, looking):
    web.has(ANA, '<title>Ana</title><a href="/notes/atom.xml">Subscribe</a>')
    web.has(f"{ANA}notes/atom.xml", rss())
    assert looking.look(ANA).feeds[0].source == "anchor"


def test_a_podcast_directory_names_the_shows_own_feed(web, looking):
    page = "https://podcasts.apple.com/at/podcast/roses/id123"
    web.has(page, "<title>Roses</title>")
    web.has(
        "https://itunes.apple.com/lookup?id=123&entity=podcast",
        '{"results": [{"feedUrl": "https://ana.example/pod.xml"}]}',
        kind="text/javascript",
    )
    web.has(f"{ANA}pod.xml", rss("Roses aloud"))
    assert looking.look(page).feeds[0].url == f"{ANA}pod.xml"


def test_a_site_without_https_is_asked_without_only_where_none_was_typed(web, looking):
    web.fails(ANA, reason=Reason.CONNECTION)
    web.has("http://ana.example/", PAGE)
    assert looking.look("ana.example").name == "Ana Duarte"
    assert looking.look(ANA).notes == ("ana.example could not be reached.",)


@pytest.mark.parametrize(
    ("outcome", "reason", "sentence"),
    [
        (Outcome.UNREADABLE, Reason.PRIVATE, "private network"),
        (Outcome.REFUSED, Reason.CHALLENGE, "only browsers"),
        (Outcome.FAILED, Reason.NAME, "no site called"),
        (Outcome.FAILED, Reason.CERTIFICATE, "certificate"),
        (Outcome.MISSING, Reason.STATUS, "no page at this address"),
        (Outcome.OFFLINE, Reason.NONE, "not online"),
    ],
)
def test_what_went_wrong_is_a_sentence_and_the_person_can_still_be_added(
    web, looking, outcome, reason, sentence
):
    web.fails(ANA, outcome, reason)
    look = looking.look(ANA)
    assert sentence in look.notes[0]
    assert look.url == ANA


def test_a_private_key_is_left_out_with_a_word(web, looking):
    look = looking.look("https://www.goodreads.com/user/show/12?key=abc&utm_source=x")
    assert web.asked[0] == "https://www.goodreads.com/user/show/12"
    assert look.notes[0] == "A private key in the address was left out."


@pytest.mark.parametrize(
    "typed",
    [
        "https://www.reddit.com/.rss?feed=abc&user=ana",
        "https://ana:secret@ana.example/feed",
        "javascript:alert(1)",
        "not an address",
    ],
)
def test_what_is_private_or_no_address_is_refused_before_anything_is_asked(web, looking, typed):
    with pytest.raises(InvalidInput):
        looking.look(typed)
    assert web.asked == []


def test_a_look_can_be_stopped(looking):
    with pytest.raises(Cancelled):
        looking.look(ANA, lambda: True)


def test_somebody_known_is_recognised_by_page_feed_or_name(web, looking, core):
    ana = core.contacts.add("Ana Duarte", urls=["http://www.ana.example/index.html"])
    namesake = core.contacts.add("ANA DUARTE")
    mara = core.contacts.add("Mara", urls=["https://social.example/@ana"])
    web.has(ANA, PAGE)
    web.has(f"{ANA}feed/", rss())
    known = looking.look(ANA).known
    assert [(one.contact_id, one.why) for one in known] == [
        (ana, "profile"),
        (mara, "profile"),
        (namesake, "name"),
    ]


def test_somebody_is_recognised_by_a_feed_that_is_followed(web, looking, core):
    ana = core.contacts.add("Ana")
    core.following.follow(ana, f"{ANA}feed/")
    web.has(ANA, PAGE.replace("Ana Duarte", "Somebody"))
    web.has(f"{ANA}feed/", rss())
    assert [(one.contact_id, one.why) for one in looking.look(ANA).known] == [(ana, "feed")]


def test_a_photo_comes_only_when_it_is_asked_for(web, looking):
    web.has(ANA, PAGE)
    web.has(f"{ANA}me.jpg", b"\xff\xd8\xff", kind="image/jpeg")
    looking.look(ANA)
    assert f"{ANA}me.jpg" not in web.asked
    assert looking.picture(f"{ANA}me.jpg") == b"\xff\xd8\xff"
    with pytest.raises(JournalError):
        looking.picture(f"{ANA}gone.jpg")


def test_a_real_page_is_looked_at_through_the_fetcher_and_the_reader_of_their_own(core):
    """The whole way: a server on this machine, the fetcher's thread, the reader's process."""
    fetcher, reader = Fetcher(pause=0.0, allow=("127.0.0.1",)), FeedReader()
    blog = LocalBlog(author="Ana Lind")
    blog.publish("On quiet gardens", core.clock())
    with blog.open(), contextlib.closing(fetcher), contextlib.closing(reader):
        look = LinkLooking(core._journal, fetcher, reader).look(blog.url)
    assert [one.url for one in look.feeds if one.is_proposed] == [blog.feed_url]
    assert look.feeds[0].newest_title == "On quiet gardens"
    assert look.url == blog.url


def test_an_address_at_home_is_not_asked_without_the_users_word(core):
    fetcher, reader = Fetcher(pause=0.0), FeedReader()
    blog = LocalBlog()
    blog.publish("On quiet gardens", core.clock())
    with blog.open(), contextlib.closing(fetcher), contextlib.closing(reader):
        looking = LinkLooking(core._journal, fetcher, reader)
        assert "private network" in looking.look(blog.url).notes[0]
        assert blog.asked == []
        assert looking.look(blog.url, is_own_network=True).feeds[0].url == blog.feed_url
