"""Counts a test or coverage report plainly, with nothing but Python's own parsers.

Usage: plain_count.py KIND FILE prints what docs/reference/cases.md calls `expected`.
"""
import io
import json
import re
import sys
import xml.etree.ElementTree as ET

UNREADABLE = {"unreadable": True}


def tree(data):
    """The document, bytes that are no UTF-8 replaced; None where it is not well formed."""
    try:
        return ET.fromstring(data)
    except (ET.ParseError, ValueError, LookupError):
        pass
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            return ET.fromstring(data.decode("utf-8", "replace").encode())
        except (ET.ParseError, ValueError):
            pass
    return None


def local(element):
    return element.tag.rsplit("}", 1)[-1]


def junit(data):
    root = tree(data)
    if root is None or local(root) not in ("testsuites", "testsuite", "testcase"):
        return UNREADABLE
    count = dict(tests=0, failures=0, errors=0, skipped=0)
    for case in root.iter():
        if local(case) == "testcase":
            count["tests"] += 1
            children = {local(child) for child in case}
            for child, key in (("error", "errors"), ("failure", "failures"), ("skipped", "skipped")):
                if child in children:
                    count[key] += 1
                    break
    return count


def go_test(data):
    ends, running, seen, events = {}, set(), [], 0
    for line in io.StringIO(data.decode("utf-8-sig", "replace"), newline="\n"):
        try:
            event = json.loads(line)
            action = event["Action"]
        except (ValueError, KeyError, TypeError):
            continue
        if "Package" not in event and not action.startswith("build-"):
            continue
        events += 1
        if "Test" not in event:
            if action == "pass":
                running -= {key for key in running
                            if key[0] == event["Package"] and key[1].startswith("Benchmark")}
            continue
        key = (event["Package"], event["Test"])
        if action in ("run", "pass", "fail", "skip"):
            if key not in ends:
                ends[key] = []
                seen.append(key)
        if action == "run":
            running.add(key)
        elif action in ("pass", "fail", "skip"):
            running.discard(key)
            ends[key].append(action)
    if not events:
        return UNREADABLE
    count = dict(tests=len(seen), failures=0, errors=0, skipped=0, unfinished=0)
    for key in seen:
        if "fail" in ends[key]:
            count["failures"] += 1
        elif key in running:
            count["unfinished"] += 1
        elif "skip" in ends[key]:
            count["skipped"] += 1
    return count


def covered(lines, branches):
    return dict(
        lines_covered=sum(1 for hits in lines.values() if hits > 0), lines_total=len(lines),
        branches_covered=sum(c for c, _ in branches.values()),
        branches_total=sum(t for _, t in branches.values()))


def jacoco(data):
    root = tree(data)
    if root is None or local(root) != "report":
        return UNREADABLE
    lines, branches = {}, {}

    def walk(element, where):
        for child in element:
            name = local(child)
            if name in ("group", "package", "sourcefile"):
                walk(child, where + (name, child.get("name")))
            elif name == "line":
                key = where + (int(child.get("nr")),)
                lines[key] = max(lines.get(key, 0), int(child.get("ci", 0)))
                hit, missed = int(child.get("cb", 0)), int(child.get("mb", 0))
                old = branches.get(key, (0, 0))
                branches[key] = (max(old[0], hit), max(old[1], hit + missed))

    walk(root, ())
    return covered(lines, branches)


def cobertura(data):
    root = tree(data)
    if root is None or local(root) != "coverage":
        return UNREADABLE
    lines, branches = {}, {}
    for item in root.iter():
        if local(item) != "class":
            continue
        for line in item.iter():
            if local(line) != "line":
                continue
            key = (item.get("filename") or item.get("name"), int(line.get("number")))
            lines[key] = max(lines.get(key, 0), int(line.get("hits", 0)))
            parts = re.search(r"\((\d+)/(\d+)\)", line.get("condition-coverage", ""))
            if parts:
                old = branches.get(key, (0, 0))
                branches[key] = tuple(max(a, int(b)) for a, b in zip(old, parts.groups()))
    return covered(lines, branches)


def lcov(data):
    lines, taken, name = {}, {}, None
    for line in data.decode("utf-8-sig", "replace").splitlines():
        kind, _, rest = line.strip().partition(":")
        if kind == "SF":
            name = rest
        elif kind == "DA":
            number, hits = rest.split(",")[:2]
            lines[name, int(number)] = lines.get((name, int(number)), 0) + max(0, int(hits))
        elif kind == "BRDA":
            where, count = rest.rsplit(",", 1)
            taken[name, where] = taken.get((name, where), False) or count not in ("-", "0")
    if name is None:
        return UNREADABLE
    return dict(covered(lines, {}), branches_covered=sum(taken.values()), branches_total=len(taken))


def go_cover(data):
    blocks = {}
    rows = data.decode("utf-8-sig", "replace").splitlines()
    if not rows or not rows[0].startswith("mode: "):
        return UNREADABLE
    for row in rows[1:]:
        if row.strip() and not row.startswith("mode: "):
            where, statements, count = row.rsplit(" ", 2)
            old = blocks.get(where, (0, 0))
            blocks[where] = (int(statements), max(old[1], int(count)))
    return dict(statements_covered=sum(n for n, hits in blocks.values() if hits),
                statements_total=sum(n for n, _ in blocks.values()))


COUNT = {"junit": junit, "go-test": go_test, "jacoco": jacoco, "cobertura": cobertura,
         "lcov": lcov, "go-cover": go_cover}

if __name__ == "__main__":
    with open(sys.argv[2], "rb") as file:
        print(json.dumps(COUNT[sys.argv[1]](file.read())))
