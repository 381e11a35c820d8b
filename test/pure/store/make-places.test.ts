import { asSheets, checkSheets, sheetsOf } from '../../../store/people/tables/check/check';
import { wordCell } from '../../../store/people/tables/check/flaw';
import { type Making, madeCode } from '../../../store/people/tables/check/make-places';
import { bothMappings, mappingsOf } from '../../../store/people/tables/mappings';
import type { RegionRow } from '../../../store/people/tables/rows';
import { corrected, type RawTable } from '../../../store/people/tables/table';

const COUNTY: RegionRow = { code: '9', parent: null, kind: 'county', name: '某县' };
const IN_COUNTY: Making = { under: '9', atTop: false };

/** A sheet as a spreadsheet has it; a hole is an empty cell. */
const sheet = (file: string, rows: string[][], merges: RawTable['merges'] = []): RawTable => ({
  ...{ file, hidden: false, merges },
  lines: rows.map((cells, index) => ({ row: index + 1, cells })),
});

/** Two rows of titles, running numbers, a merged township, full-width digits, a sum, a signature. */
const ROSTER = sheet(
  'roster.xlsx',
  [
    ['某县2026年冬春救助村级联络员名册'],
    ['填报单位：某县民政局'],
    ['序号', '乡镇', '村（居）委会', '姓名', '手机号码', '备注'],
    ['1', '甲乡', '清平村村民委员会', '张　三', '１９９ ００００ ０００１', ''],
    ['2', '', '东风社区居委会', '李四', '199-0000-0002', ''],
    ['3', '', '无人村', '', '', '待定'],
    ['4', '乙镇', '', '王五', '19900000003', ''],
    ['合 计', '', '3个村', '', '', ''],
    ['制表人：某人'],
  ],
  [{ top: 4, bottom: 6, left: 1, right: 1 }],
);

const look = (raw: RawTable[], known: readonly RegionRow[], making: Making | null, mapped: string[] = []) => {
  const sheets = sheetsOf([raw], bothMappings(mappingsOf(mapped), []));
  const { regions, contacts, bad } = checkSheets({ sheets, known, making });
  return {
    regions,
    contacts,
    bad: bad.map((cell) => `${cell.file} ${cell.row} ${wordCell('zh-CN', cell).column} ${cell.code}`),
  };
};

