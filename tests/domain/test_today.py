"""Whom to turn to today, and why."""

import random
import zoneinfo
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relationship_journal.domain import today
from relationship_journal.domain.birthday import Birthday, parse_birthday
from relationship_journal.domain.person_facts import (
    Answer,
    How,
    NewPost,
    OpenFollowUp,
    OpenPromise,
    OwedReply,
    PersonFacts,
    Reason,
    Rhythm,
)

VIENNA = ZoneInfo("Europe/Vienna")
SYDNEY = ZoneInfo("Australia/Sydney")
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)  # a Monday, 10:30 in Vienna


def at(text, zone=VIENNA):
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


def someone(name="Ana", **facts):
    """Return a person of a circle without a plan, long in the journal."""
    facts = {
        "contact_id": 1,
        "name_key": name.lower(),
        "circle_place": 0,
        "cadence_days": None,
        "cooldown_days": 3,
        "created_at": at("2020-01-01 12:00"),
        "counts_from": at("2020-01-01 12:00"),
    } | facts
    return PersonFacts(name=name, **facts)


def owed(text="2026-11-20 12:00", entry_id=7):
    return OwedReply(entry_id, at(text), "Would you read my draft?")


def promise(by, promise_id=3, made="2026-11-01 12:00"):
    return OpenPromise(promise_id, "fix the link", by and date.fromisoformat(by), at(made))


def follow_up(due, clock=None, follow_up_id=5):
    return OpenFollowUp(
        follow_up_id, "look in", date.fromisoformat(due), clock and time.fromisoformat(clock)
    )


def post(text="2026-11-22 18:05", post_id=9):
    return NewPost(post_id, "On quiet gardens", "https://quietgardens.example/p", at(text))


def quiet(name="Ana", spoke="2026-10-01 12:00", days=14, **facts):
    return someone(name, last_spoke_at=at(spoke), cadence_days=days, **facts)


def why(person, now=NOW, zone=VIENNA):
    """Return the card as one line, or None."""
    card = today.card_of(person, at(now, zone) if isinstance(now, str) else now, zone)
    if card is None:
        return None
    more = f" +{card.more}" if card.more else ""
    return f"{card.reason} since {card.since}{more}"


@pytest.mark.parametrize(
    ("facts", "line"),
    [
        ({}, None),
        ({"owed": owed()}, "reply since 2026-11-20"),
        ({"promises": (promise("2026-11-23"),)}, "promise since 2026-11-23"),
        ({"promises": (promise("2026-11-24"),)}, None),
        ({"promises": (promise(None, made="2026-11-09 12:00"),)}, "promise since 2026-11-23"),
        ({"promises": (promise(None, made="2026-11-10 12:00"),)}, None),
        ({"follow_ups": (follow_up("2026-11-23"),)}, "follow_up since 2026-11-23"),
        ({"follow_ups": (follow_up("2026-11-23", "10:30"),)}, "follow_up since 2026-11-23"),
        ({"follow_ups": (follow_up("2026-11-23", "10:31"),)}, None),
        ({"follow_ups": (follow_up("2026-03-01"),)}, "follow_up since 2026-03-01"),
        ({"birthday": Birthday(1984, 11, 23)}, "date since 2026-11-23"),
        ({"birthday": Birthday(None, 11, 24)}, "date since 2025-11-24"),
        ({"posts": (post(),)}, "post since 2026-11-22"),
        (
            {"posts": (post("2026-11-20 12:00", 1), post(), post("2026-11-21 12:00", 2))},
            "post since 2026-11-22 +2",
        ),
        ({"last_spoke_at": at("2026-11-09 23:00"), "cadence_days": 14}, "quiet since 2026-11-23"),
        ({"last_spoke_at": at("2026-11-10 12:00"), "cadence_days": 14}, None),
        ({"cadence_days": 14}, "quiet since 2020-01-15"),
        (
            {"owed": owed(), "promises": (promise("2026-11-01"),), "posts": (post(),)},
            "reply since 2026-11-20 +2",
        ),
        (
            {"owed": owed("2026-10-20 12:00"), "follow_ups": (follow_up("2026-11-23"),)},
            "follow_up since 2026-11-23 +1",
        ),
    ],
)
def test_a_card_says_why(facts, line):
    assert why(someone(**facts)) == line


