import type { Sentences } from '../sentences';

/** Faults of a cell of a table, and of a file that should be a table, and the parts of a file that are left out. */
export const TABLES = {
  'column-missing': {
    'zh-CN': '表格缺少这一列（可用列名：{headings}）；列名不同时，请指明哪一列是它',
    en: 'the table lacks this column (headings: {headings}); where it goes by another heading, say which',
  },
  'no-rows': { 'zh-CN': '表格没有数据行', en: 'the table has no rows below its headings' },
  'cell-beyond': { 'zh-CN': '此单元格没有对应的列名', en: 'this cell stands below no heading' },
  'cell-empty': { 'zh-CN': '不能为空', en: 'must not be empty' },
  'tag-form': {
    'zh-CN': '标签只能由文字、数字、“-”和“.”组成，每个最多 40 个字，用空格或顿号隔开',
    en: 'tags are words of letters, digits, "-" and ".", at most 40 characters each, apart by blanks or commas',
  },
  'cell-too-long': { 'zh-CN': '最多 {most} 个字', en: 'at most {most} characters' },
  'cell-unreadable': {
    'zh-CN': '有无法识别的字符（乱码），请重新填写',
    en: 'holds signs that were lost (�); enter the text again',
  },
  'cell-masked': {
    'zh-CN': '这是隐去后的写法，不能导入；请填写完整内容',
    en: 'is masked and cannot be imported; enter it in full',
  },
  'cell-error': {
    'zh-CN': '此单元格是公式错误，请改成正确的内容',
    en: 'holds an error of the spreadsheet; enter what should stand there',
  },
  'cell-not-calculated': {
    'zh-CN': '此单元格的公式还没有计算结果；请用表格软件打开并保存一次，或直接填写内容',
    en: 'holds a formula without its result; open the file in a spreadsheet program and save it, or enter the value',
  },
  'cell-became-date': {
    'zh-CN': '此处被电子表格改成了日期；请把该列设为“文本”格式后重新填写',
    en: 'the spreadsheet has made this a date; format the column as text and enter it again',
  },
  'number-rounded': {
    'zh-CN': '数字超过 15 位，末几位已被电子表格改成 0；请把该列设为“文本”格式后重新填写',
    en: 'a number of more than 15 digits has lost its last ones in the spreadsheet; format the column as text and enter it again',
  },
  'code-form': {
    'zh-CN': '编码只能由字母、数字、“-”和“.”组成，最多 40 位',
    en: 'a code is made of letters, digits, "-" and ".", at most 40 of them',
  },
  'code-rounded': {
    'zh-CN': '编码被电子表格改成了科学计数法，末位已丢失；请把该列设为“文本”后重新填写',
    en: 'the spreadsheet has rounded the code; format the column as text and enter the code again',
  },
  'code-twice': { 'zh-CN': '与第 {row} 行编码重复', en: 'row {row} has the same code' },
  'code-beyond': {
    'zh-CN': '您的管理范围以外已有此编码',
    en: 'a region beyond the one you look after has this code',
  },
  'parent-unknown': {
    'zh-CN': '表格和您管理的名册中都没有这个上级编码',
    en: 'neither the table nor the register that you look after has this superior',
  },
  'parent-kept': {
    'zh-CN': '已有地区的上级只能由管理全部地区的账号更改；请填写原来的上级编码',
    en: 'only an account for all regions moves a region to another superior; enter the superior it has',
  },
  'top-beyond': {
    'zh-CN': '新地区必须设在您管理的地区之下，请填写上级编码',
    en: 'a new region has to lie below the one you look after; enter its superior',
  },
  'region-cycle': {
    'zh-CN': '上级关系成环：该地区成了自己的上级',
    en: 'the region is its own superior, directly or through others',
  },
  'level-wrong': {
    'zh-CN': '按上级关系应为第 {level} 级，中间缺级或填错',
    en: 'its superiors make this level {level}; a level is missing or wrong',
  },
  'region-too-deep': { 'zh-CN': '层级超过 {levels} 级', en: 'more than {levels} levels' },
  'kind-unknown': { 'zh-CN': '未知类型，可用：{kinds}', en: 'unknown kind; known are {kinds}' },
  'duty-form': {
    'zh-CN': '职责应为 1 至 40 个字，不含空格和符号，如“值班员”；上报数据的人写“联络人”',
    en: 'a duty is one word of 1 to 40 letters or digits, such as "clerk"; who reports is the "contact"',
  },
  'kind-code-form': {
    'zh-CN': '种类编码只用小写字母、数字和“-”，以字母开头，最多 40 个，如 company',
    en: 'the code of a kind has only small letters, digits and "-", begins with a letter, and has at most 40: company',
  },
  'kind-words-form': {
    'zh-CN': '别称最多 {most} 个，每个最多 {length} 个字，用“、”或逗号隔开',
    en: 'at most {most} further words of at most {length} characters each, with commas between',
  },
  'kind-rank-form': { 'zh-CN': '次序应为 {from} 至 {to} 的整数', en: 'a rank is a whole number from {from} to {to}' },
  'kind-name-taken': {
    'zh-CN': '种类“{code}”已经叫这个名称；表格里会分不清',
    en: 'the kind "{code}" has this name already: tables could not tell them apart',
  },
  'too-many-kinds': { 'zh-CN': '种类最多 {most} 个', en: 'at most {most} kinds' },
  'kinds-beyond': {
    'zh-CN': '种类是整个名册共用的，只能由管理全部地区的账号增加或更改',
    en: 'kinds belong to the whole register: only an account for all regions adds or changes them',
  },
  'kind-fixed': {
    'zh-CN': '“{kind}”是固有的种类，不能删除',
    en: 'the kind "{kind}" is one that rules know: it cannot be removed',
  },
  'kind-in-use': {
    'zh-CN': '不能删除“{kind}”：还有 {regions} 个地区是这个种类，{campaigns} 个活动向它要数据',
    en: 'the kind "{kind}" cannot be removed: {regions} regions are of it, and {campaigns} campaigns ask it',
  },
  'unknown-kind': { 'zh-CN': '名册中没有种类“{kind}”', en: 'the register has no kind "{kind}"' },
  'yes-or-no': { 'zh-CN': '请填“是”或“否”', en: 'yes or no' },
  'role-unknown': { 'zh-CN': '角色应为“A角”或“B角”', en: 'a role is "contact" (A) or "deputy" (B)' },
  'language-unknown': { 'zh-CN': '语言应为“中文”或“英文”', en: 'a language is "zh-CN" or "en"' },
  'phone-form': {
    'zh-CN': '手机号应为 1 开头的 11 位号码；境外号码以“+国家代码”开头，座机收不到短信',
    en: 'a mobile number has 11 digits from 13 to 19; one of another country begins with + and its code; a landline gets no SMS',
  },
  'email-form': { 'zh-CN': '不是有效的邮箱地址', en: 'not an e-mail address' },
  'date-form': { 'zh-CN': '日期应如 2026-12-20', en: 'a date is written like 2026-12-20' },
  'leave-order': { 'zh-CN': '早于请假开始日期 {from}', en: 'before the leave begins on {from}' },
  'region-unknown': {
    'zh-CN': '表格和您管理的名册中都没有这个地区编码',
    en: 'neither the table nor the register that you look after has this region',
  },
  'place-unknown': {
    'zh-CN': '表格和您管理的名册中都没有这个地区；请核对名称，或填写地区编码',
    en: 'neither the table nor the register that you look after has a region of this name; check it, or give its code',
  },
  'region-closed': {
    'zh-CN': '这个地区已撤销；请改成现在的地区，或先在名册中恢复它',
    en: 'this region is closed; enter the region of today, or open it again in the register first',
  },
  'place-without-county': {
    'zh-CN': '表格没有写明是哪个县（市、区）的；请选择这张表属于哪个地区，或加上“县”一列',
    en: 'the table does not say of which county it is; choose the region that it is of, or add a column with the county',
  },
  'place-unclear': {
    'zh-CN': '有 {count} 个地区叫这个名称；请加上乡镇一列，或填写地区编码',
    en: 'regions of this name: {count}; add a column with the township, or give the code',
  },
  'role-twice': { 'zh-CN': '第 {row} 行已是同一地区的同一角色', en: 'row {row} is for the same region and role' },

  'file-missing': {
    'zh-CN': '{file}：没有这个文件。请核对路径和文件名。',
    en: '{file}: there is no such file. Check the path and the name.',
  },
  'file-is-folder': {
    'zh-CN': '{file}：这是文件夹。请写其中的文件。',
    en: '{file}: this is a folder. Name the file in it.',
  },
  'file-closed': { 'zh-CN': '{file}：没有权限读取。', en: '{file}: you may not read this file.' },
  'folder-without-tables': {
    'zh-CN': '{folder}：文件夹里没有 .csv、.xlsx 或 .xls 表格。',
    en: '{folder}: this folder holds no .csv, .xlsx or .xls table.',
  },

  'table-kind': {
    'zh-CN': '{file}：只能导入 .csv、.xlsx 或 .xls 表格，请另存为其中一种。',
    en: '{file}: a table is a .csv, an .xlsx or an .xls file; save it as one of these.',
  },
  'table-too-big': {
    'zh-CN': '{file}：文件超过 {most} MB，请拆成几个文件分次导入。',
    en: '{file}: has more than {most} MB; split it and import the parts one after the other.',
  },
  'table-too-long': {
    'zh-CN': '{file}：超过 {most} 行，请拆成几个文件分次导入。',
    en: '{file}: has more than {most} rows; split it and import the parts one after the other.',
  },
  'table-too-full': {
    'zh-CN': '{file}：单元格太多（超过 {most} 个），请只保留名册需要的列。',
    en: '{file}: has more than {most} cells; keep only the columns of the register.',
  },
  'table-too-wordy': {
    'zh-CN': '{file}：文字太多（超过 {most} MB），请拆成几个文件分次导入，或另存为 .csv。',
    en: '{file}: has more than {most} MB of text; split it, or save it as .csv.',
  },
  'table-too-merged': {
    'zh-CN': '{file}：合并单元格太多（超过 {most} 处），请取消合并或拆成几个文件分次导入。',
    en: '{file}: has more than {most} merged cells; unmerge them, or split the file.',
  },
  'table-too-slow': {
    'zh-CN': '{file}：读取时间过长，已停止。请把数据复制到一个新表格，只保留需要的列，再试一次。',
    en: '{file}: took too long or too much memory to read. Copy the data into a new table with only the columns needed, and try again.',
  },
  'tables-busy': {
    'zh-CN': '正在读取的表格太多，请过一会儿再试。',
    en: 'Too many tables are being read; please try again in a minute.',
  },
  'csv-broken': {
    'zh-CN': '{file} 第 {row} 行：引号没有成对，无法读取；请用表格软件打开并另存为 .xlsx。',
    en: '{file}, row {row}: is not a CSV file: a quotation mark is not closed. Open it in a spreadsheet program and save it as .xlsx.',
  },
  'text-unreadable': {
    'zh-CN': '{file} 第 {row} 行：既不是 UTF-8 也不是 GBK 编码；请在表格软件中另存为“CSV UTF-8”。',
    en: '{file}, row {row}: is neither UTF-8 nor GBK text; save it as "CSV UTF-8" in the spreadsheet program.',
  },
  'text-mixed': {
    'zh-CN':
      '{file}：一部分是 UTF-8 编码，一部分（从第 {row} 行起）不是，汉字会变成乱码；请把各部分分别另存为“CSV UTF-8”后再合并。',
    en: '{file}: is partly UTF-8 and partly, from row {row} on, something else; save each part as "CSV UTF-8" before joining them.',
  },
  'workbook-broken': {
    'zh-CN': '{file}：不是可以读取的工作簿；请用表格软件打开并另存为 .xlsx。',
    en: '{file}: is not a workbook that can be read; open it and save it again as .xlsx.',
  },
  'workbook-old': {
    'zh-CN': '{file}：不是 Excel 97 以后的工作簿；请用表格软件打开并另存为 .xlsx。',
    en: '{file}: is no workbook of Excel 97 or later; open it in a spreadsheet program and save it as .xlsx.',
  },
  'workbook-locked': {
    'zh-CN': '{file}：设有密码；请去掉密码后重新保存。',
    en: '{file}: has a password; save it without one.',
  },
  'workbook-unpacks': {
    'zh-CN': '{file}：解压后过大；请把数据复制到一个新工作簿，只保留需要的列，再试一次。',
    en: '{file}: unpacks to far more than its columns need; copy the data into a new workbook with only the columns needed.',
  },
  'no-headings': {
    'zh-CN':
      '{file}：前 {looked} 行中没有找到地区表（{regions}）或联系人表（{contacts}）的列名；列名不同时，请指明哪一列是什么。',
    en: '{file}: its first {looked} rows hold neither the headings of regions ({regions}) nor of contacts ({contacts}); where they go by other headings, say which is which.',
  },
  'tables-alike': {
    'zh-CN': '{file} 和 {other} 是同一种表（{noun}），每种只能有一张；请合并。',
    en: '{file} and {other} are both tables of {noun}: give one of each.',
  },
  'heading-unknown': {
    'zh-CN': '没有“{column}”这一列可以对应；可用：{columns}。',
    en: 'There is no column "{column}" that a heading could be; there are {columns}.',
  },
  'heading-pair': {
    'zh-CN': '列名对应应写成“表格列名=系统列名”，例如 村名=name；收到的是“{given}”。',
    en: 'A heading is mapped as "heading=column", for example village=name; found "{given}".',
  },
  'no-tables': { 'zh-CN': '没有收到表格，请选择文件。', en: 'No table was sent; choose a file.' },

  'sheet-left-out': {
    'zh-CN': '没有导入工作表“{sheet}”：没有名册的列名',
    en: 'the sheet "{sheet}" was left out: it has no headings of the register',
  },
  'sheet-hidden': {
    'zh-CN': '没有导入隐藏的工作表“{sheet}”',
    en: 'the hidden sheet "{sheet}" was left out',
  },
  'row-left-out': {
    'zh-CN': '没有导入 {file} 第 {row} 行：是合计、落款或重复的表头，不是数据',
    en: '{file}, row {row} was left out: a sum, a signature or the headings again, no data',
  },
  'column-left-out': {
    'zh-CN': '没有导入列“{heading}”：名册没有这一列',
    en: 'the column "{heading}" was left out: the register has none like it',
  },
} as const satisfies Sentences;
