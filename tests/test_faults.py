"""What the machine can do to a run: one plain sentence each, the right exit code, and the last good report as it was."""

from __future__ import annotations

import contextlib
import errno
import gzip
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from analysis import corpus, extraction, models, pipeline, store
from analysis.__main__ import main
from analysis.errors import ModelError
from analysis.report import build, kernels, runner
from tests.faulty import CORRECTIONS, Disk, no_kernels
from tests.reports import HOSTILE_ARTICLE, NOTEBOOKS, ROOT, articles, digests

pytestmark = [pytest.mark.xdist_group("report"), pytest.mark.skipif(sys.platform == "win32", reason="faults of Unix")]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a corpus and a good report of it."""
    home = tmp_path_factory.mktemp("good")
    (articles(home / "corpus", HOSTILE_ARTICLE) / "corrections.csv").write_text(CORRECTIONS, encoding="utf-8")
    assert main(command(home)) == 0
    return home


def command(home: Path, *more: str, notebooks: str = "small") -> list[str]:
    """The command that writes the report."""
    return [
        "report",
        f"{home / 'corpus'}",
        "--out",
        f"{home / 'out'}",
        "--quiet",
        "--notebooks",
        str(NOTEBOOKS / notebooks),
        *more,
    ]


@contextlib.contextmanager
def nothing_lost(home: Path) -> Iterator[None]:
    """Report, articles and corrections are the same after the block, and nothing lies beside them."""
    before = digests(home)
    yield
    shutil.rmtree(home / "out.failed", ignore_errors=True)
    assert digests(home) == before
    assert {path.name for path in home.iterdir()} == {"corpus", "out"}


def one_sentence(capsys: pytest.CaptureFixture[str]) -> str:
    """What was said, which is one line and no trace."""
    said = capsys.readouterr().err
    assert said.startswith("pactwatch: ") and said.count("\n") == 1, said
    return said


# kernels


def test_a_kernel_without_memory(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with nothing_lost(good):
        assert main(command(good, notebooks="hungry")) == 1
        said = one_sentence(capsys)
        assert "notebook 00_hungry failed in cell 3: MemoryError" in said
        assert "the last report is as it was" in said
        assert (good / "out.failed" / "00_hungry.ipynb").is_file()


@pytest.mark.parametrize("which", ["kernel", "warm process"])
def test_a_kernel_killed_on_the_way(
    good: Path, which: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[kernels.Kernels] = []
    real = kernels.Kernels
    monkeypatch.setattr(build, "Kernels", lambda scratch: seen.append(real(scratch)) or seen[0])

    def kill() -> None:
        until = time.monotonic() + 60
        while not (seen and seen[0].running) and time.monotonic() < until:
            time.sleep(0.05)
        time.sleep(1)  # it answers by now, or is about to
        warm = seen[0].warm
        os.kill(
            warm.process.pid if which == "warm process" and warm else next(iter(seen[0].running)).pid, signal.SIGKILL
        )

    killer = threading.Thread(target=kill)
    killer.start()
    with nothing_lost(good):
        assert main(command(good, notebooks="hanging")) == 1
        assert "the kernel of notebook 00_hanging died" in one_sentence(capsys)
    killer.join()


def test_no_space_where_a_notebook_is_kept(
    good: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(runner.papermill, "execute_notebook", full)
    with nothing_lost(good):
        assert main(command(good)) == 1
        assert "notebook 00_small could not be run: No space left on device" in one_sentence(capsys)


# disks


def test_a_folder_that_only_allows_reading(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if os.geteuid() == 0:
        pytest.skip("the superuser may write everywhere; a read-only disk is tried among the writes that fail")
    articles(tmp_path / "corpus", HOSTILE_ARTICLE)
    (tmp_path / "home").mkdir(mode=0o555)
    assert main(["extract", str(tmp_path / "corpus"), "--out", str(tmp_path / "home" / "out"), "--quiet"]) == 2
    assert "cannot be written: Permission denied" in one_sentence(capsys)


def test_a_disk_that_only_allows_reading(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each write fails, not one alone."""
    disk = Disk(good, always=True)
    with nothing_lost(good), disk.watched(1, errno.EROFS), no_kernels():
        assert main(command(good)) == 2
    assert "cannot be written: Read-only file system" in one_sentence(capsys)