def test_the_day_begins_at_four():
    due = someone(follow_ups=(follow_up("2026-11-23"),))
    assert why(due, "2026-11-23 03:59") is None
    assert why(due, "2026-11-23 04:00") == "follow_up since 2026-11-23"


@pytest.mark.parametrize(
    ("zone", "due", "clock", "before", "after"),
    [
        (VIENNA, "2026-03-29", "02:30", "2026-03-29 01:59", "2026-03-29 03:30"),
        (VIENNA, "2026-10-25", "02:30", "2026-10-25 02:29", "2026-10-25 02:30"),
        (SYDNEY, "2026-10-04", "02:30", "2026-10-04 03:29", "2026-10-04 03:30"),
        (SYDNEY, "2026-04-05", None, "2026-04-05 03:59", "2026-04-05 04:00"),
    ],
)
def test_a_follow_up_comes_on_the_nights_when_clocks_change(zone, due, clock, before, after):
    person = someone(follow_ups=(follow_up(due, clock),))
    assert why(person, before, zone) is None
    assert why(person, after, zone) == f"follow_up since {due}"


def test_29_february_is_kept_on_28_february_in_other_years():
    born = someone(birthday=parse_birthday("--02-29"), created_at=at("2027-01-01 12:00"))
    assert why(born, "2027-02-27 12:00") is None
    assert why(born, "2027-02-28 12:00") == "date since 2027-02-28"
    assert why(born, "2028-02-28 12:00") == "date since 2027-02-28"
    assert why(born, "2028-02-29 12:00") == "date since 2028-02-29"


def test_a_birthday_from_before_they_were_known_is_not_missed():
    born = someone(birthday=Birthday(1984, 3, 1), created_at=NOW, counts_from=NOW)
    assert why(born) is None
    assert why(born, "2026-03-01 12:00") == "date since 2026-03-01"
    assert why(born, "2027-03-05 12:00") == "date since 2027-03-01"
    old_friend = someone(birthday=Birthday(1984, 3, 1), birthday_known_at=NOW)
    assert why(old_friend) is None


def test_a_birthday_ends_by_congratulating_or_writing_on_a_later_day():
    born = someone(birthday=Birthday(1984, 11, 23))
    this_morning, tomorrow = at("2026-11-23 09:00"), at("2026-11-24 09:00")
    assert why(replace(born, last_own_at=this_morning)) == "date since 2026-11-23"
    assert why(replace(born, congratulated_at=this_morning)) is None
    assert why(replace(born, last_own_at=tomorrow), "2026-11-24 12:00") is None


def test_a_reply_never_expires_and_ranks_low_after_thirty_days():
    asked = someone(owed=owed("2026-01-10 12:00"))
    early, late = (today.card_of(asked, at(day), VIENNA) for day in ("2026-02-08", "2026-02-10"))
    assert (early.reason, late.reason) == (Reason.REPLY, Reason.REPLY)
    assert (early.rank, late.rank) == (0, 5)
    assert why(asked, "2026-12-31 12:00") == "reply since 2026-01-10"


@pytest.mark.parametrize(
    ("how", "line"),
    [(How.SKIP, None), (How.DONE, None), (How.SNOOZE, "reply since 2026-11-22")],
)
@pytest.mark.parametrize("named", [True, False])
def test_a_reply_is_owed_until_done_or_skipped(how, line, named):
    answer = Answer(how, at("2026-11-21 12:00"), until=at("2026-11-22 04:00"))
    if named:
        answer = replace(answer, reason=Reason.REPLY, subject_id=7)
    assert why(someone(owed=owed(), answers=(answer,))) == line


def test_a_newer_letter_asks_again_after_skip_and_during_later():
    skip = Answer(How.SKIP, at("2026-11-19 12:00"))
    later = Answer(How.SNOOZE, at("2026-11-19 12:00"), until=at("2026-12-24 04:00"))
    assert why(someone(owed=owed(), answers=(skip, later))) == "reply since 2026-11-20"


def test_later_waits_until_its_moment():
    person = quiet(answers=(Answer(How.SNOOZE, NOW, until=at("2026-11-26 04:00")),))
    assert why(person) is None
    assert why(person, "2026-11-26 03:59") is None
    assert why(person, "2026-11-26 04:00") == "quiet since 2026-11-26"


