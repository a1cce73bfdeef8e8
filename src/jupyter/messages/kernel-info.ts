import { packageVersion } from "../package";
import { protocolVersion } from "../protocol/wire";

/**
 * The content of a `kernel_info_reply`.
 * @param versions The compiler's version.
 */
export function kernelInfo(versions: { typescript: string }): object {
  const version = packageVersion();
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
    banner: `Factorlab ${version}: TypeScript ${versions.typescript} on Node.js ${process.versions.node}`,
    help_links: [
      { text: "TypeScript Handbook", url: "https://www.typescriptlang.org/docs/handbook/intro.html" },
      { text: "Node.js", url: "https://nodejs.org/docs/latest/api/" },
    ],
  };
}
