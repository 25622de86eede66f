import { WorkerEngine } from "./client.ts";
import type { Engine } from "./api.ts";

const inflate = async (base64: string): Promise<ArrayBuffer> => {
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
  return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
};

/**
 * Compiles the engine once and hands the compiled module to every worker. Workers start from a blob, so they inherit the policy of the
 * page: nothing in them can open a connection, and starting one again after a Cancel needs no request, not even offline.
 */
export async function boot(): Promise<Engine> {
  const [wasm, worker] = await Promise.all([import("#engine-wasm"), import("#worker-code?raw")]);
  const module = await WebAssembly.compile(await inflate(wasm.default));
  const url = URL.createObjectURL(new Blob([worker.default], { type: "text/javascript" }));
  const readers = Math.min(4, Math.max(1, navigator.hardwareConcurrency || 1));
  return new WorkerEngine(() => new Worker(url), module, readers);
}
