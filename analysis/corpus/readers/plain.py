"""Text and Markdown: the stored text is the file's text, letter by letter, line ends and front matter included.

Only a byte order mark is left out, since it is a sign of the encoding and no character.
"""

from __future__ import annotations

from collections.abc import Iterator

from analysis.corpus import fields, heading
from analysis.corpus.article import Draft, Found
from analysis.corpus.encoding import decode
from analysis.corpus.unpack import Source


def read(source: Source) -> Iterator[Found]:
    """One article; title, date, source and URL from its front matter or header lines."""
    text = decode(source.whole())
    values, body = heading.front_matter(text)
    yield Found(None, Draft(text, **fields.metadata(values), body=body, headed=True))
