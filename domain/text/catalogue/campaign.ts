import type { Sentences } from '../sentences';

/** Starting, steering and rehearsing campaigns. */
export const CAMPAIGNS = {
  'unknown-campaign': {
    'zh-CN': '没有编号为“{campaign}”的活动，请核对编号。',
    en: 'There is no campaign "{campaign}"; check its id (`nuandong status` lists them).',
  },
  'no-such-definition': {
    'zh-CN': '没有编号为“{template}”的活动模板，请从列表里选。',
    en: 'There is no definition "{template}" to begin with: choose one of the list.',
  },
  'not-running': {
    'zh-CN': '活动“{campaign}”没有在运行：尚未启动，或已经结束。',
    en: 'Campaign "{campaign}" is not running: it was never started, or has ended.',
  },

  'no-definition': {
    'zh-CN': '请提交活动方案：yaml（文本）或 definition（JSON）二选一。',
    en: 'Send the definition as "yaml" (text) or as "definition" (JSON).',
  },

  // Drafts.
  'too-many-drafts': {
    'zh-CN': '草稿已有 {most} 份：请先在“活动”页删去不用的。',
    en: 'There are {most} drafts already: remove some on the page Campaigns first.',
  },
  'unknown-campaign-draft': {
    'zh-CN': '没有编号为 {draft} 的草稿：可能已启动或删去。',
    en: 'You have no draft {draft}: it may have been started, or removed.',
  },
  'draft-changed-elsewhere': {
    'zh-CN': '这份草稿刚在另一个窗口改过，这里的改动还没有保存。',
    en: 'This draft has just been changed in another window; what was changed here is not saved yet.',
  },

  // Chases and calls.
  'unknown-chase': {
    'zh-CN': '没有编号为 {chase} 的督办，或不在您的管理范围内。',
    en: 'There is no chase {chase}, or your account does not decide about it.',
  },
  'chase-over': {
    'zh-CN': '这一轮已经结束，不用再督办。',
    en: 'Its round has ended; there is nothing to do any more.',
  },
  'snooze-needs-reason': {
    'zh-CN': '请写明为什么推迟。',
    en: 'Say why it is put off.',
  },
  'beyond-lock': {
    'zh-CN': '推迟的时间要在现在之后、这一轮锁定之前。',
    en: 'It can be put off until an instant after now and before the lock of its round.',
  },
  'unknown-call': {
    'zh-CN': '没有编号为 {call} 的待打电话，或不在您的管理范围内。',
    en: 'There is no call {call}, or your account does not decide about it.',
  },

  'not-over': {
    'zh-CN': '活动“{campaign}”还没有结束，不能收起：请先终止或等它结束。',
    en: 'Campaign "{campaign}" is not over, and stays in the lists: cancel it, or wait for its end.',
  },

  // Starting.
  'other-mode': {
    'zh-CN': '编号“{campaign}”已被{mode}使用，请另取编号启动。',
    en: '"{campaign}" is a {mode} campaign already: start this one under an id of its own.',
  },
  'campaign-over': {
    'zh-CN': '活动“{campaign}”{state}，不能重新启动：请改年度，或给方案另取编号。',
    en: 'Campaign "{campaign}" has ended ({state}) and is not begun anew: give another season, or the definition another id.',
  },
  'other-scope': {
    'zh-CN': '编号“{campaign}”已用于区划 {there} 的活动，与区划 {here} 的活动不是同一个：请另取编号启动。',
    en: 'The id "{campaign}" belongs to a campaign of region {there}, not {here}: start this one under an id of its own.',
  },
  'other-definition': {
    'zh-CN': '活动“{campaign}”正按另一份方案运行，没有改动：要改方案请用“重新编排”，要另办活动请另取编号。',
    en: 'Campaign "{campaign}" runs with another definition, and nothing was changed: replan it with this one, or start this one under an id of its own.',
  },
  'not-approved': {
    'zh-CN':
      '短信平台尚未审批本活动的全部内容，不能启动：签名 {signatures} 个、文字 {texts} 条未通过。审批一般需 5 至 10 个工作日，请送审后登记结果（nuandong templates needed、templates approve、signatures approve）。',
    en: 'The SMS providers have not approved all that this campaign says, so it cannot start: {signatures} signatures and {texts} texts are missing. Print the texts with `npx nuandong templates needed <file>`, hand them in (an approval takes 5 to 10 working days), and note the results with `npx nuandong templates approve` and `signatures approve`.',
  },
  'signature-not-approved': {
    'zh-CN': '短信签名【{signature}】在 {provider} 未通过审批（{state}）。',
    en: 'The SMS signature 【{signature}】 is not approved by {provider} ({state}).',
  },
  'text-not-approved': {
    'zh-CN': '短信文字“{message}”（{language}）在 {provider} 未通过审批（{state}）。',
    en: 'The SMS text "{message}" ({language}) is not approved by {provider} ({state}).',
  },

  // Steering.
  'cancelled-already': {
    'zh-CN': '活动已终止，不能再作任何更改。',
    en: 'The campaign is cancelled; nothing can be changed any more.',
  },
  'paused-already': {
    'zh-CN': '活动已经处于暂停状态。',
    en: 'The campaign is paused already.',
  },
  'not-paused': {
    'zh-CN': '活动没有暂停，无需恢复。',
    en: 'The campaign is not paused.',
  },
  'decision-on-its-way': {
    'zh-CN': '已经发出，不能再撤销。',
    en: 'It is carried out already and cannot be taken back.',
  },
  'needs-reason': {
    'zh-CN': '请写明原因：“{verb}”必须说明原因，有关人员会看到。',
    en: 'Say why: "{verb}" needs a reason, which the people concerned will see.',
  },
  'nothing-called': {
    'zh-CN': '计划中没有{target}。现有：{known}。',
    en: 'Nothing in the plan is called {target}. There are: {known}.',
  },
  'remind-while-paused': {
    'zh-CN': '活动已暂停：请先恢复，到期的催报会随即发出。',
    en: 'The campaign is paused: resume it first, and what was due is sent.',
  },
  'nobody-to-remind': {
    'zh-CN': '{target}现在不在填报期内，没有可提醒的单位。',
    en: '{target} is not open now: there is nobody to remind.',
  },
  'needs-key': {
    'zh-CN': '请指明阶段或轮次。现有：{known}。',
    en: 'Say which stage or round (key). There are: {known}.',
  },
  'needs-round': {
    'zh-CN': '阶段“{stage}”有多个轮次，各有日期，请指明其中一个：{rounds}。',
    en: 'The stage "{stage}" repeats, and each of its rounds has dates of its own: say which (key). There are: {rounds}.',
  },
  'needs-day': {
    'zh-CN': '请写明延到哪一天：新的到期日、新的锁定日，或两者都写。',
    en: 'Say until when: a new due day, a new lock, or both.',
  },
  'extend-after-lock': {
    'zh-CN': '{target}已于 {at} 锁定：请改用“重新开放”。',
    en: '{target} is locked since {at}: reopen it instead of extending it.',
  },
  'reopen-needs-lock': {
    'zh-CN': '{target}的锁定时间已过：请给出新的锁定日。',
    en: 'The lock of {target} has passed: give a new one.',
  },
  'needs-report': {
    'zh-CN': '请指明退回哪份报告：轮次和单位。',
    en: 'Say which report: the round (key) and the unit.',
  },
  'return-after-lock': {
    'zh-CN': '{target}已于 {at} 锁定：请先重新开放，再退回报告。',
    en: '{target} is locked since {at}: reopen it first.',
  },
  'day-has-passed': {
    'zh-CN': '{at} 已经过去（现在是 {now}）：请为“{round}”给出更晚的日期。',
    en: '{at} has passed already (it is {now}): give a later day for "{round}".',
  },
  'plan-too-large': {
    'zh-CN':
      '计划过大（{kilobytes} KB，上限 {limit} KB）：请让重复的任务少开几轮，整个阶段一起更改而不是逐个片区，或把活动按区划拆开。',
    en: 'The plan would be too large ({kilobytes} KB of at most {limit} KB): let rounds come less often, change the stage as a whole instead of area by area, or split the campaign by scope.',
  },
  'decision-refused-data': {
    'zh-CN': '这项决定无法保存（数据库错误 {code}），没有执行，其他事项不受影响。请检查所填文字，或联系管理员。',
    en: 'This decision cannot be stored (database error {code}); it was not carried out, and nothing else is affected. Check the text, or tell whoever runs the system.',
  },
  'decision-out-of-time': {
    'zh-CN': '十分钟内未能执行这项决定，已放弃，其他事项不受影响。请稍后再试。',
    en: 'This decision could not be carried out within ten minutes and was given up; nothing else is affected. Try again later.',
  },
  'decision-failed': {
    'zh-CN': '这项决定执行时出错，没有完成，已记为故障。请联系系统管理员。',
    en: 'Carrying out this decision failed; it is shown among the faults. Tell whoever runs the system.',
  },
  'wall-clock': {
    'zh-CN': '正式活动按真实时间运行，不能拨动时钟。',
    en: 'This campaign runs on the wall clock: its time cannot be moved.',
  },

  'reports-waiting': {
    'zh-CN': '正在生成其他总结报告，请过几分钟再下载。',
    en: 'Other reports are being written; please download this one in a few minutes.',
  },

  // Rehearsing.
  'is-live': {
    'zh-CN': '“{campaign}”不是演练：正式活动不会被终止或删除。请给演练另取编号。',
    en: '"{campaign}" is no rehearsal: a live campaign is neither ended nor removed for one. Give the rehearsal another seed or id.',
  },
  'rehearsal-too-small': {
    'zh-CN':
      '虚拟名册太小：一个单位要申报 {rows} 行，最多 {most} 行。本活动的户数由方案确定，请用更多的村（--villages）。',
    en: 'The register is too small: one unit would have to name {rows} rows, and {most} is the most. The plan says how many there are; take more villages (--villages).',
  },
  'rehearsal-out-of-reach': {
    'zh-CN':
      '演练中的村要打开 {url}（PUBLIC_URL）上的链接，但从这里打不开：{why}。请先启动管理页面，或改正 PUBLIC_URL。',
    en: 'The villages of a rehearsal open links at {url} (PUBLIC_URL), which cannot be reached from here: {why}. Start the console, or put PUBLIC_URL right.',
  },
  'rehearsal-busy': {
    'zh-CN': '另一场演练正在进行：请等它结束，或先停止它。',
    en: 'Another rehearsal is still running: wait for its end, or stop it.',
  },
  'no-simulators': {
    'zh-CN': '本系统没有模拟器，不能演练：`npm start` 自带模拟器；正式部署请按 docs/deploy.md 添加。',
    en: 'This system has no simulators, so that nothing can be rehearsed here: `npm start` has them; docs/deploy.md says how to add them.',
  },
  'invented-register': {
    'zh-CN': '虚拟名册不属于任何区划，只有管辖全国的账号可以用它演练。请去掉村数，用本辖区名册演练。',
    en: 'An invented register lies in nobody’s region, so only an account without a region rehearses with one. Leave the number of villages out, and rehearse with the register of your region.',
  },
  'too-many-rehearsals': {
    'zh-CN': '一小时内最多开始 {most} 场演练，请稍后再试。',
    en: 'At most {most} rehearsals may be started within an hour; try again later.',
  },
  'no-simulator-of': {
    'zh-CN': '没有“{provider}”的模拟器：请换一个短信平台演练，例如 --provider http。',
    en: 'There is no simulator of {provider}; rehearse with another provider, for example --provider http.',
  },
} as const satisfies Sentences;
