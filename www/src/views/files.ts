import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { count, counted, size } from "../format.ts";
import type { Intents } from "../intents.ts";
import type { FileRow, State } from "../state.ts";

export const FILES_SHOWN = 200;

const STATES: Record<FileRow["state"], string> = {
  waiting: "Waiting",
  reading: "Reading",
  read: "Read",
  unusable: "Not used",
  cancelled: "Not read: cancelled",
};

const troubled = (file: FileRow): boolean => file.state === "unusable" || file.problems.length > 0;

/** Files with something to say come first, so that nobody has to look for them. */
export function inOrder(files: readonly FileRow[]): FileRow[] {
  return [...files.filter(troubled), ...files.filter((file) => !troubled(file))];
}

function fileRow(file: FileRow, duplicateOf: string | undefined, intents: Intents): TemplateResult {
  const folder = file.path.slice(0, file.path.length - file.name.length);
  return html`<li class="file" data-state=${file.state}>
    <span class="file-mark" aria-hidden="true"></span>
    <div class="file-name">
      <span class="clip"><span class="quiet">${folder}</span>${file.name}</span>
      ${file.problems.map(
        (problem) => html`<p class="file-problem">${problem.what}${problem.place ? ` (${problem.place})` : ""} <span class="quiet">${problem.remedy}</span></p>`,
      )}
      ${duplicateOf ? html`<p class="file-problem">Has the same content as ${duplicateOf}; counted once.</p>` : nothing}
    </div>
    <span class="file-state">${STATES[file.state]}</span>
    <span class="file-number">${file.state === "read" ? counted(file.words, "word") : ""}</span>
    <span class="file-number quiet">${file.size === null ? "" : size(file.size)}</span>
    <button type="button" class="plain small" aria-label=${`Remove ${file.name}`} ?disabled=${file.state === "reading" || file.state === "waiting"} @click=${() => intents.removeFile(file.key)}>
      Remove
    </button>
  </li>`;
}

export function filesList(state: State, intents: Intents): TemplateResult {
  const copies = new Map(state.report?.documents.flatMap((d) => (d.duplicateOf ? [[d.id, d.duplicateOf] as const] : [])));
  const files = inOrder(state.files);
  const shown = state.filesAll ? files : files.slice(0, FILES_SHOWN);
  return html`<ul class="files" aria-label="Files">
      ${repeat(shown, (file) => file.key, (file) => fileRow(file, copies.get(file.id ?? ""), intents))}
    </ul>
    ${shown.length < files.length
      ? html`<button type="button" @click=${() => intents.dispatch({ do: "files-shown", all: true })}>Show all ${count(files.length)} files</button>`
      : nothing}`;
}
