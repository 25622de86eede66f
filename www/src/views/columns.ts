import { html, nothing, type TemplateResult } from "lit-html";
import type { TableChoice, TableOffer, TableSheet } from "../engine/types.ts";
import { counted } from "../format.ts";
import type { Intents } from "../intents.ts";
import { tableOf, type FileRow } from "../state.ts";

const quoted = (names: readonly string[]): string => names.map((name) => `“${name}”`).join(", ");

/** In words, how a table was read. */
export function tableWords({ chosen, sheets }: TableOffer, documents: number): string {
  const { rows, text, title, sheet } = chosen;
  const of = sheets.length > 1 ? ` of the sheet “${sheets[sheet ?? 0]?.name ?? ""}”` : "";
  if (!rows) return sheets.length > 1 ? `Read as one document; text from ${quoted(text)}${of}, and the other sheets.` : `Read as one document; text from ${quoted(text)}.`;
  return `Each row is a document, ${counted(documents, "document")} in all; text from ${quoted(text)}${of}${title ? `, titles from ${quoted([title])}` : ""}.`;
}

/** What the form says, as a choice; `null` where no column is ticked. */
function choiceOf(form: HTMLFormElement, { sheets }: TableOffer): TableChoice | null {
  const said = new FormData(form);
  const sheet = Number(said.get("sheet") ?? 0);
  const names = sheets[sheet]?.columns ?? [];
  const text = said.getAll(`text-${sheet}`).flatMap((column) => names[Number(column)] ?? []);
  const title = said.get(`title-${sheet}`);
  if (text.length === 0) return null;
  return { sheet, text, title: title === null || title === "" ? "" : (names[Number(title)] ?? ""), rows: said.get("rows") === "each" };
}

function sheetColumns(sheet: TableSheet, at: number, { sheets, chosen }: TableOffer): TemplateResult {
  const own = chosen.sheet === at;
  const ticked = (name: string, column: number): boolean => (own ? chosen.text.includes(name) : sheet.text.includes(column));
  return html`<div class="columns-sheet" data-sheet=${at} ?hidden=${!own}>
    <fieldset>
      <legend>Columns to read${sheets.length > 1 ? html`<span class="unseen"> of ${sheet.name}</span>` : nothing}</legend>
      ${sheet.columns.map(
        (name, column) => html`<label class="check"><input type="checkbox" name=${`text-${at}`} value=${column} .checked=${ticked(name, column)} /> <span class="clip">${name}</span></label>`,
      )}
    </fieldset>
    <label class="field"><span>Column that names each row</span>
      <select name=${`title-${at}`}>
        <option value="" ?selected=${!own || !chosen.title}>None</option>
        ${sheet.columns.map((name, column) => html`<option value=${column} ?selected=${own && chosen.title === name}>${name}</option>`)}
      </select>
    </label>
  </div>`;
}

/** How a table was read, and a form to have it read otherwise. */
export function columnsForm(file: FileRow, intents: Intents): TemplateResult | typeof nothing {
  const offer = tableOf(file);
  if (!offer || /\.zip$/i.test(file.path)) return nothing;
  const { sheets, chosen } = offer;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const choice = choiceOf(form, offer);
    const trouble = form.querySelector<HTMLElement>("[role=alert]");
    if (trouble) trouble.textContent = choice ? "" : "Tick at least one column to read.";
    if (choice) intents.chooseColumns(file.key, choice);
    else form.querySelector<HTMLElement>(".columns-sheet:not([hidden]) input")?.focus();
  };
  const turn = (event: Event): void => {
    const select = event.currentTarget as HTMLSelectElement;
    for (const part of select.form?.querySelectorAll<HTMLElement>(".columns-sheet") ?? []) part.hidden = part.dataset.sheet !== select.value;
  };
  return html`<details class="columns">
    <summary>Choose columns<span class="unseen"> of ${file.name}</span></summary>
    <form @submit=${submit}>
      ${sheets.length > 1
        ? html`<label class="field"><span>Sheet</span>
            <select name="sheet" @change=${turn}>
              ${sheets.map((sheet, at) => (sheet.columns.length > 0 ? html`<option value=${at} ?selected=${chosen.sheet === at}>${sheet.name}</option>` : nothing))}
            </select>
          </label>`
        : nothing}
      ${sheets.map((sheet, at) => sheetColumns(sheet, at, offer))}
      <fieldset>
        <legend>Documents</legend>
        <label class="check"><input type="radio" name="rows" value="each" .checked=${chosen.rows === true} /> Each row is a document</label>
        <label class="check"><input type="radio" name="rows" value="one" .checked=${chosen.rows !== true} /> The table is one document</label>
      </fieldset>
      <p role="alert" class="columns-trouble"></p>
      <button type="submit">Read again</button>
    </form>
  </details>`;
}
