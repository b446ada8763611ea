"""A simulated message centre and the single messages of a link to it, for whoever asks."""

from __future__ import annotations

import pytest
from tests.outbox import sms_link

from thongsuot.outbox.gateway import singles


@pytest.fixture
def soon(monkeypatch):
    """Let nothing wait as long as in earnest."""
    monkeypatch.setattr(singles, "POLL", 0.1)
    monkeypatch.setattr(singles, "PAUSE", 0.2)


@pytest.fixture
def peer(tmp_path):
    """Return a centre that stands."""
    with sms_link.standing(tmp_path / "record.tsv") as found:
        yield found


@pytest.fixture
def driver(settings, peer):
    """Return the single messages of a link to it."""
    found = sms_link.use(settings, peer)
    yield found
    found.close()
