"""What fuzzing found stays mended, and the targets hold on inputs that hypothesis makes of sound ones."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from analysis import corrections, where
from analysis.errors import CorrectionError, ParameterError
from tests.fuzz import targets

_NINE = [b"a0: &a0 [x, x, x, x, x, x, x, x, x]\n"]
_NINE += [b"a%d: &a%d [%s]\n" % (n, n, b", ".join([b"*a%d" % (n - 1)] * 9)) for n in range(1, 12)]
_LONG = b"0x" + b"F" * 5000
# each of these ended in a traceback, or in more memory than there is
PARAMETERS = {
    "a bomb of aliases": b"\0" + b"".join(_NINE) + b"actors: *a11\n",
    "a number that cannot be written": b"\0top: " + _LONG,
    "a day that cannot be written": b"\0since: " + _LONG,
    "a list with such a number": b"\0actors: [" + _LONG + b"]",
    "the same on the command line": b"\1actors=[" + _LONG + b"]",
    "an empty number": b"\0top: !!int ''",
    "a day that is none": b"\0since: !!timestamp x",
    "a day before the first": b"\0since: 0001-01-01T00:00:00+23:00",
    "a boolean that is none": b"\0by_state: !!bool x",
    "bytes that are not UTF-8": b"\1actors=\xff,a",
    "the same in a cell": b"\2x = '\xff'",
    "a NUL in a cell": b"\2x = \0",
    "a mapping by lists in a cell": b"\2x = {[]: 1}",
    "a thousand brackets in a cell": b"\2" + b"(" * 5000,
    "a thousand signs in a cell": b"\2x = " + b"-" * 5000 + b"1",
}
CORRECTIONS = {
    "an apostrophe before a formula": "'=x",
    "two of them": "''=x",
    "a blank behind one": "' =x",
}


@pytest.mark.parametrize("what", PARAMETERS)
def test_a_parameter_that_was_a_fault(what: str) -> None:
    targets.parameters_file(PARAMETERS[what])


@pytest.mark.parametrize("what", CORRECTIONS)
def test_a_correction_that_was_not_read_as_it_was_written(what: str) -> None:
    rows = targets.seeds("corrections")[1].decode().replace('"Russia"', "Russia").replace("Russia", CORRECTIONS[what])
    targets.corrections_file(rows.encode())


def test_half_a_character_is_refused_where_it_is_written() -> None:
    row = {"action": "rename", "id": "RUS", "value": "x", "reason": "\ud800", "who": "me", "when": "2026-11-28"}
    with pytest.raises(CorrectionError, match="half of a character"):
        corrections.append(targets.folder(), [row])


@pytest.mark.parametrize("path", ["x" * 5000, "a\0b", "\udcff"])
def test_what_cannot_be_a_path_does_not_exist(path: str) -> None:
    with pytest.raises(ParameterError, match="does not exist"):
        where.found("tables", path)


@st.composite
def damaged(draw: st.DrawFn, name: str) -> bytes:
    """A sound input of a target with some bytes cut out, doubled or replaced."""
    data = draw(st.sampled_from(targets.seeds(name)))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 30)))
        data = data[:start] + draw(st.binary(max_size=6) | st.just(data[start:end] * 2)) + data[end:]
    return data


@pytest.mark.parametrize("name", targets.TARGETS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_a_target_holds(name: str, data: st.DataObject) -> None:
    targets.TARGETS[name](data.draw(damaged(name)))
