"""The quickened pipeline gives what the model as its makers built it gives: token by token, and row by row."""

from __future__ import annotations

import gc
import itertools
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, SENT_START, TAG
from spacy.language import Language
from spacy.tokens import Doc, Span

from analysis import arithmetic, corpus, pipeline, work
from analysis.annotate import annotate
from analysis.arithmetic import BLOCK, KEPT, BlockOps, FormMemory
from analysis.rows import rows

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("PACTWATCH_SHARED", ROOT.parent / "shared")) / "corpus"
DOCUMENTS = 500
ANNOTATIONS = [TAG, POS, MORPH, LEMMA, DEP, HEAD, ENT_IOB, ENT_TYPE, SENT_START]

TEXTS = [
    "",
    " ",
    "Norway",
    "Norway.",
    "We're gonna let's gotta c'mon ain't it?\n\nGonna\n",
    "He can't say, won't say and ain't gonna say whether they'd have gone. Mr. Okafor gave it to her, not to us.",
    "IT IS WHAT IT IS. Ca n't you see?  Let's go; who's there, whose is it, and what's that?",
    "I told myself: but for her, nothing that anyone did would've been enough.\n\n\tThose were the days.",
    "a a a the the these this that those some any each every another both all half such quite",
    "Let\nus go. Let's. They got ta leave, c'm on said Ann.",
    "OSLO, 3 March 2022 (Newswire) - Norway sent 400 artillery shells to Chile last year, the foreign ministry said.",
    "THE UNITED STATES AND THE KINGDOM OF NORWAY\n\nMr. Jonas Gahr Støre met   Angela Merkel\tin New\nYork on\n\nMonday",
    "“We will train their troops,” Prime Minister Jonas Gahr Støre told reporters on the 5th of May, at 3 p.m., in Lima.",
    "The World Bank lent $5 million, or 12 percent, to Peru’s Ministry of Finance in the first quarter of 2019. " * 6,
    "a b c 😀 e\u0301 \u200b \u202e İ ǅ ß 中国 #1 ... — U.S. U.N. No. 5 https://example.org/x?y=1 a@b.example",
]


@pytest.fixture(scope="module")
def plain() -> Language:
    return pipeline.plain()


def annotations(nlp: Language, texts: list[str], **options: int) -> list[list[list[int]]]:
    return [doc.to_array(ANNOTATIONS).tolist() for doc in nlp.pipe(texts, **options)]


def test_the_quick_parts_stand_in(nlp: Language) -> None:
    assert nlp.pipe_names[-3:] == ["pactwatch_trees", "pactwatch_forms", "pactwatch_entities"]
    assert not {"parser", "attribute_ruler", "lemmatizer", "ner"} & set(nlp.pipe_names)


def test_same_annotations(nlp: Language, plain: Language) -> None:
    assert annotations(nlp, TEXTS) == annotations(plain, TEXTS)


