"""Every entry of every vocabulary has a passing example and a near miss, written beside it or made from it here, and both are run.

Lists of names (states, persons, bodies, places) are too long to write a sentence by hand for each: theirs are made from
the name itself, in a sentence in which it must be found and in one in which what only looks like it must not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from analysis import pipeline, vocabulary
from analysis.annotate import annotate

# files whose entries carry their own `yes:` and `no:`, and the module that runs them
WRITTEN = {
    "areas": "test_cooperation_vocabulary",
    "bodies": "test_actors_vocabulary",
    "claim_adjectives": "test_claims_vocabulary",
    "claim_nouns": "test_claims_vocabulary",
    "claim_verbs": "test_claims_vocabulary",
    "frames": "test_cooperation_vocabulary",
    "instruments": "test_sanctions_vocabulary",
    "measures": "test_sanctions_vocabulary",
    "persons": "test_actors_vocabulary",
    "sanction_actions": "test_sanctions_vocabulary",
    "sanction_verbs": "test_sanctions_vocabulary",
    "sanctions": "test_sanctions_vocabulary",
    "status": "test_status",
    "time": "test_dates_vocabulary",
}
# files that only name codes and rules for readers: they recognize nothing in a text
LABELS = {"codes", "rules"}
# files of several lists, or of pairs, whose module reads them in its own way and runs an example and a near miss of each
# (test_brief_words does so for every single word of their lists, and for every place)
OWN_WAY = {
    "brief": "test_cooperation_brief",
    "name_shapes": "test_cooperation_brief",
    "partners": "test_cooperation_brief",
}
# entries whose rule needs more than a sentence: a module of its own runs it
ELSEWHERE = {"common-stand": "test_cooperation"}


def rows(name: str) -> list[dict[str, Any]]:
    """The entries of a file, whatever its shape."""
    loaded = vocabulary.load(name)
    return loaded if isinstance(loaded, list) else [row for group in loaded.values() for row in group]


def test_every_file_is_run() -> None:
    assert set(vocabulary.names()) == set(WRITTEN) | set(MADE) | set(OWN_WAY) | LABELS


@pytest.mark.parametrize("name", sorted(OWN_WAY))
def test_a_file_of_its_own_way_is_run(name: str) -> None:
    with open(pytest.importorskip(f"tests.extract.{OWN_WAY[name]}").__file__ or "", encoding="utf-8") as source:
        assert f'vocabulary.load("{name}")' in source.read()


@pytest.mark.parametrize("name", sorted(WRITTEN))
def test_every_entry_has_its_examples_and_they_are_run(name: str) -> None:
    lacking = {row["id"] for row in rows(name) if not (row.get("yes") and row.get("no"))}
    assert lacking - set(ELSEWHERE) == set()
    module = (pytest.importorskip(f"tests.extract.{WRITTEN[name]}").__file__) or ""
    with open(module, encoding="utf-8") as source:
        assert f'"{name}"' in source.read(), f"{module} no longer runs {name}.yaml"


# examples made from the entry: (text, what must be found there), and the near miss (text, what must not be found)
Made = tuple[str, dict[str, str | None], Callable[[Any], bool], str]


def actor(key: str, *forms: str) -> Callable[[Any], bool]:
    return lambda doc: any(one.actor_id == key and (not forms or one.form in forms) for one in doc._.mentions)


def claim(word: str, kind: str | None = None, source: str | None = None) -> Callable[[Any], bool]:
    return lambda doc: any(
        word in one.text.lower() and kind in (None, one.kind) and source in (None, one.source) for one in doc._.claims
    )


def states() -> Iterator[tuple[str, Made]]:
    for row in vocabulary.load("states"):
        name = row["names"][0]
        yield (
            row["id"],
            (
                f"Officials of {name} met on Monday.",
                {},
                actor(row["id"], "name"),
                f"Officials of {name.lower()}zz met.",
            ),
        )
        for demonym in [word for word in row.get("demonyms", ()) if word.isalpha()][:1]:
            yield (
                f"{row['id']} {demonym}",
                (f"The {demonym} government met.", {}, actor(row["id"]), f"The {demonym}zz government met."),
            )


def leaders() -> Iterator[tuple[str, Made]]:
    for people in vocabulary.load("leaders").values():
        for row in people:
            from analysis.extract.slugs import slug

            name = row["name"]
            yield (
                name,
                (
                    f"On Monday {name} met the guests.",
                    {},
                    actor(slug(name)),
                    f"On Monday the {name.lower()} street was shut.",
                ),
            )


def organizations() -> Iterator[tuple[str, Made]]:
    for row in vocabulary.load("organizations"):
        for name in row.get("strong", ())[:1]:
            miss = (
                f"On Monday {name}ery was shut."
                if name.isupper() and name.isalpha()
                else f"On Monday x{name.lower()} was shut."
            )
            yield row["id"], (f"On Monday {name} sent a letter.", {}, actor(row["id"]), miss)
        if not row.get("strong"):  # letters that many bodies share: known once the text says that they are a body's
            text = f"On Monday {row['weak'][0]} sent a letter."
            yield row["id"], (f"The company {row['weak'][0]} met. {text}", {}, actor(row["id"]), text)


def false_friends() -> Iterator[tuple[str, Made]]:
    """A longer name hides the state inside; that state's name alone is found."""

    def hidden(doc: Any) -> bool:
        return not any(one.kind == "state" for one in doc._.mentions)

    for group in vocabulary.load("false_friends"):
        for name in group["names"]:
            yield (
                f"{group['id']} {name}",
                (f"They spoke of {name} again.", {}, hidden, "They spoke of Norway again."),
            )


