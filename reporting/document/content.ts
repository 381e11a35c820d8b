import { say } from '../../domain/campaign/definition/definition';
import type { Text } from '../../domain/campaign/definition/words';
import type { RegionKind } from '../../domain/people/region-kinds';
import { CHAPTER_NAMES } from '../../domain/report/chapters';
import { type Period, periodInFiles } from '../../domain/report/period';
import { type CampaignRow, getCampaign } from '../../store/campaign/campaigns';
import { type CaseFigures, caseFigures } from '../../store/case/case-figures';
import type { Queries, Sql } from '../../store/db/db';
import { type LeftOut, unitsLeftOut } from '../../store/people/left-out';
import { regionKinds } from '../../store/people/region-kinds';
import { type BoardPhoto, someBoardPhotos } from '../../store/posting/posting-photos';
import { templateFor } from '../../store/print/templates';
import {
  type ActivityPhoto,
  type ActivityText,
  countActivityTexts,
  eachActivityText,
  someActivityPhotos,
} from '../figures/activities';
import { type AlertFigures, alertFigures, countReached, eachReached, type ReachedUnit } from '../figures/alerts';
import { messageCounts, type StageFigures, stageFigures, type WayCounts } from '../figures/figures';
import { type RegionStandards, standardsByRegion } from '../figures/given/by-region';
import { type Contradiction, contradictions } from '../figures/given/contradictions';
import { type LedgerFigures, ledgerFigures } from '../figures/given/ledger';
import { againstStandards, type StandardFigures } from '../figures/given/standards';
import { eachDifference, type HandedIn, type ListDifference, listDifferences } from '../figures/list/handed-in';
import {
  countUnitTotals,
  eachUnitTotal,
  type ListTotal,
  listTotals,
  type UnitTotal,
} from '../figures/list/list-totals';
import { type ListVotes, listVotes } from '../figures/list/list-votes';
import { type UnitOnPaper, unitsOnPaper } from '../figures/list/on-paper';
import {
  countPostTotals,
  eachPostTotal,
  type PairTotal,
  type PostTotal,
  pairTotals,
} from '../figures/list/pair-totals';
import { type PostedList, postedLists } from '../figures/list/posted-lists';
import { type SampleTotal, sampleTotals } from '../figures/list/sample-totals';
import {
  type CallFigures,
  type CallRecord,
  type ChaseFigures,
  type ChaseRecord,
  callFigures,
  chaseFigures,
  type Decision,
  decisions,
  eachCall,
  eachChase,
  type Shortfall,
  shortfalls,
} from '../figures/log';
import { type MilestoneFigures, milestoneFigures } from '../figures/milestones';
import { type PeriodFigures, periodFigures } from '../figures/period/period-figures';
import { type RecordForm, recordForms, type UnitRecord, unitRecords } from '../figures/records';
import {
  countMissing,
  eachMissing,
  type MissingGroup,
  type MissingUnit,
  missingGroups,
  type RegionFigures,
  regionFigures,
} from '../figures/regions';
import { ACTIVITY_PHOTOS_SHOWN, ACTIVITY_TEXTS_SHOWN, BOARD_PHOTOS_SHOWN } from '../figures/shown';
import type { FieldTotal } from '../figures/sums/field-total';
import { fieldTotals, placeTotals } from '../figures/sums/totals';
import { type Word, word as wordIn } from './texts';

/** A paper waits two working days at most: these are few. */
const MOST_ON_PAPER = 5000;

/** The content of the Word and the Excel report at one moment, without the lists that grow with the units. */
export interface ReportContent {
  /** The office's template of a summary: a Word document. */
  template: Buffer;
  campaign: CampaignRow;
  /** Where the console is reached, so that figures lead to their records; null where nobody has said. */
  publicUrl: string | null;
  /** Kinds of the register, for their names. */
  kinds: RegionKind[];
  /** Place name of the scope. */
  scopeName: string;
  stages: StageFigures[];
  regions: RegionFigures[];
  missing: MissingGroup[];
  /** Units that a tag of the register leaves out. */
  leftOut: LeftOut[];
  /** Units whose list is on paper and not keyed yet. */
  onPaper: UnitOnPaper[];
  milestones: MilestoneFigures[];
  standards: StandardFigures[];
  /** The same by the regions right below the scope. */
  standardsByRegion: RegionStandards[];
  totals: FieldTotal[];
  /** Where a summary says otherwise than the returns behind it. */
  contradictions: Contradiction[];
  /** Rows of lists, by list and category. */
  listTotals: ListTotal[];
  /** Where rows are now others than were handed in, by list. */
  listDifferences: ListDifference[];
  /** What came of pairs, by list and unit. */
  pairTotals: PairTotal[];
  /** Cases by kind. */
  caseFigures: CaseFigures[];
  /** Votes of residents' meetings, by list and category. */
  listVotes: ListVotes[];
  /** What came of the postings of each list. */
  postings: PostedList[];
  /** A few photos of boards, as evidence. */
  boardPhotos: BoardPhoto[];
  /** Goods and money; null where the campaign keeps no accounts. */
  ledger: LedgerFigures | null;
  /** Spot checks. */
  samples: SampleTotal[];
  /** What some units have written about their activities, by chapter, and a few of their photos. */
  activityTexts: ActivityText[];
  activityPhotos: ActivityPhoto[];
  messages: WayCounts;
  shortfalls: Shortfall[];
  chases: ChaseFigures[];
  calls: CallFigures[];
  decisions: Decision[];
  /** Forms whose records stand behind the figures; the records themselves are read while they are written. */
  recordForms: RecordForm[];
  alerts: AlertFigures[];
  /** Lengths of the lists that are read while they are written. */
  lengths: { missing: number; reached: number; listUnits: number; posts: number; activityTexts: number };
  /** Titles of the rounds of warnings, by key. */
  titles: Map<string, Text>;
  /** What happened in a period, where the summary is of one: then the parts about the whole campaign are empty. */
  period: PeriodFigures | null;
}

