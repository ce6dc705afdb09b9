"""How far a long work is: a bar with rate and time left on a terminal, or lines of JSON for whoever reads logs.

A line of JSON has `time` (UTC), `level`, `event`, and what belongs to the event: `begun`, `progress`, `notebook`,
`done`, `stopped`, `failed`. What libraries log or warn of comes the same way, as the events `log` and `warning`.
"""

from __future__ import annotations

import datetime
import json
import logging
import sys
import time
from typing import Any, TextIO

from analysis.visible import visible

EVERY = 5.0  # seconds from one line of progress to the next
_LOG = logging.getLogger("pactwatch")


class Progress:
    """Called with documents done and documents to do; a context manager that ends the bar."""

    def __init__(self, *, quiet: bool = False, lines: bool = False) -> None:
        self.lines = lines
        self._quiet = quiet
        self._bar: Any = None
        self._begun: tuple[float, int] | None = None
        self._said = 0.0

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        first = self._begun is None
        self._begun = begun, had = self._begun or (now, done)
        if self.lines:
            if first or done >= total or now - self._said >= EVERY:
                self._said = now
                event("progress", done=done, total=total, **rate(done - had, total - done, now - begun))
        elif not self._quiet:
            if self._bar is None:
                from tqdm import tqdm

                # what was kept is done already, and says nothing of the rate; no bar where nobody looks
                self._bar = tqdm(total=total, initial=done, unit="doc", disable=None, file=sys.stderr)
            self._bar.update(done - self._bar.n)

    def notebook(self, name: str, seconds: float, done: int, total: int) -> None:
        """A notebook was run."""
        self.close()
        if self.lines:
            event("notebook", name=name, seconds=round(seconds, 1), done=done, total=total)
        elif not self._quiet:
            print(f"[{done}/{total}] {name} {seconds:.1f} s", file=sys.stderr, flush=True)

    def close(self) -> None:
        """No more documents."""
        if self._bar is not None:
            self._bar.close()


def rate(done: int, left: int, seconds: float) -> dict[str, Any]:
    """Documents a second since the work began, and the seconds left at that rate; None while it is not known."""
    if not done or seconds <= 0:
        return {"per_second": None, "seconds_left": 0.0 if not left else None}
    return {"per_second": round(done / seconds, 2), "seconds_left": round(left * seconds / done, 1)}


def event(what: str, /, *, level: int = logging.INFO, **fields: Any) -> None:
    """Log an event; seen where `log_json` was called."""
    _LOG.log(level, what, extra={"fields": fields})


def log_json(stream: TextIO | None = None) -> None:
    """Write every log record and warning of the process to `stream` (stderr) as lines of JSON."""
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(_Lines())
    logging.root.handlers[:] = [handler]
    logging.captureWarnings(True)
    _LOG.setLevel(logging.INFO)


class _Lines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        moment = datetime.datetime.fromtimestamp(record.created, datetime.UTC)
        line: dict[str, Any] = {
            "time": moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname.lower(),
        }
        if record.name == _LOG.name:
            line |= {"event": record.getMessage(), **getattr(record, "fields", {})}
        else:
            kind = "warning" if record.name == "py.warnings" else "log"
            line |= {"event": kind, "logger": record.name, "message": record.getMessage().strip()}
        if record.exc_info:
            line["error"] = self.formatException(record.exc_info)
        return visible(json.dumps(line, ensure_ascii=False, default=str))  # which is the same JSON
