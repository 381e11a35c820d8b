const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES = ['', '拾', '佰', '仟'];
const GROUPS = ['', '万', '亿', '万亿'];

/**
 * @param fen whole and not below 0, up to 10^15
 * @returns the sum in the numerals of cheques and receipts: 壹万贰仟叁佰元整 (支付结算办法, annex 1)
 */
export function moneyInCapitals(fen: number): string {
  const yuan = Math.floor(fen / 100);
  const [jiao, cent] = [Math.floor((fen % 100) / 10), fen % 10];
  const whole = yuan > 0 ? `${wholeInCapitals(yuan)}元` : '';
  if (jiao === 0 && cent === 0) return `${whole || '零元'}整`;
  const zero = jiao === 0 && yuan > 0 ? '零' : '';
  return `${whole}${jiao > 0 ? `${DIGITS[jiao]}角` : zero}${cent > 0 ? `${DIGITS[cent]}分` : '整'}`;
}

function wholeInCapitals(number: number): string {
  const groups: number[] = [];
  for (let rest = number; rest > 0; rest = Math.floor(rest / 10_000)) groups.push(rest % 10_000);
  let words = '';
  for (let at = groups.length - 1; at >= 0; at -= 1) {
    const group = groups[at] ?? 0;
    if (group === 0) continue;
    // A gap is said once: 壹万零伍拾.
    const gap = words !== '' && (group < 1000 || groups[at + 1] === 0) ? '零' : '';
    words += gap + groupInCapitals(group) + GROUPS[at];
  }
  return words;
}

function groupInCapitals(group: number): string {
  const digits = [...String(group)].map(Number);
  let words = '';
  digits.forEach((digit, at) => {
    const place = digits.length - 1 - at;
    if (digit > 0) words += DIGITS.charAt(digit) + PLACES[place];
    else if (digits.slice(at + 1).some((next) => next > 0) && !words.endsWith('零')) words += '零';
  });
  return words;
}
