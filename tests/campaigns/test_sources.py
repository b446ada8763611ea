"""Where subscribers are read from: an upload in the sandbox, a file of any size, Parquet, the operator's database."""

from __future__ import annotations

import hashlib
import sys
import types

import psycopg
import pytest
from tests.campaigns.test_numbers import HEAD, recipients, subscribers
from tests.conftest import named
from tests.worlds import world

from thongsuot.campaigns import actions, jobs, queries
from thongsuot.campaigns.gateway import sources
from thongsuot.campaigns.models import Block, Numbers
from thongsuot.campaigns.views.numbers import read_upload
from thongsuot.files.gateway import Unreadable
from thongsuot.files.models import Run
from thongsuot.organisations import access

pytestmark = pytest.mark.django_db


@world
def share(running):
    return running.share(running.approved())


def wanted(running, share):
    return queries.wanted(share, running.at)


def test_an_upload_is_read_in_the_sandbox_and_kept_nowhere(running, share):
    data = (HEAD + subscribers(2_000) + "113;DX01;\n").encode("utf-16")
    read = read_upload("thue-bao.csv", data, wanted(running, share))
    assert (read.subscribers.numbers.size, read.subscribers.causes) == (2_000, {"short": 1})
    assert (read.source, read.sha256) == ("thue-bao.csv", hashlib.sha256(data).hexdigest())


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04 workbook", "CSV"),
        (b"ten;tuoi\nAn;7\n", "so_thue_bao"),
        (HEAD.encode() + b"09\x00\n", "Dòng 2: Có ký tự điều khiển"),
        (b"x" * (25 * 1024 * 1024 + 1), "25 MB"),
    ],
    ids=["workbook", "headless", "binary", "large"],
)
def test_what_cannot_be_read_is_said_by_its_line(running, share, data, said):
    with pytest.raises(Unreadable, match=said):
        read_upload("x.csv", data, wanted(running, share))


def test_a_file_is_read_in_pieces_and_its_progress_told(running, share, tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "STEP", 50_000)
    file = tmp_path / "thue-bao.csv"
    file.write_text(HEAD + subscribers(210_000))
    told = []
    read = sources.of_file(file, wanted(running, share), told.append)
    assert read.subscribers.numbers.size == 210_000
    assert (read.source, read.sha256) == ("thue-bao.csv", hashlib.sha256(file.read_bytes()).hexdigest())
    assert told == sorted(told)
    assert 2 <= len(told) <= 4


def test_a_file_that_is_not_there_is_named(running, share, tmp_path):
    with pytest.raises(sources.NoSource, match=r"khong-co\.csv \(No such file"):
        sources.of_file(tmp_path / "khong-co.csv", wanted(running, share))


class Arrow:
    """As much of pyarrow as is called for, with the rows of a file that says how it was meant."""

    def __init__(self, batches, trouble=None):
        self.batches, self.trouble = batches, trouble

    def modules(self):
        class ArrowError(Exception):
            pass

        class Column(list):
            type = "plain"

        class Dictionary(Column):
            type = "dictionary"

            def dictionary_decode(self):
                return Column(self)

        class ParquetFile:
            def __init__(this, path):  # noqa: N805  # `self` is the test's
                if self.trouble:
                    raise ArrowError(self.trouble)

            def iter_batches(this, batch_size):  # noqa: N805  # `self` is the test's
                for numbers, areas in self.batches:
                    yield types.SimpleNamespace(
                        columns=[Column(numbers), Dictionary(areas)],
                        schema=types.SimpleNamespace(names=["msisdn", "registered_area"]),
                    )

        class RecordBatch:
            @staticmethod
            def from_arrays(arrays, names):
                assert all(array.type == "plain" for array in arrays)
                return names, list(zip(*arrays, strict=True))

        def write_csv(batch, text, options):
            names, rows = batch
            lines = [*([names] if options.include_header else []), *rows]
            text.write("".join(",".join(map(str, line)) + "\n" for line in lines).encode())

        csv = types.ModuleType("pyarrow.csv")
        csv.write_csv, csv.WriteOptions = write_csv, types.SimpleNamespace
        parquet = types.ModuleType("pyarrow.parquet")
        parquet.ParquetFile = ParquetFile
        arrow = types.ModuleType("pyarrow")
        arrow.csv, arrow.parquet, arrow.RecordBatch, arrow.ArrowException = csv, parquet, RecordBatch, ArrowError
        arrow.types = types.SimpleNamespace(is_dictionary=lambda kind: kind == "dictionary")
        return {"pyarrow": arrow, "pyarrow.csv": csv, "pyarrow.parquet": parquet}


