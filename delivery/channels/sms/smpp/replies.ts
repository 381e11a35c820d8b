import type { Reply } from '../provider';
import { digestOf, LONGEST_REPLY } from '../reply';
import type { Delivered } from './message';

/** The parts of a long reply arrive within moments; after this time, the parts that are there are kept as they are. */
const PARTS_MS = 5_000;

/**
 * Stores replies, and joins long ones first. Each part is acknowledged only after the whole reply is stored, so that no
 * acknowledged part is lost.
 */
export function replyKeeper(provider: string, keep: (replies: readonly Reply[]) => Promise<void>) {
  const begun = new Map<string, { texts: Map<number, string>; kept: Promise<void>; complete(): void }>();

  function keepJoined(delivered: Delivered, { reference, of, index }: NonNullable<Delivered['part']>): Promise<void> {
    const key = `${delivered.phone} ${reference} ${of}`;
    const known = begun.get(key);
    const joined = known ?? begin(key, delivered);
    joined.texts.set(index, delivered.text);
    if (joined.texts.size === of) joined.complete();
    return joined.kept;
  }

  function begin(key: string, delivered: Delivered) {
    const texts = new Map<number, string>();
    let complete = () => {};
    const waited = new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, PARTS_MS);
      complete = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    const kept = waited.then(() => {
      begun.delete(key);
      const text = [...texts].sort(([a], [b]) => a - b).map(([, part]) => part);
      return keep([replyOf(provider, { ...delivered, text: text.join('') })]);
    });
    const joined = { texts, kept, complete };
    begun.set(key, joined);
    return joined;
  }

  return (delivered: Delivered): Promise<void> =>
    delivered.part && delivered.part.of > 1
      ? keepJoined(delivered, delivered.part)
      : keep([replyOf(provider, delivered)]);
}

function replyOf(provider: string, { phone, text, reference }: Delivered): Reply {
  const dedupe = reference === null ? null : digestOf(phone, text, `no. ${reference}`);
  return { provider, dedupe, phone, content: text.slice(0, LONGEST_REPLY), sentAt: null };
}
