import type { Sentences } from '../sentences';

/** Wrong or missing arguments of the command line; refusals of an act stand with its noun. */
export const COMMANDS = {
  'say-who': {
    'zh-CN': '请用 --by 姓名 说明操作人：本机账号“{account}”不属于某个人。',
    en: 'Say who you are: --by NAME. The account "{account}" of this machine is nobody\'s own.',
  },
  'say-who-option': { 'zh-CN': '请说明操作人：--by 姓名。', en: 'Say who you are: --by NAME.' },
  'option-not-whole': {
    'zh-CN': '--{option} 应为整数，不能是“{found}”。',
    en: '--{option} has to be a whole number, not "{found}".',
  },
  'option-not-share': {
    'zh-CN': '--shares 应为 名称=比例，比例为 0 到 1，可用逗号分隔多个；不能是“{found}”。名称有：{names}',
    en: '--shares takes NAME=SHARE with a share from 0 to 1, several with commas, not "{found}". The names: {names}',
  },
  'option-not-season': {
    'zh-CN': '--season 是冬季开始的年份，如 2026；现为“{found}”',
    en: '--season is the first year of the winter, such as 2026; found "{found}"',
  },
  'option-not-price': {
    'zh-CN': '--price-per-segment 是每条短信的价格（元），如 0.045；现为“{found}”',
    en: '--price-per-segment is a price in yuan such as 0.045; found "{found}"',
  },
  'option-not-language': {
    'zh-CN': '--language 只能是 zh-CN 或 en；现为“{found}”',
    en: '--language is zh-CN or en; found "{found}"',
  },
  'option-not-day': {
    'zh-CN': '--{option} 应为日期，如 2026-12-15；现为“{found}”。',
    en: '--{option} has to be a day such as 2026-12-15, not "{found}".',
  },
  'option-not-uuid': {
    'zh-CN': '--{option} 应为 UUID，例如 uuidgen 的输出。',
    en: '--{option} must be a UUID, such as uuidgen prints.',
  },
  'option-not-anchor': {
    'zh-CN': '--anchor 应为 位置:摘要，即 `nuandong audit verify` 的输出，日志每天也会写一次。',
    en: '--anchor takes POSITION:HASH, as `nuandong audit verify` prints it and the log tells it once a day.',
  },
  'figures-or-nothing': {
    'zh-CN': '--figures 和 --nothing 请给出其中一个。',
    en: 'Give either --figures or --nothing.',
  },
  'figures-not-json': {
    'zh-CN': "--figures 应为 JSON 对象，如 '{example}'；现为：{found}",
    en: "--figures must be a JSON object such as '{example}'; this is none: {found}",
  },
  'campaign-or-age': {
    'zh-CN': '请给出一个活动，或 --older-than 天数。',
    en: 'Give a campaign, or --older-than DAYS.',
  },
  'age-not-days': {
    'zh-CN': '--older-than 应为天数，如 365。',
    en: '--older-than takes a number of days such as 365.',
  },
  'villages-or-sample': {
    'zh-CN': '请说明多少个村（--villages 500），或用哪个样例（--sample qiubei）',
    en: 'Say how many villages (--villages 500) or which sample (--sample qiubei)',
  },
  'not-a-message-number': {
    'zh-CN': '消息有编号，如 17；现为“{found}”',
    en: 'A message has a number such as 17; found "{found}"',
  },
  'not-a-role': { 'zh-CN': '没有角色“{role}”，可用：{roles}。', en: 'There is no role "{role}". There are: {roles}.' },
  'no-sample-holds': {
    'zh-CN':
      '样例中没有地区 {region}。请给出存放 regions.csv 和 contacts.csv 的文件夹（--register DIR），或设置 DATABASE_URL 使用已导入的名册',
    en: 'No sample holds the region {region}. Give the folder with your regions.csv and contacts.csv (--register DIR), or set DATABASE_URL to use the register that is imported there',
  },
  'postgres-silent': {
    'zh-CN': '{host} 的 Postgres 没有响应。`npm start` 在运行吗？DATABASE_URL 对吗？',
    en: 'Postgres does not answer at {host}. Is `npm start` running, and DATABASE_URL right?',
  },
  'not-running-here': {
    'zh-CN':
      '暖冬没有在这里运行。请在另一个终端用 `npm start` 启动，或设置 DATABASE_URL 等地址，使用在别处运行的系统。',
    en: 'Nuandong is not running here. Start it with `npm start` in another terminal, or set DATABASE_URL and the other addresses to use one that runs elsewhere.',
  },
  'which-command': {
    'zh-CN': '请写明要运行的命令：`nuandong services with -- 命令 …`。',
    en: 'Say which command: `nuandong services with -- CMD …`.',
  },
  'no-such-package': {
    'zh-CN': '没有系统软件包“{package}”，可用：{known}。',
    en: 'There is no package "{package}" here; there are {known}.',
  },
  'command-fails': { 'zh-CN': '{command} 无法运行：{reason}', en: '{command} cannot be run: {reason}' },
  'stack-without-simulators': {
    'zh-CN':
      '演练需要短信模拟器和收信箱，而本系统没有。请用 `npm start` 启动一个，或先停止它：演练会自己启动所需的服务。',
    en: 'A rehearsal needs the SMS simulator and the mail catcher, and this system runs without them. Start one with `npm start`, or stop it: a rehearsal then brings up what it needs.',
  },
} as const satisfies Sentences;
