"""Minutes of a briefing: what signatures say stands beside what links counted; neither is added to the other."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.cast import MONDAY, client_of
from tests.directives.small import assignment, issue, one
from tests.files import samples
from tests.worlds import world

from thongsuot.directives import actions, jobs, queries
from thongsuot.directives.actions import Minutes
from thongsuot.ledger import queries as ledger
from thongsuot.ledger.models import Evidence
from thongsuot.organisations import access
from thongsuot.organisations.actions import open_link

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
BRIEFING = "STAFF_ACKNOWLEDGEMENT"


@world
def duty(cast):
    """Return the first mobile operator's duty to brief its staff."""
    return one(cast, BRIEFING)


def receipt(duty):
    return queries.receipt_of(duty.directive, duty.organisation)


def minuted(cast, duty, acknowledged=5, staff=6, *, by=None, **rest):
    what = Minutes(acknowledged, staff, **rest)
    files = [("bien-ban.pdf", samples.pdf())]
    return actions.record_minutes(receipt(duty), what, files, by=by or cast.hang, at=MONDAY + 2 * HOUR)


def linked(cast, duty, *codes):
    """Let workers acknowledge by a link."""
    secret = actions.open_briefing(receipt(duty), by=cast.hang, at=MONDAY + HOUR)
    link = open_link(secret, purpose="briefing", at=MONDAY + HOUR)
    for code in codes:
        actions.acknowledge_briefing(link, code, at=MONDAY + HOUR)
    jobs.run(MONDAY + 3 * HOUR)


def test_minutes_are_declared_and_never_measured(cast, duty):
    minuted(cast, duty, words="Họp toàn đơn vị.")
    row = Evidence.objects.get(kind=BRIEFING)
    assert (row.measured, row.figures) == (False, {"staff": 6, "acknowledged": 5})
    assert row.summary == "Theo biên bản và danh sách ký tên: 5/6 người lao động. Họp toàn đơn vị."
    assert row.about == ledger.topic(duty)


def test_both_ways_stand_apart_and_are_never_added(cast, duty):
    linked(cast, duty, "DD1001", "DD1002")
    minuted(cast, duty, 6, 6)
    counted = queries.counted_for(duty, MONDAY + 4 * HOUR)
    told = {figure.label: (figure.measured, figure.declared) for figure in counted.figures}
    assert told == {"người lao động": (6, 6), "người đã xác nhận nắm nội dung": (2, 6)}
    linked_row, said_row = Evidence.objects.filter(kind=BRIEFING).order_by("-measured")
    assert (linked_row.figures["acknowledged"], said_row.figures["acknowledged"]) == (2, 6)
    assert queries.briefed_by_minutes(duty).done == 6
    assert queries.briefings(duty.directive, [duty.organisation_id], MONDAY + 4 * HOUR)[duty.organisation_id].done == 2


def test_newer_minutes_replace_the_older(cast, duty):
    minuted(cast, duty, 4, 6)
    minuted(cast, duty, 6, 6)
    (row,) = ledger.about(duty)
    assert (row.version, row.figures["acknowledged"]) == (2, 6)


def test_minutes_alone_are_enough_to_call_the_briefing_done(cast, duty):
    assert queries.why_not_done(duty, MONDAY + HOUR)
    minuted(cast, duty)
    assert queries.why_not_done(duty, MONDAY + 3 * HOUR) == ""


@pytest.mark.parametrize("stranger", ["dd-2.daumoi", "so.thanhtra", "so.lanhdao"])
def test_nobody_speaks_for_another_organisation(cast, duty, stranger):
    with pytest.raises(access.NotAllowed):
        minuted(cast, duty, by=cast.person(stranger))


def test_a_letter_without_a_briefing_has_no_place_for_minutes(cast):
    other = one(cast, "DUTY_ROSTER")
    with pytest.raises(actions.NothingToBrief, match="không giao"):
        minuted(cast, other)
    page = reverse("directives:minutes", args=[other.directive_id])
    assert client_of(cast.hang).get(page).status_code == 404
    assert page not in client_of(cast.hang).get(other.directive.get_absolute_url()).content.decode()


def test_of_two_duties_to_brief_one_bears_the_minutes(cast):
    parts = [("Quán triệt.", "one_off", "all", BRIEFING), ("Phổ biến.", "one_off", "all", BRIEFING)]
    letter = issue(cast, *parts)
    first = queries.bearer_of(assignment(letter, obligation__quote="Quán triệt."))
    actions.acknowledge(queries.receipt_of(letter, first.organisation), by=cast.hang, at=MONDAY)
    minuted(cast, first)
    assert [row.about for row in Evidence.objects.filter(kind=BRIEFING)] == [ledger.topic(first)]


class TestThePage:
    """Where the contact enters them."""

    @pytest.fixture
    def page(self, duty):
        return reverse("directives:minutes", args=[duty.directive_id])

    def post(self, cast, page, **told):
        facts = {"acknowledged": "5", "staff": "6", "words": "", "held_at": "", **told}
        facts.setdefault("uploads", SimpleUploadedFile("bien-ban.pdf", samples.pdf(), "application/pdf"))
        return client_of(cast.hang).post(page, facts)

    def test_the_letter_leads_to_it_and_shows_both_figures_apart(self, cast, duty, page):
        client = client_of(cast.hang)
        assert f'href="{page}"' in client.get(duty.directive.get_absolute_url()).content.decode()
        answer = self.post(cast, page)
        assert (answer.status_code, answer.headers["Location"]) == (302, duty.directive.get_absolute_url())
        shown = client.get(duty.directive.get_absolute_url()).content.decode()
        assert "Đơn vị báo cáo theo biên bản:" in shown
        assert "5/6" in shown
        assert "5/6" in client.get(page).content.decode()
        (row,) = ledger.about(duty)
        assert len(row.files) == 1

    @pytest.mark.parametrize(
        "wrong",
        [
            {"acknowledged": "7"},
            {"acknowledged": "-1"},
            {"staff": "0"},
            {"staff": ""},
            {"uploads": ""},
            {"held_at": "x"},
        ],
        ids=["more than all", "less than none", "nobody", "no total", "no file", "no such time"],
    )
    def test_what_is_not_well_formed_is_told_and_nothing_is_kept(self, cast, duty, page, wrong):
        assert self.post(cast, page, **wrong).status_code == 422
        assert not Evidence.objects.filter(kind=BRIEFING).exists()

    @pytest.mark.parametrize("stranger", ["so.chuyenvien", "dd-2.daumoi"])
    def test_to_anybody_else_it_is_not_there(self, cast, page, stranger):
        assert client_of(cast.person(stranger)).get(page).status_code == 404
