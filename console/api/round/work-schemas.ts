import { z } from 'zod';
import { CALL_RESULTS } from '../../../store/round/calls';
import { text } from '../../shell/text-schema';

const instant = z.iso.datetime();
const count = z.int();

export const chaseSchema = z.object({
  id: count,
  campaign: z.string(),
  key: z.string(),
  stage: text,
  region: z.string(),
  regionName: z.string(),
  silent: count,
  silentNow: count,
  openedAt: instant,
  acknowledgeBy: instant,
  state: z.enum(['open', 'acknowledged', 'raised', 'closed']),
  acknowledgedAt: instant.nullable(),
  raisedAt: instant.nullable(),
  dispatchedAt: instant.nullable(),
  doneAt: instant.nullable(),
  snoozedUntil: instant.nullable(),
  snoozeReason: z.string().nullable(),
  locksAt: instant,
  now: instant.describe('Campaign time'),
  zone: z.string(),
});

export const callablePeople = z
  .array(z.object({ id: count, role: z.string(), name: z.string(), phone: z.string().nullable() }))
  .describe('Whom to call, masked (POST /api/people/reveal shows them); empty where the role may not see people');

export const callSchema = z.object({
  id: count,
  campaign: z.string(),
  key: z.string(),
  stage: text,
  code: z.string(),
  name: z.string(),
  parentName: z.string().nullable(),
  reason: z.string(),
  openedAt: instant,
  locksAt: instant,
  result: z.enum(CALL_RESULTS).nullable(),
  note: z.string().nullable(),
  attempts: count,
  triedAt: instant.nullable(),
  closedAt: instant.nullable(),
  reportedAt: instant.nullable().describe('The unit has reported since'),
  list: z.string().nullable().describe('Its rows are entered on a page of their own'),
  zone: z.string(),
  people: callablePeople,
});

export const chasesSchema = z.object({ chases: z.array(chaseSchema) }).describe('Chases');
export const callsSchema = z.object({ calls: z.array(callSchema) }).describe('Calls');
