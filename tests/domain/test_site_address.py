import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relationship_journal.domain.site_address import (
    NameRules,
    canon,
    is_offered,
    origin_of,
    sub_sites_words,
    typed,
)
from relationship_journal.errors import InvalidInput
from relationship_journal.system.name_tables import name_rules


@pytest.fixture(scope="module")
def rules() -> NameRules:
    return name_rules()


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://example.org", "https://example.org/"),
        ("HTTPS://Example.ORG/Path?Q=1#F", "https://example.org/Path?Q=1#F"),
        ("http://example.org/", "http://example.org/"),
        ("https://example.org:443/a", "https://example.org/a"),
        ("http://example.org:80", "http://example.org/"),
        ("https://example.org:8443/a", "https://example.org:8443/a"),
        ("https://example.org?x=1", "https://example.org/?x=1"),
        ("https://example.org#top", "https://example.org/#top"),
        ("https://example.org/grün/庭", "https://example.org/gr%C3%BCn/%E5%BA%AD"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/a%20b%2F", "https://example.org/a%20b%2F"),
        ('https://example.org/<a>"[1]{2}|', "https://example.org/%3Ca%3E%22%5B1%5D%7B2%7D%7C"),
        ("https://example.org/a#b#c", "https://example.org/a#b%23c"),
        ("https://example.org/@ana", "https://example.org/@ana"),
        ("https://ｅxample。org/", "https://example.org/"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://faß.de/", "https://xn--fa-hia.de/"),
        ("https://xn--bcher-kva.example/", "https://xn--bcher-kva.example/"),
        ("https://me.github.io/", "https://me.github.io/"),
        ("https://a.co.uk/", "https://a.co.uk/"),
    ],
)
def test_an_address_has_one_form(rules: NameRules, url: str, kept: str):
    assert canon(url, rules).url == kept
    assert canon(kept, rules).url == kept


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "//example.org/",
        "https:example.org",
        "https:/example.org",
        "https:///example.org",
        "https://",
        "file:///etc/passwd",
        "/etc/passwd",
        "javascript:alert(1)",
        "vbscript:msgbox(1)",
        "data:text/html,x",
        "smb://host/share",
        "ms-settings:privacy",
        "ftp://example.org/",
        "mailto:a@example.org",
        "cmd://rm",
        "--help",
        "-h",
        "view-source:https://example.org/",
        "https://example.org\\@evil.example/",
        "https:\\\\example.org\\",
        "https://example.org/a\\b",
        "https://me@example.org/",
        "https://example.org@evil.example/",
        "https://me:secret@example.org/",
        "https://example.org%2eevil.example/",
        "https://example.org%00.evil.example/",
        "https://exam ple.org/",
        " https://example.org/",
        "https://example.org/\n",
        "https://example.org/a\tb",
        "https://example.org/\x00",
        "https://example.org/\u202egro.live",
        "https://exam\u200bple.org/",
        "https://exam\u00adple.org/",
        "https://exam\u2060ple.org/",
        "https://example.org/\ufeff",
        "https://example.org/\u3000",
        "https://example.org/\ud800",
        "https://127.0.0.1/",
        "https://2130706433/",
        "https://0x7f.1/",
        "https://0x7f000001/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://①②⑦.⓪.⓪.①/",
        "https://example.0x1/",
        "https://[::1]/",
        "https://[::ffff:127.0.0.1]/",
        "https://localhost/",
        "https://intranet/",
        "https://com/",
        "https://co.uk/",
        "https://github.io/",
        "https://example.org./",
        "https://example..org/",
        "https://.example.org/",
        "https://exa_mple.org/",
        "https://-example.org/",
        "https://℀.com/",
        "https://xn--a.com/",
        "https://example.org:0/",
        "https://example.org:70000/",
        "https://example.org:x/",
        "https://example.org:/",
        "https://example.org:４４３/",
        "https://example.org:1:2/",
        "https://example.org/" + "a" * 2000,
        "https://" + "a" * 64 + ".org/",
    ],
)
def test_what_could_be_read_as_something_else_is_refused(rules: NameRules, url: str):
    with pytest.raises(InvalidInput) as refusal:
        canon(url, rules)
    assert refusal.value.field == "url"
    assert not is_offered("https://example.org", url, rules, with_sub_sites=True)


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://example.org/x", "example.org"),
        ("https://example.org:8443/x", "example.org:8443"),
        ("https://аpple.com/", "аpple.com (xn--pple-43d.com)"),
        ("https://xn--pple-43d.com/", "аpple.com (xn--pple-43d.com)"),
        ("https://аррӏе.com/", "аррӏе.com (xn--80ak6aa92e.com)"),
    ],
)
def test_another_script_never_stands_without_its_ascii_name(rules: NameRules, url: str, site: str):
    assert canon(url, rules).site == site


