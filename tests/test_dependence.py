"""What results depend on, read off the package."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from analysis import dependence, vocabulary, work
from analysis.steps import EVERY, STEPS, Step

ROOT = Path(__file__).resolve().parent.parent
READING = (*EVERY, *(step.module for step in STEPS))


def test_extraction_depends_on_what_it_loads(articles: Path) -> None:
    names = dependence.vocabularies(READING)
    assert {"states", "frames", "claim_verbs", "sanction_verbs", "time", "status"} <= set(names)
    assert "rules" not in names  # words for the report
    files = {path.relative_to(ROOT / "analysis").as_posix() for path in dependence.modules(READING)}
    assert {"annotate.py", "rows.py", "extract/gazetteer.py", "extract/dates/lexicon.py", "sentences.py"} <= files
    assert not {each for each in files if each.startswith(("charts/", "views/", "report/", "corpus/readers/"))}
    loaded = subprocess.run(
        [sys.executable, "-c", (
            "import sys; from analysis import vocabulary, dependence; seen = set(); load = vocabulary.load\n"
            "def spy(name): seen.add(name); return load(name)\n"
            "vocabulary.load = spy\n"
            "from analysis import work; from analysis.corpus import read\n"
            "work.read(list(read(sys.argv[1])), None)\n"
            f"print(*sorted(seen - set(dependence.vocabularies({READING!r}))))"
        ), str(articles)],
        cwd=ROOT, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert loaded.stdout.strip() == ""


def test_a_changed_vocabulary_is_another_digest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = Path(
        shutil.copytree(vocabulary.FOLDER, tmp_path / "vocabulary", ignore=shutil.ignore_patterns("__pycache__"))
    )
    monkeypatch.setattr(vocabulary, "FOLDER", copy)

    def changed(name: str) -> set[str]:
        """The steps of which another vocabulary is another digest."""
        dependence.code_digest.cache_clear()
        before, all_before = work.digests(None), work.digest(None)
        (copy / f"{name}.yaml").write_text("- changed")
        dependence.code_digest.cache_clear()
        after = work.digests(None)
        assert (work.digest(None) != all_before) == (after != before)
        return {step for step in after if after[step] != before[step]}

    assert changed("rules") == set()
    assert changed("sanction_verbs") == {"sanctions"}
    assert changed("areas") == {"cooperation"}
    assert changed("claim_verbs") == {"claims"}
    assert changed("status") == {"sanctions", "cooperation"}
    assert changed("time") == {"dates", "sanctions", "cooperation"}
    assert changed("states") == {"mentions", "sanctions", "cooperation"}
    dependence.code_digest.cache_clear()


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_a_step_reads_what_it_says(step: Step) -> None:
    """What a module looks at on a doc stands in it as `doc._.claims`; what is not found yet is empty."""
    code = "".join(path.read_text(encoding="utf-8") for path in dependence.modules((step.module,)))
    found = set(re.findall(r"\b_\.(\w+)", code)) - {"title", "published", "publisher"}
    assert found - {step.name} <= set(step.reads)
    assert not re.search(r"getattr\([^)]*\._\b", code)


def test_no_step_reaches_one_that_follows() -> None:
    """Else its digest would change with words that it never looks at."""
    modules = [step.module.replace(".", "/") for step in STEPS]
    for step, module in zip(STEPS, modules, strict=True):
        reached = {path.relative_to(ROOT).as_posix() for path in dependence.modules((step.module, *EVERY))}
        others = {other for other in modules if any(path.startswith(other) for path in reached)} - {module}
        assert others <= {each.module.replace(".", "/") for each in STEPS if each.name in step.reads}
