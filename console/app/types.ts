import type { z } from 'zod';
import type {
  accountRowsSchema,
  accountSchema,
  addedSchema,
  addedSeveralSchema,
  invitedSchema,
  madeTokenSchema,
  meSchema,
  tokenSchema,
} from '../api/account/account-schemas';
import type {
  firstStepsSchema,
  forecastSchema,
  heldSchema,
  holdSchema,
  startedSchema,
  steeredSchema,
} from '../api/campaign/campaign-schemas';
import type {
  calendarSchema,
  draftsSchema as campaignDraftsSchema,
  definitionReadSchema,
  draftKeptSchema,
  draftSchema,
  planSchema,
  templatesSchema,
  templateTextSchema,
} from '../api/campaign/plan-schemas';
import type {
  caseInFullSchema,
  caseKindsSchema,
  casesSchema,
  openedCaseSchema,
  statementsSchema,
} from '../api/case/case-schemas';
import type { storySchema as bankStorySchema, linesSchema, madeSchema, readSchema } from '../api/ledger/bank-schemas';
import type { deliveredSchema, picturedSchema } from '../api/ledger/delivery-schemas';
import type {
  booksSchema,
  countsSchema,
  draftsSchema,
  figuresSchema,
  findingsSchema,
  reconciliationSchema,
  seasonBeforeSchema,
  standardsSchema,
  waysSchema,
} from '../api/ledger/ledger-schemas';
import type {
  helpersSchema,
  pairedSchema,
  pairsSchema,
  planShownSchema,
  readPairsSchema,
} from '../api/list/pair-schemas';
import type { paperSchema, paperTakenSchema, takenOverSchema } from '../api/list/paper-schemas';
import type { givenSchema, lookedSchema, quotasSchema, storySchema } from '../api/list/quota-schemas';
import type { foundSchema, listCountsSchema, listsSchema, rosterSchema, rowSchema } from '../api/list/row-schemas';
import type { drawnSchema, sampleSchema, samplesSchema } from '../api/list/sample-schemas';
import type {
  tableDifferenceSchema,
  tableImportedSchema,
  tableLayoutSchema,
  tableLookedSchema,
} from '../api/list/table-schemas';
import type {
  deadRepliesSchema,
  faultsSchema,
  listedMessageSchema,
  messageDetailSchema,
} from '../api/message/message-schemas';
import type { groupSchema } from '../api/people/group-schemas';
import type { helpedSchema, peopleFoundSchema } from '../api/people/helped-schemas';
import type { mapImportedSchema, shapesSchema } from '../api/people/map-schemas';
import type {
  checkedSchema,
  firstRowsSchema,
  importedSchema,
  importsSchema,
  kindsSchema,
  layoutSchema,
  peopleOfRegisterSchema,
  placeSchema,
  placesSchema,
  regionDoneSchema,
  regionListSchema,
  regionNamesSchema,
  shownSchema,
} from '../api/people/register-schemas';
import type { figureLineSchema, placeRecordSchema, versionSchema } from '../api/place/place-schemas';
import type { searchSchema } from '../api/place/search-schemas';
import type {
  heardSchema,
  postedSchema,
  postingSchema,
  postingsSchema,
  previewSchema,
} from '../api/posting/posting-schemas';
import type { keptTemplateSchema, printsSchema } from '../api/print/print-schemas';
import type {
  boardSchema,
  cardSchema,
  curveSchema,
  progressSchema,
  regionsSchema,
  unitsSchema,
} from '../api/progress/progress-schemas';
import type { oneRehearsalSchema, rehearsalsSchema, standingSchema } from '../api/rehearsal/rehearsal-schemas';
import type { contradictionsSchema } from '../api/report/contradiction-schemas';
import type { formReceiptSchema, receiptSchema } from '../api/report/receipt-schemas';
import type { callsSchema, chasesSchema } from '../api/round/work-schemas';
import type { accountRowSchema, auditRowSchema } from '../api/table/served/accounts';
import type { campaignRowSchema, unitRowSchema } from '../api/table/served/campaigns';
import type { evidenceRowSchema } from '../api/table/served/evidence';
import type {
  batchRowSchema,
  deliveryRowSchema,
  holdingRowSchema,
  transferRowSchema,
} from '../api/table/served/ledger';
import type { pairRowSchema, paperRowSchema, quotaRowSchema } from '../api/table/served/lists';
import type { caseRowSchema, postingRowSchema } from '../api/table/served/matters';
import type { contactRowSchema, gapRowSchema, placeRowSchema } from '../api/table/served/register';
import type { callRowSchema, chaseRowSchema } from '../api/table/served/work';
import type { tablePageSchema, viewsSchema } from '../api/table/table-schemas';
import type {
  drillSchema,
  dutyQuestionSchema,
  dutySchema,
  oneAlertSchema,
  rulesSchema,
  takenSchema,
  warningBoardSchema,
  whatIfSchema,
  wokenSchema,
} from '../api/warning/warning-schemas';
import type { workItemsSchema, workSchema } from '../api/work/work-list-schemas';

