"""Medians of the rounds in the two files named on the command line, as one table."""

import collections
import statistics
import sys

ours, library, python = (collections.defaultdict(list) for _ in range(3))
for line in open(sys.argv[1]):
    name, cv, libm = line.split()
    ours[name].append(float(cv))
    if libm != "-":
        library[name].append(float(libm))
for line in open(sys.argv[2]):
    name, value = line.split()
    python[name].append(float(value))

print(f"{'ns per element':32}{'cv':>8}{'libm':>8}{'numpy':>8}{'libm/cv':>9}{'numpy/cv':>9}")
for name, values in ours.items():
    cv = statistics.median(values)
    row = f"{name:32}{cv:8.2f}"
    others = [statistics.median(table[name]) if name in table else None for table in (library, python)]
    row += "".join(f"{'-' if x is None else format(x, '.2f'):>8}" for x in others)
    row += "".join(f"{'-' if x is None else format(x / cv, '.1f'):>9}" for x in others)
    print(row)
