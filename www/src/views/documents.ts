import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { barcode } from "../charts/barcode.ts";
import type { DocumentReport, Report } from "../engine/types.ts";
import { alone, count, counted, share } from "../format.ts";
import type { Intents } from "../intents.ts";
import { copyWords, documentWeights } from "../reading.ts";
import type { State } from "../state.ts";

const SHOWN = 200;
const SKILLS = 60;
const FEW = 5;

function document(doc: DocumentReport, index: number, report: Report, open: boolean, intents: Intents): TemplateResult {
  const values = documentWeights(report, index, SKILLS);
  const top = doc.top.slice(0, open ? doc.top.length : FEW).flatMap((place) => report.skills[place] ?? []);
  const weight = (id: string): string => share(report.skills.find((skill) => skill.id === id)?.spread.find((s) => s.document === index)?.weight ?? 0);
  const found = values.filter((v) => v > 0).length;
  return html`<li class="document">
    <div class="document-name">
      <h2 class="clip">${doc.title}</h2>
      <p class="quiet clip">${doc.path} · ${counted(doc.words, "word")}${doc.wordsLeftOut > 0 ? `, ${count(doc.wordsLeftOut)} left out` : ""}${doc.counted && doc.wordsRepeated > 0 ? `, ${count(doc.wordsRepeated)} repeated` : ""}</p>
      ${copyWords(doc) ? html`<p>${copyWords(doc)}</p>` : nothing}
      ${doc.problems.map((problem) => html`<p class="file-problem">${problem.what}${problem.place ? ` (${problem.place})` : ""} <span class="quiet">${problem.remedy}</span></p>`)}
    </div>
    <div class="document-barcode">
      ${doc.counted ? barcode(values, { room: 320, height: 44, label: `${counted(found, "skill")} of the ${count(values.length)} most prominent, in rank order` }) : nothing}
    </div>
    <ul class="document-skills" ?data-open=${open}>
      ${top.map(
        (skill) => html`<li><button type="button" class="plain" data-skill=${skill.id} @click=${() => intents.openSkill(skill.id)}>${alone(skill.name)}</button>${open ? html` <span class="quiet number">${weight(skill.id)}</span>` : nothing}</li>`,
      )}
      ${doc.top.length > FEW
        ? html`<li><button type="button" class="plain small" aria-expanded=${open} @click=${() => intents.dispatch({ do: "open-document", id: doc.id })}>${open ? "Fewer" : `${doc.top.length - FEW} more of its first ${doc.top.length}`}</button></li>`
        : nothing}
    </ul>
  </li>`;
}

/** Passages that stand in many documents, behind one line that sums them up. */
function passages({ passages: all, documents, totals, settings }: Report): TemplateResult | typeof nothing {
  if (all.length === 0) return nothing;
  const fate = settings.passagesOnce ? `counted once; ${counted(totals.wordsRepeated, "repeated word")} left out` : "counted in each document, as the settings say";
  return html`<details class="passages part">
    <summary>${all.length >= 100 ? "At least " : ""}${counted(all.length, "repeated passage")}, ${fate}</summary>
    <ul>
      ${all.map(
        (passage) => html`<li>
          <blockquote>${passage.text}</blockquote>
          <p class="source">${counted(passage.words, "word")} in ${counted(passage.documents, "document")}<span class="quiet">, first in ${documents[passage.document]?.title ?? ""}, ${passage.place}</span></p>
        </li>`,
      )}
    </ul>
  </details>`;
}

export function documentsView(state: State, report: Report, intents: Intents): TemplateResult {
  const all = report.documents.map((doc, index) => ({ doc, index }));
  const shown = state.filesAll ? all : all.slice(0, SHOWN);
  return html`<section aria-label="Documents and their skills">
    <h1 class="view-title" tabindex="-1">Each document and its skills</h1>
    <p class="lead">One tick a skill, the ${count(Math.min(SKILLS, report.skills.length))} most prominent from left to right; tall where the document dwells on it.</p>
    ${passages(report)}
    <ul class="documents">
      ${repeat(shown, ({ doc }) => doc.id, ({ doc, index }) => document(doc, index, report, state.openDocument === doc.id, intents))}
    </ul>
    ${shown.length < all.length
      ? html`<button type="button" class="more" @click=${() => intents.dispatch({ do: "files-shown", all: true })}>Show all ${counted(all.length, "document")}</button>`
      : nothing}
  </section>`;
}
