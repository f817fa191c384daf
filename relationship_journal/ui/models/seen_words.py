"""What is said of somebody who commented: whose it is, which comment it is, and where."""

from relationship_journal.domain.text import apart, excerpt, one_line
from relationship_journal.i18n import gettext as _
from relationship_journal.services.following_rows import SightingRow
from relationship_journal.ui.models.timeline_words import first_name

_LONGEST = 80


def seen_line(row: SightingRow) -> str:
    """Return who was seen: "Priya commented on “Slow feeds”", "“hedgewitch”, third comment"."""
    if row.is_answer:
        return _("{name} answered below “{title}”").format(name=_who(row), title=_title(row))
    if row.contact_id is not None and not row.asks:
        if row.title:
            return _("{name} commented on “{title}”").format(name=_who(row), title=_title(row))
        return _("{name} commented").format(name=_who(row))
    return _("“{name}”, {nth} comment").format(name=apart(one_line(row.name)), nth=nth(row.nth))


def question(row: SightingRow) -> str:
    """Return what is asked of a name: "Is this your Wim Peters?"."""
    return _("Is this your {name}?").format(
        name=apart(excerpt(one_line(row.contact_name), _LONGEST))
    )


def seen_tip(row: SightingRow) -> str:
    """Return what they wrote, for the tool tip."""
    return excerpt(row.excerpt, 280)


def reply_words(row: SightingRow) -> str:
    """Return what opens their comment: "Reply to Wim"."""
    return _("Reply to {name}").format(name=apart(first_name(row.name)))


def nth(number: int) -> str:
    """Return a place in a row in a word: "third"."""
    words = (
        _("first"), _("second"), _("third"), _("fourth"), _("fifth"), _("sixth"), _("seventh"),
        _("eighth"), _("ninth"), _("tenth"),
    )  # fmt: skip
    if 1 <= number <= len(words):
        return words[number - 1]
    return _("no. {n}").format(n=number)


def _who(row: SightingRow) -> str:
    return apart(excerpt(one_line(row.contact_name or row.name), _LONGEST))


def _title(row: SightingRow) -> str:
    return apart(excerpt(one_line(row.title), _LONGEST)) or _("a post")
