"""Speed of the native parser beside spaCy's, on the same texts and the same core, in turns, in one run; then of reading in
full, with each step's share, and of the command from its start to its end.

    bench.py [--texts N] [--rounds N] [--reading]

Tokens a second are given by the clock on the wall and as if each thread had had a core to itself all the time, from its
processor time; the second is what counts on a machine that does other things too. Both run the whole pipeline: tokenizer, tagger, parser, lemmas, entities."""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

from parity import PROJECT, SHARED, geoparsing_texts, paragraphs, spacy_model

BATCHES = (32, 128, 256)
REPORT_CHARACTERS = 2000
SHORT_REPORT = ("Norland said on Monday that at least 49 of its soldiers were killed when Sudmark shelled the town of Varde. "
                "Sudmark's defence ministry denied it and reported 50 dead of its own.")
ONE_THREAD = {name: "1" for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "BLIS_NUM_THREADS", "MKL_NUM_THREADS")}


def texts_to_read(limit):
    if SHARED.exists():
        texts = list(geoparsing_texts())
    else:
        texts = list(paragraphs(sorted(PROJECT.glob("tests/parity/*.txt"))))
    return [text.replace("\0", " ") for text in texts][:limit]


def on_cores(cores, command, texts):
    prefix = ["taskset", "-c", ",".join(map(str, cores))]
    done = subprocess.run(prefix + [str(part) for part in command], input="\0".join(texts).encode(), stdout=subprocess.PIPE,
                          check=True, env=os.environ | ONE_THREAD)
    return json.loads(done.stdout)


def sitrep(cores, texts, seconds):
    model = PROJECT / "build/data/en_core_web_md.model"
    return on_cores(cores, [PROJECT / "build/release/bench_parse", model, len(cores), seconds], texts)


def spacy_beside(core, texts, batch):
    return on_cores([core], [sys.executable, __file__, "--spacy", batch], texts)


def run_spacy(batch):
    """In a process of its own: parses the texts from standard input and prints its speed."""
    texts = sys.stdin.buffer.read().decode().split("\0")
    nlp = spacy_model("md")
    list(nlp.pipe(texts[:3], batch_size=batch))
    wall, used = time.perf_counter(), time.process_time()
    tokens = sum(len(document) for document in nlp.pipe(texts, batch_size=batch))
    wall, used = time.perf_counter() - wall, time.process_time() - used
    print(json.dumps({"tokens_per_s": tokens / wall, "tokens_per_cpu_s": tokens / used}))


def best(results):
    return {key: max(result[key] for result in results) for key in ("tokens_per_s", "tokens_per_cpu_s")}


def line(name, speed):
    print(f"{name:<34}{speed['tokens_per_s']:>12.0f}{speed['tokens_per_cpu_s']:>12.0f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--reading", action="store_true", help="leave the comparison of parsers out")
    parser.add_argument("--spacy", type=int, metavar="BATCH", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.spacy:
        return run_spacy(options.spacy)
    cores = sorted(os.sched_getaffinity(0))
    core = cores[-1]
    if not options.reading:
        parsing(cores, options)
    reports = reports_to_read(options.texts)
    reading(core, reports)
    start_to_end(core, SHORT_REPORT)


def parsing(cores, options):
    texts, core = texts_to_read(options.texts), cores[-1]
    ours, theirs, both = [], {batch: [] for batch in BATCHES}, []
    for _ in range(options.rounds):
        for batch in BATCHES:
            theirs[batch].append(spacy_beside(core, texts, batch))
            ours.append(sitrep([core], texts, 4))
        if len(cores) > 1:
            both.append(sitrep(cores[:2], texts, 4))
    report(len(texts), ours, theirs, both)


def reports_to_read(limit):
    """Reports of some hundred tokens: the texts, short ones put together."""
    reports = [""]
    for text in texts_to_read(None):
        if len(reports[-1]) > REPORT_CHARACTERS:
            reports.append("")
        reports[-1] += "\n\n" + text
    return [report.strip() for report in reports][:limit]


def reading(core, texts, seconds=6):
    found = on_cores([core], [PROJECT / "build/release/bench_read", seconds], texts)
    steps = found["steps"]
    tokens = found["tokens"] / found["reports"]
    extraction = sum(taken for step, taken in steps.items() if step not in ("parse", "output"))
    print(f"\nreading in full, one core: {found['reports'] / found['seconds']:.0f} reports/s of {tokens:.0f} tokens; "
          f"{found['tokens'] / found['seconds'] / 500:.0f} reports/s at 500 tokens")
    print(f"extraction takes {extraction / steps['parse']:.2f} times what the parse takes; shares of the whole:")
    whole = sum(steps.values())
    for step, taken in sorted(steps.items(), key=lambda item: -item[1]):
        print(f"  {step:<12}{100 * taken / whole:>6.1f} %")


def start_to_end(core, text):
    """The best of several runs of `sitrep read` on a short report: the files are in the page cache then."""
    command = ["taskset", "-c", str(core), str(PROJECT / "build/release/sitrep"), "read", "-"]
    walls, used = [], []
    for _ in range(10):
        before, wall = os.times(), time.perf_counter()
        subprocess.run(command, input=text.encode(), stdout=subprocess.DEVNULL, check=True, env=os.environ | ONE_THREAD)
        after = os.times()
        walls.append(time.perf_counter() - wall)
        used.append(after.children_user + after.children_system - before.children_user - before.children_system)
    print(f"sitrep read of a report of {len(text.split())} words, start to end: {1000 * min(walls):.0f} ms, {1000 * min(used):.0f} ms of the processor")


def report(texts, ours, theirs, both):
    print(f"{texts} texts, one core{'':<16}{'tokens/s':>12}{'on own core':>12}")
    for batch, results in theirs.items():
        line(f"spaCy md, nlp.pipe, batches of {batch}", best(results))
    us, them = best(ours), best([best(results) for results in theirs.values()])
    line("sitrep, one thread", us)
    print(f"{'ratio to the best of spaCy':<34}{us['tokens_per_s'] / them['tokens_per_s']:>11.1f}x{us['tokens_per_cpu_s'] / them['tokens_per_cpu_s']:>11.1f}x")
    if both:
        pair = best(both)
        line("sitrep, two threads", pair)
        print(f"{'two threads to one':<34}{pair['tokens_per_s'] / us['tokens_per_s']:>11.2f}x{pair['tokens_per_cpu_s'] / us['tokens_per_cpu_s']:>11.2f}x")
    peak = max(result["gflops_peak"] for result in ours)
    flops = 1e-9 * us["tokens_per_cpu_s"] * FLOP_PER_TOKEN
    print(f"matrix products: {flops:.0f} GFLOP/s of a plain window layer's work within the parser; this core's peak at that shape {peak:.0f}")
    print(f"model load {min(result['load_ms'] for result in ours):.0f} ms warm; peak memory {max(result['peak_mb'] for result in ours)} MB with one thread, "
          f"{max((result['peak_mb'] for result in both), default=0)} MB with two")


# Two encoders of three window layers (the first is added up from cached rows), tagger, and both state models' lower layers.
FLOP_PER_TOKEN = 2 * (2 * 3 * 288 * 288 + 96 * 50 + 2 * 96 * 64 + 64 * 1024 + 64 * 384)

if __name__ == "__main__":
    main()
