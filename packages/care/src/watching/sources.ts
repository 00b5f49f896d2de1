/** Where the rules of watching at home come from, beside the sources of protocols and follow-up. */

export {
  consensus2018,
  esketamineLabel,
  fda2023,
  ours,
} from '../protocol/sources.ts';

export const ketamineLabelUs =
  'Label of ketamine for injection, United States: sections 5.6 (liver and bile), 9 (abuse and dependence), 10 (overdosage)';
export const cotter2021 = 'Cotter S et al., Drug Saf 2021, doi:10.1007/s40264-021-01120-9';
export const adamowicz2005 =
  'Adamowicz P, Kala M, J Anal Toxicol 2005;29:376-382 (single therapeutic doses; read as quoted elsewhere)';
export const deJong2020 =
  'de Jong LAA et al., Prolonged ketamine and norketamine excretion profiles in urine after chronic use (7 patients, LC-MS/MS from 1 ng/mL); abstract';
export const quetiapineStudy =
  'Lee YF et al., Quetiapine shows cross-reactivity in urine drug screening for ketamine (573 patients), Taiwanese J Psychiatry; abstract';
export const harun2009 =
  'Harun N et al., Immunoassay and LC-MS-MS for ketamine and norketamine in urine, J Anal Toxicol 2009;33:310-321, doi:10.1093/jat/33.6.310; abstract';
export const poon2010 =
  'Poon TL et al., J Dig Dis 2010, doi:10.1111/j.1751-2980.2010.00424.x (people who misuse ketamine); abstract';
export const bileDucts =
  'Wong SW et al., Hong Kong Med J 2009;15:53-56; Lo RSC et al., Singapore Med J 2011;52:e52-e55 (dilated bile ducts in people who misuse ketamine)';
export const ng2010 =
  'Ng SH et al., Hong Kong Med J 2010;16:6-11 (233 visits to emergency departments after ketamine)';
export const statPearls = 'Orhurhu VJ et al., Ketamine toxicity, StatPearls; read as quoted elsewhere';
export const upToDate = 'UpToDate, ketamine poisoning, rapid overview; read as quoted elsewhere';
