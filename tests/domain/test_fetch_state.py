"""From answers to states, over as many requests as it takes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from relationship_journal.domain import fetch_state, polling
from relationship_journal.domain.fetch_state import After, Known, Pause, Reading, Rhythm
from relationship_journal.domain.fetched import Fetched, Outcome, Reason
from relationship_journal.domain.parsed_feed import ParsedFeed

NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)
URL = "https://quiet.example/feed"
RHYTHM = Rhythm(1, 1)
FEED = ParsedFeed("rss")
BODY = b"<rss/>"


def answer(
    outcome: Outcome, status: int = 0, reason: Reason = Reason.STATUS, **more: object
) -> Fetched:
    return Fetched(URL, outcome, status, final_url=URL, reason=reason, **more)


def whole(**headers: str) -> Fetched:
    named = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return answer(Outcome.READ, 200, Reason.NONE, body=BODY, headers=named)


def after(known: Known, fetched: Fetched, reading: Reading = Reading.NONE, **more: object) -> After:
    now = more.pop("now", NOW)
    if reading is Reading.FEED:
        more.setdefault("feed", FEED)
    return fetch_state.after(known, fetched, reading, now, RHYTHM, **more)


def repeated(
    times: int, fetched: Fetched, reading: Reading = Reading.NONE, known: Known | None = None
) -> tuple[Known, datetime]:
    """Return the state after as many answers, each at the moment it is next asked for."""
    known, now = known or Known(), NOW
    for _again in range(times):
        now = known.next_at or now
        known = after(known, fetched, reading, now=now).known
    return known, now


def test_a_feed_that_is_read_is_well_and_its_validators_are_kept() -> None:
    before = Known(state="failing", errors=4, failing_since_at=NOW - DAY, reason="timeout")
    found = after(before, whole(etag='"a"', last_modified="then"), Reading.FEED).known
    assert (found.state, found.errors, found.failing_since_at, found.reason) == ("ok", 0, None, "")
    assert (found.etag, found.last_modified, found.validators_at) == ('"a"', "then", NOW)
    assert (found.looked_at, found.last_ok_at) == (NOW, NOW)
    assert fetch_state.validators(found, NOW + HOUR) == ('"a"', "then")
    assert fetch_state.is_same_body(found, BODY)
    assert NOW + HOUR < found.next_at < NOW + DAY


def test_nothing_new_counts_as_well_and_keeps_the_validators_age() -> None:
    before = after(Known(), whole(etag='"a"'), Reading.FEED).known
    unchanged = answer(Outcome.UNCHANGED, 304, Reason.NONE, headers=(("last-modified", "now"),))
    found = after(replace(before, errors=2, state="failing"), unchanged, now=NOW + DAY).known
    assert (found.state, found.errors) == ("ok", 0)
    assert (found.etag, found.last_modified, found.validators_at) == ('"a"', "now", NOW)


def test_the_same_bytes_count_as_nothing_new() -> None:
    before = after(Known(), whole(etag='W/"1"'), Reading.FEED).known
    found = after(before, whole(etag='W/"2"'), Reading.SAME, now=NOW + DAY).known
    assert (found.state, found.etag, found.validators_at) == ("ok", 'W/"2"', NOW + DAY)
    assert found.body_hash == before.body_hash


def test_validators_are_dropped_every_eight_days() -> None:
    found = after(Known(), whole(etag='"a"'), Reading.FEED).known
    unchanged = answer(Outcome.UNCHANGED, 304, Reason.NONE)
    for day in range(1, 8):
        assert fetch_state.validators(found, NOW + day * DAY) == ('"a"', "")
        found = after(found, unchanged, now=NOW + day * DAY).known
    assert fetch_state.validators(found, NOW + 8 * DAY) == ("", "")


@pytest.mark.parametrize(
    "known",
    [
        Known(etag='"a"', validators_at=NOW - DAY),  # an older reader of feeds
        Known(etag='"a"', validators_at=NOW + DAY, hints=polling.Hints(reader=1).text()),
    ],
)
def test_validators_of_another_reader_or_of_the_future_are_not_sent(known: Known) -> None:
    assert fetch_state.validators(known, NOW) == ("", "")


@pytest.mark.parametrize(
    "fetched",
    [
        replace(whole(etag='"a"'), is_whole=False),
        whole(etag='"a"', expires="0"),
        whole(),
    ],
)
def test_validators_of_half_an_answer_are_not_kept_and_it_is_asked_once_a_day(
    fetched: Fetched,
) -> None:
    before = replace(Known(), etag='"old"', validators_at=NOW)
    found = after(before, fetched, Reading.FEED).known
    assert fetch_state.validators(found, NOW) == ("", "")
    assert found.next_at >= NOW + DAY


def test_a_feed_that_answers_from_another_host_is_asked_once_a_day() -> None:
    led = replace(whole(etag='"a"'), final_url="https://cdn.example/feed")
    assert after(Known(), led, Reading.FEED).known.next_at >= NOW + DAY


def test_half_an_answer_is_read_again_when_it_comes_again() -> None:
    found = after(Known(), replace(whole(), is_whole=False), Reading.FEED).known
    assert not fetch_state.is_same_body(found, BODY)


# --- moves ---------------------------------------------------------------------------------------

MOVED = "https://new.example/feed"


def moved(to: str = MOVED) -> Fetched:
    return replace(whole(etag='"a"'), final_url=to, permanent_url=to)


def seen_at(*hours: float, shares: Callable[[int], bool] = lambda _n: True) -> Known:
    known = Known()
    for number, hour in enumerate(hours):
        known = after(
            known,
            moved(),
            Reading.FEED,
            now=NOW + hour * HOUR,
            shares_something=shares(number),
        ).known
    return known


@pytest.mark.parametrize(
    ("hours", "adopted"),
    [
        ((0,), False),
        ((0, 49), False),  # twice only
        ((0, 1, 2), False),  # in a hotel for an evening
        ((0, 24, 47), False),
        ((0, 24, 48), True),
        ((0, 1, 2, 3, 50), True),
    ],
)
def test_a_move_is_believed_at_the_third_sighting_over_two_days(
    hours: tuple[float, ...], adopted: bool
) -> None:
    assert (seen_at(*hours).url == MOVED) is adopted


def test_a_move_to_somebody_elses_feed_is_never_believed() -> None:
    assert seen_at(0, 24, 48, 72, 96, shares=lambda _n: False).url == ""
    assert seen_at(0, 24, 48, 72, shares=lambda n: n != 1).url == ""  # it begins anew


def test_a_move_that_changes_its_mind_begins_anew() -> None:
    known = seen_at(0, 24)
    known = after(known, moved("https://other.example/"), Reading.FEED, now=NOW + 48 * HOUR).known
    assert (known.moved_to, known.moved_seen) == ("https://other.example/", 1)
    known = after(known, whole(), Reading.FEED, now=NOW + 50 * HOUR).known
    assert (known.moved_to, known.moved_seen, known.moved_first_at) == ("", 0, None)


def test_a_move_to_what_is_no_feed_is_not_counted() -> None:
    known = seen_at(0, 24)
    page = after(known, moved(), Reading.NOTHING, now=NOW + 72 * HOUR).known
    assert (page.url, page.moved_seen) == ("", 2)


# --- what goes wrong -----------------------------------------------------------------------------


def test_what_is_gone_is_never_asked_for_again() -> None:
    found = after(Known(), answer(Outcome.GONE, 410)).known
    assert (found.state, found.next_at, found.reason) == ("gone", None, "status_410")
    assert not fetch_state.may_look(found, NOW + 365 * DAY)


def test_what_is_not_found_is_asked_daily_and_is_missing_after_two_weeks() -> None:
    lost = answer(Outcome.MISSING, 404)
    known, now = Known(), NOW
    looked = 0
    while known.state != "missing":
        now = known.next_at or now
        found = after(known, lost, now=now)
        known = found.known
        looked += 1
        assert looked < 30
        assert known.state == "missing" or known.next_at - now <= DAY
    assert now - NOW >= 14 * DAY
    assert looked >= 5
    assert found.looks_for_new_home
    again = after(known, lost, now=now + WEEK)
    assert (again.known.state, again.looks_for_new_home) == ("missing", False)


def test_what_is_not_found_a_few_times_over_long_is_not_missing_yet() -> None:
    lost = answer(Outcome.MISSING, 404)
    known = Known()
    for week in range(4):
        known = after(known, lost, now=NOW + week * WEEK).known
    assert known.state == "failing"
    assert after(known, lost, now=NOW + 4 * WEEK).known.state == "missing"


@pytest.mark.parametrize(
    ("status", "reason"),
    [(401, Reason.STATUS), (403, Reason.CHALLENGE), (451, Reason.STATUS), (999, Reason.STATUS)],
)
def test_what_is_refused_is_asked_after_a_day_and_then_weekly(status: int, reason: Reason) -> None:
    refused = answer(Outcome.REFUSED, status, reason)
    first = after(Known(), refused).known
    assert first.state == "refused"
    assert 0.9 * DAY <= first.next_at - NOW <= DAY
    second = after(first, refused, now=first.next_at).known
    assert 0.9 * WEEK <= second.next_at - first.next_at <= WEEK


def test_a_busy_host_is_left_alone_as_long_as_it_says() -> None:
    busy = answer(Outcome.BUSY, 429, headers=(("retry-after", "120"),))
    found = after(replace(Known(), state="ok"), busy)
    assert found.pause == Pause(NOW + timedelta(seconds=120), 1)
    assert (found.known.state, found.known.errors, found.known.reason) == ("ok", 0, "busy")
    assert found.known.next_at >= found.pause.until


def test_a_busy_host_that_does_not_say_is_left_alone_twice_as_long_each_time() -> None:
    busy = answer(Outcome.BUSY, 429)
    pause, waits = Pause(), []
    for _again in range(7):
        pause = after(Known(), busy, pause=pause).pause
        waits.append((pause.until - NOW) / HOUR)
    assert waits == [1, 2, 4, 8, 16, 24, 24]
    assert after(Known(), whole(), Reading.FEED, pause=pause).pause == Pause()
    assert after(Known(), whole(), Reading.FEED).pause is None


@pytest.mark.parametrize(
    "fetched",
    [
        answer(Outcome.FAILED, 0, Reason.TIMEOUT),
        answer(Outcome.FAILED, 500),
        answer(Outcome.FAILED, 0, Reason.NAME),
        answer(Outcome.FAILED, 0, Reason.CERTIFICATE),
        answer(Outcome.FAILED, 200, Reason.TRUNCATED, headers=(("etag", '"t"'),)),
    ],
)
def test_what_may_work_later_is_asked_later_and_later(fetched: Fetched) -> None:
    known = after(Known(), whole(etag='"a"'), Reading.FEED).known
    now = NOW
    for number in range(8):
        found = after(known, fetched, now=now).known
        longest = min(HOUR * 2**number, DAY)
        assert longest / 2 <= found.next_at - now <= longest
        assert (found.state, found.errors) == ("failing", number + 1)
        assert (found.etag, found.failing_since_at) == ('"a"', NOW)
        known, now = found, found.next_at


@pytest.mark.parametrize(("said", "wait"), [("7200", 2 * HOUR), ("86400000", WEEK)])
def test_a_server_that_says_when_it_is_back_is_asked_then(said: str, wait: timedelta) -> None:
    fetched = answer(Outcome.FAILED, 503, headers=(("retry-after", said),))
    known = after(Known(), fetched).known
    assert known.next_at == NOW + wait
    assert not fetch_state.may_look(known, NOW + HOUR)
    assert fetch_state.may_look(known, NOW + wait)
    well = after(known, whole(), Reading.FEED, now=NOW + wait).known
    assert fetch_state.may_look(well, NOW + wait + HOUR)


@pytest.mark.parametrize("outcome", [Outcome.OFFLINE, Outcome.CANCELLED])
def test_our_own_connection_is_nobodys_fault(outcome: Outcome) -> None:
    known = Known(state="ok", next_at=NOW, looked_at=NOW - DAY)
    assert after(known, answer(outcome)) == After(known)


def test_a_page_in_place_of_a_feed_is_unreadable_at_the_third_time() -> None:
    page = whole(etag='"page"')
    known, states, looks = Known(etag='"a"'), [], []
    for _again in range(4):
        found = after(known, page, Reading.NOTHING, now=known.next_at or NOW)
        known = found.known
        states.append(known.state)
        looks.append(found.looks_for_new_home)
        assert known.etag == '"a"'  # validators of a page are not those of the feed
    assert states == ["failing", "failing", "unreadable", "unreadable"]
    assert looks == [False, False, True, False]
    assert after(known, whole(), Reading.FEED).known.state == "ok"


def test_a_reader_that_was_stopped_three_times_rests_for_a_week() -> None:
    known, now = repeated(3, whole(), Reading.TOO_HEAVY)
    assert (known.state, known.reason) == ("unreadable", "too_heavy")
    assert known.next_at - now >= 0.9 * WEEK
    first, _now = repeated(1, whole(), Reading.TOO_HEAVY)
    assert first.next_at - NOW >= 0.9 * DAY


@pytest.mark.parametrize(
    "reason", [Reason.TOO_BIG, Reason.REDIRECTS, Reason.SCHEME, Reason.ENCODING, Reason.DOWNGRADE]
)
def test_what_will_not_work_later_is_asked_weekly(reason: Reason) -> None:
    found = after(Known(), answer(Outcome.UNREADABLE, 0, reason)).known
    assert (found.state, found.next_at, found.reason) == ("unreadable", NOW + WEEK, reason.value)


def test_a_state_that_says_more_outlives_a_slow_network() -> None:
    missing = Known(state="missing", errors=9, failing_since_at=NOW - 30 * DAY)
    assert after(missing, answer(Outcome.FAILED, 0, Reason.TIMEOUT)).known.state == "missing"


@pytest.mark.parametrize(("minutes", "may"), [(0, False), (9, False), (10, True), (-60, True)])
def test_even_by_the_users_word_nobody_is_asked_again_within_ten_minutes(
    minutes: float, may: bool
) -> None:
    known = Known(looked_at=NOW)
    assert fetch_state.may_look(known, NOW + timedelta(minutes=minutes)) is may
    assert fetch_state.may_look(Known(), NOW)


def test_who_was_refused_for_a_private_address_may_be_asked_as_soon_as_the_user_allows_it() -> None:
    refused = answer(Outcome.FAILED, 0, Reason.PRIVATE)
    assert fetch_state.may_look(after(Known(), refused).known, NOW)


def test_who_is_busy_is_not_asked_by_the_users_word_either() -> None:
    busy = after(Known(), answer(Outcome.BUSY, 429, headers=(("retry-after", "3600"),))).known
    assert not fetch_state.may_look(busy, NOW + timedelta(minutes=59))
    assert fetch_state.may_look(busy, NOW + HOUR)
