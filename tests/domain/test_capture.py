"""What a quick-capture line means."""

import time
import zoneinfo
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_journal.domain.capture import Part, parse_capture
from relationship_journal.domain.codes import Channel, Direction, Intent

VIENNA = ZoneInfo("Europe/Vienna")
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)  # a Monday, 10:30 in Vienna
LINE = "@mara sorry forum https://boards.example/t/4182 !fix the link by Fri"


def read(line):
    return parse_capture(line, NOW, VIENNA)


def coloured(line):
    return [(line[span.start : span.end].strip(), span.part.value) for span in read(line).spans]


def test_a_line_is_an_entry_and_a_promise():
    got = read(LINE)
    assert got.who == ("mara",)
    assert (got.direction, got.channel, got.intent) == (
        Direction.OUTGOING, Channel.FORUM, Intent.SORRY,
    )  # fmt: skip
    assert (got.url, got.text) == ("https://boards.example/t/4182", "")
    assert (got.promise, got.promise_day) == ("fix the link", date(2026, 11, 27))
    assert got.has_entry


def test_every_part_has_its_colour():
    assert coloured(LINE) == [
        ("@mara", "who"),
        ("sorry", "intent"),
        ("forum", "channel"),
        ("https://boards.example/t/4182", "url"),
        ("!fix the link", "promise"),
        ("by Fri", "day"),
    ]


@pytest.mark.parametrize(
    ("line", "who"),
    [
        ("@mara", ("mara",)),
        ("@mara @tom hello", ("mara", "tom")),
        ("@mara,@tom, hello", ("mara", "tom")),
        ("@mara @mara", ("mara",)),
        ('@"Mara Lind" hello', ("Mara Lind",)),
        ("@“Mara Lind” hello", ("Mara Lind",)),
        ("@mara_lind: hello", ("mara lind",)),
        ("@mara@social.example hello", ("mara@social.example",)),
        ("@山田 hello", ("山田",)),
        ("thanks for the seeds @mara", ("mara",)),
        ("@mara told me about @tom", ("mara",)),
        ("mail ana@moss.example", ()),
        ("@ hello", ()),
        ('@"https://a.example/"', ()),
        ("", ()),
    ],
)
def test_people_are_named_with_an_at_sign(line, who):
    assert read(line).who == who


@pytest.mark.parametrize(
    ("words", "channel", "intent", "direction"),
    [
        ("blog comment", Channel.COMMENT, None, Direction.OUTGOING),
        ("in_person", Channel.IN_PERSON, None, Direction.OUTGOING),
        ("In person,", Channel.IN_PERSON, None, Direction.OUTGOING),
        ("E-mail", Channel.EMAIL, None, Direction.OUTGOING),
        ("dm question", Channel.DM, Intent.QUESTION, Direction.OUTGOING),
        ("thank you", None, Intent.THANKS, Direction.OUTGOING),
        ("I’m sorry", None, Intent.SORRY, Direction.OUTGOING),
        ("How can I help?", None, Intent.HELP, Direction.OUTGOING),
        ("congratulations call", Channel.CALL, Intent.CONGRATULATIONS, Direction.OUTGOING),
        ("from them email", Channel.EMAIL, None, Direction.INCOMING),
        ("incoming mention thanks", Channel.MENTION, Intent.THANKS, Direction.INCOMING),
        ("they wrote", None, None, Direction.INCOMING),
        ("from me", None, None, Direction.OUTGOING),
    ],
)
def test_codes_and_everyday_words_mean_the_same(words, channel, intent, direction):
    for line in (f"@mara {words}", f"{words} @mara"):
        got = read(line)
        assert (got.channel, got.intent, got.direction) == (channel, intent, direction)
        assert (got.who, got.text) == (("mara",), "")


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("@mara asked about the call", "asked about the call"),
        ("@mara call about her link", "about her link"),
        ("@mara call link", "link"),
        ("@mara sorry  about\tthat", "about that"),
        ("@mara sorry: about that", "about that"),
        ("@mara wrote https://a.example/x and left", "wrote and left"),
        ("@mara see https://a.example https://b.example", "see https://b.example"),
        ("@mara great!", "great!"),
        ("@mara !!!", "!!!"),
        ("@mara call\nfirst line\nsecond line", "first line\nsecond line"),
        ("just words", "just words"),
    ],
)
def test_the_rest_is_what_was_said(line, text):
    assert read(line).text == text


