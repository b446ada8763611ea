"""What another install says is read strictly: what is damaged, hostile or of another version is refused by place."""

from __future__ import annotations

import copy
import json
import re
from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import pytest

from thongsuot.campaigns import queries
from thongsuot.campaigns.states import CampaignState, Cause, ShareState
from thongsuot.engines import package as engine
from thongsuot.links.models import Package

KEY, AT = "0b6f3c1e-2f1d-4c57-9c59-3a5b8f0f2d11", "2020-02-03T05:00:00+00:00"
MOMENT = datetime(2020, 2, 3, 5, tzinfo=UTC)
BY_AN = {"key": "a" * 24, "name": "Nguyễn Văn An"}
ESTIMATE = {"subscribers": 500_000, "parts": 2, "rate": 300, "brand_registered": True}
FIGURES = dict.fromkeys(("subscribers", "sent", "delivered", "failed", "uncertain", "segments"), 5)
HEAD = {"version": 1, "share": KEY, "number": 3, "taken": 2, "step": "request", "by": BY_AN, "at": AT, "operator": "dd"}
ORDER = {
    **HEAD,
    "branch": "",
    "campaign": {
        "state": "requested", "reason": "", "generation": 1, "issuer_name": "Ban Chỉ huy", "number": "5/CĐ",
        "legal_ground": "Điều 5", "rule": "both", "audience": "", "brand": "DONGXUYEN", "text": "Mưa lớn",
        "correction": "Đính chính", "parts": 1, "repeat": "", "dated_on": "2020-02-03", "area": "DX", "waves": [AT],
        "report_due_at": "", "requested_by": BY_AN, "requested_at": AT, "corrects": "",
    },
    "approval": {"by": BY_AN, "at": AT, "order": "{}"},
    "stands": {"state": "asked", "reason": "", "estimate": ESTIMATE, "estimated_by": ""},
}  # fmt: skip
STEP = {
    **HEAD,
    "generation": 1,
    "stands": {
        "state": "trial", "reason": "", "paused_from": "", "pause_cause": "", "estimate": ESTIMATE,
        "accepted": {"by": BY_AN, "at": AT, "shift_hours": 8}, "released": BY_AN, "testing_at": AT, "trial_at": AT,
        "sending_at": "", "ended_at": "", "confirmed_until": "",
    },
    "tally": {**FIGURES, "version": 1, "phase": "trial", "log_sha256": "f" * 64},
    "measured": FIGURES,
}  # fmt: skip
REFUSAL = {"version": 1, "package": KEY, "share": "", "reason": "Không đúng dạng", "at": AT}
BODIES = {"campaign.order": ORDER, "campaign.step": STEP, "campaign.refusal": REFUSAL}
MAY_BE_NONE = {"approval", "estimate", "accepted", "released", "tally", "measured"}


def paths(value, before=()):
    """Return the way to every value inside a body."""
    found = [before] if before else []
    for name, inner in value.items() if isinstance(value, dict) else ():
        found += paths(inner, (*before, name))
    return found


PLACES = [(kind, path) for kind, body in BODIES.items() for path in paths(body)]
IDS = [f"{kind}:{'.'.join(path)}" for kind, path in PLACES]
everywhere = pytest.mark.parametrize(("kind", "path"), PLACES, ids=IDS)


def told(kind, body):
    """Return what a body says that came with a package."""
    octets = body if isinstance(body, bytes) else engine.canonical(body)
    return queries.told(Package(kind=kind, body=octets))


def refused(kind, body):
    """Return why a body is not read."""
    with pytest.raises(queries.Unreadable) as caught:
        told(kind, body)
    words = str(caught.value)
    assert words.startswith("Nội dung gói tin không đúng dạng (")
    assert words.endswith("Đề nghị hai bên dùng cùng phiên bản rồi gửi lại.")
    return words


def within(kind, path):
    """Return a copy of a body, and the object in it that holds what the path names."""
    body = copy.deepcopy(BODIES[kind])
    holder = body
    for name in path[:-1]:
        holder = holder[name]
    return body, holder


