import Sequencer from '@jest/test-sequencer';

/** Layers whose files take longest, mostly waiting: if such a file began last, all would wait for it. */
const FIRST = ['chaos', 'rehearsal', 'commands', 'e2e', 'workflow'];

/** A machine that has not run the tests before knows no durations, and the size of a file is a poor guess. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ context }) => FIRST.indexOf(context.config.displayName?.name) + 1 || FIRST.length + 1;
    return super.sort(tests).sort((a, b) => rank(a) - rank(b));
  }
}
