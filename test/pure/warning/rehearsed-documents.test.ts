import { COLOURS, HAZARDS } from '../../../domain/warning/feed/warning';
import { warningDocument } from '../../../rehearsal/clock/forecast';
import { readWarnings } from '../../../weather/read';

const SENT = {
  identifier: 'a-2',
  references: 'rehearsal@weather.example,a-1,2027-01-08T15:40:00+08:00',
  at: '2027-01-08T18:50:00.000Z',
  expires: '2027-01-10T12:00:00.000Z',
};
const AREAS = ['513434', 'R60-457-990000'];

test.each(HAZARDS.flatMap((hazard) => COLOURS.map((colour) => ({ hazard, colour }))))(
  'a rehearsed warning of $hazard $colour is read as what it is',
  ({ hazard, colour }) => {
    for (const type of ['alert', 'update', 'cancel'] as const) {
      const text = warningDocument({ event: 'a', at: '01-09 02:50', type, hazard, colour, areas: AREAS }, SENT);
      const { format, warnings, problems } = readWarnings(Buffer.from(text));
      expect({ format, problems: problems.filter(({ level }) => level === 'error') }).toEqual({
        format: 'cap',
        problems: [],
      });
      expect(warnings).toHaveLength(1);
      expect(warnings[0]).toMatchObject({
        event: 'a-1',
        messageType: type,
        status: 'actual',
        hazard,
        colour,
        areas: AREAS.map((code) => ({ code })),
        sentAt: '2027-01-09T02:50:00+08:00',
        expiresAt: '2027-01-10T20:00:00+08:00',
        supersedes: ['a-1'],
      });
    }
  },
);
