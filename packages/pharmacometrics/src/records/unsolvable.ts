/** There is no such course or steady state, or the solver finds none. The message says why. */
export class Unsolvable extends Error {
  constructor(problem: string) {
    super(problem);
    this.name = 'Unsolvable';
  }
}
