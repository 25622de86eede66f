/* What pdf.js reads of the PDFs in a list, for `cargo xtask eval files`: `node pdfjs-text.mjs LIST`, a JSON array of { name, path };
   prints a line of JSON { name, text } for each. A file that it cannot open has no text. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

// In Node it says which parts for drawing are missing; nothing is drawn here, and its words must not mix with ours.
console.log = console.warn = () => undefined;
const { getDocument } = await import("pdfjs-dist/legacy/build/pdf.mjs");
const folder = fileURLToPath(new URL("../node_modules/pdfjs-dist/", import.meta.url));

async function read(path) {
  const lines = [];
  const document = await getDocument({
    data: new Uint8Array(readFileSync(path)),
    verbosity: 0,
    cMapUrl: `${folder}cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${folder}standard_fonts/`,
    wasmUrl: `${folder}wasm/`,
  }).promise;
  for (let number = 1; number <= document.numPages; number++) {
    const { items } = await (await document.getPage(number)).getTextContent();
    lines.push(items.map((item) => (item.str ?? "") + (item.hasEOL ? "\n" : "")).join(""));
  }
  await document.loadingTask.destroy();
  return lines.join("\n");
}

for (const { name, path } of JSON.parse(readFileSync(process.argv[2], "utf8"))) {
  const text = await read(path).catch(() => "");
  process.stdout.write(`${JSON.stringify({ name, text })}\n`);
}
