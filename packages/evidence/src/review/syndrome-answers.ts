import type { SyndromeName } from '../studies/syndromes.ts';

/**
 * What the packaged trials of each kind of pain say together, in a sentence or two of ours. Durations are those of the
 * trials; none of it is advice.
 */
export const syndromeAnswers: Readonly<Record<SyndromeName, string>> = {
  'Acute and chronic migraine':
    'Through the nose ketamine shortened nothing but made the aura milder in one small trial against midazolam; by vein it did no better than saline for the headache.',
  'Breakthrough (non)-cancer pain':
    'Ketamine through the nose relieved single attacks within the hour in one crossover trial of 20 people; nothing is known of longer use.',
  'Central neuropathic pain':
    'One trial through the skin found no less pain; the higher dose improved quality of life. The second trial of Table 1 could not be identified.',
  'Chemotherapy-induced neuropathy':
    'On the skin it does not work: the large trial of 462 people found no difference, a smaller one of a mixture a trend.',
  'Chronic neuropathic pain (various causes)':
    'Relief during a single infusion, none five weeks after it, and none from creams; by mouth few benefit.',
  'Complex regional pain syndrome':
    'The best studied kind: two small trials of multi-day infusions found weeks of relief without better function. The blinding failed, one trial stopped early, and a second course soon after the first harmed the liver in half of six patients.',
  Fibromyalgia:
    'Relief followed the plasma concentration and was gone within hours; after weeks there was no difference to midazolam.',
  'Painful limb ischemia':
    'One trial of 35 people found relief for five days after a single infusion beside opioids.',
  'Peripheral nerve injury (traumatic)':
    'Relief while the infusion runs, in three small crossover trials; none followed it for longer.',
  'Phantom limb pain': 'Relief during and up to 48 hours after an infusion in two small crossover trials.',
  'Postherpetic neuralgia':
    'A small bolus relieved for the moment; against magnesium three infusions made no difference after two weeks.',
  'Spinal cord injury':
    'Seven daily infusions relieved for two weeks and no longer. That trial carries an integrity flag: its last two P values are those of another trial by the same author.',
  'Temporomandibular pain': 'No effect of injections into the muscle or the joint.',
  'Trigeminal neuropathic pain':
    'Mixed: some patients had lasting relief, some passing, some none; the comparison was with an opioid.',
  Whiplash:
    'Relief during the infusion in a part of the patients, in three trials of short infusions; nothing later was measured.',
  'Cancer pain':
    'No net benefit: the two larger trials, under the skin and by mouth, found no difference, and more had to stop for toxicity.',
  'Flare of chronic pain':
    'In the emergency department 20 minutes of ketamine relieved for an hour; after 24 to 48 hours nothing was left.',
  'Primary headache': 'Through the nose it was not better than the usual treatment by vein.',
  'Prevention after surgery':
    'Ketamine around an amputation did not prevent lasting pain; the trial was too small to exclude it.',
};