def test_the_newest_later_counts():
    first = Answer(How.SNOOZE, at("2026-11-20 12:00"), until=at("2026-12-24 04:00"))
    second = Answer(How.SNOOZE, at("2026-11-21 12:00"), until=at("2026-11-22 04:00"))
    assert why(quiet(answers=(second, first))) == "quiet since 2026-11-22"


def test_skip_waits_one_cadence_and_leaves_last_spoke_alone():
    person = quiet(answers=(Answer(How.SKIP, at("2026-11-20 12:00")),))
    assert why(person) is None
    assert why(person, "2026-12-04 12:00") == "quiet since 2026-12-04"


def test_skip_before_it_is_due_changes_nothing():
    person = quiet(answers=(Answer(How.SKIP, at("2026-10-10 12:00")),))
    assert why(person) == "quiet since 2026-10-15"


def test_a_skipped_promise_comes_again_and_done_does_not_end_it():
    person = someone(promises=(promise("2026-11-20"),))
    skipped = replace(person, answers=(Answer(How.SKIP, at("2026-11-20 12:00")),))
    assert why(skipped) is None
    assert why(skipped, "2026-11-27 12:00") == "promise since 2026-11-27"
    done = replace(person, answers=(Answer(How.DONE, at("2026-11-20 12:00")),))
    assert why(done) == "promise since 2026-11-20"


def test_answers_for_a_person_leave_follow_ups_alone():
    person = someone(
        follow_ups=(follow_up("2026-11-23"),),
        answers=(Answer(How.SKIP, NOW), Answer(How.SNOOZE, NOW, until=at("2027-01-01 04:00"))),
    )
    assert why(person) == "follow_up since 2026-11-23"


def test_a_skipped_birthday_comes_next_year():
    person = someone(birthday=Birthday(1984, 11, 23), answers=(Answer(How.SKIP, NOW, Reason.DATE),))
    assert why(person) is None
    assert why(person, "2027-11-23 12:00") == "date since 2027-11-23"


def test_a_snoozed_birthday_keeps_next_years_date():
    later = Answer(How.SNOOZE, NOW, until=at("2026-11-25 04:00"))
    person = someone(birthday=Birthday(1984, 11, 23), answers=(later,))
    assert why(person) is None
    assert why(person, "2026-11-25 12:00") == "date since 2026-11-25"
    assert why(person, "2027-11-23 12:00") == "date since 2027-11-23"


@pytest.mark.parametrize(
    ("days_since_own", "unanswered", "shown"),
    [(2, 0, False), (3, 0, True), (3, 3, False), (5, 3, False), (6, 3, True), (3, 2, True)],
)
def test_the_cooldown_holds_back_posts_and_is_doubled_after_three_unanswered(
    days_since_own, unanswered, shown
):
    own_at = NOW - timedelta(days=days_since_own)
    person = someone(last_own_at=own_at, unanswered=unanswered, posts=(post("2026-11-23 09:00"),))
    assert (why(person) is not None) is shown


def test_the_cooldown_holds_back_nothing_else():
    own = {"last_own_at": NOW - timedelta(hours=2), "cooldown_days": 21}
    assert why(someone(owed=owed("2026-11-23 10:00"), **own)) == "reply since 2026-11-23"
    assert why(someone(promises=(promise("2026-11-23"),), **own)) == "promise since 2026-11-23"
    assert why(someone(follow_ups=(follow_up("2026-11-23"),), **own)) is not None
    assert why(someone(birthday=Birthday(None, 11, 23), **own)) == "date since 2026-11-23"


def test_their_entry_moves_quiet_without_a_cooldown():
    person = quiet(spoke="2026-11-22 12:00", days=1, last_own_at=at("2026-10-01 12:00"))
    assert why(person) == "quiet since 2026-11-23"
    held = replace(person, last_own_at=at("2026-11-22 11:00"))
    assert why(held) is None


def test_a_post_from_before_my_last_word_is_answered():
    assert (
        why(someone(posts=(post(),), last_own_at=at("2026-11-22 19:00"), cooldown_days=0)) is None
    )


def test_a_skipped_post_is_never_shown_again_and_a_newer_one_is():
    skip = Answer(How.SKIP, NOW, Reason.POST, 9)
    assert why(someone(posts=(post(),), answers=(skip,))) is None
    both = (post(), post("2026-11-23 09:00", 10))
    assert why(someone(posts=both, answers=(skip,))) == "post since 2026-11-23"


