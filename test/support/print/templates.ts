import { PRINTS, type PrintName } from '../../../domain/print/prints';
import { between, grid, type Row, said, template } from './parts';
import { summaryTemplate } from './summary-template';

/** What stands above a page of rows: title, what the list is, and the square that leads to it. */
const head = (title: string) => [
  said(
    `{#页[每页: ${title === '花名册' ? PRINTS.roster.perPage : PRINTS['sign-sheet'].perPage}]}{演练}{活动}${title}`,
    {
      ...{ size: 18, hei: true, centred: true, newPage: true, after: 1 },
    },
  ),
  grid(
    [242, 25],
    [
      {
        height: 22,
        cells: [
          {
            text: '单位：{单位}　　名单：{名单}　　地区：{地区}　　名单版本：{名单版本}　　核对码：{核对码}　　打印：{打印日期}　　第 {页次} 页　共 {总页数} 页',
            centred: false,
          },
          '{二维码}',
        ],
      },
    ],
    { lines: false, size: 11 },
  ),
  between(),
];

const total = (cells: Row['cells'], height = 8): Row => ({ cells, height });

const roster = () =>
  template(
    PRINTS.roster.name['zh-CN'],
    [
      ...head('花名册'),
      grid(
        [10, 19, 21, 15, 21, 42, 24, 11, 27, 37, 40],
        [
          {
            height: 9,
            heading: true,
            cells: ['序号', '乡镇', '村', '组', '户主姓名', '身份证号', '类别', '人口', '联系电话', '住址', '银行账号'],
          },
          {
            height: 8,
            cells: [
              ...[
                '{#行}{序号}',
                '{乡镇}',
                '{村}',
                '{组}',
                '{户主姓名}',
                { text: '{身份证号}', size: 9 },
                '{类别}',
                '{人口}',
              ],
              ...[
                { text: '{电话}', size: 9 },
                { text: '{住址}', size: 8.5 },
                { text: '{银行账号}{/行}', size: 9 },
              ],
            ],
          },
          total([
            { text: '本页小计', spans: 6, hei: true },
            { text: '{本页户数}', hei: true },
            { text: '{本页人数}', hei: true },
            { text: '', spans: 3 },
          ]),
          total([
            { text: '{#末页}合计', spans: 6, hei: true },
            { text: '{总户数}', hei: true },
            { text: '{总人数}', hei: true },
            { text: '{/末页}', spans: 3 },
          ]),
        ],
      ),
      said('填表人：　　　　　　　　　审核人：　　　　　　　　　负责人：　　　　　　　　　（盖章）{/页}', {
        size: 11,
        before: 2,
      }),
    ],
    { landscape: true },
  );

const signSheet = () =>
  template(
    PRINTS['sign-sheet'].name['zh-CN'],
    [
      ...head('发放签领表'),
      grid(
        [10, 18, 24, 26, 11, 26, 50, 38, 32, 18, 14],
        [
          {
            height: 9,
            heading: true,
            cells: [
              ...['序号', '组', '户主姓名', '类别', '人口', '金额（元）', '物资及数量'],
              ...['领取人签字（手印）', '代领人及关系', '日期', '备注'],
            ],
          },
          {
            height: 9,
            cells: [
              ...[
                '{#行}{序号}',
                '{组}',
                '{户主姓名}',
                '{类别}',
                '{人口}',
                { text: '{金额}', right: true, centred: false },
              ],
              ...[{ text: '{物资}', size: 9.5 }, '', '', '', '{/行}'],
            ],
          },
          total([
            { text: '本页小计', spans: 3, hei: true },
            '{本页户数}',
            '{本页人数}',
            { text: '{本页金额}', right: true, centred: false },
            { text: '{本页物资}', size: 9.5 },
            { text: '', spans: 4 },
          ]),
          total([
            { text: '{#末页}合计', spans: 3, hei: true },
            '{总户数}',
            '{总人数}',
            { text: '{总金额}', right: true, centred: false },
            { text: '{总物资}', size: 9.5 },
            { text: '大写：{总金额大写}{/末页}', spans: 4, centred: false },
          ]),
        ],
      ),
      said(
        '经办人一：　　　　　　　经办人二：　　　　　　　见证人：　　　　　　　负责人：　　　　　　　（盖章）{/页}',
        {
          ...{ size: 11, before: 2 },
        },
      ),
    ],
    { landscape: true },
  );

