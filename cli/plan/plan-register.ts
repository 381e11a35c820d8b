import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { databaseGiven } from '../../config/env';
import { ROOT } from '../../config/root';
import type { Reach } from '../../domain/campaign/preview';
import { dutyOf, dutyWord } from '../../domain/people/duties';
import { FIXED_KINDS, type RegionKind } from '../../domain/people/region-kinds';
import { places, type RegionView, regionTree } from '../../domain/people/regions';
import { Refused, sentence } from '../../domain/text/refusal';
import { connect } from '../../store/db/db';
import { reachByRegion } from '../../store/people/reach';
import { regionKinds } from '../../store/people/region-kinds';
import { regionsUnder } from '../../store/people/regions';
import { checkSheets, readSheets, withChanged } from '../../store/people/tables/check/check';
import { quoted } from '../../store/people/tables/check/flaw';
import type { ContactRow, RegisterRows } from '../../store/people/tables/rows';
import { SAMPLES } from '../../store/people/tables/samples/sample-trees';

/** The part of a register that a plan needs, with its source. */
export interface PlanRegister {
  from: string;
  regions: RegionView[];
  kinds: readonly RegionKind[];
  reach: Reach[];
}

/** The samples are in the project, wherever the command is called. */
const SAMPLES_DIR = join(ROOT, 'config/samples');

/**
 * Finds the register for a plan: a folder of tables, else the sample with the scope, else the database of DATABASE_URL.
 * @param folder holds regions.csv and contacts.csv, and kinds.csv for additional kinds
 * @throws Error that says what to provide when there is none
 */
export async function planRegister({
  scope,
  folder,
}: {
  scope: string;
  folder: string | undefined;
}): Promise<PlanRegister> {
  if (folder !== undefined) return fromFolder(folder);
  for (const name of SAMPLES) {
    const folder = join(SAMPLES_DIR, name);
    if (await names(folder, scope)) return fromFolder(folder, `sample ${name}`);
  }
  const url = databaseGiven();
  if (url) return fromDatabase(url, scope);
  throw new Refused(sentence('no-sample-holds', { region: scope }));
}

/** A look at the text: of all samples only one needs to be read and checked. A code begins a line. */
const names = async (folder: string, scope: string): Promise<boolean> =>
  (await readFile(join(folder, 'regions.csv'), 'utf8')).includes(`\n${scope},`);

async function fromFolder(folder: string, from = folder): Promise<PlanRegister> {
  const kinds = join(folder, 'kinds.csv');
  const own = existsSync(kinds) ? [kinds] : [];
  const sheets = await readSheets([join(folder, 'regions.csv'), join(folder, 'contacts.csv'), ...own]);
  const { bad, kinds: changed, ...rows } = checkSheets({ sheets, known: [] });
  const [first] = bad;
  if (first) {
    const { file, row, column, value } = first;
    const count = bad.length;
    throw new Refused(
      sentence('register-bad-cells', { folder, count, file, row, column, value, reason: quoted(first) }),
    );
  }
  return { from, kinds: withChanged(FIXED_KINDS, changed), ...asViews(rows) };
}

async function fromDatabase(url: string, scope: string): Promise<PlanRegister> {
  const sql = connect(url, { max: 1 });
  try {
    const regions = await regionsUnder(sql, scope);
    return { from: 'database', regions, kinds: await regionKinds(sql), reach: await reachByRegion(sql, scope) };
  } finally {
    await sql.end({ timeout: 5 });
  }
}

function asViews({ regions, contacts }: RegisterRows): Pick<PlanRegister, 'regions' | 'reach'> {
  const placed = places(regionTree(regions));
  const people = new Map(contacts.map((contact) => [`${contact.region} ${contact.role}`, contact]));
  const posts = new Map(
    contacts.map(({ region: code, role: word }) => [`${code} ${dutyOf(word).role}`, { code, role: dutyOf(word).role }]),
  );
  return {
    regions: regions.map((region) => ({ ...region, level: placed.get(region.code)?.level ?? 1 })),
    reach: [...posts.values()].map(({ code, role }) => {
      const [contact, deputy] = [false, true].map((stands) =>
        people.get(`${code} ${dutyWord({ role, deputy: stands })}`),
      );
      return reachOf({ code, role }, contact, deputy);
    }),
  };
}

const reachOf = (
  post: Pick<Reach, 'code' | 'role'>,
  contact: ContactRow | undefined,
  deputy: ContactRow | undefined,
): Reach => ({
  ...post,
  phone: Boolean(contact?.phone),
  email: Boolean(contact?.email),
  deputyPhone: Boolean(deputy?.phone),
  deputyEmail: Boolean(deputy?.email),
  ...(contact?.phone && contact.phone === deputy?.phone && { samePhone: true }),
  ...(contact?.email && contact.email === deputy?.email && { sameEmail: true }),
});
