"""Bảng điều hành: paragraphs by organisations in a constant number of queries, filtered, for each what it may see."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils.timezone import now
from tests.cast import MONDAY, client_of
from tests.directives.boards import large

from thongsuot.directives import actions, queries
from thongsuot.directives.states import Outcome

pytestmark = pytest.mark.django_db


def board(client, letter, **query):
    """Return the answer of the board."""
    return client.get(reverse("directives:matrix", args=[letter.pk]), query)


def squares(answer):
    """Return the states of the paragraphs' squares, row by row."""
    return [[square[0] for square in row["squares"]] for row in answer.context["paragraphs"]]


def test_forty_by_two_hundred_asks_as_much_as_nine_by_four(cast, issued, count_queries):
    client, ways = client_of(cast.binh), ({}, {"mo": "tat-ca"})
    few = [count_queries(lambda way=way: board(client, issued, **way)) for way in ways]
    many = large(cast, organisations=40, duties=200, by=cast.binh, leader=cast.khanh)
    for way in ways:
        answer = board(client, many, **way)
        assert (len(answer.context["columns"]), len(answer.context["paragraphs"])) == (40, 40)
    assert [count_queries(lambda way=way: board(client, many, **way)) for way in ways] == few


def test_the_board_leads_to_the_newest_letter_in_force(cast, issued):
    assert client_of(cast.hang).get(reverse("directives:board")).url == reverse("directives:matrix", args=[issued.pk])


def test_without_a_letter_the_board_is_calm(cast):
    answer = client_of(cast.hang).get(reverse("directives:board"))
    assert "Chưa có văn bản nào được phát hành" in answer.content.decode()


def test_a_letter_under_review_has_no_board(cast, received):
    assert board(client_of(cast.binh), received).status_code == 404


def test_every_square_opens_its_assignment(cast, issued):
    answer = board(client_of(cast.binh), issued, mo="tat-ca")
    body = answer.content.decode()
    for row in issued.assignments.all():
        assert f'href="{row.get_absolute_url()}"' in body
    assert "Nhiệm vụ 2.1, " in body


def test_an_enterprise_sees_its_own_column_alone(cast, issued):
    answer = board(client_of(cast.hang), issued, mo="tat-ca")
    assert [o.code for o in answer.context["columns"]] == ["dd-1"]
    assert answer.context["receipts"] == 1
    total = sum(answer.context[word] for word in ("done_on_time", "done_late", "open_on_time", "open_late", "armed"))
    assert total == issued.assignments.filter(organisation__code="dd-1").count()
    assert cast.organisation("dd-2").name not in answer.content.decode()


def test_the_four_official_words_count_every_assignment(cast, issued):
    context = board(client_of(cast.binh), issued).context
    counted = {word: context[word] for word in ("done_on_time", "done_late", "open_on_time", "open_late", "armed")}
    assert counted == {"done_on_time": 0, "done_late": 0, "open_on_time": 15, "open_late": 9, "armed": 3}


def test_a_paragraph_opens_in_the_address_and_closes_again(cast, issued):
    client = client_of(cast.binh)
    closed, opened = board(client, issued), board(client, issued, mo="2", kind="")
    assert [row["open"] for row in closed.context["paragraphs"]] == [False] * 4
    assert [bool(row["duties"]) for row in opened.context["paragraphs"]] == [False, True, False, False]
    assert "mo=2" in closed.context["paragraphs"][1]["href"]
    assert "mo=2" not in opened.context["paragraphs"][1]["href"]


@pytest.mark.parametrize(
    ("query", "columns", "rows"),
    [
        ({"kind": "REPORT"}, 9, 1),
        ({"word": "armed"}, 9, 1),
        ({"late": "on"}, 9, 1),
        ({"word": "open_on_time"}, 9, 2),
        ({"word": "done_late"}, 9, 0),
        ({"service": "postal"}, 3, 4),
        ({"service": "mobile", "kind": "MASS_SMS"}, 3, 1),
        ({"kind": "no such kind"}, 9, 4),
    ],
)
def test_filters_narrow_rows_and_columns(cast, issued, query, columns, rows):
    answer = board(client_of(cast.binh), issued, **query)
    assert len(answer.context["columns"]) == columns
    assert len(answer.context["paragraphs"]) == rows


def test_a_square_shows_the_worst_of_its_paragraph_and_how_much_is_done(cast):
    letter = large(cast, organisations=9, duties=5, by=cast.binh, leader=cast.khanh)
    actions.acknowledge(letter.receipts.get(organisation__code="dd-1"), by=cast.hang, at=MONDAY)
    row = letter.assignments.filter(organisation__code="dd-1").first()
    actions.declare(row, actions.Statement({"done": 1, "total": 1}), by=cast.hang, at=MONDAY)
    actions.complete(row, by=cast.hang, at=MONDAY)
    answer = board(client_of(cast.hang), letter)
    ((state, href, text, label),) = answer.context["paragraphs"][0]["squares"]
    assert (state, href, text) == ("received", "", "1/5")
    assert label.endswith(": Đã tiếp nhận 1/5")
    assert squares(answer) == [["received"]]


def test_the_query_keeps_to_the_organisations_that_are_asked_for(cast, issued):
    own = cast.organisation("dd-1").pk
    told = queries.matrix(issued, at=now(), organisations=[own])
    assert [o.pk for o in told.organisations] == [own]
    assert sum(told.counts.values()) == 4
    assert told.counts[Outcome.ARMED] == 1
