import type { Engine } from "../engine/api.ts";
import { loadHeavy } from "../engine/boot.ts";
import type { Store } from "../store.ts";

/** Someone who saves data is asked before the largest part of the page is loaded. */
const savesData = (): boolean => (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;

const idle = (): Promise<void> => new Promise((resolve) => (typeof requestIdleCallback === "function" ? requestIdleCallback(() => resolve(), { timeout: 500 }) : setTimeout(resolve, 50)));

/** Gets the module that reads PDF and office files. Everything else works without it. */
export class HeavyFlow {
  readonly #store: Store;
  readonly #engine: Promise<Engine>;
  readonly #changed: () => void;
  readonly #arrived: () => void;
  #loading = false;
  /** Fulfilled when the module is there, however many tries it took. */
  readonly there: Promise<void>;

  constructor(store: Store, engine: Promise<Engine>, changed: () => void) {
    this.#store = store;
    this.#engine = engine;
    this.#changed = changed;
    const { promise, resolve } = withResolvers();
    this.there = promise;
    this.#arrived = resolve;
  }

  async start(): Promise<void> {
    if (savesData()) {
      this.#tell("saved");
      return;
    }
    await idle();
    await this.load();
  }

  async load(): Promise<void> {
    if (this.#loading || this.#store.state.heavy === "ready") return;
    this.#loading = true;
    this.#tell("loading");
    try {
      const module = await loadHeavy();
      (await this.#engine).equip(module);
      this.#tell("ready");
      this.#arrived();
    } catch {
      this.#tell("failed");
      this.#store.dispatch({ do: "say", words: "The PDF and Office reader could not be loaded. Everything else works." });
    } finally {
      this.#loading = false;
    }
  }

  #tell(heavy: "loading" | "ready" | "saved" | "failed"): void {
    this.#store.dispatch({ do: "heavy", heavy });
    // Files that wait for it may have begun or ceased to hold the full ranking up.
    this.#changed();
  }
}

function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => (resolve = done));
  return { promise, resolve };
}
