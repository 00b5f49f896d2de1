import type { PatientIndex } from '@ketame/evidence';
import { numberText } from '../parts/format.ts';
import classes from './retreatment.module.css';

const width = 420;
const left = 64;
const right = 96;
const rowHeight = 38;
const names = { 'go on': 'Go on', change: 'Change', stop: 'Stop' } as const;

/** Go on, change and stop on one scale: benefit less weighted harm, each from its lowest to its highest. */
export function ThreeChoices({ index }: { readonly index: PatientIndex }) {
  const { choices, utility } = index;
  const low = Math.min(-0.2, ...choices.map(({ lower }) => lower));
  const high = Math.max(0.2, ...choices.map(({ upper }) => upper));
  const x = (value: number) => left + ((value - low) / (high - low)) * (width - left - right);
  const height = choices.length * rowHeight + 40;
  const text = choices
    .map(({ choice, lower, upper }) => `${names[choice]}: ${rangeText(lower, upper)}`)
    .join('; ');
  return (
    <figure className={classes.figure}>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`Benefit less weighted harm. ${text}.`}>
        <line className={classes.zero} x1={x(0)} x2={x(0)} y1={4} y2={height - 36} />
        {choices.map(({ choice, lower, upper }, row) => {
          const y = row * rowHeight + 22;
          return (
            <g key={choice}>
              <text className={classes.label} x={0} y={y + 4}>
                {names[choice]}
              </text>
              <line className={classes.interval} x1={x(lower)} x2={x(upper)} y1={y} y2={y} />
              {choice === 'go on' && utility !== null && (
                <circle className={classes.point} cx={x(utility.difference.value)} cy={y} r={5} />
              )}
              {choice === 'stop' && (
                <rect className={classes.point} x={x(0) - 4} y={y - 4} width={8} height={8} />
              )}
              <text className={classes.range} x={width} y={y + 4} textAnchor="end">
                {rangeText(lower, upper)}
              </text>
            </g>
          );
        })}
        <text className={classes.axis} x={x(0)} y={height - 20} textAnchor="middle">
          0
        </text>
        <text className={classes.axis} x={left} y={height - 5}>
          harm outweighs
        </text>
        <text className={classes.axis} x={width - right} y={height - 5} textAnchor="end">
          benefit outweighs
        </text>
      </svg>
      <figcaption>
        <ul>
          {choices.map(({ choice, assumption }) => (
            <li key={choice}>
              <strong>{names[choice]}</strong>: {assumption}
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}

const rangeText = (lower: number, upper: number) =>
  lower === upper ? numberText(lower, 2) : `${numberText(lower, 2)} to ${numberText(upper, 2)}`;