const letter = () =>
  template(PRINTS.letter.name['zh-CN'], [
    said('{#信}慰　问　信', { size: 26, hei: true, centred: true, newPage: true, before: 20, after: 14 }),
    said('{户主姓名}同志：', { size: 16, after: 4 }),
    said('寒冬已至，新春将临。{单位}谨向您和您的家人致以亲切的慰问和良好的祝愿！', {
      size: 16,
      indented: true,
      after: 3,
    }),
    said('我们一直牵挂着您的生活。本次“{活动}”为您送上{款物}，聊表心意。', {
      ...{ size: 16, indented: true, after: 3 },
    }),
    said('生活中遇到困难，请随时告诉村（居）委会或我们。祝您身体健康，阖家平安，春节愉快！', {
      ...{ size: 16, indented: true, after: 20 },
    }),
    said('{单位}（盖章）', { size: 16, right: true, after: 2 }),
    said('{打印日期}{/信}', { size: 16, right: true }),
  ]);

const posting = () =>
  template(
    PRINTS.posting.name['zh-CN'],
    [
      said('{演练}{名单}公示', { size: 22, hei: true, centred: true, after: 3 }),
      said('{村}{版本}', { size: 14, centred: true, after: 2 }),
      said('{公示期}', { size: 12, after: 1 }),
      said('{汇总}', { size: 12, after: 2 }),
      grid(
        [14, 26, 30, 34, 16, 40],
        [
          { height: 9, heading: true, cells: ['序号', '组', '户主姓名', '类别', '人口', '拟救助标准'] },
          {
            height: 9,
            cells: ['{#行}{序号}', '{组}', '{户主姓名}', '{类别}', '{人口}', { text: '{标准}{/行}', size: 9.5 }],
          },
        ],
        { size: 12 },
      ),
      said('{异议}', { before: 3 }),
      said('{推荐}'),
      said('{受理}', { after: 3 }),
      grid(
        [60, 100],
        [
          {
            height: 34,
            cells: ['{二维码}', { text: '{单位}（盖章）　　{公示日期}', right: true, centred: false, size: 12 }],
          },
          { height: 12, cells: ['扫码查看　核对码 {核对码}', ''] },
        ],
        { lines: false },
      ),
    ],
    { pages: true },
  );

const dispatchNote = () =>
  template(PRINTS['dispatch-note'].name['zh-CN'], [
    said('{演练}{活动}物资出入库单', { size: 20, hei: true, centred: true, after: 4 }),
    grid(
      [80, 80],
      [
        {
          height: 8,
          cells: [
            { text: '单号：{单号}', centred: false },
            { text: '凭证号：{票号}', centred: false },
          ],
        },
        {
          height: 8,
          cells: [
            { text: '发货单位：{发货单位}', centred: false },
            { text: '收货单位：{收货单位}', centred: false },
          ],
        },
        {
          height: 8,
          cells: [
            { text: '发出日期：{发出日期}', centred: false },
            { text: '应到日期：{应到日期}', centred: false },
          ],
        },
      ],
      { lines: false, size: 12 },
    ),
    between(),
    grid(
      [12, 36, 36, 14, 22, 22, 18],
      [
        { height: 9, heading: true, cells: ['序号', '品名', '专项款物', '单位', '发出', '实收', '未到'] },
        {
          height: 9,
          cells: ['{#行}{序号}', '{品名}', '{专款}', '{计量单位}', '{发出数量}', '{实收数量}', '{未到数量}{/行}'],
        },
      ],
    ),
    said('收讫日期：{收讫日期}', { before: 4, after: 6 }),
    said('发货人（签字）：　　　　　　　　　　发货单位负责人：', { after: 8 }),
    said('承运人（签字）：　　　　　　　　　　车　牌　号：', { after: 8 }),
    said('收货人（签字）：　　　　　　　　　　收货单位负责人：', { after: 8 }),
    said('打印日期：{打印日期}　　　本单一式三份，发货、承运、收货各执一份。', { size: 10.5 }),
  ]);

/** How each shipped template is made. */
export const TEMPLATES: Readonly<Record<PrintName, () => Promise<Buffer>>> = {
  ...{ roster, letter, posting, 'sign-sheet': signSheet, 'dispatch-note': dispatchNote, summary: summaryTemplate },
};
