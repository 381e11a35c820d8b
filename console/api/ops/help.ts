import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ROOT } from '../../../config/root';
import type { Language } from '../../../domain/campaign/definition/definition';
import { markdownPage } from '../../../domain/text/markdown';
import { sentence } from '../../../domain/text/refusal';
import { adminHead } from '../../account/admin-head';
import type { App, Console } from '../../shell/context';
import { languageOf, languageQuery } from '../../shell/language';
import { Problem } from '../../shell/problems';
import { answer, render } from '../../shell/render';
import { page, refusedWith } from '../../shell/schemas';
import { only } from '../../shell/who';

/** The documents for people who run campaigns, as the console shows them: docs/NAME.md, docs/NAME.zh-CN.md. */
const PAGES: Readonly<Record<string, Record<Language, string>>> = {
  console: { 'zh-CN': '控制台', en: 'The console' },
  register: { 'zh-CN': '名册', en: 'The register' },
  accounts: { 'zh-CN': '账号与角色', en: 'Accounts and roles' },
  campaigns: { 'zh-CN': '现成的活动', en: 'Campaigns that are there' },
  definitions: { 'zh-CN': '怎样写活动方案', en: 'How a campaign is defined' },
  'list-tables': { 'zh-CN': '名单的表格', en: 'Tables of lists' },
  ledger: { 'zh-CN': '款物账', en: 'Goods and money' },
  print: { 'zh-CN': '打印的表格和报告', en: 'Printed forms and reports' },
  warnings: { 'zh-CN': '天气预警', en: 'Weather warnings' },
  operate: { 'zh-CN': '日常运行', en: 'Operating' },
  privacy: { 'zh-CN': '个人信息', en: 'Personal data' },
  security: { 'zh-CN': '安全', en: 'Security' },
  glossary: { 'zh-CN': '术语表', en: 'Glossary' },
};

const nameOf = (path: string): string => path.replace(/^.*\//, '').replace(/(?:\.zh-CN)?\.md$/, '');

/** @returns the address of another page, or null: what is not shown here is named without a link. */
const linkIn = (language: Language) => (path: string) => {
  if (path.startsWith('#')) return path;
  const [file = '', place] = path.split('#');
  const name = nameOf(file);
  if (!file.endsWith('.md') || !(name in PAGES)) return null;
  return `/help/${name}?lang=${language}${place === undefined ? '' : `#${place}`}`;
};

async function documentIn(name: string, language: Language): Promise<string> {
  const own = join(ROOT, `docs/${name}.zh-CN.md`);
  const file = language === 'zh-CN' && existsSync(own) ? own : join(ROOT, `docs/${name}.md`);
  return markdownPage(await readFile(file, 'utf8'), linkIn(language));
}

/** The documents, in the console and in the reader's language, so that an office without internet has them too. */
export function helpRoutes(app: App, console: Pick<Console, 'env'>): void {
  const tags = ['administrator'];
  const security = [{ session: [] }];
  const config = only('own-account');
  const pagesIn = (language: Language) => Object.entries(PAGES).map(([id, title]) => ({ id, title: title[language] }));

  app.get(
    '/help',
    {
      config,
      schema: {
        tags,
        security,
        summary: 'The documents there are',
        querystring: languageQuery,
        response: { 200: page('Their names'), ...refusedWith(401) },
      },
    },
    async (request, reply) => {
      const pages = pagesIn(languageOf(request));
      const html = render('help', { ...adminHead(console, request), pages, here: null, text: null });
      return reply.send(answer(reply, { status: 200, html }));
    },
  );

  app.get(
    '/help/:page',
    {
      config,
      schema: {
        tags,
        security,
        summary: 'A document',
        params: z.object({ page: z.string().max(40) }),
        querystring: languageQuery,
        response: { 200: page('The document'), ...refusedWith(401, 404) },
      },
    },
    async (request, reply) => {
      const language = languageOf(request);
      const here = request.params.page;
      if (!(here in PAGES)) throw new Problem(404, sentence('not-found'));
      const text = await documentIn(here, language);
      const html = render('help', { ...adminHead(console, request), pages: pagesIn(language), here, text });
      return reply.send(answer(reply, { status: 200, html }));
    },
  );
}
