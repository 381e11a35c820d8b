/** Who runs such a campaign; a card and a line of docs/campaigns.md say it, and people look for it. */
export const ORGANISERS = {
  government: { 'zh-CN': '党委政府', en: 'Government' },
  'civil-affairs': { 'zh-CN': '民政部门', en: 'Civil affairs' },
  labour: { 'zh-CN': '人社部门', en: 'Labour bureau' },
  'red-cross': { 'zh-CN': '红十字会', en: 'Red Cross' },
  charity: { 'zh-CN': '慈善会', en: 'Charity federation' },
  union: { 'zh-CN': '工会', en: 'Trade union' },
  community: { 'zh-CN': '街道社区', en: 'Street, community' },
  volunteers: { 'zh-CN': '志愿者', en: 'Volunteers' },
} as const;

/** What it is for; one campaign may be for several. */
export const PURPOSES = {
  visits: { 'zh-CN': '走访慰问', en: 'Visits' },
  relief: { 'zh-CN': '困难救助', en: 'Relief' },
  pairing: { 'zh-CN': '结对帮扶', en: 'Pairing' },
  cold: { 'zh-CN': '御寒安全', en: 'Safety in the cold' },
  raising: { 'zh-CN': '募集捐赠', en: 'Raising money and goods' },
  programme: { 'zh-CN': '系列活动', en: 'A programme of activities' },
} as const;

export type Organiser = keyof typeof ORGANISERS;
export type Purpose = keyof typeof PURPOSES;
export const ORGANISER_NAMES = Object.keys(ORGANISERS) as [Organiser, ...Organiser[]];
export const PURPOSE_NAMES = Object.keys(PURPOSES) as [Purpose, ...Purpose[]];
