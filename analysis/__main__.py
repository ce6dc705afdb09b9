"""`python -m analysis`: a light wrapper around the package."""

from __future__ import annotations

import argparse
import sys

from analysis.errors import PactwatchError


def main(argv: list[str] | None = None) -> int:
    """Run one verb; a fault of the user's is one plain sentence and exit code 2."""
    parser = argparse.ArgumentParser(prog="python -m analysis", description=__doc__)
    verbs = parser.add_subparsers(dest="verb", required=True)
    verb = verbs.add_parser("extract", help="write every table of a corpus as Parquet")
    verb.add_argument("corpus", help="folder (or file) with the articles")
    verb.add_argument("--out", required=True, help="folder to write the tables to")
    verb.add_argument("--model", help="installed spaCy pipeline to use instead of the pinned one")
    verb.add_argument("--quiet", action="store_true", help="no progress bar")
    options = parser.parse_args(argv)
    try:
        return _extract(options)
    except PactwatchError as fault:
        print(f"pactwatch: {fault}", file=sys.stderr)
        return 2


def _extract(options: argparse.Namespace) -> int:
    from tqdm import tqdm

    from analysis import extraction

    with tqdm(total=0, unit="doc", disable=options.quiet or None, file=sys.stderr) as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        run = extraction.write(options.corpus, options.out, model=options.model, progress=progress)
    print(
        ", ".join(f"{count} {name}" for name, count in run["counts"].items())
        + f" in {run['seconds']:.1f} s → {options.out}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
