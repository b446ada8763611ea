"""The model of human work counts what the page asks for: the form's own order and choices, each key once."""

from __future__ import annotations

import pytest
from tests.directives import keystrokes as model
from tests.engines.letter import scoring

from thongsuot.directives.forms import ProposalForm
from thongsuot.directives.models import Obligation
from thongsuot.directives.models.letters import Relation

GOLD = {
    "start": "bố trí ca trực", "mode": "standing", "obliged": "all", "obliged_names": [], "kind": "DUTY_ROSTER",
    "deadline": None, "effective_from": None,
}  # fmt: skip
TEXT = "Kính gửi: Các doanh nghiệp.\nCác doanh nghiệp bố trí ca trực suốt tuần.\n"
HEAD = {"doc_type": "Công văn", "number": "1/A", "date": "2020-02-03", "subject": "ca trực", "issuer": {"name": "Sở"}}


def read(*duties, **changes):
    """Return a reading of the small text with these duties."""
    return {"text": TEXT, "obligations": list(duties), **HEAD, **changes}


def duty(**changes):
    """Return the duty as it should be read, or wrong in something."""
    start = TEXT.index("bố trí")
    return {**GOLD, "start": start, "end": len(TEXT), "quote": TEXT[start:], "recurrence": None, **changes}


def gold(*duties):
    """Return the letter's gold."""
    return {"obligations": list(duties), **HEAD}


def test_the_model_walks_the_form_as_the_page_shows_it():
    shown = [name for name in ProposalForm.field_order if name in model.FORM]
    assert tuple(shown) == model.FORM
    assert set(model.FORM) == set(ProposalForm.base_fields) - {"version"}
    assert model.CHOICES["mode"] == tuple(Obligation.Mode.values)
    assert model.CHOICES["obliged"] == tuple(Obligation.Obliged.values)
    assert model.CHOICES["deadline_relation"] == ("", *Relation.values)


def test_a_right_proposal_costs_one_key_and_one_thought():
    cost = model.confirming(read(duty()), gold(GOLD))
    rest = model.reading(TEXT) + model.heading(read(), gold())
    assert cost == rest + model.Cost(keys=1, thoughts=1, syllables=model.CARD)


def test_a_wrong_way_costs_its_form_and_arrows():
    wrong = model.confirming(read(duty(mode="one_off")), gold(GOLD))
    right = model.confirming(read(duty()), gold(GOLD))
    assert wrong.keys - right.keys == 1 + 1 + 2 + 2  # e, Tab past the kind, two arrows, Ctrl Enter
    assert wrong.thoughts - right.thoughts == 1


def test_a_wrong_limit_is_typed_and_the_fields_before_it_are_walked():
    told = model.changes(duty(), {**GOLD, "deadline": {"at": "2020-02-07T14:00:00+07:00", "relation": "before"}})
    assert told == {"deadline_relation": 1, "deadline_at": model.MOMENT}
    assert model.editing(told).keys == 1 + 5 + 1 + model.MOMENT + 2


def test_one_too_many_costs_a_key_and_a_missed_one_its_selection():
    extra = model.confirming(read(duty(), {**duty(), "start": 0}), gold(GOLD))
    missed = model.confirming(read(), gold(GOLD))
    right = model.confirming(read(duty()), gold(GOLD))
    assert extra.keys == right.keys + 1
    assert missed.points == 2
    assert missed.keys > right.keys


def test_a_wrong_number_in_the_head_is_typed():
    wrong = model.heading(read(number="7/A"), gold())
    assert wrong.keys == model.heading(read(), gold()).keys + 1 + 5 + 2 + len("1/A")


@pytest.mark.parametrize(("text", "keys"), [("a b", 3), ("ả", 2), ("đường", 9), ("Ế", 3)])
def test_marks_cost_a_key_more(text, keys):
    assert model.keys_of(text) == keys


def test_typing_costs_more_than_selecting_and_selecting_more_than_reviewing():
    data, told = scoring.pairs("first")[0]
    found = scoring.read(data)
    costs = [way(found, told).seconds for way in (model.confirming, model.selecting_all, model.typing_all)]
    assert costs == sorted(costs)
    assert costs[0] < costs[2]
