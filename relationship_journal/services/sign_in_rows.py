"""What the services of sign-ins take and hand out; what is secret of them is a `Secret`."""

from dataclasses import dataclass, field
from datetime import datetime

from relationship_journal.domain.one_time_code import OneTimeCode
from relationship_journal.domain.secret import Secret


@dataclass(frozen=True, slots=True)
class SignInRow:
    """What is known of a sign-in while the vault is locked.

    `origin` is `https://host` in ASCII, or "" where it has no site and is never offered. `site`
    is the host as it is shown. `browser` and `browser_profile` name where to open, or are "".
    """

    id: int
    origin: str
    site: str
    label: str
    with_sub_sites: bool
    browser: str
    browser_profile: str
    created_at: datetime
    password_changed_at: datetime
    used_at: datetime | None
    deleted_at: datetime | None = None

    @property
    def title(self) -> str:
        """Return what to call it: its site, else its label."""
        return self.site or self.label


@dataclass(frozen=True, slots=True)
class OldPasswordRow:
    """A password that was in use until it was changed."""

    password: Secret
    until: datetime


@dataclass(frozen=True, slots=True)
class SignInSecrets:
    """What is sealed of a sign-in.

    `one_time` is None where there is no one-time code, or none that is understood; what was
    typed for it stands in `one_time_text`. `page` is where one signs in, "" for the site itself.
    """

    user_name: Secret
    password: Secret
    notes: Secret
    one_time_text: Secret
    one_time: OneTimeCode | None
    page: str
    history: tuple[OldPasswordRow, ...]


@dataclass(frozen=True, slots=True)
class SignInFields:
    """A sign-in as it is filled in; `site` is an address as it was typed, or ""."""

    site: str = ""
    label: str = ""
    user_name: Secret = field(default_factory=Secret)
    password: Secret = field(default_factory=Secret)
    one_time: Secret = field(default_factory=Secret)
    notes: Secret = field(default_factory=Secret)
    with_sub_sites: bool = False
    browser: str = ""
    browser_profile: str = ""


@dataclass(frozen=True, slots=True)
class DraftRow:
    """An editor that was open when the vault was locked; `sign_in_id` None is a new sign-in."""

    id: int
    sign_in_id: int | None
    at: datetime
    fields: SignInFields


@dataclass(frozen=True, slots=True)
class PersonThereRow:
    """Somebody at a site: their name, who they are there, and whether the sign-in was chosen."""

    contact_id: int
    name: str
    handle: str
    is_chosen: bool
