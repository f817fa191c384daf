"""The list of sign-ins: what is known of them while the vault is locked, searched and in order."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from relationship_journal.domain.changes import Changes
from relationship_journal.domain.site_address import NameRules, canon, is_offered
from relationship_journal.errors import Altered, InvalidInput, NotFound
from relationship_journal.i18n import gettext as _
from relationship_journal.services import identities
from relationship_journal.services.sealing import Sealing
from relationship_journal.services.sign_in_rows import SignInRow
from relationship_journal.store.instants import instant, instant_or_none
from relationship_journal.store.journal import Journal
from relationship_journal.store.models_sign_ins import SignIn

BLOCK = 500

_COLUMNS = (
    "id, origin, label, with_sub_sites, browser, browser_profile, created_at,"
    " password_changed_at, used_at, deleted_at"
)
_ORDERS = {
    "site": "substr(origin, 9) {way}, label COLLATE NOCASE {way}, id {way}",
    "used": "used_at {way} NULLS LAST, id {way}",
    "changed": "password_changed_at {way}, id {way}",
}


class SignInList:
    """Finds and orders sign-ins.

    Args:
        journal: the open journal.
        sealing: opens user names, while the vault is open.
        rules: the Internet's name tables.
    """

    def __init__(self, journal: Journal, sealing: Sealing, rules: Callable[[], NameRules]) -> None:
        self._journal, self._sealing, self._rules = journal, sealing, rules
        self._user_names: dict[int, tuple[int, str]] = {}
        # for a search letter by letter: of 10,000 sign-ins half a second the first time
        self._people: tuple[tuple[int, int], dict[int, str]] | None = None
        self._commits = 0
        journal.subscribe(self._count_commit)

    def count(self) -> int:
        """Return how many there are, without the deleted ones."""
        found = self._journal.execute("SELECT count(*) FROM cred WHERE deleted_at IS NULL")
        return int(found.fetchone()[0])

    def has_any(self) -> bool:
        """Say whether there is any, deleted ones aside."""
        found = self._journal.execute("SELECT 1 FROM cred WHERE deleted_at IS NULL LIMIT 1")
        return found.fetchone() is not None

    def ids(self, query: str, sort: str, *, descending: bool, deleted: bool) -> list[int]:
        """Return the ids of what matches, in order."""
        order = _ORDERS.get(sort, _ORDERS["site"]).format(way="DESC" if descending else "ASC")
        state = "IS NOT NULL" if deleted else "IS NULL"
        rows = self._journal.execute(
            f"SELECT id, origin, label FROM cred WHERE deleted_at {state} ORDER BY {order}"  # noqa: S608  fixed words
        ).fetchall()
        ids = [row[0] for row in rows]
        wanted = query.casefold().split()
        users = self.user_names(ids) if wanted or sort == "as" else {}
        if sort == "as":
            ids.sort(key=lambda one: users.get(one, "").casefold(), reverse=descending)
        if not wanted:
            return ids
        people = self._people_texts()
        texts = {
            one: "\n".join(
                (self._site(origin), label, users.get(one, ""), people.get(one, ""))
            ).casefold()
            for one, origin, label in rows
        }
        return [one for one in ids if all(word in texts[one] for word in wanted)]

    def rows_of(self, ids: Sequence[int]) -> list[SignInRow]:
        """Return these in the order of their ids; what is gone is left out."""
        found: dict[int, SignInRow] = {}
        for part in _blocks(ids):
            rows = self._journal.execute(
                f"SELECT {_COLUMNS} FROM cred WHERE id IN ({_marks(part)})",  # noqa: S608  marks only
                list(part),
            ).fetchall()
            found |= {row[0]: self._row(row) for row in rows}
        return [found[one] for one in ids if one in found]

    def row(self, sign_in_id: int) -> SignInRow:
        """Return one, deleted or not.

        Raises: NotFound.
        """
        found = self.rows_of([sign_in_id])
        if not found:
            raise no_such(sign_in_id)
        return found[0]

    def offered_for(self, url: str) -> list[SignInRow]:
        """Return what may be offered at an address, the last used first."""
        rules = self._rules()
        try:
            place = canon(url, rules)
        except InvalidInput:
            return []
        owner = rules.registrable(place.host) or place.host
        found = self._journal.execute(
            f"SELECT {_COLUMNS} FROM cred WHERE deleted_at IS NULL AND (origin = ? OR"  # noqa: S608  fixed words
            " (with_sub_sites AND (origin = ? OR origin LIKE ?)))"
            " ORDER BY used_at DESC NULLS LAST, id",
            (place.origin, f"https://{owner}", f"https://%.{owner}"),
        ).fetchall()
        rows = [self._row(row) for row in found]
        return [
            row
            for row in rows
            if is_offered(row.origin, place.url, rules, with_sub_sites=row.with_sub_sites)
        ]

    def names_there(self, ids: Sequence[int]) -> dict[int, tuple[str, ...]]:
        """Return for each of some sign-ins the names of the people there."""
        names: dict[int, tuple[str, ...]] = {}
        for part in _blocks(ids):
            names |= identities.names_there(self._journal, self.rows_of(part), self._rules())
        return names

    def user_names(self, ids: Sequence[int]) -> Mapping[int, str]:
        """Return who one is there, for a list; {} while the vault is locked.

        What was altered is left out: that is told when it is opened.
        """
        if not self._sealing.is_open:
            return {}
        names: dict[int, str] = {}
        for part in _blocks(ids):
            versions = self._journal.execute(
                f"SELECT id, version FROM cred WHERE id IN ({_marks(part)})",  # noqa: S608  marks only
                list(part),
            ).fetchall()
            known = self._user_names
            new = [one for one, version in versions if known.get(one, (0,))[0] != version]
            if new:
                self._open_names(new)
            names |= {one: known[one][1] for one in part if one in known}
        return names

    def forget_names(self) -> None:
        """Forget what was sealed: the vault is locked."""
        self._user_names.clear()

    def _people_texts(self) -> dict[int, str]:
        """Return the names of the people there for every sign-in, as long as nothing changes."""
        (version,) = self._journal.execute("PRAGMA data_version").fetchone()
        key = (self._commits, int(version))
        if self._people is None or self._people[0] != key:
            found = self._journal.execute("SELECT id FROM cred").fetchall()
            names = self.names_there([row[0] for row in found])
            self._people = (key, {one: "\n".join(there) for one, there in names.items()})
        return self._people[1]

    def _count_commit(self, _changes: Changes) -> None:
        self._commits += 1

    def _open_names(self, ids: Iterable[int]) -> None:
        keys = self._sealing.keys()
        for sign_in in SignIn.select().where(SignIn.id.in_(list(ids))):
            try:
                name = self._sealing.opened(sign_in, keys).user_name.reveal()
            except Altered:
                name = ""
            self._user_names[sign_in.id] = (sign_in.version, name)

    def _row(self, row: Sequence[Any]) -> SignInRow:
        return SignInRow(
            id=row[0],
            origin=row[1],
            site=self._site(row[1]),
            label=row[2],
            with_sub_sites=bool(row[3]),
            browser=row[4],
            browser_profile=row[5],
            created_at=instant(row[6]),
            password_changed_at=instant(row[7]),
            used_at=instant_or_none(row[8]),
            deleted_at=instant_or_none(row[9]),
        )

    def _site(self, origin: str) -> str:
        host = origin.removeprefix("https://")
        if "xn--" not in host:
            return host
        return f"{self._rules().to_unicode(host)} ({host})"


def no_such(sign_in_id: int) -> NotFound:
    """Return the error that there is no sign-in of this number."""
    return NotFound(_("There is no sign-in {id}.").format(id=sign_in_id))


def _blocks(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + BLOCK] for start in range(0, len(ids), BLOCK))


def _marks(ids: Sequence[int]) -> str:
    return ", ".join("?" for _id in ids)
