/** Something that the person who gave the command can put right. The message is all that is printed; exit code 2. */
export class UserError extends Error {
  override name = 'UserError';
}
