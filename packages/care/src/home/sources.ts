/** Where the numbers of the home programmes come from, beside the sources of the protocols. */
export const spravatoRems = 'Spravato REMS, FDA REMS 386 (enrolment, setting, monitoring form)';
export const cvrcek2008 =
  'Cvrcek P 2008, side effects of ketamine in the long-term treatment of neuropathic pain (oral ketamine 30 mg five times a day for 3 months, 32 patients with diabetic or postherpetic neuropathy)';
export const haines1999 =
  'Haines DR, Gaines SP, Pain 1999;83:283-287 (oral ketamine 20 to 100 mg a day; 3 of 21 patients found relief)';
export const rolan2014 =
  'Rolan P et al., Br J Clin Pharmacol 2014, doi:10.1111/bcp.12264 (sublingual wafer of 25 mg, 8 volunteers)';
export const chong2006 =
  'Chong CC et al. 2006 (single sublingual and oral doses of 25 mg, 6 patients with neuropathic pain)';
export const cfr1311 =
  '21 CFR 1311, clock within 5 minutes of official time (for electronic prescriptions; by analogy)';
