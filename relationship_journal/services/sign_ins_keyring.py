"""This computer's key to the sign-ins: none until the person asks for it, used when they unlock."""

from relationship_journal.errors import KeyringTrouble, WrongPassphrase
from relationship_journal.i18n import gettext as _
from relationship_journal.services.keyring_slot import (
    SIGN_INS_PART,
    AnswerRow,
    KeyringSlot,
    NewKey,
    SeenRow,
    Situation,
    ask,
)
from relationship_journal.store.vault import derivation


class SignInsKeyring(KeyringSlot):
    """This computer's slot of the sign-ins; it differs from the journal's in everything."""

    part = SIGN_INS_PART

    @property
    def slot_ids(self) -> tuple[bytes, ...]:
        """The names of the slots there are."""
        return self._vault.sign_in_keyring_slots

    def new_key(self) -> NewKey | None:
        """Return a key to keep; None while the sign-ins are locked."""
        vault_id = self._vault.vault_id
        if vault_id is None or not self._vault.is_open:
            return None
        return NewKey(vault_id, derivation.random_bytes(8), derivation.random_bytes(32))

    def add(self, new: NewKey) -> None:
        """Let a key that is kept open the sign-ins from now on.

        Raises: VaultLocked, Conflict, Busy, DiskFull; the key is of no use then: `forget` it.
        """
        self._vault.add_sign_in_keyring_slot(new.slot_id, new.key)

    def withdraw(self) -> tuple[bytes, ...]:
        """Let no keyring open the sign-ins any more; returns the slots there were, to `forget`.

        Raises: VaultLocked, Conflict, Busy, DiskFull.
        """
        gone = self.slot_ids
        self._vault.remove_sign_in_keyring_slots()
        return gone

    def ask(self, seen: SeenRow | None) -> AnswerRow:
        """Return what the keyring has for the sign-ins; may block, and may ask the user."""
        if seen is None or not seen.locked.keyring_slots:
            return AnswerRow(Situation.NOT_USED)
        return ask(seen.locked, self._chain, self.part)

    def unlock(self, answer: AnswerRow) -> None:
        """Open the sign-ins with what the keyring had.

        Raises: KeyringTrouble with the reason why it takes the passphrase; KeysDamaged, NotFound.
        """
        if answer.keys is None:
            sentence = answer.sentence or _("This computer’s keyring does not open the sign-ins.")
            raise KeyringTrouble(sentence, _("Type the passphrase."))
        try:
            self._vault.unlock_with(answer.keys)
        except WrongPassphrase:
            raise KeyringTrouble(
                AnswerRow(Situation.DAMAGED).sentence, _("Type the passphrase.")
            ) from None
