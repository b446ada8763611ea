"""The call sheet of a ladder: names, numbers and what to say, on paper, for the people of its organisation."""

from __future__ import annotations

import pytest
from django.utils.timezone import now
from tests.cast import client_of
from tests.paging.texting import HANG, MINUTE

from thongsuot.engines.officialdoc import Table
from thongsuot.paging import actions, papers
from thongsuot.paging.states import PageState

pytestmark = pytest.mark.django_db


@pytest.fixture
def ladder(line):
    """Return a ladder on which the first person let the time pass."""
    found = line.climb(line.hang, line.long, line.stranger("Chưa có số máy"))
    line.later(5 * MINUTE)
    return found


def people(paper):
    """Return the rows of the table of people."""
    return next(block for block in paper.blocks[1].blocks if isinstance(block, Table)).rows


def test_it_names_everybody_in_order_with_number_and_what_became_of_it(line, ladder):
    paper = papers.call_sheet(ladder, line.at)
    rows = people(paper)
    assert [row[0] for row in rows] == ["01", "02", "03"]
    assert rows[0][1:5] == (line.hang.name, line.hang.organisation.short_name, HANG, "Đã báo, không trả lời")
    assert rows[1][4] == "Đã báo, chưa trả lời"
    assert rows[2][3:5] == ("Chưa có", "Chưa báo")
    said = [block.text for block in paper.blocks[0].blocks]
    assert said[0].startswith("Ưu tiên 1, từ 09 giờ 00 phút ngày 03 tháng 02 năm 2020: Mất liên lạc bệnh viện")
    assert said[1] == "Tuyến cáp đứt."
    assert not paper.exercise


def test_it_says_who_has_accepted(line, ladder):
    ladder = actions.accept(ladder, by=line.cast.long, at=line.at)
    said = [block.text for block in papers.call_sheet(ladder, line.at).blocks[0].blocks]
    assert said[-1] == f"Đã có người nhận: {line.long.name}."


def test_duty_and_leader_of_the_organisation_print_it(line, ladder):
    for username in ("dd-1.trucban", "dd-1.lanhdao", "dd-1.daumoi"):
        answer = client_of(line.cast.person(username)).get(f"/trao-doi/nhan/danh-sach-goi/{ladder.pk}.pdf")
        assert answer.status_code == 200
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF-")


@pytest.mark.parametrize("username", ["dd-1.kiemsoat", "dd-2.trucban", "so.chuyenvien", "so.lanhdao"])
def test_nobody_else_gets_private_numbers(line, ladder, username):
    answer = client_of(line.cast.person(username)).get(f"/trao-doi/nhan/danh-sach-goi/{ladder.pk}.pdf")
    assert answer.status_code == 404


def test_the_page_offers_it_to_those_who_telephone(line):
    line.at = now()
    ladder = line.climb(line.hang)
    page = ladder.pages.get()
    address = f"/trao-doi/nhan/danh-sach-goi/{ladder.pk}.pdf"
    assert address in client_of(line.cast.person("dd-1.trucban")).get(page.get_absolute_url()).content.decode()
    assert address not in client_of(line.cast.person("dd-1.kiemsoat")).get(page.get_absolute_url()).content.decode()


def test_states_of_a_page_all_have_words():
    assert set(papers.STATES) == {"", *PageState}
