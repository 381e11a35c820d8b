import type { GroupKind } from '../../../domain/message/group-kinds';
import { dingtalk } from './dingtalk';
import type { GroupProvider } from './provider';
import { webhook } from './webhook';
import { wecom } from './wecom';

/** Every provider of group robots, by its kind. */
export const ROBOTS: Readonly<Record<GroupKind, GroupProvider>> = { wecom, dingtalk, webhook };
