import type { Engine } from "../engine/api.ts";
import { skillById } from "../reading.ts";
import type { Store } from "../store.ts";

const PAGE = 50;

/** Opens, refreshes and closes the evidence, with the browser's back button and the focus where a reader expects them. */
export class EvidenceFlow {
  readonly #store: Store;
  readonly #engine: Promise<Engine>;
  #opener = "";
  /** The history holds an entry for the open panel. */
  #pushed = false;

  constructor(store: Store, engine: Promise<Engine>) {
    this.#store = store;
    this.#engine = engine;
    addEventListener("popstate", () => this.#closed());
  }

  open(skill: string): void {
    if (this.#store.state.panel?.skill === skill) {
      this.close();
      return;
    }
    if (!this.#store.state.panel) this.#opener = skill;
    if (!this.#pushed) history.pushState({ panel: true, view: this.#store.state.view }, "");
    this.#pushed = true;
    this.#store.dispatch({ do: "open", skill });
    void this.#load(skill, PAGE);
    afterDraw(() => focus("#panel-title"));
  }

  close(): void {
    if (!this.#store.state.panel && !this.#pushed) return;
    if (this.#pushed) history.back();
    else this.#closed();
  }

  /** After each ranking: the same skill again, or none if it is gone. */
  refresh(): void {
    const { panel } = this.#store.state;
    if (panel) void this.#load(panel.skill, Math.max(PAGE, panel.lines.length));
    else if (this.#pushed) {
      history.back();
      afterDraw(() => focus("#undo") || focus(".headline"));
    }
  }

  async more(): Promise<void> {
    const { panel } = this.#store.state;
    if (!panel) return;
    const engine = await this.#engine;
    const page = await engine.concordance(panel.skill, panel.lines.length, PAGE);
    if (page && page.from === this.#store.state.panel?.lines.length) this.#store.dispatch({ do: "more-lines", skill: panel.skill, lines: page.lines });
  }

  #closed(): void {
    this.#pushed = false;
    if (!this.#store.state.panel) return;
    const skill = this.#store.state.panel.skill;
    this.#store.dispatch({ do: "close" });
    afterDraw(() => focus(`[data-skill="${CSS.escape(skill)}"]`) || focus(`[data-skill="${CSS.escape(this.#opener)}"]`) || focus(".headline, .view-title"));
  }

  async #load(skill: string, lines: number): Promise<void> {
    if (!skillById(this.#store.state.report, skill)) return;
    try {
      const engine = await this.#engine;
      const [evidence, page] = await Promise.all([engine.evidence(skill), engine.concordance(skill, 0, lines)]);
      this.#store.dispatch({ do: "evidence", skill, evidence: evidence ?? null, lines: page?.lines ?? [], total: page?.total ?? 0 });
    } catch (error) {
      this.#store.dispatch({ do: "trouble", words: error instanceof Error ? error.message : String(error) });
    }
  }
}

function focus(selector: string): boolean {
  const found = document.querySelector<HTMLElement>(selector);
  found?.focus({ preventScroll: selector !== "#panel-title" && found.matches("[data-skill]") && innerWidth >= 800 });
  return found !== null;
}

/** The store draws in the next frame; this runs after that. */
export function afterDraw(run: () => void): void {
  requestAnimationFrame(() => setTimeout(run, 30));
}
