from dataclasses import replace
from datetime import timedelta

import pytest

from relationship_journal.domain.secret import Secret
from relationship_journal.errors import Altered, InvalidInput, NotFound, VaultLocked
from relationship_journal.services.checking import Checking
from relationship_journal.services.sign_in_rows import SignInFields
from relationship_journal.services.sign_ins import SignIns
from relationship_journal.store.vault import kept
from tests.services.vaults import FakeVault

BOARDS = SignInFields(
    site="boards.example",
    label="Forum",
    user_name=Secret("gardener"),
    password=Secret("hunter2 "),
    one_time=Secret("JBSWY3DPEHPK3PXP"),
    notes=Secret("asked for\nmy cat"),
    browser="firefox",
    browser_profile="x1.blog",
)


@pytest.fixture
def vault():
    return FakeVault()


@pytest.fixture
def sign_ins(core, vault):
    kept_journal = core._journal
    with kept_journal.change("Make vault", is_undoable=False):
        kept.seal_all(kept_journal.raw, vault.keys())
    return SignIns(kept_journal, core.clock, core.zone, vault)


def moved(core, sql, *values):
    """Change the file as somebody who has no keys can."""
    with core._journal.change("From outside", is_undoable=False):
        core._journal.execute(sql, values)


FORGED = (
    "label = 'Evil'", "with_sub_sites = 1", "browser = 'sh'", "version = 'abc'", "version = -5",
    "origin = x'ff00'", "sealed = 'abc'", "record_id = 'sixteen letters.'",
)  # fmt: skip


@pytest.mark.parametrize("forged", FORGED)
def test_whatever_somebody_writes_into_the_file_a_check_names_it(sign_ins, vault, core, forged):
    sign_ins.add(BOARDS)
    checking = Checking(core._journal, core.clock, core.zone, vault.keys)
    sentence = "1 sign-in was altered and does not open."
    assert sentence not in checking.problems()
    moved(core, f"UPDATE cred SET {forged}")
    assert sentence in checking.problems()


# --- keeping -------------------------------------------------------------------------------------


def test_what_is_added_is_found_again_whole(sign_ins, clock):
    row = sign_ins.add(BOARDS)
    assert (row.origin, row.site, row.label) == (
        "https://boards.example",
        "boards.example",
        "Forum",
    )
    assert (row.browser, row.browser_profile, row.used_at) == ("firefox", "x1.blog", None)
    assert row.created_at == row.password_changed_at == clock.at
    assert sign_ins.fields(row.id) == replace(BOARDS, site="https://boards.example")
    secrets = sign_ins.secrets(row.id)
    assert secrets.password.reveal() == "hunter2 "
    assert secrets.one_time.at(clock.at).reveal().isdigit()
    assert secrets.history == ()


def test_no_secret_stands_in_the_file_or_in_a_picture_of_an_object(sign_ins, facts):
    row = sign_ins.add(BOARDS)
    sign_ins.edit(row.id, replace(BOARDS, password=Secret("lantern-moss")))
    dump = "\n".join(map(repr, facts().values()))
    for secret in ("gardener", "hunter2", "lantern-moss", "my cat", "JBSWY3DP"):
        assert secret not in dump
        assert secret.encode().hex() not in dump.lower()
        assert secret not in repr(sign_ins.fields(row.id)) + repr(sign_ins.secrets(row.id))


def test_the_page_where_one_signs_in_is_kept_with_the_secrets(sign_ins):
    row = sign_ins.add(replace(BOARDS, site="https://boards.example/login?next=a"))
    assert row.origin == "https://boards.example"
    assert sign_ins.secrets(row.id).page == "https://boards.example/login?next=a"
    assert sign_ins.fields(row.id).site == "https://boards.example/login?next=a"


