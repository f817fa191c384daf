from datetime import date, timedelta

import pytest

from relationship_journal.domain.codes import Direction
from relationship_journal.domain.parsed_feed import ParsedEntry, ParsedFeed
from relationship_journal.services import matching_text
from relationship_journal.services.people import COLUMNS, PeopleFilter, PeopleOrder

INNER, REGULAR, ACQUAINTANCE, NO_PLAN = 1, 2, 3, 4


def names(core, people=None, order=None):
    found = core.people.find(people, order)
    return [row.name for row in core.people.rows(found.ids)]


@pytest.fixture
def everyone(core, clock):
    add, write = core.contacts.add, core.entries.write_down
    ana = add(
        "Ana Duarte", tags=["gardens", "feeds"], circle="Inner", urls=["quietgardens.example"]
    )
    clock.wind(hours=1)
    mara = add("Mara Lind", tags=["harbour"], circle="Inner", emails=["mara@tide.example"])
    lukasz = add("Łukasz Wójcik", tags=["maps"], circle="Regular")
    sakura = add("山田 さくら", circle="Acquaintance")
    sean = add("Séan Gallagher")
    core.contacts.edit(lukasz, organization="moss & Co")
    core.contacts.edit(mara, organization="Harbour House")
    clock.wind(days=10)
    write([mara], "Fog diary", at=clock() - timedelta(days=5))
    write([ana, lukasz], "Seeds and a map")
    core.notes.add(sean, "Listens to the harbour radio")
    return {"ana": ana, "mara": mara, "lukasz": lukasz, "sakura": sakura, "sean": sean}


@pytest.mark.parametrize(
    ("column", "up"),
    [
        ("name", "Ana Duarte, Łukasz Wójcik, Mara Lind, Séan Gallagher, 山田 さくら"),
        ("circle", "Ana Duarte, Mara Lind, Łukasz Wójcik, 山田 さくら, Séan Gallagher"),
        ("last_spoke", "山田 さくら, Séan Gallagher, Mara Lind, Ana Duarte, Łukasz Wójcik"),
        ("next", "Mara Lind, Ana Duarte, Łukasz Wójcik, 山田 さくら, Séan Gallagher"),
        ("tags", "Ana Duarte, Mara Lind, Łukasz Wójcik, Séan Gallagher, 山田 さくら"),
        ("organization", "Mara Lind, Łukasz Wójcik, Ana Duarte, Séan Gallagher, 山田 さくら"),
        ("created", "Ana Duarte, Mara Lind, Łukasz Wójcik, 山田 さくら, Séan Gallagher"),
        ("height", "Ana Duarte, Łukasz Wójcik, Mara Lind, Séan Gallagher, 山田 さくら"),
    ],
)
def test_people_come_in_the_order_of_a_column(core, everyone, column, up):
    assert ", ".join(names(core, order=PeopleOrder(column))) == up


@pytest.mark.parametrize("column", COLUMNS)
def test_the_other_way_round_shows_the_same_people(core, everyone, column):
    up = names(core, order=PeopleOrder(column))
    down = names(core, order=PeopleOrder(column, descending=True))
    assert sorted(up) == sorted(down)
    assert up != down or column == "follows"  # nobody is
    if column in {"name", "last_spoke", "created"}:
        assert down == up[::-1]


def test_who_has_nothing_ahead_comes_last_either_way(core, everyone):
    for way in (False, True):
        assert names(core, order=PeopleOrder("next", descending=way))[-1] == "Séan Gallagher"
    core.contacts.set_muted(everyone["mara"], is_muted=True)
    assert names(core, order=PeopleOrder("next"))[-2:] == ["Mara Lind", "Séan Gallagher"]


