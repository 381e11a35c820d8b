import { type ArgsDef, defineCommand } from 'citty';
import { answerCase, openCase, readStatements, reopenCase } from '../../actions/case/cases';
import { Refused, sentence } from '../../domain/text/refusal';
import { CASE_VIEWS, type CaseView, findCase, type ListedCase, listCases } from '../../store/case/case-list';
import { peopleKey } from '../../store/people/sealed/people-key';
import { wholeNumber } from '../arguments';
import { connected, withCampaigns } from '../connection';
import { terminalLanguage } from '../language';
import { printJson, printTable } from '../output';
import { commandLine } from '../who';

const json = { type: 'boolean', description: 'One JSON document on standard output' } as const;
const number = { type: 'positional', description: 'Number of the case', required: true } as const;
const reason = { type: 'string', description: 'Why, naming nobody' } as const;

/** A page of the terminal. */
const AT_ONCE = 50;

const isView = (word: string): word is CaseView => (CASE_VIEWS as readonly string[]).includes(word);

const list = defineCommand({
  meta: { name: 'list', description: 'Cases, open ones by their time' },
  args: {
    campaign: { type: 'positional', description: 'All live ones that run when left out', required: false },
    view: { type: 'string', description: CASE_VIEWS.join(', '), default: 'area' },
    region: { type: 'string', description: 'Code of a region: only cases about places in it' },
    kind: { type: 'string', description: 'Only this kind' },
    closed: { type: 'boolean', description: 'Closed ones, the newest first' },
    after: { type: 'string', description: 'Number of the last case of the page before' },
    json,
  },
  async run({ args }) {
    const { view, campaign, region, kind, closed = false, after } = args;
    if (!isView(view)) throw new Refused(sentence('case-view', { view, known: CASE_VIEWS.join(', ') }));
    const wanted = { view, top: null, campaign, region, kind, closed, limit: AT_ONCE };
    const from = after === undefined ? {} : { after: wholeNumber('after', after) };
    const cases = await connected(({ sql }) => listCases(sql, { ...wanted, ...from }));
    if (args.json) return printJson(cases);
    printTable(['number', 'kind', 'about', 'answers', 'state', 'due', 'outcome'], cases.map(lineOf));
  },
});

function lineOf({ id, kindName, place, assignee, state, dueAt, closedAt, outcomeName }: ListedCase) {
  const language = terminalLanguage();
  const said = (text: { 'zh-CN': string; en?: string | undefined }) => text[language] ?? text['zh-CN'];
  return [id, said(kindName), place, assignee, state, closedAt ?? dueAt, outcomeName && said(outcomeName)];
}

const show = defineCommand({
  meta: { name: 'show', description: 'One case' },
  args: { case: number, said: { type: 'boolean', description: 'Also what was said; the look is recorded' }, json },
  async run({ args }) {
    const id = wholeNumber('case', args.case);
    await connected(async ({ sql, env }) => {
      const found = await findCase(sql, { id, top: null });
      if (!found) throw new Refused(sentence('unknown-case', { case: id }));
      const key = peopleKey(env.PEOPLE_KEY);
      const said = args.said
        ? { said: await readStatements({ sql, by: commandLine(), key }, { case: id, top: null }) }
        : {};
      if (args.json) return printJson({ ...found, ...said });
      printTable(['number', 'kind', 'about', 'answers', 'state', 'due', 'outcome'], [lineOf(found)]);
      for (const { outcome, name } of found.outcomes) process.stdout.write(`${outcome}  ${name['zh-CN']}\n`);
      for (const { receipt, text, from } of said.said ?? [])
        process.stdout.write(`${receipt}  ${from ?? '–'}: ${text ?? '–'}\n`);
    });
  },
});

const open = defineCommand({
  meta: { name: 'open', description: 'Open a case; its clock begins at once' },
  args: {
    campaign: { type: 'positional', description: 'Id of the campaign', required: true },
    kind: { type: 'string', description: 'A kind of the campaign: objection, complaint, referral …', required: true },
    region: { type: 'string', description: 'Code of the place that it is about; of the row where there is one' },
    entry: { type: 'string', description: 'Number of the row of a list that it is about' },
    to: { type: 'string', description: 'Code of the region that answers, instead of the usual one' },
    text: { type: 'string', description: 'What was said; it is sealed' },
    from: { type: 'string', description: 'Who said it; sealed too' },
    submission: { type: 'string', description: 'A UUID: a second sending gives the first receipt' },
    json,
  },
  async run({ args }) {
    const { campaign, kind, region, to: assignee, text, from, submission } = args;
    const entry = args.entry === undefined ? {} : { entry: wholeNumber('entry', args.entry) };
    const said = text === undefined ? {} : { said: { text, from } };
    const raised = { campaign, kind, region, assignee, submission, ...entry, ...said };
    await withCampaigns(async ({ sql, env, client }) => {
      const key = peopleKey(env.PEOPLE_KEY);
      const by = commandLine();
      const opened = await openCase(
        { sql, by, client, key },
        { ...raised, raiser: { by: 'account', account: null }, top: null },
      );
      if (args.json) return printJson(opened);
      process.stdout.write(`Case ${opened.case}, receipt ${opened.receipt}.\n`);
    });
  },
});

const answer = defineCommand({
  meta: { name: 'answer', description: 'Answer a case for the region that is asked; the answer counts at once' },
  args: {
    case: number,
    outcome: { type: 'positional', description: 'One of its outcomes (case show)', required: true },
    reason,
    json,
  } satisfies ArgsDef,
  async run({ args }) {
    const id = wholeNumber('case', args.case);
    const by = commandLine();
    const hand = { via: 'cli' as const, ...(by.by && { name: by.by }) };
    const answered = await withCampaigns(({ sql, client }) =>
      answerCase({ sql, by, client }, { case: id, outcome: args.outcome, reason: args.reason, hand, top: null }),
    );
    if (args.json) return printJson(answered);
    process.stdout.write(`Case ${id} is answered.\n`);
  },
});

const reopen = defineCommand({
  meta: { name: 'reopen', description: 'Open an answered case again' },
  args: { case: number, reason: { ...reason, required: true }, json },
  async run({ args }) {
    const id = wholeNumber('case', args.case);
    const opened = await withCampaigns(({ sql, client }) =>
      reopenCase({ sql, by: commandLine(), client }, { case: id, reason: args.reason, top: null }),
    );
    if (args.json) return printJson(opened);
    process.stdout.write(`Case ${id} is open again.\n`);
  },
});

export default defineCommand({
  meta: { name: 'case', description: 'Matters with a clock: objections, complaints, referrals, calls' },
  subCommands: { list, show, open, answer, reopen },
});
