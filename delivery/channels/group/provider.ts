import type { GroupRobot } from '../../../config/settings/groups';
import type { Failure } from '../failure';

/** What a group is told. */
export interface GroupMessage {
  /** Number of the message. */
  id: number;
  title: string;
  text: string;
}

/** One request to a provider. */
export interface GroupRequest {
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** A provider of group robots. To add one: a file beside this one, and a line in `robots.ts` and in GROUP_KINDS. */
export interface GroupProvider {
  /** The hosts that it answers at; null where the settings' own address is the only one. */
  hosts: readonly string[] | null;
  /** Most messages a minute to one robot; the provider shuts a robot out that sends more. */
  perMinute: number;
  /** Longest body of a text in bytes; the rest is cut, with a mark. */
  longest: number;
  /** @param now milliseconds, for signatures */
  request(robot: GroupRobot, message: GroupMessage, now: number): GroupRequest;
  /** @returns null when the group has got the message; else why not. @param body parsed JSON, or null */
  refusal(status: number, body: unknown): Failure | null;
}
