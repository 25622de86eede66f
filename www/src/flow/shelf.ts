/** A list of skills as it is kept: its bytes, its name, and whether it stands in the place of the lexicon. */
export type Kept = { readonly name: string; readonly bytes: ArrayBuffer; readonly only: boolean };

/** Where one list may be kept. */
export interface Shelf {
  take(): Promise<Kept | null>;
  put(kept: Kept): Promise<void>;
  clear(): Promise<void>;
}

const DATABASE = "skillsift";
const STORE = "lists";
const KEY = "own";

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = (event) => {
      event.preventDefault();
      reject(request.error ?? new Error("the browser gives no reason"));
    };
  });

/** Opens the database; where it is not there yet, makes it only when asked to, so that a visit alone leaves nothing behind. */
async function opened(make: boolean): Promise<IDBDatabase | null> {
  const request = indexedDB.open(DATABASE, 1);
  let missing = false;
  request.onupgradeneeded = () => {
    missing = true;
    if (make) request.result.createObjectStore(STORE);
    else request.transaction?.abort();
  };
  try {
    return await done(request);
  } catch (error) {
    if (missing && !make) return null;
    throw error;
  }
}

async function within<T>(database: IDBDatabase, mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  try {
    const change = database.transaction(STORE, mode);
    const written = new Promise<void>((resolve, reject) => {
      change.oncomplete = () => resolve();
      change.onabort = () => reject(change.error ?? new Error("the browser gives no reason"));
    });
    const [answer] = await Promise.all([done(ask(change.objectStore(STORE))), written]);
    return answer;
  } finally {
    database.close();
  }
}

/** The browser's own store, on this device: the only place of the page that outlives it. */
export const shelf: Shelf = {
  async take() {
    const database = await opened(false);
    return database ? ((await within<Kept | undefined>(database, "readonly", (store) => store.get(KEY))) ?? null) : null;
  },
  async put(kept) {
    const database = await opened(true);
    if (database) await within(database, "readwrite", (store) => store.put(kept, KEY));
  },
  async clear() {
    await done(indexedDB.deleteDatabase(DATABASE));
  },
};
