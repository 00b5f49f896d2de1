import type { Regimen } from '@ketame/ketamine';
import { allPublishedRegimens, shortCitation } from '@ketame/ketamine';
import { Button, Menu } from '@mantine/core';
import { memo } from 'react';
import classes from './editor.module.css';

/** A regimen to begin with when nothing is published like it. */
const EMPTY: Regimen = {
  name: 'New regimen',
  drug: 'S-ketamine',
  amountAs: 'base',
  steps: [{ kind: 'infusion', startH: 0, durationH: 4, rate: 10, basis: 'patient' }],
};

/** Adds one of the published regimens, ready, or one to be drawn. */
export const AddRegimenMenu = memo(function AddRegimenMenu({
  room,
  onAdd,
}: {
  readonly room: boolean;
  readonly onAdd: (regimen: Regimen) => void;
}) {
  return (
    <Menu width="target" position="bottom-start" withinPortal={false}>
      <Menu.Target>
        <Button fullWidth size="sm" variant="default" disabled={!room}>
          {room ? '+ Add a regimen' : 'Four regimens at most'}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>As published</Menu.Label>
        {allPublishedRegimens.map((published) => (
          <Menu.Item key={published.id} onClick={() => onAdd(published.regimen)}>
            <span className={classes.cardName}>{published.title}</span>
            <span className={classes.cardWords}>
              {shortCitation(published.source.citation)} · {published.diagnosis}
            </span>
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => onAdd(EMPTY)}>
          <span className={classes.cardName}>Your own</span>
          <span className={classes.cardWords}>begins with 10 mg/h for 4 h</span>
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
});
