"""Who wrote a comment: the strengths by which it is said, and when it is only asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from relationship_journal.domain import web
from relationship_journal.domain.comments import Comment
from relationship_journal.domain.text import fold

# a site's clock may run before ours
CLOCKS_DIFFER = timedelta(minutes=10)
_NEAR_MINE = timedelta(days=2)


class Strength(StrEnum):
    """How it is known whose a comment is, the strongest first; NAME alone only asks."""

    PARENT = "parent"
    ADDRESS = "address"
    AUTHOR = "author"
    ALIAS = "alias"
    NAME = "name"
    NONE = ""


@dataclass(frozen=True, slots=True)
class Me:
    """What I go by."""

    names: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Directory:
    """Whom names and addresses may mean; several ids where they may mean several people.

    `denied` are (name, contact) pairs of which the user said that it is somebody else.
    """

    addresses: Mapping[str, Sequence[int]] = field(default_factory=dict)
    aliases: Mapping[str, Sequence[int]] = field(default_factory=dict)
    names: Mapping[str, Sequence[int]] = field(default_factory=dict)
    denied: frozenset[tuple[str, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Thread:
    """Below which post: whose it is, what its feed calls its author, and my own comment in it."""

    contact_id: int
    author: str
    since: datetime
    own_comment: str = ""


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose a comment is, or may be."""

    contact_id: int | None
    strength: Strength

    @property
    def is_sure(self) -> bool:
        """Say whether it may remind; else it is only asked."""
        return self.contact_id is not None and self.strength is not Strength.NAME


_NOBODY = Whose(None, Strength.NONE)


def is_mine(comment: Comment, me: Me) -> bool:
    """Say whether I wrote it: by my address, or by my name where no address is given."""
    address = web.key(comment.author_url) if comment.author_url else ""
    if address and address in me.addresses:
        return True
    return fold(comment.name) in me.names and not (address and me.addresses)


def own_comment(comments: Sequence[Comment], me: Me, since: datetime) -> str:
    """Return the id of my comment: the one of mine nearest to when I wrote it down, or ""."""
    mine = [one for one in comments if is_mine(one, me)]
    near = [one for one in mine if one.at is None or abs(one.at - since) <= _NEAR_MINE]
    if not near:
        return ""
    return min(near, key=lambda one: abs(one.at - since) if one.at else _NEAR_MINE).guid


def whose(comment: Comment, directory: Directory, thread: Thread | None = None) -> Whose:
    """Return whose a comment is, by the strongest sign there is."""
    name = fold(comment.name)
    by_address = _one(directory.addresses.get(web.key(comment.author_url), ()))
    by_alias = _one(directory.aliases.get(name, ()))
    by_name = _one(
        [one for one in directory.names.get(name, ()) if (name, one) not in directory.denied]
    )
    if thread is not None and thread.own_comment and _answers(comment, thread.own_comment):
        someone = by_address or by_alias or by_name or thread.contact_id
        return Whose(someone, Strength.PARENT)
    if by_address is not None:
        return Whose(by_address, Strength.ADDRESS)
    if thread is not None and thread.author and name == fold(thread.author):
        return Whose(thread.contact_id, Strength.AUTHOR)
    if by_alias is not None:
        return Whose(by_alias, Strength.ALIAS)
    return _NOBODY if by_name is None else Whose(by_name, Strength.NAME)


def is_after(comment: Comment, since: datetime) -> bool:
    """Say whether it was written after my own; what has no date is, once it is new."""
    return comment.at is None or comment.at > since - CLOCKS_DIFFER


def _answers(comment: Comment, own: str) -> bool:
    """Say whether it answers my comment; feeds name it by address, interfaces by number."""
    return bool(comment.parent) and (
        comment.parent == own or _number(comment.parent) == _number(own) != ""
    )


def _number(guid: str) -> str:
    digits = ""
    for char in reversed(guid):
        if not char.isdecimal():
            break
        digits = char + digits
    return digits


def _one(ids: Sequence[int]) -> int | None:
    return ids[0] if len(set(ids)) == 1 else None
