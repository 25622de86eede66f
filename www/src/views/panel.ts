import { html, nothing, type TemplateResult } from "lit-html";
import { barcode, layout } from "../charts/barcode.ts";
import type { Evidence, Report, SkillReport } from "../engine/types.ts";
import { alone, count, counted, rate, share } from "../format.ts";
import type { Intents } from "../intents.ts";
import { fullHeight, skillById, spreadWords, tickOrder, weights } from "../reading.ts";
import type { Panel, State } from "../state.ts";
import { correct } from "./correct.ts";
import { explanationTree } from "./explanation.ts";
import { mentions, quote } from "./mentions.ts";
import { originMark } from "./row.ts";

const DOCUMENTS_SHOWN = 12;
const ROOM = 420;

function facts(skill: SkillReport): TemplateResult {
  const list: [string, string][] = [
    ["Prominence", skill.low == null || skill.high == null ? share(skill.prominence) : `${share(skill.prominence)} (${share(skill.low)} to ${share(skill.high)})`],
    ["Documents", count(skill.documentFrequency)],
    ["Mentions", count(skill.mentions)],
    ["Per 10,000 words", rate(skill.per10k)],
    ["Dispersion (DP)", skill.dispersion == null ? "unknown" : share(skill.dispersion)],
  ];
  return html`<dl class="facts">${list.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`;
}

function forms(skill: SkillReport, evidence: Evidence, intents: Intents): TemplateResult {
  const gone = new Set(evidence.rejected_forms);
  return html`<section class="part" aria-label="How it is said">
    <h3>How it is said</h3>
    <ul class="forms">
      ${evidence.surfaces.map(
        (form) => html`<li ?data-rejected=${gone.has(form.text)}>
          <span class="form-text">${form.text}</span> <span class="quiet">${count(form.count)}</span>
          ${gone.has(form.text)
            ? html`<span class="quiet">rejected</span>`
            : html`<button type="button" class="plain small" aria-label=${`Reject the form “${form.text}”`} @click=${() => intents.edit({ kind: "reject-form", skill: skill.id, form: form.text }, `“${form.text}” does not mean “${skill.name}”`)}>Reject</button>`}
        </li>`,
      )}
    </ul>
    ${skill.merged.length > 0 ? html`<p class="quiet">Merged into it: ${skill.merged.join(", ")}.</p>` : nothing}
  </section>`;
}

function documents(skill: SkillReport, report: Report): TemplateResult {
  const order = [...skill.spread].sort((a, b) => b.weight - a.weight);
  const item = ({ document, mentions: n, weight }: (typeof order)[number]): TemplateResult =>
    html`<li><span class="clip">${report.documents[document]?.title ?? ""}</span><span class="number">${counted(n, "mention")}</span><span class="number quiet">weight ${share(weight)}</span></li>`;
  return html`<section class="part" aria-label="Where it is said">
    <h3>Where it is said</h3>
    <ul class="where">${order.slice(0, DOCUMENTS_SHOWN).map(item)}</ul>
    ${order.length > DOCUMENTS_SHOWN
      ? html`<details>
          <summary>${counted(order.length - DOCUMENTS_SHOWN, "more document")}</summary>
          <ul class="where">${order.slice(DOCUMENTS_SHOWN, 500).map(item)}</ul>
        </details>`
      : nothing}
  </section>`;
}

function related(skill: SkillReport, report: Report, intents: Intents): TemplateResult | typeof nothing {
  const near = skill.related.flatMap((id) => skillById(report, id) ?? []);
  if (near.length === 0) return nothing;
  return html`<p class="related">
    Related, counted apart:
    ${near.map((other) => html`<button type="button" class="plain" @click=${() => intents.openSkill(other.id)}>${alone(other.name)}</button> `)}
  </p>`;
}

function proof(panel: Panel, skill: SkillReport, report: Report, intents: Intents): TemplateResult {
  const { evidence } = panel;
  if (!evidence) return html`<p class="quiet" aria-live="polite">Looking up the sentences…</p>`;
  return html`
    ${evidence.quotes.length > 0
      ? html`<section class="part" aria-label="Quotes">
          <h3 class="unseen">Quotes</h3>
          <ul class="quotes">${evidence.quotes.map((line) => quote(line, report))}</ul>
        </section>`
      : nothing}
    ${forms(skill, evidence, intents)} ${documents(skill, report)} ${mentions(panel, skill, report, intents)}
    <section class="part" aria-label="How its rank came about">
      <h3>How its rank came about</h3>
      ${explanationTree(evidence.explanation)}
    </section>
  `;
}

/** The evidence for one skill: beside the ranking on a wide screen, the whole screen on a phone. */
export function panelView(state: State, report: Report, intents: Intents): TemplateResult | typeof nothing {
  const { panel } = state;
  const skill = panel && skillById(report, panel.skill);
  if (!panel || !skill) return nothing;
  const places = tickOrder(report, state.ranking.order);
  const values = weights(skill, places, report.documents.length, state.ranking.order);
  const full = fullHeight(report, places, layout(places.length, ROOM).ticks);
  return html`<aside class="panel" aria-label="Evidence">
    <div class="panel-bar">
      <button type="button" class="plain" id="panel-close" @click=${intents.closePanel}><span aria-hidden="true">←</span> Back to the list</button>
    </div>
    <header class="panel-head">
      <p class="panel-rank">${skill.rankWords}</p>
      <h2 id="panel-title" tabindex="-1">${alone(skill.name)}</h2>
      <p class="panel-origin">${originMark(skill)}${skill.standsOut ? html`<span class="stands">Stands out</span>` : nothing}</p>
      ${skill.definition ? html`<p class="definition">${skill.definition}</p>` : nothing}
      <div class="panel-barcode">${barcode(values, { room: ROOM, height: 72, widest: 34, full, label: spreadWords(skill, report) })}</div>
      <p class="quiet">${spreadWords(skill, report)}.</p>
    </header>
    ${facts(skill)}
    <p class="belief"><span class="quiet">Why it counts as a skill.</span> ${skill.why} <span class="quiet">Belief ${share(skill.belief)}.</span></p>
    ${related(skill, report, intents)} ${correct(skill, report, intents)} ${proof(panel, skill, report, intents)}
  </aside>`;
}
