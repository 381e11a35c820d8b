import type { Language } from '../../domain/campaign/definition/definition';
import { tellIn } from '../../domain/text/refusal';
import type { ListDifference } from '../../store/list/tables/import/import';
import type { ListReceipt } from '../../store/list/tables/import/receipts';
import { printTable } from '../output';

type Counts = Pick<ListDifference, 'rows' | 'fresh' | 'changed' | 'same' | 'kept' | 'elsewhere'>;

const countsIn = {
  'zh-CN': ({ rows, fresh, changed, same, kept, elsewhere }: Counts) =>
    `共 ${rows} 行：新增 ${fresh}，变化 ${changed}，相同 ${same}，不再改动 ${kept}，另一单位也已申报 ${elsewhere}`,
  en: ({ rows, fresh, changed, same, kept, elsewhere }: Counts) =>
    `Rows: ${rows}; new ${fresh}, changed ${changed}, same ${same}, not touched any more ${kept}, in another unit too ${elsewhere}`,
} as const satisfies Record<Language, (counts: Counts) => string>;

export const WORDS = {
  'zh-CN': {
    flaw: ['文件', '行', '列', '问题'],
    change: ['文件', '行', '名单编号', '列', '原来', '现在'],
    kept: ['文件', '行', '名单编号', '不改动的原因'],
    gone: ['名单编号', '单位', '姓名'],
    missing: (count: number) => `名单上有、表中没有的 ${count} 行（导入不会删除）：`,
    confirm: (digest: string) => `什么也没有写入。确认导入：加上 --confirm ${digest}`,
    problems: (count: number, file: string) => `全部 ${count} 处问题见 ${file}`,
    receipt: (receipt: ListReceipt, repeated: boolean) =>
      `${repeated ? `这张表已于 ${receipt.at} 导入，没有变化。` : '已导入。'}回执 ${receipt.receipt}。${countsIn['zh-CN'](receipt)}。`,
    exported: (file: string, rows: number) => `${file}：${rows} 行`,
  },
  en: {
    flaw: ['File', 'Row', 'Column', 'Problem'],
    change: ['File', 'Row', 'Number', 'Column', 'Before', 'Now'],
    kept: ['File', 'Row', 'Number', 'Not changed because'],
    gone: ['Number', 'Unit', 'Name'],
    missing: (count: number) => `On the list and not in the table (an import removes none): ${count}`,
    confirm: (digest: string) => `Nothing was written. To import it, add --confirm ${digest}`,
    problems: (count: number, file: string) => `All ${count} problems are in ${file}`,
    receipt: (receipt: ListReceipt, repeated: boolean) =>
      `${repeated ? `This table was imported at ${receipt.at}; nothing has changed.` : 'Imported.'} Receipt ${receipt.receipt}. ${countsIn.en(receipt)}.`,
    exported: (file: string, rows: number) => `${file}: ${rows} rows`,
  },
} as const;

/** Prints what an import would do. */
export function tellDifference(difference: ListDifference, language: Language): void {
  const words = WORDS[language];
  const { changes, keptRows, goneRows, gone, flaws, digest } = difference;
  // Rows with flaws are not counted.
  if (flaws === 0) process.stdout.write(`${countsIn[language](difference)}\n`);
  if (changes.length > 0)
    printTable(
      [...words.change],
      changes.flatMap(({ file, row, entry, fields }) =>
        fields.map(({ label, before, after }) => [file, row, entry, label[language] ?? label['zh-CN'], before, after]),
      ),
    );
  if (keptRows.length > 0)
    printTable(
      [...words.kept],
      keptRows.map(({ file, row, entry, why }) => [file, row, entry, tellIn(language, why)]),
    );
  if (gone > 0) {
    process.stdout.write(`${words.missing(gone)}\n`);
    printTable(
      [...words.gone],
      goneRows.map(({ entry, unit, shown }) => [entry, unit, shown]),
    );
  }
  if (flaws === 0) process.stdout.write(`${words.confirm(digest)}\n`);
}
