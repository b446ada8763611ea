"""The database is gone for a while, or its disk is full: the gateway says so, claims nothing, and goes on by itself."""

from __future__ import annotations

import contextlib
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection
from tests.campaigns.running import Running
from tests.conftest import HOME, TEMPLATE
from tests.faults.cluster import Cluster, cluster
from tests.faults.conftest import pointed
from tests.faults.gateways import wait_until
from tests.faults.through import Scene, sent_through

pytestmark = pytest.mark.django_db(transaction=True)
DISK = "700m"
PIECE = bytes(1 << 20)


@pytest.fixture
def small(transactional_db: None, tmp_path: Path) -> Iterator[Cluster]:
    """Return a server whose disk is small and its own; root mounts it, as in CI."""
    disk = tmp_path / "disk"
    disk.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", disk], check=True)
    try:
        with cluster(HOME, TEMPLATE, disk / "home") as made, pointed(made.url):
            yield made
    finally:
        subprocess.run(["umount", "--lazy", disk], check=True)


@contextlib.contextmanager
def no_room(ballast: Path) -> Iterator[None]:
    """Take all that is free on a disk, again and again, and give it back after the block."""
    over = threading.Event()

    def fill() -> None:
        with ballast.open("ab", buffering=0) as octets:
            while not over.wait(0.02):
                with contextlib.suppress(OSError):  # full
                    while not over.is_set():
                        octets.write(PIECE)

    filling = threading.Thread(target=fill)
    filling.start()
    try:
        yield
    finally:
        over.set()
        filling.join()
        ballast.unlink()


def silent(scene: Scene) -> None:
    """Wait until the gateway says that it cannot write, and sends nothing more."""
    wait_until(lambda: scene.forker.troubles(scene.number))
    heard = -1
    while scene.heard != heard:
        heard = scene.heard
        time.sleep(1.0)
    assert "cơ sở dữ liệu" in scene.forker.troubles(scene.number)


@pytest.mark.parametrize("seconds", [3, pytest.param(30, marks=pytest.mark.soak)])
def test_without_its_database_it_waits_and_goes_on_by_itself(running, own, tmp_path, seconds):
    def gone(scene: Scene) -> None:
        own.kill()
        connection.close()
        silent(scene)
        time.sleep(seconds)
        own.start()

    told, _lines = sent_through(running, tmp_path, 4_000, gone)
    assert told.sums["accepted"] == len(told.standing)


def test_on_a_full_disk_it_claims_nothing_and_goes_on_when_there_is_room(small, cast, tmp_path):
    ballast = tmp_path / "disk" / "ballast"

    def full(scene: Scene) -> None:
        with no_room(ballast):
            silent(scene)
        connection.close()
        small.start()  # where it gave up over it, as the supervisor does

    told, _lines = sent_through(Running(cast), tmp_path, 20_000, full)
    assert told.sums["accepted"] == len(told.standing)
