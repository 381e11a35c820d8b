import { messages } from './served/messages';
import type { ServedTable } from './served-table';

/** Every table of the console that is sorted, filtered, kept as views and exported. */
export const SERVED: readonly ServedTable[] = [messages];
