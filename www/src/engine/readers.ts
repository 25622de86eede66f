import { Cancelled, EngineError, Interrupted, Trap, type OwnList, type ReadAnswer, type Reading, type Source } from "./api.ts";
import type { Wire } from "./client.ts";

interface Job {
  readonly source: Source;
  readonly reading: Reading;
  resolve(answers: ReadAnswer[]): void;
  reject(error: Error): void;
}

/** Idle readers are let go after this long: their memory never shrinks by itself. */
const REST_MS = 10_000;

/** A few workers that read one document at a time each. */
export class Readers {
  readonly #waiting: Job[] = [];
  /** Jobs that only the heavy module can do. */
  readonly #parked: Job[] = [];
  readonly #idle: Wire[] = [];
  readonly #busy = new Set<Wire>();
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
      this.#waiting.push({ source, reading, resolve, reject });
      this.#pump();
    });
  }

  equip(heavy: WebAssembly.Module): void {
    this.#heavy = heavy;
    for (const wire of [...this.#idle, ...this.#busy]) wire.call("equip", { heavy }).catch(() => undefined);
    this.#waiting.push(...this.#parked.splice(0));
    this.#pump();
  }

  /** Whatever is read from now on is read with this list: readers without it are let go. */
  list(list: OwnList | null): void {
    this.cancel();
    for (const wire of this.#idle.splice(0)) wire.close();
    this.#list = list;
  }

  /** Starts all readers and has each read a word, so that their tables stand ready. */
  warm(): void {
    while (this.#idle.length + this.#busy.size < this.#count) {
      const wire = this.#spawn(this.#heavy, this.#list);
      wire.call("read", { source: { path: "warm-up.txt", content: "Listening." } }).catch(() => undefined);
      this.#idle.push(wire);
    }
  }

  /** At once, also in the middle of a document. */
  cancel(): void {
    for (const { reject } of [...this.#waiting.splice(0), ...this.#parked.splice(0)]) reject(new Cancelled());
    for (const wire of this.#busy) wire.close(new Cancelled());
    this.#busy.clear();
  }

  close(): void {
    clearTimeout(this.#rest);
    this.cancel();
    for (const wire of this.#idle.splice(0)) wire.close();
  }

  #pump(): void {
    clearTimeout(this.#rest);
    while (this.#waiting.length > 0 && this.#busy.size < this.#count) {
      const job = this.#waiting.shift() as Job;
      void this.#run(job, this.#take());
    }
    if (this.#busy.size === 0) {
      this.#rest = setTimeout(() => {
        for (const wire of this.#idle.splice(0)) wire.close();
      }, REST_MS);
    }
  }

  #take(): Wire {
    let wire = this.#idle.pop();
    while (wire?.closed) wire = this.#idle.pop();
    wire ??= this.#spawn(this.#heavy, this.#list);
    this.#busy.add(wire);
    return wire;
  }

  async #run(job: Job, wire: Wire): Promise<void> {
    let answers: ReadAnswer[] | null | undefined;
    let failure: Error | undefined;
    try {
      job.reading.started?.();
      answers = await wire.call("read", { source: job.source, password: job.reading.password });
    } catch (error) {
      if (error instanceof Trap || error instanceof Interrupted) answers = await this.#trapped(job, wire).catch(() => undefined);
      else failure = error as Error;
    }
    if (this.#busy.delete(wire) && !wire.closed) this.#idle.push(wire);
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

  /** The document that stopped a reader is told so; another reader writes the record. */
  async #trapped(job: Job, dead: Wire): Promise<ReadAnswer[]> {
    this.#busy.delete(dead);
    const wire = this.#take();
    try {
      return [await wire.call("unread", { path: job.source.path, ...STOPPED })];
    } finally {
      if (this.#busy.delete(wire) && !wire.closed) this.#idle.push(wire);
    }
  }
}

/** What a document is told when it made the engine stop. */
export const STOPPED = {
  code: "engine-stopped",
  what: "The engine stopped while it read this document; the others are not affected.",
  remedy: "Save it as plain text and try that instead.",
};
