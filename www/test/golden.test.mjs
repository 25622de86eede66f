// @vitest-environment node
/* The engine in wasm gives the very bytes that the native engine gave (tests/goldens/sample.report.json), whatever the order of files. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const built = existsSync(at("../build/engine/engine.js"));

async function engineClass() {
  const glue = await import(/* @vite-ignore */ at("../build/engine/engine.js"));
  glue.initSync({ module: new WebAssembly.Module(readFileSync(at("../build/engine/engine_bg.wasm"))) });
  return glue.Engine;
}

describe.skipIf(!built)("the engine in wasm", () => {
  it("gives the report of the native engine byte for byte, in any order of files and from several readers", async () => {
    const Engine = await engineClass();
    const golden = readFileSync(at("../../tests/goldens/sample.report.json"), "utf8");
    const names = readdirSync(at("../sample")).filter((name) => name !== "README.md");
    for (const order of [names, [...names].reverse()]) {
      const readers = [new Engine(), new Engine()];
      const collector = new Engine();
      order.forEach((name, i) => {
        const reader = readers[i % 2];
        for (const { record } of reader.read(`sample/${name}`, readFileSync(at(`../sample/${name}`)))) collector.add(record);
      });
      collector.analyse(Engine.defaults(), []);
      expect(collector.export("json") === golden).toBe(true);
    }
  });
});
