/* What `cargo xtask build` leaves in www/build: the scripts of the modules and their wasm. */

declare module "#engine" {
  export function initSync(options: { module: WebAssembly.Module }): unknown;
  export const Engine: import("./api.ts").EngineClass;
}

/** Where the script with the engine's wasm lies (see xtask/src/script.rs). */
declare module "#engine-wasm?url" {
  const url: string;
  export default url;
}

declare module "#heavy" {
  export function initSync(options: { module: WebAssembly.Module }): unknown;
  export const HeavyReader: import("./api.ts").HeavyReaderClass;
}

/** Where the script with the heavy wasm lies. */
declare module "#heavy-wasm?url" {
  const url: string;
  export default url;
}

/** Bytes of that script as hosts send it, packed with gzip. */
declare const HEAVY_BYTES: number;

declare module "#worker-code?raw" {
  const text: string;
  export default text;
}
