"""Mail of a NOC: forms in Vietnamese and English, usual subjects; what is not understood goes to a person."""

from __future__ import annotations

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest
from tests.engines.alerts.samples import NOON

from thongsuot.engines.alerts import Code, Fault, Limits, Severity, Source, Unreadable, read_mail

DATE = "Mon, 23 Nov 2026 19:00:00 +0700"  # noon, UTC


def mail(text="", subject="", date=DATE, html=None, **headers):
    made = EmailMessage()
    made["From"] = "noc@doanh-nghiep.example"
    made["Subject"] = subject
    if date:
        made["Date"] = date
    made.set_content(text)
    if html is not None:
        if text:
            made.add_alternative(html, subtype="html")
        else:
            made.set_content(html, subtype="html")
    return made.as_bytes()


def read(*args, **named):
    return read_mail(mail(*args, **named))


def codes(delivery):
    return [(problem.code, problem.place) for problem in delivery.problems]


FORM = """Kính gửi Phòng trực,
 - Mã sự cố: sc-2026-17
 - Trạng thái: Mất liên lạc
 - Điểm: Bệnh viện A
 - Nội dung: Đứt cáp: hai hướng
 - Mức độ: Nghiêm trọng
 - Bắt đầu: 18h55 ngày 23/11/2026
 - Nguyên nhân: thi công đường
--\x20
Phòng trực: 0900 000 001
"""


def test_a_form_is_read():
    delivery = read(FORM, "Báo cáo sự cố")
    (alert,) = delivery.alerts
    assert alert.key == ("SC-2026-17", datetime(2026, 11, 23, 11, 55, tzinfo=UTC))
    assert (alert.firing, alert.site, alert.title) == (True, "Bệnh viện A", "Đứt cáp: hai hướng")
    assert (alert.severity, alert.causes) == (Severity.CRITICAL, ("cause=thi công đường",))
    assert not alert.exact
    assert delivery.problems == ()


def test_accents_and_the_language_make_no_difference():
    bare = "ma: SC-2026-17\ntrang thai: mat lien lac\ndiem: Benh vien A\nbat dau: 23-11-2026 18:55:00"
    english = "ID: sc-2026-17\nStatus: DOWN\nSite: Benh vien A\nStarted: 2026-11-23 18:55"
    assert read(bare).alerts[0].key == read(english).alerts[0].key == read(FORM).alerts[0].key


def test_a_form_of_the_end_has_the_end_and_where_none_is_told_the_mails_date():
    over = "Mã: SC-1\nTrạng thái: Đã khắc phục\n"
    told = read(over + "Bắt đầu: 10:00 23/11/2026\nKết thúc: 11:30 23/11/2026").alerts[0]
    assert (told.firing, told.starts_at, told.ends_at) == (
        False, datetime(2026, 11, 23, 3, 0, tzinfo=UTC), datetime(2026, 11, 23, 4, 30, tzinfo=UTC),
    )  # fmt: skip
    bare = read(over).alerts[0]
    assert (bare.starts_at, bare.ends_at) == (None, NOON)
    reversed_ = read(over + "Bắt đầu: 10:00 23/11/2026\nKết thúc: 9:30 23/11/2026")
    assert reversed_.alerts[0].ends_at == reversed_.alerts[0].starts_at
    assert codes(reversed_) == [(Code.ENDS_BEFORE_START, "form/0")]


def test_a_mail_may_hold_several_forms():
    text = (
        "Điểm: A\nTrạng thái: mất\n\nĐiểm: B\nTrạng thái: đã thông\n-----\nSự cố: C\nTrạng thái: down\nnot a field: x"
    )
    delivery = read(text)
    assert [(alert.labels.get("site", alert.title), alert.firing) for alert in delivery.alerts] == [
        ("A", True), ("B", False), ("C", True),
    ]  # fmt: skip
    assert [problem.code for problem in delivery.problems] == [Code.COMPUTED_KEY] * 3


def test_a_form_without_a_key_is_known_by_what_and_where_however_written():
    one = read("Điểm: Bệnh viện  A\nNội dung: Mất kết nối\nTrạng thái: mất").alerts[0]
    other = read("diem: benh vien a\nnoi dung: MAT KET NOI\ntrang thai: ok").alerts[0]
    third = read("diem: benh vien b\nnoi dung: MAT KET NOI\ntrang thai: ok").alerts[0]
    assert one.fingerprint == other.fingerprint != third.fingerprint


def test_a_form_without_its_state_takes_that_of_the_subject():
    assert not read("Điểm: A", "RESOLVED: A").alerts[0].firing
    assert read("Điểm: A", "Sự cố: A").alerts[0].firing


