import { EngineError, Interrupted, Trap, type OwnList, type ReadAnswer } from "./api.ts";
import type { Wire } from "./client.ts";
import type { Calls, Kind } from "./protocol.ts";
import { STOPPED } from "./readers.ts";
import { Records } from "./records.ts";
import type { ListOutcome, ReadOutcome } from "./types.ts";

const TRAPPED =
  "The engine stopped in the middle of its work and was started again with all your documents. Try once more; if it stops again, undo your last correction or remove the document you added last.";

/**
 * The worker that holds the session. A copy of each record is kept, so that a collector that stopped can be set up again without reading
 * anything twice.
 */
export class Collector {
  readonly #spawn: () => Wire;
  readonly #records = new Records();
  #collector: Promise<Wire>;
  #incoming: { readonly id: string; readonly record: Uint8Array<ArrayBuffer> }[] = [];
  /** The addition that takes what is incoming. */
  #added: Promise<void> | undefined;
  #list: OwnList | null = null;

  constructor(spawn: () => Wire) {
    this.#spawn = spawn;
    this.#collector = Promise.resolve(spawn());
  }

  forget(id?: string): void {
    this.#records.forget(id);
  }

  /** All documents are forgotten. A list that gives no skills is not kept. */
  async list(list: OwnList | null): Promise<ListOutcome> {
    this.#records.forget();
    this.#list = null;
    const outcome = await this.ask("list", { list });
    this.#list = outcome.skills > 0 ? list : null;
    return outcome;
  }

  /** Ranks these documents for nobody and lets them go again: only so that the first real ranking need not wait. */
  async warm(answers: readonly ReadAnswer[]): Promise<void> {
    const wire = await this.#collector;
    const settings = await wire.call("defaults", {});
    const asked: Promise<unknown>[] = [wire.call("add", { records: answers.map(({ record }) => record) }), wire.call("analyse", { settings, edits: [] })];
    for (const { outcome } of answers) asked.push(wire.call("remove", { id: outcome.id }));
    await Promise.allSettled(asked);
  }

  close(): void {
    void this.#collector.then((wire) => wire.close());
  }

  /** Adds a record to the session, together with others that come at the same time; `undefined` when it made the collector stop. */
  async keep({ outcome, record }: ReadAnswer): Promise<ReadOutcome | undefined> {
    this.#records.keep(outcome.id, record);
    this.#incoming.push({ id: outcome.id, record });
    this.#added ??= Promise.resolve().then(() => this.#add());
    await this.#added;
    return this.#records.has(outcome.id) ? outcome : undefined;
  }

  async #add(): Promise<void> {
    const incoming = this.#incoming.splice(0);
    const records = incoming.map(({ record }) => record);
    this.#added = undefined;
    const wire = await this.#collector;
    try {
      await wire.call("add", { records }, records.map((record) => record.buffer as ArrayBuffer));
    } catch (error) {
      if (!(error instanceof Trap || error instanceof Interrupted)) throw error;
      const [only, ...others] = incoming;
      if (error instanceof Trap && only && others.length === 0) this.#records.forget(only.id);
      // Setting up again adds every kept record one by one, and forgets whichever stops it.
      this.#restart(wire);
      await this.#collector;
    }
  }

  async refuse(path: string): Promise<ReadOutcome> {
    const wire = await this.#collector;
    const { outcome, record } = await wire.call("unread", { path, ...STOPPED });
    await this.keep({ outcome, record: record as Uint8Array<ArrayBuffer> });
    return outcome;
  }

  async ask<K extends Kind>(kind: K, ask: Calls[K]["ask"]): Promise<Calls[K]["answer"]> {
    for (let tries = 0; ; tries++) {
      const wire = await this.#collector;
      try {
        return await wire.call(kind, ask);
      } catch (error) {
        if (error instanceof EngineError) throw error;
        this.#restart(wire);
        if (error instanceof Trap) throw new EngineError(TRAPPED);
        if (tries === 3) throw new EngineError(TRAPPED);
      }
    }
  }

  /** Puts a new collector in the place of one that stopped, once, however many questions fell with it. */
  #restart(dead: Wire): void {
    const before = this.#collector;
    this.#collector = before.then((wire) => (wire === dead ? this.#setUp() : wire));
  }

  async #setUp(): Promise<Wire> {
    let wire = this.#spawn();
    if (this.#list) wire.call("list", { list: this.#list }).catch(() => undefined);
    for (const id of this.#records.ids) {
      try {
        const record = await this.#records.get(id);
        if (!record) continue;
        await wire.call("add", { records: [record] }, [record.buffer]);
      } catch {
        this.#records.forget(id);
        if (wire.closed) return this.#setUp();
      }
    }
    if (wire.closed) wire = this.#spawn();
    return wire;
  }
}

