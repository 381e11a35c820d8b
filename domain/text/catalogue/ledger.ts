import type { Sentences } from '../sentences';

/** Goods and money: what a definition says of them, and what the ledger refuses. */
export const LEDGER = {
  // In definitions
  'word-item': { 'zh-CN': '物资', en: 'item' },
  'word-purse': { 'zh-CN': '专款', en: 'purse' },
  'item-or-words': {
    'zh-CN': '物资要么写 item（物资目录中的编号），要么写 name（名称）和 unit（单位）',
    en: 'goods have either an item of the catalogue, or a name and a unit',
  },
  'item-is-money': {
    'zh-CN': '“cny”是资金本身，目录里已有',
    en: '"cny" is money itself, which the catalogue always has',
  },
  'another-item-name': { 'zh-CN': '另一个编号', en: 'another name' },
  'item-in-parts': {
    'zh-CN': '目录中的物资按整件计数；请在目录中改用更小的单位',
    en: 'items of the catalogue are counted in whole units; choose a smaller unit there',
  },
  'gift-without': {
    'zh-CN': '该活动记账（purses），每项款物都要写明 {key}',
    en: 'the campaign keeps accounts (purses), so all that is given needs its {key}',
  },
  'planned-sum-differs': {
    'zh-CN':
      '“{category}”的{what}：计划 {planned}，而按标准为 {how} = {computed}，相差 {difference}；如属实，用 because 写明原因',
    en: '{category}, {what}: {planned} planned, but the standard gives {how} = {computed}, a difference of {difference}; if that is right, say why under because',
  },
  'planned-total-differs': {
    'zh-CN':
      '各类合计，{what}：计划 {planned}，而各类相加为 {how} = {computed}，相差 {difference}；如属实，用 because 写明原因',
    en: 'All together, {what}: {planned} planned, but the standards add up to {how} = {computed}, a difference of {difference}; if that is right, say why under because',
  },
  'value-uneven': {
    'zh-CN': '“{category}”的物资折价 {value} 元除以 {pieces} 件，不是整分：它是总价而不是单价；如属实，用 because 写明',
    en: '{category}: {value} yuan for {pieces} pieces make no price in whole fen, so it is a total and no price; if that is right, say so under because',
  },

  // Transfers
  'ledger-no-accounts': {
    'zh-CN': '该活动不记账：方案里没有 purses（专款）',
    en: 'this campaign keeps no accounts: its definition has no purses',
  },
  'ledger-no-account': { 'zh-CN': '没有“{account}”这样的账户', en: 'there is no account "{account}"' },
  'ledger-no-item': { 'zh-CN': '没有物资“{item}”；可用：{known}', en: 'there is no item "{item}"; there are: {known}' },
  'ledger-no-purse': {
    'zh-CN': '没有专款“{purse}”；可用：{known}',
    en: 'there is no purse "{purse}"; there are: {known}',
  },
  'ledger-quantity': {
    'zh-CN': '数量为 1 到 {most} 的整数（资金以分计）',
    en: 'a quantity is a whole number from 1 to {most} (fen for money)',
  },
  'ledger-not-so': {
    'zh-CN': '“{kind}”不能从 {from} 记到 {to}',
    en: 'a "{kind}" does not go from {from} to {to}',
  },
} as const satisfies Sentences;
