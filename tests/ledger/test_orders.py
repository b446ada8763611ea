"""The shadow of an issued duty: in force from its beginning, no longer at its end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.cast import MONDAY

from thongsuot.ledger import queries
from thongsuot.ledger.actions import end_order, enter_order, enter_orders, extend_order
from thongsuot.ledger.models import Order

pytestmark = pytest.mark.django_db
MOMENT, DAY = timedelta(microseconds=1), timedelta(days=1)


def entered(organisation, **changes):
    """Put one order in force."""
    told = {"key": "obligation:1", "kind": "MASS_SMS", "reality": "live", "starts_at": MONDAY, "known_at": MONDAY}
    return enter_order(organisation=organisation, **told | changes)


def holds(organisation, at, kind="MASS_SMS"):
    """Tell whether an order is in force at a moment."""
    return queries.in_force(kind, organisation, at).exists()


def test_it_holds_from_its_first_moment_and_not_at_its_last(cast):
    first = cast.organisation("dd-1")
    entered(first, until=MONDAY + DAY)
    assert [holds(first, MONDAY + step) for step in (-MOMENT, 0 * DAY, DAY - MOMENT, DAY)] == [False, True, True, False]


def test_without_an_end_it_holds_on_for_its_kind_and_its_organisation_alone(cast):
    first = cast.organisation("dd-1")
    entered(first)
    assert holds(first, MONDAY + 4000 * DAY)
    assert holds(first.pk, MONDAY)
    assert not holds(first, MONDAY, kind="REPORT")
    assert not holds(cast.organisation("dd-2"), MONDAY)


def test_entering_it_twice_changes_nothing(cast):
    first = cast.organisation("dd-1")
    assert entered(first).pk == entered(first, starts_at=MONDAY + DAY, kind="OTHER").pk
    assert Order.objects.get().starts_at == MONDAY


def test_for_everybody_at_once_and_again_changes_nothing(cast):
    told = {"key": "obligation:9", "kind": "DUTY_ROSTER", "reality": "live", "starts_at": MONDAY, "known_at": MONDAY}
    enter_orders(organisations=cast.enterprises[:2], **told)
    enter_orders(organisations=cast.enterprises, **told)
    assert Order.objects.count() == 9
    assert all(holds(organisation, MONDAY, kind="DUTY_ROSTER") for organisation in cast.enterprises)


def test_it_is_extended_and_opened_again(cast):
    first = cast.organisation("dd-1")
    order = extend_order(entered(first, until=MONDAY + DAY), until=MONDAY + 2 * DAY)
    assert holds(first, MONDAY + DAY)
    assert not holds(first, MONDAY + 2 * DAY)
    extend_order(order, until=None)
    assert holds(first, MONDAY + 9 * DAY)


def test_it_ends_at_the_moment_and_never_before_it_began(cast):
    first = cast.organisation("dd-1")
    assert end_order(entered(first), at=MONDAY + DAY).until == MONDAY + DAY
    assert not holds(first, MONDAY + DAY)
    future = entered(first, key="obligation:2", starts_at=MONDAY + 9 * DAY)
    assert end_order(future, at=MONDAY).until == MONDAY + 9 * DAY
    assert not holds(first, MONDAY + 9 * DAY)


def test_the_database_refuses_an_end_before_the_beginning(cast):
    order = entered(cast.organisation("dd-1"))
    with pytest.raises(IntegrityError, match="ledger_order_in_order"), transaction.atomic():
        extend_order(order, until=MONDAY - MOMENT)
