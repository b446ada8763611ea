"""The fast reader and a slow one agree on every cell that either of them can make out."""

from __future__ import annotations

import csv
import io
from collections import Counter

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.engines.tables.lists import REGISTERED, refused, told
from tests.engines.tables.slow import number_of, numbers_of

PIECES = [
    "0", "00", "84", "+84", "+", "9", "91", "912345678", "0912345678", "912", "345", "678", "5", "32", "2", "1", " ",
    ".", ",", "-", "(", ")", "'", ".0", ",00", ".50", "E+08", "x", "=", "\u00a0", "\u200b", "\u202c", "\u2007",
    "\ufeff",
]  # fmt: skip
CELLS = st.lists(st.sampled_from(PIECES), max_size=7).map("".join)
NUMBERS = st.integers(0, 10**9).map(lambda nine: f"0{nine:09d}")
WRAPPED = st.tuples(st.one_of(CELLS, NUMBERS), st.sampled_from(["{}", "{}.0", '="{}"', "{}\u200b", " {} ", "+84{}"]))
FORMED = WRAPPED.map(lambda pair: pair[1].format(pair[0]))
AREAS = st.sampled_from(["DX01", "NS", "", "Thành phố Đông Xuyên", "\u00d0ông Xuyên", "Nơi khác", "Tân\u00a0An"])
INSIDE, OUTSIDE = {"DX01", "Thành phố Đông Xuyên", "\u00d0ông Xuyên"}, {"NS", "Tân An"}


@settings(max_examples=400, deadline=None)
@given(st.one_of(FORMED, CELLS, st.text(alphabet="0123456789.,+ -'\u00a0\u200b", max_size=16)))
@example("912345678.0")
@example("840912345.678")
@example("0912345678,000000")
@example("+84.912.345.678")
@example("-.912345678")
def test_one_cell_is_read_as_the_slow_reader_reads_it(written):
    taken = told(f"msisdn|x\n{written}|x\n").numbers.tolist()
    number = number_of(written)
    assert taken == ([] if number is None else [number])


@settings(max_examples=120, deadline=None)
@given(
    rows=st.lists(st.tuples(FORMED, AREAS), min_size=1, max_size=25),
    sign=st.sampled_from([";", "\t", "|"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_a_list_comes_to_the_same_numbers_and_counts(rows, sign, quoting):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=sign, quoting=quoting, lineterminator="\n")
    writer.writerows([("msisdn", "registered"), *rows])
    text = out.getvalue()
    slow, kept, elsewhere, rows_seen = Counter(), Counter(), 0, 0
    for number, area in numbers_of(text, sign):
        rows_seen += 1
        slow["right"] += number is not None
        if number is not None and area in INSIDE:
            kept[number] += 1
        elsewhere += number is not None and area in OUTSIDE
    if not rows_seen:
        assert refused(text).code == "empty"
        return
    fast = told(text, REGISTERED)
    assert fast.numbers.tolist() == sorted(kept)
    assert (fast.rows, fast.elsewhere) == (rows_seen, elsewhere)
    assert fast.repeated == sum(kept.values()) - len(kept)
    assert fast.bad == rows_seen - sum(kept.values()) - elsewhere
