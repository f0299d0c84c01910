"""Says what is wrong with feeds in JSON, a fault a line: `judge.py opds|json-feed <file>…`.

OPDS 2.0 is read by the parser of the Palace Project, JSON Feed 1.1 is held against the schema beside this.
"""

import json
import pathlib
import sys

import jsonschema
from webpub_manifest_parser.opds2 import OPDS2FeedParserFactory

SCHEMA = pathlib.Path(__file__).with_name("json-feed.schema.json")


def opds(feed):
    if not isinstance(feed.get("metadata"), dict) or not isinstance(feed.get("links"), list):
        return ["a feed has metadata and links"]  # the parser itself stumbles here
    return [error.error_message for error in OPDS2FeedParserFactory().create().parse_json(feed).errors]


def json_feed(feed):
    judge = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8")))
    return [f"{error.json_path}: {error.message[:200]}" for error in judge.iter_errors(feed)]


if __name__ == "__main__":
    kind, *paths = sys.argv[1:]
    judge = {"opds": opds, "json-feed": json_feed}[kind]
    for path in paths:
        with open(path, encoding="utf-8") as file:
            for fault in judge(json.load(file)):
                print(f"{path}: {fault}")
