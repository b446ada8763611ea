"""Nothing belongs to one machine, and no warning is silenced without a reason."""

from tests.architecture import strangers
from tests.architecture.tree import ROOT


def test_no_path_of_one_machine():
    assert strangers.machine_paths(ROOT) == []


def test_no_lock_names_a_registry():
    assert strangers.registry_addresses(ROOT) == []


def test_every_silenced_warning_has_its_rule_and_its_reason():
    assert strangers.unexplained(ROOT) == []
