import { describe, expect, it } from "vitest";
import { alone, count, counted, number, ordinal, share, size } from "../src/format.ts";
import { copyWords, filtered, largest, sorted, spreadWords, threshold, tickOrder, weights } from "../src/reading.ts";
import type { DocumentReport } from "../src/engine/types.ts";
import { initial } from "../src/state.ts";
import { inOrder } from "../src/views/files.ts";
import { report } from "./fixture.ts";

describe("numbers as people read them", () => {
  it.each([
    [count(1234567), "1,234,567"],
    [counted(1, "document"), "1 document"],
    [counted(0, "document"), "0 documents"],
    [share(0.417), "0.42"],
    [number(0.123456), "0.1235"],
    [size(999), "999 bytes"],
    [size(1500), "1.5 kB"],
    [size(104_857_600), "105 MB"],
    [ordinal(1), "1st"],
    [ordinal(22), "22nd"],
    [ordinal(113), "113th"],
    [alone("co-design"), "Co-design"],
    [alone("iOS development"), "iOS development"],
    [alone("<img>"), "<img>"],
  ])("%s", (said, wanted) => expect(said).toBe(wanted));
});

describe("readings of a report", () => {
  const r = report();
  const first = r.skills[0] as (typeof r.skills)[number];

  it("order the ticks as asked", () => {
    expect(tickOrder(r, "canonical")).toEqual(r.documents.map((_, i) => i));
    const titles = tickOrder(r, "name").map((i) => r.documents[i]?.title ?? "");
    expect(titles).toEqual([...titles].sort((a, b) => a.localeCompare(b)));
    const values = weights(first, tickOrder(r, "dwelling"), r.documents.length, "dwelling");
    expect(values).toEqual([...values].sort((a, b) => b - a));
  });

  it("leave documents that do not count without a tick", () => {
    const copy = { ...r, documents: r.documents.map((d, i) => ({ ...d, counted: i !== 0 })) };
    expect(tickOrder(copy, "canonical")).toHaveLength(r.documents.length - 1);
  });

  it("say where a skill is, and where standing out begins", () => {
    expect(spreadWords(first, r)).toMatch(/^In \d+ of 12 documents, most in /);
    expect(threshold(r)).toBeGreaterThan(0);
    expect(threshold({ ...r, sureness: "none" })).toBeNull();
    expect(largest(r)).toBeGreaterThanOrEqual(first.high ?? 0);
  });

  it("filter by name, form and field", () => {
    const ranking = { ...initial.ranking, filter: "CO-DES" };
    expect(filtered(r, ranking).map((s) => s.name)).toEqual(["Co-design"]);
    expect(filtered(r, { ...initial.ranking, field: "discovered" }).every((s) => s.origin === "discovered")).toBe(true);
  });

  it("sort both ways and break ties by rank", () => {
    const up = sorted(r.skills, { key: "mentions", down: false });
    const down = sorted(r.skills, { key: "mentions", down: true });
    expect(up[0]?.mentions).toBeLessThanOrEqual(up.at(-1)?.mentions ?? 0);
    expect(down[0]?.mentions).toBe(up.at(-1)?.mentions);
    for (let i = 1; i < up.length; i++) if (up[i]?.mentions === up[i - 1]?.mentions) expect(up[i]?.rank).toBeGreaterThan(up[i - 1]?.rank ?? 0);
  });

  it("show files with problems first", () => {
    const file = { path: "a", name: "a", size: 1, words: 1, reached: null, outcomes: [], problems: [] };
    const rows = inOrder([{ ...file, key: 1, state: "read" }, { ...file, key: 2, state: "unusable" }]);
    expect(rows.map((row) => row.key)).toEqual([2, 1]);
  });
});

describe("what a document is a copy of", () => {
  const document = report().documents[0] as DocumentReport;
  it.each([
    [{}, ""],
    [{ duplicateOf: "a.txt" }, "Has the same content as a.txt: counted once."],
    [{ nearCopyOf: "a.txt", resemblance: 0.93 }, "A near copy of a.txt (93 in 100 phrases are the same): counted once."],
    [{ nearCopyOf: "a.txt", resemblance: 1 }, "A near copy of a.txt: counted once."],
  ])("is said in words", (copy, words) => {
    expect(copyWords({ ...document, ...copy })).toBe(words);
  });
});
