import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, stringify } from 'yaml';
import { ROOT } from '../../../config/root';
import { WORDS } from '../../../domain/campaign/definition/message-words';
import { DefinitionError, readDefinition } from '../../../domain/campaign/definition/read-definition';
import { fillTemplate, TemplateError, templateProblem } from '../../../domain/text/template';
import { mutatedValue } from '../mutate/json';
import { filesAt, Lost, mutating, type Target, type Targets } from '../target';

/** Campaign definitions: an office writes them by hand, or sends them by the API. */
function definition(): Target {
  const corpus = [
    ...filesAt('test/fixtures/short-campaign.yaml', 'test/fixtures/card-campaign.yaml'),
    ...filesAt('test/fixtures/warned-campaign.yaml', 'config/samples/lists/campaign.yaml'),
  ];
  const byLine = mutating.text(corpus);
  const documents = corpus.map((bytes): unknown => parse(String(bytes)));
  return {
    corpus,
    mutate: (random, nasty) =>
      random.oneIn(2)
        ? byLine(random, nasty)
        : Buffer.from(stringify(mutatedValue(random.pick(documents), random, nasty, documents) ?? null)),
    feed(input) {
      try {
        readDefinition(String(input), { file: 'fuzzed.yaml' });
        return 'accepted';
      } catch (error) {
        if (!(error instanceof DefinitionError)) throw error;
        if (error.problems.length === 0) throw new Lost('a definition was refused without a reason');
        return 'refused';
      }
    },
  };
}

/** Texts of messages, in Liquid: of definitions, and of the files of messages. */
function texts(): Target {
  const messages = readFileSync(join(ROOT, 'config/messages/zh-CN.yaml'), 'utf8');
  const corpus = [...filesAt('test/fuzz/corpus/texts'), ...liquidIn(parse(messages)).map((text) => Buffer.from(text))];
  const values = Object.fromEntries(
    WORDS.map((word, at) => [word, at % 3 === 0 ? at : at % 3 === 1 ? `甲村${at}` : null]),
  );
  return {
    corpus,
    mutate: mutating.text(corpus),
    feed(input) {
      const source = String(input);
      const problem = templateProblem(source, WORDS);
      try {
        fillTemplate(source, values);
      } catch (error) {
        if (!(error instanceof TemplateError)) throw error;
        return 'refused';
      }
      return problem ? 'refused' : 'accepted';
    },
  };
}

const liquidIn = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value].filter((text) => text.includes('{'))
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(liquidIn)
      : [];

/** What an office writes itself. */
export const targets: Targets = { definition, texts };
