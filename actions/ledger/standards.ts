import {
  isOfUnits,
  needsAnotherHand,
  pursesOfLate,
  type Share,
  shareOfEach,
  shareOut,
} from '../../domain/ledger/late-standards';
import { Refused, sentence } from '../../domain/text/refusal';
import { audit } from '../../store/account/audit-log';
import { atomically, type Queries } from '../../store/db/db';
import {
  addLateStandard,
  type LateStandard,
  lockLateStandard,
  setLateStandard,
  type ToDivide,
  toDivide,
  unitsToDivide,
} from '../../store/ledger/late-standards';
import { type Ledger, ledgerOf, refuseOtherStores } from '../../store/ledger/ledger-of';
import { ledgerRefusals, quantityOf } from '../../store/ledger/ledger-refusals';
import { handOf } from '../../store/list/deeds';
import type { Acting } from '../acting';
import type { Booking } from './book';

type Setting = Pick<Booking, 'campaign' | 'top' | 'via'>;

/** What somebody proposes: a sum to be divided, or what each gets; by default all that has come in, divided. */
interface Proposing extends Setting {
  purse: string;
  /** Code of the unit that divides what it has raised itself. */
  unit?: string | undefined;
  /** Fen. */
  total?: number | undefined;
  each?: number | undefined;
}

/** An amount, and whether it is set or waits for another hand. */
export interface Proposed extends Share {
  standard: number;
  set: boolean;
}

/**
 * Proposes the amount of the late standards of a purse from what was raised; where nobody else has to confirm it, it is
 * set at once. It replaces one that nobody has been approved by.
 * @throws Refused when the purse has no late standard, holds too little, nobody waits, or rows were approved by it
 */
export const proposeStandard = (
  acting: Acting,
  { purse, unit: own, total, each, ...of }: Proposing,
): Promise<Proposed> =>
  atomically(acting.sql, async (tx) => {
    if (total !== undefined && each !== undefined) throw new Refused(sentence('standard-one-amount'));
    const unit = own ?? null;
    const ledger = await ownLedger(tx, of, unit);
    const divided = await dividing(tx, ledger, { ...of, purse, unit });
    const share =
      each === undefined ? shareOut(total ?? divided.there, divided.heads) : shareOfEach(each, divided.heads);
    if (share.heads === 0) throw new Refused(sentence('standard-of-nobody'));
    refuseTooMuch(share, divided);
    const { definition, now: at } = ledger;
    const { campaign, via } = of;
    const [apart, hand] = [needsAnotherHand(definition, purse), handOf(acting.by, via)];
    const standard = await addLateStandard(tx, { ...share, campaign, purse, unit, apart, at, hand });
    await audit(tx, acting.by, 'keep-ledger', { campaign, what: 'propose-standard', purse, unit, standard, ...share });
    if (!apart) await settle(tx, acting, ledger, { ...of, id: standard, purse, unit, each: share.each });
    return { standard, ...share, set: !apart };
  }).catch(ledgerRefusals);

/**
 * Sets an amount that somebody else has proposed.
 * @throws Refused when none waits, the same person has proposed it, or rows or money have changed since
 */
export const confirmStandard = (
  acting: Acting,
  { standard: id, ...of }: Setting & { standard: number },
): Promise<Proposed> =>
  atomically(acting.sql, async (tx) => {
    const ledger = await ownLedger(tx, of);
    const proposed = await lockLateStandard(tx, { id, campaign: of.campaign });
    if (!proposed) throw new Refused(sentence('unknown-standard', { standard: id }));
    const { purse, unit, total, heads, each, more } = proposed;
    const { there, heads: now } = await dividing(tx, ledger, { ...of, purse, unit });
    if (now !== heads || there < total) throw new Refused(sentence('standard-outdated', { seen: heads, found: now }));
    await settle(tx, acting, ledger, { ...of, ...proposed });
    return { standard: id, total, heads, each, more, set: true };
  }).catch(ledgerRefusals);

/** Whoever sets what all get keeps the whole campaign's accounts; a unit's own hands propose what its rows get. */
async function ownLedger(tx: Queries, { campaign, top }: Setting, unit: string | null = null): Promise<Ledger> {
  // One after the other: approvals lock what is set, and this what is proposed.
  await tx`select from campaigns where id = ${campaign} for no key update`;
  const ledger = await ledgerOf(tx, campaign);
  const { scope } = ledger.definition;
  await refuseOtherStores(tx, { scope, top }, [unit ?? scope]);
  return ledger;
}

async function dividing(
  tx: Queries,
  { definition }: Ledger,
  { campaign, purse, unit }: { campaign: string; purse: string; unit: string | null },
): Promise<ToDivide> {
  const purses = pursesOfLate(definition);
  if (!purses.includes(purse))
    throw new Refused(sentence('no-late-standard', { purse, known: purses.join(', ') || '–' }));
  if (!isOfUnits(definition, purse)) {
    if (unit !== null) throw new Refused(sentence('standard-of-all', { purse }));
  } else if (!(await unitsToDivide(tx, { campaign, definition, purse })).some(({ code }) => code === unit))
    throw new Refused(sentence('standard-which-unit', { purse }));
  const divided = await toDivide(tx, { campaign, definition, purse, unit });
  if (divided.frozen) throw new Refused(sentence('standard-frozen'));
  return divided;
}

function refuseTooMuch({ total }: Share, { there }: ToDivide): void {
  if (total > 0 && total <= there) return;
  const [has, wants] = [there, total].map((fen) => quantityOf('cny', Math.max(0, fen)));
  throw new Refused(sentence('standard-too-much', { there: has ?? '', total: wants ?? '' }));
}

async function settle(
  tx: Queries,
  { by }: Acting,
  { definition, now: at }: Ledger,
  { id, purse, unit, each, campaign, via }: Setting & Pick<LateStandard, 'id' | 'purse' | 'unit' | 'each'>,
): Promise<void> {
  await setLateStandard(tx, { id, purse, unit, each }, { campaign, definition, at, hand: handOf(by, via) });
  await audit(tx, by, 'keep-ledger', { campaign, what: 'set-standard', purse, unit, standard: id, each });
}
