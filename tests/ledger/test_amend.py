"""Fields change, and what stood before is kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import MONDAY
from tests.ledger.steps import at_once

from thongsuot.directives.models import Directive
from thongsuot.ledger import queries
from thongsuot.ledger.actions import amend
from thongsuot.organisations import access
from thongsuot.organisations.actions import EditedMeanwhile


@pytest.mark.django_db
def test_what_stood_before_is_kept_beside_what_stands_now(cast, letter):
    before, later = letter.received_at, MONDAY + timedelta(hours=1)
    changed = amend(letter, version=1, by=cast.binh, at=later, subject="giữ liên lạc", received_at=later)
    assert (changed.subject, changed.received_at, changed.version) == ("giữ liên lạc", later, 2)
    entry = queries.edits_of(letter).get()
    assert entry.before["subject"] == "bảo đảm thông tin liên lạc"
    assert entry.after["subject"] == "giữ liên lạc"
    assert entry.before["received_at"] == before.isoformat()
    assert (entry.by_person, entry.at, entry.organisation, entry.reality) == (cast.binh, later, cast.department, "live")


@pytest.mark.django_db
def test_the_second_of_two_editors_is_told_and_changes_nothing(cast, letter):
    amend(letter, version=1, by=cast.binh, at=MONDAY, subject="một")
    with pytest.raises(EditedMeanwhile):
        amend(letter, version=1, by=cast.khanh, at=MONDAY, subject="hai")
    assert Directive.objects.get(pk=letter.pk).subject == "một"
    assert queries.edits_of(letter).count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_editors_at_the_same_moment_one_wins(cast, letter):
    def edit(words):
        row = Directive.objects.get(pk=letter.pk)
        return amend(row, version=1, by=cast.binh, at=MONDAY, subject=words)

    told = at_once(lambda: edit("một"), lambda: edit("hai"))
    assert sorted(type(row).__name__ for row in told) == ["Directive", "EditedMeanwhile"]
    with access.acting_as_system():
        row = Directive.objects.get(pk=letter.pk)
        assert (row.version, queries.edits_of(letter).get().after["subject"]) == (2, row.subject)
