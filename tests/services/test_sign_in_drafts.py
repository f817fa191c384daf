from dataclasses import replace

import pytest

from relationship_journal.domain.secret import Secret
from relationship_journal.errors import Altered, VaultLocked
from relationship_journal.services.sign_in_rows import SignInFields
from relationship_journal.services.sign_ins import SignIns
from relationship_journal.store.vault import kept
from tests.services.vaults import FakeVault

HALF = SignInFields(
    site="not yet a si",
    user_name=Secret("gardener"),
    password=Secret("hunter2"),
    one_time=Secret("half a secr"),
    notes=Secret("my cat"),
    with_sub_sites=True,
    browser="firefox",
    browser_profile="x1",
)


@pytest.fixture
def vault():
    return FakeVault()


@pytest.fixture
def sign_ins(core, vault):
    with core._journal.change("Make vault", is_undoable=False):
        kept.seal_all(core._journal.raw, vault.keys())
    return SignIns(core._journal, core.clock, core.zone, vault)


def test_a_draft_comes_back_as_it_was_even_half_typed(sign_ins, vault, clock, facts):
    sign_ins.drafts.keep(None, HALF)
    assert "hunter2" not in repr(facts())
    vault.lock()
    with pytest.raises(VaultLocked):
        sign_ins.drafts.all()
    vault.unlock()
    (draft,) = sign_ins.drafts.all()
    assert (draft.sign_in_id, draft.at, draft.fields) == (None, clock.at, HALF)


def test_there_is_one_draft_of_a_sign_in_and_one_of_a_new_one(sign_ins):
    row = sign_ins.add(replace(HALF, site="boards.example", one_time=Secret()))
    sign_ins.drafts.keep(None, HALF)
    sign_ins.drafts.keep(row.id, HALF)
    sign_ins.drafts.keep(row.id, replace(HALF, label="Newer"))
    sign_ins.drafts.keep(None, replace(HALF, label="New"))
    drafts = {draft.sign_in_id: draft.fields.label for draft in sign_ins.drafts.all()}
    assert drafts == {row.id: "Newer", None: "New"}
    sign_ins.drafts.forget(row.id)
    assert [draft.sign_in_id for draft in sign_ins.drafts.all()] == [None]
    sign_ins.drafts.forget(None)
    assert sign_ins.drafts.all() == []
    assert sign_ins.is_whole()


def test_a_draft_cannot_be_put_in_the_place_of_a_sign_in(sign_ins, core):
    row = sign_ins.add(replace(HALF, site="boards.example", one_time=Secret()))
    sign_ins.drafts.keep(row.id, HALF)
    with core._journal.change("From outside", is_undoable=False):
        core._journal.execute(
            "UPDATE cred SET sealed = (SELECT sealed FROM cred_draft), version = 0, origin = ''"
        )
    with pytest.raises(Altered):
        sign_ins.secrets(row.id)


def test_an_altered_draft_is_left_out(sign_ins, core):
    sign_ins.drafts.keep(None, HALF)
    with core._journal.change("From outside", is_undoable=False):
        core._journal.execute("UPDATE cred_draft SET record_id = randomblob(16)")
    assert sign_ins.drafts.all() == []
