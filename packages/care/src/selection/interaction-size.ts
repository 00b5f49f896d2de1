import { clearanceChanges, predictInteraction } from '@ketame/ketamine';

/** The rules of what bears on ketamine whose drug has a modelled change of clearance. */
const perpetratorOfRule = {
  'enzyme-clarithromycin': 'clarithromycin',
  'enzyme-grapefruit': 'grapefruit juice',
  'enzyme-ticlopidine': 'ticlopidine',
  'enzyme-itraconazole': 'itraconazole',
  'enzyme-rifampicin': 'rifampicin',
  'enzyme-st-johns-wort': 'St John’s wort',
} as const satisfies Record<string, keyof typeof clearanceChanges>;

/**
 * By how much another drug is expected to change the exposure to an infusion, in words; null where no model says.
 * @param rule id of the rule of what bears on ketamine
 */
export function interactionSize(rule: string): string | null {
  const perpetrator = (perpetratorOfRule as Readonly<Record<string, keyof typeof clearanceChanges>>)[rule];
  if (perpetrator === undefined) return null;
  const { liver, gut } = clearanceChanges[perpetrator];
  const ratio = predictInteraction({ liver: liver.value, gut: gut.value }, 'iv')['ketamine AUC'];
  return `Expected for an infusion: ${ratio.toFixed(2)} times the exposure without it (model Ashraf 2018, computed).`;
}