@pytest.mark.parametrize(
    ("origin", "url"),
    [
        ("https://example.org", "https://example.org/login?next=/"),
        ("https://example.org", "https://EXAMPLE.org:443/"),
        ("https://example.org", "https://ｅxample.org/"),
        ("https://xn--bcher-kva.example", "https://bücher.example/"),
        ("https://me.github.io", "https://me.github.io/blog"),
    ],
)
def test_a_sign_in_is_offered_on_its_very_host(rules: NameRules, origin: str, url: str):
    assert is_offered(origin, url, rules)


@pytest.mark.parametrize(
    ("origin", "url"),
    [
        ("https://example.org", "http://example.org/"),
        ("https://example.org", "https://example.org:8443/"),
        ("https://example.org", "https://evil.example/"),
        ("https://example.org", "https://www.example.org/"),
        ("https://www.example.org", "https://example.org/"),
        ("https://example.org", "https://example.org.evil.example/"),
        ("https://example.org", "https://evilexample.org/"),
        ("https://example.org", "https://example.com/"),
        ("https://apple.com", "https://аpple.com/"),
        ("https://apple.com", "https://аррӏе.com/"),
        ("https://example.org", "https://example.org@evil.example/"),
        ("https://example.org", "https://example.org\\@evil.example/"),
        ("", "https://example.org/"),
        ("http://example.org", "https://example.org/"),
        ("https://example.org/", "https://example.org/"),
        ("https://example.org:8443", "https://example.org:8443/"),
    ],
)
def test_a_sign_in_is_offered_nowhere_else(rules: NameRules, origin: str, url: str):
    assert not is_offered(origin, url, rules)


@pytest.mark.parametrize(
    ("origin", "url"),
    [
        ("https://boards.example", "https://boards.example/"),
        ("https://boards.example", "https://garden.boards.example/"),
        ("https://boards.example", "https://a.b.boards.example/"),
        ("https://www.boards.example", "https://boards.example/"),
        ("https://www.boards.example", "https://garden.boards.example/"),
        ("https://forum.boards.example", "https://a.forum.boards.example/"),
        ("https://a.co.uk", "https://shop.a.co.uk/"),
        ("https://me.github.io", "https://notes.me.github.io/"),
        ("https://xn--bcher-kva.example", "https://forum.bücher.example/"),
    ],
)
def test_sub_sites_are_offered_where_the_user_says_so(rules: NameRules, origin: str, url: str):
    assert is_offered(origin, url, rules, with_sub_sites=True)


@pytest.mark.parametrize(
    ("origin", "url"),
    [
        ("https://me.github.io", "https://you.github.io/"),
        ("https://me.github.io", "https://github.io/"),
        ("https://github.io", "https://you.github.io/"),
        ("https://a.co.uk", "https://b.co.uk/"),
        ("https://co.uk", "https://a.co.uk/"),
        ("https://org", "https://example.org/"),
        ("https://example.org", "https://evilexample.org/"),
        ("https://example.org", "http://a.example.org/"),
        ("https://example.org", "https://a.example.org:8443/"),
        ("https://forum.boards.example", "https://boards.example/"),
        ("https://forum.boards.example", "https://other.boards.example/"),
        ("https://www.github.io", "https://you.github.io/"),
        ("https://amazonaws.com", "https://bucket.s3.amazonaws.com/"),
    ],
)
def test_sub_sites_never_reach_another_owner(rules: NameRules, origin: str, url: str):
    assert not is_offered(origin, url, rules, with_sub_sites=True)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("boards.example", "https://boards.example/"),
        (" boards.example/login ", "https://boards.example/login"),
        ("boards.example:8443", "https://boards.example:8443/"),
        ("http://boards.example", "http://boards.example/"),
    ],
)
def test_a_typed_name_is_taken_for_https(rules: NameRules, text: str, url: str):
    assert typed(text, rules).url == url


@pytest.mark.parametrize("text", ["", " ", "javascript:1", "mailto:a@b.example", "a@b.example"])
def test_what_is_typed_is_held_to_the_same_rules(rules: NameRules, text: str):
    with pytest.raises(InvalidInput):
        typed(text, rules)


def test_a_sign_in_belongs_to_https_whatever_was_kept_of_it(rules: NameRules):
    assert origin_of("http://boards.example/login?a=1", rules) == "https://boards.example"
    assert origin_of("Boards.Example", rules) == "https://boards.example"
    with pytest.raises(InvalidInput, match=":8443"):
        origin_of("https://boards.example:8443/", rules)


def test_the_reach_of_a_sign_in_is_told_in_words():
    assert sub_sites_words("https://a.example", with_sub_sites=False) == "https://a.example"
    words = sub_sites_words("https://a.example", with_sub_sites=True)
    assert words == "https://a.example and its sub-sites"


@given(st.text(max_size=60), st.sampled_from(["https://", "http://", "https://example.org", ""]))
@settings(max_examples=300, deadline=None)
def test_whatever_is_pasted_gives_one_address_of_plain_ascii_or_is_refused(text: str, start: str):
    rules = name_rules()
    with contextlib.suppress(InvalidInput):
        address = canon(start + text, rules)
        assert address.url.isascii()
        assert canon(address.url, rules) == address
