"""Run the notebooks of a report; each is stripped, kept and written as a page while the others still run."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from analysis import past, store
from analysis.errors import NotebookError, PactwatchError
from analysis.report import figures, manifest, pages, runner
from analysis.report.clean import clean
from analysis.report.kernels import Kernels

FAILED = "failed.json"  # marks a folder of notebooks that failed
OWN = {"tables": "../tables", "out": "../figures"}  # as seen from the folder of the notebooks
EARLIER = {"earlier": "../runs"}  # where earlier runs are at hand


class Ran(NamedTuple):
    """What came of the notebooks."""

    shown: Mapping[str, list[str]]  # figures on the page of each notebook
    warnings: list[str]
    seconds: Mapping[str, float]


def run_notebooks(
    site: pages.Site,
    values: Mapping[str, Any],
    kernels: Kernels,
    *,
    fresh: Path,
    scratch: Path,
    out: Path,
    progress: Callable[[str, float, int, int], None] | None = None,
) -> Ran:
    """Run the notebooks of `site` with `values` and write their pages into `fresh`.

    Raises:
        NotebookError: a cell failed; the message says where the notebook as far as it ran is kept.
    """
    for name in ("notebooks", "figures", "pages"):
        (fresh / name).mkdir()
    own = OWN | (EARLIER if (fresh / past.FOLDER).is_dir() else {})
    jobs = [
        runner.Job(
            each.name,
            each.path,
            {name: value for name, value in {**values, **own}.items() if name in each.parameters},
        )
        for each in site.notebooks
    ]
    by_name = {each.name: each for each in site.notebooks}
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
        if progress:
            progress(done.name, done.seconds, len(seconds), len(jobs))

    shown: dict[str, list[str]] = {}
    failed = scratch / "failed"
    failed.mkdir()
    try:
        runner.run(
            jobs,
            kernels,
            folder=fresh / "notebooks",
            failed=failed,
            each=each_done,
            workers=runner.at_a_time(fresh / "tables"),
        )
    except NotebookError as fault:
        raise NotebookError(keep_failed(fault, failed, out)) from None
    warnings = [f"{name}: {line}" for name in sorted(warned) for line in warned[name]]
    return Ran(shown, warnings, {name: seconds[name] for name in sorted(seconds)})


def failed_folder(out: Path) -> Path:
    """Where the notebooks of a failed run are kept: beside the report."""
    place = out.resolve()
    return place.with_name(place.name + ".failed")


def keep_failed(fault: NotebookError, failed: Path, out: Path) -> str:
    """Keep the copies of failed notebooks beside the report, else in a temporary folder; gives the whole message."""
    last = "the last report is as it was" if (out / manifest.MARKER).exists() else "no report was written"
    copies = sorted(failed.glob("*.ipynb"))
    if not copies:
        return f"{fault}; {last}"
    place = failed_folder(out)
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


def forget_failed(out: Path) -> None:
    """Take the copies of an earlier failed run away, once a run has succeeded."""
    if (failed_folder(out) / FAILED).exists():
        shutil.rmtree(failed_folder(out), ignore_errors=True)
