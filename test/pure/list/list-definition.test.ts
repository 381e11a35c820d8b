import { definitionSchema, type Form } from '../../../domain/campaign/definition/definition';
import { checkDefinition } from '../../../domain/campaign/definition/rules/definition-rules';
import { checkRow, type RowSent } from '../../../domain/list/row-check';
import { tellIn } from '../../../domain/text/refusal';
import { listDefinition } from '../../support/campaigns/list-definition';

/** The forms as written: those of asks are made after the check. */
const WRITTEN = { family: listDefinition().forms.family as Form };
const poor = listDefinition().lists.poor;
const findingsOf = (changes: Record<string, unknown>) =>
  checkDefinition({ ...listDefinition(changes), forms: { ...WRITTEN } }).findings.map(
    ({ said, path }) => `${path.join('.')} ${said.code}`,
  );

describe('a definition with lists', () => {
  it('gives each list ask a form whose figures the server counts', () => {
    const { forms, stages } = listDefinition();
    expect(stages[0]?.asks.map(({ form }) => form)).toEqual(['list-poor-propose', 'list-poor-check']);
    expect(forms['list-poor-propose']?.fields.map(({ id, counts }) => [id, counts?.category, counts?.what])).toEqual([
      ['specialRows', 'special', 'households'],
      ['specialHeads', 'special', 'persons'],
      ['difficultRows', 'difficult', 'households'],
      ['difficultHeads', 'difficult', 'persons'],
    ]);
    expect(findingsOf({})).toEqual([]);
  });

  it('is refused for what nobody could fill', () => {
    const list = (changes: object) => ({ lists: { poor: { ...poor, ...changes } } });
    expect(findingsOf(list({ categories: ['nobody'] }))).toEqual(['lists.poor.categories.0 no-such-name']);
    expect(findingsOf(list({ track: ['propose', 'check'] }))).toEqual(['lists.poor.posting posting-without-announce']);
    expect(findingsOf(list({ heads: 'illness' }))).toEqual(['lists.poor.heads no-such-name']);
    expect(findingsOf(list({ row: 'other' }))).toContain('lists.poor.row no-such-name');
    expect(findingsOf(list({ once: { across: ['rich'], take: 'first' } }))).toEqual([
      'lists.poor.once.across.0 no-such-name',
    ]);
  });

  it('keeps personal fields out of reports', () => {
    const { forms, stages } = listDefinition();
    const [stage] = stages;
    const asks = [{ id: 'village', of: 'village', form: 'family' }];
    expect(findingsOf({ forms, stages: [{ ...stage, asks }] })).toContain(
      'forms.family.fields.0.personal personal-outside-rows',
    );
  });

  it('takes a form or a list in an ask, not both', () => {
    const ask = { id: 'village', of: 'village', form: 'family', list: 'poor', does: 'propose' };
    const [stage] = listDefinition().stages;
    const parsed = definitionSchema.safeParse({ ...listDefinition(), stages: [{ ...stage, asks: [ask] }] });
    expect(parsed.error?.issues.map(({ message }) => message)).toEqual(['a-form-or-a-list']);
  });
});

describe('a row', () => {
  const definition = listDefinition();
  const form = definition.forms.family;
  if (!form || !poor) throw new Error('the definition has a list');
  const check = (changes: Partial<RowSent>) => {
    const sent = { row: 'r', category: 'special', consent: true, ...changes };
    return checkRow({ list: poor, form, today: '2026-12-02' }, { figures: {}, ...sent });
  };
  const figures = { name: '王小明', idNumber: '１１０１０５１９４９１２３１００２ｘ ', heads: '3', illness: 'yes' };
  const problems = (changes: Partial<RowSent>) => {
    const checked = check(changes);
    return checked.ok ? [] : checked.problems.map(({ field, code }) => `${field} ${code}`);
  };

  it('parts what is open from what is sealed', () => {
    const checked = check({ figures });
    expect(checked.ok && checked.row).toMatchObject({
      heads: 3,
      figures: { heads: 3, illness: true },
      personal: { name: '王小明', 'id-number': '11010519491231002X' },
      born: '1949-12-31',
    });
  });

  it('refuses an impossible ID number, and takes a reason why there is none', () => {
    expect(problems({ figures: { ...figures, idNumber: '110105194912310021' } })).toEqual(['idNumber id-check']);
    expect(problems({ figures: { ...figures, idNumber: Number('110105194912310016') } })).toEqual([
      'idNumber id-damaged',
    ]);
    expect(problems({ figures: { ...figures, idNumber: '' } })).toEqual(['idNumber id-or-reason']);
    expect(problems({ figures: { ...figures, idNumber: '' }, noId: 'newborn' })).toEqual([]);
  });

  it('names no person in a problem', () => {
    const checked = check({ figures: { ...figures, idNumber: '110105194912310021', phone: '9' } });
    const told = checked.ok ? [] : checked.problems.map((problem) => tellIn('zh-CN', problem));
    expect(told).toHaveLength(2);
    expect(told.join()).not.toMatch(/王小明|110105194912310021/);
  });

  it('is refused without category or consent', () => {
    expect(problems({ figures, category: undefined, consent: false })).toEqual([
      'category row-category',
      'consent row-consent',
    ]);
  });
});
