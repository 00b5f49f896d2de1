/** How the interval of a pooled effect is made, in words. */
export const tests = [
  { value: 'z', label: 'Normal' },
  { value: 'knha', label: 'Hartung-Knapp' },
  { value: 'adhoc', label: 'Hartung-Knapp with floor' },
];
