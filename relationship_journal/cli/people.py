"""Commands on people: add, edit, show, list, delete, undelete."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from relationship_journal.cli import values, words
from relationship_journal.cli.output import Result
from relationship_journal.cli.parsing import (
    Argument,
    Command,
    Given,
    Option,
    UsageError,
    on_a_new_one_too,
    see_help,
)
from relationship_journal.domain import text as texts
from relationship_journal.domain.codes import Owed
from relationship_journal.errors import InvalidInput
from relationship_journal.i18n import gettext as _
from relationship_journal.i18n import ngettext
from relationship_journal.services.approach_json import beside_contact
from relationship_journal.services.contact_json import instant_text, whole_contact

if TYPE_CHECKING:
    from relationship_journal.core import Core
    from relationship_journal.services.rows import ContactListRow, GoesWith

# A block of rows: well below what SQLite takes in one question.
BLOCK = 500
_WHOLE_TIMELINE = 2**31


def commands() -> tuple[Command, ...]:
    """Return the commands on people."""
    circle = Option("--circle", _("the circle they are in"), "C", values.needed)
    return (
        Command(
            "add",
            _("write down a new contact"),
            _add,
            (Argument("NAME", _("how they are called"), values.line, is_text=True),),
            (
                Option("--url", _("where they live on the web"), "URL", values.line, is_many=True),
                Option("--email", _("an e-mail address"), "E", values.line, is_many=True),
                Option("--tag", _("a tag"), "T", values.line, is_many=True),
                circle,
            ),
            journal=on_a_new_one_too,
            check=_check_name,
            more=_("Prints the id of the contact. Begins a journal where there is none."),
        ),
        Command(
            "edit",
            _("change a contact"),
            _edit,
            (who(),),
            (
                Option("--name", _("another name"), "N", values.line),
                circle,
                Option(
                    "--cadence",
                    _("keep in touch about every so many days; “none”; “circle”: as the circle"),
                    "DAYS",
                    values.cadence,
                ),
                Option(
                    "--rhythm",
                    _("when they publish: on every post, second-post, or monthly"),
                    "RHYTHM",
                    values.rhythm,
                ),
                Option(
                    "--birthday",
                    _("1980-05-21, or --05-21 without the year; “none”"),
                    "DATE",
                    values.birthday,
                ),
                Option("--tag", _("put a tag on"), "T", values.needed, is_many=True),
                Option("--untag", _("take a tag off"), "T", values.needed, is_many=True),
                Option("--mute", _("never remind of them")),
                Option("--unmute", _("remind of them again")),
                Option(
                    "--pause-until", _("no reminders before; “none”"), "WHEN", values.day_or_none
                ),
                Option("--put-away", _("hide them from the lists and from reminders")),
                Option("--bring-back", _("show them again")),
            ),
            (("--mute", "--unmute"), ("--put-away", "--bring-back")),
            check=_check_changes,
        ),
        Command("show", _("one contact whole, with the timeline"), _show, (who(),)),
        Command(
            "list",
            _("everyone, a line each"),
            _list,
            (),
            (
                Option("--query", _("who has this in a name, note, entry …"), "TEXT", values.line),
                Option("--circle", _("only this circle"), "C", values.needed),
                Option("--tag", _("only with this tag"), "T", values.needed),
                Option("--going-quiet", _("only who is due")),
                Option("--put-away", _("only who is put away")),
            ),
        ),
        Command(
            "delete",
            _("into the bin, for 30 days"),
            _delete,
            (who(),),
            (Option("--for-good", _("not into the bin: gone at once")),),
        ),
        Command(
            "undelete",
            _("out of the bin"),
            _undelete,
            (Argument("ID", _("the number of a deleted contact"), values.number),),
        ),
    )


def who() -> Argument:
    """Return the argument that names a person."""
    return Argument(
        "WHO",
        _("a number, a name, or a part of one that fits one person only"),
        values.line,
        is_text=True,
    )


def _check_name(given: Given) -> None:
    # before a journal is begun for nothing
    if texts.is_blank(texts.one_line(given.text("NAME"))):
        raise InvalidInput("name", _("The name is empty."))


def _add(core: "Core", given: Given) -> Result:
    contact_id = core.contacts.add(
        given.text("NAME"),
        urls=given.all("--url"),
        emails=given.all("--email"),
        tags=given.all("--tag"),
        circle=given.text("--circle"),
    )
    name = core.contacts.name_of(contact_id)
    return Result({"id": contact_id, "name": name}, [words.named(name, contact_id)])


def _check_changes(given: Given) -> None:
    changes = (
        "--name", "--circle", "--cadence", "--rhythm", "--birthday", "--tag", "--untag", "--mute",
        "--unmute", "--pause-until", "--put-away", "--bring-back",
    )  # fmt: skip
    if not any(one in given for one in changes):
        raise UsageError(_("There is nothing to change."), see_help("edit"))


def _edit(core: "Core", given: Given) -> Result:
    contacts = core.contacts
    contact_id = contacts.find(given.text("WHO"))
    circle = core.circles.by_name(given.text("--circle")) if "--circle" in given else None
    with core.history.as_one(_("Edit contact")):
        for tag in given.all("--untag"):
            contacts.remove_tag(contact_id, tag)
        fields = {
            field: given.value(option)
            for field, option in (("name", "--name"), ("birthday", "--birthday"))
            if option in given
        }
        if fields:
            contacts.edit(contact_id, **fields)
        if circle is not None:
            contacts.set_circle(contact_id, circle.id)
        if "--cadence" in given:
            contacts.set_cadence(contact_id, given.value("--cadence"))
        if "--rhythm" in given:
            contacts.set_rhythm(contact_id, given.value("--rhythm"))
        for tag in given.all("--tag"):
            contacts.add_tag(contact_id, tag)
        if "--mute" in given or "--unmute" in given:
            contacts.set_muted(contact_id, is_muted="--mute" in given)
        if "--pause-until" in given:
            contacts.pause_until(contact_id, given.value("--pause-until"))
        if "--put-away" in given:
            contacts.put_away(contact_id)
        elif "--bring-back" in given:
            contacts.bring_back(contact_id)
    row = core.people.rows([contact_id])[0]
    return Result(_in_list(row), [words.in_list(row, words.Now(core.clock(), core.zone))])


def _show(core: "Core", given: Given) -> Result:
    contact_id = core.contacts.find(given.text("WHO"))
    row = core.contacts.whole(contact_id)
    follow_ups = core.follow_ups.open_of(contact_id)
    promises = core.promises.open_of(contact_id)
    timeline = core.timeline.of(contact_id, limit=_WHOLE_TIMELINE)
    feeds = core.following.feeds_of(contact_id)
    now = words.Now(core.clock(), core.zone)
    plan = core.approach.of_person(contact_id)
    theirs = core.promises.open_of(contact_id, owed_by=Owed.THEIRS)
    beside = beside_contact(plan, core.welcome.of(contact_id), theirs)
    return Result(
        {**whole_contact(row, follow_ups, promises, timeline, feeds), **beside},
        words.whole(row, follow_ups, promises, timeline, now, approach=plan.lines, feeds=feeds),
    )


def _list(core: "Core", given: Given) -> Result:
    from relationship_journal.services.people import PeopleFilter  # noqa: PLC0415  start-up time

    circles = [core.circles.by_name(given.text("--circle")).id] if "--circle" in given else []
    found = core.people.find(
        PeopleFilter(
            text=given.text("--query"),
            circle_ids=frozenset(circles),
            tag=given.text("--tag"),
            going_quiet="--going-quiet" in given,
            put_away="--put-away" in given,
        )
    )
    rows: list[ContactListRow] = []
    for start in range(0, len(found.ids), BLOCK):
        rows += core.people.rows(found.ids[start : start + BLOCK])
    now = words.Now(core.clock(), core.zone)
    troubles = () if found.is_complete else (_("There is more: look for something narrower."),)
    return Result(
        [_in_list(row) for row in rows],
        (words.in_list(row, now) for row in rows),
        troubles,
    )


def _in_list(row: "ContactListRow") -> dict[str, Any]:
    return words.list_json(row, instant_text(row.last_spoke_at))


def _delete(core: "Core", given: Given) -> Result:
    contact_id = core.contacts.find(given.text("WHO"))
    name = core.contacts.name_of(contact_id)
    value = {"id": contact_id, "name": name}
    now = words.Now(core.clock(), core.zone)
    owed = [
        _("Still promised: {line}").format(line=words.promise(one, now))
        for one in core.promises.open_of(contact_id)
    ]
    if "--for-good" in given:
        goes_with = core.contacts.goes_with(contact_id)
        core.contacts.delete_for_good(contact_id)
        line = _("{name} is deleted for good.").format(name=words.named(name, contact_id))
        return Result(value, [*owed, line, *_gone(goes_with)])
    core.contacts.delete(contact_id)
    sentences = _("{name} is in the bin for 30 days. “undelete {id}” brings them back.")
    line = sentences.format(name=words.named(name, contact_id), id=contact_id)
    return Result(value, [*owed, line])


def _gone(goes_with: "GoesWith") -> Iterator[str]:
    counted = (
        (goes_with.notes, ngettext("{n} note", "{n} notes", goes_with.notes)),
        (goes_with.entries, ngettext("{n} entry", "{n} entries", goes_with.entries)),
        (goes_with.follow_ups, ngettext("{n} follow-up", "{n} follow-ups", goes_with.follow_ups)),
        (goes_with.profiles, ngettext("{n} profile", "{n} profiles", goes_with.profiles)),
    )
    gone = [words.format(n=n) for n, words in counted if n]
    if gone:
        yield _("With them went: {things}.").format(things=", ".join(gone))


def _undelete(core: "Core", given: Given) -> Result:
    contact_id = given.value("ID")
    core.contacts.undelete(contact_id)
    name = core.contacts.name_of(contact_id)
    line = _("{name} is back.").format(name=words.named(name, contact_id))
    return Result({"id": contact_id, "name": name}, [line])
