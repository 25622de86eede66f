import type { EngineClass, ExportFormat, HeavyReaderClass, OwnList, RawEngine, Reached, ReadAnswer, Source } from "./api.ts";
import type { Concordance, Edit, Evidence, ListOutcome, Report, Settings, TableChoice } from "./types.ts";

/** Every question a worker can be asked, with its answer. */
export interface Calls {
  start: { ask: { module: WebAssembly.Module | null; heavy: WebAssembly.Module | null }; answer: null };
  /** The module that reads PDF and office files. */
  equip: { ask: { heavy: WebAssembly.Module }; answer: null };
  /** A person's own list of skills, or none. */
  list: { ask: { list: OwnList | null }; answer: ListOutcome };
  defaults: { ask: object; answer: Settings };
  /** `null`: only the heavy module can read it, and this worker has none yet. */
  read: { ask: { source: Source; password?: string | undefined; table?: TableChoice | undefined }; answer: ReadAnswer[] | null };
  unread: { ask: { path: string; code: string; what: string; remedy: string }; answer: ReadAnswer };
  add: { ask: { records: Uint8Array[] }; answer: null };
  remove: { ask: { id: string }; answer: boolean };
  clear: { ask: object; answer: null };
  /** The report as JSON in UTF-8: it may be handed over, and is read three times as fast as thousands of objects are copied. */
  analyse: { ask: { settings: Settings; edits: readonly Edit[] }; answer: Uint8Array };
  evidence: { ask: { skill: string }; answer: Evidence | undefined };
  concordance: { ask: { skill: string; from: number; count: number }; answer: Concordance | undefined };
  export: { ask: { format: ExportFormat }; answer: string };
}

export type Kind = keyof Calls;
export type Ask<K extends Kind = Kind> = { [Q in K]: { id: number; kind: Q; ask: Calls[Q]["ask"] } }[K];
export type Answer =
  | { id: number; ok: true; value: unknown }
  /** `trapped`: the engine stopped in the middle and cannot be asked again. */
  | { id: number; ok: false; trapped: boolean; words: string };
/** Sent before the answer, as often as there is something to tell. */
export type News = { id: number; reached: Reached };

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** In words, why the browser could not give us a file. */
export function fileTrouble(error: unknown): { code: string; what: string; remedy: string } {
  const name = error instanceof Error ? error.name : "";
  if (name === "NotFoundError") {
    return {
      code: "file-gone",
      what: "The file was moved, changed or deleted before it could be read.",
      remedy: "Choose it again from where it is now.",
    };
  }
  if (name === "NotReadableError" || name === "SecurityError") {
    return {
      code: "file-not-readable",
      what: "The browser was not allowed to open the file, or the file changed while it was read.",
      remedy: "Close it in other programs, check that you may open it, and choose it again.",
    };
  }
  return {
    code: "file-not-given",
    what: `The browser could not hand over the file (${message(error)}).`,
    remedy: "Choose it again, or copy it to this device first.",
  };
}

export async function bytesOf({ content }: Source): Promise<Uint8Array> {
  return typeof content === "string" ? new TextEncoder().encode(content) : new Uint8Array(await content.arrayBuffer());
}

/** An engine, and what it may turn to. */
export interface Parts {
  readonly engine: RawEngine;
  readonly maker: EngineClass;
  /** Gives the heavy reader, once its module is there. */
  readonly heavy: () => HeavyReaderClass | undefined;
}

const HOLLOW = {
  code: "nothing-inside",
  what: "There is no document in this file.",
  remedy: "Check that it is the right file, and add what it should hold.",
};

/** Passes on how far a reading is, at most once in this time: each message is work for the page. */
const REACHED_MS = 100;

function seldom(tell: (reached: Reached) => void): (done: number, all: number, step: Reached["step"]) => void {
  let next = performance.now() + REACHED_MS;
  return (done, all, step) => {
    const now = performance.now();
    if (now < next) return;
    next = now + REACHED_MS;
    tell({ done, all, step });
  };
}

