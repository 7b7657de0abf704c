#!/usr/bin/env python3
"""Prints "PASSED FAILED" from a test runner's JSON:  count_tests.py gtest FOLDER | vitest FILE.

A runner that left nothing, or nothing readable, counts as one failure.
"""
import json
import pathlib
import sys


def gtest(folder: pathlib.Path) -> tuple[int, int]:
    reports = [json.loads(path.read_text()) for path in sorted(folder.glob("*.json"))]
    total = sum(report["tests"] - report.get("disabled", 0) for report in reports)
    failed = sum(report["failures"] + report.get("errors", 0) for report in reports)
    return total - failed, failed


def vitest(file: pathlib.Path) -> tuple[int, int]:
    report = json.loads(file.read_text())
    return report["numPassedTests"], report["numFailedTests"]


def main() -> None:
    kind, path = sys.argv[1], pathlib.Path(sys.argv[2])
    try:
        passed, failed = {"gtest": gtest, "vitest": vitest}[kind](path)
    except (OSError, ValueError, KeyError):
        passed, failed = 0, 1
    if passed + failed == 0:
        failed = 1
    print(passed, failed)


main()
