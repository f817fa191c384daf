from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_journal.domain.feed_dates import EARLIEST, instant_of


def told(written):
    instant = instant_of(written)
    return instant and instant.strftime("%Y-%m-%d %H:%M:%S")


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("2026-03-05T10:20:30Z", "2026-03-05 10:20:30"),
        ("2026-03-05T10:20:30+02:00", "2026-03-05 08:20:30"),
        ("2026-03-05T10:20:30.1234567Z", "2026-03-05 10:20:30"),
        ("2026-03-05 10:20", "2026-03-05 10:20:00"),
        ("2026-03-05T10:20:30 +0200", "2026-03-05 08:20:30"),
        ("2026-03-05T10:20:30GMT", "2026-03-05 10:20:30"),
        ("2026-03-05 10:20:30 America/Los_Angeles", "2026-03-05 18:20:30"),
        ("2026-3-5", "2026-03-05 00:00:00"),
        ("2026-03", "2026-03-01 00:00:00"),
        ("20260305", "2026-03-05 00:00:00"),
        ("2026-03-05T24:00:00Z", "2026-03-06 00:00:00"),
        ("2026-03-05T10:20:60Z", "2026-03-05 10:20:59"),
    ],
)
def test_iso_dates_with_their_usual_slips_are_read(written, instant):
    assert told(written) == instant


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("Thu, 05 Mar 2026 10:20:30 GMT", "2026-03-05 10:20:30"),
        ("Thu, 05 Mar 2026 10:20:30 +0130", "2026-03-05 08:50:30"),
        ("Thu, 5 Mar 26 10:20 EST", "2026-03-05 15:20:00"),
        ("Thu, 05 Mar 2026 10:20:30 BST", "2026-03-05 09:20:30"),
        ("Thu, 05 Mar 2026 09:20:30 PM PST", "2026-03-06 05:20:30"),
        ("Thu, 05 Mar 2026 10:20:30 PST", "2026-03-05 18:20:30"),
        ("Thu, 05 Mar 2026 22:20:30 PDT", "2026-03-06 05:20:30"),
        ("Thu, 05 Mar 2026 10:20:30 AEST", "2026-03-05 00:20:30"),
        ("Thu, 05 Mar 2026 10:20:30 AST", "2026-03-05 14:20:30"),
        ("Thu, 05 Mar 2026 10:20 PST", "2026-03-05 18:20:00"),
        ("Thu, 05 Mar 2026 12:05 am", "2026-03-05 00:05:00"),
        ("Thursday, March 5, 2026 9:20 p.m.", "2026-03-05 21:20:00"),
        ("Thu Mar  5 10:20:30 2026", "2026-03-05 10:20:30"),
        ("Thu Mar 05 10:20:30 CET 2026", "2026-03-05 09:20:30"),
        ("Thu, 05 March 2026 10:20:30 GMT+02:00", "2026-03-05 08:20:30"),
        ("05 Mar 2026 10:20:30 Europe/Vienna", "2026-03-05 09:20:30"),
        ("March 2026", "2026-03-01 00:00:00"),
        ("Thu, 05-Mar-2026 10:20:30 UTC", "2026-03-05 10:20:30"),
        ("5 Mar 99", "1999-03-05 00:00:00"),
    ],
)
def test_mail_dates_and_their_relatives_are_read(written, instant):
    assert told(written) == instant


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("2020/1/10", "2020-01-10 00:00:00"),
        ("2020/1/10 8:05", "2020-01-10 08:05:00"),
        ("22.11.2022", "2022-11-22 00:00:00"),
        ("05.02.2025", "2025-02-05 00:00:00"),
        ("05.02.2025 14:30", "2025-02-05 14:30:00"),
        ("13/02/2025", "2025-02-13 00:00:00"),
        ("02/13/2025", "2025-02-13 00:00:00"),
    ],
)
def test_days_in_numbers_are_not_turned_round(written, instant):
    assert told(written) == instant


@pytest.mark.parametrize(
    ("written", "instant"),
    [
        ("Do, 05 Mär 2026 10:20:30 +0100", "2026-03-05 09:20:30"),
        ("5. Oktober 2026", "2026-10-05 00:00:00"),
        ("jeu., 5 févr. 2026 10h20", "2026-02-05 10:20:00"),
        ("14 juillet 2026", "2026-07-14 00:00:00"),
        ("14 juin 2026", "2026-06-14 00:00:00"),
        ("Lun, 05 Ene 2026 10:20:30 +0000", "2026-01-05 10:20:30"),
        ("5 de diciembre de 2026", "2026-12-05 00:00:00"),
        ("gio, 05 mag 2026 10:20:30", "2026-05-05 10:20:30"),
        ("05 ott 2026", "2026-10-05 00:00:00"),
        ("5 de março de 2026", "2026-03-05 00:00:00"),
        ("05 Out 2026", "2026-10-05 00:00:00"),
        ("do 05 mrt 2026", "2026-03-05 00:00:00"),
        ("5 września 2026", "2026-09-05 00:00:00"),
        ("czw, 05 paź 2026 10:20:30", "2026-10-05 10:20:30"),
    ],
)
def test_months_are_read_in_seven_more_languages(written, instant):
    assert told(written) == instant


@pytest.mark.parametrize(
    "written",
    [
        "",
        "yesterday",
        "0001-01-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "Thu, 01 Jan 1970 00:00:00 +0000",
        "-62135596800",
        "31 February 2026",
        "0000-00-00 00:00:00",
        "Mon, 00 Foo 2026",
        "9" * 5000,
    ],
)
def test_what_cannot_be_believed_is_none(written):
    assert instant_of(written) is None


def test_a_time_that_cannot_be_leaves_the_day():
    assert told("Thu, 05 Mar 2026 33:20:30 GMT") == "2026-03-05 00:00:00"


@given(st.text(max_size=60) | st.from_regex(r"[0-9:./ +TZ-]{0,40}", fullmatch=True))
def test_no_text_whatever_raises(written):
    instant = instant_of(written)
    assert instant is None or (instant >= EARLIEST and instant.tzinfo is UTC)


@given(st.datetimes(datetime(1995, 1, 2), datetime(2099, 12, 30)))  # noqa: DTZ001
def test_what_was_written_in_a_usual_way_comes_back(moment):
    whole = moment.replace(microsecond=0, tzinfo=UTC)
    for form in ("%a, %d %b %Y %H:%M:%S GMT", "%Y-%m-%dT%H:%M:%SZ", "%d.%m.%Y %H:%M:%S"):
        assert instant_of(whole.strftime(form)) == whole