@pytest.mark.parametrize(
    ("line", "url"),
    [
        ("@m https://a.example/p.", "https://a.example/p"),
        ("@m (https://a.example/p)", "https://a.example/p"),
        ("@m https://a.example/wiki/Moss_(plant)", "https://a.example/wiki/Moss_(plant)"),
        ("@m <https://a.example/p>", "https://a.example/p"),
        ("@m HTTPS://A.example", "HTTPS://A.example"),
        ("@m https://", ""),
        ("@m ftp://a.example", ""),
        ("@m !read https://a.example", ""),
    ],
)
def test_the_first_address_is_the_link(line, url):
    assert read(line).url == url


@pytest.mark.parametrize(
    ("line", "promise", "day"),
    [
        ("@m !fix it by Fri", "fix it", "2026-11-27"),
        ("@m ! fix it by 3 Dec.", "fix it", "2026-12-03"),
        ("@m !fix it by tomorrow", "fix it", "2026-11-24"),
        ("@m !fix it by 2026-12-24", "fix it", "2026-12-24"),
        ("@m !fix it BY 2w", "fix it", "2026-12-07"),
        ("@m !stand by her by Dec 3", "stand by her", "2026-12-03"),
        ("@m !stand by her", "stand by her", None),
        ("@m !fix it by and by", "fix it by and by", None),
        ("@m !by Fri", "by Fri", None),
        ("@m !send @tom the https://a.example link", "send @tom the https://a.example link", None),
        ("@m hello", "", None),
        ("@m hello\n!fix it by Fri\nand more", "fix it", "2026-11-27"),
    ],
)
def test_a_promise_may_have_its_day(line, promise, day):
    got = read(line)
    assert got.promise == promise
    assert got.promise_day == (day and date.fromisoformat(day))


def test_a_promise_alone_is_no_entry():
    assert not read("@mara !fix the link").has_entry
    assert not read("@mara").has_entry
    assert read("@mara hello !fix the link").has_entry


def test_very_long_texts_are_read_quickly():
    began = time.perf_counter()
    for piece in ("@a ", "by ", "! ", "https://( ", "sorry ", "a", "@", "((((", "\n"):
        read(piece * 60_000)
    assert time.perf_counter() - began < 10


ZONES = st.sampled_from(sorted(zoneinfo.available_timezones() - {"localtime"})).map(ZoneInfo)
INSTANTS = st.integers(788_918_400, 4_133_894_400).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)
PIECES = st.sampled_from(
    ["@mara", '@"Mara', 'Lind"', "@", "!", "!fix", "by", "fri", "3", "dec", "sorry", "I'm",
     "from", "them", "forum", "blog comment", "https://a.example/(x)", "<https://a.example>", "\n",
     "<", ",", '@"https://x"', '"', "@a@", "\ud800", "\x00", "山田", "مرحبا", "!by", "@!x",
     "\u00a0"]
)  # fmt: skip
LINES = st.text(max_size=40) | st.lists(PIECES, max_size=12).map(" ".join)


@given(LINES, INSTANTS, ZONES)
def test_no_text_is_wrong_and_nothing_is_lost(line, now, zone):
    got = parse_capture(line, now, zone)
    ends = 0
    for span in got.spans:
        assert ends <= span.start < span.end <= len(line)
        ends = span.end
    colours = {span.part for span in got.spans}
    assert (Part.PROMISE in colours) == bool(got.promise)
    assert (Part.DAY in colours) == (got.promise_day is not None)
    assert (Part.URL in colours) == bool(got.url)
    understood = sum(span.end - span.start for span in got.spans)
    kept = "".join(got.text.split())
    assert len(kept) >= len("".join(line.split())) - understood