def test_a_changed_password_goes_into_the_history_newest_first(sign_ins, clock):
    row = sign_ins.add(BOARDS)
    for word in ("second", "third", "third"):
        clock.wind(days=1)
        row = sign_ins.edit(row.id, replace(BOARDS, password=Secret(word)))
    history = sign_ins.secrets(row.id).history
    assert [one.password.reveal() for one in history] == ["second", "hunter2 "]
    assert row.password_changed_at == clock.at - timedelta(days=1)


def test_an_edit_is_refused_whole(sign_ins):
    row = sign_ins.add(BOARDS)
    with pytest.raises(InvalidInput):
        sign_ins.edit(row.id, replace(BOARDS, label="New", one_time=Secret("no!")))
    assert sign_ins.row(row.id) == row
    assert sign_ins.is_whole()


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        (SignInFields(), "site"),
        (SignInFields(site="javascript:alert(1)"), "site"),
        (SignInFields(site="https://127.0.0.1"), "site"),
        (SignInFields(site="https://boards.example:8443"), "site"),
        (SignInFields(site="boards.example", one_time=Secret("!")), "one_time"),
        (SignInFields(site="boards.example", password=Secret("x" * 10_001)), "password"),
        (SignInFields(site="boards.example", user_name=Secret("x" * 2_001)), "user_name"),
    ],
)
def test_what_cannot_be_kept_is_refused_by_its_field(sign_ins, fields, field):
    with pytest.raises(InvalidInput) as refusal:
        sign_ins.add(fields)
    assert refusal.value.field == field
    assert sign_ins.count() == 0


def test_a_sign_in_without_a_site_is_kept_and_never_offered(sign_ins):
    row = sign_ins.add(SignInFields(label="Library card", with_sub_sites=True))
    assert (row.origin, row.title, row.with_sub_sites) == ("", "Library card", False)
    assert not sign_ins.is_offered(row.id, "https://boards.example/")


def test_while_the_vault_is_locked_sites_and_labels_are_known_and_nothing_else(sign_ins, vault):
    row = sign_ins.add(BOARDS)
    vault.lock()
    assert sign_ins.rows() == [row]
    assert sign_ins.offered_for("https://boards.example/x") == [row]
    assert sign_ins.user_names([row.id]) == {}
    for refused in (
        lambda: sign_ins.secrets(row.id),
        lambda: sign_ins.fields(row.id),
        lambda: sign_ins.add(BOARDS),
        lambda: sign_ins.edit(row.id, BOARDS),
        lambda: sign_ins.delete(row.id),
        lambda: sign_ins.delete_for_good(row.id),
        sign_ins.is_whole,
    ):
        with pytest.raises(VaultLocked):
            refused()


def test_use_is_remembered_while_the_vault_is_locked(sign_ins, vault, clock):
    row = sign_ins.add(BOARDS)
    vault.lock()
    clock.wind(days=2)
    sign_ins.used(row.id)
    assert sign_ins.row(row.id).used_at == clock.at
    vault.unlock()
    assert sign_ins.is_whole()


def test_views_hear_of_every_change(sign_ins, core):
    heard = []
    core.history.subscribe(lambda changes: heard.append((changes.label, dict(changes.ids))))
    row = sign_ins.add(BOARDS)
    sign_ins.edit(row.id, replace(BOARDS, label="Board"))
    sign_ins.used(row.id)
    sign_ins.delete(row.id)
    assert [label for label, _ids in heard] == [
        "Add sign-in", "Edit sign-in", "Use sign-in", "Delete sign-in",
    ]  # fmt: skip
    assert all(ids == {"cred": frozenset({row.id})} for _label, ids in heard)


def test_nothing_of_a_sign_in_is_in_the_undo_list(sign_ins, core):
    ana = core.contacts.add("Ana Duarte")
    row = sign_ins.add(BOARDS)
    sign_ins.edit(row.id, replace(BOARDS, password=Secret("other")))
    sign_ins.delete(row.id)
    assert core.history.undo_label == "Add contact"
    core.history.undo()
    assert sign_ins.row(row.id).deleted_at is not None
    assert ana


