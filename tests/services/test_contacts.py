from datetime import UTC, date, datetime, timedelta

import pytest

from relationship_journal.errors import Ambiguous, InvalidInput, NotFound
from relationship_journal.services.contacts import LARGEST_PHOTO
from relationship_journal.services.rows import AddressRow, GoesWith

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
JPEG = b"\xff\xd8\xff\xe0" + bytes(20)
GONE = 999

# what is done, as (name of the method, its arguments after the id)
VERBS = {
    "edit": {"name": "Ana Maria", "birthday": "--05-03", "how_we_met": "By the sea."},
    "set_circle": (1,),
    "set_cadence": (30,),
    "set_muted": {"is_muted": True},
    "pause_until": (date(2027, 1, 1),),
    "set_names": ([("Bia", "nickname")],),
    "set_emails": ([("ana@other.example", "work")],),
    "set_phones": ([("+1 202 555 0143", "")],),
    "set_addresses": ([AddressRow(0, "", "1 Low Road", "", "", "Leith", "", "", "")],),
    "set_profiles": ([("https://other.example", "Blog")],),
    "set_custom": ([("Cat", "Miso")],),
    "set_tags": (["harbour", "gardens"],),
    "add_tag": ("feeds",),
    "remove_tag": ("gardens",),
    "set_photo": (PNG,),
    "put_away": (),
    "delete": (),
    "delete_for_good": (),
}


def call(contacts, verb, contact_id, given):
    keywords = given if isinstance(given, dict) else {}
    return getattr(contacts, verb)(contact_id, *(() if keywords else given), **keywords)


@pytest.fixture
def ana(core):
    one = core.contacts.add(
        "Ana Duarte",
        urls=["quietgardens.example"],
        emails=["ana@moss.example"],
        tags=["gardens"],
        circle="Regular",
    )
    core.notes.add(one, "Moves to Évora.")
    core.entries.write_down([one], "Thanked her.")
    core.follow_ups.add(one, date(2026, 11, 30), "Ask about the yard")
    return one


# --- bring in ------------------------------------------------------------------------------------


def test_a_new_contact_has_what_was_given_and_no_plan(core, clock):
    one = core.contacts.add(
        "  Mara\tLind ",
        urls=["tide.example/@mara", "https://tide.example/@mara", " "],
        emails=["mara@harbour.example", ""],
        tags=["Harbour", "harbour", ""],
    )
    row = core.contacts.whole(one)
    assert (row.name, row.circle, row.cadence_days, row.due) == ("Mara Lind", "No plan", None, None)
    assert [(p.url, p.site) for p in row.profiles] == [
        ("https://tide.example/@mara", "tide.example")
    ]
    assert [mail.value for mail in row.emails] == ["mara@harbour.example"]
    assert row.tags == ("Harbour",)
    assert row.created_at == row.updated_at == clock()
    assert not row.is_put_away
    assert not row.is_muted
    assert len(row.uid) == 36


@pytest.mark.parametrize("name", ["", "   ", "\x00", "\u200b"])
def test_a_contact_needs_a_name_one_can_see(core, name):
    with pytest.raises(InvalidInput, match="name is empty") as refused:
        core.contacts.add(name)
    assert refused.value.field == "name"
    assert core.people.count() == 0


def test_a_bad_address_keeps_the_whole_contact_out(core, facts):
    before = facts()
    with pytest.raises(InvalidInput):
        core.contacts.add("Ana", urls=["quietgardens.example", "not an address"])
    with pytest.raises(NotFound, match="There are: Inner, Regular, Acquaintance, No plan"):
        core.contacts.add("Ana", circle="Friends")
    assert facts() == before
    assert core.history.undo_label is None


# --- change ------------------------------------------------------------------------------------


@pytest.mark.parametrize(("verb", "given"), VERBS.items())
def test_every_change_is_undone_and_done_again_to_the_byte(core, facts, clock, ana, verb, given):
    before = facts()
    clock.wind(hours=1)
    call(core.contacts, verb, ana, given)
    after = facts()
    assert after != before
    label = core.history.undo_label
    assert core.history.undo().label == label
    assert facts() == before
    core.history.redo()
    assert facts() == after
    core.history.undo()
    assert facts() == before
    assert core.checking.problems() == []


@pytest.mark.parametrize(("verb", "given"), VERBS.items())
def test_nobody_who_is_not_there_can_be_changed(core, facts, verb, given):
    before = facts()
    with pytest.raises(NotFound, match="There is no contact 999"):
        call(core.contacts, verb, GONE, given)
    assert facts() == before


