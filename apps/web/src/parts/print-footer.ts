import { useEffect } from 'react';

/** What the foot of every printed page says, beside its number (theme.css, @page). */
export function usePrintFooter(text: string): void {
  useEffect(() => {
    const { style } = document.documentElement;
    style.setProperty('--print-footer', JSON.stringify(text));
    return () => {
      style.removeProperty('--print-footer');
    };
  }, [text]);
}