@pytest.fixture
def parquet(tmp_path):
    file = tmp_path / "thue-bao.parquet"
    file.write_bytes(b"PAR1....PAR1")
    return file


def test_parquet_is_read_where_pyarrow_is_there(running, share, parquet, monkeypatch):
    batches = [([84_912_345_671, 84_912_345_672], ["DX01", "XX"]), ([84_912_345_673], ["DX02"])]
    for name, module in Arrow(batches).modules().items():
        monkeypatch.setitem(sys.modules, name, module)
    read = sources.of_file(parquet, queries.wanted(share, running.at))
    assert read.subscribers.numbers.tolist() == [84_912_345_671, 84_912_345_673]
    assert [fault.line for fault in read.subscribers.faults] == [3]
    assert read.sha256 == hashlib.sha256(b"PAR1....PAR1").hexdigest()


def test_a_broken_parquet_file_is_refused(running, share, parquet, monkeypatch):
    for name, module in Arrow([], trouble="magic").modules().items():
        monkeypatch.setitem(sys.modules, name, module)
    with pytest.raises(sources.NoSource, match="Parquet hỏng"):
        sources.of_file(parquet, wanted(running, share))


def test_without_pyarrow_parquet_says_what_to_install(running, share, parquet, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(sources.NoSource, match=r"pip install 'thongsuot\[parquet\]'"):
        sources.of_file(parquet, wanted(running, share))


QUERY = """
SELECT msisdn, khu_vuc AS khu_vuc_dang_ky FROM (VALUES
  ('0900000001', 'DX01'), ('+84900000002', 'DX01'), ('0900000002', 'DX01'), ('02693824123', 'DX01'),
  ('0900000003', 'NS01')
) AS line (msisdn, khu_vuc)
WHERE khu_vuc = ANY(%(areas)s) AND %(rule)s = 'registered' AND msisdn NOT LIKE '%%999';
"""


@pytest.fixture
def database(cluster, worker_database, settings):
    """Let the operator's database be this very one, reached by its own connection."""
    settings.NUMBERS = {"database": f"dd-1={url(cluster, worker_database)}", "query": QUERY}
    return settings


def url(cluster, worker_database):
    from urllib.parse import quote

    parts = psycopg.conninfo.conninfo_to_dict(named(cluster.app_url, worker_database))
    return "postgresql://?" + "&".join(f"{name}={quote(str(value), safe='')}" for name, value in parts.items())


def test_the_operators_database_is_asked_for_the_codes_of_the_area(running, share, database):
    read = sources.of_query(share, running.at)
    assert read.subscribers.numbers.tolist() == [84_900_000_001, 84_900_000_002]
    assert (read.subscribers.repeated, read.subscribers.causes) == (1, {"landline": 1})


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT * FROM khong_co", "khong_co"),
        ("INSERT INTO django_session VALUES ('x', 'x', now()) RETURNING session_key AS msisdn", "read-only"),
        ("SELECT 1 AS x, 2 AS y", "so_thue_bao"),
        ("SELECT 'x0912345678'::bigint AS msisdn", "x•••••••678"),
    ],
)
def test_a_query_that_fails_or_would_write_is_refused(running, share, database, query, said):
    database.NUMBERS = {**database.NUMBERS, "query": query}
    with pytest.raises(sources.NoSource, match=said):
        sources.of_query(share, running.at)


def test_a_database_that_is_away_is_said_without_its_address(running, share, settings):
    address = "postgresql://ai:matkhau@127.0.0.1:1/so"
    settings.NUMBERS = {"database": f"dd-1={address}", "query": "SELECT 1"}
    with pytest.raises(sources.NoSource, match="không trả lời được") as caught:
        sources.of_query(share, running.at)
    assert "matkhau" not in caught.value.message


ELSEWHERE = [
    "postgresql://ai:matkhau@192.0.2.7/so", "postgresql://so.dd-1.example/so", "host=127.0.0.1,192.0.2.7 dbname=so",
    "host=localhost hostaddr=192.0.2.7", "postgresql://[2001:db8::7]/so", "host=127.0.0.1.example.org",
]  # fmt: skip


