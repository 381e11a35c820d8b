/** Providers of group robots; `delivery/channels/group/` has one file for each. */
export const GROUP_KINDS = ['wecom', 'dingtalk', 'webhook'] as const;
export type GroupKind = (typeof GROUP_KINDS)[number];
