import type { Text } from '../campaign/definition/words';
import type { AnswerTurn, CaseKind, CaseOutcome } from './case-kinds';

/** The kinds of case that every campaign may have; a definition's `cases:` names those it has, and may change them. */

const words = (zh: string, en: string): Required<Text> => ({ 'zh-CN': zh, en });

const outcome = (
  zh: string,
  en: string,
  rest: Partial<Omit<CaseOutcome, 'name'>> & { turn?: AnswerTurn } = {},
): CaseOutcome => ({ name: words(zh, en), turn: 'close', ...rest });

/** What is the same for most kinds: asked at once, twice of the first region, then of its superiors. */
const USUAL = {
  ask: 'answer',
  reason: true,
  apart: false,
  holds: false,
  after: {},
  ladder: 'case',
  rounds: [2, 2, 1],
} as const;

/** A person on a patrol refuses help: the unit visits again and again, without pressure. */
const refusal: CaseKind = {
  name: words('拒绝救助', 'Help refused'),
  ask: 'revisit',
  title: words('回访', 'Revisit'),
  question: words('回访结果', 'Outcome'),
  outcomes: {
    refuses: outcome('仍不愿接受，已补充物资', 'Still refuses; goods were left', { turn: 'again' }),
    accepted: outcome('已接受帮助', 'Accepted help'),
    sheltered: outcome('已进安置点', 'Went to shelter'),
    moved: outcome('已离开或返乡', 'Has left or gone home'),
  },
  reason: false,
  to: 'unit',
  apart: false,
  holds: false,
  /** The value of a warning's rule (`revisitEveryHours`) overrides it. */
  after: { hours: 24 },
  /** A visit takes an afternoon. A visit missed by the deadline moves to the next round. */
  within: { hours: 8 },
  locksAfter: { hours: 12 },
  /** The ladder of a warning's rule overrides it. */
  ladder: 'warning-revisit',
  rounds: [6],
};

/** Somebody objects to a row of a posted list while the posting runs. */
const objection: CaseKind = {
  ...USUAL,
  name: words('公示异议', 'Objection'),
  title: words('办理异议', 'Objection'),
  question: words('异议是否成立', 'Is the objection right?'),
  outcomes: {
    upheld: outcome('成立，取消该户', 'Upheld: the row leaves the list', { row: 'remove' }),
    rejected: outcome('不成立，予以保留', 'Rejected: the row stays', { row: 'release' }),
  },
  to: 'scope',
  apart: true,
  holds: true,
  within: { workingDays: 3 },
  locksAfter: { workingDays: 6 },
};

/** Somebody names a household that is not on the list. */
const nomination: CaseKind = {
  ...USUAL,
  name: words('群众推荐', 'Nomination'),
  title: words('核实推荐', 'Nomination'),
  question: words('核实结果', 'What was found?'),
  outcomes: {
    proposed: outcome('符合条件，已列入申报', 'Eligible: proposed'),
    known: outcome('已在名单中', 'Already on the list'),
    'not-eligible': outcome('不符合条件，已说明理由', 'Not eligible: the reason was told'),
    'not-found': outcome('查无此户', 'No such household'),
  },
  to: 'unit',
  within: { workingDays: 3 },
  locksAfter: { workingDays: 6 },
};

/** What comes after a posting has ended, or is about something else: it holds nothing by itself. */
const complaint: CaseKind = {
  ...USUAL,
  name: words('投诉反映', 'Complaint'),
  title: words('办理投诉', 'Complaint'),
  question: words('办理结果', 'Outcome'),
  outcomes: {
    hold: outcome('暂缓发放，转异议核查', 'The row is held and looked into', { row: 'hold', next: 'objection' }),
    corrected: outcome('属实，已纠正', 'Right: put in order'),
    recovered: outcome('属实，已追回', 'Right: recovered'),
    unfounded: outcome('不属实，已说明', 'Unfounded: explained'),
  },
  to: 'scope',
  apart: true,
  within: { workingDays: 1 },
  locksAfter: { workingDays: 3 },
};

/** Another department is asked to help: it takes the matter over, or refuses. */
const referral: CaseKind = {
  ...USUAL,
  name: words('转介', 'Referral'),
  title: words('办理转介', 'Referral'),
  question: words('是否受理', 'Do you take it over?'),
  outcomes: {
    accepted: outcome('已受理', 'Accepted', { next: 'revisit' }),
    refused: outcome('不予受理', 'Refused'),
    elsewhere: outcome('不属本部门，请上级协调', 'Not ours: ask our superior', { turn: 'pass' }),
  },
  to: 'superior',
  within: { workingDays: 10 },
  locksAfter: { workingDays: 15 },
  rounds: [1, 1],
};

