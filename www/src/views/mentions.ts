import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import type { KwicLine, Report, SkillReport } from "../engine/types.ts";
import { count, counted } from "../format.ts";
import type { Intents } from "../intents.ts";
import type { Panel } from "../state.ts";

const title = (report: Report, line: KwicLine): string => report.documents[line.document]?.title ?? "A document";
const at = (line: KwicLine): string => `${line.place}${line.heading ? `${line.place ? ", " : ""}in a heading` : ""}`;

/** A sentence from a document, the mention marked. */
export function quote(line: KwicLine, report: Report): TemplateResult {
  const place = at(line);
  return html`<li class="quote">
    <blockquote>${line.left}<mark>${line.node}</mark>${line.right}</blockquote>
    <p class="source">${title(report, line)}${place ? html`<span class="quiet">, ${place}</span>` : nothing}</p>
  </li>`;
}

function mention(line: KwicLine, skill: SkillReport, report: Report, intents: Intents): TemplateResult {
  const document = report.documents[line.document]?.id ?? "";
  const reject = (): void =>
    intents.edit({ kind: "reject-mention", skill: skill.id, document, start: line.start }, `One mention of “${skill.name}” in ${title(report, line)} does not count`);
  return html`<li class="kwic" ?data-rejected=${line.rejected}>
    <details>
      <summary>
        <span class="kwic-left"><span>${line.left}</span></span><mark>${line.node}</mark><span class="kwic-right">${line.right}</span>
      </summary>
      <p class="source">${title(report, line)}<span class="quiet">, ${at(line)}</span></p>
    </details>
    ${line.rejected
      ? html`<span class="quiet kwic-gone">Rejected</span>`
      : html`<button type="button" class="plain small" aria-label=${`Reject this mention: ${line.node}, ${title(report, line)}, ${line.place}`} @click=${reject}>Reject</button>`}
  </li>`;
}

/** All mentions, keyword in context, by document. */
export function mentions(panel: Panel, skill: SkillReport, report: Report, intents: Intents): TemplateResult {
  const left = panel.total - panel.lines.length;
  const groups: { document: number; lines: KwicLine[] }[] = [];
  for (const line of panel.lines) {
    const last = groups.at(-1);
    if (last?.document === line.document) last.lines.push(line);
    else groups.push({ document: line.document, lines: [line] });
  }
  return html`<section class="part" aria-label="All mentions">
    <h3>${panel.total === 1 ? "The only mention" : `All ${counted(panel.total, "mention")}`}</h3>
    ${groups.map(
      ({ document, lines }) => html`<h4 class="kwic-title clip">${report.documents[document]?.title ?? ""}</h4>
        <ul class="kwics">
          ${repeat(lines, (line) => line.start, (line) => mention(line, skill, report, intents))}
        </ul>`,
    )}
    ${left > 0 ? html`<button type="button" class="more" @click=${intents.moreLines}>Show ${count(Math.min(50, left))} more of ${count(left)}</button>` : nothing}
  </section>`;
}