@pytest.mark.parametrize("verb", [verb for verb in VERBS if verb != "delete_for_good"])
def test_who_is_in_the_bin_can_not_be_changed(core, facts, ana, verb):
    core.contacts.delete(ana)
    before = facts()
    with pytest.raises(NotFound):
        call(core.contacts, verb, ana, VERBS[verb])
    assert facts() == before


SAME = {
    "edit": {"name": "Ana Duarte", "birthday": "", "introduced_by": "", "organization": " "},
    "set_circle": (2,),
    "set_cadence": (None,),
    "set_muted": {"is_muted": False},
    "pause_until": (None,),
    "set_names": ([],),
    "set_emails": ([("ana@moss.example", "")],),
    "set_phones": ([("", "mobile")],),
    "set_profiles": ([("https://quietgardens.example", "")],),
    "set_custom": ([("", "")],),
    "set_tags": (["GARDENS"],),
    "add_tag": ("Gardéns",),
    "bring_back": (),
}


@pytest.mark.parametrize(("verb", "given"), SAME.items())
def test_saving_what_is_there_already_writes_nothing(core, facts, clock, ana, verb, given):
    before, label = facts(), core.history.undo_label
    news = []
    stop = core.history.subscribe(news.append)
    clock.wind(hours=1)
    call(core.contacts, verb, ana, given)
    stop()
    assert facts() == before
    assert (news, core.history.undo_label) == ([], label)


def test_looking_at_a_contact_writes_nothing(core, facts, clock, ana):
    before = facts()
    clock.wind(days=3)
    core.contacts.whole(ana)
    core.contacts.goes_with(ana)
    core.contacts.name_of(ana)
    core.timeline.of(ana)
    core.people.rows(core.people.find().ids)
    core.search.find("gardens")
    assert facts() == before


@pytest.mark.parametrize(("verb", "given"), [(v, g) for v, g in VERBS.items() if "delete" not in v])
def test_a_change_says_when_it_was(core, clock, ana, verb, given):
    clock.wind(hours=1)
    call(core.contacts, verb, ana, given)
    assert core.contacts.whole(ana).updated_at == clock()


def test_single_facts_are_kept(core, ana):
    facts = {
        "given_name": "Ana", "family_name": "Duarte", "additional_name": "Luísa",
        "name_prefix": "Dr.", "name_suffix": "MSc", "organization": "Moss & Co",
        "title": "Gardener",
        "birthday": "1984-02-29", "how_we_met": "Two lines,\nof a story.",
    }  # fmt: skip
    core.contacts.edit(ana, **facts)
    row = core.contacts.whole(ana)
    assert {field: getattr(row, field) for field in facts} == facts


@pytest.mark.parametrize("text", ["1984-02-30", "1985-02-29", "--13-01", "soon"])
def test_a_day_that_does_not_exist_is_no_birthday(core, facts, ana, text):
    before = facts()
    with pytest.raises(InvalidInput) as refused:
        core.contacts.edit(ana, how_we_met="kept only together", birthday=text)
    assert refused.value.field == "birthday"
    assert facts() == before


def test_a_fact_that_a_contact_does_not_have_is_a_fault_of_the_program(core, ana):
    with pytest.raises(TypeError, match="shoe_size"):
        core.contacts.edit(ana, shoe_size="38")


def test_who_introduced_them_is_a_person_or_a_name(core, ana):
    mara = core.contacts.add("Mara Lind")
    core.contacts.edit(ana, introduced_by=mara)
    core.contacts.edit(mara, name="Mara Lindqvist")
    row = core.contacts.whole(ana)
    assert (row.introduced_by_id, row.introduced_by) == (mara, "Mara Lindqvist")
    core.contacts.delete_for_good(mara)
    row = core.contacts.whole(ana)
    assert (row.introduced_by_id, row.introduced_by) == (None, "Mara Lind")
    core.contacts.edit(ana, introduced_by="A neighbour")
    assert core.contacts.whole(ana).introduced_by == "A neighbour"


@pytest.mark.parametrize("who", ["themselves", "nobody"])
def test_nobody_is_introduced_by_themselves_or_by_nobody(core, ana, who):
    with pytest.raises((InvalidInput, NotFound)):
        core.contacts.edit(ana, introduced_by=ana if who == "themselves" else GONE)
    assert core.contacts.whole(ana).introduced_by_id is None


