import { simplified } from '../domain/warning/feed/simplified';
import type { Hazard } from '../domain/warning/feed/warning';

/**
 * QWeather's event codes (its published table of alert events) for cold weather. 10NN are mainland China's, the rest
 * are other countries' services. Any other code is `other`.
 */
const CODES: readonly [Hazard, readonly number[]][] = [
  ['cold-wave', [1005, 1039, 1048, 1701, 2082, 2122, 2134, 2530, 2613, 2614]],
  [
    'low-temperature',
    [
      1008, 1034, 1050, 1056, 1059, 1087, 1607, 2031, 2074, 2129, 2156, 2217, 2219, 2220, 2305, 2306, 2352, 2353, 2397,
      2853, 3107, 3137,
    ],
  ],
  ['frost', [1016, 1610, 2085, 2109, 2130, 2152, 2218, 2303, 2304, 2350, 2351, 2379, 2852, 3133]],
  [
    'snow',
    [
      1004, 1033, 1040, 2002, 2052, 2079, 2133, 2168, 2211, 2213, 2215, 2216, 2221, 2309, 2324, 2326, 2327, 2361, 2398,
      2552, 2554, 2607, 2608, 2840, 2844, 3103, 3132,
    ],
  ],
  ['icing', [1021, 1027, 1030, 1057, 1081, 1086, 2165, 2209, 2214, 2325, 2377, 3105, 3146]],
  [
    'wind',
    [
      1006, 1023, 1062, 1702, 2001, 2051, 2105, 2127, 2150, 2191, 2208, 2315, 2345, 2355, 2380, 2526, 2551, 2601, 2602,
      2803, 2873, 3102, 3131,
    ],
  ],
  ['carbon-monoxide', [1068]],
];

const BY_CODE = new Map(CODES.flatMap(([hazard, codes]) => codes.map((code) => [String(code), hazard] as const)));

/** @returns the hazard of a QWeather event code, or null when the rules have no such hazard. */
export const hazardOfCode = (code: string): Hazard | null => BY_CODE.get(code) ?? null;

/** Names as issuers use them; the first match counts, so narrower names stand above wider ones. */
const NAMES: readonly [RegExp, Hazard | null][] = [
  [/一氧化碳|煤气中毒|carbon monoxide|\bCO poisoning/i, 'carbon-monoxide'],
  // Not matters of winter relief, although their names contain words of it.
  [/雪崩|avalanche|freezing spray|雷.{0,2}(大风|强风)|thunder/i, null],
  [/寒潮|降温|寒流|cold (wave|surge)|falling temperature/i, 'cold-wave'],
  [/结冰|冰冻|凝冻|积冰|冻雨|道路冰雪|ice storm|\bicing|freezing (rain|drizzle|fog)|\bice\b/i, 'icing'],
  [/雪|snow|blizzard|winter (storm|weather)/i, 'snow'],
  [/霜|frost|\bfreeze\b/i, 'frost'],
  [
    /低温|寒冷|严寒|极寒|风寒|冷害|冻害|wind chill|(extreme|severe) cold|cold|low temperature|arctic/i,
    'low-temperature',
  ],
  [/大风|强风|季候风|季风信号|\bwinds?\b|\bgale\b|\bmonsoon signal\b/i, 'wind'],
];

/** @returns the hazard of a name or a headline, in Chinese of either script or English; null for others. */
export function hazardOfName(name: string): Hazard | null {
  const words = simplified(name);
  return NAMES.find(([word]) => word.test(words))?.[1] ?? null;
}