def claim_words() -> Iterator[tuple[str, Made]]:
    sentence = {
        "said-things": ("Oman rejected the {}.", claim("rejected", "denial"), "Oman rejected the lamp."),
        "texts": ("The {} stated that exports had doubled.", claim("stated"), "The lamp stated that exports had doubled."),
        "speakers": ("The {} denied that it was so.", claim("denied"), "The lamp denied that it was so."),
        "silences": ("The ministry declined to {} anything.", claim("declined", "non-confirmation"), "The ministry declined to dance."),
        "opinions": ("Oman expressed {} over the plan.", claim("expressed", "opinion"), "Oman expressed goods over the border."),
        "courtesies": ("Oman extended its {} to the families.", claim("extended", "statement"), "Oman extended its runway to the sea."),
        "false-names": ("Oman called the allegation {}.", claim("called", "denial"), "Oman called the allegation long."),
        "bad-names": ("Oman called the plan {}.", claim("called", "opinion"), "Oman called the plan long."),
    }  # fmt: skip
    for entry in vocabulary.load("claim_words"):
        if entry["id"] in sentence:
            text, found, miss = sentence[entry["id"]]
            yield entry["id"], (text.format(entry["words"][0]), {}, found, miss)
    # nouns in -er that are no persons deny nothing, and persons of the same ending do
    yield "things", ("The whaler denied that it was so.", {}, claim("denied"), "The container denied that it was so.")
    # in a quotation, "we" with one of these claims something; with another verb it does not
    yield "performatives", (
        '"We condemn the attack," Oman said.', {}, claim("condemn", "opinion"), '"We survived the attack," Oman said.'
    )  # fmt: skip


def voices() -> Iterator[tuple[str, Made]]:
    for entry in vocabulary.load("claim_voices"):
        for word in entry["words"][:1]:
            yield (
                entry["id"],
                (
                    "We condemn the attack.",
                    {"publisher": word},
                    claim("condemn", None, entry["id"]),
                    "We condemn the attack.",
                ),
            )


def publishers() -> Iterator[tuple[str, Made]]:
    named = {
        "united-states": "U.S. Department of State", "united-kingdom": "UK Government", "european-union": "European Commission",
        "canada": "Global Affairs Canada", "north-korea": "KCNA", "iran": "Islamic Republic of Iran", "russia": "Kremlin.ru", "ukraine": "President of Ukraine",
        "security-council": "UN Security Council", "japan": "Ministry of Foreign Affairs of Japan", "australia": "Australian Government",
        "new-zealand": "New Zealand Government", "switzerland": "Swiss Federal Council", "china": "Ministry of Foreign Affairs of the People's Republic of China",
        "cuba": "statement of Cuba", "syria": "SANA", "belarus": "BelTA", "venezuela": "Bolivarian Republic of Venezuela",
    }  # fmt: skip
    for entry in vocabulary.load("publishers"):
        home = entry["actor"]

        def imposed(doc: Any, home: str = home) -> bool:
            return any(home in one.imposers for one in doc._.sanctions)

        yield (
            entry["id"],
            (
                "We imposed sanctions on Gabon.",
                {"publisher": named[entry["id"]]},
                imposed,
                "We imposed sanctions on Gabon.",
            ),
        )


