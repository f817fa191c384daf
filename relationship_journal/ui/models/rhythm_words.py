"""A rhythm of posts in words, for those who hear it."""

from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext


def rhythm(weeks: tuple[int, ...]) -> str:
    """Return how many posts there were, and in how many of the weeks."""
    count, active = sum(weeks), sum(1 for one in weeks if one)
    posts = ngettext("{n} post", "{n} posts", count).format(n=count)
    return _("{posts} in half a year, in {n} of {all} weeks").format(
        posts=posts, n=active, all=len(weeks)
    )
