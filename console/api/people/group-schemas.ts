import { z } from 'zod';
import { GROUP_KINDS } from '../../../domain/message/group-kinds';

export const groupSchema = z
  .object({
    robot: z.string().nullable().describe('Name of the robot; null without one'),
    robots: z.array(z.object({ name: z.string(), kind: z.enum(GROUP_KINDS) })).describe('Those of the settings'),
  })
  .describe('The officers’ group of a region');
