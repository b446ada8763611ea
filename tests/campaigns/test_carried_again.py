"""What the other install refused goes again once people have put right why; nothing else does."""

from __future__ import annotations

import pytest
from tests.campaigns.test_carried_wrong import say

from thongsuot.campaigns import actions
from thongsuot.campaigns.models import Carriage
from thongsuot.links.models import Package
from thongsuot.organisations.access import NotAllowed

pytestmark = pytest.mark.django_db


@pytest.fixture
def refused(approved):
    """Return two installs of which the operator's has refused an order of the department's."""
    parcel = say(approved, approved.department, "campaign.order", number=99, campaign__text="Nội dung khác")
    assert approved.bring(approved.operator, parcel).taken
    approved.take_in(approved.operator)
    approved.carry()
    return approved


def orders(pair):
    with pair.at(pair.department):
        return Package.objects.filter(direction="out", kind="campaign.order").count()


def test_the_officer_says_again_how_all_stands_and_the_trouble_is_over(refused):
    pair, before = refused, orders(refused)
    way = pair.carriage(pair.department)
    assert way.objected
    share = pair.share(pair.department)
    with pair.at(pair.department) as running:
        running.do("say_again", share, by=running.binh)
        with pytest.raises(actions.NotYet, match="Không có gói tin nào"):
            running.do("say_again", share, by=running.binh)
    assert orders(pair) == before + 1
    pair.carry()
    way = pair.carriage(pair.department)
    assert (way.trouble, way.known) == ("", way.sent)
    assert pair.states() == ("approved", "estimated", "approved", "estimated")


def test_nobody_else_says_it_again_and_without_a_refusal_nobody(refused):
    pair = refused
    share = pair.share(pair.department)
    with pair.at(pair.department) as running, pytest.raises(NotAllowed):
        running.do("say_again", share, by=running.person("dd-1", "daumoi"))
    assert pair.carriage(pair.department).trouble
    with pair.at(pair.operator) as running, pytest.raises(actions.NotYet):
        running.do("say_again", pair.share(pair.operator), by=running.person("dd-1", "daumoi"))


def test_the_operator_says_its_step_again(approved):
    pair = approved
    with pair.at(pair.operator):
        Carriage.objects.update(trouble="Hệ thống bên kia không thực hiện được: bận.", objected=True)
    with pair.at(pair.operator) as running:
        running.do("say_again", pair.share(pair.operator), by=running.person("dd-1", "daumoi"))
        step = Package.objects.filter(direction="out", kind="campaign.step").latest("id")
    assert step.state == "queued"
    pair.carry()
    assert pair.carriage(pair.operator).trouble == ""
