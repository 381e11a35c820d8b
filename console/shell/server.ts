import cookie from '@fastify/cookie';
import formbody from '@fastify/formbody';
import fastify from 'fastify';
import { createLogger } from '../../config/log';
import { trustedProxies } from '../../config/proxies';
import { accountRoutes } from '../account/routes/account';
import { accountsRoutes } from '../account/routes/accounts';
import { loginRoutes } from '../account/routes/login';
import { loginCodeRoutes } from '../account/routes/login-code';
import { oidcRoutes } from '../account/routes/oidc';
import { secondFactorRoutes } from '../account/routes/second-factor';
import { tokenRoutes } from '../account/routes/tokens';
import { campaignRoutes } from '../api/campaign/campaigns';
import { draftRoutes } from '../api/campaign/drafts';
import { firstStepRoutes } from '../api/campaign/first-steps';
import { planRoutes } from '../api/campaign/plans';
import { reportFileRoutes } from '../api/campaign/report-files';
import { caseRoutes } from '../api/case/cases';
import { bankRoutes } from '../api/ledger/bank';
import { deliveryRoutes } from '../api/ledger/deliveries';
import { ledgerFigureRoutes } from '../api/ledger/figures';
import { ledgerRoutes } from '../api/ledger/ledger';
import { ledgerActRoutes } from '../api/ledger/ledger-acts';
import { seasonBeforeRoutes } from '../api/ledger/season-before';
import { pairRoutes } from '../api/list/pairs';
import { paperRoutes } from '../api/list/papers';
import { quotaRoutes } from '../api/list/quotas';
import { rowRoutes } from '../api/list/rows';
import { sampleRoutes } from '../api/list/samples';
import { listTableRoutes } from '../api/list/tables';
import { hookRoutes } from '../api/message/hooks';
import { messageRoutes } from '../api/message/messages';
import { replyRoutes } from '../api/message/replies';
import { appAssets, appRoutes } from '../api/ops/app';
import { healthRoutes } from '../api/ops/health';
import { helpRoutes } from '../api/ops/help';
import { metricsRoute } from '../api/ops/metrics';
import { describeApi, openApiRoute } from '../api/ops/openapi';
import { payloadRoutes } from '../api/ops/payloads';
import { queueRoutes } from '../api/ops/queues';
import { groupRoutes } from '../api/people/groups';
import { helpedRoutes } from '../api/people/helped';
import { mapRoutes } from '../api/people/map';
import { peopleRoutes } from '../api/people/people';
import { regionActRoutes } from '../api/people/region-acts';
import { regionKindRoutes } from '../api/people/region-kinds';
import { regionRoutes } from '../api/people/regions';
import { registerRoutes } from '../api/people/register';
import { registerTableRoutes } from '../api/people/register-tables';
import { revokedLinksRoutes } from '../api/people/revoked-links';
import { placeRoutes } from '../api/place/places';
import { searchRoutes } from '../api/place/search';
import { postingRoutes } from '../api/posting/postings';
import { printRoutes } from '../api/print/prints';
import { eventRoutes } from '../api/progress/events';
import { progressRoutes } from '../api/progress/progress-routes';
import { rehearsalRoutes } from '../api/rehearsal/rehearsal-routes';
import { contradictionRoutes } from '../api/report/contradictions';
import { reportRoutes } from '../api/report/reports';
import { workRoutes } from '../api/round/work';
import { heldDecisionRoutes } from '../api/steering/held-decisions';
import { tableRoutes } from '../api/table/table-routes';
import { viewRoutes } from '../api/table/views';
import { alertRoutes } from '../api/warning/alerts';
import { drillRoutes } from '../api/warning/drill';
import { dutyRoutes } from '../api/warning/duty';
import { warningRoutes } from '../api/warning/warnings';
import { weatherHookRoutes } from '../api/warning/weather-hook';
import { workListRoutes } from '../api/work/work-list';
import { type Arrivals, createArrivals } from '../village/arrivals';
import { acknowledgeRoutes } from '../village/routes/acknowledge';
import { formRoutes } from '../village/routes/form';
import { linkRoutes } from '../village/routes/links';
import { postingPageRoutes } from '../village/routes/posting-page';
import { addressDigest, auditRefusals } from './audited';
import type { App, Console, ConsoleDependencies, ZodTypes } from './context';
import { compressAnswers } from './gate/compressed';
import { refuseForeignRequests } from './gate/csrf';
import { limitInFlight } from './gate/in-flight';
import { limitRates } from './gate/limits';
import { cleanBodies } from './gate/printable-bodies';
import { requireProofs } from './gate/proof';
import { addSecurityHeaders } from './gate/security';
import { boundUploads } from './gate/uploads';
import { rememberLanguages } from './language';
import { named } from './named';
import { rememberActs } from './own-acts';
import { handleProblems } from './problems';
import { serializerCompiler, validatorCompiler } from './schemas';
import { identifyEverybody, type RoutePermission, requirePermissions } from './who';

/** A report is a few figures and a remark. */
const BODY_LIMIT = 65_536;
/** When the console ends, running requests have so long to finish. */
const CLOSE_MS = 8000;
/** A client on a weak network that does not finish its request in this time is disconnected. */
const REQUEST_TIMEOUT_MS = 60_000;

