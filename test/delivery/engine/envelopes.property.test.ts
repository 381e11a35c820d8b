import fc from 'fast-check';
import { type Instant, plusMs } from '../../../domain/instant';
import { abandonSubmitting, clearMessages, resendMessage } from '../../../store/message/messages';
import type { Claim } from '../../../store/message/outbox/claim';
import { claimMessages } from '../../../store/message/outbox/claims';
import { assignLane, ordinaryMessages } from '../../../store/message/outbox/feeding';
import { foundAtProvider, neverTaken } from '../../../store/message/outbox/lookups';
import type { Receipt, Settlement } from '../../../store/message/outbox/settlement';
import { applyReceiptRows, settleMessages } from '../../../store/message/outbox/settling';
import { shanghai } from '../../support/campaigns/tiny';
import { openPostOffice, type PostOffice } from '../../support/servers/post-office';
import { threeStages } from '../../support/villages/village';

/**
 * Any events in any order: each of the messages that go out as one is sent once, and has an end. Rungs are climbed,
 * villages report, processes claim, die and settle, providers answer, forget and change their mind.
 */
let office: PostOffice;
beforeAll(async () => {
  office = await openPostOffice({ definition: threeStages });
});
afterAll(() => office.close());

const MORNING = shanghai('12-01 09:00');
const ROUNDS = ['survey', 'publicity', 'visits'];
const REGIONS = ['911', '912', '913'];
const CAPS = { messages: 1000, reminders: 1000 };
const MINUTE = 60_000;

type Life = ReturnType<typeof life>;
interface Step {
  does: string;
  run(life: Life): Promise<void>;
}
const which = fc.nat({ max: 9 });
const round = fc.constantFrom(...ROUNDS);

/** A step that is drawn, under the name by which a failed run tells it. */
const drawn = <Values>(
  name: string,
  values: { [Key in keyof Values]: fc.Arbitrary<Values[Key]> },
  run: (life: Life, drawn: Values) => Promise<void>,
): fc.Arbitrary<Step> =>
  fc.record(values).map((found) => ({
    does: `${name} ${JSON.stringify(found)}`,
    run: (one: Life) => run(one, found as Values),
  }));

const step = fc.oneof(
  drawn('climb', { rung: fc.constantFrom('open', 'early', 'due'), round }, (one, it) => one.climb(it.rung, it.round)),
  drawn('report', { region: fc.constantFrom(...REGIONS), round }, (one, it) => one.report(it.region, it.round)),
  drawn('feed', { most: fc.integer({ min: 1, max: 9 }) }, (one, { most }) => one.feed(most)),
  drawn('claim', { which, many: fc.integer({ min: 1, max: 5 }) }, (one, it) => one.claimSome(it.which, it.many)),
  drawn(
    'settle',
    { which, event: fc.constantFrom<Settlement['event']>('accept', 'refuse', 'defer', 'lose') },
    (one, it) => one.settleOne(it.which, it.event),
  ),
  drawn(
    'hear',
    {
      which,
      event: fc.constantFrom<Receipt['event']>('receipt-delivered', 'receipt-failed', 'receipt-temporary'),
    },
    (one, it) => one.hearOf(it.which, it.event),
  ),
  drawn('look up', { which, found: fc.boolean() }, (one, it) => one.lookUp(it.which, it.found)),
  drawn('die', {}, (one) => one.die()),
  drawn('clear', { round }, (one, it) => one.clear(it.round)),
  drawn('resend', { which }, (one, it) => one.resend(it.which)),
  drawn('wait', { minutes: fc.integer({ min: 1, max: 40 }) }, (one, { minutes }) => one.wait(minutes)),
);

interface Stored {
  id: number;
  state: string;
  reason: string | null;
  envelope: number | null;
  token: string | null;
  contact: number;
  reported: boolean;
}
const stored = () => office.sql<Stored[]>`
  select m.id, m.state, m.reason, m.envelope, m.token, m.contact_id as contact, u.reported_at is not null as reported
  from messages m join rounds r on r.id = m.round_id join asks u on u.round_id = r.id and u.unit_code = m.region_code order by m.id`;

