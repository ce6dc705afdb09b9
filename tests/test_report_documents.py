"""The page of a document: its text whole, an anchor for each record, and a way to and from each."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

from analysis import extraction, store
from analysis.report import pages
from analysis.report.documents import document_pages

TEXTS = {
    "a.txt": "Norway & Latvia\n\nNorway said that sanctions against Belarus would stay. <b>Norway</b> and Latvia signed a trade deal.\n",
    "b.txt": "Peru\n\nPeru may sell rice to Chile, the ministry said on 3 May 2021.\n",
}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    (folder / "corpus").mkdir()
    for name, text in TEXTS.items():
        (folder / "corpus" / name).write_text(text, encoding="utf-8")
    extraction.write(folder / "corpus", folder / "tables")
    return folder / "tables"


@pytest.fixture(scope="module")
def written(run: Path) -> dict[str, str]:
    site = pages.Site((), "complete", "")
    return {
        here: pages.render("document", site, root="../", here=here, **context)
        for here, context in document_pages(run)
    }


def marked_text(page: str) -> str:
    inside = re.search(r'<div class="text"[^>]*>(.*?)</div>', page, re.S)
    assert inside
    return html.unescape(re.sub(r"<[^>]*>", "", inside[1]))


def test_every_document_has_a_page_with_its_whole_text(run: Path, written: dict[str, str]) -> None:
    documents = store.records(store.read_table(run, "documents"))
    assert {row["text"] for row in documents} == {marked_text(page) for page in written.values()}


def test_markup_in_a_text_stays_text(written: dict[str, str]) -> None:
    assert any("&lt;b&gt;" in page for page in written.values())
    assert all("<b>" not in page for page in written.values())


def test_every_record_has_both_its_anchors_on_the_page_of_its_document(run: Path, written: dict[str, str]) -> None:
    seen = 0
    for table, key in (("claims", "claim_id"), ("sanctions", "sanction_id"), ("cooperation", "cooperation_id")):
        for row in store.records(store.read_table(run, table)):
            page = written[pages.address(row["doc_id"])]
            assert page.count(f'id="{row[key]}"') == 1
            assert page.count(f'id="about-{row[key]}"') == 1
            seen += 1
    assert seen >= 3


def test_every_link_within_the_page_arrives(written: dict[str, str]) -> None:
    for page in written.values():
        for target in re.findall(r'href="#([^"]+)"', page):
            assert f'id="{target}"' in page
