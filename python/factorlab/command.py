"""The command ``factorlab``."""

import sys

from factorlab.node import run


def main() -> None:
    """Runs ``factorlab`` with what was typed after it."""
    run("command/main.js", sys.argv[1:], tell=True)


if __name__ == "__main__":
    main()
