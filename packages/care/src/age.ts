/**
 * Whole years lived on a day.
 * @param birthDate YYYY-MM-DD
 * @param today YYYY-MM-DD, the clinic's date
 * @throws {RangeError} when either is not a date, or the birth lies after today
 */
export function ageYears(birthDate: string, today: string): number {
  const [bornYear, bornDay] = yearAndDay(birthDate);
  const [year, day] = yearAndDay(today);
  const age = year - bornYear - (day < bornDay ? 1 : 0);
  if (age < 0) throw new RangeError(`Birth date ${birthDate} lies after ${today}.`);
  return age;
}

/** The year, and the day of the year as MM-DD (which sorts as text). */
function yearAndDay(date: string): [number, string] {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || Number.isNaN(Date.parse(date))) {
    throw new RangeError(`"${date}" is not a date; expected YYYY-MM-DD.`);
  }
  return [Number(date.slice(0, 4)), date.slice(5)];
}