def test_a_form_without_any_state_is_for_a_person():
    with pytest.raises(Unreadable) as caught:
        read("Điểm: A\nNội dung: kiểm tra định kỳ", "Lịch bảo dưỡng")
    assert caught.value.code is Fault.NOT_UNDERSTOOD
    mixed = read("Điểm: A\nTrạng thái: đang đo\n---\nĐiểm: B\nTrạng thái: down")
    assert [alert.site for alert in mixed.alerts] == ["B"]
    assert codes(mixed)[0] == (Code.NO_STATE, "form/0")


ZABBIX = """Problem {told} at 18:55:10 on 2026.11.23
Problem name: Mất kết nối
Host: rt-bv-01
Severity: High
Operational data: loss 100 %
Original problem ID: 70123
"""


def test_the_usual_mails_of_zabbix_are_read():
    begun = read(ZABBIX.format(told="started"), "Problem: Mất kết nối").alerts[0]
    over = read(ZABBIX.format(told="has been resolved in 3m 5s"), "Resolved in 3m 5s: Mất kết nối").alerts[0]
    moment = datetime(2026, 11, 23, 11, 55, 10, tzinfo=UTC)
    assert (begun.key, begun.firing, begun.severity) == (("70123", moment), True, Severity.MAJOR)
    assert (over.fingerprint, over.starts_at, over.ends_at) == ("70123", None, moment)
    assert begun.labels["host"] == "rt-bv-01"
    assert read(ZABBIX.format(told="has been resolved"), "x").alerts[0].ends_at == moment


@pytest.mark.parametrize(
    ("subject", "firing"),
    [("PROBLEM: Mất kết nối", True), ("Updated problem in 5m: Mất kết nối", True), ("OK: Mất kết nối", False),
     ("Resolved in 1h 2m: Mất kết nối", False), ("ĐÃ KHẮC PHỤC: Mất kết nối", False), ("Sự cố: Mất kết nối", True)],
)  # fmt: skip
def test_a_subject_alone_tells_a_failure_that_its_title_names(subject, firing):
    (alert,) = read("", subject).alerts
    assert (alert.firing, alert.title) == (firing, "Mất kết nối")
    assert alert.fingerprint == read("", "PROBLEM: mat ket noi").alerts[0].fingerprint
    assert (alert.starts_at, alert.ends_at) == ((NOON, None) if firing else (None, NOON))


def test_a_subject_of_alertmanager_speaks_of_its_group():
    firing = read("", "[FIRING:2] MatKetNoi dn-a (benh-vien-a p1)")
    over = read("", "[RESOLVED] MatKetNoi dn-a (p1)")
    assert firing.alerts[0].fingerprint == over.alerts[0].fingerprint
    assert (firing.alerts[0].firing, over.alerts[0].firing) == (True, False)
    assert codes(firing)[0] == (Code.GROUP_ONLY, "subject")
    assert read("", "[FIRING:1, RESOLVED:1] MatKetNoi dn-a").alerts[0].firing


@pytest.mark.parametrize(
    "subject",
    ["Re: PROBLEM: x", "Fwd: Sự cố: x", "Trả lời: [FIRING:1] x", "Chào", "OK:", "[FIRING:1]", ":", ""],
)
def test_answers_and_other_letters_are_for_a_person(subject):
    with pytest.raises(Unreadable) as caught:
        read("Đã xong.", subject)
    assert caught.value.code is Fault.NOT_UNDERSTOOD
    assert "nhập sự cố bằng tay" in caught.value.message


@pytest.mark.parametrize(
    "before", ["> Trạng thái: down\n> Điểm: B\n", "-- \nĐiểm: B\nTrạng thái: down\n",
               "----- Thư gốc -----\nĐiểm: B\nTrạng thái: down\n",
               "Vào 10:00, Lan đã viết:\nĐiểm: B\nTrạng thái: down\n"],
)  # fmt: skip
def test_what_is_quoted_or_signed_is_not_said_anew(before):
    (alert,) = read("Điểm: A\nTrạng thái: ok\n" + before).alerts
    assert (alert.site, alert.firing) == ("A", False)


def test_html_is_read_where_there_is_no_plain_text():
    html = (
        "<html><head><title>x</title><style>Điểm: Z</style></head><body><p>Điểm:&nbsp;<b>Bệnh viện &lt;A&gt;</b></p>"
        "Trạng thái: mất<br/><script>var a = 'Mã: 5' < 3;</script>Mức độ: cao</body></html>"
    )
    (alert,) = read("", "", html=html).alerts
    assert (alert.site, alert.severity) == ("Bệnh viện <A>", Severity.MAJOR)
    assert read("Điểm: A\nTrạng thái: ok", html=html).alerts[0].site == "A"


