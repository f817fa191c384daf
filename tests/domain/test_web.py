import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relationship_journal.domain.web import (
    chip,
    email_key,
    is_same_place,
    key,
    name_from,
    profile_from,
    understand,
)
from relationship_journal.errors import InvalidInput


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("https://moss.example/Ana?x=1#y", "https://moss.example/Ana?x=1#y"),
        ("HTTPS://Moss.Example/Ana", "https://moss.example/Ana"),
        ("moss.example", "https://moss.example"),
        (" <https://moss.example/> ", "https://moss.example/"),
        ("“moss.example”", "https://moss.example"),
        ("//moss.example/a", "https://moss.example/a"),
        ("moss.example:8080/x", "https://moss.example:8080/x"),
        ("localhost:8000", "https://localhost:8000"),
        ("http://intranet/", "http://intranet/"),
        ("http://[::1]:80/", "http://[::1]:80/"),
        ("feed:https://moss.example/feed", "https://moss.example/feed"),
        ("feed:http://moss.example/feed", "http://moss.example/feed"),
        ("feed://moss.example/feed", "https://moss.example/feed"),
        ("https:\\\\moss.example\\a", "https://moss.example/a"),
        ("moss.example/a b", "https://moss.example/a%20b"),
        ("https://bücher.example/ü", "https://bücher.example/ü"),
        ("@ana@moss.example", "https://moss.example/@ana"),
        ("acct:ana@moss.example", "https://moss.example/@ana"),
        ("https://good.example\\@evil.example/", "https://good.example/@evil.example/"),
        ("moss.exa\u200bmple", "https://moss.example"),
        ("https://moss.example/a\nb", "https://moss.example/ab"),
    ],
)
def test_a_pasted_address_becomes_one_that_opens(typed, url):
    assert understand(typed).url == url


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "word",
        "two words",
        "a.example b.example",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://moss.example",
        "mailto:ana@moss.example",
        "ana@moss.example",
        "tel:+49",
        "https://ana:pw@moss.example/",
        "https://ana@moss.example/",
        "feed:javascript:alert(1)",
        "http://moss.example:99999/",
        "http://moss.example:x/",
        "https://",
        "http://..",
        "http://a..b",
        "http://-a.example",
        "http://[::zz]/",
        "@ana@",
        "@ana",
        "@@moss.example",
        "@ana@moss..example",
        "https://" + "a" * 64 + ".example",
        "https://moss.example/" + "a" * 9000,
    ],
)
def test_what_is_no_place_on_the_web_is_refused_in_a_sentence(typed):
    with pytest.raises(InvalidInput) as refused:
        understand(typed)
    assert refused.value.field == "url"
    assert refused.value.text.endswith(".")
    assert key(typed) == name_from(typed) == ""
    assert profile_from(typed) == ("", "")


@pytest.mark.parametrize(
    ("typed", "shown", "network", "name"),
    [
        ("https://www.quietgardens.example/", "quietgardens.example", "", "quietgardens.example"),
        ("@ana@moss.example", "@ana@moss.example", "mastodon", "ana"),
        ("https://moss.example/users/ana", "@ana@moss.example", "mastodon", "ana"),
        ("https://a.example/@ana@moss.example", "@ana@moss.example", "mastodon", "ana"),
        ("https://boards.example/u/mara_l", "boards.example, mara_l", "", "mara_l"),
        ("https://boards.example/~mara", "boards.example, mara", "", "mara"),
        ("https://boards.example/members/mara/", "boards.example, mara", "", "mara"),
        ("https://boards.example/user/index.html", "boards.example", "", "boards.example"),
        ("https://boards.example/users/42", "boards.example", "", "boards.example"),
        ("https://mobile.twitter.com/Mara", "x.com, Mara", "x", "Mara"),
        ("https://x.com/mara/status/1", "x.com", "", "x.com"),
        ("https://de.linkedin.com/in/j%C3%B6rg", "linkedin.com, jörg", "linkedin", "jörg"),
        ("https://fb.com/mara.l", "facebook.com, mara.l", "facebook", "mara.l"),
        ("https://youtube.com/@mara", "youtube.com, @mara", "youtube", "mara"),
        ("https://www.youtube.com/channel/UCx", "youtube.com", "youtube", "youtube.com"),
        (
            "https://bsky.app/profile/mara.example",
            "bsky.app, mara.example",
            "bluesky",
            "mara.example",
        ),
        ("https://github.com/mara", "github.com, mara", "github", "mara"),
        ("https://xn--bcher-kva.example", "bücher.example", "", "bücher.example"),
    ],
)
def test_an_address_shows_its_site_and_who_is_there(typed, shown, network, name):
    address = understand(typed)
    assert chip(*profile_from(typed)) == chip(address.site, address.handle) == shown
    assert address.network == network
    assert name_from(typed) == name


