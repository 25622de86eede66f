/* What `cargo xtask build` leaves in www/build: the scripts of the modules and their wasm. */

declare module "#engine" {
  export function initSync(options: { module: WebAssembly.Module }): unknown;
  export const Engine: import("./api.ts").EngineClass;
}

declare module "#engine-wasm" {
  /** Base64 of the gzipped wasm. */
  const text: string;
  export default text;
}

declare module "#heavy" {
  export function initSync(options: { module: WebAssembly.Module }): unknown;
  export const HeavyReader: import("./api.ts").HeavyReaderClass;
}

/** Where the script with the heavy wasm lies; its default export is as that of `#engine-wasm`. */
declare module "#heavy-wasm?url" {
  const url: string;
  export default url;
}

/** The size of that script. */
declare const HEAVY_BYTES: number;

declare module "#worker-code?raw" {
  const text: string;
  export default text;
}
