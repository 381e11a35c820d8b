/**
 * Traditional characters of the words in which offices of Hong Kong, Macau and Taiwan warn, each before its simplified
 * one.
 */
const PAIRS =
  '溫温凍冻風风強强嚴严極极結结發发佈布銷销變变繼继續续確确認认級级為为爲为將将預预報报號号氣气臺台黃黄藍蓝紅红災灾專专業业' +
  '聯联較较別别條条區区縣县鄉乡鎮镇積积現现從从轉转應应門门陸陆東东廣广灣湾霧雾頒颁訊讯響响';

const SIMPLE = new Map(Array.from({ length: PAIRS.length / 2 }, (_, at) => [PAIRS[2 * at], PAIRS[2 * at + 1]]));

/**
 * @returns a text for comparison with simplified words: as long as it was, so that what is found in it lies at the same
 * place in the original
 */
export const simplified = (text: string): string =>
  text.replace(/[\u4e00-\u9fff]/g, (character) => SIMPLE.get(character) ?? character);
