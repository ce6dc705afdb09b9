"""`python -m tests.fuzz TARGET MINUTES`: fuzz a target with atheris, led by the code that each input reaches.

A fault does not end the run: its input is written to `test-artifacts/fuzz/`, one for each place in the code, and the next input is
tried. Exit 1 where there was any. The fuzzer ends its own process, so it runs in one of its own.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

WRAPPED = ["analysis", "docx", "pypdf", "trafilatura", "yaml"]
OUT = Path("test-artifacts") / "fuzz"
INSIDE = "--inside"  # said to the process that fuzzes
LONGEST = 20  # seconds that one input may take on a machine that does nothing else


def main(name: str, minutes: str) -> int:
    """Fuzz, tell what came of it, and say whether there was a fault."""
    found = OUT / name
    for path in [*found.glob("fault-*"), *found.glob("timeout-*"), *found.glob("crash-*"), *found.glob("oom-*")]:
        path.unlink()
    done = subprocess.run(
        [sys.executable, "-m", "tests.fuzz", name, minutes, INSIDE],
        stderr=subprocess.PIPE,
        text=True,
        errors="replace",
    )
    cases = re.search(r"number_of_executed_units: (\d+)", done.stderr)
    faults = sorted(path for path in found.glob("*-*") if path.is_file() and path.suffix != ".txt")
    if cases is None:
        print(done.stderr[-2000:], file=sys.stderr)
    print(
        f"{name}: {cases[1] if cases else 'an unknown number of'} cases in {minutes} minutes, {len(faults)} faults",
        flush=True,
    )
    for path in faults:
        text = path.with_suffix(".txt")
        print(
            f"  {path}: {text.read_text(encoding='utf-8').splitlines()[0] if text.exists() else 'the process ended'}",
            flush=True,
        )
    return 1 if faults or done.returncode or cases is None else 0


def fuzz(name: str, minutes: float) -> None:
    """Run the fuzzer; it ends this process."""
    import atheris

    with atheris.instrument_imports(include=WRAPPED, enable_loader_override=False):
        from tests.fuzz import targets
    found = OUT / name
    start = found / "corpus"
    start.mkdir(parents=True, exist_ok=True)
    for seed in targets.seeds(name):
        (start / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    one = _Watched(targets.TARGETS[name], found)
    words = [sys.argv[0], str(start), f"-max_total_time={int(minutes * 60)}", f"-timeout={6 * LONGEST}", "-rss_limit_mb=4000",
             "-max_len=20000", "-len_control=20", "-print_final_stats=1", f"-artifact_prefix={found}/"]  # fmt: skip
    atheris.Setup(words, one)
    atheris.Fuzz()


class _Watched:
    """A target that keeps the inputs of faults and goes on."""

    def __init__(self, target: Callable[[bytes], None], found: Path) -> None:
        self.target, self.found = target, found
        self.cases, self.begun, self.places, self.told = 0, time.monotonic(), set[str](), 0.0

    def __call__(self, data: bytes) -> None:
        self.cases += 1
        begun = time.process_time()
        try:
            self.target(data)
        except Exception as fault:
            self.keep(data, fault)
        if time.process_time() - begun > LONGEST:
            self.keep(data, TimeoutError(f"{time.process_time() - begun:.0f} s"))
        if time.monotonic() - self.told > 10:
            self.tell()

    def keep(self, data: bytes, fault: Exception) -> None:
        frames = traceback.extract_tb(fault.__traceback__)
        ours = [frame for frame in frames if f"{os.sep}analysis{os.sep}" in frame.filename] or frames
        place = (
            f"{type(fault).__name__} {Path(ours[-1].filename).name}:{ours[-1].lineno}" if ours else str(fault)[:40]
        )
        if place not in self.places:
            self.places.add(place)
            key = hashlib.sha256(place.encode()).hexdigest()[:12]
            (self.found / f"fault-{key}").write_bytes(data)
            (self.found / f"fault-{key}.txt").write_text(
                place + "\n" + "".join(traceback.format_exception(fault)), encoding="utf-8", errors="backslashreplace"
            )
            self.tell()

    def tell(self) -> None:
        self.told = time.monotonic()
        seconds = self.told - self.begun
        (self.found / "figures.txt").write_text(
            f"{self.cases} cases, {seconds / 60:.1f} minutes, {time.process_time() / 60:.1f} of them at work, "
            f"{len(self.places)} places with faults\n" + "".join(f"{place}\n" for place in sorted(self.places)),
            encoding="utf-8",
        )


if __name__ == "__main__":
    if INSIDE in sys.argv:
        sys.argv.remove(INSIDE)
        fuzz(sys.argv[1], float(sys.argv[2]))
    else:
        sys.exit(main(*sys.argv[1:3]))