/**
 * Lists with a row for every unit: some hundred thousand rows, too many for one process's memory. They are read while
 * they are written, each from a cursor in the same snapshot, one after the other.
 */
export interface LongLists {
  records(form: string): AsyncIterable<UnitRecord>;
  missing(): AsyncIterable<MissingUnit>;
  chases(): AsyncIterable<ChaseRecord>;
  calls(): AsyncIterable<CallRecord>;
  reached(): AsyncIterable<ReachedUnit>;
  listUnits(): AsyncIterable<UnitTotal>;
  differences(): AsyncIterable<HandedIn>;
  posts(): AsyncIterable<PostTotal>;
  activityTexts(): AsyncIterable<ActivityText>;
}

const listsOf = (snapshot: Queries, { campaign: { id: campaign, definition }, period }: ListedIn): LongLists => ({
  records: (form) => unitRecords(snapshot, campaign, form),
  missing: () => eachMissing(snapshot, campaign),
  chases: () => eachChase(snapshot, campaign),
  calls: () => eachCall(snapshot, campaign),
  reached: () => eachReached(snapshot, campaign),
  listUnits: () => eachUnitTotal(snapshot, { campaign }),
  differences: () => eachDifference(snapshot, { campaign, definition }),
  posts: () => eachPostTotal(snapshot, { id: campaign, definition }),
  activityTexts: () => eachActivityText(snapshot, { id: campaign, definition, bounds: period?.bounds ?? null }),
});

type ListedIn = Pick<ReportContent, 'campaign' | 'period'>;

/**
 * Reads the content in one snapshot, so that figures, names and records of one report agree while reports come in.
 * @param write gets the content, and the long lists while the snapshot lasts
 * @param wanted the period, and where the console is reached: without that, the report has no links
 * @throws Error when the campaign is not known
 */
export const withContent = <T>(
  sql: Sql,
  campaign: string,
  write: (content: ReportContent, lists: LongLists) => Promise<T>,
  { publicUrl = null, period = null }: Wanted = {},
): Promise<T> =>
  sql.begin('isolation level repeatable read read only', async (snapshot) => {
    const told = period === null ? contentOf(snapshot, campaign) : periodContent(snapshot, campaign, period);
    const read = await told;
    const { file: template } = await templateFor(snapshot, 'summary', read.campaign.plan.scope);
    const content = { ...read, publicUrl, template };
    return write(content, listsOf(snapshot, content));
  }) as Promise<T>;

/** What a report is to be like. */
export interface Wanted {
  publicUrl?: string | null;
  /** The whole campaign when left out. */
  period?: Period | null;
}

