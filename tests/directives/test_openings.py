"""Every kind has a first step in one sentence, and a way in which it comes to its figures."""

from __future__ import annotations

import pytest
from django.urls import reverse

from thongsuot.directives import openings
from thongsuot.directives.openings import OPENINGS, Opening
from thongsuot.ledger.kinds import KINDS

WAYS = {"RECEIPT": "measured", "STAFF_ACKNOWLEDGEMENT": "measured", "REPORT": "report"}


def test_every_kind_opens_and_nothing_else_does():
    assert list(OPENINGS) == list(KINDS)
    with pytest.raises(KeyError):
        openings.opening("NO_SUCH_KIND")


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_step_is_a_whole_sentence_in_vietnamese(kind):
    step = str(openings.opening(kind).step)
    assert step[0].isupper()
    assert step.endswith(".")
    assert 20 <= len(step) <= 120
    assert any(ord(letter) > 0x7F for letter in step)


@pytest.mark.parametrize("kind", KINDS)
def test_what_no_tool_measures_goes_by_declaration(kind):
    assert openings.opening(kind).way == WAYS.get(kind, "declared")


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_that_demands_figures_can_be_given_them(kind):
    told = KINDS[kind]
    assert set(told.demands) <= set(told.figures)
    assert told.figures
    assert told.title[0].isupper()
    for label in told.figures.values():
        assert not label.endswith(".")


def test_an_opening_is_declared_unless_it_says_otherwise():
    assert Opening("Ghi số liệu.") == Opening("Ghi số liệu.", "declared")


@pytest.mark.parametrize("kind", KINDS)
def test_a_tool_that_is_named_has_a_page(kind):
    page = openings.opening(kind).page
    assert not page or reverse(page).startswith("/")
    assert (page == "campaigns:list") == (kind == "MASS_SMS")
