"""Cells for jupyter_kernel_test, the Jupyter community's conformance suite, and a few of its checks more.

FACTORLAB_CONFORMANCE_KERNEL names another kernel, such as tslab, to see how it fares with the same cells.
"""

import functools
import os
import unittest

import jupyter_kernel_test as suite
from jupyter_client.manager import start_new_kernel
from jupyter_kernel_test.msgspec_v5 import validate_message

KERNEL = os.environ.get("FACTORLAB_CONFORMANCE_KERNEL", "factorlab")
TIMEOUT = 30

# What may be skipped, and why; any other skipped test has failed.
EXPECTED_SKIPS = {
    "test_pager": "payloads are deprecated in Jupyter's protocol, and TypeScript has no pager",
}


class ConformanceTests(suite.KernelTests):
    kernel_name = KERNEL
    language_name = "typescript"
    file_extension = ".ts"

    code_hello_world = 'console.log("hello, world")'
    code_stderr = 'console.error("careful")'
    code_generate_error = 'throw new Error("as expected")'

    completion_samples = [
        {"text": "Math.cbr", "matches": {"cbrt"}},
        {"text": "Number.isSafe", "matches": {"isSafeInteger"}},
        {"text": 'const letter = "a"; letter.charC', "matches": {"charCodeAt"}},
    ]

    complete_code_samples = ["1 + 1", "const one = 1;", "function two() {\n  return 2;\n}", "// nothing"]
    incomplete_code_samples = ["function two() {", "const list = [1,", "const text = `one", "/* more"]
    invalid_code_samples = ["const = 5;", "let 1a = 2;", ") + 1"]

    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": '"factor" + "lab"', "result": "'factorlab'"},
        {"code": "await Promise.resolve(true)", "result": "true"},
    ]
    # Runs in stock tslab as well: the library finds out where it is.
    code_display_data = [
        {
            "code": 'import { Matrix, display } from "factorlab"; display(Matrix.from([[1, 2]]));',
            "mime": "text/html",
        }
    ]
    code_clear_output = "Jupyter.clearOutput({ wait: true })"

    code_history_pattern = '"factor" + *'
    supported_history_operations = ("tail", "range", "search")

    code_inspect_sample = "parseInt"


    # Messages that the suite can check, and of which it has no test.

    def answer(self, msg_type, content, channel="shell"):
        client = getattr(self.kc, channel + "_channel")
        message = self.kc.session.msg(msg_type + "_request", content)
        client.send(message)
        while True:
            reply = client.get_msg(timeout=TIMEOUT)
            # A reply that an earlier test has left behind says nothing about this one.
            if reply["parent_header"].get("msg_id") == message["header"]["msg_id"]:
                break
        validate_message(reply, msg_type + "_reply", message["header"]["msg_id"])
        return reply["content"]

    def test_more_comm_info(self):
        self.flush_channels()
        self.assertEqual(self.answer("comm_info", {})["comms"], {})

    def test_more_execute_without_history(self):
        self.flush_channels()
        reply, _ = self.execute_helper("1")
        count = reply["content"]["execution_count"]
        self.execute_helper("2", store_history=False)
        reply, outputs = self.execute_helper("3", silent=True)
        self.assertEqual(outputs, [])
        reply, _ = self.execute_helper("4")
        self.assertEqual(reply["content"]["execution_count"], count + 1)

    def test_more_stdin(self):
        self.flush_channels()
        msg_id = self.kc.execute('prompt("Name")', allow_stdin=True)
        request = self.kc.get_stdin_msg(timeout=TIMEOUT)
        self.assertEqual(request["msg_type"], "input_request")
        self.assertEqual(request["parent_header"]["msg_id"], msg_id)
        self.kc.input("Ada")
        reply = self.get_non_kernel_info_reply(timeout=TIMEOUT)
        validate_message(reply, "execute_reply", msg_id)
        self.assertEqual(reply["content"]["status"], "ok")

    def test_more_update_display_data(self):
        self.flush_channels()
        code = 'const place = require("tslab").newDisplay(); place.text("1"); place.text("2");'
        reply, outputs = self.execute_helper(code)
        self.assertEqual(reply["content"]["status"], "ok")
        self.assertEqual([each["msg_type"] for each in outputs], ["display_data", "update_display_data"])
        ids = {each["content"]["transient"]["display_id"] for each in outputs}
        self.assertEqual(len(ids), 1)

    def test_more_interrupt(self):
        self.flush_channels()
        # A kernel that does not know the message gets its signal, and the next test a kernel that is free.
        self.addCleanup(self.km.interrupt_kernel)
        msg_id = self.kc.execute("while (true) {}")
        while self.kc.get_iopub_msg(timeout=TIMEOUT)["parent_header"].get("msg_id") != msg_id:
            pass
        self.answer("interrupt", {}, "control")
        reply = self.get_non_kernel_info_reply(timeout=TIMEOUT)
        validate_message(reply, "execute_reply", msg_id)
        self.assertEqual(reply["content"]["ename"], "KeyboardInterrupt")


class ShutdownTests(unittest.TestCase):
    def test_more_shutdown(self):
        manager, client = start_new_kernel(kernel_name=KERNEL)
        try:
            message = client.session.msg("shutdown_request", {"restart": False})
            client.control_channel.send(message)
            reply = client.control_channel.get_msg(timeout=TIMEOUT)
            validate_message(reply, "shutdown_reply", message["header"]["msg_id"])
            self.assertFalse(reply["content"]["restart"])
        finally:
            client.stop_channels()
            manager.shutdown_kernel()


class WelcomeTests(suite.IopubWelcomeTests):
    kernel_name = KERNEL

    support_iopub_welcome = True

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # The suite would wait for ever for a message that does not come.
        cls.kc.get_iopub_msg = functools.partial(cls.kc.get_iopub_msg, timeout=TIMEOUT)
