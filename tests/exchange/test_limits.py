"""Bombs, lies and truncations: each refused or read within 10 s and 500 MB."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from support.nasty.case import Nasty
from support.nasty.hostile import HOSTILE, JUST_BELOW
from support.nasty.texts import BROKEN_TEXTS

SECONDS = 10.0
MEGABYTES = 500
"""Beyond those of an idle interpreter; of a process that reads apart too, taken together."""

MEASURED = """
import json, resource, sys
from pathlib import Path
from time import perf_counter
from isthmus.exchange.errors import ImportFault
from isthmus.exchange.reading import read

def peak():
    # Not ru_maxrss, which a process takes over from the one that started it.
    status = Path("/proc/self/status").read_text().partition("VmHWM:")[2]
    return int(status.split()[0]) / 2**10

idle, begin = peak(), perf_counter()
try:
    outcome = f"read, {sum(len(grid.rows) for grid in read(Path(sys.argv[1])))} rows"
except ImportFault as fault:
    outcome = f"refused: {fault}"
taken = perf_counter() - begin
more = max(0, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 2**10 - idle)
print(json.dumps([taken, peak() - idle + more, outcome]))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells the peak of a process")
@pytest.mark.parametrize("nasty", [*HOSTILE, *JUST_BELOW, *BROKEN_TEXTS], ids=str)
def test_it_is_refused_or_read_within_limits(nasty: Nasty, tmp_path: Path):
    path = tmp_path / nasty.file
    nasty.make(path)
    command = [sys.executable, "-c", MEASURED, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=6 * SECONDS, check=False)
    assert done.returncode == 0, done.stderr
    taken, used, outcome = json.loads(done.stdout)
    print(f"{nasty.file}: {taken:.2f} s, {used:.0f} MB, {outcome}")
    assert taken < SECONDS
    assert used < MEGABYTES
