import type { Store } from "../store.ts";
import type { View } from "../state.ts";

/** Shows a view of the result; the browser's back button leads to the one before, not out of the page with all that was read. */
export class ViewFlow {
  readonly #store: Store;

  /** To be made before the evidence's flow, whose panel closes at the same event. */
  constructor(store: Store) {
    this.#store = store;
    addEventListener("popstate", (event) => this.#back(event.state));
  }

  show(view: View): void {
    const { panel, view: now } = this.#store.state;
    if (view === now) return;
    // While the panel is open, back closes it and nothing else.
    if (panel) history.replaceState({ ...history.state, view }, "");
    else history.pushState({ view }, "");
    this.#store.dispatch({ do: "view", view });
  }

  #back(entry: { view?: View } | null): void {
    const { panel, view: now } = this.#store.state;
    const view = entry?.view ?? "ranking";
    if (panel) history.replaceState({ view: now }, "");
    else if (view !== now) this.#store.dispatch({ do: "view", view });
  }
}
