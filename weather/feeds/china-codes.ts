/**
 * @param codes administrative codes of 6, 9 or 12 digits
 * @returns each code once, cut to its level: 450312000000 is the county 450312, 450312100000 the township 450312100
 */
export const levelCodes = (codes: readonly string[]): string[] => [
  ...new Set(
    codes
      .map((code) => code.trim())
      .filter((code) => /^(\d{6}|\d{9}|\d{12})$/.test(code))
      .map(cut),
  ),
];

const cut = (code: string): string => code.slice(0, 6) + code.slice(6).replace(/(000)+$/, '');

/** @returns the area that a release station's number begins with (450312 of 45031241600000), or null. */
export const stationArea = (number: string): string | null => /^(\d{6})\d{8}/.exec(number)?.[1] ?? null;
