import { readFileSync } from "node:fs";
import { join } from "node:path";
import { toCharacters, toUnits } from "./cursor";
import { TslabHandler, versions, type CompleteReply, type KernelInfo } from "./tslab";

/** Our package's version, from its package.json. */
export function packageVersion(): string {
  const text = readFileSync(join(__dirname, "..", "..", "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}

/** Answers the requests that run no code. */
export class KernelHandler extends TslabHandler {
  override handleKernel(): KernelInfo {
    const version = packageVersion();
    const info = super.handleKernel();
    return {
      ...info,
      implementation: "factorlab",
      implementation_version: version,
      language_info: { ...info.language_info, version: versions.typescript, pygments_lexer: "typescript" },
      banner:
        `Factorlab ${version}: TypeScript ${versions.typescript} ` +
        `on Node.js ${process.versions.node}, with tslab ${versions.tslab}`,
    };
  }

  override handleInspect(request: { code: string; cursor_pos: number; detail_level: number }): object {
    const { code, cursor_pos: cursor } = request;
    return super.handleInspect({ ...request, cursor_pos: toUnits(code, cursor) });
  }

  override handleComplete({ code, cursor_pos: cursor }: { code: string; cursor_pos: number }): CompleteReply {
    const reply = super.handleComplete({ code, cursor_pos: toUnits(code, cursor) });
    return {
      ...reply,
      cursor_start: toCharacters(code, reply.cursor_start),
      cursor_end: toCharacters(code, reply.cursor_end),
    };
  }

  override handleShutdown({ restart }: { restart: boolean }): { restart: boolean } {
    return { restart };
  }
}
