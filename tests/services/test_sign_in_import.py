from dataclasses import replace
from datetime import UTC, datetime

import pytest

from relationship_journal.domain.records import CredentialRecord
from relationship_journal.domain.secret import Secret
from relationship_journal.errors import Cancelled, Conflict, VaultLocked
from relationship_journal.services.sign_in_import import SignInImport
from relationship_journal.services.sign_ins import SignIns
from relationship_journal.store.vault import kept
from tests.services.vaults import FakeVault

FORUM = CredentialRecord(
    title="Forum",
    urls=("https://boards.example/login",),
    user_name=Secret("gardener"),
    password=Secret("hunter2"),
    one_time=Secret("JBSWY3DPEHPK3PXP"),
    notes=Secret("my cat"),
    where="line 2",
)
OTHER = CredentialRecord(urls=("moss.example",), user_name=Secret("me"), password=Secret("x"))


@pytest.fixture
def vault():
    return FakeVault()


@pytest.fixture
def sign_ins(core, vault):
    with core._journal.change("Make vault", is_undoable=False):
        kept.seal_all(core._journal.raw, vault.keys())
    return SignIns(core._journal, core.clock, core.zone, vault)


@pytest.fixture
def importing(sign_ins):
    return SignInImport(sign_ins)


def shown(sign_ins):
    return [(row.origin, row.label) for row in sign_ins.rows()]


def test_a_login_becomes_a_sign_in_whole(importing, sign_ins):
    report = importing.bring_in([FORUM])
    assert (report.added, report.skipped) == (1, ())
    secrets = sign_ins.secrets(report.added_ids[0])
    assert shown(sign_ins) == [("https://boards.example", "Forum")]
    assert secrets.password == FORUM.password
    assert secrets.one_time_text == FORUM.one_time
    assert (secrets.notes, secrets.page) == (FORUM.notes, "https://boards.example/login")
    assert sign_ins.is_whole()


def test_the_same_file_again_adds_nothing(importing, sign_ins):
    importing.bring_in([FORUM, OTHER])
    before = sign_ins.rows()
    report = importing.bring_in([FORUM, OTHER])
    assert (report.added, report.updated, report.unchanged) == (0, 0, 2)
    assert sign_ins.rows() == before


def test_a_later_password_takes_the_place_of_the_older_which_goes_into_the_history(
    importing, sign_ins, clock
):
    early, late = datetime(2020, 1, 1, tzinfo=UTC), datetime(2024, 1, 1, tzinfo=UTC)
    (sign_in_id,) = importing.bring_in([replace(FORUM, changed=early)]).added_ids
    report = importing.bring_in([replace(FORUM, password=Secret("newer"), changed=late)])
    assert (report.updated, report.skipped) == (1, ())
    secrets = sign_ins.secrets(sign_in_id)
    assert secrets.password.reveal() == "newer"
    assert [one.password.reveal() for one in secrets.history] == ["hunter2"]
    assert sign_ins.is_whole()


@pytest.mark.parametrize("changed", [None, datetime(2019, 1, 1, tzinfo=UTC)])
def test_a_password_that_may_be_older_is_left_and_told(importing, sign_ins, changed):
    (sign_in_id,) = importing.bring_in([FORUM]).added_ids
    report = importing.bring_in([replace(FORUM, password=Secret("other"), changed=changed)])
    assert sign_ins.secrets(sign_in_id).password.reveal() == "hunter2"
    assert report.unchanged == 1
    assert [one.where for one in report.skipped] == ["line 2"]
    assert "other" not in repr(report).replace("Another", "")


def test_what_was_missing_is_filled_in(importing, sign_ins):
    (sign_in_id,) = importing.bring_in(
        [replace(FORUM, one_time=Secret(), notes=Secret())]
    ).added_ids
    assert importing.bring_in([FORUM]).updated == 1
    assert sign_ins.secrets(sign_in_id).notes == FORUM.notes
    assert sign_ins.secrets(sign_in_id).one_time_text == FORUM.one_time