def put(kind, path, value):
    """Return a body in which another value stands at a place."""
    body, holder = within(kind, path)
    holder[path[-1]] = value
    return body


def test_sound_bodies_are_read_as_values():
    order, step, refusal = (told(kind, body) for kind, body in BODIES.items())
    assert (order["share"], order["at"], order["campaign"]["waves"]) == (UUID(KEY), MOMENT, [MOMENT])
    assert (order["campaign"]["dated_on"], order["campaign"]["report_due_at"]) == (date(2020, 2, 3), None)
    assert (order["campaign"]["corrects"], order["approval"]["at"]) == (None, MOMENT)
    assert (step["stands"]["trial_at"], step["stands"]["ended_at"]) == (MOMENT, None)
    assert (step["measured"], step["tally"]["version"]) == (FIGURES, 1)
    assert refusal == {**REFUSAL, "package": UUID(KEY), "at": MOMENT}


@everywhere
def test_a_name_that_is_missing_is_named(kind, path):
    body, holder = within(kind, path)
    del holder[path[-1]]
    assert f"({path[-1]})" in refused(kind, body)


@everywhere
def test_a_name_that_is_too_many_is_named(kind, path):
    body, holder = within(kind, path)
    for name in ("reality", "Version", " ", "version ", "__class__", f"{path[-1]}\u200b"):
        holder[name] = "exercise"
        assert f"({queries.brief(name)})" in refused(kind, body)
        del holder[name]
    assert told(kind, body)


WRONG = {
    str: [0, 1, -1, 2**53 - 1, True, False, [], {}, ["x"], {"x": "y"}, "a\0b", "\0"],
    int: ["1", "", "một", True, False, -1, -(2**53) + 1, [], {}, [1], {"1": 1}],
    bool: [0, 1, "true", "", [], {}],
    dict: ["", "x", 0, 1, True, [], {}, [["by", 1]], {"x": 1}],
    list: ["", "x", 0, True, [], {}, [[]], [None], [1], [AT, ""], [AT, [AT]], [""], {AT: AT}],
}


@everywhere
def test_a_value_of_another_kind_is_refused(kind, path):
    body, holder = within(kind, path)
    for wrong in WRONG[type(holder[path[-1]])]:
        assert re.search(r"\([^()]+\)", refused(kind, put(kind, path, wrong))), wrong
    assert told(kind, body)


@everywhere
def test_nothing_may_stand_only_where_there_may_be_nothing(kind, path):
    body = put(kind, path, None)
    if path[-1] in MAY_BE_NONE:
        assert told(kind, body)[path[0]] is None or path[:1] == ("stands",)
    else:
        assert refused(kind, body)


@everywhere
def test_nested_bombs_are_refused(kind, path):
    bombs = [json.loads("[" * 20 + "]" * 20), json.loads('{"a":' * 20 + "1" + "}" * 20)]
    for bomb in bombs:
        assert refused(kind, put(kind, path, bomb))


@pytest.mark.parametrize("kind", BODIES)
@pytest.mark.parametrize("body", [[], {}, None, 0, 1, True, "", "version", ["version"], [{"version": 1}]])
def test_what_is_no_object_says_no_version(kind, body):
    assert "(version)" in refused(kind, body)


@pytest.mark.parametrize("kind", BODIES)
@pytest.mark.parametrize("version", [0, 2, -1, 99, 2**53 - 1, "1", "", None, True, False, [1], {"version": 1}])
def test_another_version_is_told_before_all_else(kind, version):
    assert "(version)" in refused(kind, {**BODIES[kind], "version": version})


@pytest.mark.parametrize("kind", BODIES)
@pytest.mark.parametrize("other", BODIES)
def test_a_body_is_read_only_as_its_own_kind(kind, other):
    if kind == other:
        assert told(kind, BODIES[other]).keys() == BODIES[other].keys()
    else:
        assert refused(kind, BODIES[other])


