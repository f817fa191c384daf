import re
import shutil
import unicodedata
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from relationship_journal.core import open_core
from relationship_journal.domain.codes import Channel, Direction, Intent
from relationship_journal.errors import JournalError
from relationship_journal.services import demo_acquaintances, demo_inner, demo_regular
from relationship_journal.services.demo import fill
from relationship_journal.services.demo_script import read_moment, read_people, read_shared
from relationship_journal.services.people import PeopleFilter

SCRIPTS = (demo_inner.PEOPLE, demo_regular.PEOPLE, demo_acquaintances.PEOPLE)


NOW = datetime(2026, 11, 23, 10, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def made_up(tmp_path_factory):
    """Return a file with the made-up journal: filling one takes a second."""
    core = open_core(
        tmp_path_factory.mktemp("demo") / "journal.db",
        begin=True,
        clock=lambda: NOW,
        zone=ZoneInfo("Europe/Vienna"),
    )
    fill(core)
    labels = core.history.undo_label, core.history.redo_label
    core.close()
    return core.path, labels


@pytest.fixture
def demo(made_up, tmp_path, open_journal):
    shutil.copy(made_up[0], tmp_path / "journal.db")
    return open_journal()


def all_of(core, sql):
    return core._journal.execute(sql).fetchall()


def test_two_years_of_about_60_people_and_nothing_to_undo(demo, clock, made_up):
    assert 60 <= demo.people.count() <= 70
    assert len(demo.contacts.bin()) == 1
    assert len(demo.people.find(PeopleFilter(put_away=True)).ids) == 2
    assert made_up[1] == (None, None)
    assert demo.checking.problems() == []
    (oldest, newest, number) = all_of(demo, "SELECT min(at), max(at), count(*) FROM interaction")[0]
    assert number > 500
    assert datetime.fromisoformat(oldest) < clock() - timedelta(days=600)
    assert clock() - timedelta(hours=12) < datetime.fromisoformat(newest) <= clock()


def test_everything_that_can_be_written_down_is_there(demo):
    for column, codes in (("channel", Channel), ("intent", Intent), ("direction", Direction)):
        found = {row[0] for row in all_of(demo, f"SELECT DISTINCT {column} FROM interaction")}
        assert {code.value for code in codes} - found <= {"other"}
    states = set(
        all_of(demo, "SELECT closed_at IS NULL, repeat <> '', from_completion FROM follow_up")
    )
    assert {(1, 0, 0), (0, 0, 0), (1, 1, 0), (1, 1, 1)} <= states
    assert {row[0] for row in all_of(demo, "SELECT DISTINCT how FROM answered")} == {
        "done", "skipped", "snoozed",
    }  # fmt: skip
    assert {row[0] for row in all_of(demo, "SELECT kept_at IS NULL FROM promise")} == {0, 1}
    several = all_of(
        demo, "SELECT interaction_id FROM interaction_contact GROUP BY 1 HAVING count(*) > 1"
    )
    assert len(several) >= 10


def test_people_write_in_many_scripts(demo):
    names = "".join(name for (name,) in all_of(demo, "SELECT name FROM contact"))
    scripts = {unicodedata.name(char).split(" ")[0] for char in names if char.isalpha()}
    assert scripts >= {
        "LATIN", "GREEK", "CYRILLIC", "ARABIC", "HEBREW", "CJK", "HIRAGANA", "HANGUL",
        "DEVANAGARI", "ARMENIAN", "THAI",
    }  # fmt: skip
    assert "🌻" in names


def test_nobody_has_an_address_that_could_be_somebodys(demo):
    urls = [
        url for (url,) in all_of(demo, "SELECT url FROM profile UNION SELECT url FROM interaction")
    ]
    assert all(re.match(r"https://[\w.-]+\.example(/|$)", url) for url in urls if url)
    assert all(mail.endswith(".example") for (mail,) in all_of(demo, "SELECT value FROM email"))
    for (phone,) in all_of(demo, "SELECT value FROM phone"):
        assert re.match(r"\+(44 1632 96|44 7700 90|1 202 555 01|49 30 23125 )", phone), phone


def test_it_does_not_repeat_itself(demo):
    texts = [
        text
        for (text,) in all_of(demo, "SELECT text FROM interaction UNION ALL SELECT text FROM note")
    ]
    assert len(set(texts)) > 500
    twice = all_of(
        demo,
        "SELECT contact_id, text, count(*) FROM interaction JOIN interaction_contact"
        " ON interaction_id = interaction.id GROUP BY 1, 2 HAVING count(*) > 1",
    )
    assert twice == []


def test_some_are_near_and_some_are_going_quiet(demo, clock):
    today = date(2026, 11, 23)
    ana = demo.contacts.whole(demo.contacts.find("Ana Duarte"))
    assert (ana.circle, ana.tags) == ("Inner", ("gardens", "feeds"))
    assert today - ana.last_spoke_at.date() == timedelta(days=16)
    spoken = [row.last_spoke_at for row in demo.people.rows(demo.people.find().ids)]
    assert sum(at is not None and at.date() == today for at in spoken) >= 3
    assert sum(at is None for at in spoken) >= 4
    assert len(demo.people.find(PeopleFilter(going_quiet=True)).ids) >= 10
    lukasz = demo.contacts.whole(demo.contacts.find("wojcik"))
    assert lukasz.birthday == "1986-11-24"
    unanswered = all_of(
        demo, "SELECT name FROM contact WHERE last_theirs_at > coalesce(last_own_at, '')"
    )
    assert 3 <= len(unanswered) <= 12


def test_whoever_is_written_of_was_there_before(demo):
    late = all_of(
        demo,
        "SELECT name, at FROM contact JOIN interaction_contact ON contact_id = contact.id"
        " JOIN interaction ON interaction.id = interaction_id WHERE at < contact.created_at",
    )
    assert late == []
    assert all_of(demo, "SELECT name FROM contact WHERE updated_at < created_at") == []


def test_the_same_day_gives_the_same_journal(demo, open_journal):
    def told(core):
        return (
            all_of(core, "SELECT name, birthday, created_at FROM contact ORDER BY id"),
            all_of(core, "SELECT at, text, url FROM interaction ORDER BY id"),
        )

    first = told(demo)
    demo.close()
    other = open_journal("other.db")
    fill(other)
    assert told(other) == first


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 11, 23, 3, 1, tzinfo=UTC),
        datetime(2026, 11, 23, 2, 59, tzinfo=UTC),
        datetime(2028, 2, 28, 12, 0, tzinfo=UTC),
        datetime(2027, 3, 28, 1, 30, tzinfo=UTC),
    ],
)
def test_any_moment_will_do(open_journal, clock, now):
    clock.at = now
    core = open_journal()
    fill(core)
    assert core.checking.problems() == []
    (newest,) = all_of(core, "SELECT max(at) FROM interaction")[0]
    assert datetime.fromisoformat(newest) <= now


