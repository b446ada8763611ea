"""Keys for machines and links for people: shown once, kept as hashes, good for one thing and one time."""

from datetime import timedelta

import pytest
from tests.cast import MONDAY

from thongsuot.organisations import access, actions
from thongsuot.organisations.models import Credential, SignedLink

pytestmark = pytest.mark.django_db
UNTIL = MONDAY + timedelta(days=3)


def key(cast, **changes):
    terms = {"organisation": cast.organisation("dd-1"), "name": "Giám sát mạng", "scopes": ["alerts"]}
    return actions.issue_credential(**{**terms, "until": UNTIL, "at": MONDAY, **changes})


def link(cast, **changes):
    terms = {"organisation": cast.organisation("dd-1"), "purpose": "briefing", "row": "directive:1", "row_version": 2}
    return actions.make_link(**{**terms, "until": UNTIL, "at": MONDAY, **changes})


def test_a_secret_is_never_kept(cast):
    for row, secret in (key(cast), link(cast)):
        row.refresh_from_db()
        assert secret.encode() not in bytes(row.secret_hash)
        assert len(row.secret_hash) == 32
        assert len(secret) >= 32
    assert key(cast)[1] != key(cast)[1]


def test_a_machine_enters_with_its_key_and_the_knock_is_noted(cast):
    row, secret = key(cast)
    assert actions.use_credential(secret, scope="alerts", at=MONDAY) == row
    row.refresh_from_db()
    assert row.last_used_at == MONDAY


@pytest.mark.parametrize(
    ("scope", "after"),
    [("reports", timedelta()), ("alerts", timedelta(days=3)), ("alerts", timedelta(seconds=-1))],
    ids=["another scope", "ended", "not yet"],
)
def test_a_key_opens_nothing_but_its_scope_in_its_time(cast, scope, after):
    row, secret = key(cast)
    with pytest.raises(actions.InvalidKey, match="không còn hiệu lực"):
        actions.use_credential(secret, scope=scope, at=MONDAY + after)
    row.refresh_from_db()
    assert row.last_used_at is None


def test_a_made_up_secret_opens_nothing(cast):
    with pytest.raises(actions.InvalidKey):
        actions.use_credential("đoán mò", scope="alerts", at=MONDAY)
    with pytest.raises(actions.InvalidKey):
        actions.open_link("đoán mò", purpose="briefing", at=MONDAY)


def test_a_link_opens_its_row_in_its_version_as_often_as_asked(cast):
    row, secret = link(cast)
    for _ in range(2):
        opened = actions.open_link(secret, purpose="briefing", at=MONDAY, use=True)
    assert (opened, opened.row, opened.row_version, opened.used_at) == (row, "directive:1", 2, MONDAY)
    assert str(row) == "briefing directive:1"


def test_the_first_use_of_a_link_stays_noted(cast):
    _, secret = link(cast)
    actions.open_link(secret, purpose="briefing", at=MONDAY, use=True)
    again = actions.open_link(secret, purpose="briefing", at=MONDAY + timedelta(hours=1), use=True)
    assert again.used_at == MONDAY


@pytest.mark.parametrize(
    ("purpose", "after"),
    [("report", timedelta()), ("briefing", timedelta(days=3)), ("briefing", timedelta(seconds=-1))],
    ids=["another purpose", "ended", "not yet"],
)
def test_a_link_opens_nothing_but_its_purpose_in_its_time(cast, purpose, after):
    _, secret = link(cast)
    with pytest.raises(actions.InvalidKey):
        actions.open_link(secret, purpose=purpose, at=MONDAY + after)


def test_a_single_use_link_may_be_looked_at_and_is_spent_by_the_act(cast):
    _, secret = link(cast, single_use=True)
    actions.open_link(secret, purpose="briefing", at=MONDAY)
    actions.open_link(secret, purpose="briefing", at=MONDAY, use=True)
    with pytest.raises(actions.InvalidKey):
        actions.open_link(secret, purpose="briefing", at=MONDAY)


def test_whoever_presents_a_secret_sees_that_row_and_no_other(cast):
    mine, secret = link(cast)
    link(cast)
    key(cast)
    with access.nobody():
        assert actions.open_link(secret, purpose="briefing", at=MONDAY) == mine
        assert list(SignedLink.objects.all()) == [mine]
        assert not Credential.objects.exists()


def test_a_key_is_called_by_its_name(cast):
    row, _ = key(cast)
    assert str(row) == "Giám sát mạng"
