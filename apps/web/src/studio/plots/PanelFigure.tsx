import { useCallback, useDeferredValue, useMemo } from 'react';
import type uPlot from 'uplot';
import type { AxisMap } from '../state/axis-window.ts';
import type { Drawn } from '../state/courses.ts';
import { letterOf } from '../state/words.ts';
import { TargetHandle } from '../target/TargetHandle.tsx';
import type { ColumnProps } from './column-props.ts';
import { drawLanes, drawPicture } from './draw.ts';
import { HEADROOM, Plot } from './Plot.tsx';
import { type Panel, reading } from './panels.ts';
import classes from './plots.module.css';
import { RateHandles } from './RateHandles.tsx';
import { panelInWords } from './words.ts';

/** Room below the rates for the handles of starts and ends, px. */
const TRACK = 22;

interface PanelFigureProps extends ColumnProps {
  readonly panel: Panel;
  readonly axis: AxisMap;
  readonly width: number;
  /** Room beside the plot, px. */
  readonly left: number;
  readonly right: number;
}

/** One quantity over one of the two time axes: its title, its curves, and the handles where there are some. */
export function PanelFigure(props: PanelFigureProps) {
  const { panel, axis, width, left, right, count, stacked, drawn, selected, shown, colours, tops } = props;
  const lanes = panel.id === 'rate' && count === 'weeks';
  const draw = useCallback(
    (plot: uPlot) => {
      const marksNamed = stacked || count === 'weeks';
      const picture = { panel, drawn, selected, shown, colours, marksNamed };
      if (lanes) drawLanes(plot, picture);
      else drawPicture(plot, picture);
    },
    [panel, lanes, count, stacked, drawn, selected, shown, colours],
  );
  const top = tops[panel.id];
  // Read out, and so not at every pixel of a drag.
  const said = useDeferredValue(drawn);
  const words = useMemo(() => panelInWords(panel, said, axis.window), [panel, said, axis.window]);
  const chosen = drawn.find(({ index }) => index === selected);
  const scaled = panel.height - HEADROOM;
  const lines = props.lines.filter(
    ({ output }) => count === 'hours' && panel.id === (output === 'effect site' ? 'effectSite' : 'plasma'),
  );
  const titled = count === 'hours' || stacked;
  return (
    <figure className={classes.panel} aria-label={words}>
      <figcaption className={classes.caption}>
        {titled && (
          <>
            <span className={classes.title}>{lanes ? 'When each runs' : panel.title}</span>
            {!lanes && (
              <span className={classes.unit}>
                {panel.unit} · {panel.source}
              </span>
            )}
            {stacked && !lanes && chosen !== undefined && (
              <AtCursor panel={panel} drawn={chosen} cursorH={props.cursorH} />
            )}
          </>
        )}
        {(stacked ? count === 'hours' : count === 'weeks') && props.beside[panel.id]}
      </figcaption>
      <div className={classes.frame}>
        <Plot
          width={width}
          height={panel.height}
          left={left}
          right={right}
          window={axis.window}
          count={count}
          top={top}
          track={panel.id === 'rate' ? TRACK : 0}
          timeLabelled={panel.id === 'rate' || panel.id === 'slowRelief'}
          valuesLabelled={titled && !lanes}
          colours={colours}
          draw={draw}
        />
        {panel.id === 'rate' && count === 'hours' && chosen !== undefined && props.lines.length === 0 && (
          <RateHandles
            regimen={chosen.regimen}
            patient={props.patient}
            axis={axis}
            pixelOfRate={(rate) => HEADROOM + scaled * (1 - rate / top)}
            pixelsPerMgPerH={scaled / top}
            colour={colours.series[selected]}
            onChange={props.onRegimen}
          />
        )}
        {lines.map((line, place) => (
          <TargetHandle
            key={line.label}
            line={line}
            place={place}
            left={left}
            width={axis.width}
            pixelOf={(value) => HEADROOM + scaled * (1 - value / top)}
            pixelsPerUnit={scaled / top}
          />
        ))}
      </div>
    </figure>
  );
}

/** The value at the cursor beside the title: where the plots are stacked, the list of readings is far away. */
function AtCursor({
  panel,
  drawn,
  cursorH,
}: {
  readonly panel: Panel;
  readonly drawn: Drawn;
  readonly cursorH: number;
}) {
  const { course } = drawn;
  return (
    <span className={classes.atCursor} aria-hidden="true">
      {letterOf(drawn.index)} {reading(panel, panel.lineOf(course), course.timesH, cursorH)}
    </span>
  );
}
