"""Small numbers as a sentence says them: "five people", never a badge."""

from PySide6.QtCore import QLocale

from relationship_journal.i18n import gettext as _


def number_word(n: int) -> str:
    """Return a number in words up to twelve, beyond that in digits."""
    words = (
        _("none"),
        _("one"),
        _("two"),
        _("three"),
        _("four"),
        _("five"),
        _("six"),
        _("seven"),
        _("eight"),
        _("nine"),
        _("ten"),
        _("eleven"),
        _("twelve"),
    )
    return words[n] if 0 <= n < len(words) else QLocale().toString(n)


def number_begins(n: int) -> str:
    """Return a number as it begins a sentence: "Five"."""
    word = number_word(n)
    return word[:1].upper() + word[1:]
