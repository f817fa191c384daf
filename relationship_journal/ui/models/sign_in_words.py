"""What the bar says while somebody signs in, and what its buttons are called."""

from relationship_journal.domain.text import excerpt, one_line
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.ui.sign_in_steps import Signing, Step

_LONGEST = 40


def who(now: Signing) -> str:
    """Return where one signs in and as whom: "boards.example, as gardener"."""
    label = excerpt(one_line(now.label), _LONGEST)
    if not label:
        return now.site
    return _("{site}, as {label}").format(site=now.site, label=label)


def said(now: Signing, seconds: int) -> str:
    """Return what was done last, and what becomes of it."""
    if now.step is Step.LOCKED:
        return _("The sign-ins are locked.")
    if now.is_clinging:
        return _("This desktop clears it only once the window is in front: click into the window.")
    if now.step is Step.READY:
        return _("No user name is kept.")
    if not now.is_held:
        return _("The clipboard is empty again.")
    done = {
        Step.USER_NAME: _("User name copied"),
        Step.PASSWORD: _("Password copied"),
        Step.CODE: _("One-time code copied"),
    }[now.step]
    stays = ngettext("for {n} second", "for {n} seconds", seconds).format(n=seconds)
    return _("{done}, {stays}.").format(done=done, stays=stays)


def step_name(step: Step) -> str:
    """Return what a button says that copies this."""
    return {
        Step.USER_NAME: _("User name"),
        Step.PASSWORD: _("Password"),
        Step.CODE: _("One-time code"),
    }[step]


def spoken(now: Signing, seconds: int) -> str:
    """Return what happened as it is read aloud, with what comes next."""
    following = now.next_step
    words = f"{who(now)}. {said(now, seconds)}"
    if following is None:
        return words
    return _("{words} Next: {next}.").format(words=words, next=step_name(following))
