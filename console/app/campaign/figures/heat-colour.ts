const STOPS = [
  [252, 165, 165],
  [253, 230, 138],
  [134, 239, 172],
] as const;

/** @returns a colour from red over yellow to green, light enough for dark letters; grey without a share. */
export function heatColour(share: number | null): string {
  if (share === null) return '#e7e5e4';
  const place = share * (STOPS.length - 1);
  const index = Math.min(STOPS.length - 2, Math.floor(place));
  const [from, to] = [STOPS[index] ?? STOPS[0], STOPS[index + 1] ?? STOPS[2]];
  const mixed = from.map((value, channel) => Math.round(value + ((to[channel] ?? value) - value) * (place - index)));
  return `rgb(${mixed.join(' ')})`;
}
