import pytest

from relationship_journal.errors import InvalidInput, NotFound
from relationship_journal.services.rows import AddressRow


@pytest.fixture
def ana(core):
    return core.contacts.add("Ana")


def values(rows):
    return [(row.value, row.label) for row in rows]


def test_a_list_keeps_its_order_and_its_rows(core, ana):
    core.contacts.set_emails(
        ana, [("a@x.example", ""), ("b@x.example", "work"), ("c@x.example", "")]
    )
    a, b, c = core.contacts.whole(ana).emails
    core.contacts.set_emails(ana, [("c@x.example", ""), ("a@x.example", "home")])
    rows = core.contacts.whole(ana).emails
    assert [(row.id, row.value, row.label) for row in rows] == [
        (c.id, "c@x.example", ""),
        (a.id, "a@x.example", "home"),
    ]
    assert b.id not in {row.id for row in rows}


def test_a_value_that_is_corrected_stays_the_same_row(core, ana):
    core.contacts.set_phones(ana, [("+1 202 555 0143", "work"), ("+1 202 555 0199", "")])
    first, second = core.contacts.whole(ana).phones
    core.contacts.set_phones(ana, [("+1 202 555 0144", "work"), ("+1 202 555 0199", "")])
    corrected, kept = core.contacts.whole(ana).phones
    assert (corrected.id, corrected.value) == (first.id, "+1 202 555 0144")
    assert kept == second


def test_equal_values_may_stand_twice(core, ana):
    core.contacts.set_emails(ana, [("a@x.example", "home"), ("a@x.example", "work")])
    before = core.contacts.whole(ana).emails
    core.contacts.set_emails(ana, [("a@x.example", "home"), ("a@x.example", "work")])
    assert core.contacts.whole(ana).emails == before
    assert values(before) == [("a@x.example", "home"), ("a@x.example", "work")]


def test_texts_are_kept_as_one_line_without_what_cannot_be_stored(core, ana):
    core.contacts.set_emails(ana, [(" a@x.example\x00\n", "\ud800work ")])
    core.contacts.set_phones(ana, [("\t+1 202\n555", "")])
    row = core.contacts.whole(ana)
    assert values(row.emails) == [("a@x.example", "work")]
    assert values(row.phones) == [("+1 202 555", "")]


def test_an_address_twice_in_other_spelling_is_one_profile(core, ana):
    core.contacts.set_profiles(
        ana,
        [
            ("https://moss.example/@ana", "Fediverse"),
            ("http://moss.example/@ana/", ""),
            ("", ""),
            ("moss.example/@mara", ""),
        ],
    )
    assert [(one.url, one.label) for one in core.contacts.whole(ana).profiles] == [
        ("https://moss.example/@ana", "Fediverse"),
        ("https://moss.example/@mara", ""),
    ]


@pytest.mark.parametrize("typed", ["javascript:alert(1)", "not an address", "file:///etc/passwd"])
def test_what_is_no_address_on_the_web_is_no_profile(core, ana, typed):
    core.contacts.set_profiles(ana, [("https://moss.example", "")])
    with pytest.raises(InvalidInput):
        core.contacts.set_profiles(ana, [("https://other.example", ""), (typed, "")])
    assert [one.url for one in core.contacts.whole(ana).profiles] == ["https://moss.example"]


def test_an_empty_postal_address_is_left_out(core, ana):
    full = AddressRow(
        0, "home", "1 Low Road\nsecond court", "c/o", "Box 7", "Leith", "", "EH6", "UK"
    )
    core.contacts.set_addresses(ana, [AddressRow(0, "work", " ", "", "", "", "", "", ""), full])
    (row,) = core.contacts.whole(ana).addresses
    assert (row.label, row.street, row.extended, row.po_box, row.city, row.postal_code) == (
        "home", "1 Low Road\nsecond court", "c/o", "Box 7", "Leith", "EH6",
    )  # fmt: skip


@pytest.mark.parametrize("kind", ["nickname", "former", "pen", "other"])
def test_a_further_name_is_of_a_known_kind(core, ana, kind):
    core.contacts.set_names(ana, [("Bia", kind), (" ", "nickname")])
    assert [(one.value, one.kind) for one in core.contacts.whole(ana).names] == [("Bia", kind)]
    with pytest.raises(InvalidInput) as refused:
        core.contacts.set_names(ana, [("Bia", "secret")])
    assert refused.value.field == "kind"


def test_a_field_of_ones_own_needs_a_name_and_may_have_several_lines(core, ana):
    core.contacts.set_custom(ana, [("Cat", "Miso\nand Udon"), ("Cat", ""), ("", "")])
    assert [(one.name, one.value) for one in core.contacts.whole(ana).custom] == [
        ("Cat", "Miso\nand Udon"),
        ("Cat", ""),
    ]
    with pytest.raises(InvalidInput) as refused:
        core.contacts.set_custom(ana, [(" ", "Miso")])
    assert refused.value.field == "custom"


def test_tags_that_differ_in_case_and_accents_only_are_one(core, ana):
    mara = core.contacts.add("Mara", tags=["CAFÉ"])
    core.contacts.set_tags(ana, ["Café", "cafe", "café "])
    assert core.contacts.whole(ana).tags == ("CAFÉ",)
    assert core.people.tags() == [("CAFÉ", 2)]
    core.contacts.remove_tag(ana, "cafe")
    assert core.people.tags() == [("CAFÉ", 1)]
    core.contacts.set_tags(mara, [])
    assert core.people.tags() == []


def test_tags_that_fold_to_nothing_stay_apart(core, ana):
    core.contacts.set_tags(ana, ["🌻", "🌱"])
    assert core.contacts.whole(ana).tags == ("🌻", "🌱")


def test_a_tag_that_is_not_there_can_not_be_taken_off(core, ana):
    with pytest.raises(NotFound, match="Ana has no tag “feeds”"):
        core.contacts.remove_tag(ana, "feeds")
    with pytest.raises(InvalidInput, match="tag is empty"):
        core.contacts.add_tag(ana, " ")
