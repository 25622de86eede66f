import { html, nothing, type TemplateResult } from "lit-html";
import { barcode } from "../charts/barcode.ts";
import { companyStrip } from "../charts/company.ts";
import type { CompanyLink, Report, SkillReport, Theme } from "../engine/types.ts";
import { alone, count, share } from "../format.ts";
import type { Intents } from "../intents.ts";
import { closeness, spreadWords, tickOrder, weights } from "../reading.ts";

/** Rows of the table of pairs. */
const PAIRS = 200;

const name = (skill: SkillReport, intents: Intents): TemplateResult =>
  html`<button type="button" class="plain" data-skill=${skill.id} @click=${() => intents.openSkill(skill.id)}>${alone(skill.name)}</button>`;

function themeRows(theme: Theme, own: number, report: Report, intents: Intents): TemplateResult {
  const near = closeness(report);
  const places = tickOrder(report, "canonical");
  return html`<section class="theme" aria-label=${alone(theme.name)}>
    <h2>${alone(theme.name)}</h2>
    <p class="quiet">${theme.stabilityWords}</p>
    <ul class="theme-skills">
      ${theme.skills.map((place, self) => {
        const skill = report.skills[place];
        if (!skill) return nothing;
        const themes = report.themes.map(({ skills }) => skills.map((other) => near(place, other)));
        const values = weights(skill, places, report.documents.length, "canonical");
        return html`<li>
          ${name(skill, intents)} ${companyStrip({ themes, own, self })}
          <span class="theme-documents">${barcode(values, { room: 240, height: 24, label: spreadWords(skill, report), tone: "quiet" })}</span>
        </li>`;
      })}
    </ul>
  </section>`;
}

function pairs(links: readonly CompanyLink[], report: Report, intents: Intents): TemplateResult {
  const shown = links.slice(0, PAIRS);
  const row = ({ first, second, strength, passages, documents }: CompanyLink): TemplateResult | typeof nothing => {
    const [a, b] = [report.skills[first], report.skills[second]];
    if (!a || !b) return nothing;
    return html`<tr>
      <th scope="row">${name(a, intents)}</th>
      <td>${name(b, intents)}</td>
      <td data-number>${share(strength)}</td>
      <td data-number>${count(passages)}</td>
      <td data-number>${count(documents)}</td>
    </tr>`;
  };
  return html`<div class="scroller" role="region" aria-label="Table of pairs" tabindex="0">
    <table>
      <caption class="unseen">Pairs of skills that share passages more often than chance would have it, the closest first.</caption>
      <thead>
        <tr>
          <th scope="col">Skill</th>
          <th scope="col">keeps company with</th>
          <th scope="col" data-number>Closeness</th>
          <th scope="col" data-number>Passages</th>
          <th scope="col" data-number>Documents</th>
        </tr>
      </thead>
      <tbody>${shown.map(row)}</tbody>
    </table>
  </div>
  ${links.length > PAIRS ? html`<p class="quiet">and ${count(links.length - PAIRS)} pairs less close; the JSON export has them all.</p>` : nothing}`;
}

/** Skills that keep company. */
export function themesView(report: Report, intents: Intents): TemplateResult {
  const { words, links } = report.company;
  const found = report.themes.length > 0;
  return html`<section class="themes" aria-label="Themes">
    <h1 class="view-title" tabindex="-1">Themes</h1>
    <p class="lead">${words}</p>
    ${found
      ? html`<p class="lead">A theme is a group of skills that the same passages speak of. In each row, one tick is another skill of a theme, tall where the two share passages far more often than chance would have it; the red tick is the skill itself.</p>
          <div class="theme-head" aria-hidden="true"><span>Skill</span><span>Company it keeps: one tick a skill</span><span>One tick a document</span></div>
          ${report.themes.map((theme, own) => themeRows(theme, own, report, intents))}`
      : nothing}
    ${links.length === 0
      ? nothing
      : html`<details class="part pairs" ?open=${!found}>
          <summary>${found ? "The same as a table" : "Pairs that do keep company"}</summary>
          <p class="quiet">Closeness is 0 where two skills share passages as chance would have it, and 1 where they are never apart (normalised mutual information). Passages overlap, so a mention is in two.</p>
          ${pairs(links, report, intents)}
        </details>`}
  </section>`;
}
