"""Nothing from outside is unpickled: no module does it, and no library that reads a file, the model or kept rows."""

from __future__ import annotations

import ast
import io
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis import corpus
from tests.corpus.files import ARTICLE, parquet, pdf, word

ROOT = Path(__file__).resolve().parents[2]
MODULES = {"pickle", "cPickle", "_pickle", "dill", "cloudpickle", "joblib", "shelve", "marshal", "torch", "jsonpickle", "pickletools"}  # fmt: skip
CALLS = {"read_pickle", "to_pickle", "load_pickle", "unsafe_load", "full_load", "UnsafeLoader", "FullLoader", "unsafe_load_all"}  # fmt: skip


def faults(source: str) -> list[str]:
    """What in this code loads objects that can run, or evaluates text."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names if alias.name.split(".")[0] in MODULES]
        elif isinstance(node, ast.ImportFrom):
            found += [node.module] if (node.module or "").split(".")[0] in MODULES else []
            found += [alias.name for alias in node.names if alias.name in CALLS]
        elif isinstance(node, ast.Attribute) and node.attr in CALLS:
            found.append(node.attr)
        elif isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else ""
            found += [name] if name in ("eval", "exec", "compile", "__import__") else []
            found += [word.arg for word in node.keywords if word.arg == "allow_pickle"]
            of_yaml = isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") == "yaml"
            if of_yaml and node.func.attr in ("load", "load_all"):  # type: ignore[union-attr]
                loaders = [ast.unparse(word.value) for word in node.keywords if word.arg == "Loader"]
                found += [] if loaders and set(loaders) <= {"_Plain", "_LOADER"} else ["yaml.load"]
    return found


@pytest.mark.parametrize(
    "code", ["import pickle", "from joblib import load", "import numpy as np\nnp.load(x, allow_pickle=True)", "pd.read_pickle(x)",
             "import yaml\nyaml.load(x, Loader=yaml.Loader)", "import yaml\nyaml.load(x)", "eval(x)", "yaml.unsafe_load(x)"],
)  # fmt: skip
def test_the_scan_sees(code: str) -> None:
    assert faults(code)


def test_no_module_unpickles_or_evaluates() -> None:
    found = {
        str(path.relative_to(ROOT)): faults(path.read_text(encoding="utf-8"))
        for path in (ROOT / "analysis").rglob("*.py")
    }
    assert len(found) > 100
    assert {path: names for path, names in found.items() if names} == {}


def test_the_loaders_of_yaml_are_safe() -> None:
    import yaml

    from analysis import vocabulary
    from analysis.corpus import heading

    for loader in (vocabulary._LOADER, heading._Plain):
        with pytest.raises(yaml.YAMLError):
            value = yaml.load("!!python/object/apply:os.getcwd []", Loader=loader)
            raise yaml.YAMLError(value) if value == [] else AssertionError(value)


class Escape:
    """Unpickled, it makes a file."""

    def __init__(self, path: Path) -> None:
        self.path = str(path)

    def __reduce__(self):  # type: ignore[no-untyped-def]
        return os.mkdir, (self.path,)


def test_a_pickle_in_the_schema_of_a_parquet_file_is_left_alone(tmp_path: Path) -> None:
    poison = pickle.dumps(Escape(tmp_path / "escaped"))
    field = pa.field("text", pa.string(), metadata={b"ARROW:extension:name": b"arrow.py_extension_type", b"ARROW:extension:metadata": poison})  # fmt: skip
    table = pa.table(
        [pa.array([ARTICLE])], schema=pa.schema([field], metadata={b"pandas": poison, b"pickle": poison})
    )
    out = io.BytesIO()
    pq.write_table(table, out)
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.parquet").write_bytes(out.getvalue())
    rows = list(corpus.read(tmp_path / "corpus"))
    assert len(rows) == 1
    assert not (tmp_path / "escaped").exists()
    pickle.loads(poison)
    assert (tmp_path / "escaped").exists()  # the poison works where it is unpickled


WATCHED = """
import sys
seen = []
sys.addaudithook(lambda event, args: seen.append(args) if event == "pickle.find_class" else None)
from analysis import extraction
way = extraction.Way(processes=1, cache=sys.argv[2])
_, first = extraction.extract(sys.argv[1], way=way)
_, second = extraction.extract(sys.argv[1], way=way)
assert first["counts"] == second["counts"] and first["counts"]["documents"] > 4, first["counts"]
read = len(seen)
import collections, pickle
pickle.loads(pickle.dumps(collections.OrderedDict()))
print(read, len(seen) - read, seen[:read])
"""


def test_nothing_is_unpickled_from_a_file_the_model_or_kept_rows(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    files = {
        "a.txt": ARTICLE.encode(), "b.html": f"<html><p>{ARTICLE} In May.</p></html>".encode(), "c.pdf": pdf(ARTICLE + " In June."),
        "d.docx": word(ARTICLE + " In July."), "e.parquet": parquet([{"text": ARTICLE + " In March."}]),
        "f.json": b'{"text": "The ministers of Norway and Chile met in April."}', "g.csv": b"text\nNorway and Chile met in Oslo.\n",
        "h.pkl": pickle.dumps(Escape(tmp_path / "escaped")), "i.npy": b"\x93NUMPY", "j.txt": pickle.dumps({"text": ARTICLE}),
    }  # fmt: skip
    for name, content in files.items():
        (folder / name).write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-c", WATCHED, str(folder), str(tmp_path / "cache")],
        cwd=ROOT, capture_output=True, text=True, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout == "0 1 []\n"
    assert not (tmp_path / "escaped").exists()
