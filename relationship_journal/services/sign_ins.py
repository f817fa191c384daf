"""Sign-ins: kept sealed, shown by site, and offered only where they belong."""

import contextlib
import secrets as randomness
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING

from relationship_journal.domain import one_time_code
from relationship_journal.domain.secret import Secret
from relationship_journal.domain.site_address import NameRules, is_offered, origin_of, typed
from relationship_journal.errors import InvalidInput, JournalError
from relationship_journal.i18n import gettext as _
from relationship_journal.services import door, identities, sealed_payload
from relationship_journal.services.sealed_payload import Beside
from relationship_journal.services.sealing import OpenVault, Sealing
from relationship_journal.services.sign_in_drafts import SignInDrafts
from relationship_journal.services.sign_in_list import SignInList, no_such
from relationship_journal.services.sign_in_rows import (
    PersonThereRow,
    SignInFields,
    SignInRow,
    SignInSecrets,
)
from relationship_journal.store import rows
from relationship_journal.store.instants import stamp
from relationship_journal.store.journal import Journal
from relationship_journal.store.models_sign_ins import SignIn
from relationship_journal.system.name_tables import name_rules

if TYPE_CHECKING:
    from relationship_journal.store.vault.records import RecordKeys

KEPT_IN_BIN = timedelta(days=30)
TABLE = "cred"


