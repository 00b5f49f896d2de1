/**
 * What is wrong in a model or in a list of doses, for the person who wrote it. `path` names the place
 * (`flows[2].rate`, `doses[0].durationH`); the message begins with it.
 */
export class InputError extends Error {
  readonly path: string;

  constructor(path: string, problem: string) {
    super(path === '' ? problem : `${path}: ${problem}`);
    this.name = 'InputError';
    this.path = path;
  }
}
