import type { Language, Text } from '../../../domain/campaign/definition/definition';
import { type FieldType, unitOf } from '../../../domain/report/field-kinds';
import { textOf } from '../words';

/** @returns what a question of a form is called, with what its answer is counted in */
export function fieldLabel(
  field: { label: Text; type: FieldType; unit?: Text | undefined },
  language: Language,
): string {
  const unit = unitOf(field);
  const label = textOf(field.label, language);
  if (!unit) return label;
  return language === 'en' ? `${label} (${textOf(unit, language)})` : `${label}（${textOf(unit, language)}）`;
}
