// @vitest-environment node
/* The modules as they are shipped. The engine in wasm gives the very bytes that the native engine gave (tests/goldens/sample.report.json), whatever the order of files. */
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const built = existsSync(at("../build/engine/engine.js"));

async function glueOf(name) {
  const glue = await import(/* @vite-ignore */ at(`../build/${name}/${name}.js`));
  glue.initSync({ module: new WebAssembly.Module(readFileSync(at(`../build/${name}/${name}_bg.wasm`))) });
  return glue;
}
const engineClass = async () => (await glueOf("engine")).Engine;

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

  it("reads Unicode at once, and hands older encodings to the module of heavy readers", async () => {
    const engine = new (await engineClass())();
    const { HeavyReader } = await glueOf("heavy");
    const text = "Naïve café – “so it’s said”, and the work of listening goes on for a while.";
    const utf16 = Buffer.from(`\ufeff${text}`, "utf16le");
    const page = Buffer.from(`<meta charset=iso-8859-1><p>${text}</p>`);
    for (const [name, bytes] of [["a.txt", Buffer.from(text)], ["b.txt", utf16], ["c.html", page]]) {
      const [{ outcome, record }] = engine.read(name, bytes);
      expect([name, outcome.usable, outcome.problems]).toEqual([name, true, []]);
      expect(Buffer.from(record).includes(text)).toBe(true);
    }
    const [golden] = readFileSync(at("../../tests/fixtures/latin1.txt.expected.txt"), "utf8").match(/\S+ [^\n]*[^\x00-\x7f][^\n]*/);
    const old = readFileSync(at("../../tests/fixtures/latin1.txt"));
    const [{ outcome }] = engine.read("old.txt", old);
    expect([outcome.format, outcome.problems[0].code]).toEqual(["text", "format-not-read"]);
    const [answer] = engine.take(HeavyReader.read("old.txt", old, undefined, undefined, () => {}));
    expect([answer.outcome.usable, answer.outcome.problems]).toEqual([true, []]);
    expect(Buffer.from(answer.record).includes(golden)).toBe(true);
  });

  it("takes a list as spreadsheets write it, and says what to do with a workbook", async () => {
    const engine = new (await engineClass())();
    const list = engine.list("skills.csv", Buffer.from("name,variants\nCafé work,latte art\n", "latin1"), false);
    expect([list.skills, list.problems]).toEqual([1, []]);
    const workbook = engine.list("skills.xlsx", readFileSync(at("../../tests/fixtures/read/adverts.xlsx")), false);
    expect([workbook.skills, workbook.problems[0].remedy]).toEqual([0, "Save the list as CSV and choose that."]);
  });

  it("is shipped byte for byte as a script", async () => {
    for (const name of ["engine", "heavy"]) {
      const { default: text } = await import(/* @vite-ignore */ at(`../build/${name}-wasm.js`));
      const bytes = Uint8Array.from({ length: text.length - 1 }, (_, i) => text.charCodeAt(i + 1) ^ text.charCodeAt(0));
      expect(Buffer.from(bytes).equals(readFileSync(at(`../build/${name}/${name}_bg.wasm`)))).toBe(true);
    }
  });
});