SAME = [
    ["moss.example", "http://moss.example/", "https://www.moss.example", "HTTPS://MOSS.EXAMPLE:443/",
     "http://moss.example:80", "https://moss.example/index.html", "https://moss.example/index.php",
     "https://moss.example/?utm_source=x&fbclid=1&gclid=2&igsh=3&mc_cid=4&ref_src=5",
     "https://moss.example/#top", "https://moss.example/feed", "https://moss.example/feed/",
     "https://moss.example/rss.xml", "https://moss.example/feed/atom", "https://moss.example/?feed=rss2",
     "https://moss.example/atom.xml", "https://moss.example/index.xml", "feed://moss.example/feed",
     "https://moss.example/./a/.."],
    ["https://moss.example/blog/Ana", "moss.example/blog/Ana/", "moss.example/blog/%41na",
     "moss.example/blog//Ana/index.htm"],
    ["https://moss.example/%c3%bc", "https://moss.example/ü", "https://moss.example/u\u0308"],
    ["https://bücher.example", "https://xn--bcher-kva.example/", "https://BÜCHER.example"],
    ["https://moss.example/#!/ana", "http://www.moss.example/#!/ana"],
    ["https://moss.example/?p=1", "https://moss.example?utm_medium=y&p=1"],
    ["https://mara.blogspot.com", "https://mara.blogspot.de/?m=1", "http://mara.blogspot.co.uk/",
     "https://mara.blogspot.com.au/feeds/posts/default", "https://mara.blogspot.com/feeds/posts/default?alt=rss"],
    ["https://facebook.com/mara.lind", "https://m.facebook.com/maralind", "https://fb.com/Mara.Lind",
     "https://de-de.facebook.com/mara.lind/", "https://mbasic.facebook.com/mara.lind",
     "https://web.facebook.com/mara.lind?fref=ts"],
    ["https://facebook.com/profile.php?id=42", "https://facebook.com/people/Mara-Lind/42/",
     "https://www.facebook.com/42"],
    ["https://twitter.com/Mara", "https://x.com/mara", "https://mobile.twitter.com/@mara",
     "https://x.com/mara?s=20", "https://twitter.com/mara/with_replies",
     "https://twitter.com/intent/user?screen_name=mara"],
    ["https://linkedin.com/in/j%C3%B6rg", "https://de.linkedin.com/in/Jörg/", "https://www.linkedin.com/in/jörg/en"],
    ["https://instagram.com/mara", "https://www.instagram.com/Mara/?hl=en"],
    ["https://youtube.com/@Mara", "https://m.youtube.com/@mara?si=x"],
    ["https://youtube.com/channel/UCab", "https://www.youtube.com/feeds/videos.xml?channel_id=UCab"],
    ["https://www.youtube.com/user/Mara", "https://www.youtube.com/feeds/videos.xml?user=mara"],
    ["https://github.com/Mara", "https://www.github.com/mara/", "https://github.com/mara.atom"],
    ["https://t.me/mara", "https://t.me/s/Mara", "https://telegram.me/mara"],
    ["https://tiktok.com/@mara", "https://www.tiktok.com/@Mara?_t=1"],
    ["https://reddit.com/user/mara", "https://old.reddit.com/u/Mara/", "https://www.reddit.com/user/mara/.rss"],
    ["https://bsky.app/profile/mara.example", "https://bsky.app/profile/Mara.example/rss"],
    ["https://threads.net/@mara", "https://www.threads.com/@mara"],
    ["https://medium.com/@mara", "https://medium.com/feed/@mara", "https://medium.com/@Mara?source=x"],
    ["@ana@moss.example", "https://moss.example/@ana", "https://moss.example/users/Ana",
     "https://moss.example/@ana.rss", "https://a.example/@ana@moss.example", "https://moss.example/web/@ana",
     "acct:ana@moss.example", "https://moss.example/users/ana.atom"],
]  # fmt: skip


