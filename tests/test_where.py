"""Where a relative path is looked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from analysis import where
from analysis.errors import ParameterError


def test_the_current_folder_comes_before_the_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert where.found("corpus", "seeds") == where.ROOT / "seeds"
    (tmp_path / "seeds").mkdir()
    assert where.found("corpus", "seeds") == tmp_path / "seeds"
    assert where.tried(tmp_path / "seeds") == [tmp_path / "seeds"]


def test_what_is_nowhere_is_said_with_the_places_tried(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(
        ParameterError, match="parameter 'corpus': 'nowhere' does not exist; it was looked for in"
    ) as said:
        where.found("corpus", "nowhere")
    assert str(tmp_path) in str(said.value) and str(where.ROOT) in str(said.value)
