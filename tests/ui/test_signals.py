"""The abort of PySide6 6.12.0 on Python 3.11, which the version bound keeps out."""

import subprocess
import sys

EMIT = """
from PySide6.QtCore import QObject, Signal

class Sender(QObject):
    told = Signal(bool)

heard = []
sender = Sender()
sender.told.connect(heard.append)
for _ in range(20_000):
    sender.told.emit(True)
print(len(heard), set(heard))
"""


def test_twenty_thousand_signals_that_carry_true_do_not_end_the_program():
    """6.12.0 lost a reference to True on every emit, and the interpreter aborted."""
    done = subprocess.run([sys.executable, "-c", EMIT], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.strip(), done.stderr) == (0, "20000 {True}", "")
