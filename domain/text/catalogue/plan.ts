import type { Sentences } from '../sentences';

/** Faults of the days of a definition, and of its plan for a register. */
export const PLANS = {
  'cannot-plan': {
    'zh-CN': '活动“{definition}”无法编排：{told}',
    en: 'The campaign "{definition}" cannot be planned: {told}',
  },

  // Days
  'not-a-day': {
    'zh-CN': '“{words}”不是日期',
    en: '"{words}" is not a day',
  },
  'no-such-day': {
    'zh-CN': '{season} 年度没有“{words}”这一天',
    en: 'there is no day "{words}" in the season {season}',
  },
  'day-outside-season': {
    'zh-CN': '“{words}”不在 {season} 年度的日期范围内（{from} 至 {to}），请核对年份',
    en: '"{words}" lies outside the season {season} ({from} to {to}): check the year',
  },
  'not-an-instant': {
    'zh-CN': '“{words}”不是完整的时刻，如 "2026-12-28T10:00:00Z"',
    en: '"{words}" is not an instant such as "2026-12-28T10:00:00Z"',
  },
  'counted-in-circle': {
    'zh-CN': '“{moment}”是从另一个时间推算的，而那个时间又从“{moment}”推算',
    en: '"{moment}" is counted from a moment that is itself counted from "{moment}"',
  },
  'day-of-a-stage': {
    'zh-CN': '从另一个阶段算起时，要写明是它的哪个时间',
    en: 'what is counted from another stage names one of its moments',
  },
  'a-calendar-day': { 'zh-CN': '日历上有的日期', en: 'a day of the calendar' },
  'day-of-its-own': { 'zh-CN': '至少一个时间写明日期', en: 'at least one moment with a day of its own' },
  'a-day-or-distance': {
    'zh-CN': '日期，如 "12-20"、"2026-12-20 18:00" 或 "lunar 12-23"（农历），或从另一个时间推算',
    en: 'a day such as "12-20", "2026-12-20 18:00" or "lunar 12-23", or a distance from another moment',
  },
  'fixed-in-repeat': {
    'zh-CN': '重复的阶段或任务，时间要随每一轮推算',
    en: 'a round that comes again needs dates that move with it',
  },
  'a-distance': { 'zh-CN': '从另一个时间推算，如 {example}', en: 'a distance such as {example}' },
  'one-rhythm': {
    'zh-CN': '重复要写明一种节奏，也只能写一种',
    en: 'what repeats needs one rhythm, and only one',
  },
  'never-repeats': {
    'zh-CN': '从开始（opens）到 until 之间没有这样的日子，一轮也不会开',
    en: 'no such day lies between opens and until, so no round would ever open',
  },
  'a-day-of-the-rhythm': {
    'zh-CN': 'opens 与 until 之间至少有一天',
    en: 'a rhythm that has a day between opens and until',
  },
  'too-many-rounds': {
    'zh-CN': '这样重复会开 {count} 轮',
    en: 'it would come again {count} times',
  },
  rounds: { 'zh-CN': '{number} 轮', en: '{number} rounds' },
  'due-before-opens': { 'zh-CN': '还没开始就到期了', en: 'it would be due before it opens' },
  'lock-before-due': { 'zh-CN': '还没到期就锁定了', en: 'it would be locked before it is due' },
  'opens-due-lock': { 'zh-CN': '开始 < 到期 <= 锁定', en: 'opens < due <= lock' },
  'dates-in-words': {
    'zh-CN': '开始 {opens}，到期 {due}，锁定 {lock}',
    en: 'opens {opens}, due {due}, lock {lock}',
  },
  'milestone-outside': { 'zh-CN': '这个进度节点不在本阶段之内', en: 'this milestone lies outside its stage' },
  'a-day-between': { 'zh-CN': '{from} 至 {to} 之间的日期', en: 'a day from {from} to {to}' },

  // The register
  'no-such-scope': {
    'zh-CN':
      '名册中没有代码为“{scope}”的区划；名册最上级有：{exists}。{hint}请先导入名册（控制台“名册”→“导入”，或 `nuandong register import`），或修改范围（scope）',
    en: 'no region has the code "{scope}"; at the top of the register there are: {exists}.{hint} Import it first (console: Register, Import; or `nuandong register import`), or change the scope',
  },
  'register-empty': { 'zh-CN': '无（名册是空的）', en: 'none: the register is empty' },
  'nobody-of-kind': {
    'zh-CN': '区划 {scope} 内没有“{kind}”这一级；有：{there}。{hint}',
    en: 'no region of kind "{kind}" in the scope {scope}; there are: {there}.{hint}',
  },
  'kind-not-asked': {
    'zh-CN': '“{kind}”这类地区不填报（见名册的种类表）。{hint}',
    en: 'regions of kind "{kind}" are not asked, as the register has it.{hint}',
  },
  'nobody-so-named': {
    'zh-CN': '区划内的“{kind}”中，没有一个的编码或标签是：{wanted}。{hint}',
    en: 'of the regions of kind "{kind}" in the scope none has the code or tag: {wanted}.{hint}',
  },
  'codes-and-tags': {
    'zh-CN': '这 {number} 个地区的编码，或名册中的标签：{tags}',
    en: 'codes of these {number} regions, or tags of the register: {tags}',
  },
  'no-such-code': {
    'zh-CN': '区划内没有编码为“{code}”的“{kind}”。{hint}',
    en: 'no region of kind "{kind}" in the scope has the code "{code}".{hint}',
  },
  'codes-of-kind': { 'zh-CN': '区划内“{kind}”的编码', en: 'codes of regions of kind "{kind}" in the scope' },
  'kind-within-kind': {
    'zh-CN': '有一个“{kind}”下面还有 {most} 个以上的“{kind}”，无法划分',
    en: 'more than {most} regions of kind "{kind}" hang below another of the same kind: no cut separates them',
  },
  'kinds-apart': {
    'zh-CN': '不互相隶属的同级区划，或更少的数量',
    en: 'units of a kind that do not hang below one another, or fewer of them',
  },
  'too-many-areas': {
    'zh-CN':
      '阶段“{stage}”要分成 {areas} 个片区，最多 {most} 个左右。请在下辖 {units} 个以上单位的区划之间加一级，或按区划分成几个活动',
    en: 'stage "{stage}" would need {areas} areas, but a campaign may have about {most} at most. Give the regions that have more than {units} units a level in between, or split the campaign by scope',
  },
  areas: { 'zh-CN': '{number} 个片区', en: '{number} areas' },
  'too-many-open-rounds': {
    'zh-CN':
      '{at} 有 {open} 个轮次同时进行，一个活动最多 {most} 个。请错开各阶段的时间，或按区划分成几个活动。同时进行的阶段：{stages}',
    en: '{open} rounds would be open at once on {at}, but one campaign may have at most {most}. Let the stages follow one another, or split the campaign by scope. Open then: {stages}',
  },
  'open-rounds': { 'zh-CN': '{number} 个同时进行的轮次', en: '{number} rounds at once' },

  // Rounds and amendments
  'round-due-first': { 'zh-CN': '轮次“{round}”：到期要晚于开始', en: 'round "{round}": due must come after opens' },
  'round-lock-first': {
    'zh-CN': '轮次“{round}”：锁定不能早于到期',
    en: 'round "{round}": lock must not come before due',
  },
  'no-such-round': {
    'zh-CN': '没有名为“{key}”的阶段或轮次；有：{keys}。{hint}',
    en: 'there is no stage or round "{key}"; there are: {keys}.{hint}',
  },
  'not-an-area': {
    'zh-CN': '“{area}”不是“{key}”的片区；片区有：{areas}。{hint}',
    en: '"{area}" is not an area of "{key}"; its areas are: {areas}.{hint}',
  },
  'no-such-platform': {
    'zh-CN': '没有名为“{provider}”的短信平台。{hint}',
    en: 'there is no SMS platform "{provider}".{hint}',
  },

  // What does not forbid a start
  'stages-overlap': {
    'zh-CN': '阶段重叠：“{later}”（{laterId}）{opens} 开始，“{earlier}”（{earlierId}）{due} 才到期',
    en: 'Stages overlap: "{later}" ({laterId}) opens on {opens}, "{earlier}" ({earlierId}) is due on {due}',
  },
  'entry-once': {
    'zh-CN': '阶段“{stage}”是“{kind}”，却只开一次：请加上 repeat，或换成别的种类',
    en: 'Stage "{stage}" is a {kind}, but opens only once: give it a repeat, or another kind',
  },
  'holidays-unknown': {
    'zh-CN':
      '日历中没有 {year} 年的放假调休安排：按周末和法定节日推算，调休上班日不算工作日。安排公布后请更新系统的节假日表，再重新编排',
    en: 'The calendar has no holiday arrangement for {year}: weekends and statutory festivals are assumed, and no make-up working days. When it is published, update the table of holidays and replan',
  },
  'rung-in-quiet-hours': {
    'zh-CN': '{round}：“{rung}”这一级落在免打扰时段，顺延后已过锁定时间，不再发送',
    en: '{round}: the rung "{rung}" falls into the quiet hours and would move beyond the lock, so it is not sent',
  },
  'rungs-lost': {
    'zh-CN': '{round}：改期后到锁定前没有时间再发：{rungs}。需要的话请把锁定（lock）也往后延',
    en: '{round}: with the new dates there is no time before the lock for: {rungs}. Move the lock too if they are wanted',
  },
  'rungs-lost-in-areas': {
    'zh-CN': '{round}：单独改期的片区到锁定前没有时间再发：{rungs}。片区：{areas}',
    en: '{round}: in areas with dates of their own there is no time before the lock for: {rungs}. Areas: {areas}',
  },
  'nobody-is-told': {
    'zh-CN': '{round}：没有一条布置或催报会发给填报单位，他们不会知道要报什么',
    en: '{round}: no task and no reminder reaches the units, so they will not know what is asked of them',
  },
  'nobody-has-role': {
    'zh-CN': '名册中没有能收到消息的“{role}”：发给他们的各级（{rungs}）没有人收到。{hint}',
    en: 'nobody in the register who can be reached has the role "{role}": the rungs that speak to it ({rungs}) tell nobody.{hint}',
  },
  'rungs-merged': {
    'zh-CN': '{round}：{rungs} 在同一分钟（{at}）发给同样的人，合并为一条',
    en: '{round}: {rungs} would tell the same people the same in one minute ({at}), so they are sent as one',
  },
  'rounds-coincide': {
    'zh-CN':
      '{rounds} 同时给同一级单位发消息，一个人一分钟会收到 {count} 条（首次在 {at}，共 {times} 次）。建议错开时间',
    en: '{rounds} tell units of one kind in the same minute, {count} messages for one person (first at {at}; times in all: {times}). Better let them differ',
  },
  'round-and-more': { 'zh-CN': '{round}（另有 {more} 轮同样）', en: '{round} and {more} more' },
  'due-on-holiday': {
    'zh-CN': '轮次 {round} 在节假日到期：{day}。到期日的催报也会在那天发出',
    en: 'The round {round} is due on a public holiday, {day}, and its reminders of that day go out then',
  },
  'due-in-festival': {
    'zh-CN': '轮次 {round} 在春节期间到期：{day}（除夕 {eve} 至正月初六 {sixth}）。那几天很难找到人，请改到节前或节后',
    en: "The round {round} is due at the Spring Festival, {day} (New Year's Eve {eve} to the sixth {sixth}), when hardly anybody is at work; let it be due before or after",
  },
  'visits-after-festival': {
    'zh-CN':
      '慰问轮次 {round} 节前开始，却在除夕（{eve}）之后的 {day} 才到期：慰问可能赶不上春节。请改到除夕之前，例如 lunar 12-28',
    en: "The visits {round} begin before the Spring Festival and are due on {day}, after New Year's Eve ({eve}): they may come too late for it. Let them be due before, as lunar 12-28",
  },
  'time-skipped': {
    'zh-CN': '“{stage}”：{zone} 没有 {words} 这个时刻（这一天拨快钟表），按 {at} 计算',
    en: '"{stage}": in {zone} there is no {words}, for the clocks are put forward; {at} is taken',
  },
} as const satisfies Sentences;
