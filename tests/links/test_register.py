"""A key is pinned when its digits were read out right; an address is encrypted or on this machine."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.cast import MONDAY
from tests.links.far import BY, Far, known

from thongsuot.engines.package import SigningKey, spoken
from thongsuot.ledger.actions import mark_reality
from thongsuot.ledger.models import Edit
from thongsuot.links import actions, queries
from thongsuot.links.actions import Draft, Registration, Unusable
from thongsuot.links.models import Install, Key
from thongsuot.organisations import access
from thongsuot.organisations.actions import EditedMeanwhile

pytestmark = pytest.mark.django_db
OTHER = SigningKey(b"O" * 32).public
HOUR = timedelta(hours=1)


def told(cast, **changed) -> Registration:
    public = Far().key.public
    entered = Registration(cast.organisation("dd-1"), "https://dd1.example.vn/", public.text, public.fingerprint)
    return replace(entered, **changed)


def test_an_administrator_enters_an_install_and_its_key(cast):
    admin = cast.person("so.quantri")
    digits = spoken(Far().key.public.fingerprint)
    install = actions.register(told(cast, fingerprint=digits), by=admin, at=MONDAY)
    assert (install.address, install.reality, install.by_person) == ("https://dd1.example.vn", "live", admin)
    assert queries.addressed(install) == Far().key.public
    assert queries.install_of(cast.organisation("dd-1")) == install


@pytest.mark.parametrize("username", ["so.chuyenvien", "so.lanhdao", "dd-1.lanhdao"])
def test_nobody_else_does(cast, username):
    with pytest.raises(access.NotAllowed):
        actions.register(told(cast), by=cast.person(username), at=MONDAY)
    assert not Install.objects.exists()


def wrong(cast, field, **changed) -> None:
    with pytest.raises(Unusable) as caught:
        actions.register(told(cast, **changed), by=BY, at=MONDAY)
    assert caught.value.field == field
    assert not Install.objects.exists()
    assert not Key.objects.exists()


def test_digits_of_another_key_stop_it(cast):
    wrong(cast, "fingerprint", fingerprint=OTHER.fingerprint)
    wrong(cast, "fingerprint", fingerprint="")
    wrong(cast, "fingerprint", key=OTHER.text)


def test_what_is_no_key_and_our_own_key_are_refused(cast):
    own = queries.own_key().public
    wrong(cast, "key", key="khoa")
    wrong(cast, "key", key=own.text, fingerprint=own.fingerprint)


@pytest.mark.parametrize(
    "address",
    [
        "http://dd1.example.vn", "http://127.0.0.1.example.vn", "http://localhost@example.vn", "ftp://127.0.0.1",
        "https://", "https://a@b.vn", "https://b.vn?x=1", "https://b.vn#x", "b.vn", "http://10.0.0.1", "javascript:1",
        "https://b.vn/x y",
    ],
)  # fmt: skip
def test_an_address_without_encryption_or_with_more_than_a_place_is_refused(cast, address):
    wrong(cast, "address", address=address)
    install = actions.register(told(cast), by=BY, at=MONDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        Install.objects.filter(pk=install.pk).update(address=address)


@pytest.mark.parametrize(
    "address", ["", "http://localhost:8000", "http://127.0.0.1:1/x", "http://[::1]:80", "https://b.vn:8443/thong-suot"]
)
def test_an_address_may_be_this_machine_or_none(cast, address):
    assert actions.register(told(cast, address=address), by=BY, at=MONDAY).address == address


def test_an_organisation_has_one_install_and_a_key_one_owner(cast):
    actions.register(told(cast), by=BY, at=MONDAY)
    with pytest.raises(Unusable, match="đã có"):
        actions.register(told(cast, key=OTHER.text, fingerprint=OTHER.fingerprint), by=BY, at=MONDAY)
    with pytest.raises(Unusable, match="đã được đăng ký"):
        actions.register(told(cast, organisation=cast.organisation("dd-2")), by=BY, at=MONDAY)


def test_several_keys_hold_at_once_until_each_is_ended(cast):
    install = known(Far(), cast.organisation("dd-1"), "")
    new = actions.add_key(install, key=OTHER.text, fingerprint=OTHER.fingerprint, by=BY, at=MONDAY)
    assert queries.addressed(install) == OTHER
    assert queries.keys_in_force(install).count() == 2
    actions.end_key(new, by=BY, at=MONDAY - HOUR)  # the clock has stepped back
    assert queries.addressed(install) == Far().key.public
    new.refresh_from_db()
    assert new.valid_until == MONDAY
    actions.end_key(new, by=BY, at=MONDAY + HOUR)
    new.refresh_from_db()
    assert new.valid_until == MONDAY
    with pytest.raises(Unusable, match="không dùng lại"):
        actions.add_key(install, key=OTHER.text, fingerprint=OTHER.fingerprint, by=BY, at=MONDAY)


def test_a_new_address_keeps_the_old_one_on_record(cast):
    install = known(Far(), cast.organisation("dd-1"), "")
    told = {"version": install.version, "by": BY, "at": MONDAY}
    assert actions.redirect(install, address="https://moi.example.vn", **told).address == "https://moi.example.vn"
    edit = Edit.objects.get(topic="install", row=install.pk)
    assert (edit.before, edit.after) == ({"address": ""}, {"address": "https://moi.example.vn"})
    with pytest.raises(EditedMeanwhile):
        actions.redirect(install, address="https://khac.example.vn", **told)
    with pytest.raises(Unusable):
        actions.redirect(install, address="http://khac.example.vn", **told)


def test_an_install_that_ended_has_no_key_and_may_be_entered_anew(cast):
    install = known(Far(), cast.organisation("dd-1"), "")
    actions.end_install(install, by=BY, at=MONDAY)
    actions.end_install(install, by=BY, at=MONDAY + HOUR)
    install.refresh_from_db()
    assert install.valid_until == MONDAY
    assert not queries.keys_in_force(install).exists()
    assert queries.install_of(cast.organisation("dd-1")) is None
    actions.register(told(cast, key=OTHER.text, fingerprint=OTHER.fingerprint), by=BY, at=MONDAY)


def test_an_install_to_which_something_waits_is_not_ended(cast):
    install = known(Far(), cast.organisation("dd-1"), "")
    drafts = [Draft("campaign.order", cast.organisation("dd-1"), {"số": number}) for number in range(2)]
    first, second = (actions.queue(draft, by=BY, at=MONDAY) for draft in drafts)
    actions.export(second, at=MONDAY)
    with pytest.raises(actions.StillWaiting, match="Còn 2 gói tin"):
        actions.end_install(install, by=BY, at=MONDAY)
    assert queries.keys_in_force(install).exists()
    actions.withdraw(first, by=BY, at=MONDAY)
    with pytest.raises(actions.StillWaiting, match="Còn 1 gói tin"):
        actions.end_install(install, by=BY, at=MONDAY)
    actions.abandon(second, by=BY, at=MONDAY)
    assert actions.end_install(install, by=BY, at=MONDAY).valid_until == MONDAY


def test_an_install_of_the_other_reality_does_not_enter_this_database(cast, settings):
    mark_reality("live", at=MONDAY)
    settings.REALITY = "exercise"
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.register(told(cast), by=BY, at=MONDAY)
    assert not Install.objects.exists()