SMALL_DISK = """
set -e
mount -t tmpfs -o size={size}k none {place}
cp -r {good}/. {place}/
TMPDIR={place} PACTWATCH_CACHE={place}/cache {python} -m analysis report {place}/corpus --out {place}/out --quiet --notebooks {notebooks} || echo "exit $?"
rm -rf {place}/out.failed {place}/cache
cp -r {place}/. {after}/
"""


def test_a_disk_that_is_full(good: Path, tmp_path: Path) -> None:
    """A real one: the error comes from the system, in whatever library writes."""
    unshare = shutil.which("unshare")
    alone = [unshare or "", "--user", "--map-root-user", "--mount"]
    if not unshare or subprocess.run([*alone, "true"], capture_output=True).returncode:
        pytest.skip("no small disk can be mounted here")
    (tmp_path / "disk").mkdir()
    (tmp_path / "after").mkdir()
    pages = sum(-(-path.stat().st_size // 4096) for path in good.rglob("*"))  # a small disk counts by pages
    size = 4 * pages + 500  # room for half of a second report
    script = SMALL_DISK.format(
        size=size, place=tmp_path / "disk", after=tmp_path / "after", good=good, python=sys.executable, notebooks=NOTEBOOKS / "small"
    )  # fmt: skip
    done = subprocess.run([*alone, "sh", "-c", script], cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.stdout in ("exit 1\n", "exit 2\n"), done
    assert "No space left on device" in done.stderr and done.stderr.count("\n") == 1
    assert digests(tmp_path / "after") == digests(good)
    assert sorted(path.name for path in (tmp_path / "after").iterdir()) == ["corpus", "out"]


def test_standard_output_on_a_full_disk(good: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    with open("/dev/full", "w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "analysis", "query", "select 1 as a", "--tables", str(good / "out")],
            cwd=ROOT, stdout=full, stderr=subprocess.PIPE, text=True, timeout=120,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == "pactwatch: No space left on device\n"


# articles that change while they are read


def _vanish(path: Path) -> None:
    path.unlink()


def _cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _become_a_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("change", "reasons"),
    [(_vanish, {"unreadable"}), (_cut, {"malformed"}), (_become_a_pipe, {"unreadable"})],
)
@pytest.mark.parametrize("kind", ["json", "jsonl.gz"])
def test_articles_that_change_while_they_are_read(
    tmp_path: Path, change: Callable[[Path], None], reasons: set[str], kind: str
) -> None:
    rows = [{"text": f"Russia and China signed agreement {number} in Moscow on Monday."} for number in range(5)]
    for number, row in enumerate(rows):
        text = json.dumps(row).encode()
        (tmp_path / f"{number}.{kind}").write_bytes(
            gzip.compress(text + b"\n", mtime=0) if kind.endswith("gz") else text
        )
    found = []
    for item in corpus.read(tmp_path):
        if not found:
            change(tmp_path / f"3.{kind}")
        found.append(item)
    assert [item.path.partition("#")[0] for item in found] == [f"{number}.{kind}" for number in range(5)]
    assert {item.reason for item in found if isinstance(item, corpus.Rejected)} == reasons
    assert sum(isinstance(item, corpus.Document) for item in found) == 4


def test_corrections_that_change_meanwhile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The digest is that of the corrections which were applied."""
    folder = articles(tmp_path / "corpus", HOSTILE_ARTICLE)
    (folder / "corrections.csv").write_text(CORRECTIONS, encoding="utf-8")
    digest = extraction.file_digest(folder / "corrections.csv")
    real = extraction.assemble

    def meanwhile(*arguments: object, **options: object) -> object:
        (folder / "corrections.csv").write_text(CORRECTIONS + "\n", encoding="utf-8")
        return real(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(extraction, "assemble", meanwhile)
    assert extraction.extract(folder)[1]["corrections_digest"] == digest


# clocks


def test_a_clock_that_jumps(good: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Years ahead and back at each look: the same tables, no time below nothing, and what was kept is not lost."""
    chance = random.Random(4)
    real = time.time
    cache = tmp_path / "cache"
    monkeypatch.setattr(time, "time", lambda: real() + chance.choice([-1, 1]) * 3e8)
    out = tmp_path / "out"
    for _ in range(2):
        with no_kernels():
            assert main([*command(good, "--keep", "3", "--cache", str(cache)), "--out", str(out)]) == 0
        assert digests(out / "tables") == digests(good / "out" / "tables")
        assert json.loads((out / "manifest.json").read_text())["seconds"]["extraction"] >= 0
        assert len(list(cache.rglob("*.arrow"))) == 1


# models


def test_a_model_that_is_missing(good: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with nothing_lost(good):
        for name, said in (
            ("en_core_absent", "the spaCy model 'en_core_absent' is not installed; run `make setup`"),
            (str(tmp_path / "absent"), f"there is no spaCy model in '{tmp_path / 'absent'}' (no meta.json)"),
        ):
            assert main(command(good, "--model", name)) == 2
            assert said in one_sentence(capsys)


def test_the_pinned_model_is_missing(
    good: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(models, "DEFAULT_MODELS", ("en_core_absent", "en_core_gone"))
    with nothing_lost(good):
        assert main(command(good)) == 2
        assert "the spaCy model 'en_core_absent' or 'en_core_gone' is not installed" in one_sentence(capsys)


@pytest.mark.parametrize("part", ["config.cfg", "parser/model", "vocab/strings.json", "tokenizer"])
def test_a_model_that_is_damaged(tmp_path: Path, part: str) -> None:
    copy = tmp_path / "model"
    shutil.copytree(models.chosen().data, copy)
    data = (copy / part).read_bytes()
    (copy / part).write_bytes(data[: len(data) // 3])
    with pytest.raises(ModelError, match="cannot be loaded") as fault:
        pipeline.plain(str(copy))
    assert "\n" not in str(fault.value)


# the lock of the dependencies


def _wheel(folder: Path) -> Path:
    path = folder / "pactwatch_nothing-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        wheel.writestr("pactwatch_nothing.py", "")
        about = "pactwatch_nothing-1.0.dist-info"
        wheel.writestr(f"{about}/METADATA", "Metadata-Version: 2.1\nName: pactwatch-nothing\nVersion: 1.0\n")
        wheel.writestr(
            f"{about}/WHEEL", "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wheel.writestr(f"{about}/RECORD", "")
    return path


def test_a_lock_with_a_wrong_hash(tmp_path: Path) -> None:
    """`make setup` stops at the first file that is not the one that was locked, and does not count as done."""
    import hashlib

    right = hashlib.sha256(_wheel(tmp_path).read_bytes()).hexdigest()
    for name in ("Makefile", "pyproject.toml"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    python = tmp_path / ".venv" / "bin" / "python"
    python.write_text(f'#!/bin/sh\ncase "$*" in *--editable*) exit 0;; esac\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    settings = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path), "PIP_DRY_RUN": "1", "PIP_NO_CACHE_DIR": "1"}

    def setup(digest: str) -> subprocess.CompletedProcess[str]:
        (tmp_path / "requirements.lock").write_text(f"pactwatch-nothing==1.0 --hash=sha256:{digest}\n")
        return subprocess.run(
            ["make", "setup", f"PYTHON={sys.executable}"], cwd=tmp_path, env={**os.environ, **settings},
            capture_output=True, text=True, timeout=120,
        )  # fmt: skip

    broken = setup("0" * 64)
    assert broken.returncode != 0
    assert "DO NOT MATCH THE HASHES" in broken.stderr
    assert not (tmp_path / ".venv" / ".installed").exists()
    assert setup(right).returncode == 0
    assert (tmp_path / ".venv" / ".installed").exists()


# two at once


def test_two_runs_into_one_folder(good: Path, tmp_path: Path) -> None:
    """Both succeed; the folder holds one of them, whole."""
    arguments = command(good)
    arguments[arguments.index("--out") + 1] = str(tmp_path / "out")
    runs = [
        subprocess.Popen([sys.executable, "-m", "analysis", *arguments], cwd=ROOT, stdout=subprocess.DEVNULL)
        for _ in range(2)
    ]
    assert [run.wait(timeout=300) for run in runs] == [0, 0]
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert manifest["outputs"] == {
        name: value for name, value in digests(tmp_path / "out").items() if name != "manifest.json"
    }
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert store.read_run(tmp_path / "out" / "tables")["counts"]["documents"] == 1
