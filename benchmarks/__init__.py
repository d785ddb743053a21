"""Measurements of the program against what people say: not part of the wheel."""

import os

# Threads that wait for one another count as CPU time: all figures are those of one thread.
for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(name, "1")
