import { Lexer } from 'yaml';

/** How deep a document from outside may nest: documents of people and offices stay below ten. */
export const DEEPEST = 64;

const QUOTE = 34;
const BACKSLASH = 92;
const [LIST, LIST_END, GROUP, GROUP_END] = [91, 93, 123, 125];

/**
 * @returns how deep the brackets of a JSON text go, those in strings not counted. Takes time in proportion to its
 *   length.
 */
export function nestingOfJson(text: string): number {
  let [depth, deepest, quoted] = [0, 0, false];
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (quoted) {
      if (char === BACKSLASH) at++;
      else if (char === QUOTE) quoted = false;
    } else if (char === QUOTE) quoted = true;
    else if (char === LIST || char === GROUP) depth++;
    else if (char === LIST_END || char === GROUP_END) depth--;
    if (depth > deepest) deepest = depth;
  }
  return deepest;
}

/**
 * Tokens that the lexer adds before a document, a scalar or an unfinished flow collection; they are not in the text.
 */
const CONTROL = new Set(['\u0002', '\u001f', '\u0018', '\uFEFF']);
const SCALAR = '\u001f';

/**
 * @returns an upper limit for the depth of a YAML text, by brackets and indentation, without composing it: composing
 *   takes time that grows with a high power of the depth. It is never less than the real depth; a line's value may
 *   count as a level. A bracket that begins a key counts as endless: no real document has one, and each is slow to
 *   refuse. Takes time in proportion to the text's length.
 */
export function nestingOfYaml(text: string): number {
  const columns: number[] = [];
  const brackets: string[] = [];
  let [column, deepest, isScalar, before] = [0, 0, false, ''];
  for (const token of new Lexer().lex(text)) {
    if (CONTROL.has(token)) {
      isScalar = token === SCALAR;
      continue;
    }
    if (!isScalar && (token === '{' || token === '[')) {
      if (brackets.at(-1) === '{' && (before === '{' || before === ',')) return Number.POSITIVE_INFINITY;
      brackets.push(token);
    } else if (!isScalar && (token === '}' || token === ']')) brackets.pop();
    else if (brackets.length === 0 && (isScalar || /^[^\s#:]/.test(token))) {
      while ((columns.at(-1) ?? -1) > column) columns.pop();
      if (columns.at(-1) !== column) columns.push(column);
    }
    deepest = Math.max(deepest, columns.length + brackets.length);
    const lastLine = token.lastIndexOf('\n');
    column = lastLine < 0 ? column + token.length : token.length - lastLine - 1;
    if (isScalar || /^[^\s#]/.test(token)) before = isScalar ? '' : token;
    isScalar = false;
  }
  return deepest;
}
