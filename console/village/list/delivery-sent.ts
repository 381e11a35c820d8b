import { type DeliverySent, deliverySent } from '../../../domain/ledger/delivery';
import { MONEY } from '../../../domain/ledger/items';
import { parseInteger, parseMoney } from '../../../domain/report/report-figures';
import { type Problem, sentence } from '../../../domain/text/refusal';
import { GIVE, NO_MARK } from './delivery-fields';

/** What a browser without a script sends of one delivery. */
export type DeliveryRead = { delivery: DeliverySent } | { problems: Problem[] };

/**
 * @param typed the controls of the form for one row @param sheet whether a photo of the sheet or fingerprint came too
 * @returns the delivery, or what is wrong with it; null for a page that does not ask how it went
 */
export function deliveryIn(typed: Readonly<Record<string, string>>, sheet: boolean): DeliveryRead | null {
  const how = typed[GIVE.how];
  if (how === undefined) return null;
  const problems: Problem[] = [];
  const things = Object.entries(typed).flatMap(([name, value]) => {
    if (!name.startsWith(GIVE.thing) || value.trim() === '') return [];
    const item = name.slice(GIVE.thing.length);
    const read = item === MONEY ? parseMoney({ min: 0 }, value) : parseInteger({ min: 0 }, value);
    if (!read.ok) problems.push({ field: name, ...sentence('delivery-quantity-unclear') });
    return read.ok && Number(read.value) > 0 ? [{ item, quantity: Number(read.value) }] : [];
  });
  const named = Object.keys(typed).some((name) => name.startsWith(GIVE.thing));
  if (named && things.length === 0 && problems.length === 0) problems.push(nothing());
  const mark = said(typed[GIVE.mark]);
  if ((mark === 'paper' || mark === 'fingerprint') && !sheet)
    problems.push({ field: GIVE.sheet, ...sentence('delivery-sheet-missing') });
  const helps = Object.keys(typed).flatMap((name) =>
    name.startsWith(GIVE.help) ? [name.slice(GIVE.help.length)] : [],
  );
  const witnesses = GIVE.witnesses.flatMap((one) => said(typed[one]) ?? []);
  const rest = said(typed[GIVE.rest]);
  const read = deliverySent.safeParse({
    how,
    ...(things.length > 0 && { things }),
    ...(helps.length > 0 && { helps }),
    ...(mark !== undefined && mark !== NO_MARK && { mark }),
    ...(rest !== undefined && rest !== 'later' && { rest }),
    ...(witnesses.length > 0 && { witnesses }),
    ...proxyIn(typed),
  });
  if (!read.success) problems.push(...read.error.issues.map(({ path }) => unclear(path)));
  return problems.length > 0 || !read.success ? { problems } : { delivery: read.data };
}

/** An empty control says nothing. */
const said = (value: string | undefined): string | undefined => value?.trim() || undefined;

const nothing = (): Problem => ({ field: null, ...sentence('delivery-of-nothing') });

/** What the schema of a delivery refuses can only be a part of who signs for somebody else. */
const unclear = (path: readonly PropertyKey[]): Problem => ({
  field: path.includes('relation') ? GIVE.relation : path.includes('reason') ? GIVE.why : GIVE.name,
  ...sentence('delivery-proxy-unclear'),
});

function proxyIn(typed: Readonly<Record<string, string>>): object {
  const [name, relation, reason] = [said(typed[GIVE.name]), said(typed[GIVE.relation]), said(typed[GIVE.why])];
  const [idNumber, noId, phone] = [said(typed[GIVE.idNumber]), said(typed[GIVE.noId]), said(typed[GIVE.phone])];
  if (name === undefined && relation === undefined && idNumber === undefined) return {};
  const id = idNumber === undefined ? { noId } : { idNumber };
  return { proxy: { name, relation, reason, ...id, phone } };
}
