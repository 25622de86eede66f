import heavyUrl from "#heavy-wasm?url";
import { WorkerEngine } from "./client.ts";
import type { Engine } from "./api.ts";

async function compiled(base64: string): Promise<WebAssembly.Module> {
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return WebAssembly.compile(await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer());
}

/**
 * Compiles the engine once and hands the compiled module to every worker. Workers start from a blob, so they inherit the policy of the
 * page: nothing in them can open a connection, and starting one again after a Cancel needs no request, not even offline.
 */
export async function boot(): Promise<Engine> {
  const [wasm, worker] = await Promise.all([import("#engine-wasm"), import("#worker-code?raw")]);
  const module = await compiled(wasm.default);
  const url = URL.createObjectURL(new Blob([worker.default], { type: "text/javascript" }));
  const readers = Math.min(4, Math.max(1, navigator.hardwareConcurrency || 1));
  return new WorkerEngine(() => new Worker(url), module, readers);
}

let tries = 0;

/** Loads the module that reads PDF and office files. A script that failed to load stays failed under its address: each try has its own. */
export async function loadHeavy(): Promise<WebAssembly.Module> {
  const url = new URL(heavyUrl, import.meta.url);
  if (tries++ > 0) url.search = `again=${tries}`;
  const script = (await import(/* @vite-ignore */ url.href)) as { default: string };
  return compiled(script.default);
}