def test_the_order_by_next_looks_at_follow_ups_promises_and_replies(core, clock, everyone):
    today = date(2026, 12, 3)
    core.follow_ups.add(everyone["sean"], today + timedelta(days=2), "Ring")
    core.promises.make(everyone["sakura"], "A parcel", by=today + timedelta(days=1))
    order = PeopleOrder("next")
    assert names(core, order=order)[:2] == ["山田 さくら", "Séan Gallagher"]
    clock.wind(hours=1)
    core.entries.write_down([everyone["lukasz"]], "Thanks", direction=Direction.INCOMING)
    assert names(core, order=order)[0] == "Łukasz Wójcik"
    core.today.skip(core.today.look().shown[0])
    assert names(core, order=order)[0] == "山田 さくら"
    assert names(core, PeopleFilter(going_quiet=True, tag="maps"), order) == []


def test_who_has_no_tag_or_organization_comes_last_either_way(core, everyone):
    for way in (False, True):
        assert names(core, order=PeopleOrder("tags", descending=way))[-2:] == [
            "Séan Gallagher",
            "山田 さくら",
        ]
        assert names(core, order=PeopleOrder("organization", descending=way))[2:] == [
            "Ana Duarte",
            "Séan Gallagher",
            "山田 さくら",
        ]


@pytest.mark.parametrize(
    ("people", "expected"),
    [
        (PeopleFilter(), 5),
        (PeopleFilter(circle_ids=frozenset({INNER})), 2),
        (PeopleFilter(circle_ids=frozenset({INNER, NO_PLAN})), 3),
        (PeopleFilter(tag="HARBOUR"), 1),
        (PeopleFilter(tag="nothing"), 0),
        (PeopleFilter(never_spoken=True), 2),
        (PeopleFilter(never_spoken=True, circle_ids=frozenset({NO_PLAN})), 1),
        (PeopleFilter(put_away=True), 0),
        (PeopleFilter(text="harbour", tag="harbour"), 1),
    ],
)
def test_every_condition_of_a_filter_holds(core, everyone, people, expected):
    assert len(names(core, people)) == expected
    assert people.is_open == (people == PeopleFilter())


def test_put_away_shows_only_those_and_the_bin_nobody(core, everyone):
    core.contacts.put_away(everyone["mara"])
    core.contacts.delete(everyone["ana"])
    assert names(core, PeopleFilter(put_away=True)) == ["Mara Lind"]
    assert len(names(core)) == core.people.count() == 3
    assert core.people.tags() == [("harbour", 1), ("maps", 1)]


def test_who_is_going_quiet_is_due_today_or_before(core, clock, everyone):
    quiet = PeopleFilter(going_quiet=True)
    assert names(core, quiet) == []
    clock.wind(days=9)  # Mara: 14 days since the fog diary
    assert names(core, quiet) == ["Mara Lind"]
    clock.wind(days=5)
    assert names(core, quiet) == ["Ana Duarte", "Mara Lind"]
    core.contacts.set_cadence(everyone["sean"], 10)
    clock.wind(days=10)
    assert names(core, quiet) == ["Ana Duarte", "Mara Lind", "Séan Gallagher"]
    core.contacts.set_cadence(everyone["ana"], 0)
    core.contacts.set_muted(everyone["mara"], is_muted=True)
    assert names(core, quiet) == ["Séan Gallagher"]
    today = date(2026, 11, 23) + timedelta(days=34)
    core.contacts.pause_until(everyone["sean"], today + timedelta(days=1))
    assert names(core, quiet) == []
    core.contacts.pause_until(everyone["sean"], today)
    assert names(core, quiet) == ["Séan Gallagher"]


@pytest.mark.parametrize(("hour", "is_quiet"), [(2, False), (3, True)])
def test_a_day_begins_at_four_in_the_morning_of_the_zone(open_journal, clock, hour, is_quiet):
    """Said good night at 01:00 in Vienna: that is still the evening before."""
    core = open_journal("night.db")
    clock.at = clock.at.replace(day=10, hour=0, minute=0)
    ana = core.contacts.add("Ana", circle="Inner")
    core.entries.write_down([ana], "Good night")
    clock.at = clock.at.replace(day=23, hour=hour, minute=0)
    assert names(core, PeopleFilter(going_quiet=True)) == (["Ana"] if is_quiet else [])
    assert core.contacts.whole(ana).due == date(2026, 11, 23)


