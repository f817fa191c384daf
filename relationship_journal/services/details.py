"""The lists of a contact: names, e-mails, phones, addresses, profiles, tags, own fields."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from relationship_journal.domain import text as texts
from relationship_journal.domain import web
from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _
from relationship_journal.services import door
from relationship_journal.services.rows import (
    AddressRow,
    CustomRow,
    LabelledRow,
    NameRow,
    ProfileRow,
)
from relationship_journal.store import rows
from relationship_journal.store.models import (
    Address,
    ContactName,
    ContactTag,
    CustomField,
    Email,
    Phone,
    Profile,
    Tag,
)

NAME_KINDS = ("nickname", "former", "pen", "other")
ADDRESS_PARTS = (
    "label", "street", "extended", "po_box", "city", "region", "postal_code", "country",
)  # fmt: skip

Value = Mapping[str, Any]


def keep_list(model: type[Any], contact_id: int, wanted: Sequence[Value], main: str) -> None:
    """Make a contact's rows of this table equal to `wanted`, in this order, inside a change.

    A row whose main value stays keeps its id; so does one whose value was edited in its place.
    """
    if not rows.has_any(model, contact_id=contact_id):
        for place, value in enumerate(wanted):
            rows.insert(model, contact_id=contact_id, place=place, **value)
        return
    have = list(
        model.select().where(model.contact_id == contact_id).order_by(model.place, model.id)
    )
    chosen: list[Any] = [None] * len(wanted)
    for place, value in enumerate(wanted):
        match = next((row for row in have if getattr(row, main) == value[main]), None)
        if match is not None:
            have.remove(match)
            chosen[place] = match
    for place, value in enumerate(wanted):
        row = chosen[place]
        if row is None and have:
            row = have.pop(0)
        if row is None:
            rows.insert(model, contact_id=contact_id, place=place, **value)
            continue
        for name, part in {**value, "place": place}.items():
            if getattr(row, name) != part:
                setattr(row, name, part)
        row.save()
    for row in have:
        row.delete_instance()


def keep_emails(contact_id: int, emails: Iterable[tuple[str, str]]) -> None:
    """Keep (value, label) pairs; blank values are left out."""
    wanted = []
    for value, label in emails:
        kept = door.line("email", value)
        if kept:
            wanted.append(
                {"value": kept, "label": door.line("label", label), "key": web.email_key(kept)}
            )
    keep_list(Email, contact_id, wanted, "value")


def keep_phones(contact_id: int, phones: Iterable[tuple[str, str]]) -> None:
    """Keep (value, label) pairs as they were typed; blank values are left out."""
    wanted = [
        {"value": kept, "label": door.line("label", label)}
        for value, label in phones
        if (kept := door.line("phone", value))
    ]
    keep_list(Phone, contact_id, wanted, "value")


def keep_addresses(contact_id: int, addresses: Iterable[Any]) -> None:
    """Keep postal addresses (rows or records); empty ones are left out."""
    wanted = []
    for address in addresses:
        parts = {name: door.words(name, getattr(address, name)).strip() for name in ADDRESS_PARTS}
        if any(part for name, part in parts.items() if name != "label"):
            wanted.append(parts)
    keep_list(Address, contact_id, wanted, "street")


def keep_profiles(contact_id: int, profiles: Iterable[tuple[str, str]]) -> None:
    """Keep (address, label) pairs; an address that is there twice is kept once.

    Raises: InvalidInput for what is no address on the web.
    """
    wanted: list[Value] = []
    seen = set()
    for typed, label in profiles:
        if texts.is_blank(typed):
            continue
        value = profile_value(typed, label)
        if value["key"] not in seen:
            seen.add(value["key"])
            wanted.append(value)
    keep_list(Profile, contact_id, wanted, "url")


def profile_value(typed: str, label: str) -> dict[str, str]:
    """Return what is kept of a pasted address.

    Raises: InvalidInput.
    """
    found = web.understand(door.line("url", typed))
    return {
        "url": found.url,
        "site": found.site,
        "handle": found.handle,
        "label": door.line("label", label),
        "key": web.key(found.url),
    }


def keep_names(contact_id: int, names: Iterable[tuple[str, str]]) -> None:
    """Keep further names as (value, kind) pairs; blank ones are left out.

    Raises: InvalidInput for a kind that is not known.
    """
    wanted = []
    for value, kind in names:
        kept = door.line("name", value)
        if kind not in NAME_KINDS:
            raise InvalidInput("kind", _("A further name is a nickname, a former or a pen name."))
        if kept:
            wanted.append({"value": kept, "kind": kind})
    keep_list(ContactName, contact_id, wanted, "value")


def keep_custom(contact_id: int, fields: Iterable[tuple[str, str]]) -> None:
    """Keep fields of the user's own as (name, value) pairs; a field without a name is refused.

    Raises: InvalidInput.
    """
    wanted = []
    for name, value in fields:
        kept_name, kept = door.line("custom", name), door.words("text", value)
        if not kept_name and not kept:
            continue
        door.line("custom", name, is_needed=True)
        wanted.append({"name": kept_name, "value": kept})
    keep_list(CustomField, contact_id, wanted, "name")


def keep_tags(contact_id: int, names: Iterable[str]) -> None:
    """Keep exactly these tags; what differs in case and accents only is one tag."""
    wanted: dict[str, str] = {}
    for name in names:
        kept = door.line("tag", name)
        if kept:
            wanted.setdefault(texts.fold(kept) or kept, kept)
    have: dict[str, Tag] = {}
    if rows.has_any(ContactTag, contact_id=contact_id):
        have = {
            tag.key: tag
            for tag in Tag.select().join(ContactTag, on=ContactTag.tag_id == Tag.id)
            .where(ContactTag.contact_id == contact_id)
        }  # fmt: skip
    for key, tag in have.items():
        if key not in wanted:
            untag(contact_id, tag)
    for key, name in wanted.items():
        if key not in have:
            tag_id = rows.first_id(Tag, key=key) or rows.insert(Tag, name=name, key=key)
            rows.insert(ContactTag, contact_id=contact_id, tag_id=tag_id)


def untag(contact_id: int, tag: Tag) -> None:
    """Take a tag off; a tag nobody has any more goes."""
    for link in ContactTag.select().where(
        ContactTag.contact_id == contact_id, ContactTag.tag_id == tag.id
    ):
        link.delete_instance()
    if not ContactTag.select().where(ContactTag.tag_id == tag.id).exists():
        tag.delete_instance()


def names_of(contact_id: int) -> tuple[NameRow, ...]:
    """Return the further names, in order."""
    return tuple(NameRow(row.id, row.value, row.kind) for row in _of(ContactName, contact_id))


def emails_of(contact_id: int) -> tuple[LabelledRow, ...]:
    """Return the e-mail addresses, in order."""
    return tuple(LabelledRow(row.id, row.value, row.label) for row in _of(Email, contact_id))


def phones_of(contact_id: int) -> tuple[LabelledRow, ...]:
    """Return the telephone numbers, in order."""
    return tuple(LabelledRow(row.id, row.value, row.label) for row in _of(Phone, contact_id))


def addresses_of(contact_id: int) -> tuple[AddressRow, ...]:
    """Return the postal addresses, in order."""
    return tuple(
        AddressRow(row.id, *(getattr(row, name) for name in ADDRESS_PARTS))
        for row in _of(Address, contact_id)
    )


def profiles_of(contact_id: int) -> tuple[ProfileRow, ...]:
    """Return the profiles, in order."""
    return tuple(
        ProfileRow(row.id, row.url, row.site, row.handle, row.label)
        for row in _of(Profile, contact_id)
    )


def custom_of(contact_id: int) -> tuple[CustomRow, ...]:
    """Return the fields of the user's own, in order."""
    return tuple(CustomRow(row.id, row.name, row.value) for row in _of(CustomField, contact_id))


def tags_of(contact_id: int) -> tuple[str, ...]:
    """Return the tags, in the order they were given."""
    found = (
        Tag.select(Tag.name)
        .join(ContactTag, on=ContactTag.tag_id == Tag.id)
        .where(ContactTag.contact_id == contact_id)
        .order_by(ContactTag.id)
    )
    return tuple(tag.name for tag in found)


def _of(model: type[Any], contact_id: int) -> Any:
    return model.select().where(model.contact_id == contact_id).order_by(model.place, model.id)
