#!/usr/bin/env python3
"""Measures the portal's lists in its own process, on a grown demonstration. Prints a table; judges nothing."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from grow import Growth  # noqa: E402: found beside this folder
from portal import seed  # noqa: E402

EVERYTHING = """\
@id("everything") @reason("Pour mesurer.") @reason_en("To measure.")
permit (principal, action, resource);
"""


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--program", required=True, help="the release build of fabrique")
    arguments.add_argument("--measure", required=True, help="the release build of ListMeasure")
    arguments.add_argument("--size", type=int, default=100_000, help="use cases and requests (100000)")
    arguments.add_argument("--milliseconds", type=int, default=100, help="CPU time for each list and actor (100)")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory(prefix="fabrique-lists-") as folder:
        folder = Path(folder)
        with open(folder / "log", "w") as log:
            seed(given.program, folder / "demo", log)
        database = folder / "demo" / "fabrique.sqlite"
        counts = Growth(database).grow(given.size)
        everything = folder / "everything"
        everything.mkdir()
        shutil.copy("policies/fabrique.cedarschema", everything)
        (everything / "everything.cedar").write_text(EVERYTHING)
        rows = ", ".join(f"{table} {count:,}" for table, count in counts.items())
        print(f"# Lists, {os.cpu_count()} cores, load1 {os.getloadavg()[0]:.1f}\n\nRows: {rows}.\n\n"
              "Milliseconds of CPU time, the median of all readings. *Rules* is who asks, what the rules say of all rows "
              "at once, and putting it into SQL. The ratios are to the same list where everybody may see everything.\n",
              flush=True)
        subprocess.run([given.measure, database, "policies", everything, str(given.milliseconds)], check=True)


if __name__ == "__main__":
    main()