@pytest.mark.parametrize("address", ELSEWHERE)
def test_an_exercise_does_not_even_knock_at_another_machine(running, share, settings, address, monkeypatch):
    monkeypatch.setattr(psycopg, "connect", lambda *_told, **_more: pytest.fail("it knocked"))
    settings.NUMBERS = {"database": f"dd-1={address}", "query": "SELECT 1 AS msisdn"}
    settings.REALITY = "exercise"
    with pytest.raises(sources.NoSource, match="diễn tập") as caught:
        sources.of_query(share, running.at)
    assert "matkhau" not in caught.value.message
    settings.REALITY = "live"
    with pytest.raises(pytest.fail.Exception, match="it knocked"):
        sources.of_query(share, running.at)


def test_an_exercise_asks_nothing_where_it_was_led_to_another_machine(running, share, settings, monkeypatch):
    class Led:
        info = types.SimpleNamespace(host="so", hostaddr="192.0.2.7")

        def __enter__(self):
            return self

        def __exit__(self, *_error):
            return False

        def cursor(self):
            pytest.fail("it asked")

    monkeypatch.setattr(psycopg, "connect", lambda *_told, **_more: Led())
    settings.NUMBERS, settings.REALITY = {"database": "dd-1=service=so", "query": "SELECT 1"}, "exercise"
    with pytest.raises(sources.NoSource, match="chưa nhận số nào"):
        sources.of_query(share, running.at)


def test_an_exercise_reads_made_up_numbers_on_its_own_machine(running, share, database):
    database.REALITY = "exercise"
    assert sources.of_query(share, running.at).subscribers.numbers.size == 2


@pytest.mark.parametrize("told", ["", "dd-2=postgresql://x", "postgresql://x"])
def test_another_operators_database_is_nobodys_business(running, share, settings, told):
    settings.NUMBERS = {"database": told, "query": "SELECT 1"}
    assert queries.source_of(share) is None
    with pytest.raises(sources.NoSource, match="TS_NUMBERS_DATABASE"):
        sources.of_query(share, running.at)


def asked(running, share):
    return running.do("ask_numbers", share, source="nguồn", by=running.person("dd-1", "daumoi"))


def test_a_worker_reads_the_configured_source_and_keeps_all_at_its_end(running, share, database):
    run = asked(running, share)
    assert (run.about, run.total, run.organisation_id) == (f"share:{share.pk}", 500_000, share.organisation_id)
    assert asked(running, share).pk == run.pk  # it waits already
    jobs.read_numbers(run.pk)
    run = Run.objects.get(pk=run.pk)
    assert (run.phase, run.result["text"]) == ("done", "Đã nhận 2 số thuê bao.")
    assert sorted(recipients(share)) == [84_900_000_001, 84_900_000_002]
    assert Numbers.objects.get().by_name == str(running.person("dd-1", "daumoi"))
    assert asked(running, share).pk != run.pk


def test_a_source_that_fails_tells_whoever_waits(running, share, database):
    database.NUMBERS = {**database.NUMBERS, "query": "SELECT * FROM khong_co"}
    run = asked(running, share)
    jobs.read_numbers(run.pk)
    run = Run.objects.get(pk=run.pk)
    assert run.phase == "failed"
    assert "khong_co" in run.message
    assert not Block.objects.exists()


def test_a_source_without_a_usable_number_tells_counts_and_no_line(running, share, database):
    database.NUMBERS = {**database.NUMBERS, "query": "SELECT '02693824123' AS msisdn"}
    run = asked(running, share)
    jobs.read_numbers(run.pk)
    said = Run.objects.get(pk=run.pk).result["text"]
    assert "trong 1 dòng: 1 dòng không dùng được" in said
    assert f"thongsuot numbers {share.pk} --query" in said
    assert "123" not in said.replace(str(share.pk), "")
    assert not Numbers.objects.exists()


def test_a_list_that_comes_too_late_is_not_kept(running, share, database):
    run = asked(running, share)
    with access.acting_as_system():
        actions.decline(share, reason="Không làm", by=running.person("dd-1", "daumoi"), at=running.at)
    jobs.read_numbers(run.pk)
    assert "sau khi ước tính" in Run.objects.get(pk=run.pk).result["text"]
    assert not Numbers.objects.exists()
