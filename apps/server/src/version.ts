import metadata from '../package.json' with { type: 'json' };

/** Version of Ketame: kept with every saved plan, told by /health. */
export const ketameVersion: string = metadata.version;