@pytest.mark.parametrize(
    "octets",
    [
        b"", b" ", b"{", b"}", b"nul", b"\xff\xfe", b'{"version":1', b'{"version":1}x', b'{"version": 1}',
        b'{"version":1,"version":1}', b'{"version":1.0}', b'{"version":1e0}', b'{"version":NaN}',
        b'{"version":Infinity}',
        b'{"version":-0}', b'{"version":01}', b'{"version":9007199254740992}', b'{"version":' + b"9" * 5_000 + b"}",
        b"{'version':1}", b'{"version":1,}', b'{"v\\u0065rsion":1}', b'{"a":"\\ud800"}', b'\xef\xbb\xbf{"version":1}',
        b"[" * 50 + b"]" * 50, b"[" * 200_000, b'{"a":' * 200_000, b"[" * 40_000 + b"]" * 40_000, b'"\n"',
    ],
    ids=lambda octets: repr(octets[:20]),
)  # fmt: skip
def test_octets_that_are_no_canonical_json_are_malformed(octets):
    with pytest.raises(engine.Unacceptable) as caught:
        told("campaign.order", octets)
    assert caught.value.reason == engine.Reason.MALFORMED


NUMBERS = [
    (kind, path) for kind, path in PLACES if type(within(kind, path)[1][path[-1]]) is int and path != ("version",)
]


@pytest.mark.parametrize(("kind", "path"), NUMBERS, ids=[f"{kind}:{'.'.join(path)}" for kind, path in NUMBERS])
def test_a_count_is_a_whole_number_from_nothing_up(kind, path):
    for number in (0, 1, 2**31, 2**53 - 1):
        read = told(kind, put(kind, path, number))
        for name in path:
            read = read[name]
        assert read == number
    assert f"({path[-1]})" in refused(kind, put(kind, path, -1))


MOMENTS = [
    ("campaign.order", ("at",)), ("campaign.order", ("campaign", "requested_at")), ("campaign.step", ("at",)),
    ("campaign.order", ("approval", "at")), ("campaign.step", ("stands", "accepted", "at")),
    ("campaign.refusal", ("at",)),
]  # fmt: skip
MAYBE_MOMENTS = [
    ("campaign.order", ("campaign", "report_due_at")),
    *[
        ("campaign.step", ("stands", name))
        for name in ("testing_at", "trial_at", "sending_at", "ended_at", "confirmed_until")
    ],
]
NO_MOMENT = [
    " ", "hôm nay", "2020-02-03", "2020-02-03T05:00:00", "2020-02-03 05:00", "03/02/2020", "1580706000",
    "2020-13-01T05:00Z",
    "2020-02-30T05:00:00+00:00", "2020-02-03T25:00:00+00:00", "2020-02-03T05:00:00+24:00", "0000-01-01T00:00:00+00:00",
    "10000-01-01T00:00:00+00:00", "2020-02-03T05:00:00+00:00x", " 2020-02-03T05:00:00+00:00", "2020-02-03T05:00:00 UTC",
    "T", "Z", "9" * 100_000,
]  # fmt: skip


@pytest.mark.parametrize(("kind", "path"), [*MOMENTS, *MAYBE_MOMENTS], ids=lambda value: ".".join(value[-2:]))
def test_a_moment_has_a_day_a_time_and_a_zone(kind, path):
    for wrong in NO_MOMENT:
        assert f"({path[-1]})" in refused(kind, put(kind, path, wrong)), wrong
    for right in (AT, "2020-02-03T12:00:00+07:00", "2020-02-03T05:00:00Z", "2020-02-03T05:00+00:00"):
        read = told(kind, put(kind, path, right))
        for name in path:
            read = read[name]
        assert read == MOMENT
    if (kind, path) in MOMENTS:
        assert f"({path[-1]})" in refused(kind, put(kind, path, ""))


