"""A Jupyter client for the tests: takes commands as lines of JSON, answers each with a line of JSON."""

import base64
import json
import os
import queue
import sys
import time

import zmq

from jupyter_client.manager import KernelManager


class Session:
    def __init__(self):
        self.manager = None
        self.client = None
        self.messages = {}
        self.replies = {}
        self.inputs = {}

    def start(self, kernel, cwd):
        self.manager = KernelManager(kernel_name=kernel)
        self.manager.start_kernel(cwd=cwd)
        self.client = self.manager.blocking_client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=60)
        return {"pid": self.manager.provisioner.pid}

    def send(self, code, options):
        return self.client.execute(code, **options)

    def request(self, type, content, channel, metadata, buffers):
        message = self.client.session.msg(type, content, metadata=metadata)
        message["buffers"] = [base64.b64decode(buffer) for buffer in buffers]
        getattr(self.client, channel + "_channel").send(message)
        return message["header"]["msg_id"]

    def raw(self, frames, channel):
        """Sends frames to a socket as they are."""
        socket = getattr(self.client, channel + "_channel").socket
        socket.send_multipart([frame.encode() for frame in frames])

    def beats(self, timeout):
        """Sends one heartbeat of its own."""
        socket = zmq.Context.instance().socket(zmq.REQ)
        socket.linger = 0
        socket.connect(f"tcp://{self.manager.ip}:{self.manager.hb_port}")
        socket.send(b"beat")
        answered = socket.poll(timeout * 1000) != 0 and socket.recv() == b"beat"
        socket.close()
        return answered

    def ends(self, timeout):
        """Waits for the end of the process, and takes all messages meanwhile."""
        begun = time.monotonic()
        while time.monotonic() < begun + timeout:
            self.poll()
            if not self.alive():
                return time.monotonic() - begun
        return None

    def collect(self, id, timeout, reply):
        """Waits for the idle status and, if there is to be one, for the reply."""
        end = time.monotonic() + timeout
        while not self.is_done(id, reply):
            if time.monotonic() > end:
                return self.result(id, timed_out=True)
            self.poll()
        return self.result(id)

    def late(self, id, seconds):
        """Everything that came for a request, also long after it has ended."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self.poll()
        return self.result(id)

    def interrupt(self):
        self.manager.interrupt_kernel()

    def interrupt_when_busy(self, code):
        """Sends a cell, and an interrupt as soon as the kernel says that it is busy with it."""
        id = self.client.execute(code)
        while not self.messages.get(id):
            self.take(self.client.iopub_channel, 0.02, self.keep_message)
        self.request("interrupt_request", {}, "control", {}, [])
        return id

    def alive(self):
        return self.manager.is_alive()

    def shutdown(self):
        if self.client is not None:
            self.client.stop_channels()
        if self.manager is not None:
            self.manager.shutdown_kernel(now=True)

    def shutdown_politely(self, restart, timeout):
        """Sends a shutdown request; tells the reply and the code that the process ended with."""
        id = self.request("shutdown_request", {"restart": restart}, "control", {}, [])
        end = time.monotonic() + timeout
        while time.monotonic() < end and (id not in self.replies or self.alive()):
            self.poll()
        return {**self.result(id), "alive": self.alive()}

    def input_request(self, id, timeout):
        """Waits until the kernel asks for input on behalf of a request; each question is told once."""
        end = time.monotonic() + timeout
        while not self.inputs.get(id):
            if time.monotonic() > end:
                return None
            self.poll()
        return self.inputs[id].pop(0)

    def type(self, value):
        """Answers the kernel's question."""
        self.client.input(value)

    def is_done(self, id, reply):
        idle = any(
            message["msg_type"] == "status" and message["content"]["execution_state"] == "idle"
            for message in self.messages.get(id, [])
        )
        return idle and (not reply or id in self.replies)

    def poll(self):
        self.take(self.client.stdin_channel, 0, self.keep_input)
        for channel in (self.client.shell_channel, self.client.control_channel):
            self.take(channel, 0, self.keep_reply)
        if self.take(self.client.iopub_channel, 0.02, self.keep_message):
            while self.take(self.client.iopub_channel, 0, self.keep_message):
                pass

    def take(self, channel, timeout, keep):
        try:
            message = channel.get_msg(timeout=timeout)
        except queue.Empty:
            return False
        keep(message)
        return True

    def keep_input(self, message):
        self.inputs.setdefault(message["parent_header"].get("msg_id"), []).append(plain(message))

    def keep_reply(self, message):
        self.replies[message["parent_header"].get("msg_id")] = plain(message)

    def keep_message(self, message):
        id = message["parent_header"].get("msg_id")
        self.messages.setdefault(id, []).append(plain(message))

    def result(self, id, timed_out=False):
        return {
            "messages": self.messages.get(id, []),
            "reply": self.replies.get(id),
            "timedOut": timed_out,
        }


def plain(message):
    return {
        "msg_type": message["header"]["msg_type"],
        "content": message["content"],
        "metadata": message["metadata"],
        "buffers": [base64.b64encode(buffer).decode() for buffer in message["buffers"]],
    }


def main():
    # Kernels inherit stdout: answers go out on a copy of their own.
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    session = Session()
    for line in sys.stdin:
        command = json.loads(line)
        answer = {"id": command["id"]}
        try:
            answer["value"] = getattr(session, command["operation"])(**command["parameters"])
        except Exception as error:
            answer["error"] = f"{type(error).__name__}: {error}"
        answers.write(json.dumps(answer) + "\n")
        answers.flush()
    session.shutdown()


if __name__ == "__main__":
    main()