/** Signs that a file system does not take. */
const NOT_IN_FILES = /[\\/:*?"<>|\p{Cc}]/gu;

/** @returns the name under which people keep a report, such as `《春节前关爱慰问》工作总结.docx` */
export function shownFileName(
  { definition, mode }: Pick<CampaignRow, 'definition' | 'mode'>,
  { as, period }: { as: 'docx' | 'xlsx'; period: Period | null },
): string {
  const { language, name } = definition;
  const word = (of: Word) => wordIn(of, language);
  const english = language === 'en';
  const days = period === null ? '' : english ? ` ${periodInFiles(period)}` : `（${period.from}至${period.to}）`;
  const what = english
    ? `${say(name, language)} - ${word(as === 'docx' ? 'report' : 'recordsFile')}`
    : `《${say(name, language)}》${word(as === 'docx' ? 'paper' : 'recordsFile')}`;
  const shown = `${mode === 'rehearsal' ? word('rehearsal') : ''}${what}${days}.${as}`;
  return shown.replace(NOT_IN_FILES, ' ');
}

/** @returns the name of a report's files, without what they end in */
export const fileOf = (campaign: string, period: Period | null): string =>
  period === null ? campaign : `${campaign}_${periodInFiles(period)}`;

/** What the snapshot says. */
type Read = Omit<ReportContent, 'publicUrl' | 'template'>;

const NO_MESSAGES: WayCounts = { sms: {}, email: {} };

/** What is told of a whole campaign, and not of a period. */
const NOTHING_ELSE = {
  ...{
    stages: [],
    regions: [],
    missing: [],
    leftOut: [],
    onPaper: [],
    milestones: [],
    standards: [],
    standardsByRegion: [],
    contradictions: [],
    totals: [],
    listTotals: [],
  },
  ...{
    listDifferences: [],
    pairTotals: [],
    listVotes: [],
    caseFigures: [],
    postings: [],
    boardPhotos: [],
    samples: [],
  },
  ...{ activityTexts: [], activityPhotos: [], shortfalls: [], chases: [], calls: [], recordForms: [], alerts: [] },
  ...{ ledger: null, messages: NO_MESSAGES },
  lengths: { missing: 0, reached: 0, listUnits: 0, posts: 0, activityTexts: 0 },
};

async function periodContent(sql: Queries, campaign: string, days: Period): Promise<Read> {
  const row = await getCampaign(sql, campaign);
  const period = await periodFigures(sql, row, days);
  const told = { ...row, bounds: period.bounds };
  return {
    ...NOTHING_ELSE,
    // The figures are of the end of the period, also when the report is written again months later.
    campaign: { ...row, endedAt: period.asOf },
    kinds: await regionKinds(sql),
    scopeName: await placeName(sql, row.plan.scope),
    decisions: period.decisions,
    boardPhotos: await someBoardPhotos(sql, { campaign, most: BOARD_PHOTOS_SHOWN, bounds: period.bounds }),
    activityTexts: await firstTexts(sql, told),
    activityPhotos: await someActivityPhotos(sql, told, ACTIVITY_PHOTOS_SHOWN),
    lengths: { ...NOTHING_ELSE.lengths, activityTexts: await countActivityTexts(sql, told) },
    titles: await alertTitles(sql, campaign),
    period,
  };
}

async function contentOf(sql: Queries, campaign: string): Promise<Read> {
  const row = await getCampaign(sql, campaign);
  const totals = await fieldTotals(sql, campaign);
  const ofPlaces = await placeTotals(sql, campaign);
  const regions = await regionFigures(sql, { campaign });
  const lists = await listTotals(sql, { campaign });
  const pairs = await pairTotals(sql, row);
  const ledger = await ledgerFigures(sql, row);
  const booked = ledger?.given ?? [];
  return {
    campaign: row,
    kinds: await regionKinds(sql),
    scopeName: await placeName(sql, row.plan.scope),
    stages: await stageFigures(sql, campaign),
    regions,
    missing: await missingGroups(sql, { campaign }),
    leftOut: await unitsLeftOut(sql, campaign),
    onPaper: await unitsOnPaper(sql, { campaign, limit: MOST_ON_PAPER }),
    milestones: await milestoneFigures(sql, campaign),
    standards: againstStandards(row.definition, totals, booked),
    standardsByRegion: await standardsByRegion(sql, row, { totals: ofPlaces, booked }),
    contradictions: contradictions(row.definition, ofPlaces, regions),
    totals,
    listTotals: lists,
    listDifferences: lists.length === 0 ? [] : await listDifferences(sql, { campaign, definition: row.definition }),
    pairTotals: pairs,
    listVotes: lists.length === 0 ? [] : await listVotes(sql, campaign),
    caseFigures: await caseFigures(sql, campaign),
    postings: await postedLists(sql, row),
    boardPhotos: await someBoardPhotos(sql, { campaign, most: BOARD_PHOTOS_SHOWN }),
    ledger,
    samples: await sampleTotals(sql, campaign),
    activityTexts: await firstTexts(sql, row),
    activityPhotos: await someActivityPhotos(sql, row, ACTIVITY_PHOTOS_SHOWN),
    messages: await messageCounts(sql, campaign),
    shortfalls: await shortfalls(sql, campaign),
    chases: await chaseFigures(sql, campaign),
    calls: await callFigures(sql, campaign),
    decisions: await decisions(sql, campaign),
    recordForms: await recordForms(sql, campaign),
    alerts: await alertFigures(sql, campaign),
    lengths: {
      missing: await countMissing(sql, campaign),
      reached: await countReached(sql, campaign),
      listUnits: await countUnitTotals(sql, campaign),
      posts: pairs.length === 0 ? 0 : await countPostTotals(sql, row),
      activityTexts: await countActivityTexts(sql, row),
    },
    titles: await alertTitles(sql, campaign),
    period: null,
  };
}

async function firstTexts(sql: Queries, row: Parameters<typeof eachActivityText>[1]): Promise<ActivityText[]> {
  const texts: ActivityText[] = [];
  for (const chapter of CHAPTER_NAMES)
    for await (const one of eachActivityText(sql, row, { chapter, most: ACTIVITY_TEXTS_SHOWN })) texts.push(one);
  return texts;
}

async function alertTitles(sql: Queries, campaign: string): Promise<Map<string, Text>> {
  const rows = await sql<{ key: string; title: Text }[]>`
    select distinct key, title from rounds where campaign_id = ${campaign} and title is not null`;
  return new Map(rows.map(({ key, title }) => [key, title]));
}

async function placeName(sql: Queries, code: string): Promise<string> {
  const [row] = await sql<{ name: string }[]>`select name from regions where code = ${code}`;
  return row?.name ?? code;
}
