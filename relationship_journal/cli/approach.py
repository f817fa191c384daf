"""The command approach: the plan for a person or a circle, and its boundaries."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from relationship_journal.cli import values, words
from relationship_journal.cli.output import Result, visible
from relationship_journal.cli.parsing import (
    Argument,
    Command,
    Given,
    Option,
    Surroundings,
    UsageError,
)
from relationship_journal.domain import approach as rules
from relationship_journal.domain import text as texts
from relationship_journal.domain.codes import Channel
from relationship_journal.i18n import gettext as _
from relationship_journal.services.approach_json import (
    FIELDS,
    TEXT_FIELDS,
    codes,
    day_text,
    plan_json,
)
from relationship_journal.services.contact_json import instant_text

if TYPE_CHECKING:
    from relationship_journal.core import Core
    from relationship_journal.services.approach_rows import CirclePlanRow, PersonPlanRow

_OTHER_NAMES = {
    **{field: one for one, field in FIELDS.items()},
    "who_handles_it": "who",
    "channels": "fine",
    "out": "ruled_out",
}
_YES, _NO = (
    frozenset({"yes", "true", "1", "on"}),
    frozenset({"no", "false", "0", "off", "none", ""}),
)


def commands() -> tuple[Command, ...]:
    """Return the command."""
    return (
        Command(
            "approach",
            _("how you turn to a person or a circle, and where the boundaries are"),
            _approach,
            (
                Argument(
                    "WHO",
                    _("a number, a name, or a part of one that fits one person only"),
                    values.line,
                    is_text=True,
                ),
            ),
            (
                Option("--circle", _("a circle’s plan"), "C", values.needed, replaces="WHO"),
                Option(
                    "--set",
                    _("write a field; empty takes it away"),
                    "FIELD=TEXT",
                    _set,
                    is_many=True,
                ),
            ),
            more=_(
                "Fields: {fields}. “fine” and “ruled_out” take channels ({channels}), “at_most” a "
                "number a month, “quiet_until” a day, “not_named” yes or no. A person’s own words "
                "replace the circle’s; of boundaries the stricter holds."
            ).format(fields=", ".join(FIELDS), channels=" ".join(Channel)),
        ),
    )


def _set(word: str, around: Surroundings) -> tuple[str, Any]:
    name, sign, typed = values.line(word, around).partition("=")
    field = name.strip().lower().replace("-", "_")
    field = _OTHER_NAMES.get(field, field)
    if not sign:
        raise UsageError(
            _("“{word}” sets nothing.").format(word=texts.excerpt(word, 40)),
            _("Write FIELD=TEXT, as in avoid=Mondays."),
        )
    if field not in FIELDS:
        raise UsageError(
            _("A plan has no field “{word}”.").format(word=texts.excerpt(name, 40)),
            _("There are: {names}.").format(names=", ".join(FIELDS)),
        )
    return FIELDS[field], _value(field, typed.strip(), around)


def _value(field: str, typed: str, around: Surroundings) -> Any:
    plain = texts.fold(typed)
    if field in {"fine", "ruled_out"}:
        codes = [] if plain == values.NONE else plain.replace(",", " ").split()
        return frozenset(values.channel(code, around) for code in codes)
    if field == "at_most":
        if plain in {values.NONE, ""}:
            return None
        if not (plain.isascii() and plain.isdecimal() and len(plain) < 10):
            raise UsageError(
                _("“{word}” is not so often a month.").format(word=texts.excerpt(typed, 40)),
                _("Write a number, or “none”."),
            )
        return int(plain)
    if field == "quiet_until":
        return None if plain == "" else values.day_or_none(typed, around)
    if field == "not_named":
        if plain not in _YES | _NO:
            raise UsageError(
                _("“{word}” is neither yes nor no.").format(word=texts.excerpt(typed, 40))
            )
        return plain in _YES
    return typed


def _approach(core: "Core", given: Given) -> Result:
    fields = dict(given.all("--set"))
    now = words.Now(core.clock(), core.zone)
    if "--circle" in given:
        circle_id = core.circles.by_name(given.text("--circle")).id
        if fields:
            core.approach.set_for_circle(circle_id, **fields)
        row = core.approach.of_circle(circle_id)
        return Result(_circle_json(row), _circle_lines(row, now))
    contact_id = core.contacts.find(given.text("WHO"))
    if fields:
        core.approach.set_for_person(contact_id, **fields)
    person = core.approach.of_person(contact_id)
    return Result(_person_json(person), _person_lines(person, now))


def _circle_json(row: "CirclePlanRow") -> dict[str, Any]:
    return {
        "contact": None,
        "circle": row.circle,
        **plan_json(row.plan),
        "reviewed": instant_text(row.reviewed_at),
    }


def _person_json(row: "PersonPlanRow") -> dict[str, Any]:
    own, circle = row.own, row.of_circle
    held = {
        name: "\n".join(one.text for one in rules.said(name_of, own, circle))
        for name, name_of in FIELDS.items()
        if name in TEXT_FIELDS
    }
    fine = rules.fine(own, circle)
    return {
        "contact": {"id": row.contact_id, "name": row.name},
        "circle": row.circle,
        **held,
        "fine": codes(fine),
        "ruled_out": codes(row.limits.ruled_out),
        "at_most": row.limits.at_most,
        "quiet_until": day_text(row.limits.quiet_until),
        "not_named": row.limits.is_not_named,
        "from_circle": [
            name for name, field in FIELDS.items() if rules.is_from_circle(field, own, circle)
        ],
        "own": plan_json(own),
        "lines": [line for line in row.lines if line],
        "reviewed": instant_text(row.reviewed_at),
    }


def _circle_lines(row: "CirclePlanRow", now: words.Now) -> Iterator[str]:
    yield row.circle
    yield from _lines(row.plan, rules.Plan(), "", now)


def _person_lines(row: "PersonPlanRow", now: words.Now) -> Iterator[str]:
    yield words.named(row.name, row.contact_id)
    yield from _lines(row.own, row.of_circle, row.circle, now)


def _lines(own: rules.Plan, circle: rules.Plan, circle_name: str, now: words.Now) -> Iterator[str]:
    is_empty = True
    for label, value, is_from_circle in _facts(own, circle, now):
        is_empty = False
        origin = _(" (from {circle})").format(circle=circle_name) if is_from_circle else ""
        yield _("  {label}: {value}").format(label=label, value=value + origin)
    if is_empty:
        yield _("  No plan is written down yet.")


def _facts(own: rules.Plan, circle: rules.Plan, now: words.Now) -> Iterator[tuple[str, str, bool]]:
    for field in rules.TEXTS:
        for one in rules.said(field, own, circle):
            yield rules.field_label(field), " ".join(visible(one.text)), one.is_from_circle
    held = rules.limits(own, circle)
    parts: tuple[tuple[str, str, str], ...] = (
        ("channels_out", _("Ruled out"), ", ".join(codes(held.ruled_out))),
        ("at_most", _("Boundary"), rules.at_most_label(held.at_most) if held.at_most is not None
            else ""),
        ("quiet_until", _("Quiet until"), now.day(held.quiet_until) if held.quiet_until else ""),
        ("is_not_named", _("Boundary"), _("Not named in public") if held.is_not_named else ""),
    )  # fmt: skip
    for field, label, value in parts:
        if value:
            yield label, value, rules.is_from_circle(field, own, circle)
