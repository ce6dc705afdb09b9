"""`make everywhere`: the same tables on every Python there is, in any locale and time zone, by any number of processes.

For each Python that `pyproject.toml` allows and this machine has, an environment is made from the lock; then each extracts the same
corpora in turn, and the digests of the tables must be one. `test_everywhere` uses the same functions.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLACE = ROOT / ".everywhere"  # environments of other Pythons
VERSIONS = ("3.11", "3.12", "3.13")
CORPORA = ("seeds", "tests/articles")

# what surrounds a run, and must not reach its tables: locale, encoding, time zone, seed of hashes, processes
AROUND: dict[str, tuple[dict[str, str], list[str]]] = {
    "as usual": ({"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0"}, []),
    "bare locale, two processes": (
        {
            "LC_ALL": "C",
            "PYTHONUTF8": "0",
            "PYTHONCOERCECLOCALE": "0",
            "TZ": "Pacific/Kiritimati",
            "PYTHONHASHSEED": "1",
        },
        ["--processes", "2"],
    ),
    "Turkish": ({"LC_ALL": "tr_TR.UTF-8", "TZ": "America/St_Johns", "PYTHONHASHSEED": "2"}, []),
}
# several processes have several pieces of work each, also where the corpus is small
START = "import sys; from analysis import extraction; extraction.BATCH_DOCUMENTS = 3; from analysis.__main__ import main; sys.exit(main())"


def interpreter(version: str) -> Path | None:
    """A Python of that version on this machine, None where there is none."""
    if found := shutil.which(f"python{version}"):
        if subprocess.run([found, "-c", ""], capture_output=True).returncode == 0:
            return Path(found)
    versions = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv")) / "versions"
    return next(iter(sorted(versions.glob(f"{version}.*/bin/python"))), None)


def environment(version: str) -> Path:
    """The Python of the environment of that version; whether it is there or not."""
    return PLACE / version / "bin" / "python"


def make(version: str, python: Path) -> None:
    """An environment with what the lock names, and nothing else."""
    lock = ROOT / "requirements.lock"
    stamp = PLACE / version / ".installed"
    if stamp.exists() and stamp.read_text() == hashlib.sha256(lock.read_bytes()).hexdigest():
        return
    subprocess.run([str(python), "-m", "venv", "--clear", str(PLACE / version)], check=True)
    words = [
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--require-hashes",
        "--requirement",
        str(lock),
    ]
    subprocess.run([str(environment(version)), *words], check=True)
    stamp.write_text(hashlib.sha256(lock.read_bytes()).hexdigest())


def tables(python: Path, corpus: Path, around: str) -> str:
    """Digest of the bytes of all tables that this Python makes of the corpus, in those surroundings, computed anew."""
    variables, words = AROUND[around]
    kept = {"PATH": os.environ.get("PATH", ""), "HOME": os.environ.get("HOME", "")}
    with tempfile.TemporaryDirectory(prefix="pactwatch-") as folder:
        out = Path(folder) / "out"
        command = [
            str(python),
            "-m",
            "analysis",
            "extract",
            str(corpus),
            "--out",
            str(out),
            "--no-cache",
            "--quiet",
            *words,
        ]
        done = subprocess.run(command, cwd=ROOT, env=kept | variables, capture_output=True, timeout=3600)
        if done.returncode:
            raise RuntimeError(done.stderr.decode("utf-8", "replace"))
        return digest(out)


def turkish(folder: Path) -> bool:
    """Make the Turkish locale, in which i and I are no pair, in this folder; whether that was possible here."""
    if not shutil.which("localedef"):
        return False
    command = ["localedef", "-i", "tr_TR", "-f", "UTF-8", str(folder / "tr_TR.UTF-8")]
    return subprocess.run(command, capture_output=True).returncode == 0


def digest(out: Path) -> str:
    """SHA-256 over the tables of a folder."""
    total = hashlib.sha256()
    for path in sorted(out.glob("*.parquet")):
        total.update(path.name.encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:16]


def main(corpora: Iterable[str]) -> int:
    found: dict[str, set[str]] = {}
    for version in VERSIONS:
        python = interpreter(version)
        if python is None:
            print(f"Python {version}: not on this machine, not compared", flush=True)
            continue
        make(version, python)
        for corpus in corpora:
            mine = {around: tables(environment(version), ROOT / corpus, around) for around in AROUND}
            found.setdefault(corpus, set()).update(mine.values())
            print(f"Python {version}, {corpus}: {_told(mine)}", flush=True)
    different = [corpus for corpus, digests in found.items() if len(digests) > 1]
    print(f"different tables of {', '.join(different)}" if different else "the same tables everywhere")
    return 1 if different else 0


def _told(mine: Mapping[str, str]) -> str:
    if len(set(mine.values())) == 1:
        return f"{next(iter(mine.values()))} ({', '.join(mine)})"
    return ", ".join(f"{around} {found}" for around, found in mine.items())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="*", help="folders of articles (seeds and tests/articles)")
    sys.exit(main(parser.parse_args().corpora or CORPORA))
