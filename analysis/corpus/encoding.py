"""From bytes to text, line ends untouched: the encoding told, not hoped for."""

from __future__ import annotations

import codecs
import re

from analysis.corpus.article import Refused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHER_KINDS = (
    (b"%PDF-", "a PDF; name it .pdf"),
    (b"PK\x03\x04", "a zip archive (or .docx, .xlsx …); unpack it, or give it its right name"),
    (b"\x1f\x8b", "gzipped; add .gz to its name"),
    (b"PAR1", "Parquet; name it .parquet"),
    (b"{\\rtf", "rich text; save it as .docx or .txt"),
    (b"\xd0\xcf\x11\xe0", "an old office file; save it as .docx"),
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_WIDE_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")
# what English text in an old encoding has beyond ASCII; a capital with an accent inside a word tells of another encoding
_WESTERN = re.compile("(?<![a-z])[À-ÖØ-Ý]|[ß-öø-ÿ‘’“”„‚–—…•€£¥¢§©®™°±²³¹¼½¾«»¿¡·´ªº×÷†‡\u00a0\u00adŠšŽžŒœŸ]")
_NOT_ASCII = re.compile("[^\x00-\x7f]")
_ALIASES = {"ascii": "cp1252", "iso8859-1": "cp1252", "latin-1": "cp1252"}  # as browsers do


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of a file.

    By its byte order mark, else as UTF-16 where every other byte is zero, else as UTF-8, else as the encoding that
    the file declares, else as Windows-1252 or Mac Roman if that reads like western text, else as charset-normalizer says.

    Raises:
        Refused: `binary` where the bytes are no text, `encoding` where no encoding fits.
    """
    for magic, what in _OTHER_KINDS:
        if data.startswith(magic):
            raise Refused("binary", f"it holds {what}")
    text = _decode(data, declared)
    _check_controls(text)
    return text


def _check_controls(text: str) -> None:
    sample = text[:100_000]
    if len(_CONTROL.findall(sample)) * 100 > len(sample):
        raise Refused("binary", "more than one character in a hundred is a control character")


def wide(head: bytes) -> tuple[str, int] | None:
    """Encoding and length of the byte order mark that `head` starts with; also UTF-16 without one; else None."""
    for mark, name in _MARKS:
        if head.startswith(mark):
            return name, len(mark)
    sample = head[:4096]
    pairs = len(sample) // 2
    if pairs and b"\x00" in sample:
        even, odd = sample[0::2].count(0), sample[1::2].count(0)
        if odd >= 0.4 * pairs and even <= 0.05 * pairs:
            return "utf-16-le", 0
        if even >= 0.4 * pairs and odd <= 0.05 * pairs:
            return "utf-16-be", 0
    return None


def _decode(data: bytes, declared: str | None) -> str:
    marked = wide(data[:4096])
    if marked:
        name, length = marked
        try:
            return data[length:].decode(name)
        except UnicodeDecodeError as fault:
            raise Refused("encoding", f"it starts as {name} and is not: {_place(fault, length)}") from None
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as fault:
        return _legacy(data, declared, fault)


def _legacy(data: bytes, declared: str | None, fault: UnicodeDecodeError) -> str:
    high = len(_HIGH.findall(data))
    if sum(map(len, _WIDE_SEQUENCE.findall(data))) >= 0.8 * high:
        # any other reading would turn the good characters into rubbish
        raise Refused("encoding", f"it is UTF-8 but for a few bytes: {_place(fault)}; save it anew as UTF-8")
    _check_controls(data[:100_000].decode("latin-1"))
    for name in (_known(declared), "cp1252", "mac-roman"):
        if not name:
            continue
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        if name == _known(declared) and name != "cp1252":
            return text
        beyond = len(_NOT_ASCII.findall(text))
        if beyond <= 0.15 * len(text) and len(_WESTERN.findall(text)) >= 0.9 * beyond:
            return text
    return _guessed(data)


def _guessed(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:100_000]).best()
    try:
        if best is not None:
            return data.decode(best.encoding)
    except UnicodeDecodeError:
        pass
    raise Refused("encoding", "its bytes are in no encoding that could be told; save it as UTF-8")


def _known(declared: str | None) -> str | None:
    try:
        name = codecs.lookup(declared).name if declared else None
    except (LookupError, ValueError):
        return None
    return _ALIASES.get(name, name) if name else None


def _place(fault: UnicodeDecodeError, before: int = 0) -> str:
    return f"byte 0x{fault.object[fault.start]:02X} at {fault.start + before}"
