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

const robots = z.array(robot).max(200);

/** Groups of officers that are told by a robot (docs/providers.md). */
export const GROUPS = {
  GROUP_ROBOTS: z
    .string()
    .default('[]')
    .superRefine((text, context) => {
      const { data, error } = robots.safeParse(fromJson(text));
      const names = data?.map(({ name }) => name) ?? [];
      const twice = new Set(names).size < names.length ? 'two robots have the same name' : null;
      // The value is not repeated: it holds the keys of the robots.
      const said = error ? error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; ') : twice;
      if (said !== null) context.addIssue({ code: 'custom', message: said });
    })
    .describe('robots of WeCom, DingTalk or a webhook, as JSON: [{"name", "kind", "url", "secret"}]'),
};

/** @returns the robots of checked settings */
export const robotsOf = ({ GROUP_ROBOTS }: { GROUP_ROBOTS: string }): GroupRobot[] =>
  robots.parse(fromJson(GROUP_ROBOTS));

function fromJson(text: string): unknown {
  try {
    return text.trim() === '' ? [] : JSON.parse(text);
  } catch {
    return null;
  }
}
