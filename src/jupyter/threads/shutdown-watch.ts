import type { Message } from "../protocol/wire";
import { lingerTime } from "../protocol/sockets";

/** Milliseconds for the main thread to end the kernel, before it is ended without it. */
const grace = 1000;

/** Ends the kernel on request when the main thread cannot: it may be in an endless loop. */
export class ShutdownWatch {
  /** @param reply Answers the request. */
  constructor(private readonly reply: (request: Message, content: object) => Promise<void>) {}

  /** The main thread has been asked; when it does not end the process soon, this does. */
  expect(request: Message): void {
    setTimeout(() => void this.end(request), grace);
  }

  private async end(request: Message): Promise<void> {
    await this.reply(request, { status: "ok", restart: request.content.restart === true });
    await new Promise((resolve) => setTimeout(resolve, lingerTime / 5));
    process.kill(process.pid, "SIGKILL");
  }
}
