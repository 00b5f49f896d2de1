import type { InfusionStep, Patient, Regimen } from '@ketame/ketamine';
import { infusionRateMgPerH } from '@ketame/ketamine';
import { useRef } from 'react';
import { numberText } from '../../parts/format.ts';
import { type AxisMap, pixelOf } from '../state/axis-window.ts';
import { isFollower, unitOf, withEndAt, withRate, withStartAt } from '../state/regimen-edits.ts';
import { durationScale, nudge, rateScale, snap, startScale } from '../state/snapping.ts';
import { duration, moment } from '../state/words.ts';
import { Handle } from './Handle.tsx';
import classes from './plots.module.css';

interface RateHandlesProps {
  readonly regimen: Regimen;
  readonly patient: Patient;
  readonly axis: AxisMap;
  /** Pixel of a rate in mg/h on the value axis, and pixels per mg/h. */
  readonly pixelOfRate: (mgPerH: number) => number;
  readonly pixelsPerMgPerH: number;
  readonly colour: string | undefined;
  readonly onChange: (regimen: Regimen, gesture: string) => void;
}

/** Half of what takes the pointer, px. */
const REACH = 12;

/** Where a drag began: it always counts from there, so that neither snapping nor a growing axis loses the hand. */
interface Origin {
  readonly gesture: string;
  readonly regimen: Regimen;
  readonly pixelsPerMgPerH: number;
}

/** Handles of the selected regimen in the rate panel: each rate, each start and each end of its first occurrence. */
export function RateHandles(props: RateHandlesProps) {
  return props.regimen.steps.map((_, index) => (
    // Steps have no identity of their own: they are known by their place.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above.
    <StepHandles key={index} {...props} index={index} />
  ));
}

function StepHandles(props: RateHandlesProps & { readonly index: number }) {
  const { regimen, index, axis, colour, onChange } = props;
  const origin = useRef<Origin | null>(null);
  const from = (gesture: string): Origin => {
    if (origin.current?.gesture !== gesture) {
      origin.current = { gesture, regimen, pixelsPerMgPerH: props.pixelsPerMgPerH };
    }
    return origin.current;
  };
  const step = regimen.steps[index];
  if (step === undefined) return null;
  const perPixel = (axis.window.toH - axis.window.fromH) / axis.width;
  const visible = (hours: number) => hours >= axis.window.fromH - 1e-6 && hours <= axis.window.toH + 1e-6;
  // Starts and ends hang below the axis, rates stand above it, so that neither covers the other.
  const below = props.pixelOfRate(0) + REACH;
  const name = `step ${index + 1}`;

  const start = visible(step.startH) && !isFollower(regimen, index) && (
    <Handle
      label={step.kind === 'infusion' ? `Start of ${name}` : `Time of ${step.kind}, ${name}`}
      text={moment(step.startH)}
      value={step.startH}
      min={0}
      max={step.kind === 'infusion' ? step.startH + step.durationH : startScale().max}
      orientation="horizontal"
      className={classes.edgeHandle}
      colour={colour}
      left={pixelOf(axis, step.startH)}
      top={below}
      onDrag={(right, _, gesture) => {
        const before = from(gesture).regimen;
        const startH = before.steps[index]?.startH ?? 0;
        onChange(withStartAt(before, index, startH + right * perPixel), gesture);
      }}
      onStep={(direction, big, gesture) =>
        onChange(withStartAt(regimen, index, nudge(step.startH, direction, big, startScale())), gesture)
      }
    />
  );
  if (step.kind !== 'infusion') return start;
  const endH = step.startH + step.durationH;
  return (
    <>
      {start}
      {visible(endH) && (
        <Handle
          label={`End of ${name}`}
          text={`${moment(endH)}, after ${duration(step.durationH)}`}
          value={endH}
          min={step.startH}
          max={startScale().max}
          orientation="horizontal"
          className={classes.edgeHandle}
          colour={colour}
          left={pixelOf(axis, endH)}
          top={below}
          onDrag={(right, _, gesture) => {
            const before = from(gesture).regimen;
            onChange(withEndAt(before, index, endOf(before, index) + right * perPixel), gesture);
          }}
          onStep={(direction, big, gesture) => {
            const durationH = nudge(step.durationH, direction, big, durationScale());
            onChange(withEndAt(regimen, index, step.startH + durationH), gesture);
          }}
        />
      )}
      <RateHandle {...props} step={step} origin={from} />
    </>
  );
}

function endOf(regimen: Regimen, index: number): number {
  const step = regimen.steps[index];
  return step?.kind === 'infusion' ? step.startH + step.durationH : 0;
}

function RateHandle({
  regimen,
  patient,
  index,
  step,
  axis,
  pixelOfRate,
  colour,
  onChange,
  origin,
}: RateHandlesProps & {
  readonly index: number;
  readonly step: InfusionStep;
  readonly origin: (gesture: string) => Origin;
}) {
  const scale = rateScale(step.basis === 'kg');
  const given = infusionRateMgPerH(step, patient);
  // The steps of the scale are of the rate as written; one unit of it is this many mg/h in this patient.
  const mgPerHPerUnit = infusionRateMgPerH(
    { ...step, rate: 1, capMgPerH: Number.POSITIVE_INFINITY },
    patient,
  );
  const middleFrom = Math.max(step.startH, axis.window.fromH);
  const middleTo = Math.min(step.startH + step.durationH, axis.window.toH);
  if (middleTo <= middleFrom) return null;
  const unit = unitOf('infusion', step.basis);
  const inPatient = step.basis === 'patient' ? '' : `, ${numberText(given)} mg/h in this patient`;
  return (
    <Handle
      label={`Rate of step ${index + 1}`}
      text={`${numberText(step.rate)} ${unit}${inPatient}`}
      value={step.rate}
      min={scale.min}
      max={scale.max}
      orientation="vertical"
      className={classes.rateHandle}
      colour={colour}
      left={pixelOf(axis, (middleFrom + middleTo) / 2)}
      top={Math.min(pixelOfRate(given), pixelOfRate(0) - REACH)}
      markDown={Math.max(0, pixelOfRate(given) - (pixelOfRate(0) - REACH))}
      onDrag={(_, up, gesture) => {
        const before = origin(gesture);
        const was = before.regimen.steps[index];
        if (was?.kind !== 'infusion') return;
        const wanted = was.rate + up / before.pixelsPerMgPerH / mgPerHPerUnit;
        onChange(withRate(before.regimen, index, snap(wanted, scale)), gesture);
      }}
      onStep={(direction, big, gesture) =>
        onChange(withRate(regimen, index, nudge(step.rate, direction, big, scale)), gesture)
      }
    />
  );
}
