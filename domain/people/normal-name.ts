/** The dots that keyboards and registers put between the parts of a name: 阿依古丽·买买提. */
const DOTS = /[.·•‧∙⋅・]/g;
const DOT = '·';
/** Blanks, and characters that show nothing. */
const UNSEEN = /[\s\u00AD\u200B-\u200F\u2028-\u202E\u2060-\u2064\uFEFF]/g;

/**
 * @param name as people type it
 * @returns the name in the one way of writing that its digest is made of: `王　小明` and `王小明` are the same, and so are
 *   `阿依古丽•买买提` and `阿依古丽．买买提`
 */
export const normalName = (name: string): string =>
  // Once more at the end: without the blank between them, marks have another order.
  name.normalize('NFKC').replace(UNSEEN, '').replace(DOTS, DOT).toLowerCase().normalize('NFKC');
