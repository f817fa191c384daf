import html
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relationship_journal.domain.opml import read_opml
from relationship_journal.domain.records import ProfileRecord
from relationship_journal.domain.web import key

SHARED = Path(__file__).resolve().parents[2].parent / "shared"
INTEROP = SHARED / "data/interop"
STARTUPS = INTEROP / "plenaryapp__awesome-rss-feeds/recommended/with_category/Startups.opml"
needs_shared = pytest.mark.skipif(
    not INTEROP.is_dir(), reason="the shared corpora are not beside the project"
)

ROLL = """<?xml version="1.0" encoding="UTF-8"?>
<!-- <outline xmlUrl="https://commented.example/feed"/> -->
<opml version="2.0"><head><title>Roll</title></head><body>
<outline text="Gärten">
  <outline type="rss" text="Quiet gardens" xmlUrl="https://quiet.example/feed" htmlUrl="https://quiet.example/"/>
  <outline text="Moss"><outline title="Ana &amp; Bo" htmlUrl="moss.example"/></outline>
</outline>
<outline text="Mara" xmlUrl="https://mara.example/rss.xml" category="/Boards/Old,tea"/>
</body></opml>
"""


def people(data):
    data = data.encode() if isinstance(data, str) else data
    return [
        (person.name, person.tags, [(at.label, at.url) for at in person.profiles])
        for person in read_opml(data).records
    ]


def one(outline):
    read = read_opml(f"<opml><body>\n{outline}\n</body></opml>".encode())
    assert len(read.records) == 1, read
    return read.records[0]


EXPECTED = [
    ("Quiet gardens", ("Gärten",), [("Blog", "https://quiet.example/"), ("Feed", "https://quiet.example/feed")]),
    ("Ana & Bo", ("Gärten", "Moss"), [("Blog", "https://moss.example")]),
    ("Mara", ("Boards", "Old", "tea"), [("Feed", "https://mara.example/rss.xml")]),
]  # fmt: skip


def test_a_blogroll_gives_its_people_with_headings_as_tags():
    assert people(ROLL) == EXPECTED
    read = read_opml(ROLL.encode())
    assert (read.detected, read.warnings, read.errors, read.skipped) == ("opml", (), (), ())
    assert [person.where for person in read.records] == ["line 5", "line 6", "line 8"]
    assert {person.source for person in read.records} == {"opml"}


def broken(old, new):
    assert old in ROLL
    return ROLL.replace(old, new)


@pytest.mark.parametrize(
    "text",
    [
        broken("Ana &amp; Bo", "Ana & Bo"),
        broken("</opml>", ""),
        broken("</outline>\n<outline text=\"Mara", "</outline></body>\n<outline text=\"Mara"),
        broken('text="Mara"', 'text="Mara'),
        broken('text="Mara"', "text=Mara"),
            broken('text="Mara"', 'text="Mara" text="Twice"'),
        broken('text="Mara"', 'text="Mara" novalue'),
        broken('text="Mara"', 'description="a <b class="x">y</b> > z" text="Mara"'),
        broken("Mara", "Ma\x0bra"),
        broken('version="2.0"', "version=2.0 xmlns"),
        broken("<head>", "<head><ownerName>a &nbsp; <b></head>"),
        broken("</body>", "</bogus:thing>"),
        broken("</body>", "<!-- never closed"),
        broken('<?xml version="1.0"', 'A message\n<?xml version="1.0"'),
        broken("<outline text", "<x:OUTLINE TEXT"),
        broken("<head>", "<!DOCTYPE opml [ <!ELEMENT a ANY> ]><head>"),
    ],
)  # fmt: skip
def test_a_broken_blogroll_gives_the_same_people_and_a_warning(text):
    assert people(text) == EXPECTED
    (warning,) = read_opml(text.encode()).warnings
    assert "not well-formed" in warning


def test_a_blogroll_cut_in_the_middle_gives_what_was_there():
    cut = ROLL[: ROLL.index('<outline text="Mara')]
    assert people(cut) == EXPECTED[:2]
    assert [name for name, _tags, _places in people(ROLL[: ROLL.index("tea")])] == [
        "Quiet gardens",
        "Ana & Bo",
        "Mara",
    ]


