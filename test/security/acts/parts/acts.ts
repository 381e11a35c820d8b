/** Acts by their names in actions/. */
export type Acts = Record<string, () => Promise<unknown>>;
