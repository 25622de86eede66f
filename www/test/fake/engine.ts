import type { ExportFormat, ReadAnswer, RawEngine } from "../../src/engine/api.ts";
import type { Concordance, DocumentReport, Edit, Evidence, Format, ListOutcome, Problem, Report, Settings, TableChoice } from "../../src/engine/types.ts";
import { baseName } from "../../src/format.ts";
import type { FakeReading } from "./heavy.ts";
import { evidenceFor, linesFor, makeReport } from "./report.ts";

/* A scripted stand-in for the engine: it counts words and answers from a script. A document that says TRAP stops it, as a bug in wasm would. */

export const initSync = (_options: { module: WebAssembly.Module }): unknown => undefined;

const hash = (bytes: Uint8Array): string => {
  let h = 2166136261;
  for (const byte of bytes) h = Math.imul(h ^ byte, 16777619);
  return (h >>> 0).toString(16).padStart(32, "0");
};

const unread = (code: string, what: string, remedy: string): Problem => ({ severity: "unread", code, what, place: null, remedy });

export class Engine implements RawEngine {
  #documents = new Map<string, DocumentReport>();
  #report: Report | undefined;

  static defaults(): Settings {
    return { seed: 1, resamples: 1000, standOutFactor: 1.5, leastBelief: 0.5, discover: true, duplicatesOnce: true, passagesOnce: true, countEverything: false };
  }

  list(_name: string, bytes: Uint8Array): ListOutcome {
    this.clear();
    const skills = new TextDecoder().decode(bytes).split("\n").filter(Boolean).length;
    return { skills, forms: skills, problems: [] };
  }

  read(path: string, bytes: Uint8Array, _table?: TableChoice): ReadAnswer[] {
    return [this.#read(path, bytes)];
  }

  #read(path: string, bytes: Uint8Array): ReadAnswer {
    const text = new TextDecoder().decode(bytes);
    if (text.includes("TRAP")) throw new WebAssembly.RuntimeError("unreachable");
    if (/\.(pdf|zip)$/.test(path)) return Engine.#outcome(path, bytes, 0, [unread("format-not-read", "The heavy module reads this.", "Wait for it.")]);
    if (bytes.length === 0) return Engine.#outcome(path, bytes, 0, [unread("empty-file", "The file is empty.", "Check that it was saved.")]);
    if (bytes.includes(0)) return Engine.#outcome(path, bytes, 0, [unread("not-text", "This is not a text file.", "Save it as plain text and try again.")]);
    return Engine.#outcome(path, bytes, text.split(/\s+/u).length, []);
  }

  take(readings: Uint8Array): ReadAnswer[] {
    return (JSON.parse(new TextDecoder().decode(readings)) as FakeReading[]).map(({ path, text, locked }) => {
      const problems = locked ? [unread("password", "This PDF is locked with a password.", "Enter its password.")] : text === "" ? [unread("empty-file", "The file is empty.", "Check it.")] : [];
      return Engine.#outcome(path, new TextEncoder().encode(text), problems.length > 0 ? 0 : text.split(/\s+/u).length, problems, path.endsWith(".pdf") ? "pdf" : "text");
    });
  }

  static unread(path: string, code: string, what: string, remedy: string): ReadAnswer {
    return Engine.#outcome(path, new Uint8Array(), 0, [unread(code, what, remedy)]);
  }

  add(record: Uint8Array): string {
    const document = JSON.parse(new TextDecoder().decode(record)) as DocumentReport;
    this.#documents.set(document.id, document);
    return document.id;
  }

  remove(id: string): boolean {
    return this.#documents.delete(id);
  }

  clear(): void {
    this.#documents.clear();
  }

  analyse(settings: Settings, edits: readonly Edit[]): Uint8Array<ArrayBuffer> {
    const documents = [...this.#documents.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
    this.#report = makeReport(documents, settings, edits);
    return new TextEncoder().encode(JSON.stringify(this.#report));
  }

  evidence(skill: string): Evidence | undefined {
    const found = this.#report?.skills.find((s) => s.id === skill);
    return found && evidenceFor(found);
  }

  concordance(skill: string, from: number, count: number): Concordance | undefined {
    const found = this.#report?.skills.find((s) => s.id === skill);
    if (!found) return undefined;
    const lines = linesFor(found);
    return { skill, total: lines.length, from, lines: lines.slice(from, from + count) };
  }

  export(format: ExportFormat): string {
    const names = this.#report?.skills.map((s) => s.name) ?? [];
    if (format === "json") return JSON.stringify(this.#report);
    if (format === "csv") return `skill\n${names.join("\n")}\n`;
    return `# Skills\n\n${names.map((name) => `1. ${name}`).join("\n")}\n`;
  }

  static #outcome(path: string, bytes: Uint8Array, words: number, problems: Problem[], format: Format = "text"): ReadAnswer {
    const usable = problems.length === 0;
    const name = baseName(path);
    const id = `${hash(bytes)}:${path}`;
    const document: DocumentReport = {
      id, name, path, title: name.replace(/\.\w+$/u, "").replaceAll("-", " "), format, hash: hash(bytes), words, wordsLeftOut: 0, wordsRepeated: 0,
      sentences: Math.ceil(words / 18), counted: usable, duplicateOf: null, nearCopyOf: null, resemblance: null, top: [], problems,
    };
    const record = new TextEncoder().encode(JSON.stringify(document));
    return { outcome: { id, format, title: document.title, words, usable, problems, table: null }, record };
  }
}
