import type { Source } from "../engine/api.ts";

const TEXTS = import.meta.glob(["../../sample/*", "!**/README.md"], { query: "?raw", import: "default", eager: true });

/** The sample collection, as files a person might have dropped. */
export function sample(): Source[] {
  return Object.entries(TEXTS).map(([path, text]) => {
    const name = path.slice(path.lastIndexOf("/") + 1);
    return { path: `sample/${name}`, content: text as string };
  });
}
