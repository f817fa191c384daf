"""What the lines of a timeline say: who wrote, where and why. Facts in, words out."""

import re

from relationship_journal.domain.codes import Channel, Direction, Intent, Outcome
from relationship_journal.domain.text import apart, excerpt, fold, graphemes, one_line
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import pgettext
from relationship_journal.services.rows import TimelineRow

_ARTICLES = frozenset({"the", "a", "an", "der", "die", "das", "le", "la", "les", "el", "los"})
# In these scripts the first word is the family name, or there are no words.
_FAMILY_NAME_FIRST = re.compile(
    "[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7a3]"
)
_LONGEST_FIRST_NAME = 24
_LONGEST_TITLE = 200


def first_name(name: str, given_name: str = "") -> str:
    """Return what somebody is called in a line like "From Ana"; blogs keep their whole name."""
    whole = one_line(name)
    words = whole.split()
    called = one_line(given_name) or (words[0] if words else "")
    if not given_name and (fold(called) in _ARTICLES or _FAMILY_NAME_FIRST.search(whole)):
        called = whole
    characters = list(graphemes(called[:200]))
    if len(characters) > _LONGEST_FIRST_NAME:
        return "".join(characters[: _LONGEST_FIRST_NAME - 1]) + "…"
    return called


def from_label(direction: Direction, called: str) -> str:
    """Return who wrote: "From me", "From Ana"."""
    if direction is Direction.OUTGOING:
        return _("From me")
    return _("From {name}").format(name=apart(called))


def timeline_title(row: TimelineRow, called: str) -> str:
    """Return the first line of a timeline's row: "From Ana, blog comment, thank you"."""
    if row.kind == "note":
        return _("Note")
    if row.kind == "follow_up":
        text = one_line(row.text) or _("Follow up")
        if row.outcome == "skipped":
            return _("{text}, skipped").format(text=apart(text))
        return _("{text}, done").format(text=apart(text))
    if row.kind == "promise":
        return _promise_title(row)
    if row.kind == "post":
        return _("{name} published: {title}").format(
            name=apart(called), title=apart(excerpt(one_line(row.text), _LONGEST_TITLE))
        )
    parts = [from_label(row.direction or Direction.OUTGOING, called)]
    if row.channel is not None and row.channel is not Channel.OTHER:
        parts.append(channel_in_line(row.channel))
    if row.intent is not None:
        parts.append(intent_in_line(row.intent))
    if row.outcome:
        answered = row.outcome == Outcome.ANSWERED
        parts.append(_("answered") if answered else _("no answer"))
    title = ", ".join(parts)
    if row.with_people:
        return _("{what}, with {names}").format(what=title, names=names_list(row.with_people))
    return title


def _promise_title(row: TimelineRow) -> str:
    text = one_line(row.text)
    if row.direction is Direction.INCOMING and row.outcome != "released":
        sentence = _("Kept to me: {text}") if row.outcome else _("Promised to me: {text}")
        return sentence.format(text=text)
    if row.outcome == "kept":
        return _("Promise kept: {text}").format(text=text)
    if row.outcome == "released":
        return _("Promise released: {text}").format(text=text)
    return _("Promise: {text}").format(text=text)


def timeline_text(row: TimelineRow) -> str:
    """Return the words below the first line; what was to be done stands in that line already."""
    if row.kind == "post":
        return _("The thread moved on since you wrote there.") if row.outcome else ""
    return "" if row.kind in {"follow_up", "promise"} else row.text.strip()


def timeline_icon(row: TimelineRow) -> tuple[str, str]:
    """Return the icon and the token of its colour for a timeline's row."""
    if row.kind == "note":
        return "sticky-note", "muted"
    if row.kind == "follow_up":
        return ("skip-forward" if row.outcome == "skipped" else "bell"), "muted"
    if row.kind == "promise":
        return "handshake", "promise"
    if row.kind == "post":
        return "newspaper", "accent"
    is_mine = row.direction is not Direction.INCOMING
    arrow = "arrow-up-right" if is_mine else "arrow-down-left"
    named = {
        Channel.EMAIL: "mail",
        Channel.DM: "message-circle",
        Channel.LINK: "link",
        Channel.MENTION: "at-sign",
        Channel.CALL: "phone",
        Channel.IN_PERSON: "users",
    }
    icon = named.get(row.channel, arrow) if row.channel is not None else arrow
    return icon, ("accent" if is_mine else "answer")


def channel_in_line(channel: Channel) -> str:
    """Return the words for a place within a line."""
    return {
        Channel.COMMENT: pgettext("in a line", "blog comment"),
        Channel.FORUM: pgettext("in a line", "forum"),
        Channel.MESSAGE: pgettext("in a line", "page message"),
        Channel.EMAIL: pgettext("in a line", "e-mail"),
        Channel.DM: pgettext("in a line", "direct message"),
        Channel.LINK: pgettext("in a line", "link to their post"),
        Channel.MENTION: pgettext("in a line", "mention"),
        Channel.CALL: pgettext("in a line", "call"),
        Channel.IN_PERSON: pgettext("in a line", "in person"),
        Channel.OTHER: pgettext("in a line", "other"),
    }[channel]


def intent_in_line(intent: Intent) -> str:
    """Return the words for a reason within a line."""
    return {
        Intent.THANKS: pgettext("in a line", "thank you"),
        Intent.SORRY: pgettext("in a line", "I’m sorry"),
        Intent.HELP: pgettext("in a line", "how can I help?"),
        Intent.CONGRATULATIONS: pgettext("in a line", "congratulations"),
        Intent.QUESTION: pgettext("in a line", "question"),
        Intent.INTRODUCTION: pgettext("in a line", "introduction"),
        Intent.TALK: pgettext("in a line", "just talking"),
    }[intent]


def names_list(names: tuple[str, ...]) -> str:
    """Return "Ana", "Ana and Tom", "Ana, Tom and Noor"."""
    *before, last = map(apart, names or ("",))
    return _("{names} and {last}").format(names=", ".join(before), last=last) if before else last
