"""Every sign-in taken out of the window, in clear."""

import pytest

from relationship_journal.ui.dialogs.sign_in_export_dialog import SignInExportDialog
from tests.ui.sign_ins_fixtures import PASSPHRASE
from tests.window_fixtures import drop


@pytest.fixture
def dialog(core, jobs, three, qtbot):
    made = SignInExportDialog(core, jobs)
    made.show()
    yield made
    made.close()
    drop(made)


def test_it_wants_a_tick_and_the_passphrase(dialog):
    assert not dialog.main_button.isEnabled()
    dialog.understood.setChecked(True)
    assert not dialog.main_button.isEnabled()
    dialog.passphrase.setText("x")
    assert dialog.main_button.isEnabled()
    dialog.understood.setChecked(False)
    assert not dialog.main_button.isEnabled()


def test_the_right_passphrase_writes_the_file(dialog, tmp_path, qtbot):
    dialog.understood.setChecked(True)
    dialog.passphrase.setText(PASSPHRASE.reveal())
    dialog.export_to(tmp_path / "out.csv")
    qtbot.waitUntil(lambda: not dialog.is_working)
    assert dialog.said == "3 sign-ins were written."
    assert "hunter2" in (tmp_path / "out.csv").read_text()
    assert dialog.passphrase.text() == ""


def test_a_wrong_one_writes_nothing(dialog, tmp_path, qtbot):
    dialog.understood.setChecked(True)
    dialog.passphrase.setText("guess")
    dialog.export_to(tmp_path / "out.csv")
    qtbot.waitUntil(lambda: not dialog.is_working)
    assert dialog.error
    assert not (tmp_path / "out.csv").exists()
