import type { Command } from '../command.ts';
export const importRecords: Command = {
  name: 'import',
  summary: 'imports patients’ records (FHIR R4 bundles)',
  help: '',
  run: async () => 1,
};
