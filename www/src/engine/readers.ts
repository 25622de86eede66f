import { Cancelled, EngineError, Interrupted, Trap, type OwnList, type ReadAnswer, type Reading, type Source } from "./api.ts";
import type { Wire } from "./client.ts";

interface Job {
  readonly source: Source;
  readonly reading: Reading;
  /** How often the reader went away while the job waited its turn there. */
  interrupted: number;
  resolve(answers: ReadAnswer[]): void;
  reject(error: Error): void;
}

/** Idle readers are let go after this long: their memory never shrinks by itself. */
const REST_MS = 10_000;

/** Most jobs given to one reader ahead. */
const AHEAD = 16;

/** A job that met so many readers' ends is itself taken for their cause. */
const MOST_INTERRUPTED = 3;

/** A few workers that read one document at a time each; while many wait, each is given some ahead, so that it never waits for the page. */
export class Readers {
  readonly #waiting: Job[] = [];
  /** Jobs that only the heavy module can do. */
  readonly #parked: Job[] = [];
  /** How many jobs each reader has. */
  readonly #loads = new Map<Wire, number>();
  readonly #spawn: (heavy: WebAssembly.Module | null, list: OwnList | null) => Wire;
  readonly #count: number;
  #heavy: WebAssembly.Module | null = null;
  #list: OwnList | null = null;
  #rest: ReturnType<typeof setTimeout> | undefined;

  constructor(spawn: (heavy: WebAssembly.Module | null, list: OwnList | null) => Wire, count: number) {
    this.#spawn = spawn;
    this.#count = count;
  }

  read(source: Source, reading: Reading = {}): Promise<ReadAnswer[]> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ source, reading, interrupted: 0, resolve, reject });
      // What is asked for together is shared out together.
      if (this.#waiting.length === 1) queueMicrotask(() => this.#pump());
    });
  }

  equip(heavy: WebAssembly.Module): void {
    this.#heavy = heavy;
    for (const wire of this.#loads.keys()) wire.call("equip", { heavy }).catch(() => undefined);
    this.#waiting.push(...this.#parked.splice(0));
    this.#pump();
  }

  /** Whatever is read from now on is read with this list: readers without it are let go. */
  list(list: OwnList | null): void {
    this.cancel();
    this.#letGo();
    this.#list = list;
  }

  /** Starts all readers and has each read these texts, so that their tables stand ready and the browser has compiled what is used most. */
  async warm(texts: readonly string[]): Promise<ReadAnswer[]> {
    while (this.#loads.size < this.#count) this.#start();
    const ask = (wire: Wire): Promise<ReadAnswer[] | null>[] =>
      texts.map((content, i) => wire.call("read", { source: { path: `warm-up/${i}.txt`, content } }).catch(() => null));
    const all = await Promise.all([...this.#loads.keys()].map((wire) => Promise.all(ask(wire))));
    return (all[0] ?? []).flatMap((answers) => answers ?? []);
  }

  /** At once, also in the middle of a document. */
  cancel(): void {
    for (const { reject } of [...this.#waiting.splice(0), ...this.#parked.splice(0)]) reject(new Cancelled());
    for (const [wire, load] of this.#loads) if (load > 0) this.#end(wire, new Cancelled());
  }

  close(): void {
    clearTimeout(this.#rest);
    this.cancel();
    this.#letGo();
  }

  #letGo(): void {
    for (const [wire, load] of this.#loads) if (load === 0) this.#end(wire);
  }

  #end(wire: Wire, error?: Error): void {
    this.#loads.delete(wire);
    wire.close(error);
  }

  #start(): Wire {
    const wire = this.#spawn(this.#heavy, this.#list);
    this.#loads.set(wire, 0);
    return wire;
  }

  #pump(): void {
    clearTimeout(this.#rest);
    while (this.#waiting.length > 0) {
      const wire = this.#free();
      if (!wire) return;
      void this.#run(this.#waiting.shift() as Job, wire);
    }
    if ([...this.#loads.values()].every((load) => load === 0)) this.#rest = setTimeout(() => this.#letGo(), REST_MS);
  }

  /** The reader with the least to do, if it may have more: the fewer jobs wait, the fewer are given ahead, so that all end together. */
  #free(): Wire | undefined {
    const ahead = Math.max(1, Math.min(AHEAD, Math.floor(this.#waiting.length / (2 * this.#count))));
    let least: Wire | undefined;
    for (const [wire, load] of this.#loads) {
      if (wire.closed) this.#loads.delete(wire);
      else if (!least || load < (this.#loads.get(least) ?? 0)) least = wire;
    }
    const load = least ? (this.#loads.get(least) ?? 0) : Infinity;
    if (load > 0 && this.#loads.size < this.#count) return this.#start();
    return load < ahead ? least : undefined;
  }

  async #run(job: Job, wire: Wire): Promise<void> {
    let answers: ReadAnswer[] | null | undefined;
    let failure: Error | undefined;
    this.#loads.set(wire, (this.#loads.get(wire) ?? 0) + 1);
    try {
      job.reading.started?.();
      const { password, table, reached } = job.reading;
      answers = await wire.call("read", { source: job.source, password, table }, [], reached);
    } catch (error) {
      if (error instanceof Interrupted && ++job.interrupted < MOST_INTERRUPTED) {
        // Another document stopped the reader: this one is read by the next.
        this.#waiting.unshift(job);
        this.#pump();
        return;
      }
      if (error instanceof Trap || error instanceof Interrupted) answers = await this.#refusal(job).catch(() => undefined);
      else failure = error as Error;
    }
    const load = this.#loads.get(wire);
    if (load !== undefined) this.#loads.set(wire, load - 1);
    if (answers === null) this.#park(job);
    this.#pump();
    if (answers === null) return;
    if (answers) job.resolve(answers);
    else job.reject(failure ?? new EngineError("The engine stopped while it read this document."));
  }

  /** The reader is free for others meanwhile. */
  #park(job: Job): void {
    if (this.#heavy) {
      this.#waiting.unshift(job);
      return;
    }
    this.#parked.push(job);
    job.reading.parked?.();
  }

  /** The document that stopped a reader is told so; a fresh reader writes the record. */
  async #refusal(job: Job): Promise<ReadAnswer[]> {
    const wire = this.#spawn(null, null);
    try {
      return [await wire.call("unread", { path: job.source.path, ...STOPPED })];
    } finally {
      wire.close();
    }
  }
}

/** What a document is told when it made the engine stop. */
export const STOPPED = {
  code: "engine-stopped",
  what: "The engine stopped while it read this document; the others are not affected.",
  remedy: "Save it as plain text and try that instead.",
};
