/** Where the rules of what bears on ketamine come from. */

export const consensus2018 =
  'Cohen SP et al., consensus guidelines of ASRA, AAPM and ASA on intravenous ketamine for chronic pain, Reg Anesth Pain Med 2018;43:521-546';
export const review2014 =
  'Niesters M, Martini C, Dahan A. Ketamine for chronic pain: risks and benefits. Br J Clin Pharmacol 2014;77:357-367';
export const nice2021 = 'NICE guideline NG193, Chronic pain in over 16s, 2021';
export const cochrane2025 =
  'Cochrane review CD015373, Ketamine and other NMDA receptor antagonists for chronic pain, 2025';
export const esketamineLabel =
  'Label of esketamine nasal spray (Spravato), for depression; used here by analogy, it is not a label for pain';
export const ketamineLabel =
  'Label of ketamine for injection (Ketalar, United Kingdom, 2019), for anaesthesia';
export const palliativeFormulary =
  'Mid Essex and Gwent formularies for ketamine in palliative care; local guidance, by analogy';
export const ours = "Ketame's own rule";
