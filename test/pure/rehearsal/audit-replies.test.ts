import { type Instant, plusMs } from '../../../domain/instant';
import { WARNING_STAGE } from '../../../domain/warning/alert/alert-round';
import type { AlertRoundHeld } from '../../../rehearsal/audit/alert-rounds';
import type { Acted, AuditInput, Received } from '../../../rehearsal/audit/audit-input';
import { ACTED, CLEAN, input, kinds, PEOPLE, person, plan, ROUND, told } from '../../support/campaigns/audited-season';
import { shanghai } from '../../support/campaigns/tiny';

/** A round of a warning without further rungs. */
function alertRound(id: string): AlertRoundHeld {
  const [opensAt, dueAt, locksAt] = [plan.startsAt, plan.endsAt, plan.endsAt];
  const asks = { ask: 'known', of: 'village', form: 'known', rungs: [], milestones: [] };
  return {
    id,
    area: '9',
    units: 0,
    endedAt: null,
    round: { key: id, stage: WARNING_STAGE, opensAt, dueAt, locksAt, ...asks },
  };
}

describe('replies by SMS', () => {
  const noon = shanghai('12-02 12:00');
  const contact = (code: string) => person(code, 'contact').id;
  const wrote = (kind: 'unclear' | 'stopped' | 'reported', code: string, when = noon): Acted => ({
    kind,
    round: ROUND,
    region: code,
    via: 'sms',
    contact: contact(code),
    at: when,
  });
  const answered = (about: string, code: string, when = noon): Received => {
    const { message, ...rest } = told('reply', code, { at: when });
    return { ...rest, message: message && { ...message, kind: 'notice', about } };
  };
  /** 912 reports by SMS instead of the form. */
  const bySms = ACTED.map((act) => (act.region === '912' ? wrote('reported', '912', act.at) : act));
  const at912 = shanghai('12-03 12:00');
  const replies = (changes: Partial<AuditInput['replies']> = {}) => ({ ...input().replies, ...changes });

  test('a report by SMS ends the silence, and has its receipt', () => {
    const receipt = answered('receipt R912', '912', at912);
    const season = { acted: bySms, replies: replies({ reported: 1 }) };
    expect(kinds({ ...season, received: [...CLEAN(), receipt] })).toEqual([]);
    expect(kinds(season)).toEqual([['missing-rung', '912', 'reply']]);
    expect(kinds({ ...season, received: [...CLEAN(), receipt, told('late', '912')] })).toEqual([
      ['after-report', '912', 'late'],
    ]);
    expect(kinds({ ...season, received: [...CLEAN(), { ...receipt, at: plusMs(at912, 60_000) }] })).toEqual([
      ['wrong-instant', '912', 'reply'],
    ]);
  });

  test('what is not understood is answered each time, three times at most', () => {
    const at = [0, 1, 2, 3].map((turn) => plusMs(noon, turn * 1_800_000));
    const acted = [...ACTED, ...at.map((when) => wrote('unclear', '913', when))];
    const season = { acted, replies: replies({ unclear: 4 }) };
    const answers = at.map((when) => answered(`unclear ${contact('913')}`, '913', when));
    expect(kinds({ ...season, received: [...CLEAN(), ...answers.slice(0, 3)] })).toEqual([]);
    expect(kinds({ ...season, received: [...CLEAN(), ...answers.slice(0, 2)] })).toEqual([
      ['missing-rung', '913', 'reply'],
    ]);
    expect(kinds({ ...season, received: [...CLEAN(), ...answers] })).toEqual([['uncalled-for', '913', 'reply']]);
  });

  test('an answer without a question is found, and so is one to the wrong person', () => {
    expect(kinds({ received: [...CLEAN(), answered('unclear 9111', '911')] })).toEqual([
      ['uncalled-for', '911', 'reply'],
    ]);
    const acted = [...ACTED, wrote('unclear', '913')];
    const received = [...CLEAN(), { ...answered('unclear 9131', '913'), rightAddress: false }];
    expect(kinds({ acted, received, replies: replies({ unclear: 1 }) })).toEqual([['wrong-recipient', '913', 'reply']]);
  });

  test('who has stopped the SMS is told no more by it; deputy and superior are', () => {
    const about = `stopped ${contact('913')}`;
    const season = { acted: [...ACTED, wrote('stopped', '913')], replies: replies({ stopped: 1 }) };
    const rung = ({ message }: Received) => message?.rung ?? '';
    const to913 = (one: Received) => one.message?.region === '913' && one.channel === 'sms';
    const before = CLEAN().filter((one) => !to913(one) || ['open', 'early'].includes(rung(one)));
    const deputy = ['due', 'locked'].map((id) => told(id, '913', { role: 'deputy' }));
    const news = [answered(`stop-asked ${contact('913')}`, '913'), answered(about, '913'), answered(about, '91')];
    expect(kinds({ ...season, received: [...before, ...deputy, ...news] })).toEqual([]);
    expect(kinds({ ...season, received: [...before, ...deputy, ...news.slice(0, 2)] })).toEqual([
      ['missing-rung', '91', 'reply'],
    ]);
    expect(
      kinds({ ...season, received: [...before, ...deputy, ...news, told('locked', '913')] }).map(([kind]) => kind),
    ).toContain('after-stop');
  });

  test('of the next who stops, the one above a superior is told whose number has been found wrong', () => {
    const later = plusMs(noon, 1_800_000);
    const stops = [wrote('stopped', '912'), wrote('stopped', '913', later)];
    const news = ([code, when, ...toldHere]: [string, Instant, ...string[]]) => [
      answered(`stop-asked ${contact(code)}`, code, when),
      answered(`stopped ${contact(code)}`, code, when),
      ...toldHere.map((superior) => answered(`stopped ${contact(code)}`, superior, when)),
    ];
    const received = [...CLEAN(), ...news(['912', noon, '91']), ...news(['913', later])];
    const unheard = (wrongNumber: boolean) =>
      kinds({
        acted: [...ACTED, ...stops],
        replies: replies({ stopped: 2 }),
        received,
        people: PEOPLE.map((one) => (one.region === '91' ? { ...one, wrongNumber } : one)),
      }).filter(([, , rung]) => rung === 'reply');
    expect(unheard(false)).toEqual([['missing-rung', '91', 'reply']]);
    expect(unheard(true)).toEqual([['missing-rung', '9', 'reply']]);
  });

  test('what is written in the night is answered in the morning, what answers a warning at once', () => {
    const night = shanghai('12-02 23:50');
    const season = { acted: [...ACTED, wrote('unclear', '913', night)], replies: replies({ unclear: 1 }) };
    const at = (when: Instant, round = ROUND): Received => {
      const { message, ...rest } = answered(`unclear ${contact('913')}`, '913', when);
      return { ...rest, message: message && { ...message, round } };
    };
    expect(kinds({ ...season, received: [...CLEAN(), at(shanghai('12-03 07:30'))] })).toEqual([]);
    expect(kinds({ ...season, received: [...CLEAN(), at(night)] }).map(([kind]) => kind)).toEqual([
      'out-of-hours',
      'wrong-instant',
    ]);
    const alertRounds = [alertRound('alert')];
    expect(kinds({ ...season, alertRounds, received: [...CLEAN(), at(night, 'alert')] })).toEqual([]);
    expect(
      kinds({ ...season, alertRounds, received: [...CLEAN(), at(shanghai('12-03 07:30'), 'alert')] }).map(
        ([kind]) => kind,
      ),
    ).toEqual(['wrong-instant']);
  });

  test('a reply that came to something else than was meant is counted', () => {
    expect(kinds({ replies: replies({ reported: 1 }) })).toEqual([['miscounted', null, null]]);
  });
});