# --- the bin -------------------------------------------------------------------------------------


def test_a_deleted_sign_in_lies_sealed_in_the_bin_and_comes_back(sign_ins):
    row = sign_ins.add(BOARDS)
    sign_ins.delete(row.id)
    assert sign_ins.rows() == []
    assert sign_ins.offered_for("https://boards.example/") == []
    assert [one.id for one in sign_ins.rows(deleted=True)] == [row.id]
    sign_ins.undelete(row.id)
    assert sign_ins.rows() == [row]
    assert sign_ins.secrets(row.id).password.reveal() == "hunter2 "


def test_after_thirty_days_the_bin_is_emptied_when_the_vault_is_next_opened(sign_ins, vault, clock):
    row = sign_ins.add(BOARDS)
    sign_ins.delete(row.id)
    clock.wind(days=29)
    vault.lock()
    vault.unlock()
    assert sign_ins.rows(deleted=True)
    clock.wind(days=2)
    vault.lock()
    assert sign_ins.rows(deleted=True)
    vault.unlock()
    assert not sign_ins.rows(deleted=True)
    assert sign_ins.is_whole()


def test_what_is_deleted_for_good_is_gone_with_every_choice_of_it(sign_ins, core):
    ana = core.contacts.add("Ana Duarte")
    row = sign_ins.add(BOARDS)
    sign_ins.choose_identity(ana, None, row.id)
    sign_ins.delete_for_good(row.id)
    assert sign_ins.identity_for(ana) is None
    with pytest.raises(NotFound):
        sign_ins.row(row.id)
    assert sign_ins.is_whole()


# --- tampering -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "column", ["label = 'Bank'", "with_sub_sites = 1", "browser = 'evil'", "browser_profile = 'x'",
               "origin = 'https://evil.example'", "version = version + 1",
               "sealed = x'00'", "record_id = randomblob(16)"],
)  # fmt: skip
def test_a_row_edited_from_outside_does_not_open(sign_ins, core, column):
    row, other = sign_ins.add(BOARDS), sign_ins.add(replace(BOARDS, site="moss.example"))
    moved(core, f"UPDATE cred SET {column} WHERE id = ?", row.id)
    with pytest.raises(Altered):
        sign_ins.secrets(row.id)
    assert sign_ins.secrets(other.id).user_name.reveal() == "gardener"


def test_two_rows_that_were_swapped_do_not_open(sign_ins, core):
    one, two = sign_ins.add(BOARDS), sign_ins.add(replace(BOARDS, site="moss.example"))
    sealed = dict(core._journal.execute("SELECT id, sealed FROM cred").fetchall())
    moved(core, "UPDATE cred SET sealed = ? WHERE id = ?", sealed[one.id], two.id)
    moved(core, "UPDATE cred SET sealed = ? WHERE id = ?", sealed[two.id], one.id)
    for row in (one, two):
        with pytest.raises(Altered):
            sign_ins.secrets(row.id)


def test_an_older_state_of_a_row_is_noticed_and_nothing_is_changed_over_it(sign_ins, core):
    row = sign_ins.add(BOARDS)
    before = core._journal.execute("SELECT sealed, version FROM cred").fetchone()
    sign_ins.edit(row.id, replace(BOARDS, password=Secret("new")))
    moved(core, "UPDATE cred SET sealed = ?, version = ?", *before)
    assert sign_ins.secrets(row.id).password.reveal() == "hunter2 "  # genuine by itself
    assert not sign_ins.is_whole()
    for refused in (
        lambda: sign_ins.add(BOARDS),
        lambda: sign_ins.edit(row.id, BOARDS),
        lambda: sign_ins.delete(row.id),
    ):
        with pytest.raises(Altered):
            refused()
    sign_ins.accept()
    assert sign_ins.is_whole()
    assert sign_ins.add(BOARDS)


