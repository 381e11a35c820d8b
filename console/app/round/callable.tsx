import type { Call, ShownPerson } from '../types';
import { useWords } from '../words';

/** A person with the number: masked, or, once shown in full, to be rung with one tap. */
export function Callable({
  masked,
  inFull,
}: {
  masked: Pick<Call['people'][number], 'name' | 'phone'>;
  inFull: ShownPerson | undefined;
}) {
  const { say } = useWords();
  const { name, phone } = inFull ?? masked;
  if (!phone) return say(`${name}（无号码）`, `${name} (no number)`);
  return (
    <>
      {name} {inFull ? <a href={`tel:${phone}`}>{phone}</a> : phone}
    </>
  );
}
