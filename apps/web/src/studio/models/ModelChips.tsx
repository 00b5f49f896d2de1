import { catalogue, type ModelCard, modelsInUse, type Patient, type Regimen } from '@ketame/ketamine';
import { Modal } from '@mantine/core';
import { lazy, memo, Suspense, useState } from 'react';
import { Loading } from '../../parts/Notice.tsx';
import classes from './models.module.css';

const ModelCardView = lazy(() => import('./ModelCardView.tsx'));

const NAMES: Readonly<Record<string, string>> = {
  'simons-2022': 'Simons 2022 · arterial',
  'fanta-2015-otto-2021': 'Fanta 2015 / Otto 2021 · venous',
  'dahan-2011': 'Dahan 2011 · slow relief',
  'other-routes': 'Other routes · derived',
  'ashraf-2018': 'Ashraf 2018 · interactions',
};

/** The models behind the curves; each opens its card. */
export const ModelChips = memo(function ModelChips({
  regimens,
  patient,
}: {
  readonly regimens: readonly Regimen[];
  readonly patient: Patient;
}) {
  const [shown, setShown] = useState<ModelCard | null>(null);
  const names = modelsInUse(regimens, patient);
  const used = catalogue.filter(({ name }) => names.includes(name));
  return (
    <>
      <ul className={classes.chips} aria-label="Models in use">
        {used.map((card) => (
          <li key={card.name}>
            <button type="button" className={classes.chip} onClick={() => setShown(card)}>
              {NAMES[card.name] ?? card.title} · n = {card.population.n}
            </button>
          </li>
        ))}
      </ul>
      <Modal
        opened={shown !== null}
        onClose={() => setShown(null)}
        title={shown === null ? '' : `${shown.title} (${shown.alias})`}
        size="xl"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {shown !== null && (
          <Suspense fallback={<Loading what="Fetching the model card" />}>
            <ModelCardView card={shown} />
          </Suspense>
        )}
      </Modal>
    </>
  );
});
