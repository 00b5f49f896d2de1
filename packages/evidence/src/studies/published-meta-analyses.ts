import { z } from 'zod';
import { provenance } from './study.ts';

/** One pooled result that somebody published: context for our own pools, never an input of them. */
export const publishedMetaAnalysisSchema = z
  .object({
    name: z.string().min(1),
    year: z.number().int().min(1950).max(2100),
    trials: z.number().int().positive().nullable(),
    people: z.number().int().positive().nullable(),
    /** What was pooled and when it was measured. */
    time: z.string().min(1),
    /** In the scale named; a difference below 0, or a ratio below 1, favours ketamine. */
    estimate: z.number(),
    lower: z.number(),
    upper: z.number(),
    scale: z.enum(['NRS points of 10', 'points of 100', 'risk ratio']),
    /** As its authors graded it; null where they, or what could be read of them, did not. */
    certainty: z.enum(['very low', 'low', 'moderate']).nullable(),
    knowledge: provenance.knowledge,
    source: provenance.source,
  })
  .refine(({ lower, estimate, upper }) => lower <= estimate && estimate <= upper, {
    path: ['estimate'],
    message: 'expected an estimate between lower and upper',
  });

export type PublishedMetaAnalysis = z.infer<typeof publishedMetaAnalysisSchema>;

const michelet = {
  name: 'Michelet 2018',
  year: 2018,
  trials: 6,
  people: 195,
  scale: 'NRS points of 10',
  certainty: null,
  knowledge: 'read',
  source: 'https://www.clinicalpainadvisor.com (report of Michelet 2018)',
} as const;

const pereira = {
  name: 'Guimarães Pereira 2022',
  year: 2022,
  trials: 18,
  people: 706,
  scale: 'NRS points of 10',
  certainty: 'low',
  knowledge: 'read',
  source: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC9007468',
} as const;

const network = {
  name: 'McMaster network meta-analysis (to January 2024)',
  year: 2024,
  trials: 38,
  people: null,
  scale: 'NRS points of 10',
  knowledge: 'read',
  source: 'McMaster University thesis 11375/30408',
} as const;

const cochrane = {
  name: 'Cochrane 2025 (CD015373)',
  year: 2025,
  trials: 67,
  people: 2309,
  source:
    'Cochrane Database Syst Rev 2025, CD015373; numbers of trials and people are those of all NMDA antagonists',
} as const;

/** Meta-analyses of ketamine for chronic pain since the review. */
export const publishedMetaAnalyses: readonly PublishedMetaAnalysis[] = [
  { ...michelet, time: 'week 1', estimate: -1.42, lower: -2.4, upper: -0.44 },
  { ...michelet, time: 'week 2', estimate: -1.66, lower: -2.96, upper: -0.36 },
  { ...michelet, time: 'week 4', estimate: -1.12, lower: -2.33, upper: 0.09 },
  { ...michelet, time: 'week 8', estimate: -1.11, lower: -1.74, upper: -0.48 },
  { ...michelet, time: 'week 12', estimate: -0.82, lower: -1.42, upper: -0.23 },
  {
    name: 'Orhurhu 2019',
    year: 2019,
    trials: 7,
    people: 211,
    time: 'up to 2 weeks',
    estimate: -1.83,
    lower: -2.35,
    upper: -1.31,
    scale: 'NRS points of 10',
    certainty: null,
    knowledge: 'read',
    source: 'https://www.ncbi.nlm.nih.gov/pubmed/31082965',
  },
  { ...pereira, time: '1 week', estimate: -2.14, lower: -2.65, upper: -1.63 },
  { ...pereira, time: '30 days', estimate: -1.68, lower: -2.25, upper: -1.12 },
  { ...network, time: '3 to 7 days', estimate: -1.34, lower: -2.29, upper: -0.39, certainty: 'low' },
  { ...network, time: '3 to 5 weeks', estimate: -0.99, lower: -2, upper: 0.03, certainty: 'moderate' },
  { ...network, time: 'over 5 weeks', estimate: -1.09, lower: -1.86, upper: -0.32, certainty: 'very low' },
  {
    ...cochrane,
    time: 'at once, intravenous',
    estimate: -15.79,
    lower: -32.09,
    upper: 0.51,
    scale: 'points of 100',
    certainty: 'very low',
    knowledge: 'read',
  },
  {
    ...cochrane,
    time: 'short term, intravenous',
    estimate: -5.32,
    lower: -15.51,
    upper: 4.87,
    scale: 'points of 100',
    certainty: 'low',
    knowledge: 'second-hand',
  },
  {
    ...cochrane,
    time: 'any adverse event, intravenous',
    estimate: 3.26,
    lower: 1.05,
    upper: 10.09,
    scale: 'risk ratio',
    certainty: 'low',
    knowledge: 'read',
  },
];
