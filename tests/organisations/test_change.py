"""Two people may open the same row; the second to save is told."""

import pytest
from tests.cast import MONDAY

from thongsuot.organisations import actions
from thongsuot.organisations.models import Organisation

pytestmark = pytest.mark.django_db


def test_the_first_editor_is_saved_and_the_version_moves_on(cast):
    enterprise = cast.organisation("dd-1")
    changed = actions.change(enterprise, version=enterprise.version, phone="02600 000 999")
    assert (changed.phone, changed.version) == ("02600 000 999", 2)
    assert Organisation.objects.get(code="dd-1").phone == "02600 000 999"


def test_the_second_editor_is_told_and_nothing_of_hers_is_saved(cast):
    first, second = cast.organisation("dd-1"), cast.organisation("dd-1")
    actions.change(first, version=1, phone="02600 000 111")
    with pytest.raises(actions.EditedMeanwhile, match="người khác sửa"):
        actions.change(second, version=1, phone="02600 000 222", address="Số 9")
    saved = cast.organisation("dd-1")
    assert (saved.phone, saved.version) == ("02600 000 111", 2)
    assert saved.address != "Số 9"


def test_the_second_editor_may_go_on_from_the_new_version(cast):
    hang = cast.hang
    actions.change(hang, version=1, title="Trưởng phòng")
    assert actions.change(cast.hang, version=2, title="Phó Giám đốc").version == 3


def test_other_rows_stay_as_they_are(cast):
    site = actions.add_site(code="s-1", name="Trạm", organisation=cast.department, at=MONDAY)
    other = actions.add_site(code="s-2", name="Trạm", organisation=cast.department, at=MONDAY)
    actions.change(site, version=1, address="Số 1")
    other.refresh_from_db()
    assert (other.address, other.version) == ("", 1)
