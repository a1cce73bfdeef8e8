import { protocolVersion } from "../message";
import { platform } from "../platform/platform";

/**
 * The content of a `kernel_info_reply`.
 * @param versions The compiler's version.
 */
export function kernelInfo(versions: { typescript: string }): object {
  const { version, host, links } = platform.about;
  return {
    protocol_version: protocolVersion,
    implementation: "factorlab",
    implementation_version: version,
    language_info: {
      name: "typescript",
      version: versions.typescript,
      mimetype: "text/typescript",
      file_extension: ".ts",
      pygments_lexer: "typescript",
      codemirror_mode: { mode: "typescript", name: "javascript", typescript: true },
    },
    banner: `Factorlab ${version}: TypeScript ${versions.typescript} on ${host}`,
    help_links: [
      { text: "TypeScript Handbook", url: "https://www.typescriptlang.org/docs/handbook/intro.html" },
      ...links,
    ],
  };
}
