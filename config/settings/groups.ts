import { z } from 'zod';
import { GROUP_KINDS, type GroupKind } from '../../domain/message/group-kinds';

const robot = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'lower case letters, digits and hyphens'),
  kind: z.enum(GROUP_KINDS),
  url: z.url({ protocol: /^https$/, error: 'an address that begins with https://' }).max(2000),
  secret: z.string().min(8).max(200).optional(),
});

/** A robot in a group of officers. */
export interface GroupRobot {
  name: string;
  kind: GroupKind;
  /** With the provider's key: a secret. */
  url: string;
  secret?: string | undefined;
}

/** Groups of officers that are told by a robot (docs/providers.md). */
export const GROUPS = {
  GROUP_ROBOTS: z
    .string()
    .default('[]')
    .transform((text, context): GroupRobot[] => {
      const parsed = z
        .array(robot)
        .max(200)
        .safeParse(text.trim() === '' ? [] : fromJson(text));
      const names = parsed.data?.map(({ name }) => name) ?? [];
      if (parsed.success && new Set(names).size === names.length) return parsed.data;
      // The value is not repeated: it holds the keys of the robots.
      const said = parsed.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ');
      context.addIssue({ code: 'custom', message: said ?? 'two robots have the same name' });
      return z.NEVER;
    })
    .describe('robots of WeCom, DingTalk or a webhook, as JSON: [{"name", "kind", "url", "secret"}]'),
};

function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
