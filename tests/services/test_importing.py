from datetime import date

import pytest

from relationship_journal.errors import Busy, Cancelled, InvalidInput, JournalError
from relationship_journal.services.importing import STEP
from relationship_journal.store import files

ROLL = """<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0"><head><title>Blogroll</title></head><body>
  <outline text="Gardens">
    <outline text="On quiet gardens" title="Ana Duarte" type="rss"
      xmlUrl="https://quietgardens.example/feed.xml" htmlUrl="https://quietgardens.example/"/>
    <outline text="Mara Lind" type="rss" xmlUrl="https://tide.example/rss"/>
  </outline>
  <outline text="نوال" type="rss" xmlUrl="https://khubz.example/feed"/>
  <outline text="Nothing to follow"/>
</body></opml>
"""


@pytest.fixture
def write(tmp_path):
    def make(text, name="roll.opml"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return make


@pytest.fixture
def bring_in(core, write):
    def make(text, name="roll.opml"):
        return core.importing.bring_in(core.importing.read([write(text, name)]))

    return make


def numbers(report):
    return report.added, report.updated, report.unchanged


def csv(*rows):
    return "\n".join(("RJ CSV 1,Name,Circle,Tags,E-mail 1,Introduced by,Birthday", *rows)) + "\n"


def test_reading_says_what_would_happen_and_writes_nothing(core, facts, write):
    before = facts()
    preview = core.importing.read([write(ROLL)])
    assert facts() == before
    assert numbers(preview.report) == (3, 0, 0)
    assert preview.report.detected == "opml"
    assert [one.outcome for one in preview.planned] == ["added"] * 3
    assert numbers(core.importing.bring_in(preview)) == numbers(preview.report)


def followed(core):
    return sorted(
        feed.url for one in core.people.find().ids for feed in core.following.feeds_of(one)
    )


def test_the_feeds_of_a_list_are_followed_once_and_undone_with_it(core, facts, bring_in):
    before = facts()
    bring_in(ROLL)
    assert followed(core) == [
        "https://khubz.example/feed",
        "https://quietgardens.example/feed.xml",
        "https://tide.example/rss",
    ]
    assert numbers(bring_in(ROLL)) == (0, 0, 3)
    assert len(followed(core)) == 3
    core.history.undo()
    assert facts() == before


def test_somebody_who_is_there_already_is_followed_from_now_on(core, bring_in):
    mara = core.contacts.add("Mara", urls=["https://tide.example/rss"])
    assert numbers(bring_in(ROLL)) == (2, 1, 0)
    assert [feed.url for feed in core.following.feeds_of(mara)] == ["https://tide.example/rss"]


def test_a_private_key_in_a_list_is_not_kept_and_a_private_feed_not_followed(core, bring_in):
    bring_in(
        '<opml version="2.0"><head/><body>'
        '<outline text="Ana" xmlUrl="https://ana.example/feed?token=abc"/>'
        '<outline text="Me" xmlUrl="https://www.reddit.com/.rss?feed=abc&amp;user=me"/>'
        "</body></opml>"
    )
    assert followed(core) == ["https://ana.example/feed"]


def test_an_import_is_one_step_there_and_back(core, facts, bring_in):
    core.contacts.add("Mara", urls=["https://tide.example/rss"])
    before = facts()
    report = bring_in(ROLL)
    assert numbers(report) == (2, 1, 0)
    assert len(report.added_ids) == 2
    assert core.history.undo_label == "Import"
    after = facts()
    core.history.undo()
    assert facts() == before
    core.history.redo()
    assert facts() == after
    assert core.checking.problems() == []


def test_the_same_file_again_brings_nobody_and_changes_nothing(core, facts, clock, bring_in):
    """INTERCHANGE, P7."""
    bring_in(ROLL)
    before, label = facts(), core.history.undo_label
    clock.wind(days=1)
    assert numbers(bring_in(ROLL)) == (0, 0, 3)
    assert facts() == before
    core.history.undo()
    assert (label, core.people.count()) == ("Import", 0), "the empty import is no step"


def test_the_same_file_twice_in_one_import_brings_everybody_once(core, write):
    path = write(ROLL)
    preview = core.importing.read([path, path])
    report = core.importing.bring_in(preview)
    assert numbers(report) == (3, 0, 3)
    assert core.people.count() == 3


def test_who_is_brought_in_rests_for_7_days(core, clock, bring_in):
    bring_in(csv("u1,Ana,Inner,,,,", "u2,Mara,No plan,,,,"))
    ana, mara = core.contacts.find("Ana"), core.contacts.find("Mara")
    assert core.contacts.whole(ana).due == date(2026, 12, 14), "23 November, 7 days, 14 days"
    core.contacts.set_circle(mara, core.circles.by_name("Inner").id)
    assert core.contacts.whole(mara).due == date(2026, 12, 14), "the rest is kept"
    clock.wind(days=20)
    core.contacts.set_cadence(ana, 0)
    core.contacts.set_cadence(ana, 30)
    assert core.contacts.whole(ana).due == date(2027, 1, 12)


def test_what_is_known_is_never_overwritten_and_lists_gain_what_they_lack(core, bring_in):
    bring_in(csv("u1,Ana,Inner,gardens,ana@moss.example,,"))
    ana = core.contacts.find("Ana")
    core.contacts.edit(ana, name="Ana Duarte", birthday="--05-03")
    core.contacts.set_circle(ana, 2)
    report = bring_in(csv("u1,Anna,Acquaintance,feeds; Gardens,a@other.example,Mara,1999-01-01"))
    assert numbers(report) == (0, 1, 0)
    row = core.contacts.whole(ana)
    assert (row.name, row.birthday, row.circle) == ("Ana Duarte", "--05-03", "Regular")
    assert row.tags == ("gardens", "feeds")
    assert [mail.value for mail in row.emails] == ["ana@moss.example", "a@other.example"]
    assert row.introduced_by == "Mara"


def test_a_contact_that_was_deleted_comes_in_anew(core, bring_in):
    bring_in(csv("u1,Ana,,,,,"))
    core.contacts.delete(core.contacts.find("Ana"))
    assert numbers(bring_in(csv("u1,Ana,,,,,"))) == (1, 0, 0)
    assert core.contacts.whole(core.contacts.find("Ana")).uid != "u1"
    assert core.checking.problems() == []


def test_an_unknown_circle_is_made_without_a_plan_up_to_eight(core, bring_in):
    report = bring_in(csv(*(f"u{n},P{n},Circle {n},,,," for n in range(6))))
    assert len(core.circles.all()) == 8
    assert core.circles.by_name("circle 3").cadence_days is None
    assert [(one.where, one.why) for one in report.skipped] == [
        ("line 6", "There can be eight circles at most."),
        ("line 7", "There can be eight circles at most."),
    ]
    assert core.contacts.whole(core.contacts.find("P5")).circle == "No plan"


def test_an_introducer_becomes_real_where_exactly_one_has_the_name(core, bring_in):
    core.contacts.add("Jo")
    core.contacts.add("Jo")
    bring_in(csv("u1,Ana,,,,Mara,", "u2,Mara,,,,Jo,", "u3,Ole,,,,Ole,"))
    ana, mara, ole = (core.contacts.whole(core.contacts.find(n)) for n in ("Ana", "Mara", "Ole"))
    assert ana.introduced_by_id == mara.id
    assert (mara.introduced_by_id, mara.introduced_by) == (None, "Jo")
    assert (ole.introduced_by_id, ole.introduced_by) == (None, "Ole")


def test_a_value_that_can_not_be_kept_is_told_with_its_line(core, bring_in):
    report = bring_in(csv("u1,Ana,,," + "x" * 3000 + ",,", "u2,Mara,,,,,"))
    assert numbers(report) == (2, 0, 0)
    assert [(one.where, one.why) for one in report.skipped] == [
        ("line 2", "The e-mail address is longer than 2000 characters.")
    ]
    assert core.contacts.whole(core.contacts.find("Ana")).emails == ()


def test_cells_a_hand_has_added_do_not_stop_an_import(bring_in, core):
    text = "RJ CSV 1,Name,Other Name 1,Custom 1,\nu1,Ana,Bia,Miso,scribble\n"
    assert numbers(bring_in(text, "edited.csv")) == (1, 0, 0)
    row = core.contacts.whole(core.contacts.find("Ana"))
    assert [(one.value, one.kind) for one in row.names] == [("Bia", "other")]
    assert [(one.name, one.value) for one in row.custom] == [
        ("Field", "Miso"),
        ("Field", "scribble"),
    ]


def test_a_stopped_import_leaves_nothing(core, facts, write):
    before = facts()
    rows = [f"u{n},P{n},Circle,tag{n},,," for n in range(3 * STEP)]
    preview = core.importing.read([write(csv(*rows), "many.csv")])
    told = []
    with pytest.raises(Cancelled, match="nothing was left behind"):
        core.importing.bring_in(
            preview,
            lambda done, total: told.append((done, total)),
            lambda: len(told) == 2,
        )
    assert told == [(STEP, 3 * STEP), (2 * STEP, 3 * STEP)]
    assert facts() == before
    assert core.history.undo_label is None
    assert core.checking.problems() == []
    assert core.importing.bring_in(preview).added == 3 * STEP


def test_an_import_that_fails_in_the_middle_leaves_nothing(core, facts, write, monkeypatch):
    from relationship_journal.errors import DiskFull
    from relationship_journal.services.taking_in import TakingIn

    before = facts()
    preview = core.importing.read(
        [write(csv(*(f"u{n},P{n},,,,," for n in range(STEP + 9))), "m.csv")]
    )
    take = TakingIn.take

    def until_full(self, record, contact_id):
        if record.name == f"P{STEP + 4}":
            raise DiskFull("The disk is full.")
        return take(self, record, contact_id)

    monkeypatch.setattr(TakingIn, "take", until_full)
    with pytest.raises(DiskFull):
        core.importing.bring_in(preview)
    assert facts() == before
    assert core.checking.problems() == []


def test_two_programs_do_not_import_at_once(core, write):
    preview = core.importing.read([write(ROLL)])
    lock = core.path.with_name(core.path.name + "-lock")
    with files.exclusive(lock) as is_ours:
        assert is_ours
        with pytest.raises(Busy, match="Another program is importing"):
            core.importing.bring_in(preview)
    assert core.people.count() == 0


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"", "roll.opml", "is empty"),
        (b"BEGIN:VCARD\r\nEND:VCARD", "x.opml", "is not a feed list"),
        (b"\x00\x01\x02\x03" * 50, "film.opml", "is not an OPML file"),
        ("Name,E-mail\nAna,a@x.example\n", "people.csv", "not one of this program"),
        ("<opml><body/></opml>", "roll.opml", ""),
    ],
)
def test_what_holds_nobody_says_why(core, facts, write, content, name, why):
    before = facts()
    preview = core.importing.read([write(content, name)])
    assert preview.planned == ()
    assert why in " ".join(preview.report.errors)
    assert preview.report.errors
    core.importing.bring_in(preview)
    assert facts() == before
    assert core.history.undo_label is None


