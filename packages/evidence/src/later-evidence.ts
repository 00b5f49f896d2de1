/** How a statement is known. */
export type Knowledge = 'read' | 'review' | 'derived' | 'second-hand' | 'recalled';

/** The same in words, for people. */
export const knowledgeWords: Readonly<Record<Knowledge, string>> = {
  read: 'read in the source or its abstract',
  review: 'as the review of 2013 reports it',
  derived: 'computed here from published numbers',
  'second-hand': 'read in a page that reports the source',
  recalled: 'background knowledge, not verified; to be checked before it is relied on',
};

/** One statement about ketamine for chronic pain, in our words. */
export interface Statement {
  readonly id: string;
  /** What it bears on, so that a page shows it at that place. */
  readonly about: 'relief' | 'duration' | 'harm' | 'guideline' | 'function' | 'trial quality';
  readonly text: string;
  readonly source: string;
  readonly year: number;
  readonly url?: string;
  readonly knowledge: Knowledge;
}

const review = 'Niesters M, Martini C, Dahan A. Br J Clin Pharmacol 2014;77:357-67 (online 2013)';
const reviewUrl = 'https://doi.org/10.1111/bcp.12094';

/** What the review says on which Ketame is built, with the points that its own sources correct. */
export const reviewStatements: readonly Statement[] = [
  {
    id: 'review-short',
    about: 'duration',
    text: 'A short infusion relieves pain while it runs, and little longer: in fibromyalgia 0.5 mg/kg of S-ketamine over 30 minutes relieved for no more than 45 minutes.',
    source: review,
    year: 2013,
    url: reviewUrl,
    knowledge: 'review',
  },
  {
    id: 'review-long',
    about: 'duration',
    text: 'Long or repeated infusions relieve for weeks: three trials, of 100 h continuously and of 4 to 5 h on 7 to 10 days, found relief for up to 3 months.',
    source: review,
    year: 2013,
    url: reviewUrl,
    knowledge: 'review',
  },
  {
    id: 'review-size',
    about: 'relief',
    text: 'Pooling those three trials, the standardised difference was 1.22 (95 % CI 0.82 to 1.61) in week 1 and 0.39 (0.03 to 0.75) in week 4.',
    source: review,
    year: 2013,
    url: reviewUrl,
    knowledge: 'review',
  },
  {
    id: 'review-function',
    about: 'function',
    text: 'Function and mood did not improve with the pain.',
    source: review,
    year: 2013,
    url: reviewUrl,
    knowledge: 'review',
  },
  {
    id: 'review-place',
    about: 'guideline',
    text: 'Ketamine should be kept for severe neuropathic pain that has resisted other treatment, and is neither a first nor a second choice.',
    source: review,
    year: 2013,
    url: reviewUrl,
    knowledge: 'review',
  },
  {
    id: 'review-days',
    about: 'trial quality',
    text: 'The review calls the three courses 10 to 14 days long. They were 4.2 days without a break, 10 sessions of 4 h, and 7 sessions of 5 h.',
    source: 'Sigtermans 2009, Schwartzman 2009, Amr 2010',
    year: 2010,
    knowledge: 'read',
  },
];

