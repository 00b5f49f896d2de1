import { type StudioState, studioStateSchema } from '@ketame/contract';

/** A link without a readable state, in words for the person who opened it. */
export class BrokenLink extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BrokenLink';
  }
}

/**
 * The whole state as a fragment ("#s=..."): compact JSON in base64url. A fragment is never sent to a server, so the
 * link reaches no log; and the state holds no identity.
 */
export function fragmentOf(state: StudioState): string {
  const bytes = new TextEncoder().encode(JSON.stringify(state));
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return `#s=${btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')}`;
}

/**
 * Reads what `fragmentOf` wrote.
 * @param fragment of the address, with or without "#"
 * @returns null when the fragment holds no state
 * @throws BrokenLink when it holds one that cannot be read, or that is none of ours
 */
export function stateOfFragment(fragment: string): StudioState | null {
  const encoded = new URLSearchParams(fragment.replace(/^#/, '')).get('s');
  if (encoded === null) return null;
  const value = decode(encoded);
  const parsed = studioStateSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new BrokenLink(
      `The link holds something that the studio does not take: ${issue?.path.join('.') || 'the whole'}: ${issue?.message}.`,
    );
  }
  if (parsed.data.selected >= parsed.data.regimens.length) {
    throw new BrokenLink('The link selects a regimen that it does not hold.');
  }
  return parsed.data;
}

function decode(encoded: string): unknown {
  try {
    const binary = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new BrokenLink('The link is not complete: a part was lost when it was copied. Ask for it again.');
  }
}
