import { defineConfig } from "vitest/config";
import { alias, define, out, target } from "./vite.shared.ts";

export default defineConfig({
  // Servable from any sub-path.
  base: "./",
  publicDir: false,
  resolve: { alias },
  define,
  build: {
    outDir: out.page,
    emptyOutDir: true,
    target,
    cssTarget: target,
    // The policy of the page allows neither the polyfill's fetch nor data: scripts.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    chunkSizeWarningLimit: 4096,
  },
  test: {
    include: ["test/**/*.test.{ts,mjs}"],
    environment: "happy-dom",
    reporters: ["default", "./test/closing-line.ts"],
  },
});
