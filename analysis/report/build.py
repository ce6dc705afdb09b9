"""One report, from the articles to `index.html`, whole or not at all."""

from __future__ import annotations

import contextlib
import datetime
import json
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow.parquet as pq

from analysis import export, store, tables
from analysis.errors import NotebookError, OutputError, PactwatchError
from analysis.report import figures, manifest, pages, runner
from analysis.report.clean import clean
from analysis.report.documents import document_pages
from analysis.report.index import index_context, table_pages
from analysis.report.job_summary import FINDINGS
from analysis.report.kernels import Kernels
from analysis.report.notebooks import Notebook, find
from analysis.report.outcome import Outcome, message, status
from analysis.report.parameters import check
from analysis.report.timeline import entries_of, timeline_context, write_downloads

FAILED = "failed.json"  # marks a folder of notebooks that failed


class Hooks(NamedTuple):
    """What is called on the way, for a progress bar."""

    documents: Callable[[int, int], None] | None = None  # done, to do
    notebook: Callable[[str, float, int, int], None] | None = None  # name, seconds, done, to do


class Ran(NamedTuple):
    """What came of the notebooks."""

    site: pages.Site
    shown: Mapping[str, list[str]]  # figures on the page of each notebook
    warnings: list[str]
    seconds: Mapping[str, float]


def report(
    corpus: str | Path,
    out: str | Path,
    *,
    parameters: Mapping[str, Any] | None = None,
    model: str | None = None,
    notebooks: str | Path | None = None,
    hooks: Hooks | None = None,
) -> Outcome:
    """Extract `corpus`, run every notebook on its tables, and write the report into the folder `out`.

    Args:
        corpus: folder or file with the articles.
        out: folder to write; a report that is there is replaced, once the new one is complete.
        parameters: name to value, as text or typed; each notebook gets those that it declares.
        model: an installed spaCy pipeline; None takes the pinned one.
        notebooks: their folder; None takes ours.
        hooks: what to call on the way.

    Raises:
        ParameterError: a parameter is unknown or ill-typed; nothing was started or written.
        NotebookError: a cell failed; `out` is as it was.
        PactwatchError: another fault of the input, the model or the output folder; `out` is as it was.
    """
    begun, clock = datetime.datetime.now(datetime.UTC), time.perf_counter()
    chosen = find(notebooks)
    values = check(parameters or {}, {each.name: each.parameters for each in chosen})
    _keep_apart(Path(corpus), Path(out))
    seconds: dict[str, Any] = {}
    with (
        store.replacing(out, marker=manifest.MARKER) as fresh,
        _scratch() as scratch,
        Kernels(scratch) as kernels,
    ):
        run = _extract(corpus, fresh, model, hooks or Hooks())
        seconds["extraction"] = run.pop("seconds", 0.0)
        found = _findings(fresh, values)
        ran = _notebooks(chosen, values, fresh, scratch, kernels, run["counts"], hooks or Hooks(), Path(out))
        seconds["notebooks"] = ran.seconds
        _write_pages(ran, fresh, found, run, values)
        seconds["report"] = round(time.perf_counter() - clock, 3)
        store.write_json(fresh / manifest.MARKER, {
            "status": ran.site.status,
            "message": ran.site.message,
            "corpus": Path(corpus).resolve().name,
            "inputs": manifest.inputs(Path(corpus), _paths(fresh)),
            "parameters": values,
            "versions": manifest.versions() | {"pactwatch": run["version"]},
            "model": run["model"],
            "contract": run["contract"],
            "corpus_digest": run["corpus_digest"],
            "vocabulary_digest": run["vocabulary_digest"],
            "notebooks": {each.name: manifest.digest(each.path) for each in chosen},
            "counts": run["counts"],
            "findings": len(found),
            "figures": len(list((fresh / "figures").glob("*.png"))),
            "warnings": ran.warnings,
            "outputs": manifest.outputs(fresh),
            "begun": begun.isoformat(timespec="seconds"),
            "ended": datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            "seconds": seconds,
        })  # fmt: skip
    with contextlib.suppress(OSError):
        if (_failed_folder(Path(out)) / FAILED).exists():
            shutil.rmtree(_failed_folder(Path(out)))
    return Outcome(Path(out) / "index.html", ran.site.status, ran.site.message, run["counts"])


def _keep_apart(corpus: Path, out: Path) -> None:
    """Replacing `out` must never take the articles with it."""
    if corpus.exists() and corpus.resolve().is_relative_to(out.resolve()):
        raise OutputError(f"the articles lie in the output folder {str(out)!r}; name another folder with --out")


@contextlib.contextmanager
def _scratch() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="pactwatch-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _extract(corpus: str | Path, fresh: Path, model: str | None, hooks: Hooks) -> dict[str, Any]:
    """Extract once; `run.json` loses its seconds, which go into the manifest."""
    from analysis import extraction  # brings spaCy: not before the parameters are known to be right

    run = extraction.write(corpus, fresh / "tables", model=model, progress=hooks.documents)
    kept = {name: value for name, value in run.items() if name != "seconds"}
    store.write_json(fresh / "tables" / store.MARKER, kept)
    return dict(run)


