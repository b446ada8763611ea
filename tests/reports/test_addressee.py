"""To whom a paper goes: the authority in the directory, under the name it bore at the cut-off."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import MONDAY
from tests.reports.small import DEADLINE, frozen, row, snapshot

from thongsuot.organisations import access
from thongsuot.organisations import actions as directory
from thongsuot.organisations.models import Organisation
from thongsuot.reports import papers, queries
from thongsuot.reports.models import Upward

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
RECIPIENTS = pytest.mark.parametrize(
    ("recipient", "code", "office"),
    [("ministry", "bo-khcn", "Bộ "), ("committee", "ubnd-tinh", "Ủy ban nhân dân ")],
)


@RECIPIENTS
def test_it_goes_to_the_authority_in_the_directory(cast, recipient, code, office):
    named = queries.addressee(cast.department, recipient, at=DEADLINE)
    assert named == cast.organisation(code).name
    assert named.startswith(office)
    paper = papers.upward(snapshot(cast, frozen(organisations=[row()])), recipient)
    assert paper.addressees == (named,)


@RECIPIENTS
def test_a_renamed_authority_is_called_as_it_was_then_and_is_now(cast, recipient, code, office):
    old = cast.organisation(code)
    directory.end_organisation(old, at=MONDAY)
    directory.add_organisation(code=f"{code}-moi", kind="authority", name=f"{office}Mới", short_name="Mới", at=MONDAY)
    assert queries.addressee(cast.department, recipient, at=MONDAY - DAY) == old.name
    assert queries.addressee(cast.department, recipient, at=MONDAY) == f"{office}Mới"


@RECIPIENTS
def test_without_one_the_paper_says_whose_superior_is_meant(cast, recipient, code, office):
    directory.end_organisation(cast.organisation(code), at=MONDAY)
    named = queries.addressee(cast.department, recipient, at=MONDAY)
    assert named == f"{office.strip()} cấp trên của {cast.department.name}"


def test_an_enterprise_of_such_a_name_is_no_authority(cast):
    with access.acting_as_system():
        directory.add_organisation(
            code="a-bo", kind=Organisation.Kind.ENTERPRISE, name="Bộ Ba Viễn thông", short_name="Bộ Ba", at=MONDAY
        )
    assert queries.addressee(cast.department, "ministry", at=MONDAY) == cast.ministry.name


def test_nobody_else_is_ever_written_to(cast):
    assert set(Upward.Recipient.values) == {"ministry", "committee"}
    with pytest.raises(KeyError):
        queries.addressee(cast.department, "newspaper", at=MONDAY)


@RECIPIENTS
def test_each_gets_its_own_annex(cast, recipient, code, office):
    paper = papers.upward(snapshot(cast, frozen(organisations=[row(narrative={"1": "Đã làm."})])), recipient)
    titles = [annex.title for annex in paper.annexes]
    own = "Số liệu báo cáo" if recipient == "ministry" else "Nội dung báo cáo"
    assert titles == ["Tình hình thực hiện của các đơn vị", f"{own} của các đơn vị"]
    assert paper.data["recipient"] == recipient
