"""Areas, organisations and sites enter the directory and leave it; what was stays under its name."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.cast import BEFORE, MONDAY

from thongsuot.organisations import actions, queries
from thongsuot.organisations.models import Area, Organisation, SiteClass

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(days=1)


def test_an_area_makes_room_for_its_successor(cast):
    enter = {"code": "dx-99", "kind": Area.Kind.DISTRICT, "source": "Nghị quyết giả định"}
    old = actions.add_area(name="Huyện Đăk Ngàn", at=BEFORE, **enter)
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.add_area(name="Huyện Đăk Ngàn mới", at=MONDAY, **enter)
    actions.end_area(old, at=MONDAY)
    new = actions.add_area(name="Thị xã Đăk Ngàn", at=MONDAY, parent=old.parent, **enter)
    assert Area.objects.get(queries.in_force(MONDAY), code="dx-99") == new
    assert Area.objects.get(queries.in_force(MONDAY - timedelta(days=1)), code="dx-99") == old
    assert (str(old), str(new)) == ("Huyện Đăk Ngàn", "Thị xã Đăk Ngàn")


def test_areas_are_listed_in_vietnamese_order_and_by_number(cast):
    names = ["Phường 10", "Phường Ô Chợ", "Phường 2", "Phường Đức", "Phường Ổi", "Phường Dân"]
    for number, name in enumerate(names):
        actions.add_area(code=f"x-{number}", kind=Area.Kind.COMMUNE, name=name, source="giả định", at=BEFORE)
    listed = [area.name for area in Area.objects.filter(code__startswith="x-")]
    assert listed == ["Phường 2", "Phường 10", "Phường Dân", "Phường Đức", "Phường Ô Chợ", "Phường Ổi"]


def test_an_organisation_enters_and_ends_but_stays(cast):
    enterprise = actions.add_organisation(
        code="bc-9", kind=Organisation.Kind.ENTERPRISE, name="Công ty Chuyển phát Én Nhỏ", short_name="Én Nhỏ",
        services=[Organisation.Service.POSTAL], supervisor=cast.department, at=MONDAY,
    )  # fmt: skip
    assert enterprise in queries.bound_by("postal", department=cast.department, at=MONDAY)
    assert enterprise not in queries.bound_by("postal", department=cast.department, at=BEFORE)
    actions.end_organisation(enterprise, at=LATER)
    assert enterprise not in queries.bound_by("postal", department=cast.department, at=LATER)
    assert str(Organisation.objects.get(code="bc-9")) == "Công ty Chuyển phát Én Nhỏ"


def test_a_code_names_one_organisation_for_ever(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.add_organisation(code="dd-1", kind="enterprise", name="Khác", short_name="Khác", at=MONDAY)


def test_only_enterprises_provide_services(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.add_organisation(
            code="x", kind="authority", name="Cơ quan", short_name="CQ", services=["mobile"], at=MONDAY
        )


def test_a_site_comes_first_for_as_long_as_its_reason_holds(cast):
    site = actions.add_site(code="bv-99", name="Bệnh viện Suối Đá", organisation=cast.organisation("dd-1"), at=BEFORE)
    reason = actions.classify(site, SiteClass.Kind.HEALTH, at=MONDAY)
    assert list(queries.classes_of(site.pk, MONDAY)) == [reason]
    assert list(queries.classes_of(site.pk, BEFORE)) == []
    actions.declassify(reason, at=LATER)
    assert list(queries.classes_of(site.pk, LATER)) == []
    assert str(reason) == "Bệnh viện Suối Đá: Cơ sở y tế"