/** One life of a campaign's messages, with the data about each outside the outbox. */
function life() {
  let now: Instant = MORNING;
  /** Claims whose outcome is still to be written down. */
  let inHand: Claim[] = [];
  /** Sent under the number of one that leads, with everything that it told. */
  const sent = new Map<number, number[]>();
  /** What a person has, or may have. */
  const perhapsThere = new Set<number>();
  const rowsOf = async ({ token }: Claim) =>
    (await office.sql<{ id: number }[]>`select id from messages where token = ${token} order by id`).map(
      (row) => row.id,
    );
  const pick = <T>(all: readonly T[], place: number): T | undefined => all[place % Math.max(all.length, 1)];
  const forget = (id: number) => {
    for (const row of sent.get(id) ?? []) perhapsThere.delete(row);
  };

  async function claim(ids: readonly number[]): Promise<void> {
    const { claims } = await claimMessages(office.sql, ids, { provider: 'http', caps: CAPS });
    const rows = await stored();
    for (const one of claims) {
      const own = await rowsOf(one);
      expect(own).toContain(one.id);
      for (const id of own) {
        const row = rows.find((candidate) => candidate.id === id);
        expect({ id, twice: perhapsThere.has(id) }).toEqual({ id, twice: false });
        expect(row).toMatchObject({ state: 'submitting', reported: false, envelope: own.length > 1 ? one.id : null });
      }
      expect(new Set(own.map((id) => rows.find((row) => row.id === id)?.contact)).size).toBe(1);
      for (const told of one.together) expect(own).toContain(told.id);
      inHand.push(one);
    }
  }

  async function settle(one: Claim, event: Settlement['event']): Promise<void> {
    inHand = inHand.filter((other) => other !== one);
    const rows = await rowsOf(one);
    const { id, token } = one;
    const reason = { accept: undefined, refuse: 'refused', defer: 'throttled', lose: 'no-answer' } as const;
    await settleMessages(office.sql, [
      {
        id,
        token,
        event,
        submitted: event !== 'defer',
        provider: 'http',
        ref: `r${id}-${token}`,
        ...(reason[event] && { reason: reason[event] }),
        ...(event === 'defer' && { releaseAt: plusMs(now, MINUTE) }),
      },
    ]);
    if (event === 'accept' || event === 'lose') {
      sent.set(id, rows);
      for (const row of rows) perhapsThere.add(row);
    }
  }

  async function hear(id: number, event: Receipt['event']): Promise<void> {
    const [row] = await office.sql<{ ref: string; phone: string; state: string }[]>`
      select provider_ref as ref, sent_to as phone, state from messages where id = ${id}`;
    if (!row?.ref || !['accepted', 'unknown'].includes(row.state)) return;
    const receipt = { message: id, provider: 'http', ref: row.ref, phone: row.phone, code: event, badNumber: false };
    await applyReceiptRows(office.sql, [{ ...receipt, event }], { by: 'simulated', attempts: 100 });
    if (event !== 'receipt-delivered') forget(id);
  }

  async function feed(most: number): Promise<void> {
    const found = await ordinaryMessages(office.sql, { campaign: office.campaign.id, channel: 'sms', now, most });
    await assignLane(
      office.sql,
      found.flatMap(({ id, beside }) => [id, ...beside]),
      'rehearsal-http',
    );
  }

  const inState = async (...states: string[]) => (await stored()).filter(({ state }) => states.includes(state));

  async function wait(minutes: number): Promise<void> {
    now = plusMs(now, minutes * MINUTE);
    await office.campaign.at(now);
  }

  return {
    feed,
    wait,
    async climb(rung: string, key: string): Promise<void> {
      await office.write(rung, { round: key, at: now });
    },
    async report(region: string, key: string): Promise<void> {
      await office.sql`update asks set reported_at = ${now} where unit_code = ${region} and key = ${key}`;
    },
    async claimSome(place: number, many: number): Promise<void> {
      const queued = (await inState('queued')).map(({ id }) => id);
      const from = place % Math.max(queued.length, 1);
      await claim(queued.slice(from, from + many));
    },
    async settleOne(place: number, event: Settlement['event']): Promise<void> {
      const one = pick(inHand, place);
      if (one) await settle(one, event);
    },
    async hearOf(place: number, event: Receipt['event']): Promise<void> {
      const id = pick([...sent.keys()], place);
      if (id !== undefined) await hear(id, event);
    },
    async lookUp(place: number, found: boolean): Promise<void> {
      const unknown = (await inState('unknown')).filter(({ id, envelope }) => envelope === null || envelope === id);
      const one = pick(unknown, place);
      if (!one) return;
      if (found) return foundAtProvider(office.sql, one.id, { ref: `r${one.id}`, until: plusMs(now, MINUTE) });
      await neverTaken(office.sql, one.id);
      forget(one.id);
    },
    async die(): Promise<void> {
      // Perhaps it was at the provider already.
      for (const one of inHand) {
        const rows = await rowsOf(one);
        sent.set(one.id, rows);
        for (const row of rows) perhapsThere.add(row);
      }
      inHand = [];
      await office.sql`update messages set touched_at = touched_at - interval '1 hour' where state = 'submitting'`;
      await abandonSubmitting(office.sql, { olderThanMs: 1000 });
    },
    async clear(key: string): Promise<void> {
      const id = office.campaign.rounds.find((candidate) => candidate.includes(`/${key}`)) ?? '';
      await clearMessages(office.sql, { campaign: office.campaign.id, round: id, reason: 'round-over' });
    },
    async resend(place: number): Promise<void> {
      const one = pick(await inState('failed'), place);
      if (one) await resendMessage(office.sql, { id: one.id, force: false });
    },
    /** All loops finish their open work. */
    async finish(): Promise<void> {
      for (const one of [...inHand]) await settle(one, 'accept');
      for (let turn = 0; turn < 10; turn++) {
        await wait(40);
        await feed(1000);
        await claim((await inState('queued')).map(({ id }) => id));
        for (const one of [...inHand]) await settle(one, 'accept');
      }
    },
  };
}

/** What went out with another is where that other is. */
async function expectTogether(): Promise<void> {
  const rows = await stored();
  for (const { id, state, envelope, token } of rows) {
    if (envelope === null || token === null || !['submitting', 'accepted', 'unknown'].includes(state)) continue;
    const lead = rows.find((row) => row.id === envelope);
    expect({ id, state, token }).toEqual({ id, state: lead?.state, token: lead?.token });
  }
}

test('nobody gets a message twice, and none is lost, whatever happens in whatever order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40, size: 'max' }), async (steps) => {
      await office.sql`delete from messages`;
      await office.sql`update asks set reported_at = null`;
      await office.sql`update campaigns set clock_at = ${MORNING}`;
      const campaign = life();
      await campaign.climb('open', 'survey');
      await campaign.climb('open', 'publicity');
      for (const one of steps) {
        await one.run(campaign);
        await expectTogether();
      }
      await campaign.finish();
      const open = (await stored()).filter(({ state }) =>
        ['planned', 'queued', 'held', 'retry', 'submitting'].includes(state),
      );
      expect(open).toEqual([]);
    }),
    { numRuns: 25 },
  );
}, 240_000);
