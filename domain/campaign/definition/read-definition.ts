import { isMadeForm, withCaseForms } from '../../case/case-forms';
import { withItems } from '../../ledger/items';
import { withListForms } from '../../list/list-forms';
import { tellIn } from '../../text/refusal';
import { withWarningForms } from '../../warning/alert/forms';
import { type Definition, definitionSchema, type Language } from './definition';
import { checkDefinition } from './rules/definition-rules';
import { schemaFindings } from './schema-findings';
import { refuse, sourceOf } from './yaml-problems';

export { DefinitionError } from './definition-problems';

/**
 * Reads a campaign definition.
 * @param yaml the text of the file
 * @param file its name, for the errors
 * @param season first year of the winter, instead of the file's own
 * @param language of the warnings; the definition's own when left out
 * @returns the definition with all defaults filled in, and warnings
 * @throws DefinitionError with every problem: line, column, path, what was found and what is allowed
 */
export function readDefinition(
  yaml: string,
  { file, season, language }: { file: string; season?: number; language?: Language },
): { definition: Definition; warnings: string[] } {
  const source = sourceOf(yaml, { file, ...(season !== undefined && { season }), ...(language && { language }) });
  const { data } = source;
  refuse(source, schemaFindings(definitionSchema, source));
  const definition = withItems(asWritten(definitionSchema.parse(data)));
  const { findings, warnings } = checkDefinition(definition);
  refuse(source, findings);
  const said = warnings.map((warning) => tellIn(language ?? definition.language, warning));
  const whole = withCaseForms(withWarningForms(withListForms(definition)));
  return { definition: whole, warnings: [...new Set(said)] };
}

/** The wizard sends a definition back with the forms that were made for its list asks and cases; they are made anew. */
const asWritten = (definition: Definition): Definition => ({
  ...definition,
  forms: Object.fromEntries(Object.entries(definition.forms).filter(([name]) => !isMadeForm(definition, name))),
});
