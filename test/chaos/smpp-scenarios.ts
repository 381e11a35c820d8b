import { eventually } from '../support/eventually';
import { inState, type Scenario } from './scenario';

/** Parts that the gateway answers before the worker is killed. */
const ANSWERED = 20;
/** A rehearsal's gateway gets one message at a time; ten share a job. */
const MOST_IN_HAND = 10;
/** Each SMS has two. */
const PARTS = 2;

/** Delivery over SMPP, where an SMS that was not answered cannot be asked about. */
export const SMPP_SCENARIOS: readonly Scenario[] = [
  {
    name: 'SMPP session broken before the answer',
    async breakIt(stage, messages) {
      // Each SMS has two parts: the first is cut off at its first part, the others wherever that falls.
      const cutOff = [4, 14, 24];
      stage.smsc.says((n) => (cutOff.includes(n) ? 'hang up' : { id: `m${n}` }));
      stage.startWorker('smpp');
      await stage.write(messages);
      await eventually(async () => {
        if ((await inState(stage, 'unknown')) < cutOff.length) throw new Error('Not yet cut off');
      });
      return { what: `cut off ${cutOff.length} times with a part taken and not answered`, inHand: cutOff.length };
    },
  },
  {
    name: 'worker killed with SMPP',
    async breakIt(stage, messages) {
      stage.smsc.says((n) => (n < ANSWERED ? { id: `m${n}` } : 'nothing'));
      const worker = stage.startWorker('smpp');
      await stage.write(messages);
      await eventually(async () => {
        const settled = (await inState(stage, 'accepted')) * PARTS;
        if (stage.smsc.submitted.length <= ANSWERED || settled < ANSWERED) throw new Error('Not yet in the middle');
      });
      await stage.kill(worker);
      const inHand = await inState(stage, 'submitting');
      if (inHand > MOST_IN_HAND)
        throw new Error(`${inHand} messages were claimed, which the gateway could not be given`);
      stage.smsc.says((n) => ({ id: `m${n}` }));
      await stage.takeOver('smpp');
      return { what: `SIGKILL with one taken and not answered, ${inHand} claimed`, inHand };
    },
  },
];
