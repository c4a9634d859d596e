#!/usr/bin/env python3
"""Writes the bill of materials of a release: every crate that the binary is built from, as CycloneDX 1.5.

    SOURCE_DATE_EPOCH=$(git log -1 --format=%ct) python3 scripts/sbom.py [--target TRIPLE] -o trustfill.cdx.json

`cargo cyclonedx` writes it; this script gives it a date that is an input, takes the paths of this machine out, and compares it
with the lock file: exit 1 where a crate is missing, too many, or has another hash. Needs cargo-cyclonedx and nothing else.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Where `cargo cyclonedx` leaves its file: always beside Cargo.toml.
STEM = "trustfill-sbom.tmp"


def cargo(*arguments):
    return subprocess.run(["cargo", *arguments], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


def host():
    told = subprocess.run(["rustc", "-vV"], check=True, stdout=subprocess.PIPE, text=True).stdout
    return re.search(r"^host: (.+)$", told, re.M)[1]


def wanted(target):
    """Name and version of all that the binary is built from, macros and build scripts included, tests and benches not."""
    graph = json.loads(cargo("metadata", "--format-version=1", "--locked", "--filter-platform", target))
    packages = {package["id"]: package for package in graph["packages"]}
    nodes = {node["id"]: node for node in graph["resolve"]["nodes"]}
    own = graph["resolve"]["root"]
    seen, queue = set(), [own]
    while queue:
        for dep in nodes[queue.pop()]["deps"]:
            if any(kind["kind"] != "dev" for kind in dep["dep_kinds"]) and dep["pkg"] not in seen:
                seen.add(dep["pkg"])
                queue.append(dep["pkg"])
    return {(packages[p]["name"], packages[p]["version"]) for p in seen}


def written(target):
    """The bill as the tool writes it, without paths."""
    made = ROOT / f"{STEM}.json"
    try:
        cargo("cyclonedx", "-q", "--format", "json", "--spec-version", "1.5", "--target", target,
              "--override-filename", STEM)
        text = made.read_text(encoding="utf-8")
    finally:
        made.unlink(missing_ok=True)
    # The tool names the crate by the folder that it stands in.
    text = text.replace(f"path+file://{ROOT}#", "pkg:cargo/").replace("?download_url=file://.", "")
    return json.loads(text)


def findings(bill, target):
    """What is wrong with a bill, one line each."""
    listed = {(c["name"], c["version"]): c for c in bill["components"]}
    expected = wanted(target)
    lock = tomllib.loads((ROOT / "Cargo.lock").read_text(encoding="utf-8"))
    sums = {(p["name"], p["version"]): p.get("checksum") for p in lock["package"]}
    for name, version in sorted(expected - listed.keys()):
        yield f"{name} {version} is not listed"
    for name, version in sorted(listed.keys() - expected):
        yield f"{name} {version} is listed, and the binary is not built from it"
    for key in sorted(expected & listed.keys()):
        hashes = [h["content"] for h in listed[key].get("hashes", []) if h["alg"] == "SHA-256"]
        if hashes != [sums.get(key)]:
            yield f"{key[0]} {key[1]} has another hash than in Cargo.lock"
        if not listed[key].get("licenses"):
            yield f"{key[0]} {key[1]} has no licence"
    refs = {bill["metadata"]["component"]["bom-ref"], *(c["bom-ref"] for c in bill["components"])}
    for node in bill["dependencies"]:
        for ref in {node["ref"], *node.get("dependsOn", [])} - refs:
            yield f"{ref} is depended on, and not listed"
    if str(ROOT) in json.dumps(bill):
        yield "a path of this machine is named"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--target", default=None, help="the target of the binary; this machine's own if none is given")
    parser.add_argument("-o", "--output", type=Path, required=True, help="where the bill goes")
    arguments = parser.parse_args()
    if "SOURCE_DATE_EPOCH" not in os.environ:
        parser.error("SOURCE_DATE_EPOCH is not set: the date of the bill is an input")
    target = arguments.target or host()
    bill = written(target)
    wrong = list(findings(bill, target))
    for line in wrong:
        print(f"error: {line}", file=sys.stderr)
    if wrong:
        return 1
    arguments.output.write_text(json.dumps(bill, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{arguments.output}: {len(bill['components'])} crates for {target}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
