import { pick, type Random } from '../../../../domain/random';
import type { ContactRow, RegionRow } from '../rows';

const FIRST = [
  ...'青清白黄石木竹松柏桃李杏梅荷柳杨槐桑龙凤马鹤金银铜玉宝福安宁和永长高云雨霜月星朝春秋双三五七九千万茶麦稻柿枫桐',
];
const SECOND = [...'山河溪湖泉潭塘池井桥渡坪坝湾沟谷岭坡岗峰崖林园田畈冲洼滩洲港'];
const BEFORE = ['', ...'上下大小新老东西南北中前后内外'];
/** Must share no character with SECOND: that keeps the names apart. */
const AFTER = ['', '寨', '庄', '屯', '坊'];
/** Only in registers of a country; shares no character with BEFORE and FIRST. */
const FOREMOST = ['', ...'古官军营寺塔碑'];
const PAIRS = FIRST.length * SECOND.length;
/** A prime that divides no pool, so that its multiples visit every pair once, and neighbours do not look alike. */
const STRIDE = 1009;

/** How many different names there are: more than a country has villages. */
export const MOST_NAMES = PAIRS * BEFORE.length * AFTER.length * FOREMOST.length;

/**
 * Invents stems of place names, such as 青石 or 上柳湾, to which the caller adds 村, 镇 or 县. None comes twice.
 * Short ones come first. Some village in China may bear such a name; none is meant.
 */
export function* placeNames(random: Random): Generator<string, never> {
  const start = Math.floor(random() * PAIRS);
  for (let turn = 0; turn < MOST_NAMES; turn += 1) {
    const pair = (start + turn * STRIDE) % PAIRS;
    const round = Math.floor(turn / PAIRS);
    const stem = `${FIRST[pair % FIRST.length]}${SECOND[Math.floor(pair / FIRST.length)]}`;
    const after = Math.floor(round / BEFORE.length);
    const foremost = FOREMOST[Math.floor(after / AFTER.length)];
    yield `${foremost}${BEFORE[round % BEFORE.length]}${stem}${AFTER[after % AFTER.length]}`;
  }
  throw new RangeError(`there are only ${MOST_NAMES} invented place names`);
}

const SURNAMES = [...'赵钱孙李周吴郑王冯陈蒋沈韩杨朱秦许何吕张孔曹严华金魏陶姜谢邹苏潘葛范彭鲁韦马'];
const GIVEN = [...'明丽伟芳强秀军敏杰艳涛娟磊霞斌英刚玲辉桂春梅建国志华文海平玉兰云龙雪松晓东'];

const personName = (random: Random): string =>
  pick(random, SURNAMES) + pick(random, GIVEN) + (random() < 0.7 ? pick(random, GIVEN) : '');

/** Probabilities of a number, an address and a deputy. */
interface Coverage {
  phone: number;
  email: number;
  deputy: number;
}
/** Realistic values for villages: some numbers are missing, and few people read e-mail. */
const UNIT_COVERAGE: Coverage = { phone: 0.92, email: 0.6, deputy: 0.8 };
/** Offices have a telephone on duty. */
const OFFICE_COVERAGE: Coverage = { phone: 1, email: 0.9, deputy: 0.9 };

/**
 * Invents a contact for each region and a deputy for most. Numbers count up from 199 0000 0000, a block that no carrier
 * has assigned, and addresses end in example.org (RFC 2606), so no message can reach a real person.
 * @param firstNumber what the counting starts at, so that two registers share no number
 */
export function inventContacts({
  regions,
  random,
  firstNumber,
}: {
  regions: readonly RegionRow[];
  random: Random;
  firstNumber: number;
}): ContactRow[] {
  const superiors = new Set(regions.map(({ parent }) => parent));
  let next = firstNumber;
  const invent = (region: string, role: 'contact' | 'deputy', { phone, email }: Coverage): ContactRow => {
    const number = next++;
    return {
      region,
      role,
      name: personName(random),
      phone: random() < phone ? `199${String(number).padStart(8, '0')}` : null,
      email: random() < email ? `${region.toLowerCase()}.${role}@example.org` : null,
      language: 'zh-CN',
      leaveFrom: null,
      leaveUntil: null,
    };
  };
  return regions.flatMap(({ code }) => {
    const coverage = superiors.has(code) ? OFFICE_COVERAGE : UNIT_COVERAGE;
    const contact = invent(code, 'contact', coverage);
    return random() < coverage.deputy ? [contact, invent(code, 'deputy', coverage)] : [contact];
  });
}
