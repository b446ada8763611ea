"""An app has rooms, and no other file."""

from tests.architecture import rooms
from tests.architecture.tree import PACKAGE


def test_an_app_has_only_the_files_that_are_rooms():
    assert rooms.wrong_names(PACKAGE) == []


def test_no_file_is_a_drawer_for_anything():
    assert rooms.drawers(PACKAGE) == []


def test_a_room_imports_only_what_its_row_of_the_table_allows():
    assert rooms.wrong_imports(PACKAGE) == []


def test_no_room_looks_into_the_asking_rooms_of_another_app():
    assert rooms.neighbours(PACKAGE) == []


def test_nobody_sends_signals():
    assert rooms.signals(PACKAGE) == []


def test_the_files_of_an_engine_are_private():
    assert rooms.hidden_engine_files(PACKAGE) == []
