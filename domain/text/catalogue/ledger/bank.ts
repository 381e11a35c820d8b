import type { Sentences } from '../../sentences';

/** Paying by card (一卡通): what the described formats, the batches and the banks' answers are refused for. */
export const BANKS = {
  // Formats
  'bank-fill': { 'zh-CN': '一个 ASCII 字符', en: 'one character of ASCII' },
  'bank-needs': { 'zh-CN': '每行要有 account（账号）和 amount（金额）两栏', en: 'columns for account and amount' },
  'bank-result-needs': {
    'zh-CN': '回盘文件每行要有 state（状态）和 amount（金额）两栏',
    en: 'columns for state and amount',
  },
  'bank-result-key': {
    'zh-CN': '回盘文件要有 line（报盘序号，报盘文件也要有），否则要有 account（账号）',
    en: 'a column for line, which our file has too, or for account',
  },
  'bank-width': {
    'zh-CN': '定长文件每栏写 width（字节数）；有 separator 的文件不写',
    en: 'a width (in bytes) for each column, or else a separator and no widths',
  },
  'bank-column': {
    'zh-CN': 'text 只用于 holds: text；field 只用于、且必须用于 holds: answer',
    en: 'text only where a column holds text, and field exactly where it holds an answer',
  },
  'bank-twice': { 'zh-CN': '同一行中每种内容只出现一次', en: 'each thing once in a line' },
  'unknown-bank': {
    'zh-CN': '方案的 banks 里没有“{bank}”；可用：{known}；也可用 --format 指定格式文件',
    en: 'the definition has no bank "{bank}"; there are: {known}; --format names a file with another',
  },
  'bank-format-broken': { 'zh-CN': '银行文件格式有误', en: 'the format of the bank is wrong' },

  // Making a batch
  'bank-nobody': {
    'zh-CN': '没有可以打卡发放的行：要轮到发放、有这项专款的应发资金、尚未发放，也不在别的批次里',
    en: 'no row can be paid by card: its next step is the delivery, this purse owes it money, and no other batch has it',
  },
  'bank-no-delivery': { 'zh-CN': '名单“{list}”没有发放（deliver）这一步', en: 'the list {list} has no step deliver' },
  'bank-rows-not-ready': {
    'zh-CN': '有 {rows} 行写不进银行文件，什么也没有写；请更正，或用 --leave 先发放其余各行',
    en: '{rows} rows cannot stand in the bank’s file, and nothing was written; correct them, or pay the others first with --leave',
  },
  'bank-row': { 'zh-CN': '{shown}这一行：{why}', en: '{shown}: {why}' },
  'bank-no-account': { 'zh-CN': '没有银行账号', en: 'there is no account' },
  'bank-bad-account': { 'zh-CN': '银行账号不是 5 到 40 位数字', en: 'the account is no number of 5 to 40 digits' },
  'bank-no-name': { 'zh-CN': '没有户名', en: 'there is no name' },
  'bank-lacks': {
    'zh-CN': '{what}中有该编码没有的字：{characters}；请登记银行所用的户名',
    en: 'the {what} has characters that the encoding lacks: {characters}; enter the holder as the bank writes it',
  },
  'bank-wide': {
    'zh-CN': '{what}有 {bytes} 字节，栏宽 {width} 字节',
    en: 'the {what} has {bytes} bytes, its column {width}',
  },
  'bank-lines': { 'zh-CN': '{what}中有换行', en: 'the {what} has a line break' },
  'bank-formula': {
    'zh-CN': '{what}以 = + - @ 开头，表格软件会当成公式',
    en: 'the {what} begins with = + - or @, which a spreadsheet takes for a formula',
  },
  'bank-store-lacks': {
    'zh-CN': '{region} 的“{purse}”只有 {there} 元，这批要付 {sum} 元；请先拨款到该处',
    en: '{region} has {there} yuan of {purse}, and the batch pays {sum}; allocate the money to it first',
  },
  'bank-key-used': {
    'zh-CN': '这个发送编号（key）已用于另一批；请换一个新的编号',
    en: 'this key was used for another batch; send it with a new one',
  },
  'unknown-bank-batch': {
    'zh-CN': '本活动没有编号为 {batch} 的发放批次',
    en: 'the campaign has no bank batch {batch}',
  },
  'bank-batch-over': {
    'zh-CN': '批次 {batch} 已有结果或已撤回，不能再报盘',
    en: 'batch {batch} is answered or withdrawn, so its file is not written again',
  },
  'bank-batch-changed': {
    'zh-CN': '批次 {batch} 的行与报盘时不同，不能写出同样的文件',
    en: 'rows of batch {batch} are not what they were, so the same file cannot be written again',
  },
  'bank-batch-open': {
    'zh-CN': '批次 {batch} 还有 {rows} 行没有结果；请先读入回盘文件',
    en: 'the bank has not answered for {rows} rows of batch {batch}; read its result first',
  },
  'bank-batch-answered': {
    'zh-CN': '批次 {batch} 每行都有结果或已撤回，没有可撤回的行',
    en: 'the bank has answered for every row of batch {batch}, or the rest was withdrawn before: there is nothing to withdraw',
  },
  'bank-nothing-failed': {
    'zh-CN': '批次 {batch} 没有还需补发的失败行',
    en: 'no row of batch {batch} has failed and is still to be paid',
  },
  'bank-corrected-before': {
    'zh-CN': '批次 {batch} 已有更正批次 {correction}',
    en: 'batch {batch} has its correction already, batch {correction}',
  },
  'bank-over-failed': {
    'zh-CN': '更正批次不能超过失败的金额',
    en: 'a correction never pays more than what has failed',
  },
  'row-with-bank': {
    'zh-CN': '已报盘给银行；等回盘结果，或先撤回该批次',
    en: 'the bank has been asked to pay it; wait for its answer, or withdraw the batch first',
  },

  // Reading a result
  'bank-set-aside': {
    'zh-CN': '回盘文件有 {problems} 处问题，已整体搁置，什么也没有记账',
    en: 'the bank’s file has {problems} faults; it is set aside as a whole, and nothing was booked',
  },
  'bank-line-long': {
    'zh-CN': '第 {at} 行太长，不是这种格式的文件',
    en: 'line {at} is too long for a file of this format',
  },
  'bank-file-large': { 'zh-CN': '文件超过 {most} MB', en: 'the file is larger than {most} MB' },
  'bank-line-columns': { 'zh-CN': '应有 {columns} 栏，实有 {found} 栏', en: '{found} columns instead of {columns}' },
  'bank-line-bytes': { 'zh-CN': '应有 {bytes} 字节，实有 {found} 字节', en: '{found} bytes instead of {bytes}' },
  'bank-line-text': { 'zh-CN': '有不属于该编码的字节', en: 'there are bytes that the encoding does not know' },
  'bank-line-quote': { 'zh-CN': '引号有误', en: 'a quotation mark is wrong' },
  'bank-line-number': { 'zh-CN': '序号不是数字', en: 'the line number is no number' },
  'bank-line-amount': { 'zh-CN': '金额有误', en: 'the amount is no amount' },
  'bank-line-state': {
    'zh-CN': '状态不在格式的 paid 和 failed 之中',
    en: 'the state is neither among paid nor among failed',
  },
  'bank-no-lines': { 'zh-CN': '文件里没有一行结果', en: 'the file has no line of a row' },
  'bank-row-unknown': { 'zh-CN': '批次里没有这一行', en: 'the batch has no such row' },
  'bank-row-doubled': { 'zh-CN': '这一行出现多次', en: 'the row stands in the file more than once' },
  'bank-row-ambiguous': {
    'zh-CN': '批次里有几行是这个账号和金额，分不清是哪一行',
    en: 'several rows of the batch have this account and amount',
  },
  'bank-row-settled': { 'zh-CN': '这一行已有结果', en: 'the row was answered before' },
  'bank-row-more': {
    'zh-CN': '付了 {paid} 元，多于报盘的 {asked} 元',
    en: '{paid} yuan were paid instead of {asked}: too much',
  },
  'bank-row-less': {
    'zh-CN': '付了 {paid} 元，少于报盘的 {asked} 元',
    en: '{paid} yuan were paid instead of {asked}: too little',
  },
  'bank-row-other': { 'zh-CN': '账号或户名与报盘的不同', en: 'another account or name than we have asked for' },
  'bank-sum-wrong': {
    'zh-CN': '{what}写的是 {told}，而各行合计为 {counted}',
    en: '{what}: the file says {told}, its lines make {counted}',
  },
  'bank-other-batch': {
    'zh-CN': '文件写的批次是 {told}，而不是 {batch}',
    en: 'the file is about batch {told}, not {batch}',
  },

  // Mending rows
  'bank-mend-none': {
    'zh-CN': '没有写明新的账号或户名',
    en: 'neither a new account nor a new holder is given',
  },
  'bank-rows-not-mended': {
    'zh-CN': '有 {rows} 行不能更正，什么也没有改',
    en: '{rows} rows cannot be mended, and nothing was changed',
  },
  'bank-mend-row': {
    'zh-CN': '这一行不在等待发放（或不在您的辖区）',
    en: 'the row does not wait for its payment, or is not in your region',
  },
  'bank-mend-file': {
    'zh-CN': '{file} 要是 CSV，表头为 row,account,holder（名单行号、账号、银行户名）',
    en: '{file} has to be a CSV file with the headings row,account,holder',
  },
} as const satisfies Sentences;
