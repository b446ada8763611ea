"""Finding a place in the letter: the paragraph of an offset, the offsets of a pasted quotation."""

from __future__ import annotations

import pytest
from tests.directives.letters import reading
from tests.directives.small import OTHER, receive

from thongsuot.directives import queries
from thongsuot.directives.models import Paragraph

TEXT = "Căn cứ quy định.\n1. Trực  suốt\ntuần.\n2. Trực suốt tuần (1+1)."


@pytest.mark.parametrize(
    ("quote", "bounds", "found"),
    [
        ("Căn cứ quy định.", {}, "Căn cứ quy định."),
        ("Trực suốt tuần", {}, "Trực  suốt\ntuần"),
        ("Trực\n\tsuốt   tuần", {}, "Trực  suốt\ntuần"),
        ("  Trực suốt tuần  ", {"start": 30}, "Trực suốt tuần"),
        ("(1+1).", {}, "(1+1)."),
        ("Trực suốt tháng", {}, None),
        ("trực suốt tuần", {}, None),
        ("Căn cứ", {"start": 1}, None),
        ("quy định", {"end": 10}, None),
        ("", {}, None),
        (" \n ", {}, None),
    ],
)
def test_a_pasted_quotation_is_found_with_white_space_folded_and_nothing_else(quote, bounds, found):
    place = queries.place_of(TEXT, quote, **bounds)
    assert (place and TEXT[slice(*place)]) == found


def test_a_pattern_in_the_quotation_is_read_as_plain_words():
    assert queries.place_of("a.b axb", "a.b") == (0, 3)
    assert queries.place_of("axb", "a.b") is None
    assert queries.place_of("[a]*", "[a]*") == (0, 4)


@pytest.mark.django_db
def test_a_place_belongs_to_the_paragraph_that_began_before_it(cast):
    letter = receive(cast, OTHER, ("Nội dung thứ hai của văn bản.", "one_off", "all", "OTHER"))
    first, second = letter.paragraphs.all()
    places = {0: 0, first.start - 1: 0, first.start: 1, first.end: 1, second.start - 1: 1, second.start: 2, 10**6: 2}
    assert {place: queries.paragraph_at(letter, place) for place in places} == places
    assert [paragraph.text for paragraph in (first, second)] == [OTHER[0], "Nội dung thứ hai của văn bản."]
    assert str(second) == "2"


@pytest.mark.django_db
def test_a_letter_without_numbered_parts_has_only_its_opening(cast):
    letter = receive(cast, OTHER, paragraphs=[])
    assert {queries.paragraph_at(letter, place) for place in (0, 10, 10**6)} == {0}


@pytest.mark.django_db
def test_the_paragraphs_of_the_reading_are_kept_as_they_stand(cast):
    told = reading()
    letter = receive(cast, OTHER)
    kept = Paragraph.objects.filter(directive=letter).values_list("number", flat=True)
    assert list(kept) == [1]
    assert [p["number"] for p in told["paragraphs"]] == [1, 2, 3, 4]
