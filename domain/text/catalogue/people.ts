import type { Sentences } from '../sentences';

/** The register: regions, contacts, tables that are imported. */
export const PEOPLE = {
  'unknown-region': {
    'zh-CN': '名册中没有区划代码 {region}，或不在您的管理范围内。',
    en: 'There is no region {region} in the register, or your account does not decide about it.',
  },
  'fixes-unreadable': {
    'zh-CN': '改正的内容没有读懂，请重新选择文件。',
    en: 'The corrections cannot be read; choose the file again.',
  },
  'unknown-import': {
    'zh-CN': '没有这次导入，或已经撤销过。',
    en: 'There is no such import, or it was undone before.',
  },
  'import-too-old': {
    'zh-CN': '只有最近一次导入、在 {hours} 小时内可以撤销。请在名册中逐个改正。',
    en: 'Only the last import can be undone, within {hours} hours. Correct the register one by one.',
  },
  'import-changed-since': {
    'zh-CN': '导入之后有人改过其中的地区或联系人，不能整个撤销。请在名册中逐个改正。',
    en: 'Somebody has changed regions or people of this import since, so it cannot be undone as a whole. Correct them one by one.',
  },
  'import-used': {
    'zh-CN': '这次导入新增的地区已有活动、账号或下级在使用，不能撤销。不再需要的地区可以在名册中撤销。',
    en: 'Regions that this import added are used by a campaign, an account or regions below, so it cannot be undone. Close them in the register.',
  },
  'map-unreadable': {
    'zh-CN': '没有读懂地图：需要 GeoJSON 的 FeatureCollection，最多 {most} 个要素。',
    en: 'The map cannot be read: it must be a FeatureCollection of GeoJSON with at most {most} features.',
  },
  'shape-no-feature': {
    'zh-CN': '不是 GeoJSON 的要素（Feature）。',
    en: 'This is no feature of GeoJSON.',
  },
  'shape-unnamed': {
    'zh-CN': '没有编码（code、adcode）也没有名称（name），不知道是哪个地区。',
    en: 'It has neither a code (code, adcode) nor a name, so it is of no region.',
  },
  'shape-other-kind': {
    'zh-CN': '不是边界（Polygon、MultiPolygon）也不是点（Point）。',
    en: 'It is neither a boundary (Polygon, MultiPolygon) nor a point.',
  },
  'shape-coordinates': {
    'zh-CN': '坐标要写成度，经度在前、纬度在后；边界至少四个点。请先转换成经纬度。',
    en: 'Coordinates are degrees, longitude first, and a boundary has at least four; convert it first.',
  },
  'shape-too-fine': {
    'zh-CN': '边界有 {points} 个点，最多 {most} 个。请先简化。',
    en: 'The boundary has {points} points, at most {most} are read. Simplify it first.',
  },
  'shape-name-shared': {
    'zh-CN': '有几个地区叫“{name}”，请在要素中写上编码。',
    en: 'Several regions are called {name}; write the code into the feature.',
  },
  'no-such-robot': {
    'zh-CN': '设置里没有名为“{robot}”的群机器人（现有：{known}）。请在 GROUP_ROBOTS 里添加。',
    en: 'The settings have no robot "{robot}" (they have: {known}). Add it to GROUP_ROBOTS.',
  },
  'region-exists': {
    'zh-CN': '编码 {code} 已有地区使用，请换一个编码。',
    en: 'There is a region {code} already; choose another code.',
  },
  'region-closed-already': {
    'zh-CN': '“{name}”已撤销。',
    en: '{name} is closed already.',
  },
  'region-open': { 'zh-CN': '“{name}”没有撤销。', en: '{name} is not closed.' },
  'region-has-below': {
    'zh-CN': '“{name}”下面还有 {count} 个地区。请先把它们移走或撤销；或者并入另一个地区，下级随之移过去。',
    en: '{name} has regions below it: {count}. Move or close them first; or merge it into another, which takes them.',
  },
  'region-into-itself': {
    'zh-CN': '不能并入自己或自己的下级。',
    en: 'A region cannot be merged into itself or into one below it.',
  },
  'region-top-kept': {
    'zh-CN': '这是您管理范围的最上一级，不能由您撤销、移动或合并。',
    en: 'This is the top of the region that you look after: you cannot close, move or merge it.',
  },
  'region-code-kept': {
    'zh-CN': '已有地区的上级只能由管理全部地区的账号更改。',
    en: 'Only an account for all regions moves a region to another superior.',
  },
  'import-under-way': {
    'zh-CN': '名册正在被另一次导入修改，本次没有改动任何数据，请过几分钟再试。',
    en: 'Another import is changing the register, and nothing was stored; please try again in a few minutes.',
  },
  'import-bad-cells': {
    'zh-CN':
      '没有导入任何数据：有 {count} 处错误，第一处在 {file} 第 {row} 行“{column}”列：{reason}。请全部改正后再导入。',
    en: 'Nothing was imported: bad cells: {count}, the first in {file}, row {row}, {column}: {reason}. Correct them all and import again; `nuandong register check` lists all without importing.',
  },
  'check-bad-cells': {
    'zh-CN': '有 {count} 处错误，请改正后再检查。',
    en: 'Bad cells: {count}. Correct them, then check again.',
  },
  'checked-alone': {
    'zh-CN': '只核对了表格本身，没有对照已导入的名册：{reason}',
    en: 'Checked by the tables alone, without the regions imported before: {reason}',
  },
  'old-schema': {
    'zh-CN': '数据库还不是最新版本（缺 {count} 项更新，从 {first} 起）。请先运行 `npx nuandong services prepare`。',
    en: 'The database lacks {count} of its updates, from {first} on: run `npx nuandong services prepare` first.',
  },
  'register-bad-cells': {
    'zh-CN':
      '{folder} 中的名册有 {count} 处错误，第一处在 {file} 第 {row} 行“{column}”列“{value}”：{reason}。全部错误请用 `nuandong register check` 查看。',
    en: 'The register in {folder} has bad cells: {count}, the first in {file}, row {row}, {column} "{value}": {reason}. See all with `nuandong register check`.',
  },
  'beyond-region': {
    'zh-CN':
      '没有改动任何数据：表格中有 {count} 处不在您的管理范围内，第一处在 {file} 第 {row} 行“{column}”列：{reason}。请删去这些行，或请上级单位导入。',
    en: 'Nothing was stored: cells beyond your region: {count}, the first in {file}, row {row}, {column}: {reason}. Remove these rows, or ask the office above to import them.',
  },
} as const satisfies Sentences;
