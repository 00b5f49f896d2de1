import { regimenColours, substanceColours, type Theme, tokens } from '@ketame/figures';
import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  type MantineColorsTuple,
} from '@mantine/core';

/** The one accent: petrol. Shade 7 is the button in light mode, 4 the accent in dark mode. */
const petrol: MantineColorsTuple = [
  '#eaf4f8',
  '#d5e7ee',
  '#a9cfdd',
  '#7ab5cb',
  '#58b1d6',
  '#2f86a6',
  '#17708f',
  '#0b5a78',
  '#084a63',
  '#053a4f',
];

/** Mantine's greys of the dark scheme, with the blue of our own surfaces: fields and menus are shade 6. */
const dark: MantineColorsTuple = [
  '#e8ecef',
  '#c3ccd3',
  '#a3aeb8',
  '#6f7b86',
  '#46515b',
  '#333d47',
  '#1f262e',
  '#14191f',
  '#10151a',
  '#0c1014',
];

export const theme = createTheme({
  primaryColor: 'petrol',
  primaryShade: { light: 7, dark: 4 },
  colors: { petrol, dark },
  fontFamily: 'var(--font-text)',
  fontFamilyMonospace: 'var(--font-code)',
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
  headings: {
    fontFamily: 'var(--font-text)',
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.25' },
      h2: { fontSize: '1.0625rem', lineHeight: '1.3' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.35' },
    },
  },
  defaultRadius: 'md',
  radius: { xs: '2px', sm: '4px', md: '7px', lg: '10px', xl: '16px' },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  variantColorResolver: (input) => {
    if (input.variant !== 'filled') return defaultVariantColorsResolver(input);
    const alarm = input.color === 'alarm';
    return {
      background: alarm ? 'var(--alarm)' : 'var(--accent)',
      hover: alarm ? 'var(--alarm)' : 'var(--accent-hover)',
      color: alarm ? 'var(--paper)' : 'var(--accent-ink)',
      border: '1px solid transparent',
    };
  },
});

/** The tokens that pages share with drawings, as CSS variables: --ink, --series-1 to -4, --substance-... */
function drawingTokens(scheme: Theme): Record<string, string> {
  const { paper, ink, dim, grid, bandOpacity, colours } = tokens[scheme];
  const named = (name: string) => `--substance-${name.toLowerCase().replaceAll(' ', '-')}`;
  return {
    '--surface': paper,
    '--ink': ink,
    '--ink-soft': dim,
    '--grid': grid,
    '--band-opacity': String(bandOpacity),
    ...Object.fromEntries(regimenColours.map((colour, index) => [`--series-${index + 1}`, colours[colour]])),
    ...Object.fromEntries(
      Object.entries(substanceColours).map(([name, colour]) => [named(name), colours[colour]]),
    ),
  };
}

/** Mantine's own variables take the tokens, so that a colour is written once. */
export const cssVariables: CSSVariablesResolver = () => {
  const mantine = {
    '--mantine-color-body': 'var(--paper)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-soft)',
    '--mantine-color-placeholder': 'var(--ink-soft)',
    '--mantine-color-error': 'var(--alarm)',
    '--input-asterisk-color': 'var(--ink-soft)',
    '--mantine-color-anchor': 'var(--accent)',
    '--mantine-color-default': 'var(--surface)',
    '--mantine-color-default-hover': 'var(--surface-hover)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--rule-strong)',
    '--mantine-color-disabled': 'var(--surface-sunk)',
    '--mantine-color-disabled-color': 'var(--ink-soft)',
  };
  return {
    variables: {},
    light: { ...mantine, ...drawingTokens('light') },
    dark: { ...mantine, ...drawingTokens('dark') },
  };
};

/** On paper the drawing tokens are those of print, whatever the screen shows. */
export const printVariables = `@media print { :root:root[data-mantine-color-scheme] { ${Object.entries(
  drawingTokens('print'),
)
  .map(([name, value]) => `${name}: ${value};`)
  .join(' ')} } }`;
