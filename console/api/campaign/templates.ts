import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../../config/root';
import type { AsTemplate } from '../../../domain/campaign/as-template';
import { seasonOf } from '../../../domain/campaign/compile/round-dates';
import type { Definition, Stage, Text } from '../../../domain/campaign/definition/definition';
import { readDefinition } from '../../../domain/campaign/definition/read-definition';

const FOLDER = join(ROOT, 'config/campaigns');

/** A shipped campaign definition, as a starting point. */
export interface Template {
  id: string;
  name: Text;
  organisation: Text;
  scope: string;
  season: number;
  about?: AsTemplate | undefined;
  stages: { name: Text; opens: string }[];
  yaml: string;
}

let read: Promise<Template[]> | undefined;

/** @returns the shipped templates by name; read once, because they are part of the program. */
export const templates = (): Promise<Template[]> => {
  read ??= readTemplates();
  return read;
};

async function readTemplates(): Promise<Template[]> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.yaml')).sort();
  return Promise.all(
    files.map(async (file) => {
      const yaml = await readFile(join(FOLDER, file), 'utf8');
      return { ...outline(readDefinition(yaml, { file }).definition), yaml };
    }),
  );
}

function outline(definition: Definition) {
  const { id, name, organisation, scope, season, stages, template } = definition;
  const { calendar, momentOf } = seasonOf(definition);
  /** The opening as it is written, or its day when it is a distance from another day. */
  const opening = ({ id: stage, opens }: Stage) =>
    typeof opens === 'string' ? opens : calendar.dayOf(momentOf(stage, 'opens'));
  return {
    id,
    name,
    organisation,
    scope,
    season,
    about: template,
    stages: stages.map((stage) => ({ name: stage.name, opens: opening(stage) })),
  };
}
