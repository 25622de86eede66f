import type { Concordance, Edit, Evidence, ListOutcome, ReadOutcome, Report, Settings, TableChoice } from "./types.ts";

export type ExportFormat = "markdown" | "csv" | "json";

/** What reading one file gave: the outcome for people, and the record that any session can add. */
export type ReadAnswer = { outcome: ReadOutcome; record: Uint8Array<ArrayBuffer> };

/** The class that the engine's script gives. */
export interface RawEngine {
  /** Takes a person's own list of skills; no bytes take it away. Forgets all documents. */
  list(name: string, bytes: Uint8Array, only: boolean): ListOutcome;
  /** One document, or the rows of a table. */
  read(path: string, bytes: Uint8Array, table: TableChoice | undefined): ReadAnswer[];
  /** Counts what the heavy module has read. */
  take(readings: Uint8Array): ReadAnswer[];
  add(record: Uint8Array): string;
  remove(id: string): boolean;
  clear(): void;
  /** The report as JSON in UTF-8. */
  analyse(settings: Settings, edits: readonly Edit[]): Uint8Array<ArrayBuffer>;
  evidence(skill: string): Evidence | undefined;
  concordance(skill: string, from: number, count: number): Concordance | undefined;
  export(format: ExportFormat): string;
}

export interface EngineClass {
  new (): RawEngine;
  defaults(): Settings;
  unread(path: string, code: string, what: string, remedy: string): ReadAnswer;
}

/** The class that the heavy module's script gives: it reads PDF and office files, and counts nothing. */
export interface HeavyReaderClass {
  read(path: string, bytes: Uint8Array, password: string | undefined, table: TableChoice | undefined, progress: (done: number, all: number, step: Step) => void): Uint8Array;
}

/** What is counted as a file is read; bytes are those of the part that holds its text. */
export type Step = "page" | "document" | "chapter" | "slide" | "sheet" | "byte";
/** How far the reading of one file is. */
export type Reached = { readonly done: number; readonly all: number; readonly step: Step };
/** A person's own list of skills: beside the built-in lexicon, or instead of it. */
export type OwnList = { readonly file: File; readonly only: boolean };

/** A document to read: a file that the reading worker opens itself, or text that a person pasted. */
export type Source = { readonly path: string; readonly content: File | string };

export type Reading = {
  /** Opens a file that is locked. It goes to the reader and is kept nowhere. */
  readonly password?: string;
  /** How a table is read; guessed where it is not said. */
  readonly table?: TableChoice;
  /** Its turn has come. */
  readonly started?: () => void;
  /** It cannot go on before the heavy module is there. */
  readonly parked?: () => void;
  /** Told now and then how far it is. */
  readonly reached?: (reached: Reached) => void;
};

/** The one interface that the page knows, with or without workers behind it. */
export interface Engine {
  defaults(): Promise<Settings>;
  /** Gets everything going that the first document would otherwise wait for, by reading and ranking these texts for nobody. */
  warm(texts: readonly string[]): Promise<void>;
  /** Hands over the module that reads PDF and office files; whatever waited for it goes on. */
  equip(heavy: WebAssembly.Module): void;
  /**
   * Reads a file and adds its documents to the session: one, or those that an archive holds. What cannot be used gives its reasons, not
   * an error.
   */
  read(source: Source, reading?: Reading): Promise<ReadOutcome[]>;
  /** Takes a person's own list of skills, or takes it away. Forgets all documents: they have to be read again. */
  list(list: OwnList | null): Promise<ListOutcome>;
  /** Stops all reading at once; what is read stays. Pending reads fail with {@link Cancelled}. */
  cancel(): void;
  remove(id: string): Promise<boolean>;
  clear(): Promise<void>;
  analyse(settings: Settings, edits: readonly Edit[]): Promise<Report>;
  evidence(skill: string): Promise<Evidence | undefined>;
  concordance(skill: string, from: number, count: number): Promise<Concordance | undefined>;
  export(format: ExportFormat): Promise<string>;
  close(): void;
}

/** A read that a person stopped. */
export class Cancelled extends Error {
  override name = "Cancelled";
}

/** The engine could not do what it was asked; the message is for people. */
export class EngineError extends Error {
  override name = "EngineError";
}

/** The engine stopped while it answered this very question. */
export class Trap extends Error {
  override name = "Trap";
}

/** The worker went away for the sake of another question; asking again elsewhere may work. */
export class Interrupted extends Error {
  override name = "Interrupted";
}
