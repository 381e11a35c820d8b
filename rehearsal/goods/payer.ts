import { z } from 'zod';
import type { BankFormat, Failure } from '../../domain/ledger/bank/bank-format';
import { type Asking, asking } from '../clock/asking';
import { reaching } from '../clock/patience';
import type { OfficeDoor } from '../lists/office';
import { unexpected } from '../people/visitor';
import { type Answer, answerOf, type LineAtBank, readAtBank } from './bank';

/** A row that a bank has not paid, by its number. */
interface Failed {
  row: number;
}

/** What a bank was asked to pay, and what it has read. */
export interface Asked {
  batch: number;
  lines: readonly LineAtBank[];
  fen: number;
}

/** Who has a bank pay, and the bank. Keys (UUIDs) make each act one. */
export interface Payer {
  /** @returns what the bank has read; null where nobody is left to pay */
  ask(key: string, what: { list: string; purse: string; store: string }): Promise<Asked | null>;
  /** The bank sends an answer with a doubled line, and one that nobody has asked for. @throws Error when it is taken */
  answerWrongly(asked: Asked): Promise<void>;
  /**
   * The bank sends its answer, twice.
   * @param isBad whether it knows no such account
   * @returns the rows that it has not paid
   */
  answer(asked: Asked, isBad: (account: string) => boolean): Promise<Failed[]>;
  /**
   * A bank says nothing: the office finds that out by the reconciliation and the findings, asks it, hears that nothing
   * was paid, and takes the batch back. @throws Error when the books do not tell of it
   */
  giveUp(asked: Asked): Promise<void>;
  /** Writes down the right accounts of rows. */
  mend(list: string, rows: readonly Failed[]): Promise<void>;
  /** Asks again for what has failed. @throws Error when it is more than has failed */
  correct(key: string, asked: Asked): Promise<Asked>;
}

const REASON = '社会化发放';
/** A line that no batch has. */
const NOBODY = 1_000_000;
/** A file of a province's payments takes a while. */
const TIMEOUT_MS = 60_000;
const FAILURES: readonly Failure[] = ['wrong-account', 'closed', 'name-mismatch'];

const LOST = '银行未收到文件，未付款';

const reconciled = z.object({
  balanced: z.boolean(),
  differences: z.array(z.object({ code: z.string(), batch: z.number().optional(), ask: z.string().nullable() })),
});
const silent = z.object({ rows: z.array(z.object({ row: z.number() })) });

const made = z.object({ id: z.number(), rows: z.number(), fen: z.number() });
const refused = z.object({ code: z.string() });
const booked = z.object({ receipt: z.string(), repeated: z.boolean(), failed: z.number() });
const lines = z.object({ lines: z.array(z.object({ row: z.number(), fen: z.number() })), next: z.number().nullable() });

