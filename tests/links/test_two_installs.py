"""Two whole installs on loopback: orders go down, tallies come back, through whatever happens to line and machines."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime

import pytest
from tests.conftest import named
from tests.links import play
from tests.links.far import BY
from tests.links.two import line_to, played, that_knows_us
from tests.web.processes import PROJECT, wait_for

from thongsuot.engines.package import PublicKey, spoken
from thongsuot.files import actions as files
from thongsuot.links import actions, jobs, queries
from thongsuot.links.actions import Draft
from thongsuot.links.models import Install, Package
from thongsuot.organisations import access
from thongsuot.organisations.models import Organisation

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("two installs")]
LONG = bool(os.environ.get("TS_SOAK"))
BLOWS = 100 if LONG else 10
SEED = int(os.environ.get("TS_SEED") or random.SystemRandom().randrange(10**6))


def now():
    return datetime.now(UTC)


@pytest.fixture
def other(cluster, worker_database, tmp_path):
    with that_knows_us(cluster, tmp_path, f"{worker_database}_other") as other:
        yield other


@pytest.fixture
def line(cast, other):
    with line_to(other, at=now()) as line:
        yield line


def queue(first, last):
    with access.acting_as_system():
        to = Organisation.objects.get(code="dd-1")
        for number in range(first, last):
            actions.queue(Draft("campaign.order", to, {"số": number}), by=BY, at=now())


def work():
    with access.acting_as_system():
        install = queries.installs().get()
    return jobs.work(install.pk, clock=now)


def states():
    with access.acting_as_system():
        return play.states()


def test_orders_go_down_and_tallies_come_back(cast, other, line, live_server, settings):
    queue(0, 3)
    assert work() == 3
    assert [row[:2] for row in other.play("came")] == [[1, 0], [2, 1], [3, 2]]
    other.play("queue", "so-khcn", "0", "2")
    with access.acting_as_system():
        assert play.came() == []
    other_line(other, live_server.url)
    assert other.play("work") == 2
    with access.acting_as_system():
        assert play.came() == [[1, 0, "received"], [2, 1, "received"]]
        assert [queries.value(row) for row in queries.waiting("campaign.tally")] == [{"số": 0}, {"số": 1}]
    assert other.play("states") == ["delivered", "delivered"]


def other_line(other, url):
    """Let the other install know where we listen, as its administrator would on the page."""
    code = (
        "import django; django.setup()\n"
        "from datetime import UTC, datetime\n"
        "from thongsuot.links import actions, queries\n"
        "from thongsuot.organisations import access\n"
        "from thongsuot.organisations.models import System\n"
        "with access.acting_as_system():\n"
        "    row = queries.installs().get()\n"
        f"    told = dict(address={url!r}, version=row.version, by=System('thử'), at=datetime.now(UTC))\n"
        "    actions.redirect(row, **told)\n"
    )
    subprocess.run([sys.executable, "-c", code], env=other.variables, cwd=PROJECT, check=True, timeout=60)


def test_a_package_as_large_as_may_be_goes_through(cast, other, line):
    data = random.Random(0).randbytes(25 * 1024 * 1024)  # noqa: S311  # bytes, not secrets
    with access.acting_as_system():
        department, to = (Organisation.objects.get(code=code) for code in ("so-khcn", "dd-1"))
        file = files.store(data, name="du-lieu.bin", organisation=department, reality="live", by=BY, at=now())
        row = actions.queue(Draft("campaign.order", to, {"số": 0}, [file]), by=BY, at=now())
        digest = file.sha256
    assert work() == 1
    with access.acting_as_system():
        row.refresh_from_db()
        assert (row.state, row.outcome) == ("delivered", "")
    assert other.play("files") == [digest]


def test_an_answer_lost_on_the_way_makes_no_second_row(cast, other, line):
    line.mode = "deaf"
    queue(0, 1)
    assert work() == 0
    assert line.lost == 1
    assert states() == ["queued"]
    assert len(other.play("came")) == 1
    line.mode = "ok"
    assert work() == 1
    assert states() == ["delivered"]
    assert len(other.play("came")) == 1


def test_an_outage_of_line_and_machine_delivers_everything_once_afterwards(cast, other, line):
    for mode in ("cut", "half"):
        line.mode = mode
        queue(*((0, 2) if mode == "cut" else (2, 4)))
        assert work() == 0
    line.mode = "ok"
    other.down()
    assert work() == 0
    with access.acting_as_system():
        assert Install.objects.get().failures == 3
    assert states() == ["queued"] * 4
    other.up()
    assert work() == 4
    assert [row[:2] for row in other.play("came")] == [[1, 0], [2, 1], [3, 2], [4, 3]]


@pytest.fixture
def ours(cluster, worker_database):
    """Return the environment in which processes of our own install run."""
    return {**os.environ, "DATABASE_URL": named(cluster.app_url, worker_database)}


def test_whatever_is_killed_or_cut_everything_arrives_once_and_in_order(cast, other, line, ours):
    print(f"\nTS_SEED={SEED}")  # noqa: T201  # repeats the run
    chance, queued = random.Random(SEED), 0  # noqa: S311  # moments, not secrets
    for _blow in range(BLOWS):
        queue(queued, queued + 4)
        queued += 4
        line.mode = chance.choice(["ok", "ok", "deaf", "cut", "half"])
        command = [sys.executable, "-m", "tests.links.play", "work", "30"]
        sender = subprocess.Popen(command, env=ours, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(1.0, 2.0))
        sender.send_signal(signal.SIGKILL)
        sender.wait(10)
        if chance.random() < 0.3:
            other.down()
            other.up()
    line.mode = "ok"
    wait_for(lambda: work() >= 0 and set(states()) == {"delivered"}, 60)
    assert [row[1] for row in other.play("came")] == list(range(queued))
    assert [row[0] for row in other.play("came")] == list(range(1, queued + 1))


def test_a_sender_killed_between_delivery_and_acknowledgement_leaves_no_doubt(cast, other, line, ours):
    line.mode = "deaf"
    queue(0, 1)
    command = [sys.executable, "-m", "tests.links.play", "work", "30"]
    sender = subprocess.Popen(command, env=ours, cwd=PROJECT, stdout=subprocess.DEVNULL)
    wait_for(lambda: line.lost, 30, every=0.005)
    sender.kill()
    sender.wait(10)
    line.mode = "ok"
    assert played(ours, "work") == 1
    assert states() == ["delivered"]
    assert len(other.play("came")) == 1


def test_by_hand_from_one_command_line_to_the_other(cast, other, line, ours, tmp_path):
    queue(7, 8)
    with access.acting_as_system():
        uuid = str(Package.objects.get().uuid)
    carried, receipt = str(tmp_path / "usb.goi"), str(tmp_path / "usb.bien-nhan")

    def links(*words):
        command = [sys.executable, "-m", "thongsuot", "links", *words]
        return subprocess.run(command, env=ours, cwd=PROJECT, capture_output=True, text=True, timeout=60, check=False)

    assert "vẫn ở trong hàng chờ" in links("export", uuid, carried).stdout
    done = other.thongsuot("links", "import", carried, receipt)
    assert done.returncode == 0, done.stderr
    assert "1 chờ xử lý" in other.thongsuot("links", "list").stdout
    assert other.thongsuot("links", "import", carried).returncode == 0  # the same again: the same receipt
    assert (tmp_path / "usb.goi.bien-nhan").read_bytes() == (tmp_path / "usb.bien-nhan").read_bytes()
    assert links("import", receipt).stdout == "Đã ghi nhận biên nhận của bên kia.\n"
    assert states() == ["delivered"]
    assert [row[1] for row in other.play("came")] == [7]
    refused = links("import", carried)
    assert (refused.returncode, "chưa lưu gì" in refused.stderr) == (1, True)


def test_a_key_that_they_changed_while_a_package_waited_for_its_answer_blocks_nothing(cast, other, line):
    line.mode = "deaf"
    queue(0, 2)
    assert work() == 0  # the first is there, signed to their older key, and its answer lost
    older = other.key
    new = [text for text in other.thongsuot("links", "key", "new").stdout.split() if text.startswith("thongsuot-")][1]
    digits = spoken(PublicKey.read(new).fingerprint)
    assert other.thongsuot("links", "key", "use", digits).returncode == 0
    with access.acting_as_system():
        install = queries.installs().get()
        actions.add_key(install, key=new, fingerprint=digits, by=BY, at=now())
        actions.end_key(install.keys.get(fingerprint=older.fingerprint), by=BY, at=now())
    line.mode = "ok"
    assert work() == 2
    assert states() == ["delivered"] * 2
    assert [row[:2] for row in other.play("came")] == [[1, 0], [2, 1]]