/** Some time after a referral the unit looks whether it has helped. */
const revisit: CaseKind = {
  ...USUAL,
  name: words('回访', 'Revisit'),
  title: words('回访', 'Revisit'),
  question: words('回访结果', 'Has it helped?'),
  outcomes: {
    helped: outcome('问题已解决', 'It has'),
    waiting: outcome('正在办理，再回访', 'Not yet: ask again', { turn: 'again' }),
    unsolved: outcome('未解决，请上级协调', 'It has not: ask our superior', { turn: 'pass' }),
  },
  to: 'unit',
  after: { days: 14 },
  within: { workingDays: 3 },
  locksAfter: { workingDays: 5 },
};

/** A call to the number for help. */
const hotline: CaseKind = {
  ...USUAL,
  name: words('求助热线', 'Hotline call'),
  title: words('办理来电', 'Hotline call'),
  question: words('办理结果', 'Outcome'),
  outcomes: {
    helped: outcome('已帮助', 'Helped'),
    referred: outcome('已转介其他部门', 'Referred', { next: 'referral' }),
    'not-found': outcome('未找到来电人', 'The caller was not found', { turn: 'again' }),
    unfounded: outcome('不属实', 'Unfounded'),
  },
  to: 'unit',
  within: { hours: 24 },
  locksAfter: { hours: 48 },
};

/** 一事一议: an urgent need that no standard provides for is decided on its own. */
const urgent: CaseKind = {
  ...USUAL,
  name: words('急难个案', 'Urgent need'),
  title: words('一事一议', 'Urgent need'),
  question: words('研究意见', 'Decision'),
  outcomes: {
    granted: outcome('同意救助', 'Granted'),
    denied: outcome('不予救助，已说明理由', 'Denied: the reason was told'),
    above: outcome('报上级研究', 'For our superior to decide', { turn: 'pass' }),
  },
  to: 'superior',
  apart: true,
  within: { workingDays: 2 },
  locksAfter: { workingDays: 4 },
};

/** Two places have proposed one person. The superior of both decides by residence, not by who was first. */
const duplicate: CaseKind = {
  ...USUAL,
  name: words('重复申报', 'Duplicate'),
  title: words('核定重复申报', 'Duplicate'),
  question: words('该户应由谁申报', 'Which proposal stays?'),
  outcomes: {
    here: outcome('本条保留，另一条取消', 'This one; the other leaves the list', { row: 'win' }),
    there: outcome('另一条保留，本条取消', 'The other; this one leaves the list', { row: 'lose' }),
  },
  to: 'superior',
  apart: true,
  holds: true,
  within: { workingDays: 3 },
  locksAfter: { workingDays: 6 },
};

/** A person is on one list, and in a household on another: two payees, and an officer says whether both are paid. */
const double: CaseKind = {
  ...USUAL,
  name: words('户、人兼报', 'Household and person'),
  title: words('核定户、人兼报', 'Household and person'),
  question: words('该户已在名单上，本人是否同时发放', 'The household is on a list: is the person paid as well?'),
  outcomes: {
    both: outcome('都发', 'Both are paid', { row: 'release' }),
    one: outcome('只发该户，本人取消', 'Only the household; the person leaves the list', { row: 'remove' }),
  },
  to: 'superior',
  apart: true,
  holds: true,
  within: { workingDays: 3 },
  locksAfter: { workingDays: 6 },
};

/** A drawn row is visited by another office. */
const sample: CaseKind = {
  ...USUAL,
  name: words('抽查', 'Spot check'),
  title: words('抽查', 'Spot check'),
  question: words('抽查结果', 'What was found?'),
  outcomes: {
    confirmed: outcome('与登记一致', 'As recorded'),
    partly: outcome('部分不一致', 'Different in part'),
    wrong: outcome('不一致', 'Not as recorded'),
    absent: outcome('未见到本人，再查', 'Nobody there: go again', { turn: 'again' }),
  },
  to: 'superior',
  apart: true,
  within: { workingDays: 5 },
  locksAfter: { workingDays: 8 },
};

/** A household could not be told of the day of its visit. */
const unreached: CaseKind = {
  ...USUAL,
  name: words('未通知到', 'Not reached'),
  title: words('再次通知', 'Not reached'),
  question: words('通知结果', 'Outcome'),
  outcomes: {
    told: outcome('已通知到', 'Told'),
    relative: outcome('已通知家属或邻居', 'A relative or neighbour was told'),
    again: outcome('仍未通知到', 'Still not reached', { turn: 'again' }),
    away: outcome('已外出或搬离', 'Away or moved'),
  },
  reason: false,
  to: 'unit',
  within: { workingDays: 1 },
  locksAfter: { workingDays: 2 },
};

