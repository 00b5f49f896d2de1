import type { Drug } from '@ketame/ketamine';
import {
  adamowicz2005,
  esketamineLabel,
  fda2023,
  ketamineLabelUs,
  ng2010,
  ours,
  quetiapineStudy,
  statPearls,
  upToDate,
} from './sources.ts';

/** What the sheet says of the patient whom it is for. */
export interface SheetSubject {
  readonly drug: Drug;
  /** "tablet of 10 mg". */
  readonly form: string;
  readonly route: string;
  /** One dose, micrograms of base. */
  readonly doseUg: number;
  readonly maxDosesPerDay: number;
  /** What else is taken that sedates or slows breathing; empty: none is known. */
  readonly sedatives: readonly string[];
  readonly clinic: { readonly name: string; readonly telephone: string };
}

export interface SheetLine {
  readonly text: string;
  readonly source: string;
}

/** One page for an emergency department: it informs those who treat, and replaces no poison centre. */
export interface AcuteToxicitySheet {
  readonly id: 'acute-toxicity';
  /** Goes up when a line changes. */
  readonly version: number;
  readonly title: string;
  readonly sections: readonly { readonly heading: string; readonly lines: readonly SheetLine[] }[];
}

const line = (text: string, source: string): SheetLine => ({ text, source });

const sections: AcuteToxicitySheet['sections'] = [
  {
    heading: 'What it looks like',
    lines: [
      line(
        'Drowsy to unconscious, eyes open or not; nystagmus; dissociation, fear, hallucinations; fast pulse, high pressure; saliva, vomiting.',
        upToDate,
      ),
      line(
        'Of 233 visits after misuse: impaired consciousness 45 %, high pressure 40 %, fast pulse 39 %, abdominal pain 21 %, urinary symptoms 12 %.',
        ng2010,
      ),
      line(
        'Breathing is usually kept. It fails with large doses and with opioids, benzodiazepines, gabapentinoids or alcohol; one patient at home was found with twice the level of anaesthesia.',
        `${ketamineLabelUs}; ${fda2023}`,
      ),
    ],
  },
  {
    heading: 'Do first',
    lines: [
      line(
        'Airway, recovery position, oxygen, bag-mask if needed; suction. Tubes are rarely needed. Saturation, breaths, ECG, pressure, temperature.',
        upToDate,
      ),
      line('There is no antidote: support ventilation until it has worn off.', ketamineLabelUs),
      line('Naloxone where an opioid may be with it; it does not undo ketamine.', ours),
      line(
        'Glucose, paracetamol and salicylate, ECG, pregnancy test; creatine kinase after agitation.',
        upToDate,
      ),
    ],
  },
  {
    heading: 'Then',
    lines: [
      line(
        'Agitation: a dark quiet room and one voice; a benzodiazepine by vein in small steps (adults: lorazepam 1 to 2 mg or diazepam 5 to 10 mg), watching the breathing. It lowers pulse and pressure too.',
        upToDate,
      ),
      line('Saliva that troubles breathing: glycopyrrolate or atropine.', upToDate),
      line('Charcoal only on the word of the poison centre, never with an unprotected airway.', ours),
      line(
        'Abdominal pain or urinary symptoms: urine, creatinine, ALT, AST, ALP, GGT, bilirubin, lipase; ultrasound of kidneys and bile ducts.',
        ours,
      ),
    ],
  },
  {
    heading: 'What tests do not tell',
    lines: [
      line(
        `The usual panel misses ketamine. This patient takes it: a positive test is expected, for weeks. Quetiapine makes immunoassays falsely positive.`,
        `${adamowicz2005}; ${quetiapineStudy}`,
      ),
    ],
  },
  {
    heading: 'Watch, and before going home',
    lines: [
      line('Without symptoms: watch for 6 h. With symptoms: until 1 to 2 h after the last one.', statPearls),
      line(
        'Swallowed and slow-release doses come late: longer where the amount or the time is not known.',
        ours,
      ),
      line('Ask, alone, whether it was meant to harm; ask who else took of it.', ours),
      line('Home with an adult; no driving before the next day, after sleep.', esketamineLabel),
      line(
        'No further dose until the clinic has spoken with the patient. Keep packs and count them; call the clinic.',
        ours,
      ),
    ],
  },
];

/** The sheet for one patient. @param subject null: the sheet of the programme, without a patient's dose */
export function acuteToxicitySheet(subject: SheetSubject | null): AcuteToxicitySheet {
  return {
    id: 'acute-toxicity',
    version: 1,
    title: 'Ketamine at home: acute toxicity',
    sections: subject === null ? sections : [patientSection(subject), ...sections],
  };
}

function patientSection(subject: SheetSubject): AcuteToxicitySheet['sections'][number] {
  const { drug, form, route, doseUg, maxDosesPerDay, sedatives, clinic } = subject;
  const own = 'The plan of the patient';
  return {
    heading: 'This patient',
    lines: [
      line(
        `Treated at home with ${drug}, ${form}, ${route}: ${doseUg / 1000} mg of base a dose, at most ${maxDosesPerDay} a day.`,
        own,
      ),
      line(
        sedatives.length === 0
          ? 'Nothing else that sedates is known to the clinic; ask.'
          : `Also takes: ${sedatives.join(', ')}.`,
        own,
      ),
      line(`${clinic.name}, ${clinic.telephone}.`, own),
    ],
  };
}
