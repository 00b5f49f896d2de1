import { Popover, UnstyledButton } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './results.module.css';

/** A question mark that opens an explanation. */
export function Help({ about, children }: { readonly about: string; readonly children: ReactNode }) {
  return (
    <Popover width={280} position="top" shadow="md" withArrow>
      <Popover.Target>
        <UnstyledButton className={classes.help} aria-label={`What is ${about}?`}>
          ?
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown className={classes.helpText}>{children}</Popover.Dropdown>
    </Popover>
  );
}