def places() -> Iterator[tuple[str, Made]]:
    """A visit to a town takes place in its state; a word that only begins like it is no place."""
    for state, names in vocabulary.load("places").items():
        visitor = "Norway" if state != "NOR" else "Gabon"

        def visited(doc: Any, state: str = state) -> bool:
            return any(state in one.participants for one in doc._.cooperation)

        for name in names[:1]:
            yield (
                f"{state} {name}",
                (
                    f"A delegation from {visitor} arrived in {name}.",
                    {},
                    visited,
                    f"A delegation from {visitor} arrived in {name}zz.",
                ),
            )


def people() -> Iterator[tuple[str, Made]]:
    """Those who visit count as visitors by these nouns; things do not."""

    def visit(doc: Any) -> bool:
        return any(one.area == "diplomatic.visit" for one in doc._.cooperation)

    yield "words", ("A Norwegian delegation visited Gabon.", {}, visit, "A Norwegian book described Gabon.")
    yield "private", ("A Norwegian envoy visited Gabon.", {}, visit, "A Norwegian man visited Gabon.")


def holidays() -> Iterator[tuple[str, Made]]:
    for entry in vocabulary.load("holidays"):

        def told(doc: Any, date: str = entry["date"]) -> bool:
            return any(one.value == f"1987-{date}" for one in doc._.dates)

        name = entry["strong"][0]
        yield entry["id"], (f"Shops were shut on {name} 1987.", {}, told, f"Shops sold {name.lower()}s in 1987.")


def events() -> Iterator[tuple[str, Made]]:
    """An event of the calendar of history is known by its name, and not by a part of another word."""
    from analysis.extract.dates.events import event_at

    for entry in vocabulary.load("events"):

        def known(doc: Any, key: str = entry["id"]) -> bool:
            found = event_at(doc.text, 0)
            return found is not None and found[0].id == key

        name = entry["names"][0]
        yield entry["id"], (f"the {name}, they said", {}, known, f"the quiet {name}zz, they said")


MADE: dict[str, Callable[[], Iterator[tuple[str, Made]]]] = {
    "states": states, "leaders": leaders, "organizations": organizations, "false_friends": false_friends,
    "claim_words": claim_words, "claim_voices": voices, "publishers": publishers, "places": places, "people": people,
    "holidays": holidays, "events": events,
}  # fmt: skip


def ids(name: str) -> set[str]:
    """What each entry of a list is called."""
    loaded = vocabulary.load(name)
    if name == "leaders":
        return {row["name"] for people in loaded.values() for row in people}
    return set(loaded) if isinstance(loaded, dict) else {row["id"] for row in loaded}


@pytest.mark.parametrize("name", sorted(MADE))
def test_no_entry_of_a_list_is_left_out(name: str) -> None:
    keys = {key for key, _ in MADE[name]()}
    assert {one for one in ids(name) if not any(key == one or key.startswith(f"{one} ") for key in keys)} == set()


@pytest.mark.parametrize("name", sorted(MADE))
def test_examples_made_from_each_entry(nlp, name: str) -> None:
    """All in one run of the pipeline: there are thousands."""
    made = list(MADE[name]())
    wanted, texts = [], []
    for key, (text, context, found, miss) in made:
        for side, words in ((True, text), (False, miss)):
            texts.append(pipeline.Article("x", words, publisher=context.get("publisher") if side else None))
            wanted.append((key, side, found, words))
    wrong = []
    for (article, doc), (key, side, found, words) in zip(
        pipeline.read(texts, nlp, batch_size=256), wanted, strict=True
    ):
        if found(annotate(doc, article)) != side:
            wrong.append((key, words, [one.actor_id for one in doc._.mentions]))
    assert len(made) >= 1
    assert wrong == []
