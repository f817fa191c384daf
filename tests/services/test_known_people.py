import pytest

from relationship_journal.domain.records import ContactRecord, LabelledRecord, ProfileRecord
from relationship_journal.services.known_people import MOST_HOLDERS, KnownPeople
from relationship_journal.store.models import Source


@pytest.fixture
def ana(core):
    one = core.contacts.add("Ana", urls=["quietgardens.example/blog/"], emails=["Ana@Moss.example"])
    with core.history.one_step("Know her elsewhere"):
        Source.create(contact_id=one, source="opml", source_id="ana-7")
    return one


def match(core, **fields):
    return KnownPeople(core._journal).match(ContactRecord("Whoever", **fields))


def mail(text):
    return {"emails": (LabelledRecord(text),)}


def page(text):
    return {"profiles": (ProfileRecord(text),)}


@pytest.mark.parametrize(
    "fields",
    [
        {"source": "opml", "source_id": "ana-7"},
        mail("ana@moss.example"),
        mail(" ANA@MOSS.EXAMPLE"),
        page("https://www.quietgardens.example/blog"),
        page("http://quietgardens.example/blog?utm_source=x"),
        {**page("https://other.example"), **mail("ana@moss.example")},
    ],
)
def test_somebody_is_known_by_source_e_mail_or_profile(core, ana, fields):
    assert match(core, **fields) == ana


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"source": "csv", "source_id": "ana-7"},
        {"source": "opml", "source_id": ""},
        {"uid": "somebody else"},
        mail("ana@moss.example.org"),
        mail(""),
        page("https://quietgardens.example"),
        page("not an address"),
    ],
)
def test_nobody_is_taken_for_somebody_else(core, ana, fields):
    assert match(core, **fields) is None


def test_nobody_is_known_by_a_name_alone(core, ana):
    assert KnownPeople(core._journal).match(ContactRecord("Ana")) is None


def test_the_journals_own_name_for_somebody_is_known(core, ana):
    assert match(core, uid=core.contacts.whole(ana).uid) == ana


def test_a_source_says_more_than_a_uid_and_a_uid_more_than_an_e_mail(core, ana):
    mara = core.contacts.add("Mara", emails=["mara@tide.example"])
    uid = core.contacts.whole(mara).uid
    assert match(core, source="opml", source_id="ana-7", uid=uid) == ana
    assert match(core, uid=uid, **mail("ana@moss.example")) == mara
    assert match(core, **mail("mara@tide.example"), **page("quietgardens.example/blog")) == mara


@pytest.mark.parametrize("kind", ["emails", "urls"])
def test_a_key_that_more_than_20_people_hold_says_nothing(core, kind):
    """INTERCHANGE, section 4, rule 2: info@, a family's address, medium.com."""
    shared = {"emails": ["info@moss.example"], "urls": ["https://moss.example"]}[kind]
    fields = mail(shared[0]) if kind == "emails" else page(shared[0])
    ids = [core.contacts.add(f"P{n}", **{kind: shared}) for n in range(MOST_HOLDERS)]
    assert match(core, **fields) == ids[0], "the one who is known longest"
    core.contacts.add("One more", **{kind: shared})
    assert match(core, **fields) is None


def test_who_is_in_the_bin_is_not_known(core, ana):
    core.contacts.delete(ana)
    for fields in ({"source": "opml", "source_id": "ana-7"}, mail("ana@moss.example")):
        assert match(core, **fields) is None


def test_two_records_of_one_file_with_names_of_their_own_are_two_people(core, ana):
    known = KnownPeople(core._journal)
    both = [
        ContactRecord("Ana", uid="a", emails=(LabelledRecord("ana@moss.example"),)),
        ContactRecord("Ana’s daughter", uid="b", emails=(LabelledRecord("ana@moss.example"),)),
        ContactRecord("Ana", uid="a", emails=(LabelledRecord("ana@moss.example"),)),
        ContactRecord("Ana", emails=(LabelledRecord("ana@moss.example"),)),
    ]
    assert [known.match(record) for record in both] == [ana, None, ana, ana]
