"""Templates keep to their form."""

from tests.architecture import pages
from tests.architecture.tree import PACKAGE


def test_a_fragment_begins_with_an_underscore():
    assert pages.misnamed_fragments(PACKAGE) == []


def test_nothing_runs_or_looks_but_from_our_own_files():
    assert pages.inline_code(PACKAGE) == []


def test_messages_are_vietnamese_with_their_marks():
    assert pages.without_diacritics(PACKAGE) == []
