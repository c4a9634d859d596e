#!/usr/bin/env python3
"""Times `trustfill fill` against `openpyxl_rapidfuzz.py` in pairs that take turns, and prints a table.

    python compare.py TRUSTFILL KNOWLEDGE_DIR [--pairs N] [--scorer WRatio|token_set_ratio] [--questions N ...] [FORM.xlsx ...]

Runs in a Python with openpyxl and rapidfuzz. A pair is one run of each on the same form, one after the other, so that
what else the machine does falls on both. Counted are the CPU seconds of the process (user and system, as the kernel says
when it ends) and its largest resident memory. `--questions` makes forms with `make_forms.py` beside those that are named.
The ratio is that of the best times; in brackets that of the medians.
"""

import argparse
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
# Any date serves: no entry may be stale for one side only, and the peer knows no staleness.
TODAY = "2026-11-23"


def run(command):
    """CPU seconds and MB of a process that has to succeed."""
    with open(os.devnull, "wb") as nowhere:
        process = subprocess.Popen([str(word) for word in command], stdout=nowhere, stderr=nowhere)
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command[0]} ended with {process.returncode}: {' '.join(str(word) for word in command)}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def told(runs):
    """Best, median and memory of the runs of one side."""
    times = [seconds for seconds, _ in runs]
    return min(times), statistics.median(times), max(memory for _, memory in runs)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("trustfill", type=pathlib.Path)
    parser.add_argument("knowledge")
    parser.add_argument("forms", nargs="*", type=pathlib.Path)
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--scorer", default="WRatio", choices=["WRatio", "token_set_ratio"])
    parser.add_argument("--questions", type=int, nargs="*", default=[])
    # A form may stand before the numbers or behind them.
    options = parser.parse_intermixed_args()

    print(f"| form | trustfill best | median | memory | {options.scorer} best | median | memory | ratio |")
    print("|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "ours").mkdir()
        forms = list(options.forms)
        for number in options.questions:
            form = folder / f"{number} questions.xlsx"
            subprocess.run([sys.executable, HERE / "make_forms.py", str(number), form], check=True)
            forms.append(form)
        for form in forms:
            ours = [options.trustfill.resolve(), "fill", form, "--knowledge", options.knowledge, "--today", TODAY,
                    "--force", "--out-dir", folder / "ours"]
            peer = [sys.executable, HERE / "openpyxl_rapidfuzz.py", form, options.knowledge, folder / "peer.xlsx",
                    folder / "peer.review.xlsx", "--scorer", options.scorer]
            runs = ([], [])
            for _ in range(options.pairs):
                runs[0].append(run(ours))
                runs[1].append(run(peer))
            (best, median, memory), (peer_best, peer_median, peer_memory) = map(told, runs)
            print(
                f"| {form.stem} | {best:.2f} s | {median:.2f} s | {memory:.0f} MB "
                f"| {peer_best:.2f} s | {peer_median:.2f} s | {peer_memory:.0f} MB "
                f"| {peer_best / best:.1f} ({peer_median / median:.1f}) |",
                flush=True,
            )


if __name__ == "__main__":
    main()
