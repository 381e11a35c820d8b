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
  'late-with-cash': {
    'zh-CN': '后定标准（late）的金额在筹款后才定，这里不写 cash',
    en: 'the amount of a late standard follows from what was raised, so it has no cash here',
  },
  'late-without-approval': {
    'zh-CN': '后定标准按审批的对象分配：名单“{list}”要逐行登记，并有 approve（审批）这一步',
    en: 'a late standard is divided among approved rows: the list "{list}" needs rows, and the step approve in its track',
  },
  'late-without-list': {
    'zh-CN': '后定标准按名单上的对象分配，而没有名单列有这一类别',
    en: 'a late standard is divided among the rows of a list, and no list has this category',
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

  'value-not-price': {
    'zh-CN':
      '“{category}”的{goods}：折价 {value} 元，而按目录单价为 {how} = {computed} 元；如属实，用 because 写明原因',
    en: '{category}, {goods}: worth {value} yuan, but the price of the catalogue gives {how} = {computed}; if that is right, say why under because',
  },
  'planned-too-few': {
    'zh-CN': '“{category}”的计划数：{what}（{number} < {least}）；如属实，用 because 写明原因',
    en: '{category}, planned: {what} ({number} < {least}); if that is right, say why under because',
  },

  // Late standards
  'no-late-standard': {
    'zh-CN': '专款“{purse}”没有后定标准（late）；有的是：{known}',
    en: 'no standard of the purse "{purse}" is late; purses with one: {known}',
  },
  'late-among-both': {
    'zh-CN': '专款“{purse}”的后定标准，要么都由各单位自己均分（among: unit），要么都不是。',
    en: 'Of the purse "{purse}" either all late standards are divided by each unit (`among: unit`) or none.',
  },
  'standard-which-unit': {
    'zh-CN': '“{purse}”由各单位自己均分：请写明名单上的一个单位',
    en: 'each unit divides the purse "{purse}" itself: say which unit of the list',
  },
  'standard-of-all': {
    'zh-CN': '“{purse}”在全部对象之间均分，不分单位',
    en: 'the purse "{purse}" is divided among all: leave the unit out',
  },
  'standard-of-nobody': {
    'zh-CN': '还没有等待审批的对象，无法分配',
    en: 'no row waits for its approval, so there is nobody to divide by',
  },
  'standard-too-much': {
    'zh-CN': '到账可用 {there} 元，不够 {total} 元',
    en: '{there} yuan have come in and are free, which is less than {total}',
  },
  'standard-one-amount': {
    'zh-CN': '总额（--total）和每份金额（--each）只写一个',
    en: 'say the sum (--total) or the amount for each (--each), not both',
  },
  'standard-frozen': {
    'zh-CN': '已有对象按现行标准审批，标准不能再改；个别增减请另行办理（list decide --act raise）',
    en: 'rows were approved by the amount that is set, so it stays; raise or lower single rows instead (list decide --act raise)',
  },
  'standard-outdated': {
    'zh-CN': '提出之后对象或到账有变化（当时 {seen} 份，现在 {found} 份）；请重新提出',
    en: 'rows or money have changed since it was proposed (heads then {seen}, now {found}); propose it anew',
  },
  'unknown-standard': {
    'zh-CN': '没有编号为 {standard} 的待确认标准',
    en: 'there is no proposed amount {standard} that waits to be confirmed',
  },

  // Closing a stage of delivery
  'stage-unbalanced': {
    'zh-CN':
      '发放未结清，不能提前结束：{rows} 个对象未发且未说明原因，{ways} 张发运单尚未到齐，{banks} 批银行代发尚未回盘。请逐项说明原因（list decide --act explain），或由另一人先准予结束（ledger let-close）',
    en: 'The delivery does not balance, so it is not closed: {rows} rows lack something without a reason, {ways} notes still carry something, and {banks} batches are not answered by a bank. Say why (list decide --act explain), or have another person let it be closed (ledger let-close)',
  },
  'unit-unexplained': {
    'zh-CN': '{unit}：{rows} 个对象的 {item} 共差 {left}，未说明原因',
    en: '{unit}: {rows} rows lack {left} of {item} without a reason',
  },
  'way-not-empty': {
    'zh-CN': '发运单 {dispatch}（{unit}）：{item} 还有 {left} 在途',
    en: 'note {dispatch} to {unit}: {left} of {item} are still on the way',
  },
  'batch-not-answered': {
    'zh-CN':
      '银行代发第 {batch} 批（{bank}，{unit}）：{rows} 户共 {left} 元没有回盘，请 {unit} 问银行；银行确未付款的，撤回该批',
    en: 'batch {batch} ({bank}, {unit}): the bank has not answered for {rows} rows, {left} yuan. {unit} asks the bank; a batch that it has not paid is withdrawn',
  },
  'permit-same-hand': {
    'zh-CN': '准予结束的人不能自己来结束，须由另一人办理',
    en: 'who let it be closed does not close it; another person does',
  },
  'permit-nothing': {
    'zh-CN': '“{key}”不是本活动的发放阶段或轮次',
    en: '"{key}" is no stage or round of delivery of this campaign',
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
  'ledger-key-used': {
    'zh-CN': '这个发送编号（key）已用于另一笔；请换一个新的编号',
    en: 'this key was used for something else; send it with a new one',
  },
  'ledger-too-little': { 'zh-CN': '账户余额不足，没有记账', en: 'an account holds too little, so nothing was posted' },
  'account-lacks': {
    'zh-CN': '{account}：{item}（{purse}）差 {gap}，现有 {there}',
    en: '{account}: {gap} short of {item} ({purse}), {there} are there',
  },
  'purse-too-little': {
    'zh-CN': '专款不足，一行也没有审批；请先登记到账的款物，或减少对象',
    en: 'a purse holds too little, so nothing was approved; record what has come in first, or approve fewer rows',
  },
  'purse-lacks': { 'zh-CN': '{item}（{purse}）差 {gap}', en: '{gap} short of {item} ({purse})' },
  'purse-is-for-rows': {
    'zh-CN': '这些款物已审批给名单上的对象，不能挪作他用',
    en: 'rows are entitled to this already, so it is neither spent otherwise nor given back',
  },
  'ledger-unknown-end': {
    'zh-CN': '没有这样的账户、物资或专款；请核对区划编码、发运单号和名单行号',
    en: 'there is no such account, item or purse; look at the codes of regions, and the numbers of dispatches and rows',
  },
  'ledger-not-the-same': {
    'zh-CN': '冲销必须与原来那笔相同、方向相反',
    en: 'a reversal is the same transfer, the other way',
  },
  'ledger-same-hand': {
    'zh-CN': '冲销、核销、收回、确认盘点和确认标准须由另一人办理',
    en: 'somebody else undoes a transfer, writes off what was sent, takes back what was handed over, or confirms a count or an amount',
  },
  'ledger-undone-before': { 'zh-CN': '这一笔已冲销过', en: 'this transfer was undone before' },
  'ledger-undoes-correction': {
    'zh-CN': '冲销本身不能再冲销；请重新登记原来的业务',
    en: 'a correction is not undone itself; record anew what it has undone',
  },
  'ledger-row-has-all': {
    'zh-CN': '退回之后，这一行已重新领足；冲销这次退回会使它多领',
    en: 'the row has got all that is due to it since this return; with the return undone it would have more',
  },
  'ledger-not-yours': {
    'zh-CN': '{region} 不在您的辖区或本活动范围内',
    en: '{region} is neither in your region nor in that of the campaign',
  },
  'ledger-buys-goods': { 'zh-CN': '采购的是物资，不是资金', en: 'goods are bought, not money' },
  'unknown-donor': { 'zh-CN': '没有编号为 {donor} 的捐赠人', en: 'there is no donor {donor}' },
  'unknown-transfer': { 'zh-CN': '没有编号为 {transfer} 的记账', en: 'there is no transfer {transfer}' },
  'unknown-dispatch': {
    'zh-CN': '本活动没有编号为 {dispatch} 的发运单',
    en: 'the campaign has no dispatch {dispatch}',
  },
  'unknown-draft': {
    'zh-CN': '没有编号为 {draft} 的待确认应急调运',
    en: 'there is no draft {draft} of an emergency dispatch that waits',
  },
  'dispatch-to-itself': { 'zh-CN': '发出和接收不能是同一单位', en: 'an office sends nothing to itself' },
  'arrived-too-much': {
    'zh-CN': '{item} 比发运单上多 {more}；多出的请另行登记收入',
    en: '{more} more of {item} than the note carries; receive what is more by itself',
  },
  'ledger-things': {
    'zh-CN': '请写明款物：--cash 元，或 --goods 编号=数量，用逗号分开',
    en: 'say what it is: --cash YUAN, or --goods ITEM=QUANTITY, separated by commas',
  },
  'ledger-key': { 'zh-CN': '--key 要写 UUID', en: '--key is a UUID' },
  'lost-where': {
    'zh-CN': '请写明在哪里丢失：--dispatch 发运单号，或 --store 区划编码',
    en: 'say where it was lost: --dispatch NUMBER, or --store CODE',
  },
  'donor-file': {
    'zh-CN': '{file} 要是 JSON，写明 “name”（姓名）和 “phone”（电话，可不写）',
    en: '{file} has to be JSON with "name" and, if known, "phone"',
  },
  // Deliveries
  'delivery-store-lacks': {
    'zh-CN': '库里没有这么多：{item}（{purse}）要发 {quantity}；请先登记到货，或清点库存',
    en: 'no store holds {quantity} of {item} ({purse}); record what has arrived first, or count the store',
  },
  'delivery-too-much': {
    'zh-CN': '比应发的多；请核对数量',
    en: 'this is more than is still due; look at the quantities',
  },
  'delivery-needs-picture': {
    'zh-CN': '签名要附上签名图',
    en: 'a signature comes with its picture',
  },
  'delivery-picture-of-nothing': {
    'zh-CN': '附了签名图，但没有写明是签名',
    en: 'there is the picture of a signature, but it is not said to be signed',
  },
  'delivery-two-witnesses': {
    'zh-CN': '按手印的，请写明两位见证人',
    en: 'a fingerprint needs two witnesses: name them',
  },
  'delivery-proxy-id': {
    'zh-CN': '代领人请写身份证号，或写明没有证件号的原因，两者选一',
    en: 'a proxy has an ID number, or a reason why not: say one of them',
  },
  'return-of-nothing': {
    'zh-CN': '这一行手里没有可收回的款物',
    en: 'nothing of that lies with this row, so nothing comes back',
  },
  'deliver-whom': {
    'zh-CN': '请写明发给谁：--rows 行号，用逗号分开；或 --file 文件',
    en: 'say to whom: --rows NUMBERS separated by commas, or --file FILE',
  },
  'deliver-file': {
    'zh-CN': '{file} 要是 JSON 列表，每行有 “id”，还可以有 “delivery”“missed”“reason”，见 docs/ledger.zh-CN.md',
    en: '{file} has to be a JSON list: each row has "id", and may have "delivery", "missed" and "reason", see docs/ledger.md',
  },
  'signature-not-drawn': {
    'zh-CN': '这张图是照片，不是手写签名；请在屏幕上重新签名',
    en: 'this picture is a photo, not a drawn signature; sign on the screen again',
  },
  'signature-blank': {
    'zh-CN': '签名是空白的，请重新签名',
    en: 'the signature is blank; sign again',
  },
  'unknown-count': {
    'zh-CN': '没有编号为 {count} 的待确认盘点',
    en: 'there is no count {count} that waits to be confirmed',
  },
  'count-one': { 'zh-CN': '一次只盘点资金或一种物资', en: 'count money or one kind of goods at a time' },
  'nothing-to-allocate': {
    'zh-CN': '下级没有已审批的对象应发这项款物，无从分配',
    en: 'no row in the regions below is entitled to it, so there is nothing to divide by',
  },
  'allocate-one': { 'zh-CN': '一次只分配资金或一种物资', en: 'allocate money or one kind of goods at a time' },
} as const satisfies Sentences;
