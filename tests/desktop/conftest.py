"""The desktop of a test: a fixture, and the reason where there is none."""

import pytest

from tests.desktop.session import desktop_session, lacking


@pytest.fixture
def desktop(request):
    """Give the test a private desktop; skip, with the exact reason, where one cannot be had.

    Another kind than the usual: `@pytest.mark.parametrize("desktop", [{"tray": "xembed"}],
    indirect=True)`, with the arguments of `desktop_session`.
    """
    reason = lacking()
    if reason:
        pytest.skip(reason)
    with desktop_session(**getattr(request, "param", {})) as session:
        yield session
