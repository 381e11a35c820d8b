import { digestOf } from '../http';
import type { Reply } from '../provider';
import type { Delivered } from './message';

/** The parts of a long reply come within moments; what is there by then is kept as it is. */
const PARTS_MS = 5_000;
/** A gateway that heard no answer comes again within minutes. What a person writes again much later is a new reply. */
const AGAIN_MS = 5 * 60_000;

/**
 * Keeps replies, long ones put together. Each part waits until the whole has been kept, so that none is answered for
 * and then lost.
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
  const which = reference === null ? `about ${Math.floor(Date.now() / AGAIN_MS)}` : `no. ${reference}`;
  return { provider, dedupe: digestOf(phone, text, which), phone, content: text.slice(0, 1000), sentAt: null };
}
