import { AsyncLocalStorage } from 'node:async_hooks';
import type { Text } from '../audit/personal/leaks';

/** Sees what people ask the console, and how it refuses. */
export interface Witness {
  look(text: Text): void;
}

const witnesses = new AsyncLocalStorage<Witness>();

/** Lets a witness see every request of the people who act in `work`, and every refusal. */
export const witnessed = <Result>(witness: Witness, work: () => Promise<Result>): Promise<Result> =>
  witnesses.run(witness, work);

/** Shows a request and its answer to the witness, if there is one. */
export async function bearWitness(address: URL, response: Response): Promise<void> {
  const witness = witnesses.getStore();
  if (!witness) return;
  // No more of the address: it may hold what must not be told on, and its token opens a form.
  const where = `a request to /${address.pathname.split('/')[1] ?? ''}`;
  const location = response.headers.get('location') ?? '';
  witness.look({ place: 'URL', where, text: [address.href, response.url, location].join('\n') });
  if (!response.ok)
    witness.look({ place: 'refusal', where: `${where} (${response.status})`, text: await response.clone().text() });
}
