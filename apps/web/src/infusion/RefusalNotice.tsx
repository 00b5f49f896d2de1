import type { Refusal } from '@ketame/care';
import { Notice } from '../parts/Notice.tsx';

/** Why an entry was not taken, and what to do. */
export function RefusalNotice({ refusal }: { readonly refusal: Refusal | null }) {
  if (refusal === null) return null;
  return (
    <Notice kind="caution" title="Not entered">
      <p>{refusal.reason}</p>
      <p>
        <strong>{refusal.whatToDo}</strong>
      </p>
    </Notice>
  );
}
