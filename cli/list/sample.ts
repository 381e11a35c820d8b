import { defineCommand } from 'citty';
import { drawSample } from '../../actions/list/samples';
import { STEP_NAMES, type Step } from '../../domain/list/steps';
import { Refused, sentence } from '../../domain/text/refusal';
import { drawnAgain, frameLines, readSample, type Sample } from '../../store/list/samples';
import { wholeNumber } from '../arguments';
import { connected, withCampaigns } from '../connection';
import { printJson, printTable, progress } from '../output';
import { commandLine } from '../who';

const json = { type: 'boolean', description: 'One JSON document on standard output' } as const;
const sample = { type: 'positional', description: 'Number of the sample', required: true } as const;

const draw = defineCommand({
  meta: { name: 'draw', description: 'Draw rows of a list for spot checks, and open a case for each' },
  args: {
    campaign: { type: 'positional', description: 'Campaign', required: true },
    list: { type: 'positional', description: 'List', required: true },
    seed: { type: 'string', description: 'A whole number, announced before: it decides what is drawn', required: true },
    size: { type: 'string', description: 'How many rows', default: '20' },
    step: { type: 'string', description: 'Rows that have done this step can be drawn', default: 'check' },
    json,
  },
  async run({ args }) {
    const { campaign, list } = args;
    const step = STEP_NAMES.find((one) => one === args.step);
    if (!step) throw new Refused(sentence('row-no-step'));
    const by = commandLine();
    const drawing = {
      campaign,
      list,
      step: step as Step,
      seed: wholeNumber('seed', args.seed),
      size: sizeOf(args.size),
    };
    await withCampaigns(async ({ sql, client }) => {
      const drawn = await drawSample({ sql, by, client }, drawing);
      if (drawn.repeated) progress('This sample was drawn before; nothing was opened twice.');
      print(drawn.sample, args);
    });
  },
});

function sizeOf(text: string): number {
  const size = wholeNumber('size', text);
  if (size === 0) throw new Refused(sentence('option-not-whole', { option: 'size', found: text }));
  return size;
}

const show = defineCommand({
  meta: { name: 'show', description: 'What was drawn, what was found, and what it says of the whole list' },
  args: { sample, json },
  run: ({ args }) => connected(async ({ sql }) => print(await found(sql, args.sample), args)),
});

const check = defineCommand({
  meta: {
    name: 'check',
    description: 'Draw a sample again from its frame: the same rows come, or something was changed',
  },
  args: { sample, json },
  run: ({ args }) =>
    connected(async ({ sql }) => {
      const { id } = await found(sql, args.sample);
      const same = await drawnAgain(sql, id);
      if (args.json) printJson({ sample: id, same });
      else
        progress(
          same ? 'The same rows come again.' : 'Other rows come, or the frame is not the one that was announced.',
        );
      if (!same) process.exitCode = 1;
    }),
});

const frame = defineCommand({
  meta: { name: 'frame', description: 'The rows that could be drawn: a line each, row and township, without names' },
  args: { sample },
  run: ({ args }) =>
    connected(async ({ sql }) => {
      const { id } = await found(sql, args.sample);
      process.stdout.write(await frameLines(sql, id));
    }),
});

async function found(sql: Parameters<typeof readSample>[0], number: string): Promise<Sample> {
  const id = wholeNumber('sample', number);
  const kept = await readSample(sql, { id, top: null });
  if (!kept) throw new Refused(sentence('unknown-sample', { sample: id }));
  return kept;
}

function print(sample: Sample, { json }: { json?: boolean | undefined }): void {
  if (json) {
    printJson(sample);
    return;
  }
  printTable(
    ['case', 'unit', 'place', 'row', 'name', 'found'],
    sample.rows.map((row) => [row.case, row.unit, row.place, row.row, row.shown, row.found]),
  );
  progress(
    `Sample ${sample.id}: ${sample.rows.length} of ${sample.frame} rows, seed ${sample.seed}; frame ${sample.frameDigest}`,
  );
  const { estimate } = sample;
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  if (estimate)
    progress(
      `${estimate.wrong} of ${estimate.checked} rows differ: ${percent(estimate.share)}, 95 % interval ${percent(estimate.from)} to ${percent(estimate.to)}`,
    );
}

export default defineCommand({
  meta: { name: 'sample', description: 'Spot checks: draw a sample that anybody can draw again' },
  subCommands: { draw, show, check, frame },
});
