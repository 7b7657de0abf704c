#!/usr/bin/env python3
"""Puts the data files and the built web app into the binary.

Writes resources.S (the bytes, by .incbin) and resources.cc (the table), and only when something changed,
so that an unchanged tree does not relink.
"""
import argparse
import hashlib
import pathlib

FOLDERS = ["procedures", "papers", "calendar", "territory", "systems", "dossiers", "aids", "clauses", "schema", "demo", "web/dist", "docs/api"]


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--root", required=True, type=pathlib.Path)
    parser.add_argument("--out", required=True, type=pathlib.Path)
    args = parser.parse_args()
    files = sorted(p for f in FOLDERS for p in (args.root / f).rglob("*") if p.is_file() and not p.name.startswith("."))
    asm = ['.section .rodata', '.section .note.GNU-stack,"",%progbits', '.section .rodata']
    rows = []
    for i, path in enumerate(files):
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        asm += [f"# {digest}", f".global lianhu_resource_{i}", f"lianhu_resource_{i}:", f'.incbin "{path}"', ".byte 0"]
        rows.append((i, path.relative_to(args.root).as_posix(), path.stat().st_size, digest))
    cc = ['#include "base/resource.h"', "extern \"C\" {"]
    cc += [f"extern const char lianhu_resource_{i}[];" for i, *_ in rows]
    cc += ["}", "namespace lianhu {", "std::span<const Resource> resources() {", "  static const Resource table[] = {"]
    cc += [f'    {{"{name}", {{lianhu_resource_{i}, {size}}}, "{digest}"}},' for i, name, size, digest in rows]
    cc += ["    {\"\", {}, \"\"}};", f"  return {{table, {len(rows)}}};", "}", "}  // namespace lianhu", ""]
    for name, lines in (("resources.S", asm), ("resources.cc", cc)):
        target, text = args.out / name, "\n".join(lines) + "\n"
        if not target.exists() or target.read_text() != text:
            target.write_text(text)


main()