@pytest.mark.parametrize(
    ("came", "is_micro", "now", "is_shown"),
    [
        ("2026-11-13 11:00", False, "2026-11-23 10:30", True),
        ("2026-11-13 10:30", False, "2026-11-23 10:30", False),
        ("2026-11-21 11:00", True, "2026-11-23 10:30", True),
        ("2026-11-21 10:30", True, "2026-11-23 10:30", False),
        ("2026-11-23 11:00", False, "2026-11-23 10:30", False),
    ],
)
def test_a_post_can_be_answered_for_ten_days_and_a_short_one_for_two(came, is_micro, now, is_shown):
    one = replace(post(came), is_micro=is_micro)
    assert (why(someone(posts=(one,)), now) is not None) == is_shown


def test_a_long_post_comes_before_a_short_one_whatever_the_time():
    note = NewPost(11, "a note", "", at("2026-11-23 09:00"), is_micro=True)
    card = today.card_of(someone(posts=(note, post())), NOW, VIENNA)
    assert (card.post.id, card.more) == (9, 1)


def test_later_until_their_next_post_comes_back_pointing_at_it():
    waits = (Answer(How.NEXT_POST, at("2026-11-23 08:00")),)
    assert why(someone(posts=(post(),), answers=waits)) is None
    both = (post(), post("2026-11-23 09:00", 10))
    assert why(someone(posts=both, answers=waits)) == "post since 2026-11-23 +1"


def test_on_every_second_post_waits_for_another_one():
    times = (at("2026-11-02 12:00"), at("2026-11-22 18:05"))
    person = someone(posts=(post(),), post_times=times[1:], rhythm=Rhythm.SECOND_POST)
    assert why(person) is None
    assert why(replace(person, post_times=times)) == "post since 2026-11-22"
    spoke = replace(person, post_times=times, last_own_at=at("2026-11-10 12:00"))
    assert why(spoke) is None


def test_about_monthly_waits_a_month_from_my_last_word_and_days_still_count():
    person = someone(posts=(post(),), rhythm=Rhythm.MONTHLY, last_own_at=at("2026-10-24 12:00"))
    assert why(person) is None
    assert why(person, "2026-11-24 09:00") == "post since 2026-11-22"
    silent = quiet(rhythm=Rhythm.MONTHLY, posts=(post(),), last_own_at=at("2026-11-01 12:00"))
    assert why(silent) == "quiet since 2026-10-15"


@pytest.mark.parametrize(
    "rest",
    [{"is_muted": True}, {"is_put_away": True}, {"paused_until": date(2026, 11, 24)}],
)
def test_muted_paused_and_put_away_people_are_not_on_today(rest):
    everything = quiet(
        owed=owed(), promises=(promise("2026-11-01"),), follow_ups=(follow_up("2026-11-01"),),
        birthday=Birthday(None, 11, 23), posts=(post(),),
    )  # fmt: skip
    assert why(everything) == "reply since 2026-11-20 +5"
    assert why(replace(everything, **rest)) is None


def test_what_fell_due_in_a_pause_is_due_after_it():
    person = quiet(paused_until=date(2026, 11, 24))
    assert why(person) is None
    assert why(person, "2026-11-24 04:00") == "quiet since 2026-10-15"


def test_an_import_makes_no_reminders_for_seven_days():
    imported = someone(
        cadence_days=1, birthday=Birthday(None, 11, 25), posts=(post("2026-11-24 12:00"),),
        created_at=NOW, counts_from=NOW + timedelta(days=7), rests_until=NOW + timedelta(days=7),
    )  # fmt: skip
    assert why(imported, "2026-11-25 12:00") is None
    by_hand = replace(imported, follow_ups=(follow_up("2026-11-25"),))
    assert why(by_hand, "2026-11-25 12:00") == "follow_up since 2026-11-25"
    later = why(replace(imported, posts=()), "2026-12-05 12:00")
    assert later == "quiet since 2026-12-01"


def test_eight_months_asleep_make_one_card():
    assert why(quiet(spoke="2026-01-10 12:00"), "2026-09-10 12:00") == "quiet since 2026-01-24"