def test_a_photo_is_a_png_or_a_jpeg_of_at_most_2_mebibytes(core, ana):
    for picture in (PNG, JPEG):
        core.contacts.set_photo(ana, picture)
        assert core.contacts.photo(ana) == picture
        assert core.contacts.whole(ana).has_photo
    core.contacts.set_photo(ana, None)
    assert core.contacts.photo(ana) is None
    with pytest.raises(InvalidInput, match="JPEG or PNG"):
        core.contacts.set_photo(ana, b"GIF89a")
    with pytest.raises(InvalidInput, match="larger than 2 MiB"):
        core.contacts.set_photo(ana, PNG + bytes(LARGEST_PHOTO))
    core.contacts.set_photo(ana, PNG.ljust(LARGEST_PHOTO, b"\0"))


# --- when they are due -----------------------------------------------------------------------


def test_last_spoke_and_the_cadence_say_when_somebody_is_due(core, clock):
    ana = core.contacts.add("Ana", circle="Inner")
    assert core.contacts.whole(ana).due == date(2026, 12, 7)
    clock.wind(days=10)
    core.entries.write_down([ana], "Hello")
    assert core.contacts.whole(ana).due == date(2026, 12, 17)
    core.contacts.set_cadence(ana, 30)
    assert core.contacts.whole(ana).due == date(2027, 1, 2)
    core.contacts.set_cadence(ana, 0)
    assert core.contacts.whole(ana).due is None
    core.contacts.set_cadence(ana, None)
    assert core.contacts.whole(ana).due == date(2026, 12, 17)


@pytest.mark.parametrize("days", [-1, 3661])
def test_a_cadence_is_1_to_3660_days(core, ana, days):
    with pytest.raises(InvalidInput) as refused:
        core.contacts.set_cadence(ana, days)
    assert refused.value.field == "cadence"


def test_before_the_first_entry_the_day_they_got_a_plan_counts(core, clock):
    ana = core.contacts.add("Ana")
    clock.wind(days=100)
    core.contacts.set_circle(ana, core.circles.by_name("Inner").id)
    assert core.contacts.whole(ana).due == date(2026, 11, 23) + timedelta(days=114)
    clock.wind(days=5)
    core.contacts.set_circle(ana, core.circles.by_name("Regular").id)
    assert core.contacts.whole(ana).due == date(2026, 11, 23) + timedelta(days=145), (
        "from plan to plan it goes on counting"
    )


def test_a_cadence_of_their_own_counts_from_the_day_it_was_given(core, clock):
    ana = core.contacts.add("Ana")
    clock.wind(days=10)
    core.contacts.set_cadence(ana, 7)
    assert core.contacts.whole(ana).due == date(2026, 12, 10)


def test_there_is_no_way_into_a_circle_that_is_not_there(core, ana):
    with pytest.raises(NotFound, match="There is no circle 77"):
        core.contacts.set_circle(ana, 77)


# --- find --------------------------------------------------------------------------------------


@pytest.fixture
def several(core):
    return {
        name: core.contacts.add(name)
        for name in (
            "Ana Duarte",
            "Anabel Roth",
            "Łukasz Wójcik",
            "7",
            "100 %",
            "山田 さくら",
            "Ána",
        )
    }


@pytest.mark.parametrize(
    ("who", "found"),
    [
        ("1", "Ana Duarte"),
        (" 3 ", "Łukasz Wójcik"),
        ("7", "Ána"),
        ("ana", "Ána"),
        ("ANA DUARTE", "Ana Duarte"),
        ("duarte", "Ana Duarte"),
        ("wojcik", "Łukasz Wójcik"),
        ("lukasz  wojcik", "Łukasz Wójcik"),
        ("さくら", "山田 さくら"),
        ("100", "100 %"),
        ("%", "100 %"),
    ],
)
def test_somebody_is_found_by_number_then_exact_name_then_part(core, several, who, found):
    assert core.contacts.name_of(core.contacts.find(who)) == found


def test_a_name_that_is_a_number_is_found_when_no_contact_has_the_number(core):
    one = core.contacts.add("2026")
    assert core.contacts.find("2026") == one
    assert core.contacts.find("20") == one


@pytest.mark.parametrize("who", ["nobody", "_", "9" * 30, "٣", "\\"])
def test_who_is_not_there_is_not_found(core, several, who):
    with pytest.raises(NotFound, match="There is no contact “"):
        core.contacts.find(who)


@pytest.mark.parametrize("who", ["", "  ", "\x00"])
def test_nobody_is_asked_for_by_nothing(core, several, who):
    with pytest.raises(InvalidInput, match="by number or by name"):
        core.contacts.find(who)


def test_a_part_of_several_names_lists_them(core, several):
    with pytest.raises(Ambiguous) as unclear:
        core.contacts.find("an")
    assert {name for _id, name in unclear.value.candidates} == {"Ana Duarte", "Anabel Roth", "Ána"}
    assert "Anabel Roth (2)" in str(unclear.value)


