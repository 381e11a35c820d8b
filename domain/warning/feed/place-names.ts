/** The word for the kind after a place's own name; an ethnic name may come before it: 文山壮族苗族自治州 is 文山. */
const KIND_AT_END =
  /^(.{2,}?)(?:[^族]{1,4}族)*(?:自治县|自治州|自治区|自治旗|地区|林区|新区|街道|县|市|区|州|省|旗|盟|乡|镇)$/;

/** The longest name of a county has 20 characters; a longer text is a sentence. */
const LONGEST_NAME = 40;

/** Words that mean a part of a county. */
const PART =
  /(?:东北|西北|东南|西南|东|西|南|北|中)部(?!湾|新区|战区)|高寒|高海拔|海拔\d+米?以上|山区|半山区|沿江|沿湖|局部|部分(?:乡镇|地区|路段)|\b(?:northern|southern|eastern|western|central) (?:part|half)\b|higher elevations|mountains/gi;

/** Words without meaning that may follow a name. */
const TAILS = ['的', '等', '及以上', '地区', '乡镇'];

/** @returns the place's name without the word for its kind: 丘北县 → 丘北. A name of one character keeps it. */
export function bareName(text: string): string {
  const name = text.trim();
  return (name.length <= LONGEST_NAME && KIND_AT_END.exec(name)?.[1]) || name;
}

/** @returns the words of a text that mean "only a part": 北部, 山区 … */
export const partWords = (text: string): string[] => [...new Set([...text.matchAll(PART)].map(([word]) => word))];

/** @returns the names in an area's text, without words that mean "only a part": 丘北县北部、砚山县 → 丘北县, 砚山县. */
export const namesIn = (text: string): string[] =>
  text
    .split(/[、，,;；/]+|(?<=[\u4e00-\u9fff])\s+/)
    .map((name) => withoutTail(name.trim().replace(PART, '')) || name)
    .filter((name) => name !== '');

/** A regular expression for this takes the square of the length. */
function withoutTail(name: string): string {
  for (let end = name.length; ; ) {
    const tail = TAILS.find((one) => name.endsWith(one, end));
    if (!tail) return name.slice(0, end);
    end -= tail.length;
  }
}
