"""The fit of weights finds again what the figures were made with."""

import random

import pytest
from tests.engines.letter import fitting

from thongsuot.engines.letter._logit import chance, shares


def test_equations_are_solved():
    assert fitting.solved([[0.0, 2.0], [4.0, 1.0]], [6.0, 11.0]) == pytest.approx([2.0, 3.0])


def test_the_chance_of_what_says_nothing_is_one_half():
    assert chance({"unknown": 1.0}, {}) == 0.5
    assert chance({"huge": 1e9}, {"huge": 1.0}) < 1


def test_fitted_weights_tell_how_often_each_sign_is_right():
    draw = random.Random(4)  # noqa: S311 - repeatable figures, no secret
    signs = [{"good": 1.0} if draw.random() < 0.5 else {"bad": 1.0} for _ in range(4000)]
    right = [draw.random() < (0.9 if "good" in row else 0.3) for row in signs]
    told = fitting.fitted(signs, right, ridge=0.1)
    assert chance({"good": 1.0}, told) == pytest.approx(0.9, abs=0.03)
    assert chance({"bad": 1.0}, told) == pytest.approx(0.3, abs=0.03)


def test_a_sign_seen_once_moves_little():
    told = fitting.fitted([{"often": 1.0}] * 100 + [{"once": 1.0}], [True] * 60 + [False] * 41, ridge=5.0)
    assert abs(told.get("once", 0.0)) < 0.3


def test_cues_tell_classes_apart():
    texts = [["cấm", "mọi"], ["báo", "cáo"]] * 20
    told = fitting.learnt(texts, ["prohibition", "one_off"] * 20)
    ban = shares(["cấm"], told)
    assert ban["prohibition"] > 0.8
    assert sum(ban.values()) == pytest.approx(1.0)
    assert max(shares(["lạ"], told).values()) == pytest.approx(0.5, abs=0.1)


def test_rare_cues_are_not_learnt():
    told = fitting.learnt([["hay"], ["thường"]] * 10 + [["hiếm"]], ["a", "b"] * 10 + ["a"])
    assert all("hiếm" not in line for line in told.values())


def test_bins_and_error():
    rows = [(0.9, True)] * 9 + [(0.9, False)] + [(0.2, False)] * 10
    assert fitting.apart(rows, 2) == [(10, pytest.approx(0.2), 0.0), (10, pytest.approx(0.9), 0.9)]
    assert fitting.error(rows, 2) == pytest.approx(0.1)
    assert fitting.ranked(rows) == pytest.approx((9 * 10 + 9 * 0.5) / (9 * 11))


def test_nothing_wrong_is_ranked_as_well_as_can_be():
    assert fitting.ranked([(0.4, True)]) == 1.0
