"""Adds minted vectors (a JSON list on standard input) to tests/vectors, each to the file of its format; one with a known id replaces it."""
import collections, json, pathlib, sys

folder = pathlib.Path(__file__).parents[2] / "vectors"
by_format = collections.defaultdict(list)
for vector in json.load(sys.stdin):
    by_format[vector["format"]].append(vector)
for format, added in by_format.items():
    path = folder / f"{format}.json"
    ids = {vector["id"] for vector in added}
    kept = [vector for vector in json.loads(path.read_text()) if vector["id"] not in ids]
    path.write_text(json.dumps(kept + added, indent=1, ensure_ascii=False) + "\n")
