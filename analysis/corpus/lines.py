"""Read a file of rows line by line, however large it is, and each line whatever its bytes are."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from typing import BinaryIO

from analysis.corpus.article import ROW_LIMIT, Refused
from analysis.corpus.encoding import decode, wide


def lines(stream: BinaryIO, *, newline: str) -> Iterator[str | Refused]:
    """Each line with its line end, or why it cannot be used.

    Args:
        stream: bytes in UTF-8 or any encoding that `decode` tells; UTF-16 and UTF-32 by their mark.
        newline: as for `open`: "" splits at every line end, "\\n" at that one alone; neither changes any.
    """
    buffered = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[type-var]
    head = buffered.peek(4096)
    name, length = wide(head[:4096]) or ("utf-8", 0)
    buffered.read(length)
    narrow = name == "utf-8"
    # undecodable bytes are kept as they are, so that one bad line can be told from the good ones
    text = io.TextIOWrapper(buffered, name, errors="surrogateescape" if narrow else "strict", newline=newline)
    try:
        while line := text.readline(ROW_LIMIT):
            if _cut(line):
                while _cut(text.readline(ROW_LIMIT)):
                    pass
                yield Refused("too-large", f"the row has more than {ROW_LIMIT:,} characters")
            elif narrow and newline == "\n":
                try:
                    yield mended(line, decode)
                except Refused as refusal:
                    yield refusal
            else:
                yield line
    except UnicodeDecodeError:
        raise Refused("encoding", f"it starts as {name} and is not; nothing from here on could be read") from None


def _cut(line: str) -> bool:
    return len(line) >= ROW_LIMIT and line[-1] not in "\r\n"


def mended(text: str, decoder: Callable[[bytes], str]) -> str:
    """The text with bytes that were not UTF-8 read anew, in the encoding that fits the text by itself.

    Raises:
        Refused: no encoding fits.
    """
    try:
        text.encode("utf-8")
        return text
    except UnicodeEncodeError:
        pass
    try:
        return decoder(text.encode("utf-8", "surrogateescape"))
    except UnicodeEncodeError:  # surrogates that no bytes stand for
        return text