def test_a_row_that_was_removed_or_put_in_is_noticed(sign_ins, core):
    row = sign_ins.add(BOARDS)
    sign_ins.add(replace(BOARDS, site="moss.example"))
    moved(core, "DELETE FROM cred WHERE id = ?", row.id)
    assert not sign_ins.is_whole()


def test_a_row_of_another_vault_does_not_open(sign_ins, core):
    row = sign_ins.add(BOARDS)
    stranger = SignIns(core._journal, core.clock, core.zone, FakeVault(bytes(32)))
    with pytest.raises(Altered):
        stranger.secrets(row.id)
    assert stranger.user_names([row.id]) == {row.id: ""}


# --- the list ------------------------------------------------------------------------------------


@pytest.fixture
def three(sign_ins, core, clock):
    ids = {}
    for site, user, people in (
        ("quietgardens.example", "@gardenblog", ["Ana Duarte"]),
        ("boards.example", "gardener", ["Mara Lind", "Tom Okafor"]),
        ("moss.example", "amoss", []),
    ):
        clock.wind(hours=1)
        ids[site] = sign_ins.add(
            SignInFields(site=site, user_name=Secret(user), password=Secret("x"))
        ).id
        for name in people:
            core.contacts.add(name, urls=[f"https://{site}/{name.split()[0].lower()}"])
    return ids


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", ["boards", "moss", "quietgardens"]),
        ("BOARD", ["boards"]),
        ("mara", ["boards"]),
        ("garden", ["boards", "quietgardens"]),
        ("garden ana", ["quietgardens"]),
        ("example", ["boards", "moss", "quietgardens"]),
        ("nobody", []),
    ],
)
def test_a_search_looks_at_sites_names_and_people(sign_ins, three, query, found):
    assert [row.site.partition(".")[0] for row in sign_ins.rows(query)] == found


def test_a_search_cannot_tell_user_names_while_the_vault_is_locked(sign_ins, three, vault):
    vault.lock()
    assert [row.site for row in sign_ins.rows("gardener")] == []


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("site", ["boards", "moss", "quietgardens"]),
        ("as", ["quietgardens", "moss", "boards"]),
        ("used", ["moss", "boards", "quietgardens"]),
        ("changed", ["quietgardens", "boards", "moss"]),
    ],
)
def test_the_list_has_an_order(sign_ins, three, clock, sort, order):
    for site in ("moss.example", "boards.example"):
        clock.wind(hours=1)
        sign_ins.used(three[site])
    rows = sign_ins.rows_of(sign_ins.ids(sort=sort))
    assert [row.site.partition(".")[0] for row in rows] == order


def test_user_names_are_forgotten_on_lock_and_new_after_an_edit(sign_ins, three, vault):
    boards = three["boards.example"]
    assert sign_ins.user_names([boards]) == {boards: "gardener"}
    sign_ins.edit(boards, replace(sign_ins.fields(boards), user_name=Secret("mossy")))
    assert sign_ins.user_names([boards]) == {boards: "mossy"}
    vault.lock()
    assert not sign_ins._list._user_names
    vault.unlock()
    assert sign_ins.user_names([boards]) == {boards: "mossy"}


# --- offered -------------------------------------------------------------------------------------


def test_only_what_belongs_to_a_site_is_offered_the_last_used_first(sign_ins, clock):
    one = sign_ins.add(BOARDS)
    wide = sign_ins.add(replace(BOARDS, label="Wide", with_sub_sites=True))
    sign_ins.add(replace(BOARDS, site="moss.example", with_sub_sites=True))
    clock.wind(hours=1)
    sign_ins.used(wide.id)
    assert [row.id for row in sign_ins.offered_for("https://boards.example/a")] == [wide.id, one.id]
    assert [row.id for row in sign_ins.offered_for("https://my.boards.example/")] == [wide.id]
    for url in ("http://boards.example/", "https://boards.example:8443/", "https://evil.example/",
                "https://boards.example\\@evil.example/", "javascript:1", ""):  # fmt: skip
        assert sign_ins.offered_for(url) == []