def _findings(fresh: Path, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The findings of the run, kept as JSON for the job summary."""
    from analysis.findings import findings
    from analysis.notebook import open_run
    from analysis.selection import Selection

    asked = {name: value for name, value in values.items() if name in Selection._fields}
    found = [finding._asdict() for finding in findings(open_run(tables=str(fresh / "tables"), **asked))]
    store.write_json(fresh / FINDINGS, found)
    return found


def _notebooks(
    chosen: list[Notebook],
    values: Mapping[str, Any],
    fresh: Path,
    scratch: Path,
    kernels: Kernels,
    counts: Mapping[str, int],
    hooks: Hooks,
    out: Path,
) -> Ran:
    """Run the notebooks; each is stripped, kept and written as a page while the others still run."""
    for name in ("notebooks", "figures", "pages"):
        (fresh / name).mkdir()
    reasons = [row["reason"] for row in export.first_rows(fresh / "tables" / "rejected.parquet", 100_000)]
    site = pages.Site(tuple(chosen), status(counts, reasons), message(counts, reasons))
    own = {"tables": "../tables", "out": "../figures"}
    jobs = [
        runner.Job(
            each.name,
            each.path,
            {name: value for name, value in {**values, **own}.items() if name in each.parameters},
        )
        for each in chosen
    ]
    by_name = {each.name: each for each in chosen}
    warned: dict[str, list[str]] = {}
    seconds: dict[str, float] = {}

    def each_done(done: runner.Done) -> None:
        seconds[done.name] = round(done.seconds, 3)
        warned[done.name] = clean(done.notebook, [fresh, scratch])
        text = json.dumps(done.notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
        (fresh / "notebooks" / f"{done.name}.ipynb").write_text(text, encoding="utf-8")
        page = pages.NotebookPage(site, figures.load(fresh / "figures"))
        cells = page.cells(done.notebook)
        here = f"pages/{done.name}.html"
        html = pages.render(
            "notebook",
            site,
            root="../",
            here=here,
            notebook=by_name[done.name],
            cells=cells,
            warnings=warned[done.name],
        )
        (fresh / here).write_text(html, encoding="utf-8")
        shown[done.name] = page.shown
        if hooks.notebook:
            hooks.notebook(done.name, done.seconds, len(seconds), len(jobs))

    shown: dict[str, list[str]] = {}
    failed = scratch / "failed"
    failed.mkdir()
    try:
        runner.run(jobs, kernels, folder=fresh / "notebooks", failed=failed, each=each_done)
    except NotebookError as fault:
        raise NotebookError(_keep_failed(fault, failed, out)) from None
    warnings = [f"{name}: {line}" for name in sorted(warned) for line in warned[name]]
    return Ran(site, shown, warnings, {name: seconds[name] for name in sorted(seconds)})


def _failed_folder(out: Path) -> Path:
    place = out.resolve()
    return place.with_name(place.name + ".failed")


def _keep_failed(fault: NotebookError, failed: Path, out: Path) -> str:
    """Keep the copies of failed notebooks beside the report, else in a temporary folder; gives the whole message."""
    last = "the last report is as it was" if (out / manifest.MARKER).exists() else "no report was written"
    copies = sorted(failed.glob("*.ipynb"))
    if not copies:
        return f"{fault}; {last}"
    place = _failed_folder(out)
    try:
        with store.replacing(place, marker=FAILED) as kept:
            for copy in copies:
                shutil.copyfile(copy, kept / copy.name)
            store.write_json(kept / FAILED, {"message": str(fault)})
    except PactwatchError:
        place = Path(tempfile.mkdtemp(prefix="pactwatch-failed-"))
        for copy in copies:
            shutil.copyfile(copy, place / copy.name)
    return f"{fault}; {last}, and the notebook as far as it ran is in {place}"


def _paths(fresh: Path) -> list[str]:
    """Paths of all inputs, kept and rejected."""
    return [
        path
        for name in ("documents", "rejected")
        for path in pq.read_table(fresh / "tables" / f"{name}.parquet", columns=["path"])["path"].to_pylist()
    ]


def _write_pages(
    ran: Ran, fresh: Path, found: list[dict[str, Any]], run: Mapping[str, Any], values: Mapping[str, Any]
) -> None:
    """Tables as CSV and as pages, the data dictionary, the index."""
    site = ran.site
    for name in tables.CONTRACTS:
        export.csv_of_parquet(fresh / "tables" / f"{name}.parquet", fresh / "tables" / f"{name}.csv")
    for here, context in table_pages(fresh / "tables", run["counts"]):
        html = pages.render("table", site, root="../", here=here, **context)
        (fresh / here).write_text(html, encoding="utf-8")
    (fresh / "documents").mkdir()
    for here, context in document_pages(fresh / "tables"):
        (fresh / here).write_text(pages.render("document", site, root="../", here=here, **context), encoding="utf-8")
    write_downloads(fresh, entries_of(fresh / "tables", run))
    html = pages.render("timeline", site, root="", here="timeline.html", **timeline_context(fresh / "tables", run))
    (fresh / "timeline.html").write_text(html, encoding="utf-8")
    dictionary = tables.dictionary()
    export.write_rows(fresh / "dictionary.csv", dictionary[0], (row.values() for row in dictionary))
    html = pages.render(
        "dictionary", site, root="", here="dictionary.html",
        grouped=pages.dictionary_tables(dictionary), rejected_reasons=tables.REJECTED_REASONS,
    )  # fmt: skip
    (fresh / "dictionary.html").write_text(html, encoding="utf-8")
    context = index_context(site, fresh, ran.shown, found, run, values)
    (fresh / "index.html").write_text(
        pages.render("index", site, root="", here="index.html", **context), encoding="utf-8"
    )
