/* What `cargo xtask build` leaves in www/build: the engine's script and its wasm. */

declare module "#engine" {
  export function initSync(options: { module: WebAssembly.Module }): unknown;
  export const Engine: import("./api.ts").EngineClass;
}

declare module "#engine-wasm" {
  /** Base64 of the gzipped wasm. */
  const text: string;
  export default text;
}

declare module "#worker-code?raw" {
  const text: string;
  export default text;
}
