import { EngineError, type Engine } from "../engine/api.ts";
import { progress } from "../state.ts";
import type { Store } from "../store.ts";

/** No two quick rankings start closer than this, and each leaves three times its own length free. */
const QUICK_MS = 400;
/** What is read within this time is ranked once, at its end. */
const SHORT_MS = 1_500;
/** A full ranking that takes longer than this is announced by a quick one. */
const LONG_MS = 300;

/**
 * Ranks when something changed: quickly (without intervals) while documents arrive, in full when they are all there. At most one ranking
 * runs at a time, and the last one always sees everything.
 */
export class Analysis {
  readonly #store: Store;
  readonly #engine: Promise<Engine>;
  readonly #ranked: () => void;
  #running = false;
  #stale = false;
  /** A quick ranking of this very content has been shown. */
  #quickShown = false;
  #fullTook = 0;
  #quickTook = 0;
  /** When the reading that goes on now began. */
  #busySince = 0;
  #restUntil = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(store: Store, engine: Promise<Engine>, ranked: () => void) {
    this.#store = store;
    this.#engine = engine;
    this.#ranked = ranked;
  }

  /** Documents, settings or corrections changed. */
  changed = (): void => {
    this.#stale = true;
    this.#quickShown = false;
    this.#pump();
  };

  #pump(): void {
    clearTimeout(this.#timer);
    const { files, settings } = this.#store.state;
    if (this.#running || !this.#stale || !settings || files.length === 0) return;
    const { all, busy, done, usable } = progress(files);
    if (!busy) this.#busySince = 0;
    else {
      this.#busySince ||= performance.now();
      // What would be ready only after everything is read would only hold the full ranking up.
      const since = performance.now() - this.#busySince;
      const left = (since * (all - done)) / Math.max(1, done);
      // Nor is anyone helped by a first glimpse of what is complete within a second.
      if (this.#quickTook > left || since + left < SHORT_MS) return;
      const wait = this.#restUntil - performance.now();
      if (wait > 0) this.#timer = setTimeout(() => this.#pump(), wait);
      else if (usable > 0) void this.#run(true);
      return;
    }
    if (done === 0) return;
    void this.#run(!this.#quickShown && this.#fullTook > LONG_MS && settings.resamples > 0);
  }

  async #run(quick: boolean): Promise<void> {
    const { settings, edits, files } = this.#store.state;
    if (!settings) return;
    this.#running = true;
    if (quick) this.#quickShown = true;
    else this.#stale = false;
    this.#store.dispatch({ do: "analysing", on: true });
    const start = performance.now();
    try {
      const engine = await this.#engine;
      const report = await engine.analyse(quick ? { ...settings, resamples: 0 } : settings, edits);
      // Started over meanwhile: the report is about documents that are gone.
      if (this.#store.state.files.length > 0 || files.length === 0) this.#store.dispatch({ do: "report", report, quick: quick && settings.resamples > 0 });
      this.#ranked();
    } catch (error) {
      this.#stale = false;
      const words = error instanceof EngineError ? error.message : `The ranking failed (${String(error)}). Reload the page and try again.`;
      this.#store.dispatch({ do: "trouble", words });
    } finally {
      const took = performance.now() - start;
      if (quick) this.#quickTook = took;
      else this.#fullTook = took;
      this.#restUntil = performance.now() + Math.max(QUICK_MS, 3 * took);
      this.#running = false;
      this.#store.dispatch({ do: "analysing", on: false });
      this.#pump();
    }
  }
}
