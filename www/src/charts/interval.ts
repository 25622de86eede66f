import { html, nothing, svg, type TemplateResult } from "lit-html";
import { share } from "../format.ts";

/* Prominence on one common axis: a dot, and a bar where it would lie in 95 of 100 collections like this one. */

export type Scale = { readonly max: number; readonly marks: readonly number[] };

const STEPS = [0.01, 0.02, 0.05, 0.1, 0.2, 0.25];

/** An axis from 0 that ends just past the largest value, with a few round marks. */
export function scaleFor(largest: number): Scale {
  const top = Math.min(1, Math.max(largest, 0.02));
  const step = STEPS.find((s) => top / s <= 5) ?? 0.25;
  const max = Math.min(1, Math.ceil(top * 102) / 100);
  const marks: number[] = [];
  for (let i = 0; i * step <= max + 1e-9; i++) marks.push(i * step);
  return { max, marks };
}

const percent = (x: number, { max }: Scale): string => `${Math.round((Math.min(x, max) / max) * 10_000) / 100}%`;

export type IntervalOptions = {
  readonly prominence: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly scale: Scale;
  /** Where standing out begins; drawn through every row, so that it reads as one line. */
  readonly threshold: number | null;
  readonly tone?: "strong" | "quiet";
};

export function interval({ prominence, low, high, scale, threshold, tone = "strong" }: IntervalOptions): TemplateResult {
  const known = low !== null && high !== null && low !== undefined && high !== undefined;
  const label = known
    ? `Prominence ${share(prominence)}, likely between ${share(low)} and ${share(high)}`
    : `Prominence ${share(prominence)}`;
  return html`<svg class="interval" data-tone=${tone} role="img" aria-label=${label} width="100%" height="20">
    ${svg`<line class="interval-base" x1="0" x2="100%" y1="10" y2="10"></line>`}
    ${threshold === null ? nothing : svg`<line class="interval-threshold" x1=${percent(threshold, scale)} x2=${percent(threshold, scale)} y1="-100" y2="120"></line>`}
    ${known ? svg`<line class="interval-bar" x1=${percent(low, scale)} x2=${percent(high, scale)} y1="10" y2="10"></line>` : nothing}
    ${svg`<circle class="interval-dot" cx=${percent(prominence, scale)} cy="10" r="4.5"></circle>`}
  </svg>`;
}

/** The axis above the rows, with the place where standing out begins. */
export function axis(scale: Scale, threshold: number | null, words: string): TemplateResult {
  return html`<svg class="axis" aria-hidden="true" width="100%" height="40">
    ${scale.marks.map((mark, i) => {
      const hidden = threshold !== null && Math.abs(mark - threshold) < 0.07 * scale.max;
      const anchor = i === 0 ? "start" : mark > 0.95 * scale.max ? "end" : "middle";
      const x = percent(mark, scale);
      return svg`<line x1=${x} x2=${x} y1="34" y2="40"></line><text x=${x} y="30" text-anchor=${anchor}>${hidden ? "" : String(Math.round(mark * 100) / 100)}</text>`;
    })}
    ${threshold === null
      ? nothing
      : svg`<line class="interval-threshold" x1=${percent(threshold, scale)} x2=${percent(threshold, scale)} y1="14" y2="60"></line>
          <text class="axis-threshold" x=${percent(threshold, scale)} y="10" text-anchor=${threshold > 0.6 * scale.max ? "end" : threshold < 0.25 * scale.max ? "start" : "middle"}>${words}</text>`}
  </svg>`;
}