@pytest.mark.parametrize(
    "data",
    [
        ROLL.encode("utf-8-sig"),
        ROLL.encode("utf-16"),
        ROLL.replace("UTF-8", "UTF-16").encode("utf-16-le"),
        ROLL.replace("UTF-8", "UTF-16").encode("utf-16-be"),
        ROLL.replace("UTF-8", "ISO-8859-1").encode("latin-1"),
        ROLL.encode("latin-1"),
        ROLL.replace("UTF-8", "no-such-thing").encode(),
        ROLL.replace("UTF-8", "us-ascii").encode(),
        ROLL.replace("UTF-8", "utf-16").encode(),
        ROLL.replace("UTF-8", "rot13").encode(),
        ROLL.replace("\n", "\r\n").encode(),
        b"\n \n" + ROLL.encode(),
    ],
)
def test_any_encoding_and_a_wrong_name_for_it_are_read(data):
    assert people(data) == EXPECTED


def test_a_named_encoding_is_followed_where_it_is_not_utf8():
    start = '<?xml version="1.0" encoding="windows-1251"?>'
    outline = '<opml><outline text="Аня" htmlUrl="a.example"/></opml>'
    read = read_opml((start + outline).encode("windows-1251"))
    assert (read.records[0].name, read.dialect.encoding) == ("Аня", "windows-1251")


@pytest.mark.parametrize(
    ("outline", "name"),
    [
        ('<outline text="Ana" title="Other" xmlUrl="https://a.example/f"/>', "Ana"),
        ('<outline text=" " title="Ana" xmlUrl="https://a.example/f"/>', "Ana"),
        ('<outline text="\n Ana\n  Silva " xmlUrl="https://a.example/f"/>', "Ana Silva"),
        ('<outline xmlUrl="https://www.a.example/f"/>', "a.example"),
        ('<outline xmlUrl="https://a.example/@ana"/>', "ana"),
        ('<outline text="Tom &amp;amp; Ana" xmlUrl="https://a.example/f"/>', "Tom & Ana"),
        ('<outline text="AT&amp;T" xmlUrl="https://a.example/f"/>', "AT&T"),
        ('<outline text="&lt;b&gt;Ana&lt;/b&gt; &lt;3" xmlUrl="https://a.example/f"/>', "Ana <3"),
        ('<outline text="arch&aelig;ology" xmlUrl="https://a.example/f"/>', "archæology"),
        ('<outline text="a&unknown;b" xmlUrl="https://a.example/f"/>', "a&unknown;b"),
        ('<outline text="Ana&#x202e;" xmlUrl="https://a.example/f"/>', "Ana"),
        ('<outline text="שלום" xmlUrl="https://a.example/f"/>', "שלום"),
        ('<outline text="The "Best" Blog" xmlUrl="https://a.example/f"/>', 'The "Best" Blog'),
        ('<outline text="a > b" xmlUrl="https://a.example/f"/>', "a > b"),
    ],
)
def test_the_name_is_the_text_else_the_title_else_the_address(outline, name):
    assert one(outline).name == name


@pytest.mark.parametrize(
    ("attributes", "profiles"),
    [
        ('XMLURL="https://a.example/f"', [("https://a.example/f", "Feed")]),
        ('xmlUrl=" feed:https://a.example/f "', [("https://a.example/f", "Feed")]),
        ('xmlUrl="" htmlUrl="https://a.example/"', [("https://a.example/", "Blog")]),
        ('type="link" url="https://a.example/"', [("https://a.example/", "Blog")]),
        ('type="rss" url="https://a.example/f"', [("https://a.example/f", "Feed")]),
        ('type="link" xmlUrl="https://a.example/f"', [("https://a.example/f", "Feed")]),
        ('xmlUrl="https://a.example/?a&copy=2&lt"', [("https://a.example/?a&copy=2&lt", "Feed")]),
        ('xmlUrl="https://a.example/f?a=1&amp;b=2"', [("https://a.example/f?a=1&b=2", "Feed")]),
        (
            'xmlUrl="https://a.example/f" htmlUrl="javascript:alert(1)"',
            [("https://a.example/f", "Feed")],
        ),
    ],
)  # fmt: skip
def test_addresses_become_profiles(attributes, profiles):
    assert one(f'<outline text="Ana" {attributes}/>').profiles == tuple(
        ProfileRecord(url, label) for url, label in profiles
    )


