"""Scores: what is counted as found, as wanted and as right, field by field."""

from __future__ import annotations

import pytest

from thongsuot.engines import letter as engine

TEXT = "Đề nghị các đơn vị trực 24/24; báo cáo về Sở trước 14 giờ ngày 07/02/2020; gửi số liệu, bản vẽ."


def duty(words, **changes):
    """Return a duty as the engine would read it."""
    start = TEXT.index(words)
    whole = {"start": start, "mode": "one_off", "obliged": "all", "obliged_names": [], "kind": "REPORT"}
    return {**whole, "deadline": None, **changes}


def gold(words, **changes):
    """Return a duty as gold names it."""
    whole = {"start": words, "mode": "one_off", "obliged": "all", "obliged_names": [], "kind": "REPORT"}
    return {**whole, "deadline": None, **changes}


def scored(found, wanted, field="obligations"):
    return engine.score({"text": TEXT, "obligations": found}, {"obligations": wanted})[field]


def parts(score):
    return (score.right, score.found, score.wanted)


def test_a_duty_is_right_where_it_begins_near_and_binds_alike_in_its_mode():
    assert parts(scored([duty("báo cáo")], [gold("báo cáo về Sở")])) == (1, 1, 1)
    assert parts(scored([duty("về Sở")], [gold("báo cáo về Sở")])) == (1, 1, 1)
    assert parts(scored([duty("14 giờ")], [gold("báo cáo về Sở")])) == (0, 1, 1)
    assert parts(scored([duty("báo cáo", mode="standing")], [gold("báo cáo")])) == (0, 1, 1)
    assert parts(scored([duty("báo cáo", obliged="telecom")], [gold("báo cáo")])) == (0, 1, 1)


def test_a_choice_that_gold_leaves_is_right_either_way():
    assert parts(scored([duty("trực", mode="standing")], [gold("trực", mode_also=["standing"])])) == (1, 1, 1)
    assert parts(scored([duty("trực", obliged="postal")], [gold("trực", obl_any=True)])) == (1, 1, 1)
    assert parts(scored([duty("trực")], [gold("các đơn vị trực", start_also=["trực 24/24"])])) == (1, 1, 1)
    assert parts(scored([duty("trực")], [gold("trực", span=[TEXT.index("trực"), TEXT.index(";")])])) == (1, 1, 1)


def test_what_may_be_left_out_or_cut_finer_costs_nothing():
    assert parts(scored([], [gold("trực", optional=True)])) == (0, 0, 0)
    assert parts(scored([], [gold("trực", may_merge_with="O2")])) == (0, 0, 0)
    cut = [duty("gửi số liệu"), duty("bản vẽ")]
    assert parts(scored(cut, [gold("gửi số liệu", finer_splits=["bản vẽ"])])) == (1, 1, 1)
    assert parts(scored(cut, [gold("gửi số liệu")])) == (1, 2, 1)


def test_of_two_that_begin_alike_the_one_that_agrees_is_taken():
    found = [duty("trực", mode="standing"), duty("trực")]
    assert parts(scored(found, [gold("trực")])) == (1, 2, 1)


@pytest.mark.parametrize(
    ("field", "changes", "right"),
    [
        ("kind", {"kind": "OTHER"}, 0),
        ("deadline", {"deadline": {"at": "x", "relation": "before"}}, 0),
        ("obliged_names", {"obliged_names": ["Sở Y tế"]}, 0),
        ("mode", {}, 1),
        ("obliged", {}, 1),
    ],
)
def test_fields_are_scored_among_the_duties_that_begin_alike(field, changes, right):
    assert parts(scored([duty("trực", **changes)], [gold("trực")], f"obligations.{field}")) == (right, 1, 1)


def test_deadlines_agree_by_moment_and_relation_whatever_their_words():
    limit = {"at": "2020-02-07T14:00:00+07:00", "relation": "before", "text": "trước 14 giờ"}
    same = {**limit, "text": "trước 14 giờ ngày 07/02/2020"}
    assert parts(scored([duty("trực", deadline=limit)], [gold("trực", deadline=same)], "obligations.deadline"))[0] == 1
    told = engine.score({"text": "", "deadlines": [limit]}, {"deadlines": [same, {**limit, "relation": "until"}]})
    assert parts(told["deadlines"]) == (1, 1, 2)