/**
 * Serves the village form, the officers' page, the administrators' API and pages, and the pages for ops.
 * @returns its address, its routes, and a function that ends it after running requests are answered
 */
export async function startConsole(
  dependencies: ConsoleDependencies,
): Promise<{ url: string; routes: RoutePermission[]; close(): Promise<void> }> {
  const { env } = dependencies;
  const console: Console = {
    queues: [],
    hooks: [],
    rehearsals: null,
    hear: null,
    feeds: [],
    log: createLogger(env),
    phones: dependencies.sql,
    ...dependencies,
  };
  const arrivals = createArrivals(console);
  const { app, routes } = await buildApp(console, arrivals);
  const url = await app.listen({ host: env.CONSOLE_HOST, port: env.CONSOLE_PORT });
  return {
    url,
    routes: routes(),
    async close() {
      // A browser opens connections that it may never use; these are no running requests.
      const late = setTimeout(() => app.server.closeAllConnections(), CLOSE_MS);
      await app.close();
      clearTimeout(late);
      await arrivals.settled();
    },
  };
}

/** @returns the console before it listens */
export async function buildApp(
  console: Console,
  arrivals: Arrivals,
): Promise<{ app: App; routes: () => RoutePermission[] }> {
  const { env } = console;
  const app: App = fastify({
    // Fastify would log URLs, which hold tokens; requests are logged below, by route.
    logger: false,
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    forceCloseConnections: 'idle',
    routerOptions: { maxParamLength: 300 },
    ...(env.TRUSTED_PROXIES && { trustProxy: trustedProxies(env.TRUSTED_PROXIES) }),
  }).withTypeProvider<ZodTypes>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await app.register(formbody, { bodyLimit: BODY_LIMIT });
  await app.register(cookie);
  await describeApi(app);
  rememberLanguages(app);
  const routes = requirePermissions(app);
  addSecurityHeaders(app, env);
  requireProofs(app, console);
  identifyEverybody(app, console);
  await limitRates(app);
  limitInFlight(app, console);
  boundUploads(app, console);
  refuseForeignRequests(app, console);
  cleanBodies(app);
  const acts = rememberActs(app);
  logRequests(app, console);
  auditRefusals(app, console);
  handleProblems(app, console);
  compressAnswers(app);

  const phones = { ...console, sql: console.phones };
  await formRoutes(app, phones, arrivals);
  linkRoutes(app, phones, arrivals);
  revokedLinksRoutes(app, console);
  acknowledgeRoutes(app, phones);
  postingPageRoutes(app, console);
  hookRoutes(app, console);
  await app.register(named('weather-hook', async (weather: App) => weatherHookRoutes(weather, console)));
  healthRoutes(app, console);
  metricsRoute(app, console);
  loginRoutes(app, console);
  loginCodeRoutes(app, console);
  oidcRoutes(app, console);
  openApiRoute(app);
  payloadRoutes(app, console);
  await appAssets(app);
  accountRoutes(app, console);
  secondFactorRoutes(app, console);
  accountsRoutes(app, console);
  tokenRoutes(app, console);
  appRoutes(app);
  campaignRoutes(app, console);
  draftRoutes(app, console);
  heldDecisionRoutes(app, console);
  firstStepRoutes(app, console);
  helpRoutes(app, console);
  progressRoutes(app, console, acts);
  eventRoutes(app, console);
  rehearsalRoutes(app, console);
  regionRoutes(app, console);
  mapRoutes(app, console);
  regionKindRoutes(app, console);
  planRoutes(app, console);
  reportRoutes(app, console, arrivals);
  reportFileRoutes(app, console);
  await registerTableRoutes(app, console);
  registerRoutes(app, console);
  regionActRoutes(app, console);
  contradictionRoutes(app, console);
  pairRoutes(app, console);
  quotaRoutes(app, console);
  paperRoutes(app, console);
  ledgerRoutes(app, console);
  ledgerFigureRoutes(app, console);
  seasonBeforeRoutes(app, console);
  ledgerActRoutes(app, console);
  bankRoutes(app, console);
  deliveryRoutes(app, console);
  rowRoutes(app, console);
  sampleRoutes(app, console);
  listTableRoutes(app, console);
  groupRoutes(app, console);
  peopleRoutes(app, console);
  helpedRoutes(app, console);
  tableRoutes(app, console);
  viewRoutes(app, console);
  messageRoutes(app, console);
  replyRoutes(app, console);
  workRoutes(app, console);
  workListRoutes(app, console);
  placeRoutes(app, console, arrivals);
  searchRoutes(app, console);
  caseRoutes(app, console);
  postingRoutes(app, console);
  printRoutes(app, console);
  warningRoutes(app, console);
  drillRoutes(app, console);
  alertRoutes(app, console, arrivals);
  dutyRoutes(app, console);
  await queueRoutes(app, console);
  return { app, routes };
}

/**
 * Logs the route's pattern, never the URL: a token opens a form. The user is logged by number, the IP address by a
 * digest that is the same in the audit log.
 */
function logRequests(app: App, { log, env }: Console): void {
  const digest = addressDigest(env);
  app.addHook('onResponse', async (request, reply) => {
    const { method, routeOptions, user, ip } = request;
    log.info(
      {
        method,
        route: routeOptions.url ?? 'none',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        from: digest(ip),
        ...(user && { account: user.id ?? user.via }),
      },
      'console: answered',
    );
  });
}
