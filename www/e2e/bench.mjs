/* Times from files to the full ranking in Chromium, beside what the same run takes only to decode the bytes and to count words natively.
   SKILLSIFT_CORPUS names a folder; without it the expert collection beside the repository, or the sample. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { dist, launch, loaded, open } from "./browser.mjs";
import { serve } from "./server.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const corpus = process.env.SKILLSIFT_CORPUS || [here("../../../shared/corpora/expert/plain"), here("../sample")].find((path) => existsSync(path));
const RUNS = 5;
const all = readdirSync(corpus, { recursive: true })
  .map((name) => join(corpus, name))
  .filter((path) => statSync(path).isFile() && !/README/.test(path));
const WRITINGS = 55;
const WORDS = 20_000;

/** The collection that the aim of one second is about: fifty-five writings of some twenty thousand words, put together from the corpus. */
function writings() {
  const folder = mkdtempSync(join(tmpdir(), "skillsift-"));
  const made = [];
  let parts = [];
  let length = 0;
  for (let at = 0; made.length < WRITINGS; at++) {
    const text = readFileSync(all[at % all.length], "utf8");
    parts.push(text);
    length += text.split(/\s+/).length;
    if (length < WORDS) continue;
    const path = join(folder, `writing-${made.length}.txt`);
    writeFileSync(path, parts.join("\n\n"));
    made.push(path);
    [parts, length] = [[], 0];
  }
  return made;
}

const collections = process.env.SKILLSIFT_CORPUS ? [all] : [writings(), all];
let files = all;
const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

function wc() {
  const all = Buffer.concat(files.map((path) => readFileSync(path)));
  const start = performance.now();
  const words = Number(execFileSync("wc", ["-w"], { input: all, maxBuffer: 2 ** 30 }).toString());
  return { ms: performance.now() - start, words };
}

const server = await serve(dist);
const browser = await launch();

async function measure() {
  const bytes = files.reduce((sum, path) => sum + statSync(path).size, 0);
  const runs = [];
  let words = 0;
  for (let run = 0; run < RUNS; run++) {
    const { page, context } = await open(browser, server.url);
    await loaded(page);
    await page.evaluate(() => {
      const times = (window.times = {});
      document.querySelector("#pick-files").addEventListener("change", () => (times.start ??= performance.now()), { capture: true });
      new MutationObserver(() => {
        const work = document.querySelector(".work");
        const region = document.querySelector('[role="region"][aria-label="Ranking"]');
        if (work?.getAttribute("data-busy") !== "false") return;
        times.read ??= performance.now();
        if (region?.getAttribute("aria-busy") === "false" && !region.hasAttribute("data-quick")) times.ranked ??= performance.now();
      }).observe(document.body, { subtree: true, childList: true, attributes: true });
    });
    const chooser = page.waitForEvent("filechooser");
    await page.click("[data-do=files]");
    const picker = await chooser;
    await picker.setFiles(files);
    await page.waitForFunction(() => window.times.ranked, undefined, { timeout: 300_000 });
    const times = await page.evaluate(() => window.times);
    words = Number((await page.textContent(".work-words strong")).match(/([\d,]+) word/)[1].replaceAll(",", ""));
    // The floor, in the same page: the same bytes through TextDecoder alone.
    await page.evaluate(() => {
      const input = Object.assign(document.createElement("input"), { type: "file", multiple: true, id: "floor", hidden: true });
      document.body.append(input);
    });
    await page.setInputFiles("#floor", files);
    const floor = await page.evaluate(async () => {
      const all = await Promise.all([...document.querySelector("#floor").files].map((file) => file.arrayBuffer()));
      const start = performance.now();
      let size = 0;
      for (const buffer of all) size += new TextDecoder().decode(buffer).length;
      return size > 0 ? performance.now() - start : 0;
    });
    runs.push({ read: times.read - times.start, ranked: times.ranked - times.start, floor, wc: wc().ms });
    await context.close();
  }

  const [read, ranked, floor, native] = ["read", "ranked", "floor", "wc"].map((key) => median(runs.map((run) => run[key])));
  const row = (what, ms) => console.log(`${what.padEnd(44)} ${ms.toFixed(0).padStart(7)} ms ${(words / ms / 1000).toFixed(2).padStart(8)} M words/s ${(ms / floor).toFixed(1).padStart(8)} × floor ${(ms / native).toFixed(1).padStart(8)} × wc -w`);
  console.log(`${files.length} files, ${(bytes / 1e6).toFixed(1)} MB, ${words.toLocaleString("en")} words counted; median of ${RUNS} runs`);
  row("TextDecoder alone (the floor)", floor);
  row("wc -w, native", native);
  row("files chosen to everything read", read);
  row("files chosen to the full ranking", ranked);
}

for (files of collections) await measure();
await browser.close();
server.close();