/** Types of the API's answers, from its own schemas. */
export type Board = z.output<typeof boardSchema>;
export type Contradictions = z.output<typeof contradictionsSchema>;
export type Card = z.output<typeof cardSchema>;
export type Progress = z.output<typeof progressSchema>;
export type Stage = Progress['stages'][number];
export type Regions = z.output<typeof regionsSchema>;
export type RegionRow = Regions['rows'][number];
export type Units = z.output<typeof unitsSchema>;
export type Unit = Units['units'][number];
export type Curve = z.output<typeof curveSchema>;
export type Counts = RegionRow['stages'][string];

export type Kinds = z.output<typeof kindsSchema>;

export type Started = z.output<typeof startedSchema>;
export type Steered = z.output<typeof steeredSchema>;
export type Templates = z.output<typeof templatesSchema>;
export type TemplateText = z.output<typeof templateTextSchema>;
export type Plan = z.output<typeof planSchema>;
export type DefinitionRead = z.output<typeof definitionReadSchema>;
export type Drafts = z.output<typeof campaignDraftsSchema>;
export type DraftInFull = z.output<typeof draftSchema>;
export type DraftKept = z.output<typeof draftKeptSchema>;
export type Forecast = z.output<typeof forecastSchema>;
export type Held = z.output<typeof heldSchema>;
export type Hold = z.output<typeof holdSchema>;
export type DaysOff = z.output<typeof calendarSchema>;
export type Rehearsal = z.output<typeof standingSchema>;
export type Rehearsals = z.output<typeof rehearsalsSchema>;
export type OneRehearsal = z.output<typeof oneRehearsalSchema>;

export type Lists = z.output<typeof listsSchema>;
export type ListCounts = z.output<typeof listCountsSchema>;
export type List = Lists['lists'][number];
export type Roster = z.output<typeof rosterSchema>;
export type RosterRow = Roster['rows'][number];
export type FoundRows = z.output<typeof foundSchema>;
export type RowInFull = z.output<typeof rowSchema>;
export type Quotas = z.output<typeof quotasSchema>;
export type QuotasLooked = z.output<typeof lookedSchema>;
export type QuotasGiven = z.output<typeof givenSchema>;
export type QuotaStory = z.output<typeof storySchema>;
export type TakenOver = z.output<typeof takenOverSchema>;
export type ListedPaper = z.output<typeof paperRowSchema>;
export type PaperInFull = z.output<typeof paperSchema>;
export type KeyedRows = z.output<typeof formReceiptSchema>;
export type PaperTaken = z.output<typeof paperTakenSchema>;
export type Pairs = z.output<typeof pairsSchema>;
export type PlanShown = z.output<typeof planShownSchema>;
export type Paired = z.output<typeof pairedSchema>;
export type PairsRead = z.output<typeof readPairsSchema>;
export type Helpers = z.output<typeof helpersSchema>;
export type TableLooked = z.output<typeof tableLookedSchema>;
export type TableDifference = z.output<typeof tableDifferenceSchema>;
export type TableImported = z.output<typeof tableImportedSchema>;
export type TableLayout = z.output<typeof tableLayoutSchema>;
export type Samples = z.output<typeof samplesSchema>;
export type Sample = z.output<typeof sampleSchema>;
export type Drawn = z.output<typeof drawnSchema>;

export type Books = z.output<typeof booksSchema>;
export type Ways = z.output<typeof waysSchema>;
export type Way = Ways['ways'][number];
export type Reconciliation = z.output<typeof reconciliationSchema>;
export type Level = Reconciliation['parts'][number];
export type Difference = Reconciliation['differences'][number];
export type SeasonBefore = z.output<typeof seasonBeforeSchema>;
export type LedgerFigures = z.output<typeof figuresSchema>;
export type OpenCounts = z.output<typeof countsSchema>;
export type OpenCount = OpenCounts['counts'][number];
export type DispatchDrafts = z.output<typeof draftsSchema>;
export type DispatchDraft = DispatchDrafts['drafts'][number];
export type LateStandards = z.output<typeof standardsSchema>;
export type LateStandard = LateStandards['standards'][number];
export type Delivered = z.output<typeof deliveredSchema>;
export type KeptPicture = z.output<typeof picturedSchema>;
export type BankMade = z.output<typeof madeSchema>;
export type BankStory = z.output<typeof bankStorySchema>;
export type BankRead = z.output<typeof readSchema>;
export type BankLines = z.output<typeof linesSchema>;
export type BankLine = BankLines['lines'][number];
export type Findings = z.output<typeof findingsSchema>;
export type Finding = Findings['findings'][number];
export type EvidenceRow = z.output<typeof evidenceRowSchema>;

export type Chases = z.output<typeof chasesSchema>;
export type Chase = Chases['chases'][number];
export type Calls = z.output<typeof callsSchema>;
export type Call = Calls['calls'][number];

export type Work = z.output<typeof workSchema>;
export type WorkItems = z.output<typeof workItemsSchema>;
export type WorkItem = WorkItems['items'][number];