def test_what_is_said_of_a_quiet_person_puts_time_in_words():
    card = today.card_of(quiet(spoke="2026-09-20 12:00", days=45), NOW, VIENNA)
    assert card.text == "Last spoke 9 weeks ago; you keep in touch about every 6 weeks"
    never = today.card_of(someone(cadence_days=14), NOW, VIENNA)
    assert never.text == "Not spoken yet; you keep in touch about every 2 weeks"


def test_today_is_ordered_by_reason_circle_days_and_name():
    people = [
        quiet("Quiet far", contact_id=1, circle_place=2),
        quiet("Quiet near late", contact_id=2, spoke="2026-10-05 12:00"),
        quiet("Quiet near early", contact_id=3),
        quiet("Quiet again early", contact_id=4),
        someone("Post", contact_id=5, posts=(post(),)),
        someone("Date", contact_id=6, birthday=Birthday(None, 11, 23)),
        someone("Follow-up", contact_id=7, follow_ups=(follow_up("2026-11-23"),)),
        someone("Promise", contact_id=8, promises=(promise("2026-11-23"),)),
        someone("Reply far", contact_id=9, circle_place=3, owed=owed()),
        someone("Old reply", contact_id=10, circle_place=1, owed=owed("2026-10-01 12:00")),
    ]
    random.Random(4).shuffle(people)
    assert [card.name for card in today.cards(people, NOW, VIENNA)] == [
        "Reply far",
        "Promise",
        "Follow-up",
        "Date",
        "Post",
        "Quiet again early",
        "Quiet near early",
        "Quiet near late",
        "Old reply",
        "Quiet far",
    ]


def test_promises_and_follow_ups_are_shown_beyond_the_cap():
    people = [someone(f"Reply {n}", contact_id=n, owed=owed()) for n in range(4)]
    people += [
        someone(f"Promise {n}", contact_id=n, promises=(promise("2026-11-23"),))
        for n in range(10, 13)
    ]
    people += [quiet("Quiet", contact_id=20)]
    cut = today.cut(today.cards(people, NOW, VIENNA))
    assert [card.contact_id for card in cut.shown] == [0, 1, 2, 3, 10, 11, 12]
    assert [card.name for card in cut.rest] == ["Quiet"]


def test_those_already_answered_today_take_their_place():
    found = today.cards([quiet(str(n), contact_id=n) for n in range(8)], NOW, VIENNA)
    assert len(today.cut(found).shown) == 5
    assert len(today.cut(found, answered=3).shown) == 2
    assert len(today.cut(found, answered=9).shown) == 0
    assert len(today.cut(found, 10).shown) == 8


def test_pick_up_again_is_offered_after_a_fortnight_away():
    monday = date(2026, 11, 23)
    assert today.should_pick_up_again(date(2026, 11, 9), monday, waiting=6)
    assert not today.should_pick_up_again(date(2026, 11, 10), monday, waiting=6)
    assert not today.should_pick_up_again(date(2026, 11, 9), monday, waiting=5)
    assert not today.should_pick_up_again(None, monday, waiting=50)


def test_what_waits_is_spread_evenly_and_in_order():
    found = today.cards([quiet(str(n), contact_id=n) for n in range(7)], NOW, VIENNA)
    days = [date(2026, 11, 25), date(2026, 11, 23), date(2026, 11, 24)]
    laid = today.spread(found, days)
    assert [(str(day), [c.name for c in cards]) for day, cards in laid.days] == [
        ("2026-11-23", ["0", "1", "2"]),
        ("2026-11-24", ["3", "4"]),
        ("2026-11-25", ["5", "6"]),
    ]
    assert laid.resting == ()
    little = today.spread(found, days[:1], cap=5)
    assert [card.name for card in little.resting] == ["5", "6"]
    assert today.spread(found, []).resting == tuple(found)


def test_moments_at_which_something_may_fall_due_are_known():
    until = at("2026-11-26 15:00")
    person = someone(
        follow_ups=(follow_up("2026-11-24", "15:00"), follow_up("2026-11-25")),
        answers=(Answer(How.SNOOZE, NOW, until=until), Answer(How.SKIP, NOW)),
    )
    assert list(today.moments(person, VIENNA)) == [at("2026-11-24 15:00"), until]