@pytest.mark.parametrize("wrong", ["", " ", "2020-02-30", "03/02/2020", "2020-2-3", AT, "0000-01-01", "2020-02-03 "])
def test_a_day_is_a_day(wrong):
    assert "(dated_on)" in refused("campaign.order", put("campaign.order", ("campaign", "dated_on"), wrong))


@pytest.mark.parametrize(
    "wrong", [" ", "x", KEY[:-1], KEY + "0", KEY.replace("0", "g"), "1", "0" * 31, "đ" * 32, "0" * 9_999]
)
@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("campaign.order", ("share",)),
        ("campaign.order", ("campaign", "corrects")),
        ("campaign.step", ("share",)),
        ("campaign.refusal", ("package",)),
    ],
)
def test_a_key_is_a_uuid(kind, path, wrong):
    assert f"({path[-1]})" in refused(kind, put(kind, path, wrong))


WORDS = {
    ("campaign.order", ("campaign", "rule")): {"registered", "present", "both"},
    ("campaign.order", ("campaign", "state")): {*CampaignState},
    ("campaign.order", ("stands", "state")): {*ShareState},
    ("campaign.step", ("stands", "state")): {*ShareState},
    ("campaign.step", ("stands", "paused_from")): {"", "trial", "sending"},
    ("campaign.step", ("stands", "pause_cause")): {"", *Cause},
    ("campaign.step", ("tally", "phase")): {"trial", "sending"},
}


@pytest.mark.parametrize(("place", "allowed"), WORDS.items(), ids=[".".join(path) for _, path in WORDS])
def test_a_word_is_one_of_those_that_we_know(place, allowed):
    kind, path = place
    every = {"", "gone", "unknown", *CampaignState, *ShareState, *Cause}
    for word in allowed:
        outer, name = path
        assert told(kind, put(kind, path, str(word)))[outer][name] == word
    others = every - allowed | {word.upper() for word in allowed if word} | {f" {word}" for word in allowed}
    for word in others:
        assert f"({path[-1]})" in refused(kind, put(kind, path, str(word))), word


NEVER_EMPTY = [
    ("campaign.order", ("step",)), ("campaign.order", ("operator",)), ("campaign.order", ("by", "name")),
    *[("campaign.order", ("campaign", name)) for name in ("issuer_name", "number", "legal_ground", "brand")],
    *[("campaign.order", ("campaign", name)) for name in ("text", "correction", "area")],
    ("campaign.order", ("approval", "order")), ("campaign.order", ("campaign", "requested_by", "name")),
    ("campaign.step", ("stands", "released", "name")), ("campaign.step", ("tally", "log_sha256")),
    ("campaign.refusal", ("reason",)),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "path"), NEVER_EMPTY, ids=lambda value: ".".join(value[-2:]))
def test_a_text_that_must_say_something_says_something(kind, path):
    for blank in ("", " ", "\n\t", "\u00a0", "\u3000 "):
        assert f"({path[-1]})" in refused(kind, put(kind, path, blank))
    assert told(kind, put(kind, path, "x"))


def test_a_refusal_of_ours_is_read_at_the_other_end_as_it_was_said():
    package, share = uuid4(), str(uuid4())
    for key in (share, "", "không phải khóa"):
        read = told("campaign.refusal", queries.refusal_body(str(package), key, "Sai dạng", at=MOMENT))
        assert read == {"version": 1, "package": package, "share": key, "reason": "Sai dạng", "at": MOMENT}


def test_a_text_and_a_name_have_a_length():
    for kind, path, length in (
        ("campaign.order", ("campaign", "audience"), 100_001),
        ("campaign.order", ("by", "name"), 121),
        ("campaign.step", ("stands", "reason"), 100_001),
    ):
        assert path[-1] in refused(kind, put(kind, path, "x" * length))


def test_foreign_words_are_told_short_and_so_that_they_can_be_kept():
    assert queries.brief("a\0b\u202ec") == "a?b?c"
    assert queries.brief("x" * 500) == "x" * 500
    assert queries.brief("x" * 501) == "x" * 499 + "…"