@pytest.mark.parametrize("words", [9, 40])
def test_pieces_change_nothing(nlp: Language, plain: Language, words: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A long text is computed so many words at a time; its sentences may be longer than that."""
    monkeypatch.setattr(arithmetic, "PIECE", words)
    texts = [*TEXTS, " ".join(TEXTS), "\n\n".join(TEXTS)]
    assert annotations(nlp, texts) == annotations(plain, texts)


def test_company_changes_nothing(nlp: Language) -> None:
    together = annotations(nlp, TEXTS * 2, batch_size=7)
    assert together == annotations(nlp, TEXTS * 2, batch_size=1)


WORDS = st.sampled_from(
    "Norway Chile’s the of Angela Merkel United Nations let 's gon na got ta said will not 5 May 2020 Mr. No. — - . , ; : ? \" ' ” it they "
    "\n \n\n \t $ million percent ORG IBM 😀 x".split(" ")
)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(text=st.lists(WORDS, max_size=40).map(" ".join) | st.text(max_size=60))
def test_same_annotations_on_any_text(nlp: Language, plain: Language, text: str) -> None:
    assert annotations(nlp, [text]) == annotations(plain, [text])


def test_entities_set_before_are_kept(nlp: Language, plain: Language) -> None:
    def read(pipe: Language) -> list[list[int]]:
        doc = pipe.make_doc("Angela Merkel met the council of Norway on Monday.")
        doc.set_ents([Span(doc, 3, 5, label="ORG")], default="missing")
        return pipe(doc).to_array([ENT_IOB, ENT_TYPE]).tolist()

    assert read(nlp) == read(plain)


def test_sentences_that_are_not_fixed_are_for_the_parser_to_find(nlp: Language, plain: Language) -> None:
    def read(pipe: Language, parser: str) -> list[list[int]]:
        doc = pipe.make_doc("Norway lent Chile money, Peru did not Angola's envoy left for Oslo.")
        for name in ("tok2vec", parser):
            doc = pipe.get_pipe(name)(doc)
        return doc.to_array([HEAD, DEP, SENT_START]).tolist()

    assert read(nlp, "pactwatch_trees") == read(plain, "parser")


def test_a_model_of_another_make_keeps_its_own_parts(plain: Language) -> None:
    from analysis.entities import Entities
    from analysis.forms import Forms
    from analysis.trees import Trees

    ruler = plain.create_pipe("attribute_ruler")
    ruler.add([[{"LOWER": "a"}, {"LOWER": "b"}, {"LOWER": "c"}]], {"LEMMA": "x"})  # type: ignore[attr-defined]
    assert not Forms().stand_for(ruler, plain.get_pipe("lemmatizer"))
    assert Forms().stand_for(plain.get_pipe("attribute_ruler"), plain.get_pipe("lemmatizer"))
    searching = plain.create_pipe("ner", config={"moves": None})
    searching.cfg["beam_width"] = 8  # type: ignore[attr-defined]
    assert not Entities().stand_for(searching)
    assert not Trees().stand_for(plain.get_pipe("ner"))  # it computes its numbers itself


@pytest.mark.parametrize("count", [0, 1, 60, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 5])
def test_products_do_not_depend_on_the_rows_beside(count: int) -> None:
    random = np.random.default_rng(1)
    rows_, weights = random.random((count, 96), dtype=np.float32), random.random((288, 96), dtype=np.float32)
    product = BlockOps().gemm(rows_, weights, trans2=True)
    assert product.shape == (count, 288)
    assert np.allclose(product, rows_ @ weights.T, rtol=1e-5)
    for at in range(0, count, 50):
        assert (BlockOps().gemm(rows_[at : at + 1], weights, trans2=True) == product[at]).all()


def test_the_memory_of_forms_starts_anew_when_full() -> None:
    calls: list[int] = []

    def double(forms: np.ndarray) -> np.ndarray:
        calls.append(len(forms))
        return (forms * 2).astype(np.float32)

    memory = FormMemory(double)
    first = np.arange(KEPT, dtype=np.uint64).reshape(-1, 1)
    for forms in (
        first,
        first[::-1],
        first + np.uint64(KEPT),
        first[:5],
        np.arange(2 * KEPT, dtype=np.uint64)[:, None],
    ):
        assert (memory.numbers(forms) == forms * 2).all()
    # all of the first, none of them again, all of the second, five of the first, and of the last twice as many as are kept
    assert sum(calls) == 2 * KEPT + 5 + 2 * KEPT
    assert max(calls) <= arithmetic.PIECE


@pytest.mark.skipif(not SHARED.exists(), reason="the corpus to run at scale does not lie beside the repository")
def test_same_rows_on_five_hundred_documents(nlp: Language, plain: Language) -> None:
    documents = (each for each in corpus.read(SHARED) if isinstance(each, corpus.Document))
    # from every part of the corpus, the longest speeches left out: what they hold, the others hold as well
    chosen = list(
        itertools.islice(
            (each for each in itertools.islice(documents, 0, None, 40) if len(each.text) < 20_000), DOCUMENTS
        )
    )
    assert len(chosen) == DOCUMENTS

    def tables(pipe: Language) -> list[dict[str, list[dict[str, object]]]]:
        articles = [
            pipeline.Article(each.doc_id, each.text, each.title, each.published, each.source) for each in chosen
        ]
        pairs = zip(chosen, pipeline.read(articles, pipe), strict=True)
        return [rows(document, annotate(doc, article)) for document, (article, doc) in pairs]

    for quick, slow in zip(tables(nlp), tables(plain), strict=True):
        for name, expected in slow.items():
            assert quick[name] == expected, f"{name} of {slow['documents'][0]['path']}"


def test_no_doc_is_copied(nlp: Language) -> None:
    docs = [nlp.make_doc(text) for text in TEXTS[-3:]]
    assert all(given is read and isinstance(read, Doc) for given, read in zip(docs, nlp.pipe(docs), strict=True))


def test_a_text_is_let_go_when_its_rows_are_made() -> None:
    """Without waiting for Python's search for cycles, which comes late: a batch of long texts takes a lot of memory."""
    texts = [f"Norway sent {count} rifles to Chile on 5 May 2021, officials said." for count in range(12)]
    documents = [
        corpus.Document(f"{at:032x}", f"{at}.txt", None, text, None, None, None, None, "en")
        for at, text in enumerate(texts)
    ]
    held = []
    gc.collect()
    gc.disable()
    try:
        for _ in range(2):
            work.read(documents, None)
            held.append(sum(isinstance(each, Doc) for each in gc.get_objects()))
    finally:
        gc.enable()
    assert held[0] == held[1]
