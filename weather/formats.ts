import { cap } from './cap';
import { capIndex } from './cap-index';
import { china12379 } from './china-12379';
import { china12379List } from './china-12379-list';
import type { Format } from './format';
import { manual } from './manual';
import { nws } from './nws';
import { qweather } from './qweather';
import { qweatherV7 } from './qweather-v7';

/** Every feed that is understood, in the order in which they are tried. A new one is a file and a line here. */
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
