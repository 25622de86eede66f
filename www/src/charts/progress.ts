import { html, svg, type TemplateResult } from "lit-html";
import { layout, tickOf, tickPath } from "./barcode.ts";
import type { FileRow } from "../state.ts";

/* Progress as a barcode that fills in: one tick a file, its height the logarithm of its words. */

const HEIGHT = 28;
const tall = (words: number): number => Math.min(1, Math.max(0.15, Math.log10(Math.max(10, words)) / 5)) * HEIGHT;

export function filesBarcode(files: readonly FileRow[], room: number): TemplateResult {
  const set = layout(files.length, room);
  const read = new Array<number>(set.ticks).fill(0);
  const bad = new Array<number>(set.ticks).fill(0);
  files.forEach((file, i) => {
    const t = tickOf(i, files.length, set.ticks);
    if (file.state === "read") read[t] = Math.max(read[t] ?? 0, tall(file.words));
    if (file.state === "unusable") bad[t] = HEIGHT * 0.3;
  });
  const stubs = tickPath(new Array<number>(set.ticks).fill(1), set, HEIGHT, () => 2);
  return html`<svg class="barcode" data-tone="strong" aria-hidden="true" width=${set.width} height=${HEIGHT} viewBox="0 0 ${set.width} ${HEIGHT}" preserveAspectRatio="none">
    ${svg`<path class="barcode-stubs" d=${stubs}></path><path class="barcode-ticks" d=${tickPath(read, set, HEIGHT, (v) => v)}></path><path class="barcode-bad" d=${tickPath(bad, set, HEIGHT, (v) => v)}></path>`}
  </svg>`;
}
