import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

/** The scripted stand-in for the engine is built only on request, for tests of the page alone, and never into `dist`. */
export const fake = process.env.SKILLSIFT_ENGINE === "fake";

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export const out = {
  worker: fake ? "build/fake/worker" : "build/worker",
  page: fake ? "build/fake/dist" : "../dist",
};

const heavyWasm = here(fake ? "test/fake/heavy-wasm.js" : "build/heavy-wasm.js");

/** What the page says about the size of the heavy module. */
export const define = { HEAVY_BYTES: String(existsSync(heavyWasm) ? gzipSync(readFileSync(heavyWasm)).length : 0) };

export const alias = {
  "#engine-wasm?url": `${here(fake ? "test/fake/engine-wasm.js" : "build/engine-wasm.js")}?url`,
  "#heavy-wasm?url": `${heavyWasm}?url`,
  "#heavy": here(fake ? "test/fake/heavy.ts" : "build/heavy/heavy.js"),
  "#engine": here(fake ? "test/fake/engine.ts" : "build/engine/engine.js"),
  "#worker-code?raw": `${here(`${out.worker}/worker.js`)}?raw`,
};

/** Chrome 111, Firefox 114, Safari 16.4. */
export const target = ["chrome111", "firefox114", "safari16.4"];
