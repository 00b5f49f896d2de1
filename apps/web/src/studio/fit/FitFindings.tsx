import type { LearntQuantity } from '@ketame/ketamine';
import { useState } from 'react';
import { CheckCharts } from './CheckCharts.tsx';
import { CourseChart } from './CourseChart.tsx';
import { FitTables } from './FitTables.tsx';
import classes from './fit.module.css';
import type { FitAnswer, ShownFit } from './fit-worker.ts';
import { NextSample } from './NextSample.tsx';

/** What concentrations told, drawn: the answer, when to ask again, and how far it may be believed. */
export default function FitFindings({
  answer,
  index,
  onPaper = false,
}: {
  readonly answer: FitAnswer;
  /** Of the regimen that was given: its colour. */
  readonly index: number;
  /** Everything open, and nothing to choose. */
  readonly onPaper?: boolean;
}) {
  if (answer.problem !== null || answer.sites.length === 0) return null;
  return (
    <section className={classes.findings} aria-label="This patient’s own course" data-series={index + 1}>
      <h2 className={classes.title}>This patient’s own course</h2>
      <p className={classes.words}>
        Dotted: 90 % of people like this patient, before anything was measured. Shaded: 90 % for this patient
        with what was measured; the line is the middle. Filled marks are measured; an arrow down lies below
        the laboratory’s limit. Bands hold true concentrations, not the error of measurement.
      </p>
      {answer.sites.map((fit) => (
        <SiteFindings key={fit.site} fit={fit} onPaper={onPaper} />
      ))}
    </section>
  );
}

function SiteFindings({ fit, onPaper }: { readonly fit: ShownFit; readonly onPaper: boolean }) {
  const { site, model, timesH, curves, residuals, next, check, failure } = fit;
  const [quantity, setQuantity] = useState<LearntQuantity>('exposure');
  const wanted = next?.[quantity] ?? null;
  return (
    <div>
      <h3 className={classes.heading}>
        In {site} blood, by {model}
      </h3>
      {failure !== null && (
        <p className={classes.words}>
          The fit may not be believed, so that only the population is drawn. {failure.message}
        </p>
      )}
      {site === 'venous' && (
        <p className={classes.words}>
          The plasma panel above is arterial and may lie up to twice as high: these values are not drawn
          there.
        </p>
      )}
      <div className={classes.charts}>
        {curves.map((curve) => (
          <CourseChart
            key={curve.analyte}
            site={site}
            curve={curve}
            timesH={timesH}
            residuals={residuals}
            nextH={curve.analyte === wanted?.output ? wanted.best.timeH : null}
          />
        ))}
        {wanted !== null && (
          <NextSample next={wanted} isLater={next?.isLater === true} onQuantity={setQuantity} />
        )}
      </div>
      <FitTables fit={fit} />
      <CheckCharts check={check} onPaper={onPaper} />
    </div>
  );
}