describe('a roster without codes', () => {
  it('makes townships and villages with codes from their names, and the contacts of each', () => {
    const { regions, contacts, bad } = look([ROSTER], [COUNTY], IN_COUNTY);
    expect(bad).toEqual([]);
    expect(regions).toEqual([
      { code: '9-甲乡', parent: '9', kind: 'township', name: '甲乡' },
      { code: '9-甲乡-清平村', parent: '9-甲乡', kind: 'village', name: '清平村' },
      { code: '9-甲乡-东风社区', parent: '9-甲乡', kind: 'community', name: '东风社区' },
      { code: '9-甲乡-无人村', parent: '9-甲乡', kind: 'village', name: '无人村' },
      { code: '9-乙镇', parent: '9', kind: 'township', name: '乙镇' },
    ]);
    expect(contacts.map(({ region, name, phone }) => [region, name, phone])).toEqual([
      ['9-甲乡-清平村', '张三', '19900000001'],
      ['9-甲乡-东风社区', '李四', '19900000002'],
      ['9-乙镇', '王五', '19900000003'],
    ]);
  });

  it('finds them again the second time, also renamed, moved or merged since', () => {
    const { regions } = look([ROSTER], [COUNTY], IN_COUNTY);
    expect(look([ROSTER], [COUNTY, ...regions], IN_COUNTY).regions).toEqual([]);
    const since = regions.map((region) => {
      if (region.name === '清平村') return { ...region, name: '清平新村', parent: '9-乙镇' };
      return region.name === '东风社区' ? { ...region, closed: { into: '9-甲乡-无人村' } } : region;
    });
    const again = look([ROSTER], [COUNTY, ...since], IN_COUNTY);
    expect([again.regions, again.bad]).toEqual([[], []]);
    expect(again.contacts.map(({ region }) => region)).toEqual(['9-甲乡-清平村', '9-甲乡-无人村', '9-乙镇']);
  });

  it('refuses a place that is closed for good, and makes nothing unless it is asked to', () => {
    const { regions } = look([ROSTER], [COUNTY], IN_COUNTY);
    const closed = regions.map((region) => (region.name === '清平村' ? { ...region, closed: { into: null } } : region));
    expect(look([ROSTER], [COUNTY, ...closed], IN_COUNTY).bad).toEqual(['roster.xlsx 4 村（居）委会 region-closed']);
    const { regions: none, bad } = look([ROSTER], [COUNTY], null);
    expect(none).toEqual([]);
    expect(bad.filter((cell) => cell.endsWith('place-unknown'))).toHaveLength(4);
  });

  it('takes the county from a column, makes it at the top for the whole register alone, and asks for one', () => {
    const table = sheet('all.csv', [
      ['县区', '乡镇', '村', '姓名', '手机'],
      ['某县', '甲乡', '清平村', '张三', '19900000001'],
      ['新县', '丙乡', '和平村', '李四', '19900000002'],
    ]);
    const whole = look([table], [COUNTY], { under: null, atTop: true });
    expect(whole.regions.map(({ code }) => code)).toEqual([
      ...['9-甲乡', '9-甲乡-清平村', '新县', '新县-丙乡', '新县-丙乡-和平村'],
    ]);
    expect(look([table], [COUNTY], { under: null, atTop: false }).bad).toEqual(['all.csv 3 村 place-unknown']);
    expect(look([ROSTER], [], { under: null, atTop: true }).bad).toHaveLength(4);
    const named = look([ROSTER], [], { under: null, county: '某县', atTop: true });
    expect(named.regions[0]).toEqual({ code: '某县', parent: null, kind: 'county', name: '某县' });
  });

  it('reads a sheet for each township, each with its own columns, and names the sheet of a fault', () => {
    const head = (phone: string) => ['序号', '乡镇', '村', '姓名', phone];
    const sheets = [
      sheet('book.xlsx#甲乡', [['甲乡'], head('手机'), ['1', '甲乡', '一村', '张三', '19900000001']]),
      sheet('book.xlsx#乙乡', [
        head('联系电话'),
        ['1', '乙乡', '二村', '李四', '0876-4121'],
        ['2', '乙乡', '二村', '王五', '19900000002'],
      ]),
    ];
    const { contacts, bad } = look(sheets, [COUNTY], IN_COUNTY);
    expect(contacts.map(({ region }) => region)).toEqual(['9-甲乡-一村', '9-乙乡-二村']);
    expect(bad).toEqual(['book.xlsx#乙乡 2 联系电话 phone-form', 'book.xlsx#乙乡 3 角色 role-twice']);
  });

  it('takes the township of a table without a column for it from the name of its sheet', () => {
    const rows = (village: string, number: string) => [
      ['序号', '村', '姓名', '手机'],
      ['1', village, '张三', `1990000000${number}`],
    ];
    const sheets = [
      sheet('book.xlsx#甲乡', rows('东风村', '1')),
      sheet('book.xlsx#乙镇', rows('东风村', '2')),
      sheet('book.xlsx#Sheet3', rows('和平村', '3')),
    ];
    const { contacts, bad } = look(sheets, [COUNTY], IN_COUNTY);
    expect(bad).toEqual([]);
    expect(contacts.map(({ region }) => region)).toEqual(['9-甲乡-东风村', '9-乙镇-东风村', '9-和平村']);
    // A column that is there counts, and an empty village is a fault and not the whole township.
    const [column] = look(
      [
        sheet('book.xlsx#甲乡', [
          ['乡镇', '村', '姓名', '手机'],
          ['丙乡', '东风村', '张三', '19900000001'],
        ]),
      ],
      [COUNTY],
      IN_COUNTY,
    ).contacts;
    expect(column?.region).toBe('9-丙乡-东风村');
    expect(look([sheet('book.xlsx#甲乡', rows('', '1'))], [COUNTY], IN_COUNTY).bad).toHaveLength(1);
  });

  it('takes the deputy from the same row, below a heading of both or beside one', () => {
    const twoRows = sheet(
      'two.xlsx',
      [
        ['某县联络员名册'],
        ['乡镇', '村', 'A角', '', 'B角', ''],
        ['', '', '姓 名', '联系电话\n（手机）', '姓 名', '联系电话\n（手机）'],
        ['甲乡', '一村', '张三', '19900000001', '李四', '19900000002'],
        ['', '二村', '王五', '19900000003', '赵六', '199'],
        ['', '三村', '', '', '钱七', '19900000005'],
      ],
      [
        ...[0, 1].map((at) => ({ top: 2, bottom: 3, left: at, right: at })),
        ...[2, 4].map((at) => ({ top: 2, bottom: 2, left: at, right: at + 1 })),
        { top: 4, bottom: 6, left: 0, right: 0 },
      ],
    );
    const { contacts, bad } = look([twoRows], [COUNTY], IN_COUNTY);
    expect(contacts.map(({ region, role, name, phone }) => [region.slice(5), role, name, phone])).toEqual(
      expect.arrayContaining([
        ['一村', 'contact', '张三', '19900000001'],
        ['一村', 'deputy', '李四', '19900000002'],
        ['三村', 'deputy', '钱七', '19900000005'],
      ]),
    );
    expect(bad).toEqual(['two.xlsx 5 B角联系电话\n（手机） phone-form']);
    const oneRow = sheet('one.csv', [
      ['乡镇', '村', '联络员', '联系电话', 'B角', '联系电话'],
      ['甲乡', '一村', '张三', '19900000001', '李四', '19900000002'],
      ['甲乡', '', '王五', '19900000003', '', ''],
    ]);
    expect(look([oneRow], [COUNTY], IN_COUNTY)).toMatchObject({
      bad: [],
      contacts: [{ role: 'deputy', name: '李四' }, { name: '张三' }, { name: '王五' }],
    });
    // Nobody says that the second is a deputy: then it is left out, and named.
    const unsaid = sheet('two.csv', [
      ['乡镇', '村', '姓名', '手机', '姓名', '手机'],
      ['甲乡', '一村', '张三', '19900000001', '李四', '19900000002'],
    ]);
    expect(look([unsaid], [COUNTY], IN_COUNTY).contacts).toHaveLength(1);
  });

  it.each(['清平村委会', '清平村村委会', '清平村民委员会', '清平村村民委员会'])('knows %s as 清平村', (written) => {
    const known: RegionRow = { code: '91', parent: '9', kind: 'village', name: '清平村' };
    const table = sheet('a.csv', [
      ['村', '姓名', '手机'],
      [written, '张三', '19900000001'],
    ]);
    expect(look([table], [COUNTY, known], IN_COUNTY)).toMatchObject({ regions: [], contacts: [{ region: '91' }] });
  });

  it('reads again with corrected cells, and with headings of other meanings', () => {
    const table = sheet('odd.csv', [
      ['乡镇', '村', '当家的', '联系号'],
      ['甲乡', '一村', '张三', '123'],
    ]);
    const mapped = ['当家的=姓名', '联系号=phone', '乡镇=-'];
    const fixes = [{ file: 'odd.csv', row: 2, at: 3, value: '19900000001' }];
    const [tables = []] = corrected([[table]], fixes);
    const { regions, contacts, bad } = look(tables, [COUNTY], IN_COUNTY, mapped);
    expect(bad).toEqual([]);
    expect([regions.map(({ code }) => code), contacts[0]?.phone]).toEqual([['9-一村'], '19900000001']);
  });
});

describe('a code that is made', () => {
  const NAMES = [
    '清平村',
    '东风 社区',
    '（甲）村',
    '某某各族自治县某某村委会的一个很长很长很长很长的自然村名称',
    '',
    '１村',
  ];
  it.each(NAMES)('of %j is valid, and the same for the same names', (name) => {
    const code = madeCode('532626-锦屏镇', name);
    expect(code).toBe(madeCode('532626-锦屏镇', name));
    expect(code).toMatch(/^[\p{L}\p{N}.-]{1,40}$/u);
    const rows = [{ code, parent: null, kind: 'village', name: '某村' }];
    const table = { file: 'r', headings: ['code', 'parent', 'kind', 'name'], headingRow: 1 };
    const sheets = asSheets({
      regions: { ...table, rows: rows.map((row) => ({ row: 2, cells: [row.code, '', '村', row.name] })) },
    });
    expect(checkSheets({ sheets, known: [] }).bad).toEqual([]);
  });

  it('differs by superior and by name', () => {
    const codes = ['甲', '乙'].flatMap((above) => NAMES.map((name) => madeCode(`9-${above}`, name)));
    expect(new Set(codes).size).toBe(codes.length);
  });
});
