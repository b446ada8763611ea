"""Clause 02: what fails at a hospital is mended first; from the monitoring's own words to the report, nothing typed."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils.timezone import now
from tests.clauses.steps import stands_in_all

from thongsuot.incidents import jobs
from thongsuot.incidents.models import Incident
from thongsuot.organisations import access
from thongsuot.paging import jobs as paging

pytestmark = pytest.mark.django_db
OPEN = "0001-01-01T00:00:00Z"
LABELS = {"alertname": "MatDuongTruyen", "site": "bv-nhi", "failure": "line"}
TERMS = {"minutes": 30, "notice": 10, "read": "on"}
WIRING = {"name": "Giám sát truyền dẫn", "kind": "alertmanager", "site_label": "site", "silent_after": 0}


class Monitoring:
    """The enterprise's own monitoring: connected on the page, and speaking with the key it was given."""

    def __init__(self, work, code) -> None:
        self.work, self.code = work, code
        answer = work.browser(f"{code}.lanhdao").post(
            reverse("incidents:sources"), {**WIRING, "zone": "Asia/Ho_Chi_Minh"}
        )
        self.key = re.search(r"<code>([\w-]{20,})</code>", answer.content.decode())[1]

    def tell(self, begin, end=None) -> None:
        """Send what Alertmanager sends, and let time do its part."""
        alert = {"labels": LABELS, "annotations": {}, "startsAt": begin.isoformat(), "fingerprint": "8f2c0a9d1b7e4c35"}
        alert |= {"status": "resolved" if end else "firing", "endsAt": end.isoformat() if end else OPEN}
        body = json.dumps({"version": "4", "status": alert["status"], "alerts": [alert]})
        answer = self.work.browser("nobody-in-particular").post(
            reverse("incidents:alarms"), body, content_type="application/json", HTTP_AUTHORIZATION=f"Bearer {self.key}"
        )
        assert answer.status_code in (200, 202), answer.content
        jobs.run(now())
        paging.run(now())


@pytest.fixture
def monitoring(work):
    """Return the monitoring of an enterprise that has read what leaves it."""
    from django.test import Client

    work.browsers["nobody-in-particular"] = Client()
    refused = work.browser("cd-1.lanhdao").post(reverse("incidents:sources"), {**WIRING, "zone": "Asia/Ho_Chi_Minh"})
    assert "Sở thấy gì" in refused.content.decode()
    assert "Đã ghi sự đồng ý" in work.press("cd-1.lanhdao", "incidents:disclosure", **TERMS)
    return Monitoring(work, "cd-1")


def the_incident() -> Incident:
    """Return the only one there is."""
    with access.acting_as_system():
        return Incident.objects.select_related("site").get()


def test_from_the_socket_to_the_paper(work, monitoring):
    work.issue(2)
    work.acknowledge("cd-1")
    begin = now()
    monitoring.tell(begin)
    row = the_incident()
    assert (row.site.code, row.priority, row.state) == ("bv-nhi", 1, "open")
    board = reverse("incidents:board")
    for who, sees in (("cd-1.trucban", True), ("so.trucban", True), ("bv-nhi.cntt", True), ("cd-2.trucban", False)):
        assert ("Bệnh viện Nhi" in work.page(who, board)) is sees, who
    assert "tiếp nhận" in work.press("cd-1.trucban", "incidents:incident-step", row.pk, "tiep-nhan").lower()
    monitoring.tell(begin, now())
    assert (the_incident().state, the_incident().closing) == ("closed", "measured")
    duty = work.duty("cd-1", "PRIORITY_RESTORATION")
    assert "Sự cố" in work.page("cd-1.daumoi", duty.get_absolute_url())
    work.report("cd-1")
    stands_in_all(work.cut_off(), "1/1 sự cố khắc phục", "1 phút mất liên lạc")


def test_the_carriers_word_does_not_close_what_the_hospital_feels(work, monitoring):
    work.issue(2)
    work.acknowledge("cd-1")
    site = the_site("bv-nhi")
    fields = {"organisation": work.cast.organisation("cd-1").pk, "failure": "line", "words": "Khoa cấp cứu mất mạng"}
    assert work.press("bv-nhi.cntt", "incidents:site", site.pk, **fields)
    row = the_incident()
    work.press("cd-1.trucban", "incidents:incident-step", row.pk, "tiep-nhan")
    work.press("cd-1.trucban", "incidents:incident-step", row.pk, "da-khac-phuc", cause="Đứt cáp")
    assert the_incident().state == "mended"
    work.press("bv-nhi.cntt", "incidents:incident-step", row.pk, "chua-thong", reason="Vẫn chưa có mạng")
    assert the_incident().state == "open"
    work.press("cd-1.trucban", "incidents:incident-step", row.pk, "tiep-nhan")
    work.press("cd-1.trucban", "incidents:incident-step", row.pk, "da-khac-phuc", cause="Đứt cáp")
    work.press("bv-nhi.cntt", "incidents:incident-step", row.pk, "da-thong")
    assert (the_incident().state, the_incident().closing) == ("closed", "site")
    assert timedelta(0) <= the_incident().mended_at - row.starts_at < timedelta(hours=1)
    work.report("cd-1")
    stands_in_all(work.cut_off(), "1/1 sự cố khắc phục")


def the_site(code):
    """Return a site of the register."""
    from thongsuot.organisations.models import Site

    with access.acting_as_system():
        return Site.objects.get(code=code)
