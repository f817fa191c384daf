"""A computer with one browser and a starter that starts nothing, for tests of opening."""

from dataclasses import dataclass, field

from relationship_journal.core import Core
from relationship_journal.domain.browsers import Browser, BrowserProfile, Kind
from relationship_journal.errors import JournalError
from relationship_journal.services.opening import Opening

FIREFOX = Browser(
    "firefox", "Firefox", Kind.FIREFOX, "/usr/bin/firefox", "/home/me/.mozilla/firefox",
    (BrowserProfile("x1.blog", "Blog"),),
)  # fmt: skip
XDG = "/usr/bin/xdg-open"


@dataclass
class FakeSignIn:
    id: int
    label: str
    host: str
    browser: str = ""
    browser_profile: str = ""


@dataclass
class FakeSignIns:
    """Sign-ins by the host they belong to."""

    known: list[FakeSignIn] = field(default_factory=list)
    chosen: dict[tuple[int, int | None], int | None] = field(default_factory=dict)
    used_ids: list[int] = field(default_factory=list)

    def has_any(self):
        return bool(self.known)

    def offered_for(self, url):
        return [one for one in self.known if url.startswith(f"https://{one.host}/")]

    def identity_for(self, contact_id, profile_id=None):
        return self.chosen.get((contact_id, profile_id)) or self.chosen.get((contact_id, None))

    def choose_identity(self, contact_id, profile_id, sign_in_id):
        self.chosen[contact_id, profile_id] = sign_in_id

    def used(self, sign_in_id):
        self.used_ids.append(sign_in_id)


class FakeBrowsers:
    """A computer with these browsers."""

    def __init__(self):
        self.there = [FIREFOX]

    def installed(self):
        return tuple(self.there)

    def default_command(self, address):
        return (XDG, address)


class FakeStarter:
    """Remembers what was to be started."""

    def __init__(self):
        self.commands = []
        self.refuses = False

    def start(self, command):
        if self.refuses:
            raise JournalError("It cannot be started.")
        self.commands.append(tuple(command))


def open_here(core: Core, sign_ins=None, browsers=None):
    """Let a core open nothing but what is remembered; return the starter that remembers."""
    starter = FakeStarter()
    # where a cached property keeps what it made
    vars(core)["opening"] = Opening(sign_ins, browsers or FakeBrowsers(), starter)
    return starter
