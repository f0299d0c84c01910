"""measure.py <report> <command> [argument…]: runs a command and writes what it took, all of its processes included.

Processes that lose their parent, as a browser's do, become children of this one (Linux's subreaper), for the
kernel counts the time of a process where somebody waits for it.
"""
import ctypes
import json
import os
import resource
import subprocess
import sys
import time

PR_SET_CHILD_SUBREAPER = 36

report, *command = sys.argv[1:]
if ctypes.CDLL(None).prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
    sys.exit("this kernel has no subreaper")
begun = time.monotonic()
process = subprocess.Popen(command)
code = process.wait()
wall = time.monotonic() - begun
try:
    while True:
        os.wait()
except ChildProcessError:
    pass  # Nobody is left.
used = resource.getrusage(resource.RUSAGE_CHILDREN)
with open(report, "w") as file:
    json.dump(
        # Kilobytes of the process that held the most.
        {"wall": wall, "cpu": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss},
        file,
    )
sys.exit(code)
