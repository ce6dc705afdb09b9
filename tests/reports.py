"""Reports that several tests look at; each is made once a session."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = Path(__file__).parent / "notebooks"

# article of our own, with markup where an attacker would put it
HOSTILE_ARTICLE = {
    "title": "<script>alert('title')</script> Talks & <b>deals</b>",
    "source": '"><img src=x onerror=alert(1)>',
    "url": "javascript:alert(1)",
    "published": "2023-08-01",
    "text": (
        "Foreign Minister <script>alert('text')</script> Lee of Ruritania met Vladimir Putin in Moscow on 27 July 2023.\n\n"
        '=HYPERLINK("http://evil.example") Russia sent food to North Korea, officials said </td></table><img src=x onerror=alert(2)>.\n\n'
        "The United States [imposed](javascript:alert(3)) sanctions on Iran, the ministry said."
    ),
}


def articles(folder: Path, *rows: dict[str, str]) -> Path:
    """A corpus of JSON articles."""
    folder.mkdir(parents=True, exist_ok=True)
    for number, row in enumerate(rows):
        (folder / f"article-{number:02}.json").write_text(json.dumps(row), encoding="utf-8")
    return folder


def digests(folder: Path) -> dict[str, str]:
    """SHA-256 of every file."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