def test_several_files_are_told_together(core, write):
    preview = core.importing.read(
        [write(ROLL), write(csv("u1,Ole,,,,,"), "ours.csv"), write(b"", "empty.txt")]
    )
    assert preview.report.detected == "opml, rj-csv, empty"
    assert numbers(preview.report) == (4, 0, 0)
    assert len(preview.report.errors) == 1
    assert numbers(core.importing.bring_in(preview)) == (4, 0, 0)


def test_a_format_can_be_forced_and_must_be_known(core, write):
    path = write(csv("u1,Ana,,,,,"))
    assert core.importing.read([path], format="csv").report.added == 1
    assert core.importing.read([path], format="opml").report.errors
    with pytest.raises(InvalidInput, match="There are: opml, csv") as refused:
        core.importing.read([path], format="vcard")
    assert refused.value.field == "format"


@pytest.mark.parametrize("suffix", ["", "-wal", "-shm"])
def test_the_journal_itself_is_not_imported(core, suffix):
    preview = core.importing.read([core.path.with_name(core.path.name + suffix)])
    assert preview.report.errors == ("This is the journal itself.",)


@pytest.mark.parametrize("what", ["missing.opml", "."])
def test_a_file_that_can_not_be_read_says_so(core, tmp_path, what):
    with pytest.raises(JournalError, match="cannot be used"):
        core.importing.read([tmp_path / what])


@pytest.mark.shared
def test_every_blogroll_of_the_corpus_comes_in_or_says_why(core, shared):
    rolls = sorted((shared / "data" / "interop").rglob("*.opml"))
    assert len(rolls) == 118
    preview = core.importing.read(rolls)
    for path, read in zip(rolls, preview.files, strict=True):
        assert read.records or read.errors, path.name
    report = core.importing.bring_in(preview)
    assert report.added > 700
    assert report.updated + report.unchanged > 700, "what stands in two rolls is one person"
    assert core.checking.problems() == []
    again = core.importing.read(rolls[::6]).report
    assert (again.added, again.updated) == (0, 0)