/** A paper list was handed over; whoever took it owes its rows. */
const keying: CaseKind = {
  ...USUAL,
  name: words('纸质补录', 'Paper to be keyed'),
  title: words('补录纸质名单', 'Paper list'),
  question: words('补录结果', 'Outcome'),
  outcomes: {
    keyed: outcome('已录入并核对', 'Keyed and compared'),
    void: outcome('名单作废', 'The paper is void'),
  },
  to: 'superior',
  within: { workingDays: 2 },
  locksAfter: { workingDays: 4 },
};

/** Rows were returned to the unit: handing them in again answers it, nobody chooses an outcome. */
const returned: CaseKind = {
  ...USUAL,
  name: words('退回改正', 'Returned rows'),
  title: words('改正退回的名单', 'Returned rows'),
  question: words('是否已改正', 'Are they corrected?'),
  outcomes: {
    corrected: outcome('已改正或撤回', 'Corrected or taken back'),
  },
  to: 'unit',
  /** Who returns rows may set another day. */
  within: { workingDays: 3 },
  locksAfter: { workingDays: 6 },
  ladder: 'returned',
  rounds: [1],
};

/** A household has moved to this place: whether it lives there is asked before it is approved. */
const moved: CaseKind = {
  ...USUAL,
  name: words('迁入确认', 'Moved in'),
  title: words('确认迁入户', 'Household moved in'),
  question: words('该户现在是否住在本村', 'Does the household live here now?'),
  outcomes: {
    here: outcome('住在这里', 'It lives here', { row: 'release' }),
    elsewhere: outcome('不住在这里，请上级核实', 'It does not; the superior looks into it', { turn: 'pass' }),
  },
  to: 'unit',
  holds: true,
  within: { workingDays: 3 },
  locksAfter: { workingDays: 6 },
};

/**
 * Nobody has told by the due time that a dispatch has arrived. It is opened with the note, and asks when that is due.
 */
const late: CaseKind = {
  ...USUAL,
  name: words('逾期未到', 'Late dispatch'),
  title: words('核实到货', 'Late dispatch'),
  question: words('这批款物到了没有', 'Has it arrived?'),
  outcomes: {
    came: outcome('已到齐', 'All of it has', { note: 'arrive' }),
    coming: outcome('还在路上，再问', 'It is still on its way: ask again', { turn: 'again' }),
    short: outcome('未到齐，也不再有了，请发出方查', 'Not all of it, and no more comes: ask its sender', {
      note: 'miss',
    }),
  },
  to: 'unit',
  after: { workingDays: 1 },
  within: { workingDays: 1 },
  locksAfter: { workingDays: 2 },
};

/** Less has arrived than was sent. */
const shortage: CaseKind = {
  ...USUAL,
  name: words('物资短少', 'Shortage'),
  title: words('查找短少物资', 'Shortage'),
  question: words('处理结果', 'Outcome'),
  outcomes: {
    found: outcome('已找到', 'Found'),
    replaced: outcome('已补发', 'Replaced'),
    lost: outcome('确认损失', 'Lost'),
  },
  to: 'superior',
  within: { workingDays: 2 },
  locksAfter: { workingDays: 5 },
};

/** Something was handed over twice, or more than is due: the superior of the unit looks into it. */
const discrepancy: CaseKind = {
  ...USUAL,
  name: words('发放存疑', 'Delivery in doubt'),
  title: words('核实发放', 'Delivery in doubt'),
  question: words('核实结果', 'What was found?'),
  outcomes: {
    once: outcome('实际只发了一次', 'It was given once only'),
    recovered: outcome('多发，已追回', 'Given twice: recovered'),
    kept: outcome('多发，已说明，不追回', 'Given twice: explained, not recovered'),
  },
  to: 'superior',
  apart: true,
  within: { workingDays: 2 },
  locksAfter: { workingDays: 5 },
};

/** A household that was refused asks for another decision. */
const appeal: CaseKind = {
  ...USUAL,
  name: words('申诉', 'Appeal'),
  title: words('办理申诉', 'Appeal'),
  question: words('复核意见', 'Decision'),
  outcomes: {
    reversed: outcome('撤销原决定', 'The decision is reversed'),
    confirmed: outcome('维持原决定', 'The decision stands'),
  },
  to: 'scope',
  apart: true,
  within: { workingDays: 5 },
  locksAfter: { workingDays: 10 },
};

export const CASE_KINDS = {
  refusal,
  objection,
  nomination,
  complaint,
  referral,
  revisit,
  hotline,
  urgent,
  duplicate,
  double,
  sample,
  unreached,
  keying,
  returned,
  moved,
  late,
  shortage,
  discrepancy,
  appeal,
} as const satisfies Record<string, CaseKind>;

/** @returns the built-in kind of that name; undefined when there is none. */
export const builtInKind = (name: string): CaseKind | undefined =>
  (CASE_KINDS as Readonly<Record<string, CaseKind>>)[name];