def test_going_quiet_is_what_the_due_day_says_for_every_cadence(core, clock):
    from relationship_journal.domain.schedule import is_going_quiet

    for number in range(40):
        one = core.contacts.add(f"P{number:02}", circle=("Inner", "Regular", "No plan")[number % 3])
        if number % 4 == 0:
            core.contacts.set_cadence(one, number % 20)
        if number % 2:
            core.entries.write_down([one], "x", at=clock() - timedelta(hours=37 * number))
    for _step in range(8):
        clock.wind(days=4, hours=3)
        today = (clock() + timedelta(hours=1 - 4)).date()
        rows = core.people.rows(core.people.find().ids)
        assert names(core, PeopleFilter(going_quiet=True)) == [
            row.name for row in rows if is_going_quiet(row.due, today)
        ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("mar", ["Mara Lind"]),
        ("MÁRA", ["Mara Lind"]),
        ("wojcik", ["Łukasz Wójcik"]),
        ("harbour", ["Mara Lind", "Séan Gallagher"]),
        ("quietgardens", ["Ana Duarte"]),
        ("tide.example", ["Mara Lind"]),
        ("seeds", ["Ana Duarte", "Łukasz Wójcik"]),
        ("fog dia", ["Mara Lind"]),
        ("さく", ["山田 さくら"]),
        ("山", ["山田 さくら"]),
        ("gard", ["Ana Duarte"]),
        ("uietgar", ["Ana Duarte"]),
        ("s", ["Séan Gallagher"]),
        ("zebra", []),
        ('"', []),
        ("%", []),
        ("NEAR(", []),
    ],
)
def test_search_looks_at_names_first_and_then_at_everything(core, everyone, text, found):
    assert names(core, PeopleFilter(text=text)) == found


def test_those_with_the_text_in_the_name_come_first(core):
    core.notes.add(core.contacts.add("Aaron"), "Knows Lind well")
    core.contacts.add("Zoe Lind")
    assert names(core, PeopleFilter(text="lind")) == ["Zoe Lind", "Aaron"]


def test_a_text_found_too_often_says_that_more_would_be_found(core, everyone, monkeypatch):
    assert core.people.find(PeopleFilter(text="harbour")).is_complete
    monkeypatch.setattr("relationship_journal.services.people.MOST_HITS", 1)
    assert not core.people.find(PeopleFilter(text="harbour")).is_complete
    assert matching_text.MOST_HITS > 1


def test_rows_come_in_the_order_asked_and_leave_out_who_is_gone(core, everyone, clock):
    wanted = [everyone["sean"], 999, everyone["ana"], everyone["mara"]]
    core.contacts.delete(everyone["mara"])
    rows = core.people.rows(wanted)
    assert [row.name for row in rows] == ["Séan Gallagher", "Ana Duarte"]
    ana = rows[1]
    assert (ana.circle, ana.tags, ana.last_spoke_at) == ("Inner", ("gardens", "feeds"), clock())
    assert ana.due == date(2026, 12, 17)
    assert ana.created_at == clock() - timedelta(days=10, hours=1)
    assert core.people.rows([]) == []


def lines(core, ids):
    return [
        (row.next_reason or row.next_kind, row.next_day, row.next_text)
        for row in core.people.rows_with_next(ids)
    ]


def test_a_line_tells_why_somebody_is_on_today(core, clock, everyone):
    today = date(2026, 12, 3)
    core.promises.make(everyone["mara"], "The moss book", by=today)
    core.follow_ups.add(everyone["sean"], today, "Ring")
    core.contacts.edit(everyone["sakura"], birthday="1980-12-03")
    clock.wind(hours=1)
    core.entries.write_down([everyone["lukasz"]], "Thanks", direction=Direction.INCOMING)
    wanted = [everyone[one] for one in ("mara", "sean", "sakura", "lukasz", "ana")]
    assert lines(core, [*wanted, 999]) == [
        ("promise", today, "The moss book"),
        ("follow_up", today, "Ring"),
        ("date", today, "Birthday"),
        ("reply", today, "Thanks"),
        ("keep_in_touch", date(2026, 12, 17), ""),
    ]
    assert {row.contact_id for row in core.today.look(99).shown} == set(wanted[:4])
    clock.wind(days=14)
    assert lines(core, [everyone["ana"]])[0][:2] == ("quiet", date(2026, 12, 17))


