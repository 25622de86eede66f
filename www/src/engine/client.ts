import { EngineError, Interrupted, Trap, type Engine, type ExportFormat, type OwnList, type Reached, type Reading, type Source } from "./api.ts";
import { Collector } from "./collector.ts";
import { reportOf, type Answer, type Calls, type Kind, type News } from "./protocol.ts";
import { Readers } from "./readers.ts";
import type { Concordance, Edit, Evidence, ListOutcome, ReadOutcome, Report, Settings } from "./types.ts";

/** What is needed of a Worker. */
export interface Port {
  postMessage(message: unknown, transfer: Transferable[]): void;
  terminate(): void;
  onmessage: ((event: MessageEvent) => void) | null;
  onerror: ((event: ErrorEvent) => void) | null;
}
export type Spawn = () => Port;

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
  readonly reached: ((reached: Reached) => void) | undefined;
}

/** One worker and the questions it has not answered yet, oldest first. */
export class Wire {
  readonly #port: Port;
  readonly #waiting = new Map<number, Waiting>();
  #next = 1;
  #closed = false;

  constructor(spawn: Spawn, module: WebAssembly.Module | null, heavy: WebAssembly.Module | null = null) {
    this.#port = spawn();
    this.#port.onmessage = ({ data }: MessageEvent<(Answer | News)[]>) => {
      for (const message of data) this.#receive(message);
    };
    this.#port.onerror = (event) => {
      event.preventDefault();
      // Questions are answered in order, so the oldest one was being worked on.
      this.#fail(this.#waiting.keys().next().value, event.message);
    };
    this.call("start", { module, heavy }).catch(() => undefined);
  }

  get closed(): boolean {
    return this.#closed;
  }

  call<K extends Kind>(kind: K, ask: Calls[K]["ask"], transfer: Transferable[] = [], reached?: (reached: Reached) => void): Promise<Calls[K]["answer"]> {
    return new Promise((resolve, reject) => {
      if (this.#closed) {
        reject(new Interrupted());
        return;
      }
      const id = this.#next++;
      this.#waiting.set(id, { resolve: resolve as (value: unknown) => void, reject, reached });
      this.#port.postMessage({ id, kind, ask }, transfer);
    });
  }

  /** Ends the worker; whatever it still owes fails with this error. */
  close(error: Error = new Interrupted()): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#port.onmessage = this.#port.onerror = null;
    this.#port.terminate();
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(error);
  }

  #receive(reply: Answer | News): void {
    const waiting = this.#waiting.get(reply.id);
    if (!waiting) return;
    if ("reached" in reply) {
      waiting.reached?.(reply.reached);
      return;
    }
    if (!reply.ok && reply.trapped) {
      this.#fail(reply.id, reply.words);
      return;
    }
    this.#waiting.delete(reply.id);
    if (reply.ok) waiting.resolve(reply.value);
    else waiting.reject(new EngineError(reply.words));
  }

  #fail(culprit: number | undefined, words: string): void {
    const waiting = culprit === undefined ? undefined : this.#waiting.get(culprit);
    if (culprit !== undefined) this.#waiting.delete(culprit);
    waiting?.reject(new Trap(words));
    this.close();
  }
}

/** The engine behind workers: a few that read, and one that holds the session. */
export class WorkerEngine implements Engine {
  readonly #readers: Readers;
  readonly #collector: Collector;

  constructor(spawn: Spawn, module: WebAssembly.Module | null, readers: number) {
    const reader = (heavy: WebAssembly.Module | null, list: OwnList | null): Wire => {
      const wire = new Wire(spawn, module, heavy);
      if (list) wire.call("list", { list }).catch(() => undefined);
      return wire;
    };
    this.#readers = new Readers(reader, readers);
    this.#collector = new Collector(() => new Wire(spawn, module));
  }

  defaults = (): Promise<Settings> => this.#collector.ask("defaults", {});

  async warm(texts: readonly string[]): Promise<void> {
    const answers = await this.#readers.warm(texts);
    await this.#collector.warm(answers);
  }

  equip(heavy: WebAssembly.Module): void {
    this.#readers.equip(heavy);
  }

  async read(source: Source, reading: Reading = {}): Promise<ReadOutcome[]> {
    const outcomes: ReadOutcome[] = [];
    for (const answer of await this.#readers.read(source, reading)) {
      outcomes.push((await this.#collector.keep(answer)) ?? (await this.#collector.refuse(source.path)));
    }
    return outcomes;
  }

  async list(list: OwnList | null): Promise<ListOutcome> {
    this.#readers.list(null);
    const outcome = await this.#collector.list(list);
    this.#readers.list(outcome.skills > 0 ? list : null);
    return outcome;
  }

  cancel(): void {
    this.#readers.cancel();
  }

  remove(id: string): Promise<boolean> {
    this.#collector.forget(id);
    return this.#collector.ask("remove", { id });
  }

  async clear(): Promise<void> {
    this.#readers.cancel();
    this.#collector.forget();
    await this.#collector.ask("clear", {});
  }

  analyse = async (settings: Settings, edits: readonly Edit[]): Promise<Report> => reportOf(await this.#collector.ask("analyse", { settings, edits }));
  evidence = (skill: string): Promise<Evidence | undefined> => this.#collector.ask("evidence", { skill });
  concordance = (skill: string, from: number, count: number): Promise<Concordance | undefined> =>
    this.#collector.ask("concordance", { skill, from, count });
  export = (format: ExportFormat): Promise<string> => this.#collector.ask("export", { format });

  close(): void {
    this.#readers.close();
    this.#collector.close();
  }
}
