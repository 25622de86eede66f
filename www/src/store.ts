import { initial, update, type Action, type State } from "./state.ts";

export type Dispatch = (action: Action) => void;

/** Holds the state and has it drawn at most once per animation frame, however much happens in between. */
export class Store {
  #state: State = initial;
  #due = false;
  readonly #draw: (state: State) => void;

  constructor(draw: (state: State) => void) {
    this.#draw = draw;
  }

  get state(): State {
    return this.#state;
  }

  dispatch: Dispatch = (action) => {
    const next = update(this.#state, action);
    if (next === this.#state) return;
    this.#state = next;
    this.#schedule();
  };

  #schedule(): void {
    if (this.#due) return;
    this.#due = true;
    let done = false;
    const draw = (): void => {
      if (done) return;
      done = true;
      this.#due = false;
      this.#draw(this.#state);
    };
    requestAnimationFrame(draw);
    // Pages in the background get no frames; they should be up to date when they come back.
    setTimeout(draw, 200);
  }
}
