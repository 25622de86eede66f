import type { Incoming } from "./intake.ts";

const TEXTS = import.meta.glob(["../../sample/*", "!**/README.md"], { query: "?raw", import: "default", eager: true });

/** The sample collection, as files a person might have dropped. */
export function sample(): Incoming[] {
  return Object.entries(TEXTS).map(([path, text]) => {
    const name = path.slice(path.lastIndexOf("/") + 1);
    const content = new File([text as string], name);
    return { path: `sample/${name}`, content, size: content.size };
  });
}
