"""Known names in their surroundings: which of them stand here for the actor they usually name."""

from __future__ import annotations

from analysis.extract.gazetteer import Match, known, states
from analysis.extract.persons import word_list
from analysis.extract.places import entities, token_at
from analysis.extract.scene import Found, Scene

# a first name or surname as often as a state or capital
_ALSO_PERSONS = frozenset(
    "Jordan Chad Georgia Israel Paris London Sofia Lima Santiago Kenya India Ireland Holland France Cuba Male Washington Austin Monaco Chile Cyprus".split()
)
_GOVERNMENT = frozenset("government governments regime authorities military army forces troops".split())
_KINDS_OF_FORCES = frozenset(
    "security armed military government special ground air naval army defense defence regime coalition".split()
)
_OFFICES = frozenset("Secretary Undersecretary".split())


def settle_known(scene: Scene) -> None:
    """Put the known names into the scene, those that their surroundings rule out left away."""
    words = scene.words
    matches = list(known(words))
    persons = [(ent.start_char, ent.end_char) for ent in entities(scene.doc) if ent.label_ == "PERSON"]
    for match in matches:
        after = words.plain[match.last] if match.last < len(words.plain) else ""
        if match.form == "prefix" and after != "-":
            continue
        if match.actor is None:
            scene.known.update(dict.fromkeys(range(match.first, match.last), match))
            scene.add(Found(match.first, match.last, None, "name", match.rule))
            continue
        if match.strength == "weak":
            scene.weak.append(match)
            continue
        if match.strength == "surname":
            scene.surnames.append(match)
            continue
        if match.actor.kind == "organization" and after in _OFFICES:
            continue
        if match.form == "metonym" and match.first and words.plain[match.first - 1] in word_list("ships"):
            continue
        if match.actor.kind == "state" and match.last - match.first == 1 and _is_person(scene, match, persons):
            continue
        form = "demonym" if match.form == "prefix" else match.form
        scene.known.update(dict.fromkeys(range(match.first, match.last), match))
        scene.add(Found(match.first, match.last, match.actor, form, match.rule))
    _settle_surnames(scene)
    _soviet(scene)


def _is_person(scene: Scene, match: Match, persons: list[tuple[int, int]]) -> bool:
    """Whether "Jordan" or "Paris" is part of a person's name here."""
    words = scene.words
    if words.plain[match.first] not in _ALSO_PERSONS:
        return False
    start, end = words.start[match.first], words.end[match.first]
    return any(a <= start and end <= b and len(words.text[a:b].split()) == 2 for a, b in persons)


def _settle_surnames(scene: Scene) -> None:
    """A listed surname alone counts where no other first name stands before it."""
    words = scene.words
    for match in scene.surnames:
        assert match.actor is not None
        before = (
            words.plain[match.first - 1]
            if match.first and words.sentence[match.first - 1] == words.sentence[match.first]
            else ""
        )
        after = words.plain[match.last] if match.last < len(words.plain) else ""
        gap = match.first and words.start[match.first] - words.end[match.first - 1]
        if before[:1].isupper() and gap == 1 and _first_name(scene, match.first - 1):
            continue
        if _hyphened(scene, match):
            continue
        family_first = match.actor.country in ("PRK", "KOR", "CHN", "TWN") and match.last - match.first == 1
        if (
            family_first
            and after[:1].isupper()
            and words.start[match.last] - words.end[match.last - 1] == 1
            and not words.headline[words.sentence[match.first]]
        ):
            continue
        form = "name"
        actor = match.actor
        if after.lower() in ("administration", "clique") and actor.country == "USA" and _heads_state(actor.actor_id):
            continue
        scene.known.update(dict.fromkeys(range(match.first, match.last), match))
        scene.add(Found(match.first, match.last, actor, form, match.rule))


def _hyphened(scene: Scene, match: Match) -> bool:
    """Whether a hyphen makes the surname part of a longer one; "Putin-linked" and two listed surnames do not."""
    words, first, last = scene.words, match.first, match.last
    if first > 1 and words.plain[first - 1] == "-" and words.glued(first) and first - 2 not in scene.listed:
        return True
    if last + 1 < len(words.plain) and words.plain[last] == "-" and words.glued(last):
        return words.plain[last + 1][0].isupper() and last + 1 not in scene.listed
    return False


def _soviet(scene: Scene) -> None:
    """Moscow and the Kremlin are the Soviet Union's in a text that knows no Russia."""
    named = {(item.actor.actor_id, item.form) for item in scene.found() if item.actor is not None}
    if not any(key == "SUN" for key, _ in named) or ("RUS", "name") in named or ("RUS", "demonym") in named:
        return
    published = scene.doc._.published
    if published is not None and published.year > 1991:
        return
    for item in list(scene.found()):
        if item.actor is not None and item.actor.actor_id == "RUS":
            scene.add(item._replace(actor=states()["SUN"]))


def _heads_state(actor_id: str) -> bool:
    return actor_id in _PRESIDENTS


_PRESIDENTS = frozenset(
    "joe-biden donald-trump barack-obama ronald-reagan richard-nixon george-w-bush bill-clinton jimmy-carter".split()
)


def _first_name(scene: Scene, at: int) -> bool:
    """Whether the word before a surname is somebody's first name and no title, state or start of a sentence."""
    word = scene.words.plain[at]
    if at in scene.known or word in word_list("titles") or word in word_list("no-person") or word.isupper():
        return False
    token = token_at(scene.doc, scene.words.start[at])
    return token.pos_ in ("PROPN", "NOUN", "ADJ", "X") and not scene.words.headline[scene.words.sentence[at]]


_ADMINISTRATIONS = frozenset("Biden Trump Obama Bush Clinton Reagan Carter Ford Nixon Johnson Kennedy".split())


def governments(scene: Scene) -> None:
    """ "the Obama administration", "the Syrian government", "the Government of Iraq" stand for the state."""
    words = scene.words
    for at, word in enumerate(words.lower):
        if word in ("administration", "clique") and at:
            first = at - 1
            if first > 1 and words.plain[first - 1] == "-":
                first -= 2  # "the Biden-Harris administration"
            if words.plain[first] in _ADMINISTRATIONS:
                scene.add(Found(first, at + 1, states()["USA"], "metonym", "administration"))
                continue
        if word in _GOVERNMENT:
            end = at if word != "forces" or words.lower[at - 1] not in _KINDS_OF_FORCES else at - 1
            owner = scene.owner.get(end - 1)
            if owner is None or owner.last != end or owner.actor is None or owner.actor.kind != "state":
                continue
            if owner.form == "name" and word not in ("government", "governments", "regime", "authorities"):
                continue
            if word == "military" and token_at(scene.doc, words.start[at]).dep_ in ("amod", "compound", "nmod"):
                continue
            if owner.form in ("demonym", "name"):
                form = "metonym" if owner.form == "demonym" else "name"
                scene.add(Found(owner.first, at + 1, owner.actor, form, "government"))
