"""How quick and how accessible three pages of the filled demonstration are: Lighthouse at a desk, and the server alone.

`python benchmarks/pages.py [HOME]` starts an install of its own, or asks the one that runs in HOME (its demo.json).
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
LIGHTHOUSE = PROJECT / "node_modules" / ".bin" / "lighthouse"
CHROMIUM = os.environ.get("CHROME_PATH", "/usr/bin/chromium")
PAGES = {"Việc của tôi": "/", "Bảng điều hành": "/bang-dieu-hanh/", "Báo cáo": "/bao-cao/"}
PROMISED = 0.95
ROUNDS = 10


@contextlib.contextmanager
def install() -> Iterator[Path]:
    """Bring an install with the demonstration up and take it down again."""
    with tempfile.TemporaryDirectory(prefix="ts-pages-") as folder:
        home = Path(folder) / "home"
        variables = {**os.environ, "TS_HOME": str(home), "TS_REALITY": "exercise", "TS_PORT": "8790"}
        command = [sys.executable, "-m", "thongsuot", "up"]
        with subprocess.Popen(command, env=variables, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            next(iter(process.stdout or []))  # the last line of the start
            try:
                yield home
            finally:
                process.send_signal(signal.SIGTERM)


class Visitor:
    """The department's leader, signed in by the plain form."""

    def __init__(self, home: Path) -> None:
        told = json.loads((home / "demo.json").read_text())
        self.url = told["url"].rstrip("/")
        self.jar = CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.jar))
        account = next(row for row in told["accounts"] if row["username"] == "so.lanhdao")
        page = self.get("/accounts/login/")[1]
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]  # type: ignore[index]  # every form has one
        fields = {"csrfmiddlewaretoken": token, "login": account["username"], "password": account["password"]}
        self.opener.open(f"{self.url}/accounts/login/", urllib.parse.urlencode(fields).encode())

    def get(self, path: str) -> tuple[str, str]:
        """Return where a page really lies, and the page."""
        with self.opener.open(self.url + path) as answer:
            return answer.url, answer.read().decode()

    @property
    def cookie(self) -> str:
        """Return the cookies as a header."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar)


def server_ms(visitor: Visitor, path: str) -> float:
    """Return the median of ten answers in milliseconds."""
    taken = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        visitor.get(path)
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken)


def scores(visitor: Visitor, url: str) -> dict[str, float]:
    """Return what Lighthouse says of a page at a desk."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as headers:
        json.dump({"Cookie": visitor.cookie}, headers)
        headers.flush()
        command = [
            str(LIGHTHOUSE), url, "--preset=desktop", "--output=json", "--quiet",
            "--only-categories=performance,accessibility", f"--extra-headers={headers.name}",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
        ]  # fmt: skip
        told = subprocess.run(
            command, check=True, capture_output=True, text=True, env={**os.environ, "CHROME_PATH": CHROMIUM}
        )
    return {name: category["score"] for name, category in json.loads(told.stdout)["categories"].items()}


def main(home: Path) -> int:
    """Print a line a page; 1 where a promise is not kept."""
    visitor, kept = Visitor(home), True
    for name, path in PAGES.items():
        url, _page = visitor.get(path)
        told = scores(visitor, url)
        kept = kept and min(told.values()) >= PROMISED
        ms = server_ms(visitor, path)
        print(
            f"{name}: performance {told['performance']:.2f}, accessibility {told['accessibility']:.2f} "
            f"(promise {PROMISED} each), server {ms:.0f} ms"
        )
    return 0 if kept else 1


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(main(Path(sys.argv[1])))
    with install() as started:
        sys.exit(main(started))
