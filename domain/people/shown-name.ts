/** Surnames of two characters (公安部, 二〇二〇年全国姓名报告, and older ones in registers); both characters are shown. */
const COMPOUND = new Set(
  '欧阳 上官 皇甫 令狐 诸葛 司徒 司马 申屠 夏侯 贺兰 完颜 慕容 尉迟 长孙 东方 公孙 宇文 端木 百里 南宫 呼延 轩辕 钟离 闻人 澹台 公冶 濮阳 淳于 单于 太叔 仲孙 赫连 鲜于 司空 司寇 拓跋 独孤 第五 万俟 东郭 西门 左丘 梁丘 宗政 闾丘 公羊 谷梁 乐正 子车 颛孙 巫马 漆雕 壤驷 公良 夹谷'.split(
    ' ',
  ),
);
const STAR = '*';

/**
 * @param name the name of a person, as on a list @returns the name for a posting: the surname, and a star for each
 *   further character, `王**`, `欧阳**`, `阿***`. A name of one character becomes a star. The number on the list
 *   distinguishes two people with the same result
 */
export function shownName(name: string): string {
  const characters = [...name.replace(/\s/g, '')];
  const surname = characters.length > 2 && COMPOUND.has(characters.slice(0, 2).join('')) ? 2 : 1;
  if (characters.length < 2) return STAR;
  return characters.slice(0, surname).join('') + STAR.repeat(characters.length - surname);
}