@pytest.mark.parametrize(
    ("outline", "why"),
    [
        ('<outline text="Ana"/>', "no address"),
        ('<outline text="Empty heading"></outline>', "no address"),
        ('<outline text="Ana" xmlUrl=" "/>', "no address"),
        ('<outline text="Ana" xmlUrl="javascript:alert(1)"/>', "http"),
        ('<outline text="Ana" xmlUrl="https://a:b@c.example/"/>', "password"),
        ('<outline text="List" type="include" url="https://a.example/x.opml"/>', "another list"),
        ('<outline text="List" type="link" url="https://a.example/x.OPML?y"/>', "another list"),
        ('<outline text="Twice" xmlUrl="https://www.quiet.example/feed/"/>', "Quiet gardens"),
    ],
)
def test_what_is_left_out_is_told_with_its_place_and_reason(outline, why):
    read = read_opml(ROLL.replace("</body>", f"\n{outline}</body>").encode())
    assert len(read.records) == 3
    (skipped,) = read.skipped
    assert skipped.where == "line 10"
    assert why in skipped.why


def test_one_feed_under_two_headings_is_one_person_with_both_tags():
    text = (
        '<opml><outline text="Tea"><outline text="Ana" xmlUrl="https://a.example/feed"/></outline>'
        '<outline text="Moss"><outline xmlUrl="http://www.a.example/feed/" htmlUrl="a.example"/>'
        "</outline></opml>"
    )
    assert people(text) == [
        (
            "Ana",
            ("Tea", "Moss"),
            [("Blog", "https://a.example"), ("Feed", "https://a.example/feed")],
        )
    ]


def test_two_feeds_of_one_house_are_two_people():
    text = (
        '<opml><outline text="Ana" xmlUrl="https://h.example/ana/feed" htmlUrl="https://h.example"/>'
        '<outline text="Bo" xmlUrl="https://h.example/bo/feed" htmlUrl="https://h.example"/></opml>'
    )
    assert [name for name, _tags, _places in people(text)] == ["Ana", "Bo"]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"<opml/>", "nobody"),
        (b"<opml><body><outline text='a'/></body></opml>", "no address"),
        (b"<html><body>Hello</body></html>", "not an OPML"),
        (b"Name,Email\nA,a\n", "not an OPML"),
        (b"\x89PNG\r\n\x1a\n\x00", "not a text file"),
        (b"<!DOCTYPE o [<!ENTITY a 'b'>]><opml><outline xmlUrl='a.example' text='&a;'/>", "entit"),
        (b"<!DOCTYPE o [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><opml>&x;</opml>", "entit"),
        (b"<!DOCTYPE o [<!ENTITY % x SYSTEM 'http://a.example/x'> %x;]><opml/>", "entit"),
        (b"x & <!DOCTYPE o [<!ENTITY a 'b'>]><opml><outline xmlUrl='http://a.example'/>", "entit"),
    ],
)  # fmt: skip
def test_a_file_without_people_says_why_in_one_sentence(data, error):
    read = read_opml(data)
    assert read.records == ()
    assert len(read.errors) == 1
    assert error in read.errors[0]


def test_a_harmless_document_type_is_no_reason_to_refuse():
    assert people('<!DOCTYPE opml SYSTEM "opml.dtd">' + ROLL[ROLL.index("<opml") :]) == EXPECTED


def test_very_deep_nesting_is_read():
    deep = '<outline text="a">' * 50_000
    for end in ("</outline>" * 50_000 + "</opml>", ""):
        read = read_opml(f'<opml>{deep}<outline xmlUrl="https://a.example/f"/>{end}'.encode())
        assert len(read.records) == 1
        assert read.records[0].tags == ("a",)


@pytest.mark.parametrize(
    "text",
    [
        "<!--" * 200_000,
        "<![CDATA[" * 100_000,
        "<!DOCTYPE a[>" * 100_000,
        "<outline " + 'a="b ' * 100_000,
        "<outline " + '"' * 400_000,
        "<outline " + "'=\"" * 200_000,
        '<outline text="' + " " * 500_000,
        "<" * 500_000,
        "< " * 500_000,
        "<outline" * 100_000,
        '<outline text="&' + "&amp" * 200_000,
        "<outline a" + "=" * 200_000,
    ],
)
@pytest.mark.timeout(10)
def test_files_made_to_stop_the_reading_do_not(text):
    assert len(read_opml(b"<opml>" + text.encode()).errors) == 1


