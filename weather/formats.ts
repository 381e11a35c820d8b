import { cap } from './feeds/cap';
import { capIndex } from './feeds/cap-index';
import { china12379 } from './feeds/china-12379';
import { china12379List } from './feeds/china-12379-list';
import { manual } from './feeds/manual';
import { nws } from './feeds/nws';
import { qweather } from './feeds/qweather';
import { qweatherV7 } from './feeds/qweather-v7';
import type { Format } from './format';

/** Every supported format, in the order in which they are tried. A new one is a file and a line here. */
export const FORMATS: readonly Format[] = [
  qweather,
  qweatherV7,
  china12379,
  china12379List,
  cap,
  capIndex,
  nws,
  manual,
];
