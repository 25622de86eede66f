import { html, svg, type TemplateResult } from "lit-html";

/* The company a skill keeps: one tick a skill, as tall as the two are close. The ticks of all rows stand in the same order, theme by theme, so
   that a theme is a block of tall ticks, and the skill itself is the red tick that wanders from row to row. */

const PITCH = 6;
const TICK = 3;
const STUB = 2;
const HEIGHT = 24;

export type Strip = {
  /** For each theme, the closeness of each of its skills: 0 to 1. */
  readonly themes: readonly (readonly number[])[];
  /** The theme that the skill is in. */
  readonly own: number;
  /** Its place there. */
  readonly self: number;
};

const round = (x: number): number => Math.round(x * 100) / 100;
const bar = (x: number, height: number): string => `M${x} ${HEIGHT}v-${round(height)}h${TICK}v${round(height)}z`;

/** Drawn to the width of its box; themes are set apart by one tick. */
export function companyStrip({ themes, own, self }: Strip): TemplateResult {
  const paths = { inside: "", outside: "", stubs: "", self: "" };
  let x = 0;
  themes.forEach((values, theme) => {
    values.forEach((value, place) => {
      if (theme === own && place === self) paths.self += bar(x, HEIGHT);
      else if (value > 0) paths[theme === own ? "inside" : "outside"] += bar(x, Math.max(STUB + 1, value * HEIGHT));
      else paths.stubs += bar(x, STUB);
      x += PITCH;
    });
    x += PITCH;
  });
  const width = Math.max(1, x - PITCH - (PITCH - TICK));
  return html`<svg class="company-strip" aria-hidden="true" width="100%" height=${HEIGHT} viewBox="0 0 ${width} ${HEIGHT}" preserveAspectRatio="none">
    ${svg`<path class="company-stubs" d=${paths.stubs}></path><path class="company-outside" d=${paths.outside}></path><path class="company-inside" d=${paths.inside}></path><path class="company-self" d=${paths.self}></path>`}
  </svg>`;
}
