"""The rulebook: rules as data, read from files with every mistake at its place, and told in plain Dutch.

`files.read_folder` reads a folder of rules and `reading.read` its files; `cases` reads and writes one intake; `model`
and `conditions` are what comes out; `diagnostics` holds and shows mistakes. Nothing is imported here, so that whoever
needs only the model does not wait for the parser.
"""
