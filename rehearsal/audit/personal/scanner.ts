import { type Leak, leaksIn, PLACES, type PlaceLooked, type Text } from './leaks';

/** Looks through texts as they come; it keeps what it has found, never the texts. */
export interface Scanner {
  look(text: Text): void;
  /** @returns what was found, each once */
  leaks(): Leak[];
  /** @returns the places of which it has seen a text: where it has seen none, nothing is proved */
  places(): PlaceLooked[];
}

export function createScanner(): Scanner {
  const seen = new Set<PlaceLooked>();
  const found = new Map<string, Leak>();
  return {
    look(text) {
      seen.add(text.place);
      for (const leak of leaksIn(text)) found.set(Object.values(leak).join('\0'), leak);
    },
    leaks: () => [...found.values()],
    places: () => PLACES.filter((place) => seen.has(place)),
  };
}
