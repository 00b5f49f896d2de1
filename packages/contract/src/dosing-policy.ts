import type { DosingPolicy } from '@ketame/pharmacometrics';
import { z } from 'zod';

const text = z.string().min(1).max(200);
const expression = z.string().min(1).max(1000).describe('arithmetic of names and numbers with units');
const how = {
  cmt: text.describe('a route of the model'),
  dur: z.number().positive().optional().describe('hours'),
  rate: z.literal([-1, -2]).optional().describe('-1: the rate of the model, -2: its duration'),
};

/**
 * A dosing policy as a file: docs/dosing-policy.md describes it. What only the engine can tell (names that do not exist, units
 * that do not fit) its `createPolicy` tells, with the same paths.
 */
export const dosingPolicySchema: z.ZodType<DosingPolicy> = z
  .strictObject({
    $schema: z.string().optional().describe('where this schema is, for editors'),
    decisions: z.strictObject({
      first: z.number().describe('hours'),
      every: z.number().positive().optional().describe('hours'),
      additional: z.int().min(0).optional().describe('how many more after the first'),
    }),
    rules: z
      .array(
        z.strictObject({
          when: z
            .strictObject({ output: text, above: z.number().optional(), below: z.number().optional() })
            .optional()
            .describe('in the unit of the output; always when absent'),
          give: z
            .union([
              z.strictObject({ ...how, amount: expression }),
              z.strictObject({ ...how, timesLast: expression }),
            ])
            .optional()
            .describe('the dose is withheld when absent'),
        }),
      )
      .min(1)
      .max(100)
      .describe('the first whose condition holds decides'),
  })
  .meta({
    title: 'A Ketame dosing policy',
    description: 'Doses decided while people are simulated: docs/dosing-policy.md describes every field.',
  });
