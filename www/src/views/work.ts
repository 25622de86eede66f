import { html, nothing, type TemplateResult } from "lit-html";
import { filesBarcode } from "../charts/progress.ts";
import { count, counted } from "../format.ts";
import type { Intents } from "../intents.ts";
import { progress, type Progress, type State } from "../state.ts";
import { filesList } from "./files.ts";

function summary(p: Progress): string {
  if (p.busy) return `${count(p.done)} of ${counted(p.all, "file")}, ${counted(p.words, "word")}`;
  return `${counted(p.usable, "document")}, ${counted(p.words, "word")}`;
}

function troubles(state: State, p: Progress): string {
  const cancelled = state.files.filter((file) => file.state === "cancelled").length;
  const held = state.files.filter((file) => file.state === "held").length;
  const words: string[] = [];
  if (p.bad > 0) words.push(`${counted(p.bad, "file")} could not be used`);
  if (held > 0) words.push(`${counted(held, "file waits", "files wait")} for the PDF and Office reader`);
  if (cancelled > 0) words.push(`${counted(cancelled, "file")} not read`);
  return words.join(", ");
}

/** The strip above the result: what is being read, and how to add or stop. */
export function workView(state: State, intents: Intents): TemplateResult {
  const p = progress(state.files);
  const trouble = p.busy ? "" : troubles(state, p);
  return html`<section class="work" data-behind aria-label="Documents" data-busy=${p.busy}>
    <div class="work-line">
      <div class="work-sum">
        ${filesBarcode(state.files, 280)}
        <p class="work-words">
          <strong>${summary(p)}</strong>
          ${trouble ? html`<span class="work-trouble">${trouble}</span>` : nothing}
          ${state.analysing && !p.busy ? html`<span class="quiet">Ranking…</span>` : nothing}
        </p>
        ${p.busy ? html`<progress aria-label="Files read" max=${p.all} .value=${p.reached}></progress>` : nothing}
      </div>
      <div class="work-buttons">
        <button type="button" class="plain" aria-expanded=${state.filesOpen} aria-controls="files" @click=${() => intents.dispatch({ do: "files-shown", open: !state.filesOpen })}>
          ${state.filesOpen ? "Hide files" : "Show files"}
        </button>
        ${p.busy
          ? html`<button type="button" class="strong" @click=${intents.cancelReading}>Cancel</button>`
          : html`<button type="button" @click=${intents.chooseFiles}>Add files</button>
              <button type="button" class="folder" @click=${intents.chooseFolder}>Add a folder</button>
              <button type="button" @click=${intents.writePaste}>Paste text</button>
              <button type="button" class="plain" @click=${intents.startOver}>Start over</button>`}
      </div>
    </div>
    <div id="files" ?hidden=${!state.filesOpen}>${state.filesOpen ? filesList(state, intents) : nothing}</div>
  </section>`;
}