def test_a_line_tells_the_soonest_of_what_lies_next(core, clock, everyone):
    ana, today = everyone["ana"], date(2026, 12, 3)
    core.contacts.edit(ana, birthday=f"--{today + timedelta(days=13):%m-%d}")
    assert lines(core, [ana]) == [("birthday", today + timedelta(days=13), "")]
    core.promises.make(ana, "Some day")
    core.promises.make(ana, "The moss book", by=today + timedelta(days=12))
    assert lines(core, [ana]) == [("promise", today + timedelta(days=12), "The moss book")]
    core.follow_ups.add(ana, today + timedelta(days=12), "Ring")
    assert lines(core, [ana]) == [("follow_up", today + timedelta(days=12), "Ring")]
    core.contacts.pause_until(ana, today + timedelta(days=3))
    assert lines(core, [ana]) == [("paused", today + timedelta(days=3), "")]
    core.contacts.set_muted(ana, is_muted=True)
    assert lines(core, [ana, everyone["sean"]]) == [("muted", None, ""), ("", None, "")]
    core.contacts.put_away(ana)
    assert lines(core, [ana]) == [("", None, "")]


def test_what_was_put_off_lies_next_on_the_day_it_comes_again(core, clock, everyone):
    ana, sean, today = everyone["ana"], everyone["sean"], date(2026, 12, 18)
    core.promises.make(sean, "The moss book", by=today)
    clock.wind(days=15)
    for card in core.today.look(99).shown:
        if card.contact_id == ana:
            core.today.later(card, today + timedelta(days=3))
        elif card.contact_id == sean:
            core.today.skip(card)
    ahead = lines(core, [ana, sean])
    assert [one[:2] for one in ahead] == [
        ("keep_in_touch", today + timedelta(days=3)),
        ("promise", today + timedelta(days=7)),
    ]
    clock.wind(days=3)
    assert lines(core, [ana])[0][0] == "quiet"
    clock.wind(days=4)
    assert lines(core, [sean])[0][0] == "promise"
    core.today.skip(next(c for c in core.today.look(99).shown if c.contact_id == ana))
    skipped = lines(core, [ana])[0]
    assert skipped == ("keep_in_touch", date(2027, 1, 8), "")
    clock.wind(days=(skipped[1] - today).days - 8)
    assert lines(core, [ana])[0] == skipped
    clock.wind(days=1)
    assert lines(core, [ana])[0][0] == "quiet"


def test_the_newest_post_sorts_who_is_followed_and_others_come_after(core):
    ids = {}
    for name, ago in (("Ana", 5), ("Mara", 1), ("Tom", None)):
        one = ids[name] = core.contacts.add(name)
        if ago is None:
            continue
        feed = core.following.follow(one, f"https://{name.lower()}.example/feed")
        at = core.clock() - timedelta(days=ago)
        post = ParsedEntry(guid="1", link=f"https://{name.lower()}.example/1", published=at)
        core.feed_posts.store(feed, ParsedFeed("rss", (post,)))
    newest = core.people.find(None, PeopleOrder("follows", descending=True)).ids
    assert list(newest) == [ids["Mara"], ids["Ana"], ids["Tom"]]
    oldest = core.people.find(None, PeopleOrder("follows")).ids
    assert list(oldest) == [ids["Ana"], ids["Mara"], ids["Tom"]]
    rows = core.people.rows_with_next(list(newest))
    assert [row.weeks and row.weeks[-1] for row in rows] == [1, 1, None]
