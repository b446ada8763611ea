"""The directory shows each person the organisations that are theirs to see, and no more."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.cast import MONDAY, client_of

from thongsuot.organisations import access, actions, queries
from thongsuot.organisations.models import Area, Organisation, Role

pytestmark = pytest.mark.django_db

DIRECTORY, PEOPLE, SITES = (reverse(f"organisations:{name}") for name in ("directory", "people", "sites"))


def text_of(client, url, status=200):
    answer = client.get(url)
    assert answer.status_code == status
    return answer.content.decode()


def add_enterprises(cast, count):
    for number in range(count):
        row = actions.add_organisation(
            code=f"them-{number}",
            kind="enterprise",
            name=f"Doanh nghiệp {number}",
            short_name=f"DN {number}",
            services=["postal"],
            supervisor=cast.department,
            at=MONDAY,
        )
        with access.acting_as_system():  # sees the row that has just been added
            person = actions.add_person(username=f"them-{number}.daumoi", name=f"Lê Thị Số {number}", organisation=row)
            actions.grant(person, Role.Name.CONTACT, organisation=row, by=cast.binh, at=MONDAY)


@pytest.mark.parametrize("name", ["directory", "people", "sites"])
def test_who_is_not_signed_in_is_asked_to_sign_in(client, cast, name):
    answer = client.get(reverse(f"organisations:{name}"))
    assert answer.status_code == 302
    assert "/accounts/login/" in answer["Location"]


def test_the_department_sees_its_enterprises_with_their_contacts(cast):
    text = text_of(client_of(cast.binh), DIRECTORY)
    assert all(enterprise.short_name in text for enterprise in cast.enterprises)
    assert cast.hang.name in text
    assert cast.hang.phone in text


def test_an_enterprise_sees_itself_and_no_competitor(cast):
    text = text_of(client_of(cast.hang), DIRECTORY)
    assert cast.organisation("dd-1").short_name in text
    assert cast.organisation("dd-2").short_name not in text
    assert cast.person("dd-2.daumoi").name not in text_of(client_of(cast.hang), PEOPLE)


def test_names_are_found_without_marks(cast):
    wanted, other = cast.organisation("dd-1"), cast.organisation("bc-1")
    text = text_of(client_of(cast.binh), f"{DIRECTORY}?words=di+dong+sao+mai")
    assert wanted.name in text
    assert other.name not in text
    people = text_of(client_of(cast.binh), f"{PEOPLE}?words=nguyen+hang")
    assert cast.hang.name in people
    assert cast.long.name not in people


def test_the_filters_narrow_and_an_unknown_word_narrows_nothing(cast):
    client = client_of(cast.binh)
    postal = text_of(client, f"{DIRECTORY}?service=postal")
    assert cast.organisation("bc-1").name in postal
    assert cast.organisation("dd-1").name not in postal
    assert cast.organisation("dd-1").name in text_of(client, f"{DIRECTORY}?service=khac")
    leaders = text_of(client, f"{PEOPLE}?role=leader")
    assert cast.long.name in leaders
    assert cast.hang.name not in leaders


def test_more_organisations_cost_no_more_queries(cast):
    client = client_of(cast.binh)

    def queries_of(url):
        with CaptureQueriesContext(
            connection,
        ) as told:
            text_of(client, url)
        return len(told)

    before = {url: queries_of(url) for url in (DIRECTORY, PEOPLE, SITES)}
    add_enterprises(cast, 12)
    assert {url: queries_of(url) for url in before} == before


def test_a_person_whose_account_was_closed_is_listed_no_more(cast):
    somebody = cast.person("dd-1.trucban")
    somebody.is_active = False
    somebody.save(update_fields=["is_active"])
    assert somebody.name not in text_of(client_of(cast.binh), PEOPLE)


def test_the_sites_page_names_districts_in_the_drawing_and_in_the_table(cast):
    site = actions.add_site(
        code="bv-1",
        name="Bệnh viện huyện",
        organisation=cast.department,
        at=MONDAY,
        area=Area.objects.filter(kind="district").first(),
    )
    actions.classify(site, "health", at=MONDAY)
    text = text_of(client_of(cast.hang), SITES)
    assert "Bệnh viện huyện" in text
    drawing, table = text.split("</svg>\n  <p", 1)
    for area in Area.objects.filter(kind="district"):
        assert area.name in table
    assert drawing.count("<path fill-opacity") == Area.objects.filter(kind="district").count()
    for shape in queries.draw(queries.districts(MONDAY)).shapes:
        assert all(f">{line}</tspan>" in drawing for line in shape.lines)
    assert "Bệnh viện huyện" not in text_of(client_of(cast.hang), f"{SITES}?kind=portal")


def test_a_drawing_keeps_north_up_and_closes_its_rings(cast):
    square = {"type": "Polygon", "coordinates": [[[10, 50], [20, 50], [20, 55], [10, 55], [10, 50]]]}
    drawing = queries.draw([Area(name="Ô vuông", outline=square)])
    assert (drawing.width, drawing.height) == (1000, 500)
    assert drawing.shapes[0].path == "M0,500 L1000,500 L1000,0 L0,0 L0,500 Z"
    assert (drawing.shapes[0].x, drawing.shapes[0].y) == (500, 250)
    assert queries.draw([Area(name="Không hình")]) is None


def test_an_organisation_that_ended_is_listed_no_more(cast):
    actions.end_organisation(cast.organisation("bc-3"), at=MONDAY)
    assert cast.organisation("bc-3").short_name not in text_of(client_of(cast.binh), DIRECTORY)
    assert Organisation.objects.filter(code="bc-3").exists()