def test_a_login_for_two_sites_becomes_two_sign_ins(importing, sign_ins):
    two = replace(FORUM, urls=("https://a.example/x", "https://a.example/y", "https://b.example"))
    assert importing.bring_in([two]).added == 2
    assert shown(sign_ins) == [("https://a.example", "Forum"), ("https://b.example", "Forum")]


@pytest.mark.parametrize(
    "url", ["android://abc@com.example.app/", "http://192.168.0.1/", "https://a.example:8443/", ""]
)
def test_what_is_no_site_is_kept_without_one_and_never_offered(importing, sign_ins, url):
    report = importing.bring_in([replace(FORUM, urls=(url,) if url else ())])
    assert shown(sign_ins) == [("", "Forum")]
    assert url in sign_ins.secrets(report.added_ids[0]).notes.reveal()
    assert len(report.skipped) == bool(url)


@pytest.mark.parametrize("url", ["http://boards.example/login", "http://boards.example:80/login"])
def test_a_site_kept_as_http_is_taken_for_https(importing, sign_ins, url):
    (sign_in_id,) = importing.bring_in([replace(FORUM, urls=(url,))]).added_ids
    assert sign_ins.row(sign_in_id).origin == "https://boards.example"
    assert sign_ins.secrets(sign_in_id).page == "https://boards.example/login"


def test_a_one_time_code_of_another_kind_is_kept_as_a_note(importing, sign_ins):
    hotp = "otpauth://hotp/x?secret=JBSWY3DPEHPK3PXP"
    report = importing.bring_in([replace(FORUM, one_time=Secret(hotp))])
    secrets = sign_ins.secrets(report.added_ids[0])
    assert (secrets.one_time, secrets.notes.reveal()) == (None, f"my cat\n{hotp}")
    assert len(report.skipped) == 1


@pytest.mark.parametrize(
    "title", ["boards.example", "https://boards.example/", "www.Boards.example"]
)
def test_a_title_that_only_repeats_the_site_is_no_label(importing, sign_ins, title):
    importing.bring_in([replace(FORUM, title=title)])
    assert shown(sign_ins) == [("https://boards.example", "")]


def test_what_cannot_be_kept_is_told_and_the_others_come_in(importing, sign_ins):
    long = replace(FORUM, password=Secret("x" * 20_000), where="line 9")
    report = importing.bring_in([long, OTHER])
    assert (report.added, [one.where for one in report.skipped]) == (1, ["line 9"])


def test_stopped_half_way_nothing_is_left(importing, sign_ins):
    seen = []
    with pytest.raises(Cancelled):
        importing.bring_in(
            [FORUM, OTHER], lambda done, _all: seen.append(done), lambda: len(seen) == 1
        )
    assert (seen, sign_ins.count()) == ([1], 0)
    assert sign_ins.is_whole()


def test_a_locked_vault_takes_nothing(importing, sign_ins, vault):
    vault.lock()
    with pytest.raises(VaultLocked):
        importing.bring_in([FORUM])
    assert sign_ins.count() == 0


def test_a_thousand_logins_come_in_as_one_change(importing, sign_ins, core):
    heard = []
    core.history.subscribe(heard.append)
    many = [replace(FORUM, urls=(f"https://site{n}.example",), title="") for n in range(1000)]
    assert importing.bring_in(many).added == 1000
    assert len(heard) == 1
    assert core.history.undo_label is None
    assert importing.bring_in(many).unchanged == 1000


def test_keys_that_were_renewed_meanwhile_seal_nothing(importing, sign_ins, vault):
    def renew(*_progress):
        vault._record_keys = FakeVault()._record_keys

    with pytest.raises(Conflict):
        importing.bring_in([FORUM], renew)
    assert sign_ins.count() == 0


@pytest.mark.parametrize(("is_sealed", "label"), [(False, ""), (True, "me")])
def test_a_user_name_stands_outside_of_the_seal_only_in_a_sealed_journal(
    sign_ins, is_sealed, label
):
    SignInImport(sign_ins, shows_user_names=is_sealed).bring_in([OTHER])
    assert shown(sign_ins) == [("https://moss.example", label)]
