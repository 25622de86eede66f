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
  /** What is kept, and how many lists were taken so far. */
  #kept: OwnList | null = null;
  #uses = 0;
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
    this.#kept = { file: new File([kept.bytes], kept.name), only: kept.only };
    this.#store.dispatch({ do: "list-kept", kept: true });
    await this.#read(this.#kept);
  }

  /** Takes another list, the same one in another way, or none. Another list is kept only if that is asked for again. */
  async use(list: OwnList | null): Promise<void> {
    const use = ++this.#uses;
    this.#settle(list);
    await this.#read(list);
    // Who asked to keep a list while this one was read saw the one before.
    if (use === this.#uses) this.#settle(list);
  }

  /** What is kept is the list in use, in the way that it is used, or nothing. */
  #settle(list: OwnList | null): void {
    if (!this.#kept) return;
    if (list?.file !== this.#kept.file) void this.#forget();
    else if (list.only !== this.#kept.only) void this.#keep(list);
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

  async #keep(list: OwnList): Promise<boolean> {
    const { file, only } = list;
    this.#kept = list;
    this.#store.dispatch({ do: "list-kept", kept: true });
    return this.#next("keep", null, async () => this.#shelf.put({ name: file.name, bytes: await file.arrayBuffer(), only }));
  }

  async #forget(): Promise<boolean> {
    const before = this.#kept;
    this.#kept = null;
    this.#store.dispatch({ do: "list-kept", kept: false });
    return this.#next("forget", before, () => this.#shelf.clear());
  }

  async #next(what: "keep" | "forget", otherwise: OwnList | null, change: () => Promise<void>): Promise<boolean> {
    let well = true;
    this.#turn = this.#turn.then(change).catch((error: unknown) => {
      well = false;
      const reason = error instanceof Error ? error.message : String(error);
      this.#kept = otherwise;
      // The tick says how things are.
      this.#store.dispatch({ do: "list-kept", kept: what === "forget" });
      this.#store.dispatch({ do: "trouble", words: what === "keep" ? `The browser could not keep your list (${reason}). It is used until you close the page.` : `The browser could not forget your list (${reason}). Try again, or clear what it stores for this site.` });
    });
    await this.#turn;
    return well;
  }
}
