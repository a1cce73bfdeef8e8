import type { Message } from "../../session/message";
import { lingerTime } from "../protocol/sockets";

/** Milliseconds that the main thread has to end the kernel, before this thread does. */
const graceTime = 1000;

/** Ends the kernel on request when the main thread cannot because it is in a loop. */
export class ShutdownWatch {
  /** @param reply Answers the request. */
  constructor(private readonly reply: (request: Message, content: object) => Promise<void>) {}

  /** Waits for the main thread, which has the request too, and ends the process if it does not. */
  expect(request: Message): void {
    setTimeout(() => void this.end(request), graceTime);
  }

  private async end(request: Message): Promise<void> {
    await this.reply(request, { status: "ok", restart: request.content.restart === true });
    await new Promise((resolve) => setTimeout(resolve, lingerTime / 5));
    process.kill(process.pid, "SIGKILL");
  }
}
