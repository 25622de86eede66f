/* Pages of PDF a second in Chromium: our heavy module and pdf.js in one page, the same files in turn, text only.
   SKILLSIFT_PDFS names a folder; without it the real files beside the repository, or those made for the tests. Each file is read once to
   warm up and then RUNS times by both; the fastest run counts, for all else is what the machine did besides. Starting either is not timed, opening a file and reading all its pages is. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { launch } from "./browser.mjs";
import { serve } from "./server.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const www = here("..");
const RUNS = 7;
/** What we promise: this many times as fast. */
const LEAST = 4;

const shared = process.env.SKILLSIFT_SHARED ?? here("../../../shared");
const folder = [process.env.SKILLSIFT_PDFS, join(shared, "files/pdf"), here("../../tests/fixtures/pdf")].find((path) => path && existsSync(path));
const files = readdirSync(folder)
  .filter((name) => name.endsWith(".pdf"))
  .sort()
  .map((name) => join(folder, name));

if (!existsSync(join(www, "node_modules/pdfjs-dist")) || !existsSync(join(www, "build/heavy/heavy.js"))) {
  console.log("The benchmark of PDFs is skipped: it needs pdfjs-dist in www/node_modules, and www/build/heavy.");
  process.exit();
}

/** Runs in the page. */
async function measure({ base, runs }) {
  const fastest = (list) => Math.min(...list);
  const heavy = await import(`${base}build/heavy/heavy.js`);
  heavy.initSync({ module: await (await fetch(`${base}build/heavy/heavy_bg.wasm`)).arrayBuffer() });
  const dist = `${base}node_modules/pdfjs-dist/`;
  const pdfjs = await import(`${dist}build/pdf.min.mjs`);
  pdfjs.GlobalWorkerOptions.workerSrc = `${dist}build/pdf.worker.min.mjs`;
  const worker = new pdfjs.PDFWorker();

  const ours = (name, bytes) => heavy.HeavyReader.read(name, bytes).length;
  const theirs = async (bytes) => {
    const urls = { cMapUrl: `${dist}cmaps/`, cMapPacked: true, standardFontDataUrl: `${dist}standard_fonts/`, wasmUrl: `${dist}wasm/` };
    const task = pdfjs.getDocument({ data: bytes, worker, verbosity: 0, ...urls });
    const document = await task.promise;
    let letters = 0;
    for (let number = 1; number <= document.numPages; number++) {
      const { items } = await (await document.getPage(number)).getTextContent();
      for (const item of items) letters += item.str?.length ?? 0;
    }
    const pages = document.numPages;
    await task.destroy();
    return { pages, letters };
  };
  const timed = async (task) => {
    const start = performance.now();
    await task();
    return performance.now() - start;
  };

  const rows = [];
  const read = (window.read = []);
  for (const file of document.querySelector("input").files) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    // What one of the two cannot open, or finds no text in, says nothing about speed.
    const found = await theirs(bytes.slice()).catch(() => null);
    if (!found?.letters) continue;
    ours(file.name, bytes);
    const times = { ours: [], theirs: [] };
    for (let run = 0; run < runs; run++) {
      times.ours.push(await timed(() => ours(file.name, bytes)));
      // pdf.js takes the bytes away.
      const copy = bytes.slice();
      times.theirs.push(await timed(() => theirs(copy)));
    }
    read.push((who) => (who === "ours" ? ours(file.name, bytes) : theirs(bytes.slice())));
    rows.push({ name: file.name, pages: found.pages, ours: fastest(times.ours), theirs: fastest(times.theirs) });
  }
  return { rows, version: pdfjs.version };
}

const server = await serve(www);
const browser = await launch();
const page = await (await browser.newContext()).newPage();
await page.route(`${server.url}blank`, (route) => route.fulfill({ contentType: "text/html", body: "<input type=file multiple>" }));
await page.goto(`${server.url}blank`);
await page.setInputFiles("input", files);
const { rows, version } = await page.evaluate(measure, { base: server.url, runs: RUNS });

// Once more, by the processor time of the page's process: what else the machine does slows neither, nor does it hide pdf.js's second thread.
const session = await browser.newBrowserCDPSession();
async function processor(who) {
  const spent = async () => (await session.send("SystemInfo.getProcessInfo")).processInfo.filter(({ type }) => type === "renderer").reduce((all, { cpuTime }) => all + cpuTime, 0);
  const before = await spent();
  await page.evaluate(async ({ who, runs }) => {
    for (let run = 0; run < runs; run++) for (const file of window.read) await file(who);
  }, { who, runs: RUNS });
  return ((await spent()) - before) / RUNS * 1000;
}
const [cpuOurs, cpuTheirs] = [await processor("ours"), await processor("theirs")];
await browser.close();
server.close();

const sum = (key) => rows.reduce((all, row) => all + row[key], 0);
const pages = sum("pages");
const line = (name, count, ours, theirs) =>
  console.log(`${name.slice(0, 46).padEnd(48)}${String(count).padStart(6)}${(count / ours * 1000).toFixed(0).padStart(10)}${(count / theirs * 1000).toFixed(0).padStart(10)}${(theirs / ours).toFixed(1).padStart(9)} ×`);
console.log(`${`${rows.length} PDFs, fastest of ${RUNS} runs`.padEnd(48)} pages  ours p/s  pdf.js ${version.padEnd(8)}`);
for (const row of [...rows].sort((a, b) => a.theirs / a.ours - b.theirs / b.ours)) line(row.name, row.pages, row.ours, row.theirs);
line("all pages", pages, sum("ours"), sum("theirs"));
line("all pages, by processor time", pages, cpuOurs, cpuTheirs);
for (const [what, ratio] of [["on the clock", sum("theirs") / sum("ours")], ["by processor time", cpuTheirs / cpuOurs]]) {
  console.log(`${ratio >= LEAST ? "met" : "NOT MET"}: at least ${LEAST} times as fast as pdf.js ${what}`);
}
