"""The command today: whom to turn to and why."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from relationship_journal.cli import values, words
from relationship_journal.cli.output import Result, visible
from relationship_journal.cli.parsing import Command, Given, Option
from relationship_journal.domain import text as texts
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext

if TYPE_CHECKING:
    from relationship_journal.core import Core
    from relationship_journal.services.rows import TodayRow, TodayView

_LONGEST_TEXT = 200  # characters of a line on the screen; `--json` has the whole text


def commands() -> tuple[Command, ...]:
    """Return the command."""
    return (
        Command(
            "today",
            _("whom to turn to today, and why"),
            _today,
            (),
            (
                Option(
                    "--limit",
                    _("so many people, whoever was answered today already"),
                    "N",
                    values.count,
                ),
            ),
            more=_(
                "Five people a day, less those answered today; a promise or a follow-up that is "
                "due is shown beyond that. It reads only: nothing counts as seen."
            ),
        ),
    )


def _today(core: "Core", given: Given) -> Result:
    limit: int | None = given.value("--limit")
    view = core.today.look() if limit is None else core.today.look(limit, counts_answered=False)
    return Result([_card(row) for row in view.shown], _lines(core, view))


def _card(row: "TodayRow") -> dict[str, Any]:
    return {
        "contact": {"id": row.contact_id, "name": row.name, "circle": row.circle},
        "reason": row.reason,
        "id": row.id,
        "since": row.since.isoformat(),
        "text": row.text,
        "post": _post(row),
        "more": row.more,
    }


def _post(row: "TodayRow") -> dict[str, Any] | None:
    if row.post_id is None:
        return None
    return {"id": row.post_id, "title": row.post_title, "url": row.post_url}


def _lines(core: "Core", view: "TodayView") -> Iterator[str]:
    now = words.Now(core.clock(), core.zone)
    for row in view.shown:
        yield words.named(row.name, row.contact_id) + ", " + _reason(row, now)
    if view.waiting:
        waiting = ngettext("{n} more can wait.", "{n} more can wait.", view.waiting)
        yield waiting.format(n=view.waiting)
    elif not view.shown:
        yield _("Nobody is waiting.")
    if not view.shown and view.answered:
        yield _("That is enough for today.")


def _reason(row: "TodayRow", now: words.Now) -> str:
    day = now.day(row.since)
    reasons = {
        "reply": _("wrote to you {day}"),
        "promise": _("promise {id}, due {day}"),
        "follow_up": _("follow-up {id}, due {day}"),
        "date": _("birthday {day}"),
        "post": _("published {day}"),
        "quiet": _("going quiet since {day}"),
    }
    line = reasons[row.reason].format(day=day, id=row.id)
    text = texts.excerpt(" ".join(visible(row.text)), _LONGEST_TEXT)
    if text and row.reason != "date":
        line = f"{line}: {text}"
    if row.more:
        more = ngettext("{n} more reason", "{n} more reasons", row.more).format(n=row.more)
        line = f"{line} (+ {more})"
    return line
