import { z } from 'zod';
import { BEARER, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let web: TestConsole;

beforeAll(async () => {
  database = await testDatabase();
  web = await testConsole(database.sql);
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

const media = z.record(z.string().regex(/^\w+\/[\w.+-]+$/), z.object({ schema: z.looseObject({}) }));
const operation = z.looseObject({
  tags: z.array(z.string()).length(1),
  summary: z.string().min(5),
  parameters: z
    .array(z.looseObject({ name: z.string(), in: z.enum(['path', 'query', 'header']), schema: z.looseObject({}) }))
    .default([]),
  requestBody: z.looseObject({ content: media }).optional(),
  responses: z.record(
    z.string().regex(/^\d{3}$/),
    z.looseObject({ description: z.string().min(2), content: media.optional() }),
  ),
  security: z.array(z.record(z.string(), z.array(z.string()))).optional(),
});
const documentSchema = z.looseObject({
  openapi: z.string().regex(/^3\.1\./),
  info: z.looseObject({ title: z.string(), version: z.string() }),
  tags: z.array(z.looseObject({ name: z.string() })),
  components: z.looseObject({ securitySchemes: z.record(z.string(), z.looseObject({ type: z.string() })) }),
  paths: z.record(z.string().startsWith('/'), z.record(z.enum(['get', 'post', 'put']), operation.optional())),
});

const describeApi = async () => documentSchema.parse(await (await web.get('/openapi.json', BEARER)).json());
const operations = async () =>
  Object.entries((await describeApi()).paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(([method, described]) => (described ? [{ path, method, ...described }] : [])),
  );

describe('the OpenAPI document', () => {
  it('describes every route there is', async () => {
    expect((await operations()).map(({ method, path }) => `${method} ${path}`).sort()).toEqual([
      'get /',
      'get /a/{token}',
      'get /account',
      'get /account/second-factor',
      'get /api/accounts',
      'get /api/alerts/{alert}',
      'get /api/audit',
      'get /api/board',
      'get /api/calendar',
      'get /api/calls',
      'get /api/campaigns',
      'get /api/campaigns/{campaign}',
      'get /api/campaigns/{campaign}/case-kinds',
      'get /api/campaigns/{campaign}/contradictions',
      'get /api/campaigns/{campaign}/curve',
      'get /api/campaigns/{campaign}/definition.yaml',
      'get /api/campaigns/{campaign}/events',
      'get /api/campaigns/{campaign}/forecast',
      'get /api/campaigns/{campaign}/held',
      'get /api/campaigns/{campaign}/ledger',
      'get /api/campaigns/{campaign}/ledger/balances',
      'get /api/campaigns/{campaign}/ledger/bank/batches',
      'get /api/campaigns/{campaign}/ledger/bank/batches/{id}',
      'get /api/campaigns/{campaign}/ledger/bank/batches/{id}/lines',
      'get /api/campaigns/{campaign}/ledger/before',
      'get /api/campaigns/{campaign}/ledger/counts',
      'get /api/campaigns/{campaign}/ledger/deliveries',
      'get /api/campaigns/{campaign}/ledger/dispatches',
      'get /api/campaigns/{campaign}/ledger/dispatches/{id}/print',
      'get /api/campaigns/{campaign}/ledger/drafts',
      'get /api/campaigns/{campaign}/ledger/figures',
      'get /api/campaigns/{campaign}/ledger/findings',
      'get /api/campaigns/{campaign}/ledger/reconciliation',
      'get /api/campaigns/{campaign}/ledger/standards',
      'get /api/campaigns/{campaign}/ledger/transfers',
      'get /api/campaigns/{campaign}/lists',
      'get /api/campaigns/{campaign}/lists/{list}/counts',
      'get /api/campaigns/{campaign}/lists/{list}/pairs',
      'get /api/campaigns/{campaign}/lists/{list}/pairs/helpers',
      'get /api/campaigns/{campaign}/lists/{list}/papers',
      'get /api/campaigns/{campaign}/lists/{list}/quotas',
      'get /api/campaigns/{campaign}/lists/{list}/quotas/changes',
      'get /api/campaigns/{campaign}/lists/{list}/rows',
      'get /api/campaigns/{campaign}/lists/{list}/rows/{row}',
      'get /api/campaigns/{campaign}/lists/{list}/samples',
      'get /api/campaigns/{campaign}/lists/{list}/table',
      'get /api/campaigns/{campaign}/lists/{list}/table/template',
      'get /api/campaigns/{campaign}/messages',
      'get /api/campaigns/{campaign}/progress',
      'get /api/campaigns/{campaign}/regions',
      'get /api/campaigns/{campaign}/report.docx',
      'get /api/campaigns/{campaign}/report.xlsx',
      'get /api/campaigns/{campaign}/rounds/{key}/units/{unit}/photos/{photo}',
      'get /api/campaigns/{campaign}/units',
      'get /api/cases',
      'get /api/cases/{id}',
      'get /api/chases',
      'get /api/drafts',
      'get /api/drafts/{draft}',
      'get /api/duty',
      'get /api/duty/{item}',
      'get /api/faults',
      'get /api/first-steps',
      'get /api/links/{token}',
      'get /api/links/{token}/tasks',
      'get /api/me',
      'get /api/messages/{id}',
      'get /api/papers/{paper}',
      'get /api/places/{code}',
      'get /api/postings',
      'get /api/postings/{id}',
      'get /api/postings/{id}/photos/{photo}',
      'get /api/postings/{id}/print',
      'get /api/postings/{id}/sheet',
      'get /api/prints',
      'get /api/prints/{print}/template',
      'get /api/receipts/{receipt}',
      'get /api/region-kinds',
      'get /api/regions',
      'get /api/regions/names',
      'get /api/regions/shapes',
      'get /api/register/gaps',
      'get /api/register/imports',
      'get /api/register/search',
      'get /api/register/table',
      'get /api/register/template',
      'get /api/register/{code}',
      'get /api/register/{code}/group',
      'get /api/rehearsals',
      'get /api/rehearsals/{campaign}',
      'get /api/replies/dead',
      'get /api/samples/{id}',
      'get /api/samples/{id}/frame',
      'get /api/table-views',
      'get /api/templates',
      'get /api/templates/{template}',
      'get /api/tokens',
      'get /api/warnings',
      'get /api/warnings/rules',
      'get /api/work',
      'get /api/work/items',
      'get /healthz',
      'get /help',
      'get /help/{page}',
      'get /invitation/{token}',
      'get /login',
      'get /login/code',
      'get /metrics',
      'get /openapi.json',
      'get /p/{token}',
      'get /r/{token}',
      'get /r/{token}/photos/{photo}',
      'get /readyz',
      'post /a/{token}',
      'post /account/password',
      'post /account/second-factor',
      'post /account/second-factor/remove',
      'post /account/sessions/{id}/end',
      'post /api/accounts',
      'post /api/accounts/read',
      'post /api/accounts/several',
      'post /api/accounts/{id}',
      'post /api/accounts/{id}/invite',
      'post /api/accounts/{id}/second-factor/remove',
      'post /api/alerts/{alert}/acknowledge',
      'post /api/alerts/{alert}/chases/{region}/acknowledge',
      'post /api/calls/{id}',
      'post /api/calls/{id}/undo',
      'post /api/campaigns',
      'post /api/campaigns/{campaign}/archive',
      'post /api/campaigns/{campaign}/held',
      'post /api/campaigns/{campaign}/held/{decision}/take-back',
      'post /api/campaigns/{campaign}/ledger/allocations',
      'post /api/campaigns/{campaign}/ledger/bank/accounts',
      'post /api/campaigns/{campaign}/ledger/bank/batches',
      'post /api/campaigns/{campaign}/ledger/bank/batches/{id}/correction',
      'post /api/campaigns/{campaign}/ledger/bank/batches/{id}/file',
      'post /api/campaigns/{campaign}/ledger/bank/batches/{id}/results',
      'post /api/campaigns/{campaign}/ledger/bank/batches/{id}/withdrawal',
      'post /api/campaigns/{campaign}/ledger/closings',
      'post /api/campaigns/{campaign}/ledger/counts',
      'post /api/campaigns/{campaign}/ledger/counts/{id}/confirmation',
      'post /api/campaigns/{campaign}/ledger/deliveries',
      'post /api/campaigns/{campaign}/ledger/dispatches',
      'post /api/campaigns/{campaign}/ledger/dispatches/{id}/arrivals',
      'post /api/campaigns/{campaign}/ledger/drafts/{id}/dispatch',
      'post /api/campaigns/{campaign}/ledger/drafts/{id}/drop',
      'post /api/campaigns/{campaign}/ledger/losses',
      'post /api/campaigns/{campaign}/ledger/pictures',
      'post /api/campaigns/{campaign}/ledger/pledges',
      'post /api/campaigns/{campaign}/ledger/purchases',
      'post /api/campaigns/{campaign}/ledger/receipts',
      'post /api/campaigns/{campaign}/ledger/receipts/promised',
      'post /api/campaigns/{campaign}/ledger/rows/{row}/returns',
      'post /api/campaigns/{campaign}/ledger/standards',
      'post /api/campaigns/{campaign}/ledger/standards/{id}/confirmation',
      'post /api/campaigns/{campaign}/ledger/transfers/{id}/correction',
      'post /api/campaigns/{campaign}/lists/{list}/pairs',
      'post /api/campaigns/{campaign}/lists/{list}/pairs/check',
      'post /api/campaigns/{campaign}/lists/{list}/pairs/{row}/deeds',
      'post /api/campaigns/{campaign}/lists/{list}/pairs/{row}/plan',
      'post /api/campaigns/{campaign}/lists/{list}/pairs/{row}/plan/show',
      'post /api/campaigns/{campaign}/lists/{list}/papers',
      'post /api/campaigns/{campaign}/lists/{list}/print',
      'post /api/campaigns/{campaign}/lists/{list}/quotas',
      'post /api/campaigns/{campaign}/lists/{list}/quotas/check',
      'post /api/campaigns/{campaign}/lists/{list}/quotas/move',
      'post /api/campaigns/{campaign}/lists/{list}/rows/decide',
      'post /api/campaigns/{campaign}/lists/{list}/rows/find',
      'post /api/campaigns/{campaign}/lists/{list}/rows/{row}/photos/{photo}',
      'post /api/campaigns/{campaign}/lists/{list}/samples',
      'post /api/campaigns/{campaign}/lists/{list}/table/check',
      'post /api/campaigns/{campaign}/lists/{list}/table/export',
      'post /api/campaigns/{campaign}/lists/{list}/table/import',
      'post /api/campaigns/{campaign}/put-away',
      'post /api/campaigns/{campaign}/rounds/{key}/units/{unit}/remind',
      'post /api/campaigns/{campaign}/rounds/{key}/units/{unit}/report',
      'post /api/campaigns/{campaign}/rounds/{key}/units/{unit}/report/undo',
      'post /api/campaigns/{campaign}/{verb}',
      'post /api/cases',
      'post /api/cases/{id}/answer',
      'post /api/cases/{id}/reopen',
      'post /api/cases/{id}/statements',
      'post /api/chases/{id}/{step}',
      'post /api/definitions',
      'post /api/drafts',
      'post /api/drafts/{draft}/drop',
      'post /api/duty/{item}',
      'post /api/links/{token}',
      'post /api/messages/{id}/resend',
      'post /api/papers/{paper}/compare',
      'post /api/papers/{paper}/open',
      'post /api/papers/{paper}/rows',
      'post /api/papers/{paper}/rows/{row}/take-other',
      'post /api/papers/{paper}/sheets/{nr}',
      'post /api/papers/{paper}/void',
      'post /api/payloads/decode',
      'post /api/people/helped/find',
      'post /api/people/helped/reveal',
      'post /api/people/helped/{person}/erase',
      'post /api/people/helped/{person}/move',
      'post /api/people/reveal',
      'post /api/plans',
      'post /api/postings',
      'post /api/postings/preview',
      'post /api/postings/{id}/close',
      'post /api/postings/{id}/photos',
      'post /api/postings/{id}/said',
      'post /api/postings/{id}/withdraw',
      'post /api/prints/{print}/template',
      'post /api/prints/{print}/template/give-up',
      'post /api/region-kinds/{code}/remove',
      'post /api/register/check',
      'post /api/register/export',
      'post /api/register/import',
      'post /api/register/imports/{id}/undo',
      'post /api/register/map',
      'post /api/register/mend',
      'post /api/register/people',
      'post /api/register/regions',
      'post /api/register/regions/{code}/close',
      'post /api/register/regions/{code}/reopen',
      'post /api/register/rows',
      'post /api/register/{code}/group',
      'post /api/register/{code}/{role}/erase',
      'post /api/register/{code}/{role}/remove',
      'post /api/register/{code}/{role}/resume-sms',
      'post /api/register/{code}/{role}/revoke-links',
      'post /api/rehearsals',
      'post /api/rehearsals/{campaign}/stop',
      'post /api/replies/{id}/again',
      'post /api/samples/{id}/check',
      'post /api/search',
      'post /api/table-views',
      'post /api/table-views/{view}/drop',
      'post /api/tables/accounts',
      'post /api/tables/accounts/export',
      'post /api/tables/audit',
      'post /api/tables/audit/export',
      'post /api/tables/batches',
      'post /api/tables/batches/export',
      'post /api/tables/calls',
      'post /api/tables/calls/export',
      'post /api/tables/campaigns',
      'post /api/tables/campaigns/export',
      'post /api/tables/cases',
      'post /api/tables/cases/export',
      'post /api/tables/chases',
      'post /api/tables/chases/export',
      'post /api/tables/contacts',
      'post /api/tables/contacts/export',
      'post /api/tables/deliveries',
      'post /api/tables/deliveries/export',
      'post /api/tables/evidence',
      'post /api/tables/evidence/export',
      'post /api/tables/gaps',
      'post /api/tables/gaps/export',
      'post /api/tables/holdings',
      'post /api/tables/holdings/export',
      'post /api/tables/messages',
      'post /api/tables/messages/export',
      'post /api/tables/pairs',
      'post /api/tables/pairs/export',
      'post /api/tables/papers',
      'post /api/tables/papers/export',
      'post /api/tables/places',
      'post /api/tables/places/export',
      'post /api/tables/postings',
      'post /api/tables/postings/export',
      'post /api/tables/quotas',
      'post /api/tables/quotas/export',
      'post /api/tables/rows',
      'post /api/tables/rows/export',
      'post /api/tables/transfers',
      'post /api/tables/transfers/export',
      'post /api/tables/units',
      'post /api/tables/units/export',
      'post /api/tokens',
      'post /api/tokens/{id}/revoke',
      'post /api/warnings/drill',
      'post /api/warnings/raise',
      'post /api/warnings/woken',
      'post /api/warnings/{event}/cancel',
      'post /hooks/sms/http/{secret}/receipts',
      'post /hooks/sms/http/{secret}/replies',
      'post /hooks/weather/{source}/{secret}',
      'post /invitation/{token}',
      'post /login',
      'post /login/code',
      'post /logout',
      'post /p/{token}',
      'post /r/{token}',
      'post /r/{token}/code',
      'post /r/{token}/photos/{photo}',
      'put /api/drafts/{draft}',
      'put /api/region-kinds/{code}',
      'put /api/register/regions/{code}',
      'put /api/register/{code}/{role}',
    ]);
  });

  it('declares every parameter of a path, and uses tags and security that it defines', async () => {
    const { tags, components } = await describeApi();
    for (const { path, parameters, tags: used, security } of await operations()) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      expect(
        parameters
          .filter((one) => one.in === 'path')
          .map(({ name }) => name)
          .sort(),
      ).toEqual(named.sort());
      expect(tags.map(({ name }) => name)).toEqual(expect.arrayContaining(used));
      for (const one of security ?? [])
        expect(Object.keys(components.securitySchemes)).toEqual(expect.arrayContaining(Object.keys(one)));
    }
  });

  it('says for every administrators’ route that it needs the token or the session', async () => {
    for (const { path, tags, security } of await operations()) {
      if (tags[0] === 'administrator' && !/^\/log(in|out)$/.test(path))
        expect(security).toContainEqual({ session: [] });
    }
  });

  it('refers to nothing that is not in it, and holds no leftover of the schema library', async () => {
    const text = await (await web.get('/openapi.json', BEARER)).text();
    const { components } = JSON.parse(text);
    for (const [, name] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g))
      expect(components.schemas).toHaveProperty(name ?? '');
    expect(text).not.toMatch(/"\$schema"|"_zod"|"\$defs"/);
  });

  it('describes what is handed in and what comes back', async () => {
    const { paths } = await describeApi();
    const post = paths['/api/links/{token}']?.post;
    expect(post?.requestBody?.content['application/json']?.schema).toMatchObject({
      type: 'object',
      properties: { nothing: {}, figures: {} },
    });
    expect(post?.responses['200']?.content?.['application/json']?.schema).toMatchObject({
      required: expect.arrayContaining(['receipt', 'version', 'onTime', 'repeated']),
    });
    expect(Object.keys(post?.responses ?? {})).toEqual(['200', '400', '404', '409', '410', '422', '429']);
  });
});

describe('what is not there', () => {
  it('is 404: a page for people, JSON for programs', async () => {
    const page = await web.get('/nowhere');
    expect([page.status, await page.text()]).toEqual([404, expect.stringContaining('没有这个页面')]);
    expect(await (await web.get('/api/nowhere')).json()).toMatchObject({ code: 'not-found' });
    expect(await (await web.get('/nowhere?lang=en')).text()).toContain('There is no such page');
  });
});
