"""From a parsed document to records: pure functions over a `Doc`, one idea a file."""
