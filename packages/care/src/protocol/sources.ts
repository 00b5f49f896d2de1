/** Where criteria and numbers of the protocols come from, beside the sources of what bears on ketamine. */
export {
  consensus2018,
  esketamineLabel,
  nice2021,
  ours,
  palliativeFormulary,
  review2014,
} from '../bearing/sources.ts';

export const sigtermans2009 = 'Sigtermans MJ et al., Pain 2009;145:304-311';
export const schwartzman2009 = 'Schwartzman RJ et al., Pain 2009;147:107-115; NCT00579085';
export const amr2010 = 'Amr YM, Pain Physician 2010;13:245-249';
export const noppers2011 = 'Noppers IM et al., Pain 2011;152:2173-2178';
export const smith2012 =
  'Smith BH et al., Delphi survey on refractory neuropathic pain, BMC Neurology 2012;12:29';
export const budapest = 'Harden RN et al., Pain 2010;150:268-274 (Budapest criteria)';
export const finnerup2016 = 'Finnerup NB et al., Pain 2016;157:1599-1606 (grading of neuropathic pain)';
export const dn4 = 'Bouhassira D et al., Pain 2005;114:29-36 (DN4)';
export const anzca2021 =
  'ANZCA Faculty of Pain Medicine, PS12(PM) 2021, a position on ketamine for chronic non-cancer pain; read in a page that reports it';
export const fda2023 = 'FDA alert on compounded ketamine, October 2023';
