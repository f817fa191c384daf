import pickle

import pytest

from relationship_journal.domain.secret import Secret


def test_a_secret_shows_itself_only_when_asked():
    secret = Secret("hunter2")
    assert secret.reveal() == "hunter2"
    assert f"{secret} {secret!r} {secret:>3}" + str([secret]) == "••• ••• •••[•••]"
    with pytest.raises(TypeError):
        pickle.dumps(secret)
    with pytest.raises(TypeError):
        hash(secret)


def test_secrets_compare_by_what_they_are():
    assert Secret("a") == Secret("a") != Secret("b")
    assert Secret("a") != "a"
    assert bool(Secret("a"))
    assert not Secret()
