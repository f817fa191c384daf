"""The hands and eyes of a test on the desktop: what a screen reader sees and can do."""

import json
import select
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

SYSTEM_PYTHON = "/usr/bin/python3"


class NotAccessible(AssertionError):  # noqa: N818  named by what happened
    """What a test looked for through AT-SPI was not there in time; the text says what."""


@dataclass(frozen=True, slots=True)
class Thing:
    """A control as AT-SPI tells it; `box` is x, y, width, height in pixels of the screen."""

    role: str
    name: str
    description: str
    text: str | None
    states: tuple[str, ...]
    actions: tuple[str, ...]
    box: tuple[int, int, int, int] | None
    depth: int = 0

    @classmethod
    def told(cls, facts: Mapping[str, Any]) -> Self:
        """Make a thing from what the helper answered."""
        plain = dict(facts, states=tuple(facts["states"]), actions=tuple(facts["actions"]))
        return cls(**dict(plain, box=tuple(facts["box"]) if facts["box"] else None))

    @property
    def middle(self) -> tuple[int, int]:
        """Return the point of the screen to click at."""
        if self.box is None:
            raise NotAccessible(f"{self.role} {self.name!r} has no place on the screen")
        x, y, width, height = self.box
        return x + width // 2, y + height // 2

    def __str__(self) -> str:
        marks = " ".join(self.states)
        return f"{'  ' * self.depth}{self.role} {self.name!r} [{marks}]"


class Accessible:
    """Programs of one session through AT-SPI; `app` narrows to names that hold it.

    Every verb waits up to `seconds` for what it needs and raises NotAccessible after that. A
    name between slashes is a regular expression; a role or name of "" means any.
    """

    def __init__(self, environment: Mapping[str, str], log: Path, app: str = "") -> None:
        self.app = app
        with log.open("ab") as words:
            self._helper = subprocess.Popen(
                [SYSTEM_PYTHON, str(Path(__file__).with_name("accessible.py"))],
                env=dict(environment),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=words,
                text=True,
                encoding="utf-8",
            )
        self._log = log

    def wait_for(self, role: str, name: str = "", *, seconds: float = 20) -> Thing:
        """Return the first showing thing of that role and name, once there is one."""
        return Thing.told(self._ask("wait", seconds, role=role, name=name))

    def wait_until_gone(self, role: str, name: str = "", *, seconds: float = 20) -> None:
        """Return once nothing of that role and name is showing."""
        self._ask("gone", seconds, role=role, name=name)

    def find(self, role: str = "", name: str = "") -> list[Thing]:
        """Return all showing things of that role and name, at once."""
        return [Thing.told(facts) for facts in self._ask("find", role=role, name=name)]

    def press(self, role: str, name: str, *, seconds: float = 20) -> None:
        """Press, toggle or open it."""
        self._ask("press", seconds, role=role, name=name)

    def set_text(self, role: str, name: str, text: str, *, seconds: float = 20) -> None:
        """Put the text in place of what it holds."""
        self._ask("set_text", seconds, role=role, name=name, text=text)

    def focus(self, role: str, name: str, *, seconds: float = 20) -> None:
        """Give it the keyboard and wait until it has it; then `session.type_text` types there."""
        self._ask("focus", seconds, role=role, name=name)

    def programs(self) -> list[str]:
        """Return the names of the programs that can be seen."""
        return list(self._ask("apps"))

    def tree(self) -> list[Thing]:
        """Return everything, each with its depth; `print(*tree, sep="\\n")` shows it."""
        return [Thing.told(facts) for facts in self._ask("tree")]

    def audit(self) -> list[Thing]:
        """Return what takes the focus but has no name that a screen reader could say."""
        return [Thing.told(facts) for facts in self._ask("audit")]

    def close(self) -> None:
        """End the helper."""
        for pipe in (self._helper.stdin, self._helper.stdout):
            if pipe is not None:
                pipe.close()
        try:
            self._helper.wait(timeout=5)
        except subprocess.TimeoutExpired:
            self._helper.kill()
            self._helper.wait()

    def _ask(self, verb: str, seconds: float = 20, **more: str) -> Any:
        asking, answering = self._helper.stdin, self._helper.stdout
        assert asking is not None
        assert answering is not None
        request = {"verb": verb, "app": self.app, "seconds": seconds, **more}
        asking.write(json.dumps(request) + "\n")
        asking.flush()
        # AT-SPI itself waits up to 15 s for a program that does not answer.
        line = answering.readline() if select.select([answering], [], [], seconds + 30)[0] else ""
        if not line:
            said = self._log.read_text(encoding="utf-8", errors="replace")[-600:]
            raise NotAccessible(f"{verb}: the accessibility helper gave no answer. {said}")
        answer = json.loads(line)
        if "error" in answer:
            raise NotAccessible(answer["error"])
        return answer["ok"]
