import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../config/root';
import { seasonOf } from '../../../domain/campaign/compile/round-dates';
import { type Definition, type Language, type Stage, say } from '../../../domain/campaign/definition/definition';
import { readDefinition } from '../../../domain/campaign/definition/read-definition';
import { ORGANISER_NAMES, ORGANISERS, PURPOSES } from '../../../domain/campaign/template-names';

/**
 * The pages docs/campaigns.md and docs/campaigns.zh-CN.md: the shipped campaigns at a glance, from what their files say
 * of themselves. `npx tsx test/support/campaigns/at-a-glance.ts` writes them.
 */
export const PAGES: Readonly<Record<Language, string>> = {
  en: join(ROOT, 'docs/campaigns.md'),
  'zh-CN': join(ROOT, 'docs/campaigns.zh-CN.md'),
};

const FOLDER = join(ROOT, 'config/campaigns');

const WORDS = {
  en: {
    title: '# The shipped campaigns',
    other: '[中文](campaigns.zh-CN.md)',
    about: [
      'Each is a file in `config/campaigns/` with a sample register of made-up places, so it can be rehearsed as it is:',
      '`npx nuandong rehearse config/campaigns/NAME.yaml`, or "Rehearse" on its card in the console. Copy the one nearest to',
      'yours ([how](definitions.md)). Every point in a file is marked: stated in the document that it comes from, derived from',
      'it, or chosen. What the document does not say is left to you. The days are those of the season in the file.',
    ],
    headings: ['campaign', 'who', 'when', 'stages', 'what is special', 'begin with it for'],
    season: 'season',
  },
  'zh-CN': {
    title: '# 随附的活动模板',
    other: '[English](campaigns.md)',
    about: [
      '每个模板是 `config/campaigns/` 里的一个文件，配有虚构地名的样例名册，可以直接演练：',
      '`npx nuandong rehearse config/campaigns/名称.yaml`，或在控制台的卡片上点“演练”。照最接近的一个改成自己的',
      '（[怎么改](definitions.zh-CN.md)）。文件里每一点都注明：原文写明、由原文推算、或自行选定；原文没有说的留给您填。',
      '日期按文件里写的年度。',
    ],
    headings: ['活动', '谁', '时间', '阶段', '特点', '适用'],
    season: '年度',
  },
} as const;

/** @returns the whole page */
export function campaignsAtAGlance(language: Language): string {
  const { title, other, about, headings } = WORDS[language];
  const campaigns = shipped();
  const parts = ORGANISER_NAMES.flatMap((organiser) => {
    const own = campaigns.filter((one) => one.definition.template?.organiser === organiser);
    if (own.length === 0) return [];
    return [
      `## ${ORGANISERS[organiser][language]}`,
      [row(headings), row(headings.map(() => '---')), ...own.map((one) => row(cellsOf(one, language)))].join('\n'),
    ];
  });
  return `${[title, other, about.join('\n'), ...parts].join('\n\n')}\n`;
}

interface Shipped {
  name: string;
  definition: Definition;
}

const shipped = (): Shipped[] =>
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.yaml'))
    .sort()
    .map((file) => ({
      name: file.replace(/\.yaml$/, ''),
      definition: readDefinition(readFileSync(join(FOLDER, file), 'utf8'), { file }).definition,
    }));

const row = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

/** @throws Error for a template that says nothing of itself */
function cellsOf({ name, definition }: Shipped, language: Language): string[] {
  const { template, stages, season, organisation } = definition;
  if (!template) throw new Error(`${name} has no \`template\``);
  const words = (text: Parameters<typeof say>[0]) => say(text, language);
  return [
    `[${words(definition.name)}](../config/campaigns/${name}.yaml)`,
    `${words(organisation)} (${template.purposes.map((purpose) => PURPOSES[purpose][language]).join(', ')})`,
    `${daysOf(definition).join(' – ')} (${WORDS[language].season} ${season})`,
    stages.map((stage: Stage) => words(stage.name)).join(' → '),
    words(template.special),
    words(template.suits),
  ];
}

/** The day on which it opens, and the day on which the last stage opens: what repeats goes on from then. */
function daysOf(definition: Definition): string[] {
  const { calendar, momentOf } = seasonOf(definition);
  const days = definition.stages.map(({ id }) => calendar.dayOf(momentOf(id, 'opens'))).sort();
  return [days[0] ?? '', days.at(-1) ?? ''];
}

if (require.main === module)
  for (const language of ['en', 'zh-CN'] as const) writeFileSync(PAGES[language], campaignsAtAGlance(language));
