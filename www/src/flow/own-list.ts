import type { OwnList } from "../engine/api.ts";
import type { Store } from "../store.ts";
import type { Shelf } from "./shelf.ts";

/** A browser that does not answer must not hold the page up. */
const PATIENCE_MS = 2000;

/** A person's own list of skills from visit to visit. What is kept is always the list in use, and only if that was asked for. */
export class OwnListFlow {
  readonly #store: Store;
  readonly #shelf: Shelf;
  readonly #read: (list: OwnList | null) => Promise<void>;
  /** Changes of what is kept, one after the other. */
  #turn: Promise<void> = Promise.resolve();

  constructor(store: Store, shelf: Shelf, read: (list: OwnList | null) => Promise<void>) {
    this.#store = store;
    this.#shelf = shelf;
    this.#read = read;
  }

  /** Uses the list that was kept at an earlier visit, if there is one. */
  async restore(): Promise<void> {
    const patience = new Promise<null>((resolve) => setTimeout(resolve, PATIENCE_MS, null));
    // Where nothing can be stored, nothing was.
    const kept = await Promise.race([this.#shelf.take().catch(() => null), patience]);
    if (!kept || this.#store.state.ownList) return;
    this.#store.dispatch({ do: "list-kept", kept: true });
    await this.#read({ file: new File([kept.bytes], kept.name), only: kept.only });
  }

  /** Takes another list, the same one in another way, or none. Another list is kept only if that is asked for again. */
  async use(list: OwnList | null): Promise<void> {
    const { ownList, listKept } = this.#store.state;
    if (listKept) {
      if (list && list.file === ownList?.file) void this.#keep(list);
      else void this.#forget();
    }
    await this.#read(list);
  }

  /** Keeps the list in use on this device, or forgets it there; the page goes on using it either way. */
  async keep(on: boolean): Promise<void> {
    const { ownList } = this.#store.state;
    if (!on) {
      await this.#forget();
      this.#store.dispatch({ do: "say", words: "The list is not kept any more. It is used until you close the page." });
    } else if (ownList?.file && (await this.#keep({ file: ownList.file, only: ownList.only }))) {
      this.#store.dispatch({ do: "say", words: `${ownList.name} is kept on this device.` });
    }
  }

  async #keep({ file, only }: OwnList): Promise<boolean> {
    this.#store.dispatch({ do: "list-kept", kept: true });
    return this.#next("keep", async () => this.#shelf.put({ name: file.name, bytes: await file.arrayBuffer(), only }));
  }

  async #forget(): Promise<boolean> {
    this.#store.dispatch({ do: "list-kept", kept: false });
    return this.#next("forget", () => this.#shelf.clear());
  }

  async #next(what: "keep" | "forget", change: () => Promise<void>): Promise<boolean> {
    let well = true;
    this.#turn = this.#turn.then(change).catch((error: unknown) => {
      well = false;
      const reason = error instanceof Error ? error.message : String(error);
      // The tick says how things are.
      this.#store.dispatch({ do: "list-kept", kept: what === "forget" });
      this.#store.dispatch({ do: "trouble", words: what === "keep" ? `The browser could not keep your list (${reason}). It is used until you close the page.` : `The browser could not forget your list (${reason}). Try again, or clear what it stores for this site.` });
    });
    await this.#turn;
    return well;
  }
}
