/** The type of a file of the catalogue: both languages for every code, so that a missing one does not compile. */
export type Sentences = Record<string, { readonly 'zh-CN': string; readonly en: string }>;
