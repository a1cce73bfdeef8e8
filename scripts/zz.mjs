import { buildWidget, widgetFiles } from "./lib/widget.mjs";
import { readFileSync } from "node:fs"; import { gzipSync } from "node:zlib";
await buildWidget();
for (const f of widgetFiles) { const b = readFileSync(f); console.log(f, b.length, gzipSync(b).length); }
