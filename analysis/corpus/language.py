"""Is a text English? Cheap where it plainly is, careful where it may not be."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

SAMPLE = 1000  # characters looked at
_SURE = 0.9  # a lower certainty of the classifier keeps the text: tables of figures and lists of names look odd
_FEW = 60  # letters; below it a classifier only guesses

_FUNCTION_WORDS = frozenset(
    "the and of to for with that by on from as at said has have are is was will be its it which this their not but or an".split()
)
_WORD = re.compile(r"[A-Za-z']+")
_LETTER = re.compile(r"[^\W\d_]")
_LATIN_LETTER = re.compile("[A-Za-z\u00aa-\u024f\u1e00-\u1eff\ufb00-\ufb06\uff21-\uff5a]")
# what the classifier says of English in pidgin, in headlines, in tables of figures
_NEAR_ENGLISH = frozenset(["en", "pcm", "zxx"])


def foreign(text: str) -> str | None:
    """ISO 639 code of the language of a text that is not English (`und` for one in another script), else None.

    Short texts count as English unless their letters say otherwise.
    """
    sample = text[:SAMPLE]
    words = _WORD.findall(sample.lower())
    if len(words) >= 10 and sum(word in _FUNCTION_WORDS for word in words) >= 0.15 * len(words):
        return None
    letters = len(_LETTER.findall(sample))
    other_script = letters >= 10 and len(_LATIN_LETTER.findall(sample)) < 0.5 * letters
    if letters < _FEW and not other_script:
        return None
    code, certainty = _classifier().classify(sample.lower())
    if code in _NEAR_ENGLISH and not other_script:
        return None
    if certainty >= _SURE and code not in _NEAR_ENGLISH:
        return code
    return "und" if other_script else None


@cache
def _classifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
