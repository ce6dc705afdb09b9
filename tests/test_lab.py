"""`make lab` asks for Jupyter's token and answers to this machine alone, as its recipe says and as the server does."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOR_ROOT = "$(if $(filter 0,$(shell id -u)),--allow-root)"
OWN = (
    "tests/test_lab.py",
    "tests/test_lab_browser.py",
)  # this file, and the one that gives a lab a random token of its own
PATIENCE = 120  # seconds for the server to come up on a busy machine


def recipe() -> list[str]:
    """The words of the command that `make lab` runs, for a user who is not root (root needs `--allow-root` besides)."""
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    (line,) = re.findall(r"^lab: setup\n\t(.+)\n(?!\t)", text, re.M)
    return shlex.split(line.replace(FOR_ROOT, ""))


def test_the_recipe_keeps_the_token_and_stays_on_this_machine() -> None:
    words = recipe()
    assert words[:2] == ["$(BIN)/jupyter", "lab"]
    assert "--ip=127.0.0.1" in words
    assert [word for word in words if re.search(r"token|password|allow|disable_check|root|origin", word, re.I)] == []


def test_nothing_in_the_repository_turns_the_token_off() -> None:
    kept = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True).stdout.split()
    names = [
        name
        for name in kept
        if re.search(r"\.(py|ipynb|toml|yml|yaml|json|cfg|md)$|^Makefile$|^postBuild$|^\.ci/", name)
    ]
    off = re.compile(
        r"(?:NotebookApp|ServerApp|IdentityProvider)\.(?:token|password|allow_\w+|disable_check_xsrf)\s*=|JUPYTER_TOKEN="
    )
    assert [name for name in names if name not in OWN and off.search((ROOT / name).read_text(encoding="utf-8"))] == []


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """What the server of the recipe writes of itself, with the folder of its settings empty."""
    place = tmp_path_factory.mktemp("jupyter")
    words = [str(Path(sys.executable).with_name("jupyter")), *recipe()[1:], "--no-browser", "--port=0"]
    words += ["--allow-root"] if os.geteuid() == 0 else []
    environment = {key: value for key, value in os.environ.items() if not key.startswith("JUPYTER")}
    environment |= {f"JUPYTER_{name}_DIR": str(place / name) for name in ("CONFIG", "DATA", "RUNTIME")}
    with (place / "log").open("wb") as log:
        process = subprocess.Popen(
            words, cwd=ROOT, env=environment, stdout=log, stderr=log, stdin=subprocess.DEVNULL, start_new_session=True
        )
    try:
        end = time.monotonic() + PATIENCE
        while not (files := list((place / "RUNTIME").glob("jpserver-*.json"))) or not files[0].stat().st_size:
            assert process.poll() is None and time.monotonic() < end, (place / "log").read_text()
            time.sleep(0.2)
        yield json.loads(files[0].read_text())
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(20)
            os.killpg(process.pid, signal.SIGKILL)


def answer(server: dict[str, Any], path: str, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", server["port"], timeout=60)
    connection.request("GET", path, headers=headers)
    return connection.getresponse()


@pytest.mark.xdist_group("lab")
def test_the_server_has_a_token_and_listens_on_loopback(server: dict[str, Any]) -> None:
    assert re.fullmatch(r"[0-9a-f]{48}", server["token"])
    assert server["password"] is False
    assert server["hostname"] == "127.0.0.1"
    listening = Path(f"/proc/{server['pid']}/net/tcp")
    if listening.exists():
        rows = [row.split() for row in listening.read_text().splitlines()[1:]]
        port = f"{server['port']:04X}"
        assert [row[1] for row in rows if row[1].endswith(f":{port}") and row[3] == "0A"] == [f"0100007F:{port}"]


@pytest.mark.xdist_group("lab")
def test_without_the_token_nothing_is_given(server: dict[str, Any]) -> None:
    for path in (
        "/api/contents",
        "/api/kernels",
        "/api/sessions",
        "/files/README.md",
        "/lab",
        "/lab/tree/notebooks/explore.ipynb",
    ):
        for way, headers in ((path, {}), (path, {"Authorization": "token 0"}), (f"{path}?token=", {})):
            found = answer(server, way, **headers)
            refused = found.status == 403 or (found.status == 302 and found.headers["Location"].startswith("/login"))
            assert refused, (way, headers, found.status)


@pytest.mark.xdist_group("lab")
def test_with_the_token_it_works_from_this_machine_only(server: dict[str, Any]) -> None:
    right = {"Authorization": f"token {server['token']}"}
    assert answer(server, "/api/contents?content=0", **right).status == 200
    # a page of another site that has its name lead here is refused, token or not
    assert answer(server, "/api/contents", Host="evil.example", **right).status == 403
