/** A Blob costs the page half a millisecond however small it is: records share one until they fill it. */
const FULL = 4_000_000;

interface Place {
  readonly shelf: Shelf;
  readonly from: number;
  readonly to: number;
}

interface Shelf {
  parts: Uint8Array<ArrayBuffer>[];
  size: number;
  blob: Blob | undefined;
}

const shelf = (): Shelf => ({ parts: [], size: 0, blob: undefined });

/** Copies of all records, for the day the collector stops. They lie in Blobs: outside the page's own memory, on disk if need be. */
export class Records {
  readonly #places = new Map<string, Place>();
  #open = shelf();

  get ids(): string[] {
    return [...this.#places.keys()];
  }

  has(id: string): boolean {
    return this.#places.has(id);
  }

  /** Takes a copy: the record itself is about to be handed over. */
  keep(id: string, record: Uint8Array): void {
    const open = this.#open;
    this.#places.set(id, { shelf: open, from: open.size, to: open.size + record.length });
    open.parts.push(record.slice());
    open.size += record.length;
    if (open.size < FULL) return;
    open.blob = new Blob(open.parts);
    open.parts = [];
    this.#open = shelf();
  }

  async get(id: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const place = this.#places.get(id);
    if (!place) return undefined;
    const all = place.shelf.blob ?? new Blob(place.shelf.parts);
    return new Uint8Array(await all.slice(place.from, place.to).arrayBuffer());
  }

  /** A shelf is freed when none of its records is left. */
  forget(id?: string): void {
    if (id !== undefined) {
      this.#places.delete(id);
      return;
    }
    this.#places.clear();
    this.#open = shelf();
  }
}
