/** Ends a run with one plain line that machines read. */
interface Module {
  errors(): readonly unknown[];
  children: { allTests(): Iterable<{ result(): { state: string } }> };
}
export default class ClosingLine {
  onTestRunEnd(modules: readonly Module[]): void {
    let passed = 0;
    let failed = 0;
    for (const module of modules) {
      failed += module.errors().length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "passed") passed++;
        if (state === "failed") failed++;
      }
    }
    console.log(`${passed} passed, ${failed} failed`);
  }
}
