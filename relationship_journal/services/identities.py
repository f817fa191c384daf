"""As whom a person is opened, and who is where a sign-in works."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from relationship_journal.domain.site_address import NameRules, canon, covers
from relationship_journal.errors import InvalidInput, NotFound
from relationship_journal.i18n import gettext as _
from relationship_journal.services.sign_in_rows import PersonThereRow, SignInRow
from relationship_journal.store.journal import Journal
from relationship_journal.store.models import Contact, Profile
from relationship_journal.store.models_sign_ins import Identity, SignIn

MOST_THERE = 500
"""As many people of one site are told; beyond, "and many more" says enough."""

_PLAIN = re.compile(r"https?://([a-z0-9.-]+)(?:[/?#]|$)", re.IGNORECASE | re.ASCII)


def chosen_for(contact_id: int, profile_id: int | None) -> int | None:
    """Return the sign-in chosen for a profile, or with None for the person as a whole."""
    chosen = (
        Identity.select(Identity.cred_id)
        .join(SignIn, on=(SignIn.id == Identity.cred_id))
        .where(Identity.contact_id == contact_id, _at(profile_id), SignIn.deleted_at.is_null())
        .first()
    )
    return None if chosen is None else int(chosen.cred_id)


def choose(
    journal: Journal, contact_id: int, profile_id: int | None, sign_in_id: int | None
) -> None:
    """Open a person, or one of their profiles, as this sign-in from now on; None is no choice.

    Raises: NotFound.
    """
    if Contact.get_or_none(Contact.id == contact_id, Contact.deleted_at.is_null()) is None:
        raise NotFound(_("There is no contact {id}.").format(id=contact_id))
    if profile_id is not None:
        profile_of(contact_id, profile_id)
    with journal.change(_("Choose sign-in")):
        known = Identity.get_or_none(Identity.contact_id == contact_id, _at(profile_id))
        if sign_in_id is None:
            if known is not None:
                known.delete_instance()
        elif known is None:
            Identity.create(contact_id=contact_id, profile_id=profile_id, cred_id=sign_in_id)
        elif known.cred_id != sign_in_id:
            known.cred_id = sign_in_id
            known.save()


def profile_of(contact_id: int, profile_id: int) -> Profile:
    """Return a person's profile.

    Raises: NotFound.
    """
    profile = Profile.get_or_none(Profile.id == profile_id, Profile.contact_id == contact_id)
    if profile is None:
        raise NotFound(_("There is no such profile."))
    return profile


def people_there(journal: Journal, row: SignInRow, rules: NameRules) -> list[PersonThereRow]:
    """Return who is where a sign-in works, or is opened as it, by name; of thousands a part."""
    chosen = {
        one.contact_id for one in Identity.select().where(Identity.cred_id == row.id).namedtuples()
    }
    there = _at_sites(journal, [row], rules, most=MOST_THERE).get(row.id, {})
    names = _names(journal, chosen | there.keys())
    found = [
        PersonThereRow(contact_id, name, there.get(contact_id, ""), contact_id in chosen)
        for contact_id, name in names.items()
    ]
    return sorted(found, key=lambda one: (one.name.casefold(), one.contact_id))


def names_there(
    journal: Journal, rows: Sequence[SignInRow], rules: NameRules
) -> dict[int, tuple[str, ...]]:
    """Return for each of some sign-ins the names of the people there, in alphabetical order."""
    ids = [row.id for row in rows]
    people = {
        sign_in_id: set(there) for sign_in_id, there in _at_sites(journal, rows, rules).items()
    }
    for one in Identity.select().where(Identity.cred_id.in_(ids)).namedtuples():
        people.setdefault(one.cred_id, set()).add(one.contact_id)
    names = _names(journal, set().union(*people.values()) if people else ())
    return {
        sign_in_id: tuple(sorted((names[one] for one in found if one in names), key=str.casefold))
        for sign_in_id, found in people.items()
    }


def _at(profile_id: int | None) -> Any:
    if profile_id is None:
        return Identity.profile_id.is_null()
    return Identity.profile_id == profile_id


def _at_sites(
    journal: Journal, rows: Iterable[SignInRow], rules: NameRules, *, most: int = -1
) -> dict[int, dict[int, str]]:
    """Return for each sign-in the people who have a profile where it works, with their handle."""
    own = [(row, canon(row.origin, rules)) for row in rows if row.origin]
    wanted = {_bare(name) for _row, place in own for name in (place.host, place.shown_host)}
    with_sub = {_bare(place.host) for row, place in own if row.with_sub_sites}
    if with_sub:
        sites = journal.execute("SELECT DISTINCT site FROM profile").fetchall()
        wanted |= {site for (site,) in sites if with_sub.intersection(_above(site, rules))}
    found: dict[int, dict[int, str]] = {}
    by_host = _profiles(journal, sorted(wanted), rules, most)
    for row, place in own:
        base = _bare(place.host)
        hosts = by_host if row.with_sub_sites else (place.host,)
        for host in hosts:
            if host.endswith(base) and covers(
                place.host, host, rules, with_sub_sites=row.with_sub_sites
            ):
                for contact_id, handle in by_host.get(host, ()):
                    found.setdefault(row.id, {}).setdefault(contact_id, handle)
    return found


def _profiles(
    journal: Journal, sites: Sequence[str], rules: NameRules, most: int
) -> Mapping[str, Sequence[tuple[int, str]]]:
    by_host: dict[str, list[tuple[int, str]]] = {}
    for start in range(0, len(sites), 500):
        part = sites[start : start + 500]
        marks = ", ".join("?" for _site in part)
        for contact_id, url, handle in journal.execute(
            f"SELECT contact_id, url, handle FROM profile WHERE site IN ({marks}) LIMIT ?",  # noqa: S608  marks only
            [*part, most],
        ).fetchall():
            host = _host_of(url, rules)
            by_host.setdefault(host, []).append((contact_id, handle))
    return by_host


def _host_of(url: str, rules: NameRules) -> str:
    """Return the host of a kept address, "" for none; nearly all are as plain as can be."""
    plain = _PLAIN.match(url)
    if plain is not None:
        return plain[1].lower()
    try:
        return canon(url, rules).host
    except InvalidInput:
        return ""


def _above(site: str, rules: NameRules) -> Iterable[str]:
    """Yield a shown site and everything it is a part of, in ASCII."""
    try:
        name = site if site.isascii() else rules.to_ascii(site)
    except ValueError:
        return
    while "." in name:
        yield name
        name = name.partition(".")[2]


def _names(journal: Journal, contact_ids: Iterable[int]) -> dict[int, str]:
    names: dict[int, str] = {}
    wanted = sorted(contact_ids)
    for start in range(0, len(wanted), 500):
        part = wanted[start : start + 500]
        marks = ", ".join("?" for _id in part)
        names |= dict(
            journal.execute(
                f"SELECT id, name FROM contact WHERE deleted_at IS NULL AND id IN ({marks})",  # noqa: S608  marks only
                part,
            ).fetchall()
        )
    return names


def _bare(host: str) -> str:
    return host.removeprefix("www.")
