import { render } from "lit-html";
import { describe, expect, it } from "vitest";
import { barcode, binned, layout, tickOf } from "../src/charts/barcode.ts";
import { interval, scaleFor } from "../src/charts/interval.ts";
import { filesBarcode } from "../src/charts/progress.ts";

const drawn = (template: Parameters<typeof render>[0]): HTMLElement => {
  const root = document.createElement("div");
  render(template, root);
  return root;
};

describe("barcode", () => {
  it("gives every document a tick while there is room, and never overflows it", () => {
    for (const n of [1, 2, 12, 55, 139, 140]) expect(layout(n, 280).ticks).toBe(n);
    for (const n of [1, 12, 55, 140, 200, 5000]) expect(layout(n, 280).width).toBeLessThanOrEqual(280);
  });

  it("bins what has no room, as the mean", () => {
    expect(layout(5000, 280).ticks).toBe(140);
    expect(binned([0, 1, 0.5, 0.5, 0, 0], 3)).toEqual([0.5, 0.5, 0]);
    expect(binned([0.2, 0.4], 2)).toEqual([0.2, 0.4]);
    expect(tickOf(4999, 5000, 140)).toBe(139);
  });

  it("says in words what it shows, and draws stubs for absent documents", () => {
    const svg = drawn(barcode([0.5, 0, 1], { room: 280, height: 40, label: "In 2 of 3 documents" })).querySelector("svg");
    expect(svg?.getAttribute("aria-label")).toBe("In 2 of 3 documents");
    expect(svg?.querySelector(".barcode-ticks")?.getAttribute("d")).toBe("M0 40v-20h5v20zM24 40v-40h5v40z");
    expect(svg?.querySelector(".barcode-stubs")?.getAttribute("d")).toBe("M12 40v-2h5v2z");
  });

  it("fills in as files are read", () => {
    const file = { key: 1, path: "a", name: "a", size: 1, words: 900, reached: null, outcomes: [], problems: [] };
    const root = drawn(filesBarcode([{ ...file, state: "read" }, { ...file, key: 2, state: "waiting" }, { ...file, key: 3, state: "unusable" }], 280));
    expect(root.querySelector(".barcode-ticks")?.getAttribute("d")?.match(/M/g)).toHaveLength(1);
    expect(root.querySelector(".barcode-bad")?.getAttribute("d")?.match(/M/g)).toHaveLength(1);
  });
});

describe("interval", () => {
  it("puts dot, bar and threshold on one scale", () => {
    const root = drawn(interval({ prominence: 0.2, low: 0.1, high: 0.3, scale: { max: 0.4, marks: [] }, threshold: 0.25 }));
    expect(root.querySelector("circle")?.getAttribute("cx")).toBe("50%");
    expect(root.querySelector(".interval-bar")?.getAttribute("x1")).toBe("25%");
    expect(root.querySelector(".interval-bar")?.getAttribute("x2")).toBe("75%");
    expect(root.querySelector(".interval-threshold")?.getAttribute("x1")).toBe("62.5%");
    expect(root.querySelector("svg")?.getAttribute("aria-label")).toBe("Prominence 0.20, likely between 0.10 and 0.30");
  });

  it("draws no bar where nothing can be said", () => {
    const root = drawn(interval({ prominence: 0.2, low: null, high: null, scale: scaleFor(0.3), threshold: null }));
    expect(root.querySelector(".interval-bar, .interval-threshold")).toBeNull();
  });

  it("ends its axis just past the largest value and marks round numbers", () => {
    expect(scaleFor(0.37)).toMatchObject({ max: 0.38, marks: [0, 0.1, 0.2, expect.closeTo(0.3) as number] });
    expect(scaleFor(0.64).marks).toHaveLength(4);
    expect(scaleFor(0).max).toBeGreaterThan(0);
    expect(scaleFor(1).max).toBe(1);
    for (let x = 0.01; x <= 1; x += 0.01) expect(scaleFor(x).max).toBeGreaterThanOrEqual(Math.min(1, x) - 1e-9);
  });
});
