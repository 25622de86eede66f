import { html, nothing, type TemplateResult } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { count, counted, size } from "../format.ts";
import type { Intents } from "../intents.ts";
import type { Reached } from "../engine/api.ts";
import type { Problem } from "../engine/types.ts";
import { copyWords } from "../reading.ts";
import { asksPassword, tableOf, type FileRow, type State } from "../state.ts";
import { columnsForm, tableWords } from "./columns.ts";

export const FILES_SHOWN = 200;
/** Documents of one file that are shown with what there is to say of them. */
const INSIDE_SHOWN = 20;

const STATES: Record<FileRow["state"], string> = {
  waiting: "Waiting",
  parked: "Waiting for the PDF and Office reader",
  held: "Waiting for the PDF and Office reader",
  reading: "Reading",
  read: "Read",
  unusable: "Not used",
  cancelled: "Not read: cancelled",
};

const troubled = (file: FileRow): boolean => file.state === "unusable" || file.problems.length > 0 || file.outcomes.some((outcome) => outcome.problems.length > 0);

/** Files with something to say come first, so that nobody has to look for them. */
export function inOrder(files: readonly FileRow[]): FileRow[] {
  return [...files.filter(troubled), ...files.filter((file) => !troubled(file))];
}

/** A file with several documents names the one a problem is about. */
const problemLine = (problem: Problem, of: string): TemplateResult =>
  html`<p class="file-problem">${of ? html`<span class="of">${of}:</span> ` : nothing}${problem.what}${problem.place ? ` (${problem.place})` : ""} <span class="quiet">${problem.remedy}</span></p>`;

function passwordForm(file: FileRow, intents: Intents): TemplateResult {
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const input = (event.currentTarget as HTMLFormElement).querySelector("input");
    if (!input) return;
    const password = input.value;
    input.value = "";
    if (password === "") input.focus();
    else intents.unlock(file.key, password);
  };
  return html`<form class="password" @submit=${submit}>
    <label class="field"><span>Password of ${file.name}</span><input type="password" autocomplete="off" /></label>
    <button type="submit">Try again</button>
  </form>`;
}

/** How far a reading is: "page 3 of 20"; bytes say nothing to people. */
function reachedWords({ step, done, all }: Reached): string {
  return step === "byte" ? `${Math.floor((100 * done) / Math.max(1, all))} % of its text` : `${step} ${count(done + 1)} of ${count(all)}`;
}

function stateWords({ state, outcomes, reached }: FileRow): string {
  if (state === "reading" && reached) return `Reading: ${reachedWords(reached)}`;
  if (state !== "read" || outcomes.length < 2) return STATES[state];
  return `Read: ${counted(outcomes.filter(({ usable }) => usable).length, "document")}`;
}

function fileRow(file: FileRow, copies: ReadonlyMap<string, string>, intents: Intents): TemplateResult {
  const told = file.outcomes.filter(({ id, problems }) => problems.length > 0 || copies.has(id));
  const table = tableOf(file);
  const folder = file.path.slice(0, file.path.length - file.name.length);
  return html`<li class="file" data-state=${file.state} data-key=${file.key}>
    <span class="file-mark" aria-hidden="true"></span>
    <div class="file-name">
      <span class="clip"><span class="quiet">${folder}</span>${file.name}</span>
      ${file.problems.map((problem) => problemLine(problem, ""))}
      ${table && (file.state === "read" || file.state === "unusable") ? html`<p class="file-problem quiet">${tableWords(table, file.outcomes.length)}</p>` : nothing}
      ${told.slice(0, INSIDE_SHOWN).map(({ id, title, problems }) => {
        const of = file.outcomes.length > 1 ? title : "";
        const copy = copies.get(id);
        return html`${problems.map((problem) => problemLine(problem, of))}
        ${copy ? html`<p class="file-problem">${of ? html`<span class="of">${of}:</span> ` : nothing}${copy}</p>` : nothing}`;
      })}
      ${told.length > INSIDE_SHOWN ? html`<p class="file-problem quiet">and ${counted(told.length - INSIDE_SHOWN, "more document")} with something to say; the documents view has them all.</p>` : nothing}
      ${columnsForm(file, intents)} ${file.outcomes.some(asksPassword) ? passwordForm(file, intents) : nothing}
    </div>
    <span class="file-state">${stateWords(file)}</span>
    <span class="file-number">${file.state === "read" ? counted(file.words, "word") : ""}</span>
    <span class="file-number quiet">${file.size === null ? "" : size(file.size)}</span>
    <button type="button" class="plain small" aria-label=${`Remove ${file.name}`} ?disabled=${file.state === "reading" || file.state === "waiting" || file.state === "parked"} @click=${() => intents.removeFile(file.key)}>
      Remove
    </button>
  </li>`;
}

export function filesList(state: State, intents: Intents): TemplateResult {
  const copies = new Map(state.report?.documents.flatMap((d) => (copyWords(d) ? [[d.id, copyWords(d)] as const] : [])));
  const files = inOrder(state.files);
  const shown = state.filesAll ? files : files.slice(0, FILES_SHOWN);
  return html`<ul class="files" aria-label="Files">
      ${repeat(shown, (file) => file.key, (file) => fileRow(file, copies, intents))}
    </ul>
    ${shown.length < files.length
      ? html`<button type="button" @click=${() => intents.dispatch({ do: "files-shown", all: true })}>Show all ${count(files.length)} files</button>`
      : nothing}`;
}