/** What has been learnt since, shown beside the review wherever it bears on a decision. */
export const laterStatements: readonly Statement[] = [
  {
    id: 'cochrane-2025',
    about: 'relief',
    text: 'No clear evidence of benefit at any time. Intravenous ketamine against placebo: -15.8 of 100 (95 % CI -32.1 to 0.5) at once, very low certainty; -5.3 (-15.5 to 4.9) in the short term, low certainty; no data on the long term. 67 trials of all NMDA antagonists, 2309 people.',
    source: 'Cochrane review CD015373',
    year: 2025,
    knowledge: 'second-hand',
  },
  {
    id: 'cochrane-2025-harm',
    about: 'harm',
    text: 'Unwanted effects were three times as frequent as on placebo: risk ratio 3.26 (95 % CI 1.05 to 10.09), low certainty.',
    source: 'Cochrane review CD015373',
    year: 2025,
    knowledge: 'second-hand',
  },
  {
    id: 'network-2024',
    about: 'duration',
    text: 'In a network of 38 trials (to January 2024) pain fell by 1.34 points of 10 (95 % CI 0.39 to 2.29) at 3 to 7 days, low certainty; at 3 to 5 weeks by 0.99 (-0.03 to 2.00), moderate certainty that it is likely no reduction. Function did not change.',
    source: 'McMaster network meta-analysis, thesis 11375/30408',
    year: 2024,
    knowledge: 'read',
  },
  {
    id: 'pereira-2022',
    about: 'relief',
    text: 'Another pooling of 18 trials (706 people) found more: 2.14 points of 10 lower (95 % CI 1.63 to 2.65) at 1 week and 1.68 (1.12 to 2.25) at 30 days, low certainty. It pooled other populations by other rules than Cochrane; both are shown.',
    source: 'Guimarães Pereira JE et al. (PMC9007468)',
    year: 2022,
    url: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC9007468',
    knowledge: 'read',
  },
  {
    id: 'orhurhu-2019',
    about: 'duration',
    text: 'Seven trials (211 people): 1.83 points of 10 lower (95 % CI 1.31 to 2.35) for up to 2 weeks after infusions; all but one at high risk of bias.',
    source: 'Orhurhu V et al. Anesth Analg 2019, doi:10.1213/ANE.0000000000004185',
    year: 2019,
    url: 'https://doi.org/10.1213/ANE.0000000000004185',
    knowledge: 'read',
  },
  {
    id: 'michelet-2018',
    about: 'duration',
    text: 'Six trials: 1.42 points lower at week 1 (95 % CI 0.44 to 2.40), 1.12 at week 4 (-0.09 to 2.33), 0.82 at week 12 (0.23 to 1.42).',
    source: 'Michelet D et al. 2018',
    year: 2018,
    knowledge: 'second-hand',
  },
  {
    id: 'negative-trials',
    about: 'relief',
    text: 'Trials since, in several kinds of pain and by several routes, found no benefit (Hardy 2012, Gewandter 2014, Fallon 2018, Etchison 2018, Pickering 2020). In Lumanauw 2019 the relief was gone at 24 to 48 h, and in Kim 2015 magnesium did as well.',
    source: 'the trials named',
    year: 2020,
    knowledge: 'read',
  },
  {
    id: 'kamp-2019',
    about: 'relief',
    text: 'The group of the review wrote later that proof of a large and lasting effect is lacking.',
    source: 'Kamp and Dahan 2019',
    year: 2019,
    knowledge: 'read',
  },
  {
    id: 'asra-2018',
    about: 'guideline',
    text: 'American guideline: moderate evidence in complex regional pain syndrome for up to 12 weeks (22 mg/h for 4 days, or 0.35 mg/kg/h for 4 h on 10 days); weak or none elsewhere.',
    source: 'Cohen SP et al. Reg Anesth Pain Med 2018;43:521 (ASRA/AAPM/ASA)',
    year: 2018,
    url: 'https://pmc.ncbi.nlm.nih.gov/articles/PMC6023575',
    knowledge: 'read',
  },
  {
    id: 'nice-2021',
    about: 'guideline',
    text: 'British guideline: do not start ketamine for chronic primary pain, which by ICD-11 includes complex regional pain syndrome and fibromyalgia. It contradicts the American one.',
    source: 'NICE NG193',
    year: 2021,
    url: 'https://www.nice.org.uk/guidance/ng193',
    knowledge: 'read',
  },
  {
    id: 'hepatobiliary',
    about: 'harm',
    text: 'Liver and bile duct injury is reported under supervised repeated use, also months after the last course, with scarring of the liver in a patient treated for facial pain. Reports of harm show that it happens, not how often.',
    source: 'Cotter 2021 (FDA reports of unwanted effects); case report 2014',
    year: 2021,
    knowledge: 'read',
  },
  {
    id: 'bladder',
    about: 'harm',
    text: 'The review knew bladder injury from abuse alone. The label of esketamine and the FDA now name it for medical use, so that it must be watched for in any repeated or oral treatment.',
    source: 'esketamine label; FDA alerts of 2022 and 2023',
    year: 2023,
    knowledge: 'read',
  },
  {
    id: 'unblinding',
    about: 'trial quality',
    text: 'Ketamine is felt: psychedelic effects are about five times as frequent as on placebo, and in Sigtermans 2009 28 of 30 patients guessed it. Trials against midazolam deserve more trust; that in fibromyalgia found no lasting relief.',
    source:
      'pooled risk ratios 4.94 (2.76-8.84) and 5.35 (2.64-10.81) of later meta-analyses; Sigtermans 2009; Noppers 2011',
    year: 2022,
    knowledge: 'read',
  },
  {
    id: 'home-use',
    about: 'harm',
    text: 'The FDA warns of compounded ketamine taken at home: sedation, abuse, slowed breathing, bladder injury. The review hoped for such use.',
    source: 'FDA alerts, February 2022 and October 2023',
    year: 2023,
    knowledge: 'read',
  },
];
