import { expect } from 'vitest';
import type { Visitor } from '../browser.ts';
import {
  addPatient,
  calmRow,
  chartRow,
  checkIn,
  checkSyringe,
  discharge,
  nurse,
  pharmacist,
  planSession,
  pressStep,
  readDischarged,
} from './driver.ts';

/** Rows of the chart of each patient while the infusion runs. */
const rows = 3;

/**
 * One day of a clinic at its screens: a physician plans, a nurse treats, a pharmacist checks each syringe second, an
 * administrator watches the board. All patients are treated at once: each step is done for all before the next one.
 */
export async function treatmentDay({ visit }: Visitor, patients: number): Promise<void> {
  const physician = await visit('about:blank', { role: 'physician' });
  const board = await visit('/board', { role: 'administrator' });
  const ward = await visit('/board', { role: 'nurse' });
  const planned: { id: string; place: string }[] = [];
  for (let index = 1; index <= patients; index++) {
    const place = `Bed ${patients}-${index}`;
    const patientId = await addPatient(physician, `Day ${patients} ${index} (synthetic)`);
    planned.push({ id: await planSession(physician, patientId, place), place });
  }
  const each = async (work: (place: string) => Promise<unknown>) => {
    for (const { id, place } of planned) {
      await ward.goto(`/sessions/${id}`);
      await ward.getByText('● connected').waitFor();
      await work(place);
    }
  };
  await each(() => checkIn(ward, 480));
  await each(async () => {
    await checkSyringe(ward, 470, nurse, 'own');
    await ward.getByText('Syringe 1 checked by Demonstration nurse').waitFor();
    await checkSyringe(ward, 469, pharmacist, 'second');
    await pressStep(ward, 'Arm the session', 460);
    await pressStep(ward, 'The infusion runs', 450);
    await ward.getByRole('heading', { name: 'While the infusion runs' }).waitFor();
  });
  await each((place) =>
    board.getByRole('article', { name: place, exact: true }).getByText('infusing').waitFor(),
  );
  for (let row = 0; row < rows; row++) {
    await each(() => chartRow(ward, [String(126 + row), ...calmRow.slice(1)], 440 - 60 * row));
  }
  await each(async () => {
    await pressStep(ward, 'End the infusion', 200);
    await ward.getByLabel('Scale of sedation').selectOption('MOAA/S');
    await chartRow(ward, ['124', '77', '70', '98', '14', '5', '3', '0', '0', '0', '0'], 20);
    await discharge(ward);
  });
  for (const { id, place } of planned) {
    const { events } = await readDischarged(ward, id);
    const systolic = events.flatMap(({ content }) => (content.kind === 'chart' ? [content.systolic] : []));
    expect(systolic, place).toEqual([126, 127, 128, 124]);
    expect(events.at(-1)?.content.kind, place).toBe('discharge');
    await board.getByRole('article', { name: place, exact: true }).waitFor({ state: 'detached' });
  }
}