def test_a_time_of_a_form_that_is_none_gives_way_to_the_mails_date():
    delivery = read("Mã: 1\nTrạng thái: down\nBắt đầu: sáng nay")
    assert delivery.alerts[0].starts_at == NOON
    assert codes(delivery) == [(Code.BAD_TIME, "form/0/starts")]


@pytest.mark.parametrize(
    "date", ["", "hôm nay", "Mon, 23 Nov 1926 19:00:00 +0700", "99999999999", "Mon, 99 Nov 2026 1:2"]
)
def test_a_mail_without_a_date_has_no_time(date):
    raw = mail("Mã: 1\nTrạng thái: down", date="").replace(b"Subject:", b"Date: " + date.encode() + b"\nSubject:")
    assert read_mail(raw).alerts[0].starts_at is None


def test_a_date_without_a_known_zone_is_utc():
    raw = mail("Mã: 1\nTrạng thái: down", date="").replace(
        b"Subject:", b"Date: Mon, 23 Nov 2026 12:00:00 -0000\nSubject:"
    )
    assert read_mail(raw).alerts[0].starts_at == NOON


def raw(body=b"", *headers):
    return b"\r\n".join([b"Subject: x", *headers, b"", body])


FORM_BYTES = "Mã: SC-1\nTrạng thái: mất".encode()


@pytest.mark.parametrize(
    "headers",
    [
        (b"Content-Type: text/plain; charset=khong-co",), (b"Content-Type: text/plain; charset=utf-8",), (),
        (b"Content-Type: text/plain; charset*=utf-8''utf-8%",), (b"Content-Transfer-Encoding: 8bit",),
        (b"Content-Type: \xff\xfe",), (b"Subject: =?khong-co?q?x?=",), (b"Subject: =?utf-8?b?*?=",),
    ],
)  # fmt: skip
def test_odd_heads_leave_the_form(headers):
    assert read_mail(raw(FORM_BYTES, *headers)).alerts[0].fingerprint == "SC-1"


def test_subjects_that_no_decoder_takes_are_read_as_they_stand():
    for subject in (b"=?utf-8?b?A?=", b"=?khong-co?q?OK=3A?= x", b"\xff\xfe", b"=?utf-16?b?/w==?="):
        with pytest.raises(Unreadable) as caught:
            read_mail(b"Subject: " + subject + b"\r\n\r\n.")
        assert caught.value.code is Fault.NOT_UNDERSTOOD


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", Fault.EMPTY), (b" \r\n\r\n ", Fault.EMPTY), (b"x" * 2**21, Fault.TOO_LARGE), (b"\r\nx", Fault.NOT_A_MAIL),
        (b"Boundary" * 30, Fault.NOT_A_MAIL),
        (raw(FORM_BYTES + b"\r\n--a" * 2_100), Fault.NOT_A_MAIL),
        (raw(FORM_BYTES, b"Content-Type: text/plain;" + b" a*1=b;\r\n" * 600), Fault.NOT_A_MAIL),
        (raw(FORM_BYTES, b'Content-Type: text/plain; charset="a\x00"'), Fault.NOT_A_MAIL),
        (raw(b"", b"Content-Type: image/png"), Fault.NOT_UNDERSTOOD),
        (raw(b"--a\r\n\r\nx", b"Content-Type: multipart/mixed; boundary=a"), Fault.NOT_UNDERSTOOD),
        (raw(FORM_BYTES, b"Content-Disposition: attachment"), Fault.NOT_UNDERSTOOD),
        (raw(b"--a--", b"Content-Type: multipart/mixed; boundary=a"), Fault.NOT_UNDERSTOOD),
    ],
)  # fmt: skip
def test_what_is_no_mail_or_tells_nothing_says_so(data, code):
    with pytest.raises(Unreadable) as caught:
        read_mail(data)
    assert caught.value.code is code


def test_a_bound_of_the_source_counts():
    with pytest.raises(Unreadable) as caught:
        read_mail(mail(FORM), Source(limits=Limits(mail=100)))
    assert caught.value.code is Fault.TOO_LARGE


def test_hostile_values_are_data():
    value = "{{7*7}} <script>alert(1)</script> \u202e{0.__class__}" + "a" * 5000
    (alert,) = read(f"Mã: 1\nTrạng thái: down\nĐiểm: {value}").alerts
    assert alert.site.startswith("{{7*7}} <script>alert(1)</script> {0.__class__}aaa")
    assert len(alert.site) <= 1000
