"""How fast is the language layer: words per second, memory and start-up.

    python benchmarks/language.py NEWS.jsonl [--documents 300] [--threads 1 2]

NEWS.jsonl is a file of documents as ``depesche read`` takes them. Each figure comes from a process of its own, so that
threads and memory do not mix; say with the figures what machine they were measured on.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import time
from pathlib import Path


def measure(path: Path, count: int, threads: int) -> dict[str, float]:
    """Parse ``count`` documents in this process."""
    began = time.perf_counter()
    from depesche.documents import read_documents
    from depesche.language import Parser

    imported = time.perf_counter()
    parser = Parser(threads=threads)
    loaded = time.perf_counter()
    documents = read_documents([str(path)])[:count]
    parser.parse(documents[0])  # dictionaries are read with the first text
    warm = time.perf_counter()
    words = sum(len(s.tokens) for parsed in parser.parse_all(documents) for s in parsed.sentences)
    seconds = time.perf_counter() - warm
    return {
        "threads": threads,
        "import_s": imported - began,
        "load_s": loaded - imported,
        "words": words,
        "words_per_second": words / seconds,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("news", type=Path)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--threads", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.child:
        print(json.dumps(measure(args.news, args.documents, args.threads[0])))
        return
    for run in ("cold", "warm"):
        for threads in args.threads:
            command = [sys.executable, __file__, str(args.news), "--child", "--documents", str(args.documents)]
            done = subprocess.run([*command, "--threads", str(threads)], capture_output=True, text=True, check=True)
            figures = {k: round(v, 2) for k, v in json.loads(done.stdout).items()}
            print(run, json.dumps(figures), flush=True)


if __name__ == "__main__":
    main()
