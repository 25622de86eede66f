import { html, nothing, type TemplateResult } from "lit-html";
import type { Report } from "../engine/types.ts";
import { count } from "../format.ts";
import type { Intents } from "../intents.ts";
import type { State, View } from "../state.ts";
import { documentsView } from "./documents.ts";
import { exportView, nearlyView } from "./others.ts";
import { panelView } from "./panel.ts";
import { rankingView } from "./ranking.ts";
import { settingsView } from "./settings.ts";
import { themesView } from "./themes.ts";
import { workView } from "./work.ts";

function nav({ view }: State, report: Report, intents: Intents): TemplateResult {
  const items: [View, string, number | null][] = [["ranking", "Ranking", report.skills.length]];
  items.push(["themes", "Themes", report.themes.length > 0 ? report.themes.length : null], ["documents", "Documents", report.documents.length], ["nearly", "Nearly a skill", report.nearly.length], ["settings", "Settings", null], ["export", "Export", null]);
  return html`<nav class="views" aria-label="Views of the result">
    ${items.map(
      ([key, words, n]) => html`<button type="button" aria-current=${view === key ? "page" : "false"} @click=${() => intents.show(key)}>
        ${words}${n === null ? nothing : html` <span class="nav-count">${count(n)}</span>`}
      </button>`,
    )}
  </nav>`;
}

function view(state: State, report: Report, intents: Intents): TemplateResult {
  switch (state.view) {
    case "ranking":
      return rankingView(state, report, intents);
    case "themes":
      return themesView(report, intents);
    case "documents":
      return documentsView(state, report, intents);
    case "nearly":
      return nearlyView(report, intents);
    case "settings":
      return settingsView(state, intents);
    case "export":
      return exportView(state, intents);
  }
}

/** Everything below the masthead once there are documents. */
export function deskView(state: State, intents: Intents): TemplateResult | typeof nothing {
  const trouble = state.trouble ? html`<p class="trouble" role="alert">${state.trouble}</p>` : nothing;
  if (state.files.length === 0) return html`${trouble}`;
  const { report } = state;
  return html`${workView(state, intents)} ${trouble}
    ${report
      ? html`<div class="result" ?data-panel=${state.panel !== null}>
          <div class="result-main" data-behind>${nav(state, report, intents)} ${view(state, report, intents)}</div>
          ${panelView(state, report, intents)}
        </div>`
      : html`<h1 class="view-title">Reading your documents</h1>
          <p class="lead">${state.phase === "loading" ? "The engine is getting ready; your documents wait for it." : "The first skills appear as soon as a document is read."}</p>`}`;
}
