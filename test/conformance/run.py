"""Runs the conformance tests: python run.py [report.json]. Ends with 0 when none has failed."""

import faulthandler
import json
import sys
import time
import unittest

import test_kernel


# Seconds for all tests: the suite waits for some replies without end.
PATIENCE = 600


class Verdicts(unittest.TestResult):
    """One verdict a test, whatever became of its parts; what fails outside of tests counts as well."""

    def __init__(self):
        super().__init__()
        self.verdicts = {}

    def startTest(self, test):
        super().startTest(test)
        self.begun = time.monotonic()

    def stopTest(self, test):
        super().stopTest(test)
        verdict, details = self.verdicts.get(test.id(), ("passed", []))
        seconds = time.monotonic() - self.begun
        print(f"{verdict:8}{name_of(test)} ({seconds:.1f} s)", flush=True)
        for detail in details:
            print("    " + detail.strip().replace("\n", "\n    "), flush=True)

    def addSuccess(self, test):
        super().addSuccess(test)
        self.verdicts.setdefault(test.id(), ("passed", []))

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self.note(test, "failed", self.failures[-1][1])

    def addError(self, test, err):
        super().addError(test, err)
        self.note(test, "failed", self.errors[-1][1])
        if not isinstance(test, unittest.TestCase):
            print(f"failed  {test}\n{self.errors[-1][1]}", flush=True)

    def addSubTest(self, test, subtest, err):
        super().addSubTest(test, subtest, err)
        if err is not None:
            collected = self.failures if issubclass(err[0], test.failureException) else self.errors
            self.note(test, "failed", f"{subtest._subDescription()}\n{collected[-1][1]}")

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        whole = getattr(test, "test_case", test)  # A part of a test may skip, too.
        expected = test_kernel.EXPECTED_SKIPS.get(name_of(whole))
        if expected is None:
            self.note(whole, "failed", f"skipped, and should not be: {reason}")
        else:
            self.note(whole, "skipped", expected)

    def note(self, test, verdict, detail):
        before, details = self.verdicts.get(test.id(), (verdict, []))
        worst = "failed" if "failed" in (before, verdict) else verdict
        self.verdicts[test.id()] = (worst, [*details, detail])


def name_of(test):
    return test.id().rsplit(".", 1)[-1]


def main(report=None):
    print(f"jupyter_kernel_test {test_kernel.suite.__version__}, kernel {test_kernel.KERNEL}", flush=True)
    faulthandler.dump_traceback_later(PATIENCE, exit=True)
    result = Verdicts()
    unittest.defaultTestLoader.loadTestsFromModule(test_kernel).run(result)
    faulthandler.cancel_dump_traceback_later()
    verdicts = [verdict for verdict, _ in result.verdicts.values()]
    counts = {name: verdicts.count(name) for name in ("passed", "failed", "skipped")}
    print(", ".join(f"{count} {name}" for name, count in counts.items()), flush=True)
    if report is not None:
        with open(report, "w", encoding="utf-8") as file:
            json.dump(counts, file)
    return 1 if counts["failed"] or not counts["passed"] else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
