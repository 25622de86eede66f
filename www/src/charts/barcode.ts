import { html, svg, type TemplateResult } from "lit-html";

/* The barcode: one tick a document, tall where the document dwells on the skill. An absent document leaves a stub, so that gaps show. */

export type Layout = {
  /** Ticks drawn; fewer than the documents when there is not room for one each. */
  readonly ticks: number;
  readonly pitch: number;
  readonly tick: number;
  readonly width: number;
};

/** How `n` documents are set in `room` pixels: at least 2 a tick, and at most `widest`. */
export function layout(n: number, room: number, widest = 12): Layout {
  const ticks = Math.max(1, Math.min(n, Math.floor(room / 2)));
  const pitch = Math.min(widest, Math.max(2, Math.floor((room / ticks) * 2) / 2));
  const tick = pitch > 16 ? 8 : pitch > 8 ? 5 : pitch > 5 ? 3 : Math.max(1, pitch / 2);
  return { ticks, pitch, tick, width: (ticks - 1) * pitch + tick };
}

/** Which tick shows the value at this place. */
export const tickOf = (place: number, n: number, ticks: number): number => (n <= ticks ? place : Math.floor((place * ticks) / n));

/** The mean value of each tick. */
export function binned(values: ArrayLike<number>, ticks: number): number[] {
  const sums = new Array<number>(ticks).fill(0);
  const sizes = new Array<number>(ticks).fill(0);
  for (let i = 0; i < values.length; i++) {
    const b = tickOf(i, values.length, ticks);
    sums[b] = (sums[b] ?? 0) + (values[i] ?? 0);
    sizes[b] = (sizes[b] ?? 0) + 1;
  }
  return sums.map((sum, b) => sum / Math.max(1, sizes[b] ?? 0));
}

const STUB = 2;
const round = (x: number): number => Math.round(x * 100) / 100;

export function tickPath(bins: readonly number[], { pitch, tick }: Layout, height: number, draw: (value: number) => number): string {
  let path = "";
  bins.forEach((value, i) => {
    const h = round(draw(value));
    if (h > 0) path += `M${i * pitch} ${height}v-${h}h${tick}v${h}z`;
  });
  return path;
}

export type BarcodeOptions = { readonly room: number; readonly height: number; readonly label: string; readonly tone?: "strong" | "quiet"; readonly widest?: number; /** The value that fills the height. */ readonly full?: number };

/** `values` are weights from 0 to 1, in the order of the ticks. */
export function barcode(values: ArrayLike<number>, { room, height, label, tone = "strong", widest, full = 1 }: BarcodeOptions): TemplateResult {
  const set = layout(values.length, room, widest);
  const bins = binned(values, set.ticks);
  const tall = tickPath(bins, set, height, (v) => (v > 0 ? Math.max(STUB + 1, Math.min(1, v / full) * height) : 0));
  const stubs = tickPath(bins, set, height, (v) => (v > 0 ? 0 : STUB));
  return html`<svg
    class="barcode"
    data-tone=${tone}
    role="img"
    aria-label=${label}
    width=${set.width}
    height=${height}
    viewBox="0 0 ${set.width} ${height}"
    preserveAspectRatio="none"
  >
    ${svg`<path class="barcode-stubs" d=${stubs}></path><path class="barcode-ticks" d=${tall}></path>`}
  </svg>`;
}
