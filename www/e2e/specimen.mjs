/* Draws the first view's pictures from the sample's own ranking and writes them into index.html: node e2e/specimen.mjs */
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { dist, launch, loaded, open, ranked } from "./browser.mjs";
import { serve } from "./server.mjs";

const PAGE = fileURLToPath(new URL("../index.html", import.meta.url));
const server = await serve(dist);
const browser = await launch();
const { page } = await open(browser, server.url);
await loaded(page);
await page.click("[data-do=sample]");
await ranked(page);
await page.locator(".views button", { hasText: "Export" }).click();
const [download] = await Promise.all([page.waitForEvent("download"), page.click("[data-export=json]")]);
const report = JSON.parse(readFileSync(await download.path(), "utf8"));
await browser.close();
server.close();

const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const r = (x) => Math.round(x * 10) / 10;
const places = report.documents.flatMap((d, i) => (d.counted ? [i] : []));
const weight = (skill, place) => skill.spread.find((s) => s.document === place)?.weight ?? 0;

/* The band: every document's ticks for the most prominent skills, document after document. */
const SKILLS = 14;
const [PITCH, TICK, GAP, TALL] = [6, 3, 16, 84];
let band = "";
let stubs = "";
let x = 0;
for (const place of places) {
  for (const skill of report.skills.slice(0, SKILLS)) {
    const w = weight(skill, place);
    if (w > 0) band += `M${x} ${TALL}v-${r(w * TALL)}h${TICK}v${r(w * TALL)}z`;
    else stubs += `M${x} ${TALL}v-2h${TICK}v2z`;
    x += PITCH;
  }
  x += GAP;
}
x -= GAP + PITCH - TICK;
const bandSvg = `<svg class="band" aria-hidden="true" viewBox="0 0 ${x} ${TALL}" preserveAspectRatio="xMinYMax slice"><path class="barcode-stubs" d="${stubs}" /><path class="barcode-ticks" d="${band}" /></svg>`;

/* The rows: the first three, the first one found here, and one that only a few documents dwell on. */
const chosen = report.skills.slice(0, 3);
const add = (skill) => skill && !chosen.includes(skill) && chosen.push(skill);
add(report.skills.find((s, i) => i > 2 && s.origin === "discovered" && s.documentFrequency > 2));
add([...report.skills.slice(3, 40)].filter((s) => s.documentFrequency >= 2 && s.documentFrequency <= 5).sort((a, b) => b.mentions / b.documentFrequency - a.mentions / a.documentFrequency)[0]);
for (const skill of report.skills) if (chosen.length < 5) add(skill);
chosen.sort((a, b) => a.rank - b.rank);
const top = Math.max(...chosen.map((s) => s.high ?? s.prominence));
const max = Math.ceil(top * 10) / 10;
const at = (v) => `${r((100 * v) / max)}%`;
const rows = chosen.map((skill) => {
  const [pitch, tick, tall] = [12, 5, 56];
  const bars = places.map((place, i) => [i * pitch, weight(skill, place)]);
  const ticks = bars.map(([bx, w]) => (w > 0 ? `M${bx} ${tall}v-${r(w * tall)}h${tick}v${r(w * tall)}z` : "")).join("");
  const gaps = bars.map(([bx, w]) => (w > 0 ? "" : `M${bx} ${tall}v-2h${tick}v2z`)).join("");
  const tone = skill.standsOut ? "strong" : "quiet";
  return `            <li data-tone="${tone}">
              <span class="place">${skill.rank}</span>
              <div><h3>${escape(skill.name.charAt(0).toUpperCase() + skill.name.slice(1))}</h3><p class="quiet">${escape(skill.rankWords)}</p></div>
              <svg class="barcode" role="img" aria-label="In ${skill.documentFrequency} of ${places.length} documents" viewBox="0 0 ${(places.length - 1) * pitch + tick} ${tall}" preserveAspectRatio="none"><path class="barcode-stubs" d="${gaps}" /><path class="barcode-ticks" d="${ticks}" /></svg>
              <svg class="interval" role="img" aria-label="Prominence ${skill.prominence.toFixed(2)}" width="100%"><line class="interval-base" x1="0" x2="100%" y1="28" y2="28" /><line class="interval-bar" x1="${at(skill.low ?? skill.prominence)}" x2="${at(skill.high ?? skill.prominence)}" y1="28" y2="28" /><circle class="interval-dot" cx="${at(skill.prominence)}" cy="28" r="5" /></svg>
            </li>`;
});
const specimen = `<section class="specimen" aria-labelledby="specimen">
          <h2 id="specimen">What you will see</h2>
          <p class="specimen-note">Five skills from the sample, twelve short pieces written for this page. On the left one tick a document, tall where it dwells on the skill; on the right how prominent the skill is, and how far that can be trusted.</p>
          <ol>
${rows.join("\n")}
          </ol>
        </section>`;

let html = readFileSync(PAGE, "utf8");
const put = (name, what) => {
  html = html.replace(new RegExp(`(<!-- ${name} -->)[\\s\\S]*?(<!-- /${name} -->)`), (_, a, b) => `${a}\n        ${what}\n        ${b}`);
};
put("band", bandSvg);
put("specimen", specimen);
writeFileSync(PAGE, html);
console.log(chosen.map((s) => `${s.rank} ${s.name}`).join("\n"));
