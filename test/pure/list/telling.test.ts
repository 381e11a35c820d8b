import type { Form } from '../../../domain/campaign/definition/definition';
import { checkDefinition } from '../../../domain/campaign/definition/rules/definition-rules';
import { listDefinition } from '../../support/campaigns/list-definition';

const { lists, stages, forms } = listDefinition();
const [apply] = stages;
const TELL = { days: 2, says: { 'zh-CN': '社区工作人员12月20日上午上门走访，请留人在家' } };
const ask = (does: string) => ({ id: does, of: 'village', list: 'poor', does });
const stage = (does: string, opens: string, due: string) => ({
  ...{ id: does, kind: 'visits', name: { 'zh-CN': does }, opens, due, lock: `${due} 24:00`, asks: [ask(does)] },
});
const visit = stage('deliver', '12-20', '12-21');

const refused = (tell: object, ...more: object[]) =>
  checkDefinition({
    ...listDefinition({ lists: { poor: { ...lists.poor, tell } }, stages: [apply, ...more] }),
    forms: { family: forms.family as Form },
  }).findings.map(({ said, path, found }) => [path.join('.'), said.code, found].filter(Boolean).join(' '));

describe('a notice before the visit', () => {
  it('is asked for, days before the visit', () => {
    expect(refused(TELL, stage('tell', '12-15', '12-18'), visit)).toEqual([]);
    expect(refused(TELL, stage('tell', '12-15', '12-19'), visit)).toEqual(['stages.1.asks.0 told-too-late 2026-12-19']);
  });

  it('is not forgotten', () => {
    expect(refused(TELL, visit)).toEqual(['lists.poor.tell tell-without-ask']);
    const untold = checkDefinition({
      ...listDefinition({ stages: [apply, stage('tell', '12-15', '12-18')] }),
      forms: { family: forms.family as Form },
    });
    expect(untold.findings.map(({ said }) => said.code)).toEqual(['no-such-name']);
  });

  it('does not say why a household is visited', () => {
    const says = { 'zh-CN': '请困难户在家等候' };
    expect(refused({ ...TELL, says }, stage('tell', '12-15', '12-18'), visit)).toEqual([
      'lists.poor.tell.says tells-category',
    ]);
  });
});