/** @param bank name and format of the bank, as the definition has them */
export function createPayer({ url, token }: OfficeDoor, campaign: string, [bank, format]: [string, BankFormat]): Payer {
  // The file has names and accounts in full: who pays may read it, so nobody bears witness to it.
  const askConsole = (path: string, what: Asking = {}) =>
    reaching(() =>
      asking(
        new URL(`/api/${path}`, url),
        { ...what, headers: { ...what.headers, authorization: `Bearer ${token}` } },
        TIMEOUT_MS,
      ),
    );
  const books = `campaigns/${campaign}/ledger`;
  const call = (path: string, what?: Asking) => askConsole(`${books}/bank/${path}`, what);
  const asJson = (body: object): Asking => ({
    ...{ method: 'POST', body: JSON.stringify(body) },
    headers: { 'content-type': 'application/json' },
  });
  const post = (path: string, body: object) => call(path, asJson(body));
  async function good(path: string, response: Response): Promise<Response> {
    if (!response.ok) throw await unexpected(`that pays by card (${path})`, response);
    return response;
  }
  async function read({ id, fen }: z.infer<typeof made>): Promise<Asked> {
    const path = `batches/${id}/file`;
    const file = await good(path, await post(path, { reason: REASON }));
    return { batch: id, fen, lines: readAtBank(Buffer.from(await file.arrayBuffer()), format) };
  }
  function send({ batch }: Asked, answers: readonly Answer[]): Promise<Response> {
    const body = new FormData();
    body.set('file', new Blob([new Uint8Array(answerOf(answers, format))]), 'result.txt');
    return call(`batches/${batch}/results`, { method: 'POST', body });
  }
  async function failedOf(batch: number): Promise<z.infer<typeof lines>['lines']> {
    const found: z.infer<typeof lines>['lines'] = [];
    for (let after: number | null = 0; after !== null; ) {
      const path: string = `batches/${batch}/lines?state=failed&after=${after}`;
      const page = lines.parse(await (await good(path, await call(path))).json());
      found.push(...page.lines);
      after = page.next;
    }
    return found;
  }

  return {
    async ask(key, what) {
      const response = await post('batches', { key, ...what, bank, leave: false, reason: REASON });
      if (response.status === 409 || response.status === 422) {
        const { code } = refused.parse(await response.clone().json());
        if (code === 'bank-nobody') return null;
      }
      return read(made.parse(await (await good('batches', response)).json()));
    },
    async answerWrongly(asked) {
      const paid = asked.lines.map((line): Answer => ({ ...line, failure: null }));
      const [first] = paid;
      if (!first) return;
      const response = await send(asked, [...paid, first, { ...first, line: NOBODY }]);
      if (response.ok) throw new Error(`A bank's answer with lines of nobody was booked, of batch ${asked.batch}`);
      const { code } = refused.parse(await response.json());
      if (code !== 'bank-set-aside') throw new Error(`A bank's answer with lines of nobody was answered ${code}`);
    },
    async answer(asked, isBad) {
      const answers = asked.lines.map((line, nth): Answer => {
        const failure = FAILURES[nth % FAILURES.length] ?? 'other';
        return { ...line, failure: isBad(line.account) ? failure : null };
      });
      const path = `batches/${asked.batch}/results`;
      const first = booked.parse(await (await good(path, await send(asked, answers))).json());
      const again = booked.parse(await (await good(path, await send(asked, answers))).json());
      if (!again.repeated || again.receipt !== first.receipt)
        throw new Error(`A bank's answer that came twice has the receipts ${first.receipt} and ${again.receipt}`);
      return first.failed === 0 ? [] : failedOf(asked.batch);
    },
    async giveUp({ batch, lines: asked }) {
      const look = async <Answer>(answer: z.ZodType<Answer>, ...[path, init]: Parameters<typeof askConsole>) =>
        answer.parse(await (await good(path, await askConsole(path, init))).json());
      const { balanced, differences } = await look(reconciled, `${books}/reconciliation`);
      const told = differences.find((one) => one.code === 'bank-silent' && one.batch === batch);
      if (balanced || !told?.ask) throw new Error(`No reconciliation tells that no bank has answered batch ${batch}`);
      const where = { campaign, finding: 'bank-silent' };
      const { rows } = await look(silent, 'tables/evidence', asJson({ where }));
      if (rows.length === 0)
        throw new Error(`No row of the ${asked.length} of batch ${batch} is found without an answer`);
      const path = `batches/${batch}/withdrawal`;
      await good(path, await post(path, { reason: LOST }));
    },
    async mend(list, rows) {
      const mended = rows.map(({ row }) => ({ row, account: `999056${String(row).padStart(13, '0')}` }));
      await good('accounts', await post('accounts', { list, rows: mended, reason: REASON }));
    },
    async correct(key, { batch }) {
      const failed = (await failedOf(batch)).reduce((sum, { fen }) => sum + fen, 0);
      const path = `batches/${batch}/correction`;
      const again = made.parse(
        await (await good(path, await post(path, { key, bank, leave: false, reason: REASON }))).json(),
      );
      if (again.fen > failed) throw new Error(`A correction pays ${again.fen} fen of ${failed} that have failed`);
      return read(again);
    },
  };
}
