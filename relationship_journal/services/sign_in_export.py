"""Sign-ins into a file for another program: all in clear, and so only by the passphrase."""

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path

from relationship_journal.domain.secret import Secret
from relationship_journal.errors import Altered, Cancelled, JournalError
from relationship_journal.i18n import gettext as _
from relationship_journal.services.sign_ins import SignIns
from relationship_journal.services.vault import Vault
from relationship_journal.store.files import belongs_to_journal
from relationship_journal.system import files

Progress = Callable[[int, int], None]
IsCancelled = Callable[[], bool]

# KeePassXC's, which most other programs read too
COLUMNS = (
    "Group", "Title", "Username", "Password", "URL", "Notes", "TOTP", "Icon", "Last Modified",
    "Created",
)  # fmt: skip


class SignInExport:
    """Writes sign-ins as KeePassXC's CSV.

    Args:
        sign_ins: what is written.
        vault: tries the passphrase anew.
        journal: the journal's file, which nothing is written over.
    """

    def __init__(self, sign_ins: SignIns, vault: Vault, journal: Path) -> None:
        self._sign_ins, self._vault, self._journal = sign_ins, vault, journal

    def export(
        self,
        path: Path,
        passphrase: Secret,
        progress: Progress | None = None,
        cancelled: IsCancelled | None = None,
    ) -> tuple[int, tuple[str, ...]]:
        """Write all that are not deleted; return how many, and the sites of what was altered.

        The passphrase is asked for again: that the sign-ins are open does not say that the one
        who asks may take them along.

        Raises: WrongPassphrase, VaultLocked, Cancelled, JournalError, DiskFull.
        """
        if belongs_to_journal(path, self._journal):
            raise JournalError(_("An export cannot take the place of the journal itself."))
        self._vault.unlock(passphrase)
        ids = self._sign_ins.ids()
        altered: list[str] = []
        with files.replaced(path) as file:
            out = io.TextIOWrapper(file, encoding="utf-8", newline="")
            try:
                rows = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
                rows.writerow(COLUMNS)
                for done, sign_in_id in enumerate(ids, 1):
                    if cancelled is not None and cancelled():
                        raise Cancelled(_("The export was stopped; no file was left."))
                    rows.writerows(self._row(sign_in_id, altered))
                    if progress is not None:
                        progress(done, len(ids))
            finally:
                out.detach()  # flushes; the file is closed by whoever opened it
        return len(ids) - len(altered), tuple(altered)

    def _row(self, sign_in_id: int, altered: list[str]) -> Iterator[tuple[str, ...]]:
        row = self._sign_ins.row(sign_in_id)
        try:
            secrets = self._sign_ins.secrets(sign_in_id)
        except Altered:
            altered.append(row.title)
            return
        one_time = secrets.one_time_text.reveal()
        if secrets.one_time is not None:
            one_time = secrets.one_time.address().reveal()
        yield (
            "Root",
            row.label or row.origin.removeprefix("https://"),
            secrets.user_name.reveal(),
            secrets.password.reveal(),
            secrets.page or row.origin,
            secrets.notes.reveal(),
            one_time,
            "0",
            row.password_changed_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            row.created_at.strftime("%Y-%m-%dT%H:%M:%SZ"),
        )
