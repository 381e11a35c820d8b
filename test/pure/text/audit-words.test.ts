import { aboutInWords } from '../../../domain/text/audit-words';

/** The line that no auditor could read: what raise, areas 513437100, colour orange. */
const raised = {
  target: { what: 'raise', hazard: 'cold-wave', colour: 'orange', areas: '513437100 513437101' },
  places: { '513437100': '舍得乡', '513437101': '树皮乡' },
};

test('M2: a line of the audit log names places and acts in the language of its reader', () => {
  expect(aboutInWords(raised, 'zh-CN')).toBe('录入，灾害 寒潮，等级 橙色，地区 舍得乡 树皮乡');
  expect(aboutInWords(raised, 'en')).toBe('enter, hazard Cold wave, colour orange, places 舍得乡 树皮乡');
  const extended = {
    target: { key: 'survey', due: '2026-12-10T10:00:00Z', joined: false, area: null },
    ...{ stage: { 'zh-CN': '摸底', en: 'Survey' }, zone: 'Asia/Shanghai' },
  };
  expect(aboutInWords(extended, 'zh-CN')).toBe('轮次 摸底，到期 2026-12-10 18:00');
  const row = { target: { list: 'jobless', entry: 2 }, list: { 'zh-CN': '特困失业人员', en: 'Jobless' } };
  expect(aboutInWords(row, 'zh-CN')).toBe('名单 特困失业人员，名单行 2');
  expect(aboutInWords({ target: { mode: 'live', joined: true } }, 'en')).toBe('mode for real, was running already');
});
