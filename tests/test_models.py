"""The weights of the model are checked before they are loaded; a model that is named is taken, and called not pinned."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from analysis import extraction, models, pipeline
from analysis.errors import ModelError


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> models.Chosen:
    """A copy of the installed model, found in its place."""
    place = shutil.copytree(models.chosen().place, tmp_path / "model", ignore=shutil.ignore_patterns("__pycache__"))
    copy = models.Chosen(models.chosen().name, place)
    monkeypatch.setattr(models, "chosen", lambda model=None: models.Chosen(model, Path(model)) if model else copy)
    return copy


def test_the_installed_model_is_the_pinned_one() -> None:
    found = models.verified()
    assert models.unpinned(found.data) == []
    pins = json.loads(models.PINS.read_text(encoding="utf-8"))
    assert {"tok2vec", "tagger", "parser", "ner", "tokenizer", "vocab", "lemmatizer", "attribute_ruler"} <= set(pins)
    assert all(len(digest) == 64 for digests in pins.values() for digest in digests)


@pytest.mark.parametrize("damage", ["a changed byte", "a file more", "a file less", "a part more", "a link"])
def test_other_weights_are_not_loaded(damage: str, copied: models.Chosen, monkeypatch: pytest.MonkeyPatch) -> None:
    file = copied.data / "ner" / "model"
    if damage == "a changed byte":
        data = bytearray(file.read_bytes())
        data[len(data) // 2] ^= 1
        file.write_bytes(data)
    elif damage == "a file more":
        (copied.data / "ner" / "more").write_bytes(b"x")
    elif damage == "a file less":
        file.unlink()
    elif damage == "a part more":
        (copied.data / "extra").mkdir()
        (copied.data / "extra" / "model").write_bytes(b"x")
    else:
        file.unlink()
        file.symlink_to(copied.data / "tagger" / "model")
    monkeypatch.setattr(pipeline.spacy, "load", lambda name: pytest.fail("it was loaded"))
    part = "extra" if damage == "a part more" else "ner"
    with pytest.raises(ModelError, match=rf"other weights than the pinned ones, in {part}; install it anew"):
        pipeline.plain()


def test_nothing_is_written_with_other_weights(copied: models.Chosen, tmp_path: Path) -> None:
    (copied.data / "tagger" / "model").write_bytes(b"")
    (tmp_path / "corpus").mkdir()
    with pytest.raises(ModelError):
        extraction.write(tmp_path / "corpus", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_what_describes_a_model_may_differ(copied: models.Chosen) -> None:
    (copied.data / "README.md").write_text("another packager")
    (copied.data / "meta.json").write_text("{}")
    assert models.unpinned(copied.data) == []


def test_a_model_that_is_named_is_not_pinned(copied: models.Chosen, tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (copied.data / "vocab" / "lookups.bin").write_bytes(b"\x80")
    way = extraction.Way(cache="")
    assert extraction.extract(tmp_path / "corpus", model=str(copied.data), way=way)[1]["weights"] == "not pinned"


def test_a_run_says_that_its_weights_are_pinned(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    assert extraction.extract(tmp_path / "corpus", way=extraction.Way(cache=""))[1]["weights"] == "pinned"


def test_no_code_of_the_package_of_weights_runs(copied: models.Chosen) -> None:
    (copied.place / "__init__.py").write_text("raise SystemExit('it ran')")
    assert pipeline.plain().meta["name"] == copied.meta["name"]
