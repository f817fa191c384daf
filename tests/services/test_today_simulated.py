"""Ninety days with sixty people under a wound clock: never too many, nobody too often."""

import random
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from relationship_journal.domain.codes import Direction, Intent
from relationship_journal.domain.when import local_day

VIENNA = ZoneInfo("Europe/Vienna")
CAP = 5
COOLDOWNS = {"Inner": 3, "Regular": 7, "Acquaintance": 21, "No plan": 21}
# from before the clocks go back to after they go forward again
START = datetime(2026, 10, 1, 7, tzinfo=UTC)


class Oracle:
    """What was said to whom, kept apart from the program's own book-keeping."""

    def __init__(self):
        self.mine = defaultdict(list)
        self.theirs = {}

    def may_go_quiet(self, name, circle, today):
        """Say whether the cooldown after my own last word is over."""
        if not self.mine[name]:
            return True
        theirs = self.theirs.get(name)
        unanswered = sum(1 for at in self.mine[name] if theirs is None or at > theirs)
        days = COOLDOWNS[circle] * (2 if unanswered >= 3 else 1)
        last = local_day(max(self.mine[name]), VIENNA)
        return today >= last + timedelta(days=days)


def people(core, chance):
    """Add sixty people; cadences shorter than the cooldown make the cooldown matter."""
    circles = {row.name: row.id for row in core.circles.all()}
    for number in range(60):
        circle = chance.choice(["Inner", "Inner", "Regular", "Acquaintance", "No plan"])
        one = core.contacts.add(f"P{number:02}", circle=circle)
        if number % 4 == 0:
            core.contacts.set_cadence(one, chance.choice([1, 2, 5]))
        if number % 5 == 0:
            core.contacts.edit(
                one, birthday=f"--{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
            )
        if number % 7 == 0:
            day = local_day(START, VIENNA) + timedelta(days=chance.randint(0, 80))
            core.follow_ups.add(one, day, "call", repeat=chance.choice(["", "weekly", "monthly"]))
    assert circles.keys() >= COOLDOWNS.keys()


def answer(core, chance, oracle, row, clock):
    """Answer a card as people do; return whether it was."""
    how = chance.choices(["wrote", "log", "skip", "later", "nothing"], [5, 2, 1, 1, 1])[0]
    if how == "wrote":
        core.today.wrote(row)
    elif how == "log":
        intent = Intent.CONGRATULATIONS if row.reason == "date" else None
        core.entries.write_down([row.contact_id], "hello", intent=intent)
    elif how == "skip":
        core.today.skip(row)
    elif how == "later":
        core.today.later(row, local_day(clock.at, VIENNA) + timedelta(days=chance.randint(1, 9)))
    if how in {"wrote", "log"}:
        oracle.mine[row.name].append(clock.at)


@pytest.mark.parametrize("seed", range(3))
def test_ninety_days_show_at_most_the_cap_and_nobody_within_the_cooldown(core, clock, seed):
    chance, oracle = random.Random(seed), Oracle()
    clock.at = START
    people(core, chance)
    wrote_to, were_quiet = set(), set()
    for number in range(90):
        clock.at = START + timedelta(days=number)
        today = local_day(clock.at, VIENNA)
        shown = set()
        for _look in range(4):
            clock.wind(hours=chance.choice([0.5, 1, 2]))
            view = core.today.look()
            limited = [row for row in view.shown if not is_explicit(core, row, today)]
            shown |= {row.name for row in limited}
            assert len(limited) <= CAP
            assert len({row.contact_id for row in view.shown}) == len(view.shown)
            for row in view.shown:
                if row.reason == "quiet":
                    were_quiet.add(row.name)
                    assert oracle.may_go_quiet(row.name, row.circle, today), (today, row)
            for row in view.shown:
                answer(core, chance, oracle, row, clock)
        wrote_to |= {name for name, at in oracle.mine.items() if at}
        assert len(shown) <= CAP, (today, shown)
        for row in chance.sample(core.people.rows(core.people.find().ids), 2):
            if chance.random() < 0.5:
                core.entries.write_down([row.id], "hello", direction=Direction.INCOMING)
                oracle.theirs[row.name] = clock.at
    assert len(were_quiet) > 20  # it was put to the test
    assert len(wrote_to) > 30


def is_explicit(core, row, today):
    """Say whether a step or a promise is due, which no cap hides."""
    return any(one.due <= today for one in core.follow_ups.open_of(row.contact_id))
