"""One report, from the articles to `index.html`, whole or not at all."""

from __future__ import annotations

import contextlib
import datetime
import gc
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from analysis import export, store
from analysis.errors import OutputError
from analysis.report import manifest
from analysis.report.kernels import Kernels
from analysis.report.notebooks import Notebook, find
from analysis.report.outcome import Outcome, Site, message, status
from analysis.report.parameters import check
from analysis.reviewed import by_hand


class Hooks(NamedTuple):
    """What is called on the way, for a progress bar."""

    documents: Callable[[int, int], None] | None = None  # done, to do
    notebook: Callable[[str, float, int, int], None] | None = None  # name, seconds, done, to do


def report(
    corpus: str | Path,
    out: str | Path,
    *,
    parameters: Mapping[str, Any] | None = None,
    model: str | None = None,
    notebooks: str | Path | None = None,
    hooks: Hooks | None = None,
    way: Callable[[], Any] | None = None,
    compare: str | Path | None = None,
    keep: int | None = None,
) -> Outcome:
    """Extract `corpus`, run every notebook on its tables, and write the report into the folder `out`.

    Args:
        corpus: folder or file with the articles.
        out: folder to write; a report that is there is replaced, once the new one is complete.
        parameters: name to value, as text or typed; each notebook gets those that it declares.
        model: an installed spaCy pipeline; None takes the pinned one.
        notebooks: their folder; None takes ours.
        hooks: what to call on the way.
        way: gives how the extraction is done (`extraction.Way`); called once the parameters are known to be right.
        compare: folder of an earlier run or report; the first page says what changed since.
        keep: how many dated runs to keep in the report, that which it replaces among them; None keeps no further one.

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
        from analysis.report import since  # brings pandas, while the warm process of the kernels imports it as well

        run = _extract(corpus, fresh, model, hooks or Hooks(), way)
        seconds["extraction"] = run.pop("seconds", 0.0)
        since.gather(fresh, Path(out), compare, keep)
        found = _findings(fresh, values)
        # the warm process of the kernels is at work by now, so what follows is imported while it imports as well
        from analysis.findings import forget
        from analysis.report.execute import forget_failed, run_notebooks
        from analysis.report.site import write_pages

        site = _site(chosen, run["counts"], fresh)
        ran = run_notebooks(
            site, values, kernels, fresh=fresh, scratch=scratch, out=Path(out), progress=(hooks or Hooks()).notebook
        )
        forget(fresh / "tables")
        seconds["notebooks"] = ran.seconds
        write_pages(site, fresh, ran.shown, found, run, values)
        seconds["report"] = round(time.perf_counter() - clock, 3)
        store.write_json(fresh / manifest.MARKER, {
            "status": site.status,
            "message": site.message,
            "corpus": Path(corpus).resolve().name,
            "inputs": manifest.inputs(Path(corpus), _paths(fresh)),
            "parameters": values,
            "versions": manifest.versions() | {"pactwatch": run["version"]},
            "model": run["model"],
            "weights": run["weights"],
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
    forget_failed(Path(out))
    return Outcome(Path(out) / "index.html", site.status, site.message, run["counts"])


def _keep_apart(corpus: Path, out: Path) -> None:
    """Replacing `out` must never take the articles with it."""
    if corpus.exists() and corpus.resolve().is_relative_to(out.resolve()):
        raise OutputError(f"the articles lie in the output folder {str(out)!r}; name another folder with --out")


@contextlib.contextmanager
def _scratch() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="pactwatch-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


def _extract(
    corpus: str | Path, fresh: Path, model: str | None, hooks: Hooks, way: Callable[[], Any] | None
) -> dict[str, Any]:
    """Extract once; `run.json` loses its seconds, which go into the manifest."""
    from analysis import extraction  # brings spaCy: not before the parameters are known to be right

    run = extraction.write(
        corpus, fresh / "tables", model=model, progress=hooks.documents, way=way() if way else None
    )
    kept = {name: value for name, value in run.items() if name != "seconds"}
    store.write_json(fresh / "tables" / store.MARKER, kept)
    return dict(run)


def _findings(fresh: Path, values: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The findings of the run, kept as JSON for the job summary."""
    from analysis.findings import keep
    from analysis.report.job_summary import FINDINGS
    from analysis.run import read
    from analysis.selection import Selection, select

    asked = {name: value for name, value in values.items() if name in Selection._fields}
    kept = keep(read(fresh / "tables", select(**asked)), fresh / "tables")
    found = [finding._asdict() for finding in kept]
    store.write_json(fresh / FINDINGS, found)
    gc.collect()
    pa.default_memory_pool().release_unused()  # the kernels need it now
    return found


def _site(chosen: Sequence[Notebook], counts: Mapping[str, int], fresh: Path) -> Site:
    reasons = [row["reason"] for row in export.first_rows(fresh / "tables" / "rejected.parquet", 1_000_000)]
    corrected = export.first_rows(fresh / "tables" / "corrections.parquet", 1_000_000)
    return Site(tuple(chosen), status(counts, reasons), message(counts, reasons), by_hand(corrected))


def _paths(fresh: Path) -> list[str]:
    """Paths of all inputs, kept and rejected."""
    return [
        path
        for name in ("documents", "rejected")
        for path in pq.read_table(fresh / "tables" / f"{name}.parquet", columns=["path"])["path"].to_pylist()
    ]