class SignIns(door.Service):
    """Keep logins at sites.

    Args:
        journal: the open journal.
        clock: tells the present instant, aware.
        zone: the user's zone.
        vault: what opens and locks; None is one that is never open.
        rules: the Internet's name tables; loaded when they are first needed.

    `drafts` keeps what stood in an editor when the vault was locked.
    """

    def __init__(
        self,
        journal: Journal,
        clock: Callable[[], datetime],
        zone: tzinfo,
        vault: OpenVault | None = None,
        rules: Callable[[], NameRules] = name_rules,
    ) -> None:
        super().__init__(journal, clock, zone)
        self._rules = rules
        self._sealing = Sealing(journal, vault)
        self._list = SignInList(journal, self._sealing, rules)
        self.drafts = SignInDrafts(journal, clock, self._sealing)
        if vault is not None:
            vault.subscribe(self._on_vault)

    # --- what is known while the vault is locked -------------------------------------------------

    def count(self) -> int:
        """Return how many there are, without the deleted ones."""
        return self._list.count()

    def has_any(self) -> bool:
        """Say whether there is any sign-in, deleted ones aside."""
        return self._list.has_any()

    def ids(
        self,
        query: str = "",
        *,
        sort: str = "site",
        descending: bool = False,
        deleted: bool = False,
    ) -> list[int]:
        """Return the ids of what matches, in order.

        A query looks into site, label and the names of the people there; into user names too
        while the vault is open. `sort` is site, as, used or changed.
        """
        return self._list.ids(query, sort, descending=descending, deleted=deleted)

    def rows_of(self, ids: Sequence[int]) -> list[SignInRow]:
        """Return these sign-ins in the order of their ids; what is gone is left out."""
        return self._list.rows_of(ids)

    def rows(self, query: str = "", *, deleted: bool = False) -> list[SignInRow]:
        """Return what matches, by site."""
        return self._list.rows_of(self.ids(query, deleted=deleted))

    def row(self, sign_in_id: int) -> SignInRow:
        """Return one, deleted or not.

        Raises: NotFound.
        """
        return self._list.row(sign_in_id)

    def version(self, sign_in_id: int) -> int:
        """Return a number that another edit makes another one.

        Raises: NotFound.
        """
        return int(_sign_in(sign_in_id).version)

    def offered_for(self, url: str) -> list[SignInRow]:
        """Return what may be offered at an address, the last used first.

        One without a label of its own is called by its user name while the vault is open.
        """
        found = self._list.offered_for(url)
        users = self._list.user_names([row.id for row in found if not row.label])
        return [replace(row, label=row.label or users.get(row.id, "")) for row in found]

    def is_offered(self, sign_in_id: int, url: str) -> bool:
        """Say whether a sign-in may be offered at an address.

        Raises: NotFound.
        """
        row = self.row(sign_in_id)
        return row.deleted_at is None and is_offered(
            row.origin, url, self._rules(), with_sub_sites=row.with_sub_sites
        )

    def origin_of(self, text: str) -> str:
        """Return what a sign-in would be bound to for an address as it was typed.

        Raises: InvalidInput for the field `url`.
        """
        return origin_of(text, self._rules())

    def used(self, sign_in_id: int) -> None:
        """Remember that it was used now; the vault may be locked."""
        with self._journal.change(_("Use sign-in"), is_undoable=False):
            self._journal.execute(
                "UPDATE cred SET used_at = ? WHERE id = ?", (stamp(self._clock()), sign_in_id)
            )
            self._journal.touch(TABLE, sign_in_id)

    # --- who is whom where -----------------------------------------------------------------------

    def identity_for(self, contact_id: int, profile_id: int | None = None) -> int | None:
        """Return which sign-in was chosen for a profile, or for the person as a whole."""
        return identities.chosen_for(contact_id, profile_id)

    def choose_identity(
        self, contact_id: int, profile_id: int | None, sign_in_id: int | None
    ) -> None:
        """Open a person, or one of their profiles, as this sign-in; None takes the choice back.

        Raises: NotFound; InvalidInput where the sign-in may not be offered at the profile.
        """
        if sign_in_id is not None and self.row(sign_in_id).deleted_at is not None:
            raise no_such(sign_in_id)
        if sign_in_id is not None and profile_id is not None:
            url = identities.profile_of(contact_id, profile_id).url
            if not self.is_offered(sign_in_id, url):
                raise InvalidInput(
                    "sign_in", _("This sign-in belongs to another site and is not offered there.")
                )
        identities.choose(self._journal, contact_id, profile_id, sign_in_id)

    def people_there(self, sign_in_id: int) -> list[PersonThereRow]:
        """Return who is where it works, or is opened as it.

        Raises: NotFound.
        """
        return identities.people_there(self._journal, self.row(sign_in_id), self._rules())

    def names_there(self, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
        """Return for each of some sign-ins the names of the people there."""
        return self._list.names_there(ids)

    # --- what needs the open vault ---------------------------------------------------------------

    @property
    def is_open(self) -> bool:
        """Whether the vault is open."""
        return self._sealing.is_open

    def secrets(self, sign_in_id: int) -> SignInSecrets:
        """Return what is sealed, after comparing it with what stands beside it.

        Raises: NotFound, VaultLocked, Altered.
        """
        return self._sealing.opened(_sign_in(sign_in_id))

    def user_names(self, ids: Sequence[int]) -> Mapping[int, str]:
        """Return who one is there, for a list; {} while the vault is locked.

        What was altered has none: that is told when it is opened.
        """
        return self._list.user_names(ids)

    def fields(self, sign_in_id: int) -> SignInFields:
        """Return it as it is filled in.

        Raises: NotFound, VaultLocked, Altered.
        """
        row, secrets = self.row(sign_in_id), self.secrets(sign_in_id)
        return SignInFields(
            site=secrets.page or row.origin,
            label=row.label,
            user_name=secrets.user_name,
            password=secrets.password,
            one_time=secrets.one_time_text,
            notes=secrets.notes,
            with_sub_sites=row.with_sub_sites,
            browser=row.browser,
            browser_profile=row.browser_profile,
        )

    def add(self, fields: SignInFields) -> SignInRow:
        """Keep a new sign-in.

        Raises: VaultLocked, InvalidInput, Altered.
        """
        with self.writing(_("Add sign-in")):
            sign_in_id = self.write(self.sealed(fields))
        return self.row(sign_in_id)

    def edit(self, sign_in_id: int, fields: SignInFields) -> SignInRow:
        """Change it; a password that changes goes into its sealed history.

        Raises: NotFound, VaultLocked, InvalidInput, Altered.
        """
        with self.writing(_("Edit sign-in")):
            self.rewrite(sign_in_id, fields)
        return self.row(sign_in_id)

    def delete(self, sign_in_id: int) -> None:
        """Put it into the bin, where it lies sealed for 30 days.

        Raises: NotFound, VaultLocked, Altered.
        """
        self._set_deleted(sign_in_id, stamp(self._clock()), _("Delete sign-in"))

    def undelete(self, sign_in_id: int) -> None:
        """Take it out of the bin.

        Raises: NotFound, VaultLocked, Altered.
        """
        self._set_deleted(sign_in_id, None, _("Bring back sign-in"))

    def delete_for_good(self, sign_in_id: int) -> None:
        """Remove it with its history; nothing brings it back but a backup.

        Raises: NotFound, VaultLocked, Altered.
        """
        _sign_in(sign_in_id)
        self._remove([sign_in_id], _("Delete sign-in for good"))

    def empty_bin(self) -> None:
        """Remove what has been in the bin for 30 days; nothing while the vault is locked.

        Raises: Busy, DiskFull.
        """
        if not self.is_open or not self.is_whole():
            return
        before = stamp(self._clock() - KEPT_IN_BIN)
        old = self._journal.execute(
            "SELECT id FROM cred WHERE deleted_at IS NOT NULL AND deleted_at < ?", (before,)
        ).fetchall()
        if old:
            self._remove([row[0] for row in old], _("Empty the bin"))

    def is_whole(self) -> bool:
        """Say whether the sign-ins are those last sealed: none gone, added or put back.

        Raises: VaultLocked.
        """
        return self._sealing.is_whole()

    def accept(self) -> None:
        """Seal the sign-ins as they are now, after the person has looked at them.

        Raises: VaultLocked.
        """
        self._sealing.accept(_("Keep the sign-ins as they are"))

    # --- for the services beside this one --------------------------------------------------------

    def keys(self) -> "RecordKeys":
        """Return the keys, for much that is sealed before it is written.

        Raises: VaultLocked.
        """
        return self._sealing.keys()

    def writing(
        self, label: str, held: "RecordKeys | None" = None
    ) -> contextlib.AbstractContextManager[None]:
        """Change sign-ins inside: all or none, and the seal over all of them with it.

        Raises: VaultLocked, Altered; Conflict when the keys are no longer those that are held.
        """
        return self._sealing.writing(label, held)

    def sealed(
        self,
        fields: SignInFields,
        keys: "RecordKeys | None" = None,
        *,
        changed_at: datetime | None = None,
        created_at: datetime | None = None,
        used_at: datetime | None = None,
    ) -> SignIn:
        """Return a new sign-in, sealed and not written yet.

        Raises: VaultLocked, InvalidInput.
        """
        origin, page, beside = self._checked(fields)
        secrets = SignInSecrets(
            user_name=_line("user_name", fields.user_name),
            password=_checked_password(fields.password),
            notes=_words("note", fields.notes),
            one_time_text=_one_time(fields.one_time, Secret()),
            one_time=None,
            page=page,
            history=(),
        )
        now = self._clock()
        sign_in = SignIn(
            record_id=randomness.token_bytes(16),
            version=0,
            origin=origin,
            created_at=stamp(created_at or now),
            password_changed_at=stamp(changed_at or created_at or now),
            used_at=stamp(used_at) if used_at else None,
        )
        self._sealing.seal(sign_in, secrets, beside, keys)
        return sign_in

    def write(self, sign_in: SignIn) -> int:
        """Write a new sign-in inside `writing`; returns its id."""
        sign_in.id = rows.insert(SignIn, **sign_in.__data__)
        self._journal.touch(TABLE, sign_in.id)
        return int(sign_in.id)

    def rewrite(self, sign_in_id: int, fields: SignInFields) -> None:
        """Change one inside `writing`.

        Raises: NotFound, VaultLocked, InvalidInput, Altered.
        """
        sign_in, now = _sign_in(sign_in_id), self._clock()
        before = self._sealing.opened(sign_in)
        origin, page, beside = self._checked(fields)
        after = replace(
            sealed_payload.with_password(before, _checked_password(fields.password), now),
            user_name=_line("user_name", fields.user_name),
            notes=_words("note", fields.notes),
            one_time_text=_one_time(fields.one_time, before.one_time_text),
            page=page,
        )
        if after.password != before.password:
            sign_in.password_changed_at = stamp(now)
        sign_in.origin = origin
        self._sealing.seal(sign_in, after, beside)
        sign_in.save()
        self._journal.touch(TABLE, sign_in_id)

    # --- inside ----------------------------------------------------------------------------------

    def _checked(self, fields: SignInFields) -> tuple[str, str, Beside]:
        """Return origin, page and what stands beside the envelope."""
        label = door.line("label", fields.label)
        origin = page = ""
        if fields.site.strip():
            try:
                origin = origin_of(fields.site, self._rules())
                page = typed(fields.site, self._rules()).url
            except InvalidInput as error:
                raise InvalidInput("site", error.text, error.hint) from error
        elif not label:
            raise InvalidInput("site", _("A sign-in needs a site, or a name of its own."))
        beside = Beside(
            label,
            bool(fields.with_sub_sites and origin),
            door.line("browser", fields.browser),
            door.line("browser", fields.browser_profile),
        )
        return origin, "" if page in {f"{origin}/", ""} else page, beside

    def _set_deleted(self, sign_in_id: int, at: str | None, label: str) -> None:
        _sign_in(sign_in_id)
        with self.writing(label):
            self._journal.execute("UPDATE cred SET deleted_at = ? WHERE id = ?", (at, sign_in_id))
            self._journal.touch(TABLE, sign_in_id)

    def _remove(self, ids: Sequence[int], label: str) -> None:
        with self.writing(label):
            for one in ids:
                self._journal.execute("DELETE FROM cred WHERE id = ?", (one,))
            self._journal.touch(TABLE, *ids)

    def _on_vault(self) -> None:
        self._list.forget_names()
        with contextlib.suppress(JournalError):  # busy, or a full disk: the next time will do
            self.empty_bin()


def _sign_in(sign_in_id: int) -> SignIn:
    sign_in = SignIn.get_or_none(SignIn.id == sign_in_id)
    if sign_in is None:
        raise no_such(sign_in_id)
    return sign_in


def _line(field: str, text: Secret) -> Secret:
    return Secret(door.line(field, text.reveal()))


def _words(field: str, text: Secret) -> Secret:
    return Secret(door.words(field, text.reveal()))


def _checked_password(password: Secret) -> Secret:
    """Return a password to the letter: a blank at its end is a part of it."""
    text = password.reveal()
    if len(text) > door.LONGEST_LINE * 5:
        raise InvalidInput("password", _("This is too long for a password."))
    if any(0xD800 <= ord(char) <= 0xDFFF for char in text):
        raise InvalidInput("password", _("This password holds what is no character."))
    return password


def _one_time(text: Secret, before: Secret) -> Secret:
    """Return the secret of one-time codes as it is kept; what was there is taken as it is.

    Raises: InvalidInput for the field `one_time`.
    """
    kept = Secret(text.reveal().strip())
    if kept and kept != before:
        one_time_code.parse(kept.reveal())
    return kept
