/** Traditional characters in the warnings of Hong Kong, Macau and Taiwan, each before its simplified one. */
const PAIRS =
  '溫温凍冻風风強强嚴严極极結结發发佈布銷销變变繼继續续確确認认級级為为爲为將将預预報报號号氣气臺台黃黄藍蓝紅红災灾專专業业' +
  '聯联較较別别條条區区縣县鄉乡鎮镇積积現现從从轉转應应門门陸陆東东廣广灣湾霧雾頒颁訊讯響响';

const SIMPLE = new Map(Array.from({ length: PAIRS.length / 2 }, (_, at) => [PAIRS[2 * at], PAIRS[2 * at + 1]]));

/**
 * @returns the text in simplified characters for comparison, of the same length, so that positions are the same as in
 *   the original
 */
export const simplified = (text: string): string =>
  text.replace(/[\u4e00-\u9fff]/g, (character) => SIMPLE.get(character) ?? character);
