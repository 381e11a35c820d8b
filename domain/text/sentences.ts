/** What a file of the catalogue holds: both languages of every code, so that a missing one does not compile. */
export type Sentences = Record<string, { readonly 'zh-CN': string; readonly en: string }>;
