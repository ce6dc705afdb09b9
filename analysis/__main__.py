"""`python -m analysis`: from articles to tables and reports, a light wrapper around the package."""

from __future__ import annotations

import argparse
import contextlib
import logging
import os
import signal
import sys
from collections.abc import Callable, Mapping
from typing import Any, NoReturn

from analysis import progress
from analysis.errors import NotebookError, PactwatchError
from analysis.visible import one_line, visible

# one thread a process, set before numpy is imported: work is shared out by documents, and threads would only get in the way
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

STOPPED = "stopped; the output is as it was, and what was computed is kept: the same command goes on from there"
INCOMPLETE = {"partial": 3, "empty": 4}  # exit codes under --strict


def main(argv: list[str] | None = None) -> int:
    """Run one verb.

    Returns:
        0 done · 1 a notebook failed · 2 a fault of the input, of a parameter, of the model or of the machine, one plain
        sentence · 3 and 4 with `--strict`: some input, or all of it, could not be used · 130 stopped by Ctrl-C.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal without Unicode shows a name as it can, and stops nothing
            stream.reconfigure(errors="backslashreplace")
    options = parser().parse_args(argv)
    if hasattr(signal, "SIGTERM"):
        signal.signal(signal.SIGTERM, _stop)
    if lines := getattr(options, "log_json", False):
        progress.log_json()
        progress.event("begun", verb=options.verb, corpus=options.corpus, out=options.out)
    try:
        code = options.run(options)
        sys.stdout.flush()  # here, where a full disk can still be told
        return code
    except NotebookError as fault:
        return _say(fault, 1, lines)
    except PactwatchError as fault:
        return _say(fault, 2, lines)
    except OSError as fault:  # of the system: no space, no rights, no such place
        where = f"{os.fsdecode(fault.filename)!r}: " if fault.filename else ""
        _drop_output()
        return _say(f"{where}{fault.strerror or fault}", 2, lines)
    except MemoryError:
        return _say("there was too little memory; run again with --processes 1, or on fewer articles", 2, lines)
    except KeyboardInterrupt:
        return _say(STOPPED if options.verb in ("extract", "report") else "stopped; nothing was changed", 130, lines)


def parser() -> argparse.ArgumentParser:
    """The command line, verb by verb."""
    whole = argparse.ArgumentParser(prog="python -m analysis", description=__doc__)
    verbs = whole.add_subparsers(dest="verb", required=True, metavar="VERB")

    verb = _verb(verbs, "extract", _extract, "write every table of a corpus as Parquet")
    _corpus(verb, "folder to write the tables to")

    verb = _verb(verbs, "report", _report, "write a report: tables, executed notebooks, pages, figures")
    _corpus(verb, "folder to write the report to; a report that is there is replaced once the new one is complete")
    verb.add_argument(
        "-p", "--parameter", nargs=2, action="append", default=[], metavar=("NAME", "VALUE"), dest="pairs",
        help="a parameter of the notebooks; lists as a,b,c; may be given several times",
    )  # fmt: skip
    verb.add_argument("--params", metavar="FILE", help="parameters as YAML or JSON; -p goes before it")
    verb.add_argument("--notebooks", metavar="DIR", help="folder of the notebooks to run instead of ours")
    verb.add_argument("--compare", metavar="OLD", help="folder of an earlier run or report to say what changed since")
    verb.add_argument(
        "--keep", nargs="?", type=_whole, const=60, metavar="N",
        help="keep the run that is replaced in the report, dated, at most N of them (60), and compare with the latest",
    )  # fmt: skip
    verb.add_argument(
        "--strict", action="store_true", help="exit with 3 where some input could not be used, 4 where none could"
    )

    verb = _verb(verbs, "summary", _summary, "print the findings of a report as Markdown, for a CI job")
    verb.add_argument("folder", metavar="DIR", help="folder of the report")

    verb = _verb(
        verbs, "corrections", _corrections, "check the corrections of a corpus and list what becomes of each"
    )
    verb.add_argument("corpus", metavar="CORPUS", help="folder (or file) with the articles and corrections.csv")
    verb.add_argument("--model", metavar="NAME", help="installed spaCy pipeline to use instead of the pinned one")

    verb = _verb(verbs, "changes", _changes, "say what changed between two runs, record by record, and why")
    verb.add_argument("old", metavar="OLD", help="folder of the earlier run or report")
    verb.add_argument("new", metavar="NEW", help="folder of the later run or report")
    verb.add_argument("--out", metavar="DIR", help="folder to write changes.parquet and changes.csv to")

    verb = _verb(verbs, "query", _query, "ask the tables of a run in SQL, reading only")
    verb.add_argument("sql", metavar="SQL", help="one SELECT statement over the tables, such as cooperation")
    verb.add_argument("--tables", metavar="DIR", default="reports", help="folder of the run or report (reports)")
    return whole


def _whole(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else 0
    if not 1 <= number <= 1000:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of runs from 1 to 1000")
    return number


def _verb(verbs: Any, name: str, run: Callable[[argparse.Namespace], int], words: str) -> argparse.ArgumentParser:
    verb = verbs.add_parser(name, help=words, description=f"{words[0].upper()}{words[1:]}.")
    verb.set_defaults(run=run)
    return verb


def _corpus(verb: argparse.ArgumentParser, out: str) -> None:
    verb.add_argument("corpus", metavar="CORPUS", help="folder (or file) with the articles")
    verb.add_argument("--out", required=True, metavar="DIR", help=out)
    verb.add_argument("--model", metavar="NAME", help="installed spaCy pipeline to use instead of the pinned one")
    verb.add_argument("--quiet", action="store_true", help="no progress")
    verb.add_argument(
        "--log-json", action="store_true", help="progress, outcome and faults as lines of JSON on stderr"
    )
    verb.add_argument(
        "--processes", type=int, metavar="N",
        help="processes that share the work (one a core; one alone where there is little to do)",
    )  # fmt: skip
    verb.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="Dask scheduler, tcp://host:8786, whose workers do the work; needs --cache, a place that all of them see",
    )
    verb.add_argument(
        "--cache", metavar="DIR", help="folder or URL where what was computed is kept (the user's cache folder)"
    )
    verb.add_argument(
        "--no-cache", action="store_const", const="", dest="cache", help="compute everything, and keep nothing"
    )


def _way(options: argparse.Namespace) -> Any:
    from analysis.extraction import Way

    return Way(options.processes, options.scheduler, options.cache)


def _extract(options: argparse.Namespace) -> int:
    from analysis import extraction

    with _progress(options) as told:
        run = extraction.write(options.corpus, options.out, model=options.model, progress=told, way=_way(options))
    if told.lines:
        progress.event("done", counts=run["counts"], seconds=run["seconds"], out=options.out)
    _tell(f"{_counts(run['counts'])} in {run['seconds']:.1f} s → {options.out}")
    return 0


def _report(options: argparse.Namespace) -> int:
    from analysis.report.build import Hooks, report
    from analysis.report.parameters import read_file

    parameters = (read_file(options.params) if options.params else {}) | dict(options.pairs)

    with _progress(options) as told:
        outcome = report(
            options.corpus,
            options.out,
            parameters=parameters,
            model=options.model,
            notebooks=options.notebooks,
            hooks=Hooks(told, told.notebook),
            way=lambda: _way(options),
            compare=options.compare,
            keep=options.keep,
        )
    if told.lines:
        progress.event("done", counts=outcome.counts, status=outcome.status, page=outcome.page)
    for line in (outcome.message, _counts(outcome.counts), outcome.page):
        _tell(line)
    return INCOMPLETE.get(outcome.status, 0) if options.strict else 0


def _summary(options: argparse.Namespace) -> int:
    from analysis.report.job_summary import summary

    _give(summary(options.folder))
    return 0


def _corrections(options: argparse.Namespace) -> int:
    from analysis import corrections, extraction

    place = corrections.place(options.corpus)
    if not place.exists():
        _tell(f"there are no corrections: {place} does not exist")
        return 0
    _, faults = corrections.check(place)
    for fault in faults:
        print(one_line(fault), file=sys.stderr)
    if faults:
        return 2
    data, _ = extraction.extract(options.corpus, model=options.model)
    rows = data["corrections"].to_pylist()
    for row in rows:
        why = f" ({row['detail']})" if row["detail"] else ""
        what = " ".join(part for part in (row["field"], row["value"]) if part)
        _tell(f"line {row['line']}: {row['outcome']}{why}: {row['action']} {row['id']} {what}".rstrip())
    stale = sum(row["outcome"] == "stale" for row in rows)
    print(f"{len(rows)} corrections: {len(rows) - stale} applied, {stale} stale")
    return 0


def _changes(options: argparse.Namespace) -> int:
    from analysis import changes

    found = changes.changes(options.old, options.new)
    for sentence in changes.sentences(found):
        _tell(sentence)
    for row in changes.count_changes(found).to_dict("records"):
        cause = f" ({row['cause']})" if row["cause"] else ""
        print(f"{row['sign']} {row['n']} {row['table']}{cause}")
    if options.out:
        changes.write(found, options.out)
        _tell(options.out)
    return 0


def _query(options: argparse.Namespace) -> int:
    from analysis.export import inert
    from analysis.query import query

    found = query(options.sql, options.tables).map(lambda cell: inert(cell) if isinstance(cell, str) else cell)
    _give(found.rename(columns=inert).to_csv(index=False))
    return 0


def _tell(line: object) -> None:
    """A line for whoever reads along, be it in the log of a CI job."""
    print(one_line(line))


def _give(text: str) -> None:
    """What was asked for, as it is; on a terminal, with nothing in it that a terminal would obey."""
    print(visible(text) if sys.stdout.isatty() else text, end="")


def _progress(options: argparse.Namespace) -> progress.Progress:
    return progress.Progress(quiet=options.quiet, lines=options.log_json)


def _counts(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counts.items())


def _say(fault: Any, code: int, lines: bool = False) -> int:
    if lines:
        kind = "stopped" if code == 130 else "failed"
        progress.event(kind, level=logging.ERROR, message=str(fault), kind=type(fault).__name__, code=code)
    else:
        print(f"pactwatch: {one_line(fault)}", file=sys.stderr)
    return code


def _drop_output() -> None:
    """Forget what is held back for standard output where that cannot be written, or Python complains at its end."""
    try:
        sys.stdout.flush()
    except OSError:
        with contextlib.suppress(OSError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _stop(*_: object) -> NoReturn:
    raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main())
