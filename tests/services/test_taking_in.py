import pytest

from relationship_journal.domain.records import (
    AddressRecord,
    ContactRecord,
    CustomRecord,
    LabelledRecord,
    NameRecord,
    NoteRecord,
    ProfileRecord,
)
from relationship_journal.services.taking_in import TakingIn


@pytest.fixture
def take(core, clock):
    taking = TakingIn(core._journal, clock)

    def one(record, contact_id=None):
        with core.history.one_step("Import"):
            return taking.take(record, contact_id)

    one.taking = taking
    return one


MORE = {
    "given_name": "Ana",
    "birthday": "--05-03",
    "how_we_met": "By the sea",
    "introduced_by": "Mara",
    "names": (NameRecord("Bia"),),
    "emails": (LabelledRecord("ana@moss.example"),),
    "phones": (LabelledRecord("+1 202 555 0143"),),
    "addresses": (AddressRecord(city="Évora"),),
    "profiles": (ProfileRecord("https://moss.example"),),
    "tags": ("gardens",),
    "custom": (CustomRecord("Cat", "Miso"),),
    "notes": (NoteRecord("Beans"),),
    "source_id": "7",
}


@pytest.mark.parametrize(("field", "value"), MORE.items())
def test_each_thing_that_is_missing_is_added_once(core, facts, take, field, value):
    ana = core.contacts.add("Ana Duarte")
    record = ContactRecord("Ana", source="opml", **{field: value})
    assert take.taking.would_change(ana, record)
    assert take(record, ana) == "updated"
    after = facts()
    assert not take.taking.would_change(ana, record)
    assert take(record, ana) == "unchanged"
    assert facts() == after
    assert core.contacts.name_of(ana) == "Ana Duarte"


SPELLED = [
    ("emails", LabelledRecord("ANA@moss.example", "work")),
    ("phones", LabelledRecord("+1 (202) 555-0143")),
    ("profiles", ProfileRecord("http://www.moss.example/", "Blog")),
    ("tags", "GARDENS"),
    ("addresses", AddressRecord("home", city="Évora")),
    ("notes", NoteRecord("Beans", "2020-01-01T00:00:00Z")),
]


@pytest.mark.parametrize(("field", "value"), SPELLED)
def test_the_same_in_another_spelling_is_not_added(core, take, field, value):
    ana = core.contacts.add("Ana")
    take(ContactRecord("Ana", **{field: MORE[field]}), ana)
    assert take(ContactRecord("Ana", **{field: (value,)}), ana) == "unchanged"


def test_a_new_list_is_taken_as_the_file_has_it(core, take):
    record = ContactRecord(
        "Ana", emails=(LabelledRecord("a@x.example", "home"), LabelledRecord("A@x.example", "work"))
    )
    assert take(record) == "added"
    (ana,) = take.taking.added
    assert [mail.label for mail in core.contacts.whole(ana).emails] == ["home", "work"]


def test_the_same_person_twice_in_one_file_is_one(core, take):
    first = ContactRecord("Ana", source="opml", source_id="7", tags=("a",))
    second = ContactRecord("Ana", source="opml", source_id="7", tags=("b",))
    assert [take(first), take(second), take(second)] == ["added", "updated", "unchanged"]
    assert core.people.count() == 1


def test_an_imported_note_keeps_its_moment(core, clock, take):
    take(ContactRecord("Ana", notes=(NoteRecord("Old", "2020-01-01T08:00:00Z"), NoteRecord("New"))))
    old, new = core.timeline.of(1)[::-1]
    assert (old.at.year, new.at) == (2020, clock())
