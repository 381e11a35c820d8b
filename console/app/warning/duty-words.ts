import type { Say } from '../words';

const KINDS: Readonly<Record<string, [zh: string, en: string]>> = {
  'bad-input': ['读不懂', 'Could not be read'],
  'unknown-hazard': ['灾种不明', 'Unknown hazard'],
  'unknown-colour': ['等级不明', 'No colour'],
  'no-area': ['地区不明', 'Unknown place'],
  'part-of-area': ['只涉及部分地区', 'Only a part of a place'],
  'unknown-reference': ['前文缺失', 'Its beginning never came'],
  'no-campaign': ['没有活动响应', 'No campaign answers'],
  'clock-skew': ['发布时间在收到之后', 'Sent after it came'],
};

/** @returns the subject of a question. */
export function dutyWord(kind: string, say: Say): string {
  const words = KINDS[kind];
  return words ? say(...words) : kind;
}

const MEANWHILE: Readonly<Record<string, [zh: string, en: string]>> = {
  'unknown-hazard': ['决定之前，没有人被叫应。', 'Nobody is told meanwhile.'],
  'no-area': ['决定之前，没有人被叫应。', 'Nobody is told meanwhile.'],
  'part-of-area': ['决定之前，整个地区按预警处理。', 'The whole place is warned meanwhile.'],
  'unknown-colour': ['决定之前，按黄色处理。', 'It counts as yellow meanwhile.'],
  'unknown-reference': ['决定之前，按内容处理。', 'It counts as it is meanwhile.'],
  'clock-skew': ['按收到的时间处理。', 'It counts as sent when it came.'],
  'no-campaign': [
    '没有人被叫应：可以临时叫应，或选一个活动来叫应。',
    'Nobody is told: call the places at once, or choose a campaign.',
  ],
  'bad-input': ['原文已保存。', 'The text is kept.'],
};

/** @returns the effect until the officer has decided. */
export function meanwhile(kind: string, say: Say): string {
  const words = MEANWHILE[kind];
  return words ? say(...words) : '';
}

const CLUES: Readonly<Record<string, [zh: string, en: string]>> = {
  areas: ['文中地区', 'Places named'],
  hazardName: ['文中灾种', 'Hazard as written'],
  severity: ['严重程度', 'Severity'],
  missed: ['缺失的前文', 'What never came'],
  identifier: ['编号', 'Number'],
  sentAt: ['发布时间', 'Sent'],
  receivedAt: ['收到时间', 'Received'],
  words: ['文中字眼', 'Words'],
  region: ['所在地区', 'Place'],
  regions: ['涉及地区', 'Places'],
  message: ['说明', 'What is wrong'],
  path: ['位置', 'Where'],
};

/** @returns the name of a clue. */
export function clueWord(name: string, say: Say): string {
  const words = CLUES[name];
  return words ? say(...words) : name;
}
