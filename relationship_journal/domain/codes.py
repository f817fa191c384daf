"""The words of an entry: where it happened, why, who wrote, and what came of it."""

from enum import StrEnum

from relationship_journal.i18n import gettext as _


class Direction(StrEnum):
    """Who wrote."""

    OUTGOING = "outgoing"
    INCOMING = "incoming"


class Channel(StrEnum):
    """Where it happened."""

    COMMENT = "comment"
    FORUM = "forum"
    MESSAGE = "message"
    EMAIL = "email"
    DM = "dm"
    LINK = "link"
    MENTION = "mention"
    CALL = "call"
    IN_PERSON = "in_person"
    OTHER = "other"


class Intent(StrEnum):
    """Why."""

    THANKS = "thanks"
    SORRY = "sorry"
    HELP = "help"
    CONGRATULATIONS = "congratulations"
    QUESTION = "question"
    INTRODUCTION = "introduction"
    TALK = "talk"


class Outcome(StrEnum):
    """What came of an entry from me."""

    UNKNOWN = ""
    ANSWERED = "answered"
    NO_ANSWER = "no_answer"


class Prompted(StrEnum):
    """Whether somebody mentioned me because I had asked."""

    UNKNOWN = ""
    PROMPTED = "prompted"
    UNPROMPTED = "unprompted"


class Owed(StrEnum):
    """Who owes what was promised."""

    MINE = "mine"
    THEIRS = "theirs"


def channel_label(channel: Channel) -> str:
    """Return the words for a place, as on its button."""
    return {
        Channel.COMMENT: _("Blog comment"),
        Channel.FORUM: _("Forum"),
        Channel.MESSAGE: _("Page message"),
        Channel.EMAIL: _("E-mail"),
        Channel.DM: _("Direct message"),
        Channel.LINK: _("Link to their post"),
        Channel.MENTION: _("Mention"),
        Channel.CALL: _("Call"),
        Channel.IN_PERSON: _("In person"),
        Channel.OTHER: _("Other"),
    }[channel]


def intent_label(intent: Intent) -> str:
    """Return the words for a reason, as on its button."""
    return {
        Intent.THANKS: _("Thank you"),
        Intent.SORRY: _("I’m sorry"),
        Intent.HELP: _("How can I help?"),
        Intent.CONGRATULATIONS: _("Congratulations"),
        Intent.QUESTION: _("Question"),
        Intent.INTRODUCTION: _("Introduction"),
        Intent.TALK: _("Just talking"),
    }[intent]


def outcome_label(outcome: Outcome) -> str:
    """Return the words for what came of an entry."""
    return {
        Outcome.UNKNOWN: _("Not known yet"),
        Outcome.ANSWERED: _("Answered"),
        Outcome.NO_ANSWER: _("No answer"),
    }[outcome]
