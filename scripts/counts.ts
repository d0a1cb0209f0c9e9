import type { Reporter, TestCase, TestModule } from 'vitest/node';

/**
 * Ends a test run with what a person and a machine want to know in one line, and with every test that
 * was skipped and why: a skip that nobody sees is a test that nobody has.
 */
export default class Counts implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const tests = modules.flatMap((one) => [...one.children.allTests()]);
    const inState = (state: string): TestCase[] =>
      tests.filter((test) => test.result().state === state);
    const skipped = inState('skipped');
    for (const test of skipped) {
      const result = test.result();
      const note = 'note' in result && result.note !== undefined ? `: ${result.note}` : '';
      console.log(`skipped: ${test.module.relativeModuleId} > ${test.fullName}${note}`);
    }
    const failed =
      inState('failed').length + modules.filter((one) => one.errors().length > 0).length;
    console.log(
      `\n${inState('passed').length} passed, ${failed} failed, ${skipped.length} skipped`,
    );
  }
}