ZONES = st.sampled_from(sorted(zoneinfo.available_timezones() - {"localtime"})).map(ZoneInfo)
INSTANTS = st.integers(788_918_400, 4_133_894_400).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)
# Facts crowd around one moment, so that the rules meet.
NEAR = st.integers(-90 * 86400, 90 * 86400).map(lambda s: NOW + timedelta(seconds=s))
NEAR_DAYS = st.integers(-60, 60).map(lambda n: date(2026, 11, 23) + timedelta(days=n))
ANSWERS = st.builds(
    Answer,
    st.sampled_from(How),
    NEAR,
    st.none() | st.sampled_from(Reason),
    st.none() | st.integers(1, 3),
    st.none() | NEAR,
)
PEOPLE = st.builds(
    PersonFacts,
    contact_id=st.integers(1, 10_000),
    name=st.sampled_from(["Ana", "Mara", "Tom"]),
    name_key=st.sampled_from(["ana", "mara", "tom"]),
    circle_place=st.integers(0, 3),
    cadence_days=st.none() | st.integers(1, 200),
    cooldown_days=st.integers(0, 21),
    created_at=NEAR,
    counts_from=NEAR,
    rests_until=st.none() | NEAR,
    last_spoke_at=st.none() | NEAR,
    last_own_at=st.none() | NEAR,
    congratulated_at=st.none() | NEAR,
    unanswered=st.integers(0, 5),
    owed=st.none() | st.builds(OwedReply, st.integers(1, 3), NEAR, st.just("text")),
    promises=st.lists(
        st.builds(OpenPromise, st.integers(1, 3), st.just("p"), st.none() | NEAR_DAYS, NEAR),
        max_size=2,
    ).map(tuple),
    follow_ups=st.lists(
        st.builds(OpenFollowUp, st.integers(1, 3), st.just("f"), NEAR_DAYS, st.none() | st.times()),
        max_size=2,
    ).map(tuple),
    birthday=st.none()
    | st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda d: Birthday(None, d.month, d.day)),
    posts=st.lists(
        st.builds(NewPost, st.integers(1, 3), st.just("t"), st.just("u"), NEAR), max_size=3
    ).map(tuple),
    answers=st.lists(ANSWERS, max_size=3).map(tuple),
    is_muted=st.booleans(),
    paused_until=st.none() | NEAR_DAYS,
    is_put_away=st.booleans(),
)
CROWDS = st.lists(PEOPLE, max_size=8, unique_by=lambda person: person.contact_id)


@given(CROWDS, NEAR, ZONES, st.integers(0, 10), st.randoms())
def test_today_is_total_capped_and_the_same_in_any_order(people, now, zone, cap, chance):
    found = today.cards(people, now, zone)
    assert len({card.contact_id for card in found}) == len(found)
    shuffled = list(people)
    chance.shuffle(shuffled)
    assert today.cards(shuffled, now, zone) == found
    cut = today.cut(found, cap)
    assert len([card for card in cut.shown if not card.is_explicit]) <= cap
    assert sorted(cut.shown + cut.rest, key=found.index) == found
    assert all(not card.is_explicit for card in cut.rest)
    assert all(card.since <= today.local_day(now, zone) for card in found)


@given(PEOPLE, INSTANTS, ZONES)
def test_any_instant_in_any_zone_has_an_answer(person, now, zone):
    card = today.card_of(person, now, zone)
    assert card is None or card.since <= today.local_day(now, zone)


@given(PEOPLE, NEAR, ZONES)
def test_a_word_of_mine_never_brings_up_a_post_or_silence(person, now, zone):
    before = today.card_of(person, now, zone)
    newest = max([now, *(at for at in (person.last_spoke_at, person.last_own_at) if at)])
    wrote = replace(
        person,
        last_own_at=newest,
        last_spoke_at=newest,
        owed=None,
        posts=tuple(post for post in person.posts if post.at > newest),
    )
    after = today.card_of(wrote, now, zone)
    if after is not None:
        assert after.reason not in {Reason.POST, Reason.REPLY, Reason.QUIET}
        assert before is not None


@given(PEOPLE, NEAR, st.integers(0, 10**6), ZONES)
def test_what_is_due_stays_due_without_an_answer(person, now, seconds, zone):
    person = replace(person, answers=(), posts=(), paused_until=None, rests_until=None)
    if today.card_of(person, now, zone) is not None:
        # Only a later birthday may take the place of an earlier one.
        later = today.card_of(person, now + timedelta(seconds=seconds), zone)
        assert later is not None
