/**
 * Hues of Okabe and Ito (Color Universal Design, 2008), told apart by the colour-blind. Yellow is left out, too pale
 * for a line on paper, and so is vermilion: red belongs to alarms alone.
 */
export type Colour = 'blue' | 'orange' | 'green' | 'purple' | 'sky' | 'ink';

export type Theme = 'light' | 'dark' | 'print';

/** What a drawing needs to know of light, dark and paper. Values are CSS colours. */
export interface Tokens {
  readonly paper: string;
  readonly ink: string;
  readonly dim: string;
  readonly grid: string;
  readonly axis: string;
  /** Opacity of an uncertainty band over `paper`. */
  readonly bandOpacity: number;
  readonly colours: Readonly<Record<Colour, string>>;
}

/**
 * Darkened until a line has 3:1 against a light page, each to a lightness of its own, so that the four regimens stay
 * apart under the simulated loss of any one cone (Machado 2009).
 */
const onLight = {
  blue: '#0072b2',
  orange: '#c07800',
  green: '#12997b',
  purple: '#8a2f63',
  sky: '#2f94cf',
} as const;

/** The same hues lifted, with 3:1 against a dark page. */
const onDark = {
  blue: '#56aef5',
  orange: '#f0a830',
  green: '#4be0bd',
  purple: '#c4659a',
  sky: '#a8d8f8',
} as const;

export const tokens: Readonly<Record<Theme, Tokens>> = {
  light: {
    paper: '#ffffff',
    ink: '#17212b',
    dim: '#5b6673',
    grid: '#e8ebee',
    axis: '#b4bcc5',
    bandOpacity: 0.16,
    colours: { ...onLight, ink: '#17212b' },
  },
  dark: {
    paper: '#1a2027',
    ink: '#e8edf2',
    dim: '#9aa6b2',
    grid: '#2b333c',
    axis: '#4a5561',
    bandOpacity: 0.24,
    colours: { ...onDark, ink: '#e8edf2' },
  },
  print: {
    paper: '#ffffff',
    ink: '#000000',
    dim: '#444444',
    grid: '#e0e0e0',
    axis: '#808080',
    bandOpacity: 0.16,
    colours: { ...onLight, ink: '#000000' },
  },
};

/** Dash patterns by which lines are told apart where colour is lost. None is a plain dash: that means extrapolated. */
export const printPatterns: Readonly<Record<Colour, string | undefined>> = {
  ink: undefined,
  blue: undefined,
  orange: '10 2.5 1.5 2.5',
  green: '1.5 2',
  purple: '8 2 1.5 2 1.5 2',
  sky: '3 1.5 1 1.5',
};

/** The plain dash of what is extrapolated. */
export const extrapolatedPattern = '6 4';

/** A substance keeps its colour on every page, in print and on the command line. */
export const substanceColours = {
  ketamine: 'ink',
  'racemic ketamine': 'ink',
  'S-ketamine': 'blue',
  'R-ketamine': 'sky',
  'S-norketamine': 'green',
  'S-hydroxynorketamine': 'purple',
  'effect site': 'orange',
} as const satisfies Record<string, Colour>;

/** The regimens that stand side by side, A to D. */
export const regimenColours = ['blue', 'orange', 'green', 'purple'] as const satisfies readonly Colour[];
