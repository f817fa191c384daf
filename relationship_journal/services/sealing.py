"""The seal of each sign-in and the seal over all of them: read and written nowhere else."""

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Protocol

from relationship_journal.errors import Altered, Conflict, VaultLocked
from relationship_journal.i18n import gettext as _
from relationship_journal.services import sealed_payload
from relationship_journal.services.sealed_payload import Beside
from relationship_journal.services.sign_in_rows import SignInSecrets
from relationship_journal.store.journal import Journal
from relationship_journal.store.models_sign_ins import SignIn
from relationship_journal.store.vault import kept

if TYPE_CHECKING:
    from relationship_journal.store.vault.records import RecordKeys


class OpenVault(Protocol):
    """What is asked of the vault."""

    @property
    def is_open(self) -> bool:
        """Whether sealed things can be read now."""

    def keys(self) -> "RecordKeys":
        """Return the keys to sign-ins. Raises: VaultLocked."""

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call a listener after opening and after locking; returns how to stop."""


class Sealing:
    """Seals and opens rows of sign-ins.

    Args:
        journal: the open journal.
        vault: what opens and locks; None is one that is never open.
    """

    def __init__(self, journal: Journal, vault: OpenVault | None) -> None:
        self._journal, self._vault = journal, vault

    @property
    def is_open(self) -> bool:
        """Whether the vault is open."""
        return self._vault is not None and self._vault.is_open

    def keys(self) -> "RecordKeys":
        """Return the keys.

        Raises: VaultLocked.
        """
        if self._vault is None:
            raise VaultLocked(_("The sign-ins are locked."))
        return self._vault.keys()

    @contextlib.contextmanager
    def writing(self, label: str, held: "RecordKeys | None" = None) -> Iterator[None]:
        """Change sign-ins inside: all or none, and the seal over all of them with it.

        Args:
            label: what is done.
            held: the keys under which something was sealed before; other ones now are refused.

        Raises:
            VaultLocked: no keys.
            Conflict: the keys are others now.
            Altered: these are not the sign-ins last sealed; a new seal would hide what was done.
        """
        with self._journal.change(label, is_undoable=False):
            keys = self.keys()
            if held is not None and held is not keys:
                raise Conflict(_("The keys were changed meanwhile; nothing was kept."))
            if not kept.is_whole(self._journal.raw, keys):
                raise Altered(
                    _("Sign-ins were removed, added or put back outside of the program."),
                    _("Look at them on the page of the sign-ins before you change one."),
                )
            yield
            kept.seal_all(self._journal.raw, keys)

    def is_whole(self) -> bool:
        """Say whether the sign-ins are those last sealed.

        Raises: VaultLocked.
        """
        return kept.is_whole(self._journal.raw, self.keys())

    def accept(self, label: str) -> None:
        """Seal all sign-ins as they are now.

        Raises: VaultLocked.
        """
        with self._journal.change(label, is_undoable=False):
            kept.seal_all(self._journal.raw, self.keys())
            self._journal.touch("meta", 0)

    def opened(self, sign_in: SignIn, keys: "RecordKeys | None" = None) -> SignInSecrets:
        """Return what is sealed, after comparing it with what stands beside it.

        Args:
            sign_in: the row.
            keys: the keys where they are in hand; the vault is asked when None.

        Raises: VaultLocked, Altered.
        """
        return _opened(
            keys or self.keys(),
            (sign_in.record_id, sign_in.version, sign_in.origin, sign_in.sealed),
            (
                sign_in.label,
                sign_in.with_sub_sites,
                sign_in.browser,
                sign_in.browser_profile,
            ),
        )

    def seal(
        self,
        sign_in: SignIn,
        secrets: SignInSecrets,
        beside: Beside,
        keys: "RecordKeys | None" = None,
    ) -> None:
        """Put what is secret into its envelope, under the next version.

        Args:
            sign_in: the row.
            secrets: what goes inside.
            beside: what stands beside it too.
            keys: the keys where they are in hand; the vault is asked when None.

        Raises: VaultLocked.
        """
        sign_in.version += 1
        sign_in.label, sign_in.with_sub_sites = beside.label, beside.with_sub_sites
        sign_in.browser, sign_in.browser_profile = beside.browser, beside.browser_profile
        sign_in.sealed = (keys or self.keys()).seal(
            bytes(sign_in.record_id),
            sign_in.version,
            sign_in.origin,
            sealed_payload.pack(secrets, beside),
        )


def altered(journal: Journal, keys: "RecordKeys") -> int:
    """Return how many sign-ins, deleted ones too, are not as they were sealed."""
    count = 0
    for row in journal.execute(
        "SELECT CAST(record_id AS BLOB), version, origin, CAST(sealed AS BLOB),"
        " label, with_sub_sites, browser, browser_profile FROM cred"
    ).fetchall():
        try:
            _opened(keys, row[:4], row[4:])
        except Altered:
            count += 1
    return count


def _opened(
    keys: "RecordKeys", record: tuple[Any, Any, Any, Any], beside: tuple[Any, Any, Any, Any]
) -> SignInSecrets:
    record_id, version, origin, sealed = record
    # a draft in the place of a sign-in has version 0
    if not isinstance(version, int) or version < 1 or not isinstance(origin, str):
        raise Altered(_("This sign-in was altered outside of the program."))
    secrets, known = sealed_payload.unpack(
        keys.open(bytes(record_id), version, origin, bytes(sealed))
    )
    label, with_sub_sites, browser, browser_profile = beside
    if known != Beside(label, bool(with_sub_sites), browser, browser_profile):
        raise Altered(
            _("Name, reach or browser of this sign-in were altered outside of the program."),
            _("A backup from before may still have it."),
        )
    return secrets
