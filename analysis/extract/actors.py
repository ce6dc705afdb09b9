"""The actors that a doc mentions.

Known names come first, then bodies and persons by the form of their names, then the short forms that a text
uses once it has introduced somebody, at last titles and pronouns that refer back.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from analysis.extract.backreference import short_forms
from analysis.extract.bodies import bodies
from analysis.extract.coreference import references
from analysis.extract.gazetteer import wikidata
from analysis.extract.ministries import identify
from analysis.extract.modelled import armed_groups, modelled_bodies, modelled_words, named_by_noun
from analysis.extract.persons import persons
from analysis.extract.places import sentence_at
from analysis.extract.records import Mention
from analysis.extract.scene import Found, Scene
from analysis.extract.seats import seats
from analysis.extract.states import governments, settle_known
from analysis.extract.words import words

__all__ = ["mentions", "wikidata"]


def mentions(doc: Doc) -> Iterator[Mention]:
    """Every mention, in order of appearance, without overlaps."""
    scene = Scene(doc, words(doc))
    settle_known(scene)
    weak = {(match.first, match.last) for match in scene.weak}
    for body in bodies(scene.words, scene.known, modelled_words(scene)):
        if not scene.covered(body.first, body.last) and (body.first, body.last) not in weak:
            scene.add(Found(body.first, body.last, identify(scene, body), "name", body.rule))
    named_by_noun(scene)
    armed_groups(scene)
    for person in persons(doc, scene.words, scene.owner, scene.known):
        scene.add(Found(person.first, person.last, scene.person(person), "name", person.rule))
    modelled_bodies(scene)
    short_forms(scene)
    governments(scene)
    seats(scene)
    found = sorted(scene.found(), key=lambda item: item.first)
    named = [_mention(doc, scene, item) for item in found]
    yield from sorted(
        [*named, *references(doc, scene.words, named)], key=lambda mention: (mention.start, mention.end)
    )


def _mention(doc: Doc, scene: Scene, found: Found) -> Mention:
    assert found.actor is not None  # the scene yields no others
    start, end = scene.words.start[found.first], scene.words.end[found.last - 1]
    return Mention(
        sentence_at(doc, start), start, end, scene.words.text[start:end], found.form,
        found.actor.actor_id, found.actor.name, found.actor.kind, found.actor.country, found.rule,
    )  # fmt: skip
