"""What an import would do and did, in words."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import QLocale

from relationship_journal.domain import text as texts
from relationship_journal.domain import web
from relationship_journal.domain.records import ContactRecord, ImportReport
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.services.rows import ContactRow

_FIELDS = (
    "given_name",
    "family_name",
    "additional_name",
    "name_prefix",
    "name_suffix",
    "organization",
    "title",
    "birthday",
    "how_we_met",
    "introduced_by",
)


def preview_sentence(report: ImportReport) -> str:
    """Return "23 new people, 2 you know already." for what has been read."""
    known = report.updated + report.unchanged
    parts = []
    if report.added:
        parts.append(ngettext("{n} new person", "{n} new people", report.added))
    if known:
        parts.append(ngettext("{n} you know already", "{n} you know already", known))
    if report.updated:
        parts.append(
            ngettext(
                "{n} of them with something new", "{n} of them with something new", report.updated
            )
        )
    if report.skipped:
        skipped = len(report.skipped)
        parts.append(ngettext("{n} entry left out", "{n} entries left out", skipped))
    numbers = [n for n in (report.added, known, report.updated, len(report.skipped)) if n]
    if not parts:
        return _("Nobody is in there.")
    return _counted(parts, numbers)


def result_sentence(report: ImportReport) -> str:
    """Return "23 people were added, 1 was completed." for what was done."""
    parts, numbers = [], []
    if report.added:
        parts.append(ngettext("{n} person was added", "{n} people were added", report.added))
        numbers.append(report.added)
    if report.updated:
        parts.append(ngettext("{n} was completed", "{n} were completed", report.updated))
        numbers.append(report.updated)
    if not parts:
        return _("Nothing was new: you know everyone already.")
    return _counted(parts, numbers)


def adds_sentence(contact: ContactRow, record: ContactRecord, notes: Iterable[str]) -> str:
    """Return what a known person gains: "adds 2 profiles, 1 tag".

    Args:
        notes: the texts of the notes they have.
    """
    have_notes = {texts.clean(note)[0].strip() for note in notes}
    note_texts = (texts.clean(note.text)[0].strip() for note in record.notes)
    counts: tuple[tuple[int, Callable[[int], str]], ...] = (
        (
            sum(1 for one in _FIELDS if getattr(record, one) and not getattr(contact, one)),
            lambda n: ngettext("{n} fact", "{n} facts", n),
        ),
        (
            _missing((one.url for one in contact.profiles), (o.url for o in record.profiles), _url),
            lambda n: ngettext("{n} profile", "{n} profiles", n),
        ),
        (
            _missing((o.value for o in contact.emails), (o.value for o in record.emails), _mail),
            lambda n: ngettext("{n} e-mail address", "{n} e-mail addresses", n),
        ),
        (
            _missing((o.value for o in contact.phones), (o.value for o in record.phones), _digits),
            lambda n: ngettext("{n} telephone number", "{n} telephone numbers", n),
        ),
        (
            _missing((o.street for o in contact.addresses), (o.street for o in record.addresses)),
            lambda n: ngettext("{n} postal address", "{n} postal addresses", n),
        ),
        (
            _missing((o.value for o in contact.names), (o.value for o in record.names)),
            lambda n: ngettext("{n} name", "{n} names", n),
        ),
        (
            _missing(contact.tags, record.tags, texts.fold),
            lambda n: ngettext("{n} tag", "{n} tags", n),
        ),
        (
            _missing(
                (f"{o.name}\n{o.value}" for o in contact.custom),
                (f"{o.name}\n{o.value}" for o in record.custom),
            ),
            lambda n: ngettext("{n} field of your own", "{n} fields of your own", n),
        ),
        (
            len({note for note in note_texts if note} - have_notes),
            lambda n: ngettext("{n} note", "{n} notes", n),
        ),
    )
    parts = [words(n).format(n=n) for n, words in counts if n]
    if not parts:
        return _("adds where it came from")
    return _("adds {what}").format(what=", ".join(parts))


def same_person(name: str, record: ContactRecord, what: str) -> str:
    """Return who is meant and what they gain: "same person as Ana Duarte: adds 1 tag"."""
    if name == record.name:
        return _("same person: {what}").format(what=what)
    return _("same person as {name}: {what}").format(name=name, what=what)


def _counted(parts: Iterable[str], numbers: Iterable[int]) -> str:
    locale = QLocale()
    filled = (part.format(n=locale.toString(n)) for part, n in zip(parts, numbers, strict=True))
    return _("{parts}.").format(parts=", ".join(filled))


def _missing(
    have: Iterable[str], more: Iterable[str], key: Callable[[str], str] = str.strip
) -> int:
    keys = {key(one) for one in have}
    return len({key(one) for one in more} - keys - {""})


def _url(url: str) -> str:
    return web.key(url) or url


def _mail(mail: str) -> str:
    return web.email_key(mail) or texts.fold(mail)


def _digits(phone: str) -> str:
    return "".join(filter(str.isalnum, phone)) or phone
