"""Logins from the files of other programs: what would come of them, and all of them or none."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from relationship_journal.domain import one_time_code
from relationship_journal.domain.records import CredentialRecord, Skipped
from relationship_journal.domain.secret import Secret
from relationship_journal.domain.site_address import NameRules, origin_of, typed
from relationship_journal.errors import Altered, Cancelled, InvalidInput, JournalError
from relationship_journal.i18n import gettext as _
from relationship_journal.services.sign_in_rows import SignInFields
from relationship_journal.services.sign_ins import SignIns
from relationship_journal.system.name_tables import name_rules

if TYPE_CHECKING:
    from relationship_journal.store.models_sign_ins import SignIn

Progress = Callable[[int, int], None]
IsCancelled = Callable[[], bool]


@dataclass(frozen=True, slots=True)
class SignInReport:
    """What an import did, or would do, in numbers of sign-ins."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: tuple[Skipped, ...] = ()
    added_ids: tuple[int, ...] = ()


class SignInImport:
    """Brings in logins.

    One that is there already, by site and user name, is left as it is; a password of the file
    takes its place only when the file says that it was changed later, and the one before it goes
    into the history.

    Args:
        sign_ins: where they are kept.
        rules: the Internet's name tables.
        shows_user_names: call those without a title by their user name, which then stands
            outside of the seal; the journal as a whole is encrypted.
    """

    def __init__(
        self,
        sign_ins: SignIns,
        rules: Callable[[], NameRules] = name_rules,
        *,
        shows_user_names: bool = False,
    ) -> None:
        self._sign_ins, self._rules = sign_ins, rules
        self._shows_user_names = shows_user_names

    def bring_in(
        self,
        records: Sequence[CredentialRecord],
        progress: Progress | None = None,
        cancelled: IsCancelled | None = None,
    ) -> SignInReport:
        """Bring them in, all or none.

        One transaction, not many small ones: undo knows nothing of what is sealed, and half of
        a password file is worse than none.

        Raises: VaultLocked, Altered, Cancelled, Busy, DiskFull.
        """
        keys = self._sign_ins.keys()
        known, taken = self._known(), _Taken()
        new: dict[tuple[str, str], SignIn] = {}
        again: list[tuple[CredentialRecord, SignInFields]] = []
        for done, record in enumerate(records, 1):
            if cancelled is not None and cancelled():
                raise Cancelled(_("The import was stopped; nothing was left behind."))
            for fields in self._fields(record, taken):
                key = self._key(fields)
                if key in known or key in new:
                    again.append((record, fields))
                    continue
                try:
                    new[key] = self._sign_ins.sealed(
                        fields,
                        keys,
                        changed_at=record.changed,
                        created_at=record.created,
                        used_at=record.used,
                    )
                except InvalidInput as error:
                    taken.skipped.append(Skipped(record.where, str(error)))
            if progress is not None:
                progress(done, len(records))
        # sealed before: written, they keep others from writing for a moment only
        with self._sign_ins.writing(_("Import sign-ins"), keys):
            for key, sign_in in new.items():
                known[key] = self._sign_ins.write(sign_in)
                taken.added.append(known[key])
            for record, fields in again:
                self._join(record, fields, known[self._key(fields)], taken)
        return taken.report()

    @staticmethod
    def delete_file(path: Path) -> None:
        """Delete a file that was brought in: it holds every password in clear.

        Raises: JournalError when it cannot be deleted.
        """
        try:
            path.unlink()
        except OSError as error:
            raise JournalError(
                _("The file could not be deleted: {reason}.").format(reason=error.strerror),
                _("Delete it by hand."),
            ) from error

    def _join(
        self, record: CredentialRecord, fields: SignInFields, sign_in_id: int, taken: "_Taken"
    ) -> None:
        try:
            there = self._sign_ins.fields(sign_in_id)
        except Altered as error:
            taken.skipped.append(Skipped(record.where, str(error)))
            return
        joined = replace(
            there,
            one_time=there.one_time or fields.one_time,
            notes=there.notes or fields.notes,
            password=there.password or fields.password,
        )
        if fields.password and fields.password != joined.password:
            since = self._sign_ins.row(sign_in_id).password_changed_at
            if record.changed is not None and record.changed > since:
                joined = replace(joined, password=fields.password)
            else:
                sentence = _("Another password is kept for it here; that one was left.")
                taken.skipped.append(Skipped(record.where, sentence))
        if joined == there:
            taken.unchanged += 1
        else:
            self._sign_ins.rewrite(sign_in_id, joined)
            taken.updated += 1

    def _known(self) -> dict[tuple[str, str], int]:
        rows = self._sign_ins.rows()
        users = self._sign_ins.user_names([row.id for row in rows])
        return {
            (row.origin or row.label.casefold(), users.get(row.id, "").casefold()): row.id
            for row in reversed(rows)
        }

    def _key(self, fields: SignInFields) -> tuple[str, str]:
        origin = origin_of(fields.site, self._rules()) if fields.site else ""
        return origin or fields.label.casefold(), fields.user_name.reveal().casefold()

    def _fields(self, record: CredentialRecord, taken: "_Taken") -> Iterable[SignInFields]:
        """Yield a sign-in for each site of a login; one without a site where it has none."""
        rules = self._rules()
        sites: dict[str, str] = {}
        others: list[str] = []
        for url in record.urls:
            try:
                sites.setdefault(origin_of(url, rules), url)
            except InvalidInput:
                others.append(url)
        notes = record.notes.reveal()
        if others:  # an app, a router: kept in the notes, so that nothing is lost
            notes = "\n".join([*filter(None, [notes]), *others])
            sentence = _(
                "An address in it is no site where a sign-in is offered; it is a note now."
            )
            taken.skipped.append(Skipped(record.where, sentence))
        one_time = record.one_time
        try:
            if one_time:
                one_time_code.parse(one_time.reveal())
        except InvalidInput:
            notes = "\n".join([*filter(None, [notes]), one_time.reveal()])
            one_time = Secret()
            sentence = _("Its one-time code is of a kind not known here; it is a note now.")
            taken.skipped.append(Skipped(record.where, sentence))
        common = SignInFields(
            user_name=Secret(" ".join(record.user_name.reveal().split())),
            password=record.password,
            one_time=one_time,
            notes=Secret(notes),
        )
        for origin, url in sites.items():
            label = _label(record.title, origin)
            if not label and self._shows_user_names:
                label = common.user_name.reveal()[:200]
            yield replace(common, site=_page(url, rules), label=label)
        if not sites:
            label = record.title or (others[0][:80] if others else _("Without a name"))
            yield replace(common, label=label)


class _Taken:
    def __init__(self) -> None:
        self.added: list[int] = []
        self.updated = self.unchanged = 0
        self.skipped: list[Skipped] = []

    def report(self) -> SignInReport:
        return SignInReport(
            len(self.added),
            self.updated,
            self.unchanged,
            tuple(self.skipped),
            tuple(self.added),
        )


def _label(title: str, origin: str) -> str:
    """Return a title that says more than the site does, or ""."""
    host = origin.removeprefix("https://").removeprefix("www.")
    plain = title.strip().casefold().removeprefix("https://").removeprefix("www.").rstrip("/")
    return "" if plain == host else " ".join(title.split())[:200]


def _page(url: str, rules: NameRules) -> str:
    """Return where one signs in: nothing is sent over plain http."""
    return typed(url, rules).url.replace("http://", "https://", 1)
