import pytest

from relationship_journal.errors import InvalidInput
from relationship_journal.services.link_taking import Chosen, ChosenFeed, LinkTaking

ANA = "https://ana.example/"
JPEG = b"\xff\xd8\xff\xe0" + bytes(50)


@pytest.fixture
def taking(core, clock):
    return LinkTaking(core._journal, clock, core.zone)


def test_several_feeds_become_one_person_in_one_step_that_is_undone(core, taking):
    ana = taking.take(
        Chosen(
            "Ana Duarte",
            ANA,
            circle="Inner",
            tags=("gardens",),
            profiles=(ANA, "https://social.example/@ana"),
            feeds=(
                ChosenFeed(f"{ANA}feed/"),
                ChosenFeed("https://s.example/@ana.rss", "A", "mastodon"),
            ),
            photo=JPEG,
            bio="Gardener.",
            birthday="--03-05",
            email="ana@ana.example",
            place="Graz",
        )
    )
    whole = core.contacts.whole(ana)
    assert (whole.name, whole.circle, whole.birthday) == ("Ana Duarte", "Inner", "--03-05")
    assert [one.url for one in whole.profiles] == [ANA, "https://social.example/@ana"]
    assert [(one.url, one.kind) for one in core.following.feeds_of(ana)] == [
        (f"{ANA}feed/", "blog"),
        ("https://s.example/@ana.rss", "mastodon"),
    ]
    assert whole.has_photo
    assert [(one.name, one.value) for one in whole.custom] == [("Place", "Graz")]
    texts = [row.text for row in core.timeline.of(ana) if row.kind == "note"]
    assert texts == ["On ana.example: Gardener."]
    core.history.undo()
    assert core.people.count() == 0


def test_what_somebody_has_stands_beside_what_is_new(core, taking):
    ana = core.contacts.add("Ana", urls=["https://www.ana.example"], emails=["old@ana.example"])
    core.contacts.edit(ana, birthday="1980-01-01")
    taking.take(
        Chosen(
            "Another name",
            ANA,
            contact_id=ana,
            profiles=(ANA, "https://social.example/@ana"),
            email="ana@ana.example",
            birthday="--03-05",
        )
    )
    whole = core.contacts.whole(ana)
    assert (whole.name, whole.birthday) == ("Ana", "1980-01-01")
    assert [one.url for one in whole.profiles] == [
        "https://www.ana.example",
        "https://social.example/@ana",
    ]
    assert [one.value for one in whole.emails] == ["old@ana.example", "ana@ana.example"]
    assert core.history.undo_label == "Add what was found"


def test_a_closed_network_gets_a_dated_look_that_repeats_from_when_it_was_done(core, taking):
    ana = taking.take(Chosen("Ana", profiles=("https://x.com/ana",), network="X", look_in_days=21))
    [planned] = core.follow_ups.open_of(ana)
    assert planned.text == "Look in on Ana on X"
    assert planned.due.isoformat() == "2026-12-14"
    core.follow_ups.complete(planned.id)
    assert core.follow_ups.open_of(ana)[0].due.isoformat() == "2026-12-14"


def test_nothing_is_kept_when_a_part_cannot_be(core, taking):
    with pytest.raises(InvalidInput):
        taking.take(Chosen("Ana", feeds=(ChosenFeed("javascript:alert(1)"),)))
    assert core.people.count() == 0


def test_a_blog_of_several_people_is_narrowed_to_one(core, taking):
    ana = taking.take(Chosen("Ana", feeds=(ChosenFeed("https://club.example/feed", author="Ana"),)))
    assert core.following.feeds_of(ana)[0].author_filter == "Ana"
