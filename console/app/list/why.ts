import type { Language } from '../../../domain/campaign/definition/definition';
import { builtInKind } from '../../../domain/case/built-in-kinds';
import { OUT_NAMES } from '../../../domain/list/list-names';
import { textOf } from '../words';

const outNames: Readonly<Record<string, (typeof OUT_NAMES)[keyof typeof OUT_NAMES]>> = OUT_NAMES;

/** @returns why a row has left its list; null for a reason without a name. */
export function whyOut(because: string, language: Language): string | null {
  const name = outNames[because];
  return name ? textOf(name, language) : null;
}

/** @returns the kind of case that holds a row: an objection that was heard is not an objection upheld. */
export function whyHeld(because: string, language: Language): string | null {
  const kind = builtInKind(because);
  return kind ? textOf(kind.name, language) : null;
}
