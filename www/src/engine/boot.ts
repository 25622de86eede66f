import engineUrl from "#engine-wasm?url";
import heavyUrl from "#heavy-wasm?url";
import { WorkerEngine } from "./client.ts";
import type { Engine } from "./api.ts";

/**
 * Loads a script that holds wasm: a string with one character a byte, each combined with the first, which is the key (see xtask/src/script.rs). It
 * is loaded by its address, past the bundler, which would write the string in its own way and make it longer.
 */
async function compiled(address: URL): Promise<WebAssembly.Module> {
  const { default: text } = (await import(/* @vite-ignore */ address.href)) as { default: string };
  const key = text.charCodeAt(0);
  const bytes = new Uint8Array(text.length - 1);
  for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i + 1) ^ key;
  return WebAssembly.compile(bytes);
}

/**
 * Compiles the engine once and hands the compiled module to every worker. Workers start from a blob, so they inherit the policy of the
 * page: nothing in them can open a connection, and starting one again after a Cancel needs no request, not even offline.
 */
export async function boot(): Promise<Engine> {
  const [module, worker] = await Promise.all([compiled(new URL(engineUrl, import.meta.url)), import("#worker-code?raw")]);
  const url = URL.createObjectURL(new Blob([worker.default], { type: "text/javascript" }));
  const readers = Math.min(4, Math.max(1, navigator.hardwareConcurrency || 1));
  return new WorkerEngine(() => new Worker(url), module, readers);
}

let tries = 0;

/** Loads the module that reads PDF, office files and old encodings. A script that failed to load stays failed under its address: each try has its own. */
export async function loadHeavy(): Promise<WebAssembly.Module> {
  const url = new URL(heavyUrl, import.meta.url);
  if (tries++ > 0) url.search = `again=${tries}`;
  return compiled(url);
}