export type Found = z.output<typeof searchSchema>;
export type Hit = Found['hits'][number];
export type PlaceRecord = z.output<typeof placeRecordSchema>;
export type PlaceRound = PlaceRecord['rounds'][number];
export type PlaceVersion = z.output<typeof versionSchema>;
export type FigureLine = z.output<typeof figureLineSchema>;
export type AskedForm = PlaceRound['form'];
export type ReportReceipt = z.output<typeof receiptSchema>;

export type Message = z.output<typeof listedMessageSchema>;
export type MessageDetail = z.output<typeof messageDetailSchema>;
export type Faults = z.output<typeof faultsSchema>;
export type Replies = z.output<typeof deadRepliesSchema>;

export type RegionList = z.output<typeof regionListSchema>;
export type FirstRows = z.output<typeof firstRowsSchema>;
export type ImportsMade = z.output<typeof importsSchema>;
export type RegisterLayout = z.output<typeof layoutSchema>;
export type PeopleOfRegister = z.output<typeof peopleOfRegisterSchema>;
export type RegionNames = z.output<typeof regionNamesSchema>;
export type RegionDone = z.output<typeof regionDoneSchema>;
export type Shapes = z.output<typeof shapesSchema>;
export type MapImported = z.output<typeof mapImportedSchema>;
export type Region = RegionList['regions'][number];
export type Places = z.output<typeof placesSchema>;
export type Place = z.output<typeof placeSchema>;
export type Person = Place['people'][number];
export type PeopleFound = z.output<typeof peopleFoundSchema>;
export type Helped = z.output<typeof helpedSchema>;
export type Shown = z.output<typeof shownSchema>;
export type ShownPerson = Shown['people'][number];
export type Checked = z.output<typeof checkedSchema>;
export type Imported = z.output<typeof importedSchema>;

export type Me = z.output<typeof meSchema>;
export type Invited = z.output<typeof invitedSchema>;
export type Added = z.output<typeof addedSchema>;
export type AddedSeveral = z.output<typeof addedSeveralSchema>;
export type AccountRows = z.output<typeof accountRowsSchema>;
export type MadeToken = z.output<typeof madeTokenSchema>;
export type Account = z.output<typeof accountSchema>;
export type Token = z.output<typeof tokenSchema>;

export type WarningBoard = z.output<typeof warningBoardSchema>;
export type WarningEvent = WarningBoard['events'][number];
export type WarningAlert = WarningBoard['alerts'][number];
export type Prints = z.output<typeof printsSchema>;
export type KeptTemplate = z.output<typeof keptTemplateSchema>;
export type Postings = z.output<typeof postingsSchema>;
export type OnePosting = z.output<typeof postingSchema>;
export type PostingPreview = z.output<typeof previewSchema>;
export type PostedLot = z.output<typeof postedSchema>;
export type HeardAboutPosting = z.output<typeof heardSchema>;
export type Cases = z.output<typeof casesSchema>;
export type ListedCase = Cases['cases'][number];
export type CaseInFull = z.output<typeof caseInFullSchema>;
export type CaseKinds = z.output<typeof caseKindsSchema>;
export type OpenedCase = z.output<typeof openedCaseSchema>;
export type Statements = z.output<typeof statementsSchema>;
export type OneAlert = z.output<typeof oneAlertSchema>;
export type AlertUnit = OneAlert['units'][number];
export type WhatIf = z.output<typeof whatIfSchema>;
export type WarningRules = z.output<typeof rulesSchema>;
export type FirstStepsDone = z.output<typeof firstStepsSchema>;
export type DutyItem = z.output<typeof dutySchema>;
export type DutyQuestion = z.output<typeof dutyQuestionSchema>;
export type Group = z.output<typeof groupSchema>;
export type Taken = z.output<typeof takenSchema>;
export type Woken = z.output<typeof wokenSchema>;
export type Drilled = z.output<typeof drillSchema>;
export type Views = z.output<typeof viewsSchema>;
export type TablePage = z.output<typeof tablePageSchema>;
export type AccountRow = z.output<typeof accountRowSchema>;
export type AuditRow = z.output<typeof auditRowSchema>;
export type CaseRow = z.output<typeof caseRowSchema>;
export type PostingRow = z.output<typeof postingRowSchema>;
export type ContactRow = z.output<typeof contactRowSchema>;
export type GapRow = z.output<typeof gapRowSchema>;
export type PlaceRow = z.output<typeof placeRowSchema>;
export type CampaignRow = z.output<typeof campaignRowSchema>;
export type UnitRow = z.output<typeof unitRowSchema>;
export type CallRow = z.output<typeof callRowSchema>;
export type ChaseRow = z.output<typeof chaseRowSchema>;
export type TransferRow = z.output<typeof transferRowSchema>;
export type HoldingRow = z.output<typeof holdingRowSchema>;
export type DeliveryRow = z.output<typeof deliveryRowSchema>;
export type BankBatch = z.output<typeof batchRowSchema>;
export type Pair = z.output<typeof pairRowSchema>;
export type QuotaRow = z.output<typeof quotaRowSchema>;