@pytest.mark.parametrize("addresses", SAME, ids=lambda group: group[0])
def test_spellings_of_one_place_have_one_key(addresses):
    assert {key(address) for address in addresses} == {key(addresses[0])}


def test_different_places_have_different_keys():
    keys = [key(group[0]) for group in SAME]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://moss.example/Ana", "https://moss.example/ana"),
        ("https://moss.example/?p=1", "https://moss.example/?p=2"),
        ("https://moss.example:8080", "https://moss.example"),
        ("https://ana.moss.example", "https://moss.example"),
        ("https://moss.example/#!/a", "https://moss.example/#!/b"),
        ("https://youtube.com/channel/UCab", "https://youtube.com/channel/UCAB"),
        ("https://facebook.com/groups/moss", "https://facebook.com/moss"),
        ("https://linkedin.com/company/moss", "https://linkedin.com/in/moss"),
        ("https://x.com/mara/status/1", "https://x.com/mara"),
        ("https://reddit.com/r/moss", "https://reddit.com/u/moss"),
        ("@ana@moss.example", "@ana@fern.example"),
        ("https://moss.example/feed1", "https://moss.example/feed2"),
        ("https://moss.example/%2Fa", "https://moss.example/a"),
        ("https://mara.blogspot.com", "https://blogspot.com"),
        ("https://medium.com/@mara", "https://medium.com/@marb"),
        ("https://moss.example/comments/feed", "https://moss.example/feed"),
    ],
)
def test_near_misses_stay_apart(one, other):
    assert key(one) != key(other)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (" Ana@Moss.Example ", "ana@moss.example"),
        ("mailto:Ana@moss.example?subject=x", "ana@moss.example"),
        ("mailto:ana%2Bx@moss.example", "ana+x@moss.example"),
        ("Ana Silva <ana@moss.example>", "ana@moss.example"),
        ("<ana@moss.example>", "ana@moss.example"),
        ("ana@bücher.example", "ana@xn--bcher-kva.example"),
        ("Straße@moss.example", "straße@moss.example"),
        ("e\u0301@moss.example", "é@moss.example"),
        ("ana", ""),
        ("@moss.example", ""),
        ("ana@", ""),
        ("a b@moss.example", ""),
        ("", ""),
    ],
)
def test_spellings_of_one_mailbox_have_one_key(typed, expected):
    assert email_key(typed) == expected


schemes = st.sampled_from(["", "http://", "https://", "feed:", "@a@", "//", "https://x.example/"])
bits = st.text(st.characters(), max_size=12) | st.text("./@:#?%&=[]~!\\-a1 ü", max_size=20)


@settings(max_examples=500)
@given(schemes, bits)
def test_anything_pasted_is_understood_or_refused(scheme, rest):
    typed = scheme + rest
    email_key(typed)
    name_from(typed)
    try:
        address = understand(typed)
    except InvalidInput:
        assert key(typed) == ""
        return
    assert address.url.startswith(("https://", "http://"))
    assert understand(address.url).url == address.url
    assert key(address.url) == key(typed) != ""


@pytest.mark.parametrize(
    ("url", "own", "same"),
    [
        ("http://nas.local/feed", "http://nas.local/other", True),
        ("http://NAS.local:80/", "http://nas.local/", True),
        ("https://nas.local/", "http://nas.local/", True),  # it moved to https
        ("http://nas.local/", "https://nas.local/", False),
        ("http://nas.local:8080/", "http://nas.local/", False),
        ("http://router.local/", "http://nas.local/", False),
        ("http://[::bad", "http://nas.local/", False),
        ("", "", False),
    ],
)
def test_the_same_host_and_port_is_the_same_place(url: str, own: str, same: bool) -> None:
    assert is_same_place(url, own) is same
