/** @returns an amount as a bank's file has it: whole fen, or yuan with two decimals */
export function amountText(fen: number, as: 'yuan' | 'fen'): string {
  if (as === 'fen') return String(fen);
  return `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`;
}

/** More digits than any sum of a province has; beyond, numbers are not exact. */
const YUAN = /^0*(\d{1,12})(?:\.(\d{1,2}))?$/;
const FEN = /^0*(\d{1,14})$/;

/** @returns the fen of an amount in a bank's file; null for what is no such amount, also for one below zero */
export function fenIn(text: string, as: 'yuan' | 'fen'): number | null {
  const plain = text.trim();
  if (as === 'fen') return FEN.test(plain) ? Number(plain) : null;
  const [, whole, part = ''] = YUAN.exec(plain) ?? [];
  return whole === undefined ? null : Number(whole) * 100 + Number(part.padEnd(2, '0'));
}
