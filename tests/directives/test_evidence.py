"""What the register hands to the ledger: accepted for every kind, entered once, said by the right actor."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import MONDAY
from tests.directives.small import OTHER, issue, one

from thongsuot.directives import actions, evidence, queries
from thongsuot.directives.models import Declaration
from thongsuot.ledger import actions as ledger
from thongsuot.ledger.kinds import KINDS, UndeclaredFigure
from thongsuot.ledger.models import Evidence

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.mark.parametrize("kind", KINDS)
def test_a_declaration_of_any_kind_enters_the_ledger_with_all_its_figures(cast, kind):
    row = one(cast, kind, acknowledged=False)
    figures = {name: number for number, name in enumerate(KINDS[kind].figures, start=1)}
    told = actions.declare(row, actions.Statement(figures, "  Đã thực hiện.  "), by=cast.hang, at=MONDAY)
    entered = Evidence.objects.get(about=f"assignment:{row.pk}")
    assert (entered.kind, entered.figures, entered.summary) == (kind, figures, "Đã thực hiện.")
    assert (entered.measured, entered.by_person, entered.version) == (False, cast.hang, 1)
    assert ledger.record(**evidence.of_declaration(told)) == entered


@pytest.mark.parametrize(
    "figures",
    [{"no_such_figure": 1}, {"done": -1}, {"done": True}, {"done": 1.5}, {"done": "1"}],
)
def test_a_figure_that_is_none_is_refused_and_nothing_is_kept(cast, figures):
    row = one(cast)
    with pytest.raises(UndeclaredFigure):
        actions.declare(row, actions.Statement(figures), by=cast.hang, at=MONDAY)
    assert not Declaration.objects.exists()
    assert not Evidence.objects.filter(kind="OTHER").exists()


def test_a_receipt_says_whether_it_was_acknowledged(cast):
    letter = issue(cast, OTHER)
    receipt = queries.receipt_of(letter, cast.organisation("dd-1"))
    sent = evidence.of_receipt(receipt)
    assert (sent["figures"], sent["happened_at"]) == ({"organisations": 1, "acknowledged": 0}, MONDAY)
    receipt = actions.acknowledge(receipt, by=cast.hang, at=MONDAY + HOUR)
    told = evidence.of_receipt(receipt)
    assert (told["figures"], told["happened_at"]) == ({"organisations": 1, "acknowledged": 1}, MONDAY + HOUR)
    assert sent["key"] == told["key"]
    assert [ledger.record(**row).version for row in (sent, told, told)] == [1, 2, 2]


def test_what_the_register_sees_is_measured_and_said_by_the_register(cast):
    letter = issue(cast, OTHER)
    receipt = queries.receipt_of(letter, cast.organisation("dd-1"))
    for row in (evidence.of_receipt(receipt), evidence.of_briefing(receipt)):
        entered = ledger.record(**row)
        assert entered.measured
        assert entered.by_system == "Sổ văn bản"
        assert entered.url == letter.get_absolute_url()


def test_a_briefing_counts_all_staff_even_before_anybody_read(cast):
    letter = issue(cast, OTHER)
    receipt = queries.receipt_of(letter, cast.organisation("dd-1"))
    told = evidence.of_briefing(receipt)
    assert told["figures"] == {"staff": 6, "acknowledged": 0}
    assert told["happened_at"] == MONDAY


def test_the_register_counts_only_what_changed(cast):
    letter = issue(cast, OTHER, to=("dd-1", "dd-2"))
    assert actions.count_receipts(MONDAY - HOUR) == 0
    assert actions.count_receipts(MONDAY) == 2
    assert actions.count_receipts(MONDAY + HOUR) == 0
    actions.acknowledge(queries.receipt_of(letter, cast.organisation("dd-2")), by=cast.person("dd-2.daumoi"), at=MONDAY)
    assert actions.count_receipts(MONDAY) == 1
    assert actions.count_briefings(MONDAY) == 0


def test_an_opened_briefing_is_counted_and_remembered(cast):
    letter = issue(cast, OTHER)
    receipt = queries.receipt_of(letter, cast.organisation("dd-1"))
    assert not queries.was_briefed(receipt)
    actions.open_briefing(receipt, by=cast.hang, at=MONDAY)
    assert actions.count_briefings(MONDAY) == 1
    assert queries.was_briefed(receipt)
    assert actions.rebuild() == 2
