/* A few journeys through the built page in Chromium: node e2e/run.mjs [PATTERN] */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { dist, launch, loaded, open } from "./browser.mjs";
import { serve } from "./server.mjs";
import work from "./journeys/work.mjs";
import files from "./journeys/files.mjs";
import collection from "./journeys/collection.mjs";
import result from "./journeys/result.mjs";
import access from "./journeys/access.mjs";
import safety from "./journeys/safety.mjs";
import lists from "./journeys/lists.mjs";
import themes from "./journeys/themes.mjs";

if (!existsSync(join(dist, "index.html"))) {
  console.error(`There is no page in ${dist}. Build it first (cargo xtask build).`);
  process.exit(1);
}
const pattern = new RegExp(process.argv[2] ?? "", "i");
const journeys = [...work, ...files, ...collection, ...result, ...access, ...safety, ...themes, ...lists].filter(([sentence]) => pattern.test(sentence));
const browser = await launch();
let passed = 0;
let failed = 0;

for (const [sentence, options, run] of journeys) {
  const server = await serve(dist);
  const start = performance.now();
  let context;
  try {
    const opened = await open(browser, server.url, options);
    context = opened.context;
    if (!options.early) await loaded(opened.page);
    const before = server.asked.length;
    await run({ ...opened, server, browser });
    if (!options.early && server.asked.length !== before) throw new Error(`asked for ${server.asked.slice(before).join(", ")} after everything was loaded`);
    const expected = [...(options.mayRefuse ? [/Content Security Policy|ERR_BLOCKED_BY_CSP|violates the following/i] : []), ...(options.mayFail ? [/Failed to load resource/] : [])];
    const said = opened.said.filter((line) => !expected.some((pattern) => pattern.test(line)));
    if (said.length > 0) throw new Error(`the console says ${said.join(" | ")}`);
    passed++;
    console.log(`ok   ${sentence} (${Math.round(performance.now() - start)} ms)`);
  } catch (error) {
    failed++;
    console.log(`FAIL ${sentence}\n     ${String(error?.stack ?? error).split("\n").slice(0, 12).join("\n     ")}`);
  } finally {
    await context?.close();
    server.close();
  }
}
await browser.close();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);
