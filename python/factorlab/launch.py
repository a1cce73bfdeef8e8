"""Starts the kernel: ``python -m factorlab.launch CONNECTION_FILE``, as ``kernel.json`` says."""

import sys

from factorlab.node import run

if __name__ == "__main__":
    run("kernel.js", sys.argv[1:])
