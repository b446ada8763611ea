"""Debian's Prometheus, Alertmanager and blackbox exporter watch a site: it fails, and its "resolved" gets lost."""

from __future__ import annotations

import json
import signal
import subprocess
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from tests.faults.house import House, house
from tests.web.processes import wait_for
from tests.web.test_events import listens

from thongsuot.web import ports

PROMETHEUS = """
global: {{scrape_interval: 1s, evaluation_interval: 1s}}
alerting: {{alertmanagers: [{{static_configs: [{{targets: ["127.0.0.1:{alertmanager}"]}}]}}]}}
rule_files: [{folder}/rules.yml]
scrape_configs:
  - job_name: diem_uu_tien
    metrics_path: /probe
    params: {{module: [http_2xx]}}
    static_configs: [{{targets: ["http://127.0.0.1:{site}/"], labels: {{site: bv-tinh}}}}]
    relabel_configs:
      - {{source_labels: [__address__], target_label: __param_target}}
      - {{source_labels: [__param_target], target_label: instance}}
      - {{target_label: __address__, replacement: "127.0.0.1:{blackbox}"}}
"""
RULES = """
groups:
  - name: diem
    rules:
      - alert: MatKetNoiDiemUuTien
        expr: probe_success == 0
        for: 1s
        labels: {severity: critical, failure: line}
        annotations: {summary: "Mất kết nối {{ $labels.site }}"}
"""
BLACKBOX = "modules: {http_2xx: {prober: http, timeout: 1s, http: {preferred_ip_protocol: ip4}}}\n"
ALERTMANAGER = """
route: {{receiver: thongsuot, group_by: [site], group_wait: 1s, group_interval: 1s, repeat_interval: 1h}}
receivers:
  - name: thongsuot
    webhook_configs:
      - url: http://127.0.0.1:{events}/api/v1/alarms
        send_resolved: true
        http_config: {{authorization: {{type: Bearer, credentials: "{secret}"}}}}
"""
OPENS_WITHIN, RECOVERS_WITHIN, CLOSES_WITHIN = 60.0, 30.0, 300.0  # three minutes until a source that began is believed


class Site(ThreadingHTTPServer):
    """A site that answers, or does not."""

    def __init__(self) -> None:
        self.down = False
        super().__init__(("127.0.0.1", 0), Page)
        self.daemon_threads = True
        threading.Thread(target=self.serve_forever, daemon=True).start()


class Page(BaseHTTPRequestHandler):
    """What a site answers."""

    server: Site

    def do_GET(self) -> None:  # the name that http.server calls
        self.send_response(503 if self.server.down else 200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_told: object) -> None:
        pass


class Watch:
    """The three peers, each on a port of its own."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder, self.stack = folder, stack
        names = ("prometheus", "alertmanager", "blackbox")
        self.ports = {name: ports.free("127.0.0.1", 0) for name in names}
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def configure(self, **told: Any) -> None:
        """Write what Prometheus and the exporter read."""
        self.folder.mkdir(exist_ok=True)
        files = {"prometheus.yml": PROMETHEUS.format(folder=self.folder, **told, **self.ports), "rules.yml": RULES}
        for name, text in {**files, "blackbox.yml": BLACKBOX}.items():
            (self.folder / name).write_text(text)

    def wire(self, **told: Any) -> None:
        """Write what Alertmanager reads: where alarms go, and with which key."""
        (self.folder / "alertmanager.yml").write_text(ALERTMANAGER.format(**told))

    def start(self, name: str) -> None:
        """Start one and wait until it listens."""
        data = self.folder / f"{name}-data"
        words = {
            "prometheus": ["prometheus", f"--storage.tsdb.path={data}"],
            "alertmanager": [
                "prometheus-alertmanager",
                "--cluster.listen-address=",
                f"--storage.path={self.folder / 'am'}",
            ],
            "blackbox": ["prometheus-blackbox-exporter"],
        }[name]
        words += [f"--config.file={self.folder / name}.yml", f"--web.listen-address=127.0.0.1:{self.ports[name]}"]
        log = self.stack.enter_context((self.folder / f"{name}.log").open("ab"))
        process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder)
        self.running[name] = process
        self.stack.callback(_end, process)
        wait_for(lambda: listens(self.ports[name]), 30.0)

    def kill(self, name: str) -> None:
        """Kill one as when its machine fails."""
        self.running[name].kill()
        self.running[name].wait(10)

    def prometheus_says_it_lasts(self) -> bool:
        """Ask Prometheus itself, not by way of ours."""
        address = f"http://127.0.0.1:{self.ports['prometheus']}/api/v1/alerts"
        with urllib.request.urlopen(address, timeout=10) as answer:
            return bool(json.loads(answer.read())["data"]["alerts"])


def _end(process: subprocess.Popen[bytes]) -> None:
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(10)


@contextmanager
def watched(folder: Path, api: str) -> Iterator[tuple[House, Watch, Site]]:
    """Keep an install, a site, and the three that watch it, inside the block."""
    with ExitStack() as stack:
        watch, site = Watch(folder / "watch", stack), Site()
        stack.callback(site.shutdown)
        watch.configure(site=site.server_port)
        watch.start("blackbox")
        watch.start("prometheus")  # before ours: a source is believed only when it has run for three minutes
        ours = stack.enter_context(house(folder))
        ours.up()
        url = f"http://127.0.0.1:{watch.ports[api]}"
        secret = json.loads(ours.step("tests.peers.watched", "connect", told={"url": url, "api": api}))["secret"]
        watch.wire(secret=secret, events=events_port(ours))
        watch.start("alertmanager")
        yield ours, watch, site


def events_port(ours: House) -> int:
    """Return the port at which the events process listens, as it was told."""
    told = Path(f"/proc/{ours.install.ticks()['events']}/environ").read_bytes().split(b"\0")
    return next(int(one.partition(b"=")[2]) for one in told if one.startswith(b"TS_EVENTS_PORT="))


def incidents(ours: House) -> list[dict[str, Any]]:
    return json.loads(ours.step("tests.peers.watched", "look", told={}))


@pytest.mark.parametrize("api", ["prometheus", pytest.param("alertmanager", marks=pytest.mark.soak)])
def test_a_site_fails_and_its_lost_resolve_is_found_by_asking(tmp_path, api):
    with watched(tmp_path, api) as (ours, watch, site):
        assert incidents(ours) == []
        site.down = True
        wait_for(lambda: incidents(ours), OPENS_WITHIN, every=1.0)
        wait_for(lambda: incidents(ours)[0]["called"], OPENS_WITHIN, every=1.0)
        (found,) = incidents(ours)
        assert (found["site"], found["state"]) == ("bv-tinh", "open")

        watch.kill("alertmanager")
        site.down = False
        wait_for(lambda: not watch.prometheus_says_it_lasts(), RECOVERS_WITHIN, every=0.5)
        time.sleep(3.0)
        assert incidents(ours)[0]["state"] == "open", "the resolve was to be lost"
        watch.start("alertmanager")

        wait_for(lambda: incidents(ours)[0]["state"] == "closed", CLOSES_WITHIN, every=2.0)
        (found,) = incidents(ours)
        assert (found["closing"], found["settled_by"], found["trouble"]) == ("measured", ["api"], "")
