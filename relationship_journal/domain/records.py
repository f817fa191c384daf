"""What an import reads and an export writes: people as plain values, without ids of a journal."""

from dataclasses import dataclass, field
from datetime import date, datetime

from relationship_journal.domain.secret import Secret


@dataclass(frozen=True, slots=True)
class NameRecord:
    """A further name; kind is `nickname`, `former`, `pen` or `other`."""

    value: str
    kind: str = "nickname"


@dataclass(frozen=True, slots=True)
class LabelledRecord:
    """An e-mail address or a telephone number, in the person's own spelling."""

    value: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class AddressRecord:
    """A postal address."""

    label: str = ""
    street: str = ""
    extended: str = ""
    po_box: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class ProfileRecord:
    """A place on the web; label is as the source says it, such as `Blog` or `Feed`."""

    url: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class CustomRecord:
    """A field of the user's own, or one that nothing else fits."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class NoteRecord:
    """A note; `written` is an ISO instant such as `2026-10-03T16:30:00Z`, or ""."""

    text: str
    written: str = ""


@dataclass(frozen=True, slots=True)
class ContactRecord:
    """One person as a file tells of them.

    `birthday` is `YYYY-MM-DD`, `--MM-DD` or "". `cadence_days`: None as the circle says, 0 no
    plan, else days; `rhythm` is a code of `person_facts.Rhythm`. `where` is the place in the
    file ("line 4"). `source` and `source_id` say by what the same person is known again in a later
    file of the same kind; `uid` is the journal's own name for them, in files it wrote itself.
    """

    name: str
    given_name: str = ""
    family_name: str = ""
    additional_name: str = ""
    name_prefix: str = ""
    name_suffix: str = ""
    names: tuple[NameRecord, ...] = ()
    organization: str = ""
    title: str = ""
    birthday: str = ""
    circle: str = ""
    cadence_days: int | None = None
    rhythm: str = ""
    tags: tuple[str, ...] = ()
    how_we_met: str = ""
    introduced_by: str = ""
    is_put_away: bool = False
    is_muted: bool = False
    paused_until: date | None = None
    notes: tuple[NoteRecord, ...] = ()
    emails: tuple[LabelledRecord, ...] = ()
    phones: tuple[LabelledRecord, ...] = ()
    addresses: tuple[AddressRecord, ...] = ()
    profiles: tuple[ProfileRecord, ...] = ()
    custom: tuple[CustomRecord, ...] = ()
    uid: str = ""
    where: str = ""
    source: str = ""
    source_id: str = ""

    @property
    def groups(self) -> tuple[str, ...]:
        """Return the tags under the name that interchange formats use."""
        return self.tags


@dataclass(frozen=True, slots=True)
class CredentialRecord:
    """A login as a file tells of it; `urls` and `title` are as they stand there.

    `changed`, `created` and `used` are instants of its password and itself, where they are known.
    """

    title: str = ""
    urls: tuple[str, ...] = ()
    user_name: Secret = field(default_factory=Secret)
    password: Secret = field(default_factory=Secret)
    one_time: Secret = field(default_factory=Secret)
    notes: Secret = field(default_factory=Secret)
    folder: str = ""
    changed: datetime | None = None
    created: datetime | None = None
    used: datetime | None = None
    where: str = ""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in a file that was left out: its place, and why, as a sentence."""

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text file is written: its encoding and, for a CSV, its delimiter."""

    delimiter: str = ","
    encoding: str = "utf-8"
    has_bom: bool = False


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a file holds, as far as it could be read; `errors` says why it holds nothing.

    Warnings and errors are sentences for a person. A file holds people or sign-ins, never both.
    """

    detected: str
    records: tuple[ContactRecord, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    warnings: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    dialect: Dialect | None = None
    credentials: tuple[CredentialRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did to the journal, in numbers of people."""

    detected: str
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: tuple[Skipped, ...] = ()
    warnings: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    added_ids: tuple[int, ...] = ()