/** What goes with a question: how to tell how far its answer is, and the bytes of its file where they were asked for before its turn. */
export interface Aids {
  readonly tell?: (news: News) => void;
  readonly bytes?: Promise<Uint8Array> | undefined;
}

async function read({ engine, maker, heavy }: Parts, { source, password, table }: Calls["read"]["ask"], tell: (reached: Reached) => void, early = bytesOf(source)): Promise<ReadAnswer[] | null> {
  let bytes: Uint8Array;
  try {
    bytes = await early;
  } catch (error) {
    const { code, what, remedy } = fileTrouble(error);
    return [maker.unread(source.path, code, what, remedy)];
  }
  const own = engine.read(source.path, bytes, table);
  const first = own[0]?.outcome;
  // A format of no name is one that no module reads.
  if (first?.problems[0]?.code !== "format-not-read" || first.format === "unknown") return own;
  const reader = heavy();
  if (!reader) return null;
  const answers = engine.take(reader.read(source.path, bytes, password, table, seldom(tell)));
  return answers.length > 0 ? answers : [maker.unread(source.path, HOLLOW.code, HOLLOW.what, HOLLOW.remedy)];
}

async function list(engine: RawEngine, own: OwnList | null): Promise<ListOutcome> {
  if (!own) return engine.list("", new Uint8Array(), false);
  try {
    return engine.list(own.file.name, new Uint8Array(await own.file.arrayBuffer()), own.only);
  } catch (error) {
    if (error instanceof WebAssembly.RuntimeError) throw error;
    const { code, what, remedy } = fileTrouble(error);
    return { skills: 0, forms: 0, problems: [{ severity: "unread", code, what, place: null, remedy }] };
  }
}

async function perform(parts: Parts, { id, kind, ask }: Ask, { tell, bytes }: Aids): Promise<unknown> {
  const { engine, maker } = parts;
  switch (kind) {
    case "start":
    case "equip":
      return null;
    case "list":
      return list(engine, ask.list);
    case "defaults":
      return maker.defaults();
    case "read":
      return read(parts, ask, (reached) => tell?.({ id, reached }), bytes);
    case "unread":
      return maker.unread(ask.path, ask.code, ask.what, ask.remedy);
    case "add":
      for (const record of ask.records) engine.add(record);
      return null;
    case "remove":
      return engine.remove(ask.id);
    case "clear":
      engine.clear();
      return null;
    case "analyse":
      return engine.analyse(ask.settings, ask.edits);
    case "evidence":
      return engine.evidence(ask.skill);
    case "concordance":
      return engine.concordance(ask.skill, ask.from, ask.count);
    case "export":
      return engine.export(ask.format);
  }
}

/** A trap leaves wasm in the middle of its work: out of bounds, unreachable, out of memory, out of stack. */
const isTrap = (error: unknown): boolean => error instanceof WebAssembly.RuntimeError || error instanceof RangeError;

/** The report that an answer holds. */
export const reportOf = (json: Uint8Array): Report => JSON.parse(new TextDecoder().decode(json)) as Report;

/** Answers every question exactly once, whatever happens. Both the worker and its stand-in in tests run this. */
export async function answer(parts: Parts, ask: Ask, aids: Aids = {}): Promise<Answer> {
  try {
    return { id: ask.id, ok: true, value: await perform(parts, ask, aids) };
  } catch (error) {
    return { id: ask.id, ok: false, trapped: isTrap(error), words: message(error) };
  }
}

/** What may be handed over instead of copied. */
export function transfers(reply: Answer): Transferable[] {
  if (!reply.ok) return [];
  const values: unknown[] = Array.isArray(reply.value) ? reply.value : [reply.value];
  return values.flatMap((value) => {
    const bytes: unknown = typeof value === "object" && value !== null && "record" in value ? value.record : value;
    return bytes instanceof Uint8Array && bytes.byteLength === bytes.buffer.byteLength ? [bytes.buffer as ArrayBuffer] : [];
  });
}
