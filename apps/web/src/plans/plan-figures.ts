import type { PlanContent } from '@ketame/contract';
import { type Figure, type Panel, regimenColours, type Theme } from '@ketame/figures';
import { lastDoseEndH } from '@ketame/ketamine';
import { panels as studioPanels } from '../studio/plots/panels.ts';
import { windowOfTreatment } from '../studio/state/axis-window.ts';
import { letterOf } from '../studio/state/words.ts';

type StoredCurve = PlanContent['outputs'][number]['curves'][number];

const weeksH = 12 * 168;

export interface PlanFigures {
  /** The treatment itself, in hours or days. */
  readonly treatment: Figure | null;
  /** The slow relief over twelve weeks. */
  readonly weeks: Figure | null;
}

/**
 * The stored curves of a plan as figures, in the order and with the sources of the studio's panels.
 * @param width px
 */
export function planFigures(content: PlanContent, width: number, theme: Theme): PlanFigures {
  const { toH } = windowOfTreatment(Math.max(1, ...content.state.regimens.map(lastDoseEndH)));
  const groups = new Map<string, Panel>();
  for (const [index, { curves }] of content.outputs.entries()) {
    for (const curve of curves) {
      const before = groups.get(curve.id);
      groups.set(curve.id, withCurve(before ?? panelOf(curve), curve, index));
    }
  }
  const isSlow = (id: string) => id === 'slowRelief';
  const ordered = [...groups].sort(([a], [b]) => rank(a) - rank(b));
  const figure = (title: string, panels: Panel[], to: number, unit: Figure['time']['unit']): Figure | null =>
    panels.length === 0
      ? null
      : {
          title,
          description: `${title}: ${panels.map((panel) => panel.title).join(', ')}. The numbers stand in the table.`,
          panels,
          time: { from: 0, to, unit },
          width,
          theme,
        };
  return {
    treatment: figure(
      'During the treatment',
      ordered.filter(([id]) => !isSlow(id)).map(([, panel]) => panel),
      toH,
      toH <= 72 ? 'h' : 'days',
    ),
    weeks: figure(
      'Over twelve weeks',
      ordered.filter(([id]) => isSlow(id)).map(([, panel]) => panel),
      weeksH,
      'weeks',
    ),
  };
}

function rank(id: string): number {
  const known = studioPanels.findIndex((panel) => panel.id === id);
  return known === -1 ? studioPanels.length : known;
}

/** An empty panel for a curve: title and unit as stored, marks and source as the studio has them. */
function panelOf({ id, label, unit }: StoredCurve): Panel {
  const studio = studioPanels.find((panel) => panel.id === id);
  return {
    title: label,
    unit,
    source: studio?.source ?? 'the models named below',
    series: [],
    levels: studio?.marks ?? [],
    height: id === 'slowRelief' ? 130 : 66,
    ...(studio?.top == null ? {} : { reachesTo: studio.top }),
  };
}

function withCurve(panel: Panel, curve: StoredCurve, index: number): Panel {
  const band = curve.low !== null && curve.high !== null;
  return {
    ...panel,
    ...(band ? { band: '90 % interval of the model’s own uncertainty' } : {}),
    series: [
      ...panel.series,
      {
        label: letterOf(index),
        colour: regimenColours[index] ?? 'ink',
        kind: curve.id === 'rate' ? 'given' : curve.basis === 'extrapolated' ? 'extrapolated' : 'predicted',
        times: curve.timesH,
        values: curve.typical,
        ...(curve.low === null || curve.high === null ? {} : { low: curve.low, high: curve.high }),
      },
    ],
  };
}
