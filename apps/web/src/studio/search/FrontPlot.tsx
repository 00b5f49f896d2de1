import type { JudgedPublished, Proposal, RegimenFront } from '@ketame/ketamine';
import type { PointerEvent } from 'react';
import { numberText } from '../../parts/format.ts';
import classes from './search.module.css';

/** What can be chosen of a front. */
export type Choice = Proposal | JudgedPublished;

interface FrontPlotProps {
  readonly front: RegimenFront;
  readonly chosen: Choice | null;
  readonly onChoose: (choice: Choice) => void;
}

const WIDTH = 320;
const HEIGHT = 220;
const ROOM = { left: 34, right: 12, top: 12, bottom: 34 };

const one = (value: number) => numberText(Math.round(10 * value) / 10);

const isProposal = (choice: Choice): choice is Proposal => 'explanation' in choice;
const nameOf = (choice: Choice) => (isProposal(choice) ? choice.regimen.name : choice.name);

interface MarkProps {
  readonly isPublished: boolean;
  readonly isChosen: boolean;
  readonly x: number;
  readonly y: number;
}

function Mark({ isPublished, isChosen, x, y }: MarkProps) {
  return isPublished ? (
    <rect x={x - 4} y={y - 4} width={8} height={8} className={classes.published} data-chosen={isChosen} />
  ) : (
    <circle cx={x} cy={y} r={4.5} className={classes.proposal} data-chosen={isChosen} />
  );
}

/** Benefit over harm: the front as a line, its proposals and the published regimens as marks upon it and as a list. */
export function FrontPlot({ front, chosen, onChoose }: FrontPlotProps) {
  const { points, proposals, published } = front;
  const all = [
    ...points,
    ...published.map(({ days, harm }) => ({ benefit: days.expected, harm: harm.expected })),
  ];
  const mostHarm = Math.max(1, ...all.map(({ harm }) => harm));
  const mostDays = Math.max(1, ...all.map(({ benefit }) => benefit));
  const x = (harm: number) => ROOM.left + (harm / mostHarm) * (WIDTH - ROOM.left - ROOM.right);
  const y = (days: number) => HEIGHT - ROOM.bottom - (days / mostDays) * (HEIGHT - ROOM.top - ROOM.bottom);
  const line = points.map(({ benefit, harm }) => `${x(harm)},${y(benefit)}`).join(' ');
  const choices: readonly Choice[] = [...published, ...proposals].sort(
    (a, b) => a.harm.expected - b.harm.expected,
  );
  // Marks lie closer together than fingers are wide: a press takes the nearest, the list below takes the keyboard.
  const press = (event: PointerEvent<HTMLDivElement>) => {
    const { left, top, width } = event.currentTarget.getBoundingClientRect();
    const scale = WIDTH / width;
    const distance = ({ harm, days }: Choice) =>
      Math.hypot(
        x(harm.expected) - (event.clientX - left) * scale,
        y(days.expected) - (event.clientY - top) * scale,
      );
    const nearest = choices.reduce((a, b) => (distance(b) < distance(a) ? b : a));
    onChoose(nearest);
  };
  return (
    <figure className={classes.front} aria-label="Days of relief over harm">
      <div className={classes.plot} onPointerDown={press}>
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
          <line x1={x(0)} x2={x(mostHarm)} y1={y(0)} y2={y(0)} className={classes.axis} />
          <line x1={x(0)} x2={x(0)} y1={y(0)} y2={y(mostDays)} className={classes.axis} />
          <polyline points={line} className={classes.line} />
          <text x={x(0) - 4} y={y(mostDays) + 4} textAnchor="end">
            {one(mostDays)}
          </text>
          <text x={x(0) - 4} y={y(0) + 4} textAnchor="end">
            0
          </text>
          <text x={x(mostHarm)} y={y(0) + 14} textAnchor="end">
            {one(mostHarm)}
          </text>
          <text x={x(mostHarm / 2)} y={y(0) + 28} textAnchor="middle">
            harm, days of relief
          </text>
          <text x={x(0) + 6} y={y(mostDays) + 4}>
            days of relief
          </text>
          {choices.map((each) => (
            <Mark
              key={nameOf(each)}
              isPublished={!isProposal(each)}
              isChosen={chosen !== null && nameOf(chosen) === nameOf(each)}
              x={x(each.harm.expected)}
              y={y(each.days.expected)}
            />
          ))}
        </svg>
      </div>
      <ul className={classes.choices} aria-label="Proposals and published regimens, by rising harm">
        {choices.map((each) => (
          <li key={nameOf(each)}>
            <button
              type="button"
              className={classes.choice}
              aria-pressed={chosen !== null && nameOf(chosen) === nameOf(each)}
              onClick={() => onChoose(each)}
            >
              <span>{isProposal(each) ? each.regimen.name : each.name}</span>
              <span>
                {one(each.days.expected)} days, harm {one(each.harm.expected)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </figure>
  );
}
