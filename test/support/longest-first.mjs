import Sequencer from '@jest/test-sequencer';

/** Layers whose files take longest, most of it waiting: begun last, one of them would be waited for alone. */
const FIRST = ['chaos', 'rehearsal', 'e2e', 'workflow'];

/** A machine that has not run the tests before knows no durations, and the size of a file says little. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const rank = ({ context }) => FIRST.indexOf(context.config.displayName?.name) + 1 || FIRST.length + 1;
    return super.sort(tests).sort((a, b) => rank(a) - rank(b));
  }
}
