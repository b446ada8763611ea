"""Figures once: of several duties of one kind in one letter the first bears the figures (decision 0005)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.cast import MONDAY, client_of
from tests.directives import small
from tests.worlds import world

from thongsuot.directives import actions, queries
from thongsuot.directives.models import Assignment
from thongsuot.ledger import queries as ledger
from thongsuot.ledger.kinds import UndeclaredFigure

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
STANDING = ("Bố trí thiết bị dự phòng hoạt động tốt.", "standing", "all", "SPARE_EQUIPMENT")
ONCE = ("Kiểm tra thiết bị dự phòng tại các trạm.", "one_off", "all", "SPARE_EQUIPMENT")
ROSTER = ("Bố trí ca trực.", "standing", "all", "DUTY_ROSTER")
FIGURES = {"items_tested": 5, "items_total": 6}


@world
def sisters(cast):
    """Return two duties of one kind, the first of which bears the figures."""
    letter = small.issue(cast, STANDING, ONCE, ROSTER)
    actions.acknowledge(queries.receipt_of(letter, cast.organisation("dd-1")), by=cast.hang, at=MONDAY)
    rows = Assignment.objects.filter(directive=letter, obligation__kind="SPARE_EQUIPMENT")
    return list(rows.select_related("obligation", "directive", "organisation").order_by("obligation__start"))


def say(row, figures, words, cast, at=MONDAY):
    return actions.declare(row, actions.Statement(figures, words), by=cast.hang, at=at)


def test_the_first_duty_of_a_kind_bears_and_another_kind_bears_its_own(cast, sisters):
    first, second = sisters
    rows = list(Assignment.objects.filter(directive=first.directive).select_related("obligation"))
    roster = next(row for row in rows if row.obligation.kind == "DUTY_ROSTER")
    assert {pk: row.pk for pk, row in queries.bearers(rows).items()} == {
        first.pk: first.pk,
        second.pk: first.pk,
        roster.pk: roster.pk,
    }
    assert [queries.bearer_of(row).pk for row in (first, second, roster)] == [first.pk, first.pk, roster.pk]


def test_figures_said_of_a_sister_stand_on_the_bearer_alone(cast, sisters):
    first, second = sisters
    say(second, FIGURES, "Đã kiểm tra.", cast)
    assert [row.figures for row in ledger.about(first)] == [FIGURES]
    assert [(row.figures, row.summary) for row in ledger.about(second)] == [({}, "Đã kiểm tra.")]


def test_the_bearers_own_words_stay_when_a_sister_changes_its_figures(cast, sisters):
    first, second = sisters
    say(first, {"items_tested": 1, "items_total": 6}, "Lời của nhiệm vụ đầu.", cast)
    say(second, FIGURES, "Lời của nhiệm vụ sau.", cast, MONDAY + HOUR)
    newest = queries.newest_declaration(first)
    assert (newest.figures, newest.words) == (FIGURES, "Lời của nhiệm vụ đầu.")


def test_words_alone_or_the_same_figures_say_nothing_anew_of_the_bearer(cast, sisters):
    first, second = sisters
    say(first, FIGURES, "", cast)
    say(second, {}, "Chỉ có lời.", cast, MONDAY + HOUR)
    say(second, FIGURES, "Lời khác.", cast, MONDAY + HOUR)
    assert first.declarations.count() == 1


def test_a_sister_is_done_with_the_bearers_figures_and_a_statement_of_its_own(cast, sisters):
    first, second = sisters
    assert "còn thiếu số liệu" in queries.why_not_done(second, MONDAY)
    say(first, FIGURES, "", cast)
    assert "còn thiếu kết quả của riêng nhiệm vụ này" in queries.why_not_done(second, MONDAY)
    say(second, {}, "Đã kiểm tra.", cast, MONDAY + HOUR)
    assert queries.why_not_done(second, MONDAY + HOUR) == ""
    assert actions.complete(second, by=cast.hang, at=MONDAY + HOUR).state == Assignment.State.DONE


def test_a_wrong_figure_of_a_sister_changes_nothing(cast, sisters):
    first, second = sisters
    with pytest.raises(UndeclaredFigure):
        say(second, {"shifts": 3}, "", cast)
    assert not first.declarations.exists()
    assert not second.declarations.exists()


def test_another_organisation_bears_its_own_figures(cast):
    letter = small.issue(cast, STANDING, ONCE, to=("dd-1", "dd-2"))
    rows = Assignment.objects.filter(directive=letter).select_related("obligation")
    bearers = queries.bearers(rows)
    assert all(bearers[row.pk].organisation_id == row.organisation_id for row in rows)
    assert {bearer.obligation.quote for bearer in bearers.values()} == {STANDING[0]}


def test_once_the_bearer_is_withdrawn_the_next_bears(cast, sisters):
    first, second = sisters
    Assignment.objects.filter(pk=first.pk).update(state=Assignment.State.WITHDRAWN)
    assert queries.bearer_of(second).pk == second.pk


def test_the_sisters_page_shows_the_figures_and_says_where_they_stand(cast, sisters):
    first, second = sisters
    say(first, FIGURES, "", cast)
    page = client_of(cast.hang).get(second.get_absolute_url()).content.decode()
    assert "ghi một lần cho cả văn bản" in page
    assert f'href="{first.get_absolute_url()}"' in page
    assert 'name="so_items_tested" value="5"' in page
    assert "ghi một lần cho cả văn bản" not in client_of(cast.hang).get(first.get_absolute_url()).content.decode()
