"""Writes all nasty files into the folder that is named."""

import sys
from pathlib import Path

from support.nasty.corpus import write_all

if __name__ == "__main__":
    for path in write_all(Path(sys.argv[1])):
        sys.stdout.write(f"{path.name}\n")
