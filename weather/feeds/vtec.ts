/**
 * @param vtec NWS's Valid Time Event Code, `/O.NEW.KCHS.CW.Y.0007.251216T0100Z-251216T1400Z/`
 * @returns when the event ends, ISO 8601 in UTC; null when it is open (`000000T0000Z`) or there is no such code
 */
export function vtecEnd(vtec: string | undefined): string | null {
  const [, year, month, day, hour, minute] = /-(\d\d)(\d\d)(\d\d)T(\d\d)(\d\d)Z\/?\s*$/.exec(vtec ?? '') ?? [];
  return month && month !== '00' ? `20${year}-${month}-${day}T${hour}:${minute}:00Z` : null;
}
