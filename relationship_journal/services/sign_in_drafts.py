"""What stood in an editor when the vault was locked: sealed then, offered back later."""

import contextlib
import secrets as randomness

from relationship_journal.errors import Altered
from relationship_journal.i18n import gettext as _
from relationship_journal.services import sealed_payload
from relationship_journal.services.sealing import Sealing
from relationship_journal.services.sign_in_rows import DraftRow, SignInFields
from relationship_journal.store.instants import instant, stamp
from relationship_journal.store.journal import Clock, Journal
from relationship_journal.store.models_sign_ins import SignIn, SignInDraft
from relationship_journal.store.vault.records import DRAFT

TABLE = "cred_draft"


class SignInDrafts:
    """Keeps drafts of sign-ins, at most one of each and one of a new one.

    Args:
        journal: the open journal.
        clock: tells the present instant, aware.
        sealing: seals and opens them.
    """

    def __init__(self, journal: Journal, clock: Clock, sealing: Sealing) -> None:
        self._journal, self._clock, self._sealing = journal, clock, sealing

    def keep(self, sign_in_id: int | None, fields: SignInFields) -> None:
        """Seal what stands in an editor; None is a new sign-in.

        Raises: VaultLocked, Busy, DiskFull.
        """
        with self._journal.change(_("Keep draft"), is_undoable=False):
            self._forget(sign_in_id)
            record_id = _record_id(sign_in_id) or randomness.token_bytes(16)
            SignInDraft.create(
                record_id=record_id,
                sealed=self._sealing.keys().seal(
                    record_id, *DRAFT, sealed_payload.pack_draft(fields)
                ),
                at=stamp(self._clock()),
            )
            self._journal.touch(TABLE, 0)

    def all(self) -> list[DraftRow]:
        """Return the drafts, the newest first; what was altered is left out.

        Raises: VaultLocked.
        """
        keys = self._sealing.keys()
        found: list[DraftRow] = []
        for draft in SignInDraft.select().order_by(SignInDraft.at.desc(), SignInDraft.id.desc()):
            record_id = bytes(draft.record_id)
            with contextlib.suppress(Altered):
                payload = keys.open(record_id, *DRAFT, bytes(draft.sealed))
                fields = sealed_payload.unpack_draft(payload)
                found.append(DraftRow(draft.id, _id_of(record_id), instant(draft.at), fields))
        return found

    def forget(self, sign_in_id: int | None) -> None:
        """Drop the draft of a sign-in, or of a new one: it was kept, or is not wanted."""
        with self._journal.change(_("Drop draft"), is_undoable=False):
            self._forget(sign_in_id)
            self._journal.touch(TABLE, 0)

    def _forget(self, sign_in_id: int | None) -> None:
        for draft in SignInDraft.select(SignInDraft.id, SignInDraft.record_id):
            if _id_of(bytes(draft.record_id)) == sign_in_id:
                draft.delete_instance()


def _record_id(sign_in_id: int | None) -> bytes | None:
    found = SignIn.get_or_none(SignIn.id == sign_in_id) if sign_in_id is not None else None
    return None if found is None else bytes(found.record_id)


def _id_of(record_id: bytes) -> int | None:
    found = SignIn.get_or_none(SignIn.record_id == record_id)
    return None if found is None else int(found.id)
