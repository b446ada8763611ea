"""Why a site comes first: for several reasons at once, each for its time; areas and their drawing."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from tests.cast import BEFORE, MONDAY
from tests.worlds import world

from thongsuot.organisations import actions, queries
from thongsuot.organisations.models import Area, SiteClass

pytestmark = pytest.mark.django_db
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 1], [0, 1], [0, 0]]]}


@world
def site(cast):
    """Return a hospital that nothing puts first yet."""
    return actions.add_site(code="bv-1", name="Bệnh viện Suối Đá", organisation=cast.organisation("dd-1"), at=BEFORE)


def area(code, name, *, at=BEFORE, **changes):
    """Enter a district."""
    return actions.add_area(code=code, kind="district", name=name, source="giả định", at=at, **changes)


@pytest.mark.parametrize("kind", SiteClass.Kind.values)
def test_any_reason_puts_a_site_first_from_its_moment_until_its_end(cast, site, kind):
    reason = actions.classify(site, kind, at=MONDAY)
    actions.declassify(reason, at=MONDAY + DAY)
    moments = [-SECOND, 0 * DAY, DAY - SECOND, DAY]
    assert [queries.classes_of(site.pk, MONDAY + m).exists() for m in moments] == [False, True, True, False]
    assert reason.get_kind_display() in str(reason)


def test_several_reasons_hold_at_once_and_end_one_by_one(cast, site):
    health = actions.classify(site, "health", at=MONDAY)
    actions.classify(site, "outbreak_area", at=MONDAY + DAY)
    told = [sorted(queries.classes_of(site.pk, MONDAY + n * DAY).values_list("kind", flat=True)) for n in (0, 1)]
    assert told == [["health"], ["health", "outbreak_area"]]
    actions.declassify(health, at=MONDAY + 2 * DAY)
    assert [row.kind for row in queries.classes_of(site.pk, MONDAY + 2 * DAY)] == ["outbreak_area"]


def test_a_reason_never_ends_before_it_began(cast, site):
    reason = actions.classify(site, "health", at=MONDAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        actions.declassify(reason, at=MONDAY - SECOND)


def test_the_list_of_sites_is_narrowed_by_reason_and_by_organisation(cast, site):
    other = actions.add_site(code="bv-2", name="Trạm Y tế", organisation=cast.organisation("dd-2"), at=BEFORE)
    actions.classify(site, "health", at=MONDAY)
    assert {site, other} <= set(queries.sites(MONDAY))
    assert other not in queries.sites(MONDAY, kind="health")
    assert site in queries.sites(MONDAY, kind="health")
    assert site not in queries.sites(MONDAY - DAY, kind="health")
    assert set(queries.sites(MONDAY, organisation=cast.organisation("dd-2"))) >= {other}
    assert site not in queries.sites(MONDAY, organisation=cast.organisation("dd-2"))


def test_an_organisations_history_tells_everything_that_held_the_newest_first(cast, site):
    reason = actions.classify(site, "health", at=MONDAY)
    told = queries.history_of(cast.organisation("dd-1"))
    assert told[0] == reason
    moments = [row.valid_from for row in told]
    assert moments == sorted(moments, reverse=True)
    assert site in told
    assert cast.organisation("dd-1") in told


def test_districts_are_those_in_force_each_with_its_sites(cast, site):
    district = area("h-1", "Huyện Một")
    actions.change(site, version=site.version, area=district)
    held = {row.code: row.held for row in queries.districts(MONDAY)}
    assert held["h-1"] == 1
    actions.end_area(district, at=MONDAY)
    assert "h-1" not in {row.code for row in queries.districts(MONDAY)}
    assert "h-1" in {row.code for row in queries.districts(MONDAY - SECOND)}


def test_an_outline_is_drawn_north_up_and_to_its_width(cast):
    drawing = queries.draw([area("h-1", "Huyện Một", outline=SQUARE)])
    assert (drawing.width, drawing.height) == (1000, 500)
    (shape,) = drawing.shapes
    assert shape.path == "M0,500 L1000,500 L1000,0 L0,0 L0,500 Z"
    assert (shape.x, shape.y, shape.lines, shape.sites) == (500, 250, ("Huyện Một",), 0)


def test_islands_belong_to_one_shape_and_a_long_name_is_wrapped(cast):
    islands = {"type": "MultiPolygon", "coordinates": [SQUARE["coordinates"], [[[3, 3], [4, 3], [4, 4], [3, 3]]]]}
    (shape,) = queries.draw([area("h-1", "Huyện đảo Hòn Ngọc Xa Bờ", outline=islands)]).shapes
    assert shape.path.count("M") == shape.path.count("Z") == 2
    assert " ".join(shape.lines) == "Huyện đảo Hòn Ngọc Xa Bờ"
    assert all(len(line) <= 12 for line in shape.lines)


def test_without_outlines_there_is_no_drawing(cast):
    assert queries.draw([]) is None
    assert queries.draw([area("h-1", "Huyện Một")]) is None
    assert Area.objects.filter(code="h-1").exists()