def test_a_large_broken_blogroll_is_read_whole():
    rows = (f'<outline text="B & {n}" xmlUrl="https://b{n}.example/feed"/>\n' for n in range(5000))
    assert len(read_opml(("<opml>" + "".join(rows)).encode()).records) == 5000


pieces = st.sampled_from(
    ["<", ">", "/", '"', "'", "=", "&", ";", "<!--", "-->", "<![CDATA[", "]]>", "<!DOCTYPE", "[",
     "]", "<!ENTITY a 'b'>", "<outline ", "</outline>", "</opml>", "\x00", "\x0b", "é", "\ufeff",
     "xmlUrl", "&#0;", "&#xD800;", "&amp", "\ud83d", "<?xml encoding='utf-7'?>",
     "<?xml version='1.0' encoding='idna'?>"]
)  # fmt: skip
edits = st.lists(st.tuples(st.integers(0, len(ROLL)), st.integers(0, 30), pieces), max_size=6)


@settings(max_examples=500, deadline=None)
@given(edits, st.sampled_from(["utf-8", "utf-16", "latin-1", "cp1252"]))
def test_a_mutated_blogroll_is_read_or_refused_in_a_sentence(changes, encoding):
    text = ROLL
    for place, length, piece in changes:
        text = text[:place] + piece + text[place + length :]
    read = read_opml(text.encode(encoding, errors="ignore"))
    assert read.detected == "opml"
    assert bool(read.records) is not bool(read.errors)
    for person in read.records:
        assert person.name
        assert "\x00" not in person.name
        assert all(profile.url.startswith(("http://", "https://")) for profile in person.profiles)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_in_a_sentence(data):
    for start in (b"", b"<opml>", b"<?xml version='1.0' encoding='"):
        read = read_opml(start + data)
        assert bool(read.records) is not bool(read.errors)


def _shared_files():
    if not INTEROP.is_dir():
        return []
    found = {
        *INTEROP.glob("**/*.opml"),
        *INTEROP.glob("kurtmckee__listparser/tests/files/**/*.xml"),
        *SHARED.glob("data/feeds/listparser/tests/files/**/*.xml"),
        *SHARED.glob("data/feeds/listparser/tests/files/**/*.opml"),
    }
    return sorted(found)


@pytest.mark.shared
@needs_shared
def test_every_published_list_gives_people_or_one_sentence():
    files = _shared_files()
    assert len(files) > 200
    for path in files:
        read = read_opml(path.read_bytes())
        assert len(read.errors) == (0 if read.records else 1), path


@pytest.mark.shared
@needs_shared
def test_every_feed_of_the_published_blogrolls_is_found():
    files = sorted((INTEROP / "plenaryapp__awesome-rss-feeds").glob("**/*.opml"))
    assert len(files) == 118
    for path in files:
        text = path.read_text("utf-8")
        feeds = re.findall(r'\bxmlUrl="([^"]*)"', text)
        expected = {key(html.unescape(feed)) for feed in feeds}
        read = read_opml(path.read_bytes())
        assert {person.source_id for person in read.records} == expected, path
        assert len(read.records) + len(read.skipped) == len(feeds), path


@pytest.mark.shared
@needs_shared
def test_the_shared_checks_on_blogrolls_hold():
    startups = read_opml(STARTUPS.read_bytes())
    assert len(startups.records) == 23
    roll = read_opml((SHARED / "checks/interop/files/roll.opml").read_bytes())
    (jane,) = roll.records
    assert jane.groups == ("Friends",)
    assert ProfileRecord("https://jane.example/", "Blog") in jane.profiles
    cut = INTEROP / "kurtmckee__listparser/tests/files/malformed/end-element-missing.xml"
    read = read_opml(cut.read_bytes())
    assert (len(read.records), len(read.warnings)) == (1, 1)
    bomb = read_opml((SHARED / "checks/interop/files/bomb.xml").read_bytes())
    assert "entit" in bomb.errors[0]
