import { defineConfig } from "vite";
import { alias, out, target } from "./vite.shared.ts";

/** The worker is one classic script without imports: the page starts it from a blob, so that it inherits the page's policy. */
export default defineConfig({
  publicDir: false,
  resolve: { alias },
  build: {
    outDir: out.worker,
    emptyOutDir: true,
    target,
    reportCompressedSize: false,
    lib: { entry: "src/engine/worker.ts", formats: ["iife"], name: "skillsiftWorker", fileName: () => "worker.js" },
  },
});