def test_a_made_up_journal_that_fails_leaves_nothing(core, facts):
    before = facts()
    for circle in core.circles.all()[:2]:
        core.circles.remove(circle.id)
    with pytest.raises(JournalError):
        fill(core)
    core.history.undo()
    core.history.undo()
    assert facts() == before


def test_every_line_of_the_script_is_read():
    people = [person for script in SCRIPTS for person in read_people(script)]
    assert len({person.name for person in people}) == len(people)
    known = {
        "at", "mail", "phone", "called", "met", "via", "posts", "own", "lives", "aka", "born",
        "added", "away", "binned", "pause", "muted", "cadence", "title", "works",
    }  # fmt: skip
    assert {word for person in people for word in person.facts} == known
    names = {person.name for person in people}
    assert {person.fact("via") for person in people} <= names | {""}


def test_a_line_that_tells_of_nothing_is_a_fault():
    with pytest.raises(ValueError, match="not a moment: soon"):
        read_moment("soon")
    people, moment = read_shared("7 >call/talk Ana; Mara: Rust: three hours")
    assert (people, moment.text, moment.channel) == (
        ("Ana", "Mara"),
        "Rust: three hours",
        Channel.CALL,
    )


def test_there_is_an_approach_and_what_came_of_it(demo):
    mara = demo.contacts.find("Mara Lind")
    how, limits = demo.approach.of_person(mara).lines
    assert how.startswith("Slow and exact")
    assert limits.startswith("No direct messages.")
    assert len(demo.welcome.of(mara)) == 3
    assert any(one.is_enough for one in demo.welcome.tallies(mara))
    assert demo.word_of_mouth.to_thank() != []
    assert demo.own_self.names() != []