def test_single_fields_count_only_where_either_side_has_them():
    read = {"text": "", "number": "1/A", "date": None, "place": "Hà Sơn", "doc_type": "Công văn."}
    told = engine.score(read, {"number": "1/A", "date": "2020-01-01", "place": None, "doc_type": "công  văn"})
    assert {name: parts(score) for name, score in told.items()} == {
        "number": (1, 1, 1),
        "date": (0, 0, 1),
        "place": (0, 1, 0),
        "doc_type": (1, 1, 1),
    }


def test_issuer_and_signer_are_scored_part_by_part_and_lists_item_by_item():
    read = {
        "text": "",
        "issuer": {"name": "Sở A", "parent": None},
        "signer": None,
        "contacts": [{"title": "Giám đốc", "name": "An", "phone": "1"}, {"title": None, "name": "Bình", "phone": "2"}],
    }
    wanted = {
        "issuer": {"name": "Sở A", "parent": "UBND", "inferred": True},
        "signer": {"authority_form": None, "title": "GIÁM ĐỐC", "name": "An"},
        "contacts": [{"role": "Giám đốc", "name": "An", "phone": "1", "kind": "x"}],
    }
    told = engine.score(read, wanted)
    assert parts(told["issuer.name"]) == (1, 1, 1)
    assert parts(told["issuer.parent"]) == (0, 0, 1)
    assert parts(told["signer.title"]) == (0, 0, 1)
    assert parts(told["contacts"]) == (1, 2, 1)


def test_an_unread_letter_misses_all_that_gold_names():
    told = engine.unread({"number": "1/A", "deadlines": [], "obligations": [gold("trực")]})
    assert parts(told["number"]) == (0, 0, 1)
    assert parts(told["obligations"]) == (0, 0, 1)


def test_nothing_found_and_nothing_wanted_is_no_fault():
    nothing = engine.Score()
    assert (nothing.precision, nothing.recall, nothing.f1) == (1.0, 1.0, 1.0)
    half = engine.Score(1, 2, 1) + engine.Score(0, 0, 1)
    assert (half.precision, half.recall, half.f1) == (0.5, 0.5, 0.5)
    assert engine.Score(0, 1, 1).f1 == 0


def limit(at: str | None = None, relation: str = "until", recurrence: str | None = None, **more: object) -> dict:
    return {"at": at, "relation": relation, "recurrence": recurrence, **more}


@pytest.mark.parametrize(
    ("mine", "theirs", "right"),
    [
        (limit("2018-02-23T00:00:00+07:00"), limit("2018-02-22T23:59:00+07:00"), 1),
        (limit("2018-02-23T07:00:00+07:00"), limit("2018-02-22T23:59:00+07:00"), 0),
        (limit("2018-02-23T07:00:00+07:00"), limit("2018-02-23"), 0),
        (limit(None), limit("2018-02-22T23:59:00+07:00"), 0),
        (limit(None, recurrence="FREQ=DAILY;BYHOUR=16;BYMINUTE=0"), limit(None, recurrence="FREQ=DAILY"), 1),
        (limit(None, recurrence="FREQ=DAILY;BYHOUR=16"), limit(None, recurrence="FREQ=DAILY;BYHOUR=17"), 0),
        (limit(None, recurrence="FREQ=MONTHLY;INTERVAL=3"), limit(None, recurrence="FREQ=MONTHLY"), 0),
        (limit(None, recurrence="FREQ=WEEKLY;BYDAY=MO"), limit(None, recurrence="FREQ=WEEKLY"), 0),
        (limit(None, relation="before"), limit(None), 0),
    ],
)
def test_a_time_limit_is_right_by_relation_and_moment_or_rule(mine, theirs, right):
    told = engine.score({"text": "", "deadlines": [mine]}, {"deadlines": [theirs]})
    assert told["deadlines"] == engine.Score(right, 1, 1)


def test_what_gold_calls_optional_or_never_names_is_no_fault():
    gold = {"deadlines": [limit("2018-02-22T23:59:00+07:00", optional=True)]}
    found = [limit(None, relation="asap"), limit("2018-02-14T00:00:00+07:00", relation="from")]
    assert engine.score({"text": "", "deadlines": found}, gold)["deadlines"] == engine.Score(0, 0, 0)
    named = {"deadlines": [limit("2018-02-15T00:00:00+07:00", relation="from")]}
    assert engine.score({"text": "", "deadlines": found}, named)["deadlines"] == engine.Score(0, 1, 1)
