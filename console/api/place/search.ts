import { z } from 'zod';
import { say } from '../../../domain/campaign/definition/definition';
import { masked } from '../../../domain/people/masks';
import { readReceipt } from '../../../domain/report/receipt';
import { findReceipt, listCampaigns } from '../../../store/campaign/overview';
import type { Sql } from '../../../store/db/db';
import { findMessage } from '../../../store/message/message-search';
import { findPeople } from '../../../store/people/find-people';
import { findPlaces } from '../../../store/people/places';
import type { App, Console } from '../../shell/context';
import { languageOf } from '../../shell/language';
import { refusedWith } from '../../shell/schemas';
import { freeText } from '../../shell/text-schema';
import { allows, only, type User, userOf } from '../../shell/who';
import { searchSchema } from './search-schemas';

const tags = ['administrator'];
const security = [{ apiToken: [] }, { session: [] }];

type Hit = z.input<typeof searchSchema>['hits'][number];

/** Most hits of a kind: who sees more, types more. */
const MOST = 6;
const NUMBER = /^\d{1,15}$/;

/** One search over all that has a page. */
export function searchRoutes(app: App, { sql }: Console): void {
  app.post(
    '/api/search',
    {
      config: only('see-campaigns'),
      schema: {
        tags,
        security,
        summary: 'Places, contacts, receipts, campaigns and messages by name or number',
        description: 'A POST, because an address with names would stand in logs. It changes nothing.',
        body: z.object({ words: freeText(50) }),
        response: { 200: searchSchema, ...refusedWith(400, 401, 403) },
      },
    },
    async (request) => {
      const user = userOf(request);
      const words = request.body.words.trim();
      if (words === '') return { hits: [] };
      const asked = { words, language: languageOf(request) };
      const found = await Promise.all([
        allows(user, 'see-reports') ? receipts(sql, user, asked) : [],
        allows(user, 'see-messages') ? messages(sql, user, words) : [],
        allows(user, 'see-register') ? places(sql, user, words) : [],
        allows(user, 'reveal-people') ? people(sql, user, words) : [],
        campaigns(sql, user, asked),
      ]);
      return { hits: found.flat() };
    },
  );
}

interface Asked {
  words: string;
  language: 'zh-CN' | 'en';
}

const NOWHERE = { place: null, campaign: null, message: null };

async function receipts(sql: Sql, { region }: User, { words, language }: Asked): Promise<Hit[]> {
  const receipt = readReceipt(words);
  const found = receipt === null ? null : await findReceipt(sql, receipt, region);
  if (!found) return [];
  const { unit, unitName, campaign, version } = found;
  const detail = `${unitName} · ${language === 'en' ? `version ${version}` : `第 ${version} 版`}`;
  return [{ ...NOWHERE, kind: 'receipt', label: found.receipt, detail, place: unit, campaign }];
}

async function messages(sql: Sql, { region }: User, words: string): Promise<Hit[]> {
  const found = NUMBER.test(words) ? await findMessage(sql, { id: Number(words), top: region, people: false }) : null;
  return found ? [{ ...NOWHERE, kind: 'message', label: words, detail: found.regionName, message: found.id }] : [];
}

async function places(sql: Sql, { region }: User, words: string): Promise<Hit[]> {
  const found = await findPlaces(sql, { words, top: region, limit: MOST });
  return found.map(({ code, name, above }) => ({
    ...NOWHERE,
    kind: 'place',
    label: name,
    detail: [...above, code].join(' / '),
    place: code,
  }));
}

async function people(sql: Sql, { region }: User, words: string): Promise<Hit[]> {
  const found = await findPeople(sql, { words, top: region, limit: MOST });
  return found.map(masked).map(({ name, phone, region: code, regionName }) => ({
    ...NOWHERE,
    kind: 'person',
    label: [name, phone].filter(Boolean).join(' '),
    detail: regionName,
    place: code,
  }));
}

async function campaigns(sql: Sql, { region }: User, { words, language }: Asked): Promise<Hit[]> {
  const all = await listCampaigns(sql, { region });
  const holds = (text: string | undefined) => text?.toLowerCase().includes(words.toLowerCase()) ?? false;
  return all
    .filter(({ id, name }) => holds(id) || holds(name['zh-CN']) || holds(name.en))
    .slice(0, MOST)
    .map(({ id, name }) => ({ ...NOWHERE, kind: 'campaign', label: say(name, language), detail: id, campaign: id }));
}