def test_two_of_the_same_name_are_told_apart_by_number_only(core):
    first, second = core.contacts.add("Ana"), core.contacts.add("ANA")
    with pytest.raises(Ambiguous):
        core.contacts.find("ana")
    assert core.contacts.find(str(second)) == second
    core.contacts.delete(second)
    assert core.contacts.find("ana") == first


def test_a_long_list_of_candidates_is_cut(core):
    for number in range(30):
        core.contacts.add(f"Ana {number}")
    with pytest.raises(Ambiguous) as unclear:
        core.contacts.find("ana")
    assert len(unclear.value.candidates) == 20
    assert ", …" in str(unclear.value)


def test_who_is_put_away_is_found_and_who_is_in_the_bin_is_not(core, ana):
    core.contacts.put_away(ana)
    assert core.contacts.find("duarte") == ana
    core.contacts.delete(ana)
    for who in ("duarte", str(ana)):
        with pytest.raises(NotFound):
            core.contacts.find(who)


# --- put away and delete -------------------------------------------------------------------------


def test_put_away_hides_and_bring_back_shows(core, ana):
    core.contacts.put_away(ana)
    core.contacts.put_away(ana)
    assert core.contacts.whole(ana).is_put_away
    assert core.people.count() == 0
    core.contacts.bring_back(ana)
    assert core.people.count() == 1


def test_the_bin_keeps_somebody_for_30_days(core, clock, ana):
    core.contacts.delete(ana)
    (row,) = core.contacts.bin()
    assert (row.id, row.name, row.goes_at) == (ana, "Ana Duarte", clock() + timedelta(days=30))
    clock.wind(days=30)
    assert core.contacts.empty_bin() == 0
    clock.wind(seconds=1)
    assert core.contacts.empty_bin() == 1
    assert core.contacts.bin() == []
    with pytest.raises(NotFound):
        core.contacts.whole(ana)


def test_opening_the_journal_empties_the_bin_of_what_is_old(core, clock, open_journal, ana):
    core.contacts.delete(ana)
    clock.wind(days=31)
    assert [row.id for row in open_journal(keeps_house=False).contacts.bin()] == [ana]
    reopened = open_journal()
    assert reopened.contacts.bin() == []
    assert reopened.history.undo_label is None


def test_emptying_the_bin_forgets_what_could_bring_it_back(core, clock, ana):
    core.contacts.delete(ana)
    clock.wind(days=31)
    core.contacts.empty_bin()
    assert core.history.undo_label is None


def test_undelete_brings_somebody_back_whole(core, facts, ana):
    before = facts()
    core.contacts.delete(ana)
    assert core.contacts.whole(ana).deleted_at is not None
    core.contacts.undelete(ana)
    assert facts() == before
    with pytest.raises(NotFound, match="is not in the bin"):
        core.contacts.undelete(ana)
    with pytest.raises(NotFound):
        core.contacts.undelete(GONE)


def test_delete_for_good_takes_what_is_theirs_and_keeps_what_is_shared(core, facts, ana):
    mara = core.contacts.add("Mara", tags=["gardens"])
    shared = core.entries.write_down([ana, mara], "Market")
    core.follow_ups.complete(core.follow_ups.add(ana, date(2026, 11, 1), "Call"))
    assert core.contacts.goes_with(ana) == GoesWith(notes=1, entries=1, follow_ups=2, profiles=1)
    before = facts()
    core.contacts.delete_for_good(ana)
    after = facts()
    assert core.entries.get(shared).contact_ids == (mara,)
    assert core.people.tags() == [("gardens", 1)]
    assert [len(after[name]) for name in ("contact", "interaction", "note", "follow_up")] == [
        1,
        1,
        0,
        0,
    ]
    assert core.checking.problems() == []
    core.history.undo()
    assert facts() == before


def test_the_last_one_with_a_tag_takes_it_along(core, ana):
    core.contacts.delete_for_good(ana)
    assert core.people.tags() == []
    assert core.contacts.add("Mara", tags=["gardens"])


def test_an_instant_is_kept_in_utc_whatever_zone_the_clock_tells(open_journal):
    from zoneinfo import ZoneInfo

    vienna = datetime(2026, 7, 1, 12, 0, tzinfo=ZoneInfo("Europe/Vienna"))
    core = open_journal("other.db", clock=lambda: vienna)
    row = core.contacts.whole(core.contacts.add("Ana"))
    assert row.created_at == datetime(2026, 7, 1, 10, 0, tzinfo=UTC)
