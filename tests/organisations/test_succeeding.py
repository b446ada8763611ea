"""Organisations merge and split: people, lists and places pass on, what was done stays under the old name."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import BEFORE, MONDAY
from tests.worlds import world

from thongsuot.organisations import access, actions, queries
from thongsuot.organisations.actions import Document, Portion
from thongsuot.organisations.models import Person, Role, Staff, Succession

MERGE = Document("merge", "Quyết định số 15/QĐ-UBND ngày 01/02/2020")
SPLIT = Document("split", "Quyết định số 16/QĐ-UBND ngày 01/02/2020")
HOUR = timedelta(hours=1)


@pytest.fixture
def old(cast):
    """Return the enterprise that goes."""
    return cast.organisation("dd-1")


@pytest.fixture
def heir(cast):
    """Return the enterprise that carries it on."""
    return cast.organisation("dd-2")


def merge(cast, old, heir, by=None, at=MONDAY):
    return actions.succeed(old, [Portion(heir)], document=MERGE, by=by or cast.khanh, at=at)


def served(*organisations):
    for row in organisations:
        row.refresh_from_db()
    return [sorted(row.services) for row in organisations]


def test_a_merger_ends_the_predecessor_and_says_why(cast, old, heir):
    row = merge(cast, old, heir)[0]
    old.refresh_from_db()
    assert old.valid_until == MONDAY
    assert (row.kind, row.document, row.by_name) == (Succession.Kind.MERGE, MERGE.words, str(cast.khanh))
    assert queries.successions_of(old) == queries.successions_of(heir) == [row]


def test_people_go_with_their_roles(cast, old, heir):
    hang = cast.hang
    merge(cast, old, heir)
    assert cast.hang.organisation == heir
    assert access.holds(hang, Role.Name.CONTACT, organisation=heir, at=MONDAY)
    assert not access.holds(hang, Role.Name.CONTACT, organisation=old, at=MONDAY)
    assert access.holds(hang, Role.Name.CONTACT, organisation=old, at=MONDAY - HOUR)


def test_a_role_already_held_at_the_successor_is_held_once(cast, old, heir):
    actions.grant(cast.hang, Role.Name.CONTACT, organisation=heir, by=cast.khanh, at=BEFORE)
    merge(cast, old, heir)
    assert cast.hang.roles.filter(organisation=heir, valid_until=None, name=Role.Name.CONTACT).count() == 1


def test_who_works_for_another_house_too_stays_there(cast, old, heir):
    other = cast.organisation("cd-1")
    guest = other.people.filter(is_active=True).first()
    actions.grant(guest, Role.Name.DUTY, organisation=old, by=cast.khanh, at=BEFORE)
    merge(cast, old, heir)
    guest.refresh_from_db()
    assert guest.organisation == other
    assert access.holds(guest, Role.Name.DUTY, organisation=heir, at=MONDAY)


def test_the_list_of_workers_passes_on_and_no_number_is_given_twice(cast, old, heir):
    actions.add_staff(organisation=old, code="NV-X", name="Võ Văn Đạt", at=BEFORE)
    actions.add_staff(organisation=heir, code="NV-X", name="Bùi Thị Yến", at=BEFORE)
    before = Staff.objects.filter(organisation__in=[old, heir], valid_until=None).count()
    merge(cast, old, heir)
    assert not Staff.objects.filter(organisation=old, valid_until=None).exists()
    assert Staff.objects.filter(organisation=heir, valid_until=None).count() == before
    assert Staff.objects.get(organisation=heir, code="dd-1-NV-X").name == "Võ Văn Đạt"


def test_places_pass_on(cast, old, heir):
    site = actions.add_site(code="bv-x", name="Bệnh viện X", organisation=old, at=BEFORE)
    merge(cast, old, heir)
    site.refresh_from_db()
    assert site.organisation == heir


def test_services_are_added_to_those_of_the_successor(cast, heir):
    old = cast.organisation("bc-1")
    before = heir.services
    merge(cast, old, heir)
    assert served(heir) == [sorted({*before, *old.services})]


def test_who_followed_the_predecessor_follows_the_successor(cast, old, heir):
    actions.follow(old, cast.binh, by=cast.khanh, at=BEFORE)
    merge(cast, old, heir)
    assert queries.follower_of(heir, MONDAY) == cast.binh
    assert queries.follower_of(old, MONDAY) is None


def test_the_successors_own_follower_stays(cast, old, heir):
    other = actions.add_person(username="so.khac", name="Nguyễn Thị Mai", organisation=cast.department)
    actions.grant(other, Role.Name.FOLLOWER, organisation=cast.department, by=cast.khanh, at=BEFORE)
    actions.follow(old, cast.binh, by=cast.khanh, at=BEFORE)
    actions.follow(heir, other, by=cast.khanh, at=BEFORE)
    merge(cast, old, heir)
    assert queries.follower_of(heir, MONDAY) == other


def test_the_predecessors_machines_are_let_in_no_more(cast, old, heir):
    key, secret = actions.issue_credential(
        organisation=old, name="máy", scopes=["x"], until=MONDAY + 100 * HOUR, at=BEFORE
    )
    merge(cast, old, heir)
    with pytest.raises(actions.InvalidKey):
        actions.use_credential(secret, scope="x", at=MONDAY + HOUR)
    assert key.name == "máy"


def test_the_predecessor_leaves_the_directory_with_its_history(cast, old, heir):
    merge(cast, old, heir)
    assert old not in queries.directory(cast.binh, MONDAY)
    assert any(isinstance(row, Role) for row in queries.history_of(old))


def split(cast, old, *portions, at=MONDAY):
    return actions.succeed(old, list(portions), document=SPLIT, by=cast.khanh, at=at)


@world
def wide(cast):
    """Return an enterprise that provides three services, with a contact, a leader and a worker on duty."""
    row = cast.organisation("cd-1")
    actions.change(row, version=row.version, services=["fixed", "internet", "postal"])
    return row


def test_a_split_says_which_services_go_where_and_the_rest_stays(cast, wide, heir):
    split(cast, wide, Portion(heir, ("postal",)))
    assert served(wide)[0] == ["fixed", "internet"]
    assert "postal" in served(heir)[0]
    assert wide.valid_until is None


def test_a_split_takes_along_the_people_who_are_named_alone(cast, wide, heir):
    contact = cast.person("cd-1.daumoi")
    leader = cast.person("cd-1.lanhdao")
    split(cast, wide, Portion(heir, ("postal",), (contact,)))
    assert cast.person("cd-1.daumoi").organisation == heir
    assert cast.person("cd-1.lanhdao").organisation == wide
    assert access.holds(leader, Role.Name.LEADER, organisation=wide, at=MONDAY)


def test_an_enterprise_of_which_nothing_is_left_ends_and_the_first_takes_who_is_not_named(cast, wide, heir, old):
    contact = cast.person("cd-1.daumoi")
    split(cast, wide, Portion(heir, ("postal",)), Portion(old, ("fixed", "internet"), (contact,)))
    wide.refresh_from_db()
    assert wide.valid_until == MONDAY
    assert cast.person("cd-1.lanhdao").organisation == heir


def test_each_part_of_a_split_is_recorded(cast, wide, heir, old):
    split(cast, wide, Portion(heir, ("postal",)), Portion(old, ("fixed",)))
    assert {row.successor for row in queries.successions_of(wide)} == {heir, old}


def refused(cast, old, portions, document=SPLIT, by=None):
    people = Person.objects.filter(organisation=old).count()
    with pytest.raises(actions.CannotSucceed, match="Chưa có gì thay đổi") as told:
        actions.succeed(old, portions, document=document, by=by or cast.khanh, at=MONDAY)
    assert Person.objects.filter(organisation=old).count() == people
    return str(told.value)


def test_nobody_carries_on_itself_or_the_same_twice(cast, old, heir):
    assert "khác đơn vị cũ" in refused(cast, old, [Portion(old)])
    assert "một lần" in refused(cast, old, [Portion(heir), Portion(heir)])


def test_a_merger_has_one_successor_and_a_succession_at_least_one(cast, old, heir):
    assert "chỉ có một" in refused(cast, old, [Portion(heir), Portion(cast.organisation("cd-1"))], MERGE)
    assert "Hãy chọn" in refused(cast, old, [])


def test_a_service_goes_to_one_successor_and_must_be_there_to_go(cast, wide, heir, old):
    assert "Mỗi dịch vụ" in refused(cast, wide, [Portion(heir, ("fixed",)), Portion(old, ("fixed",))])
    assert "Mỗi dịch vụ" in refused(cast, wide, [Portion(heir, ("mobile",))])


def test_what_has_ended_neither_passes_on_nor_carries_on(cast, old, heir):
    merge(cast, old, heir)
    other = cast.organisation("cd-1")
    assert "đã kết thúc" in refused(cast, old, [Portion(other)])
    assert "không còn hoạt động" in refused(cast, other, [Portion(old)])


@pytest.mark.parametrize("username", ["so.chuyenvien", "dd-1.lanhdao", "dd-2.lanhdao"])
def test_only_the_departments_leader_or_administrator_passes_an_enterprise_on(cast, old, heir, username):
    with pytest.raises(access.NotAllowed):
        merge(cast, old, heir, by=cast.person(username))


def test_an_authority_is_not_the_departments_to_pass_on(cast, heir):
    with pytest.raises(actions.NoDepartment):
        merge(cast, cast.ministry, heir)
