import { everyField } from '../campaigns/campaign';
import { tinyDefinition } from '../campaigns/tiny';

/** Three open rounds for each village: figures with photos, an answer of one tap, and an entry that is due first. */
export const threeAsks = tinyDefinition({
  id: 'three-asks',
  organisation: { 'zh-CN': '小县红十字会', en: 'Little County Red Cross' },
  name: { 'zh-CN': '冬季慰问', en: 'Winter visits' },
  forms: {
    ...everyField.forms,
    warning: {
      name: { 'zh-CN': '寒潮橙色预警叫应', en: 'Orange cold-wave warning' },
      nothingToReport: false,
      fields: [
        {
          id: 'answer',
          label: { 'zh-CN': '收到预警后', en: 'About the warning' },
          type: 'choice',
          choices: [
            { value: 'known', label: { 'zh-CN': '已知晓', en: 'I know' } },
            { value: 'on-the-way', label: { 'zh-CN': '已派人', en: 'Somebody is on the way' } },
            { value: 'finished', label: { 'zh-CN': '已完成', en: 'Done' } },
          ],
        },
      ],
    },
    notice: {
      name: { 'zh-CN': '公示照片', en: 'Photo of the notice' },
      fields: [
        { id: 'posted', label: { 'zh-CN': '公示照片', en: 'The posted notice' }, type: 'photo' },
        { id: 'remarks', label: { 'zh-CN': '备注', en: 'Remarks' }, type: 'text', required: false },
      ],
    },
  },
  stages: [
    {
      id: 'survey',
      kind: 'survey',
      name: { 'zh-CN': '摸底', en: 'Survey' },
      opens: '12-01',
      due: '12-03',
      lock: '12-05',
      asks: [
        { id: 'count', of: 'village', form: 'count' },
        { id: 'warning', of: 'village', form: 'warning', due: '12-02 10:25' },
        { id: 'notice', of: 'village', form: 'notice', due: '12-02 18:00' },
      ],
    },
  ],
});

/** Three stages that ask each village for something, open since the same morning and due one day after the other. */
export const threeStages = tinyDefinition({
  id: 'three-stages',
  organisation: { 'zh-CN': '小县红十字会', en: 'Little County Red Cross' },
  name: { 'zh-CN': '冬季慰问', en: 'Winter visits' },
  forms: everyField.forms,
  stages: [
    ['survey', { 'zh-CN': '摸底', en: 'Survey' }, '12-03'],
    ['publicity', { 'zh-CN': '宣传', en: 'Notices' }, '12-04'],
    ['visits', { 'zh-CN': '慰问', en: 'Visits' }, '12-05'],
  ].map(([id, name, due]) => ({
    id,
    kind: id,
    name,
    opens: '12-01',
    due,
    lock: '12-08',
    asks: [{ id: 'village', of: 'village', form: 'count' }],
  })),
});