def test_a_neighbour_under_the_same_public_suffix_is_offered_nothing(sign_ins):
    sign_ins.add(SignInFields(site="me.github.io", with_sub_sites=True))
    sign_ins.add(SignInFields(site="a.co.uk", with_sub_sites=True))
    assert sign_ins.offered_for("https://you.github.io/") == []
    assert sign_ins.offered_for("https://b.co.uk/") == []
    assert len(sign_ins.offered_for("https://shop.a.co.uk/")) == 1


def test_without_a_label_it_is_called_by_its_user_name_while_that_can_be_read(sign_ins, vault):
    sign_ins.add(replace(BOARDS, label=""))
    assert sign_ins.offered_for("https://boards.example/")[0].label == "gardener"
    vault.lock()
    assert sign_ins.offered_for("https://boards.example/")[0].label == ""


# --- who is whom ---------------------------------------------------------------------------------


@pytest.fixture
def ana(core):
    places = ["https://boards.example/ana", "https://moss.example/"]
    return core.contacts.whole(core.contacts.add("Ana Duarte", urls=places))


def test_a_choice_stands_for_a_profile_or_for_the_person_and_can_be_taken_back(sign_ins, ana, core):
    one, two = sign_ins.add(BOARDS), sign_ins.add(replace(BOARDS, label="Other"))
    profile = ana.profiles[0].id
    sign_ins.choose_identity(ana.id, None, one.id)
    sign_ins.choose_identity(ana.id, profile, two.id)
    assert sign_ins.identity_for(ana.id) == one.id
    assert sign_ins.identity_for(ana.id, profile) == two.id
    core.history.undo()
    assert sign_ins.identity_for(ana.id, profile) is None
    core.history.redo()
    assert sign_ins.identity_for(ana.id, profile) == two.id
    sign_ins.choose_identity(ana.id, profile, None)
    assert sign_ins.identity_for(ana.id, profile) is None
    sign_ins.delete(one.id)
    assert sign_ins.identity_for(ana.id) is None
    sign_ins.undelete(one.id)
    assert sign_ins.identity_for(ana.id) == one.id


def test_another_sites_sign_in_cannot_be_chosen_for_a_profile(sign_ins, ana):
    row = sign_ins.add(BOARDS)
    with pytest.raises(InvalidInput):
        sign_ins.choose_identity(ana.id, ana.profiles[1].id, row.id)
    with pytest.raises(NotFound):
        sign_ins.choose_identity(ana.id, 999, row.id)
    with pytest.raises(NotFound):
        sign_ins.choose_identity(999, None, row.id)
    with pytest.raises(NotFound):
        sign_ins.choose_identity(ana.id, None, 999)


def test_people_are_there_by_a_profile_on_the_site_or_by_choice(sign_ins, ana, core):
    row = sign_ins.add(BOARDS)
    tom = core.contacts.add("Tom Okafor")
    sign_ins.choose_identity(tom, None, row.id)
    gone = core.contacts.add("Gone", urls=["https://boards.example/gone"])
    core.contacts.delete(gone)
    there = sign_ins.people_there(row.id)
    assert [(one.name, one.is_chosen) for one in there] == [
        ("Ana Duarte", False), ("Tom Okafor", True),
    ]  # fmt: skip
    assert sign_ins.names_there([row.id]) == {row.id: ("Ana Duarte", "Tom Okafor")}


def test_people_on_a_sub_site_are_there_where_the_sign_in_reaches(sign_ins, core):
    core.contacts.add("Ingrid", urls=["https://ingrid.boards.example/"])
    row = sign_ins.add(BOARDS)
    assert sign_ins.people_there(row.id) == []
    sign_ins.edit(row.id, replace(BOARDS, with_sub_sites=True))
    assert [one.name for one in sign_ins.people_there(row.id)] == ["Ingrid"]
