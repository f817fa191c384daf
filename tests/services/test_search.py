import pytest


@pytest.fixture
def people(core, clock):
    ana = core.contacts.add("Ana Duarte", urls=["quietgardens.example"], tags=["gardens"])
    mara = core.contacts.add("Mara Lind", emails=["mara@tide.example"])
    sakura = core.contacts.add("山田 さくら")
    core.contacts.set_names(mara, [("Harbour Mara", "pen")])
    core.contacts.edit(mara, how_we_met="On the ferry to the islands")
    core.notes.add(ana, "Grows beans.\nThe harbour crane is **red**.")
    clock.wind(days=1)
    core.notes.add(sakura, "お茶の話をした")
    core.entries.write_down([mara, ana], "Talked about the harbour fog")
    core.entries.write_down([mara], "", url="tide.example/low-water")
    return {"ana": ana, "mara": mara, "sakura": sakura}


def hits(core, text, **options):
    """Return the hits; of a contact's snippet only the two words it begins with."""
    return [
        f"{row.kind} {row.name}: "
        + (" ".join(row.snippet.split()[:2]) if row.kind == "contact" else row.snippet)
        for row in core.search.find(text, **options)
    ]


def test_people_come_before_notes_before_entries(core, people):
    assert hits(core, "harbour") == [
        "contact Mara Lind: Harbour Mara",
        "note Ana Duarte: The harbour crane is **red**.",
        "entry Mara Lind: Talked about the harbour fog",
    ]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("duarte", ["contact"]),
        ("DUÁRTE", ["contact"]),
        ("quietgard", ["contact"]),
        ("tide.example", ["contact"]),
        ("ferry islands", ["contact"]),
        ("gardens", ["contact"]),
        ("beans", ["note"]),
        ('"harbour fog"', ["entry"]),
        ('"fog harbour"', []),
        ("お茶", ["note"]),
        ("茶", ["note"]),
        ("山", ["contact"]),
        ("山 茶", []),
        ("arbou", ["contact", "note", "entry"]),
        ("", []),
        ("  ", []),
        ('"', []),
        ("AND OR NOT", []),
        ("*", []),
        ("nothing like this", []),
    ],
)
def test_a_text_is_found_where_it_stands(core, people, text, kinds):
    assert [row.kind for row in core.search.find(text)] == kinds


def test_a_hit_says_whose_it_is(core, people):
    (row,) = core.search.find("fog")
    assert (row.kind, row.contact_id, row.name) == ("entry", people["mara"], "Mara Lind")


def test_an_entry_with_several_is_found_by_who_is_left(core, people):
    core.contacts.delete(people["mara"])
    assert hits(core, "fog") == ["entry Ana Duarte: Talked about the harbour fog"]


def test_the_bin_is_not_searched_and_the_put_away_are(core, people):
    core.contacts.put_away(people["mara"])
    core.contacts.delete(people["ana"])
    assert hits(core, "harbour") == [
        "contact Mara Lind: Harbour Mara",
        "entry Mara Lind: Talked about the harbour fog",
    ]


def test_the_newest_come_first_and_no_more_than_asked(core, clock):
    ana = core.contacts.add("Ana")
    for number in range(9):
        clock.wind(hours=1)
        core.notes.add(ana, f"bean {number}")
    assert [row.snippet for row in core.search.find("bean", limit=3)] == [
        "bean 8",
        "bean 7",
        "bean 6",
    ]


def test_what_was_changed_is_found_as_it_is_now(core, people):
    (row,) = core.search.find("beans")
    core.notes.edit(row.id, "Grows peas")
    assert core.search.find("beans") == []
    assert [hit.kind for hit in core.search.find("peas")] == ["note"]
    core.history.undo()
    assert [hit.kind for hit in core.search.find("beans")] == ["note"]
    assert core.checking.problems() == []
